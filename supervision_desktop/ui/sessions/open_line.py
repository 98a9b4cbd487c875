"""One line of the closing panel: what is open, and the one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.services import closing
from supervision_desktop.services.closing import Point
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.labels import WordLabel
from supervision_desktop.ui.workspace import Workspace

GOES = ("summary", "no_actions", "minutes", closing.DECISION, closing.ENTRIES, closing.REFLECTION,
        closing.CASELOAD)
"""Kinds of points that a field or a part of the record belongs to."""
WIDE = 26
"""Characters of room for what a short form stands for."""


class OpenLine(QWidget):
    """`gone_to` names the field to see to, `done` what to do at once: a point, and words that were typed for it."""

    gone_to = Signal(str)
    done = Signal(object, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._point: Point | None = None
        self._words = WordLabel("")
        self.go = button(tr("Go there"), self._go, link=True)
        self.fix = button("", self._fix, link=True)
        self.long = QLineEdit()
        self.long.setMinimumWidth(self.long.fontMetrics().averageCharWidth() * WIDE)
        self.long.returnPressed.connect(self._fix)
        self.setLayout(Sides(self._words, layout.boxed(layout.row(self.long, self.fix, self.go))))

    def show_point(self, point: Point, model: str = "") -> None:
        """One open point; `model` is the name of the reflective model it stands under."""
        if point != self._point:
            self.long.clear()
        self._point = point
        words = f"{model}: {point.words}" if model else point.words
        self._words.setText(words)
        self.go.setVisible(point.kind in (*GOES, closing.ACTION))
        self.go.setAccessibleName(f"{self.go.text()}: {words}")
        short = point.kind == closing.SHORT
        self.long.setVisible(short)
        self.long.setAccessibleName(tr("What {short} stands for").format(short=point.about))
        self.long.setPlaceholderText(tr("Empty: everybody knows it"))
        self.fix.setVisible(short or point.kind == closing.LOOK_BACK)
        self.fix.setText(tr("Add to list") if short else tr("Note it so"))
        self.fix.setAccessibleName(f"{self.fix.text()}: {words}")

    def _go(self) -> None:
        if self._point is None:
            return
        if self._point.kind == closing.ACTION:
            self._workspace.open_wanted.emit("action", self._point.about)
        elif self._point.kind == closing.DECISION:
            self.gone_to.emit(f"{closing.DECISION} {self._point.about}")
        else:
            self.gone_to.emit(self._point.kind)

    def _fix(self) -> None:
        if self._point is not None:
            self.done.emit(self._point, self.long.text())
