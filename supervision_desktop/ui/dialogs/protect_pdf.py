"""The passphrase of a PDF, typed twice."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.dialogs.new_passphrase import Advice
from supervision_desktop.ui.dialogs.passphrase import PassphraseLine
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.labels import QuietLabel


class ProtectDialog(QDialog):
    """Asks for the passphrase of one PDF; `chosen` gives it, "" where the person chose to go without."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Protect this PDF"))
        self.first = LabelledField(tr("Passphrase for this PDF"), PassphraseLine())
        self.meter = Advice(self.first.editor.line)
        self.again = LabelledField(tr("The same again"), PassphraseLine())
        self.save = button(tr("Save protected"), self.accept, primary=True)
        self.save.setDefault(True)
        self.without = button(tr("Save without protection"), self._go_without)
        self.setLayout(layout.column(
            self.first, self.meter, self.again,
            QuietLabel(tr("It is not kept anywhere. Tell it to the reader by another way than the file itself.")),
            FlowLayout(self.save, self.without, button(tr("Cancel"), self.reject, link=True)), margins=16, gap=12))
        self.setMinimumWidth(style.scaled(420))
        for field in (self.first, self.again):
            field.editor.line.textEdited.connect(lambda _, field=field: field.say_problem(""))
        self.first.editor.line.setFocus()

    def accept(self) -> None:
        """Give the passphrase once both lines agree."""
        text, again = self.first.editor.line.text(), self.again.editor.line.text()
        self.first.say_problem("" if text else tr("Type a passphrase, or save without protection."))
        differs = bool(text) and text != again
        self.again.say_problem(tr("The two are not the same. Type the passphrase once more.") if differs else "")
        if text and not differs:
            super().accept()
            self.chosen.emit(text)

    def _go_without(self) -> None:
        super().accept()
        self.chosen.emit("")
