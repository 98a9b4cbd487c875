"""A field with its label above, help as one quiet line, and what is wrong in plain words under it."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.labels import FieldLabel, ProblemLabel, QuietLabel

Editor = TypeVar("Editor", bound=QWidget)


class LabelledField(QWidget, Generic[Editor]):
    """One editor and its words; the label is its buddy and its accessible name. `problem_said` tells the sentence."""

    problem_said = Signal(str)

    def __init__(self, label: str, editor: Editor, *, help: str = "") -> None:
        super().__init__()
        self.editor = editor
        # A buddy reads "&" as a mnemonic; labels mean the sign itself.
        self.label = FieldLabel(label.replace("&", "&&"))
        self.label.setBuddy(editor)
        self._help, self._problem = QuietLabel(help), ProblemLabel()
        editor.setAccessibleName(label)
        editor.setAccessibleDescription(help)
        self._stack = layout.column(self.label, editor, self._problem, self._help, gap=4)
        self._stack.addStretch(0)
        self.setLayout(self._stack)
        # Not before it has a parent: until then showing it would open a window for a blink and take the keys away.
        self._help.setVisible(bool(help))

    def fold_help(self, line: QWidget) -> None:
        """Move the help into the empty line, or to the pointer where there is none; screen readers hear it as before."""
        if isinstance(line, QLineEdit | QPlainTextEdit):
            if not line.placeholderText():
                line.setPlaceholderText(self._help.text())
        else:
            line.setToolTip(self._help.text())
        self._help.hide()

    def add_under(self, part: QWidget) -> None:
        """Put a part under the sentence about what is wrong."""
        self._stack.insertWidget(self._stack.indexOf(self._problem) + 1, part)

    def say_problem(self, sentence: str) -> None:
        """Show one plain sentence under the field; "" takes it away."""
        self._problem.say(sentence)
        words = " ".join(part for part in (sentence, self._help.text()) if part)
        self.editor.setAccessibleDescription(words)
        self.updateGeometry()
        self.problem_said.emit(sentence)

    def problem(self) -> str:
        """The sentence shown, or ""."""
        return self._problem.text()
