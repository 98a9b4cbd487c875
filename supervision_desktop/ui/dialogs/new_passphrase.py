"""Setting a new passphrase: typed twice or suggested, with advice that never decides."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QWidget

from supervision_desktop.errors import SupervisionError
from supervision_desktop.i18n import tr
from supervision_desktop.store import passphrase
from supervision_desktop.ui import layout
from supervision_desktop.ui.dialogs.passphrase import PassphraseLine
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.strength import StrengthMeter

ADVICE_MS = 150


class Advice(StrengthMeter):
    """The meter under a line in which a passphrase is typed; it advises once the keys rest, and never decides."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__()
        self._line = line
        self._timer = QTimer(self, singleShot=True, interval=ADVICE_MS)
        self._timer.timeout.connect(self._advise)
        line.textChanged.connect(self._timer.start)

    def _advise(self) -> None:
        text = self._line.text()
        found = passphrase.strength(text) if text else None
        # The meter says the first half of the sentence itself.
        self.show_strength(found.score if found else None, found.sentence.partition("; ")[2] if found else "")


class NewPassphrase(QWidget):
    """Two lines that must agree, the meter between them, and the generator."""

    def __init__(self) -> None:
        super().__init__()
        self.first = LabelledField(tr("Passphrase"), PassphraseLine(),
                                   help=tr("At least {n} characters; several words are easier to keep in mind.").format(
                                       n=passphrase.SHORTEST))
        self.again = LabelledField(tr("The same again"), PassphraseLine())
        self._meter = Advice(self.first.editor.line)
        suggest = button(tr("Suggest five words"), self.suggest)
        self.setLayout(layout.column(self.first, self._meter, self.again,
                                     Sides(QuietLabel(tr("Write it down and keep it safe until you know it.")), suggest)))
        for field in (self.first, self.again):
            field.editor.line.textEdited.connect(lambda _, field=field: field.say_problem(""))

    def text(self) -> str | None:
        """The passphrase, or None with a sentence where it cannot be one."""
        text = self.first.editor.line.text()
        problem = passphrase.problem(text) or ""
        differs = not problem and text != self.again.editor.line.text()
        self.first.say_problem(problem)
        self.again.say_problem(tr("The two are not the same. Type the passphrase once more.") if differs else "")
        if problem or differs:
            (self.again if differs else self.first).editor.line.setFocus()
            return None
        return text

    def suggest(self) -> None:
        """Fill in five random words, to be seen and written down."""
        words = passphrase.suggest().text
        for field in (self.first, self.again):
            field.editor.line.setText(words)
            field.editor.reveal(True)
            field.say_problem("")


class PassphraseDialog(QDialog):
    """Change the passphrase of the open practice file; `change` may refuse."""

    def __init__(self, change: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._change = change
        self.setWindowTitle(tr("Change the passphrase"))
        self.new = NewPassphrase()
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        box.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Change"))
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        after = QuietLabel(tr("The backups on this computer will open with the new passphrase; copies in other places keep "
                              "the old one. The recovery code stays the same."))
        self.setLayout(layout.column(self.new, after, box, margins=16))
        self.new.first.editor.line.setFocus()

    def accept(self) -> None:
        """Change it, or say why not."""
        text = self.new.text()
        if text is None:
            return
        try:
            self._change(text)
        except SupervisionError as fault:
            self.new.first.say_problem(fault.sentence)
            return
        super().accept()
