"""The program's windows wear the look themselves; the application has no style sheet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from supervision_desktop.ui import layout, style
from supervision_desktop.ui.widgets.combo import ValueCombo


@pytest.fixture
def worn(qapp: QApplication, light: style.Look) -> Iterator[style.Look]:
    """A look that windows carry, for one test."""
    qapp.setStyleSheet("")
    look = style.Look(qapp, by_window=True)
    look.show("light", 1.0)
    yield look
    style.Look.here = light
    # Another theme in between, or the look would think that it is shown already.
    light.show("dark", 1.0)
    light.show("light", 1.0)


@pytest.fixture
def window(worn: style.Look, qtbot: QtBot) -> QWidget:
    """A dressed window with a line in it."""
    made = layout.boxed(layout.column(QLineEdit()))
    qtbot.addWidget(made)
    worn.dress(made)
    made.show()
    return made


def test_what_is_in_a_dressed_window_or_opens_over_it_wears_the_look(qapp, window, qtbot):
    over, line, alone = QDialog(window), QLineEdit(), QLineEdit()
    qtbot.addWidget(alone)
    over.setLayout(layout.column(line))
    over.show()
    alone.show()
    inside = window.findChild(QLineEdit)
    assert qapp.styleSheet() == ""
    assert inside.sizeHint().height() == line.sizeHint().height() > alone.sizeHint().height()


def test_a_dressed_window_follows_a_change_of_the_look(worn, window):
    before = window.styleSheet()
    worn.show("dark", 1.0)
    assert window.styleSheet() not in ("", before)


def test_a_window_that_is_gone_is_forgotten(worn, window, qtbot):
    gone = QWidget()
    worn.dress(gone)
    gone.deleteLater()
    qtbot.wait(10)
    worn.show("dark", 1.0)
    assert window.styleSheet()


def test_what_a_combo_offers_while_typing_wears_the_look_too(window):
    combo = ValueCombo("Case", [("a", "Tern 18")], window)
    combo.let_type()
    assert combo.completer().popup().styleSheet() == window.styleSheet()
