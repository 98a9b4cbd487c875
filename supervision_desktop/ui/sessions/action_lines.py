"""Actions as lines that open them: those agreed in a session, those a reflection or a review led to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services.actions import ActionRow
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.badge import Badge
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel


class ActionLines(QWidget):
    """Some actions, one line each. `opened` gives an action's id."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[_Line] = []
        self._stack = layout.column(gap=8)
        self.setLayout(self._stack)

    def show_rows(self, rows: Sequence[ActionRow]) -> None:
        """Fill as many lines as there are actions."""
        for line, row in zip(layout.as_many(self._stack, self._lines, len(rows), self._made_line), rows, strict=True):
            line.show_row(row)
        self.setVisible(bool(rows))

    def _made_line(self) -> _Line:
        made = _Line()
        made.opened.connect(self.opened)
        return made


class _Line(QWidget):
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._id = ""
        self._text, self._facts, self._badge = WordLabel(""), QuietLabel(""), Badge("", "accent")
        self._open = button(tr("Open"), lambda: self.opened.emit(self._id), link=True)
        words = layout.boxed(layout.column(self._text, self._facts, gap=2))
        self.setLayout(Sides(words, layout.boxed(layout.row(self._badge, self._open))))

    def show_row(self, row: ActionRow) -> None:
        self._id = row.id
        self._text.setText(row.text)
        due = tr("by {day}").format(day=day_text(row.due_on)) if row.due_on else tr("no date yet")
        self._facts.setText(" · ".join(filter(None, (tr("me") if row.mine else row.owner, due))))
        self._badge.show_word(row.case or tr("Practice"), "accent")
        self._open.setAccessibleName(tr("Open {title}").format(title=row.text))
