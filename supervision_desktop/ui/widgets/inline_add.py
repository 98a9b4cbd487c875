"""One line that adds: type and press Enter."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.errors import SupervisionError
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.labels import ProblemLabel


class InlineAdd(QWidget):
    """"Add an action and press Enter". After `added` the line is empty again, unless `refuse` was called."""

    added = Signal(str)
    typed = Signal(str)

    def __init__(self, placeholder: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(name or placeholder)
        self.setAccessibleName(name or placeholder)
        self._problem = ProblemLabel()
        self._parts = layout.column(self.line, self._problem, gap=4)
        self.setLayout(self._parts)
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self._add)
        self.line.textEdited.connect(self._typed)

    def text(self) -> str:
        """What stands in the line."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put words back, as from a draft."""
        self.line.setText(text)

    def refuse(self, sentence: str) -> None:
        """Called while `added` is handled: keep the words in the line and say what is wrong."""
        self._problem.say(sentence)

    def hear(self, fault: SupervisionError | None) -> None:
        """What came of it, while `added` is handled: a refusal keeps the words in the line."""
        if fault is not None:
            self.refuse(fault.sentence)

    def add_under(self, part: QWidget) -> None:
        """Put a part under the line."""
        self._parts.addWidget(part)

    def problem(self) -> str:
        """The sentence shown, or ""."""
        return self._problem.text()

    def _typed(self, text: str) -> None:
        self._problem.say("")
        self.typed.emit(text)

    def _add(self) -> None:
        words = self.line.text().strip()
        if not words:
            return
        self._problem.say("")
        self.added.emit(words)
        if not self._problem.text():
            self.line.clear()
            self.typed.emit("")
