"""One of each part of the kit, so that every test walks all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from supervision_desktop.ui import layout, style
from supervision_desktop.ui.widgets.buttons import IconButton, button, more_button
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.day_edit import DayEdit
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.long_text import LongTextEdit
from supervision_desktop.ui.widgets.page import PageArea, PageTitle, Section
from supervision_desktop.ui.widgets.rows import Row, RowList
from supervision_desktop.ui.widgets.steps import Step, StepBar
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.widgets.ticks import TickList


@pytest.fixture
def light(qapp: QApplication) -> Iterator[style.Look]:
    """The plain light look at 100 %, whatever the test before did."""
    yield style.apply(qapp, "light", 1.0)
    style.apply(qapp, "light", 1.0)


@pytest.fixture
def parts(light: style.Look, qtbot: QtBot) -> dict[str, QWidget]:
    """Every part that can have the focus, in a shown window; "window" is the window."""
    made: dict[str, QWidget] = {
        "long text": LongTextEdit("What was decided?", "Summary"),
        "line": QLineEdit(),
        "combo": ValueCombo("Case", [("a", "Tern 18"), ("b", "Alder 47")]),
        "day": DayEdit("Starts", lambda: date(2026, 11, 19)),
        "inline add": InlineAdd("Add an action and press Enter"),
        "chips": ChipBar("Filter", [ChipSpec("", "All", 42), ChipSpec("open", "To finish", 2)]),
        "steps": StepBar("Steps", [Step("plan", "Plan", True), Step("record", "Record")]),
        "ticks": TickList("Areas", [(1, "Children & families"), (2, "Brain injury")]),
        "tick": QCheckBox("By itself"),
        "primary": button("New", primary=True, key="Ctrl+N"),
        "plain": button("Not now"),
        "link": button("Undo", link=True, icon="undo"),
        "icon": IconButton("lock", "Lock"),
        "more": more_button(),
        "table": DataTable("Time", [Column("Case"), Column("Minutes", number=True, chars=8)]),
        "rows": RowList("Sessions"),
    }
    made["line"].setAccessibleName("Title")
    _fill(made)
    page = PageArea(
        PageTitle("Ruth Hale-Okonjo, 19 November 2026", "90 minutes", made["more"]),
        Section("Parts", LabelledField("Summary", made["long text"]), *(part for name, part in made.items()
                                                                      if name not in ("long text", "more"))),
        name="Gallery",
    )
    window = layout.boxed(layout.column(page))
    window.resize(900, 1400)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    made["window"] = window
    return made


def _fill(made: dict[str, QWidget]) -> None:
    table, rows = made["table"], made["rows"]
    assert isinstance(table, DataTable)
    assert isinstance(rows, RowList)
    table.set_rows([("Tern 18", 60), ("Alder 47", 15)], ["a", "b"])
    rows.set_rows([Row("a", "Ruth Hale-Okonjo", "90 min", "Agreed", "good"), Row("b", "Sam Frost", "60 min")])
