"""The line in which topics are jotted down: Enter keeps them, and each pasted line becomes one (PRE-02)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.ui import layout
from supervision_desktop.ui.form_entry import TOPIC
from supervision_desktop.ui.identifying import Identifying
from supervision_desktop.ui.widgets.labels import ProblemLabel
from supervision_desktop.ui.widgets.long_text import LongTextEdit
from supervision_desktop.ui.workspace import Workspace

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Box(LongTextEdit):
    """One line high until it holds more; Enter is taken, Shift with Enter begins a line."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class TopicLine(QWidget):
    """`make` plans the topics that the words become. What is not kept yet outlives a lock under `draft`."""

    kept = Signal()

    def __init__(self, workspace: Workspace, make: Callable[[str], ChangeSet], words: str, draft: str) -> None:
        super().__init__()
        self._workspace, self._make, self._draft = workspace, make, draft
        self._identifying: Identifying | None = None
        self.box, self._problem = _Box(words, tr("New topic"), lines=1), ProblemLabel()
        self.setAccessibleName(tr("New topic"))
        self.box.setProperty(TOPIC, "topic.text")   # F1 opens the guide to preparing (HLP-04)
        self.box.setAccessibleDescription(tr("Each line that is pasted becomes a topic of its own"))
        self.box.setToolTip(self.box.accessibleDescription())
        self.setFocusProxy(self.box)
        self.setLayout(layout.column(self.box, self._problem, gap=4))
        self._read_again()
        self.box.entered.connect(self._add)
        self.box.typed.connect(self._typed)
        workspace.settling.connect(self._remember)
        workspace.erased.connect(self._read_again)

    def problem(self) -> str:
        """The sentence shown, or ""."""
        return self._problem.text()

    def _typed(self) -> None:
        self._problem.say("")
        if self._identifying is None:   # names are read once there is something to look at
            self._identifying = Identifying(self._workspace, self, colleagues=True)
            self._identifying.watch_text(self.box)

    def _add(self) -> None:
        if not self.box.text().strip():
            return
        try:
            fault = self._workspace.attempt(self._make(self.box.text()))
        except BadInput as refusal:
            fault = refusal
        if fault is not None:
            self._problem.say(fault.sentence)
            return
        self.box.set_text("")
        self._remember()
        self.kept.emit()

    def _read_again(self) -> None:
        self.box.set_text(self._workspace.remembered(self._draft) or "")

    def _remember(self) -> None:
        if self.box.text() != (self._workspace.remembered(self._draft) or ""):
            self._workspace.remember(self._draft, self.box.text())
