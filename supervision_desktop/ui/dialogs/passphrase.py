"""Lines for passphrases: one to type it into, and the pair that sets a new one with advice and a generator."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.push import push


class PassphraseLine(QWidget):
    """A hidden line with a button that shows what was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._show = push(QPushButton(), tr("Show"), self._turn)
        self.setLayout(layout.row((self.line, 1), self._show, gap=4))
        self.setFocusProxy(self.line)

    def reveal(self, on: bool) -> None:
        """Show the letters, or hide them."""
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        words = tr("Hide") if on else tr("Show")
        self._show.setText(words)
        self._show.setAccessibleName(words)

    def _turn(self) -> None:
        self.reveal(self.line.echoMode() == QLineEdit.EchoMode.Password)

    def setAccessibleName(self, name: str) -> None:
        """The line carries the name."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def setAccessibleDescription(self, words: str) -> None:
        """The line carries the words."""
        super().setAccessibleDescription(words)
        self.line.setAccessibleDescription(words)


class UnlockLine(LabelledField[PassphraseLine]):
    """The labelled line of the unlock page: takes a passphrase or, when told, a recovery code."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Passphrase"), PassphraseLine())
        self.editor.line.returnPressed.connect(self.entered)
        self.editor.line.textEdited.connect(lambda: self.say_problem(""))

    def text(self) -> str:
        """What was typed."""
        return self.editor.line.text()

    def ask_code(self, code: bool) -> None:
        """Ask for the recovery code instead of the passphrase, or the other way round."""
        name = tr("Recovery code") if code else tr("Passphrase")
        self.label.setText(name)
        self.editor.setAccessibleName(name)
        self.editor.line.setPlaceholderText(tr("Seven groups of four, from your recovery sheet") if code else "")
        self.editor.line.clear()
        self.editor.reveal(code)
        self.say_problem("")
        self.editor.line.setFocus()

