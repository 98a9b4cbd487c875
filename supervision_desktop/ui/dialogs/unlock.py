"""The unlock page: the first thing painted, so it imports as little as it can."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QSpacerItem, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout
from supervision_desktop.ui.dialogs.pages import page_column
from supervision_desktop.ui.dialogs.passphrase import UnlockLine
from supervision_desktop.ui.widgets.labels import QuietLabel, TitleLabel
from supervision_desktop.ui.widgets.push import LinkButton, PrimaryButton, push


class UnlockPage(QWidget):
    """Asks for the passphrase of one practice file, or for its recovery code."""

    wanted = Signal(str, bool, bool)
    """What was typed, whether it is a recovery code, whether to remember. Typed nothing: open as remembered."""
    other_wanted = Signal()

    def __init__(self, place: str, hint: str = "") -> None:
        super().__init__()
        self._code = self._remembered = False
        self._pause = QTimer(self, singleShot=True)
        self.field = UnlockLine()
        self.remember = QCheckBox(tr("Remember on this computer for a week"))
        self._words = QuietLabel(hint)
        self._words.setVisible(bool(hint))
        self.open = push(PrimaryButton(), tr("Open"), self._ask)
        self._switch = push(LinkButton(), tr("Use the recovery code"), self._switch_ways)
        self._other = push(LinkButton(), tr("Another practice file…"), self.other_wanted.emit)
        where = QuietLabel(place)
        where.setAccessibleName(tr("Folder: {place}").format(place=place))
        self.setLayout(page_column(
            TitleLabel(tr("Open your practice file")), where, QSpacerItem(0, 8), self.field, self._words,
            self.remember, QSpacerItem(0, 4), self.open,
            layout.row(self._switch, layout.spacer(), self._other)))
        self.field.entered.connect(self._ask)
        self._pause.timeout.connect(lambda: self.open.setEnabled(True))

    def show_remembering(self, able: bool, remembered: bool, why_not: str) -> None:
        """Say whether this computer can remember, and whether it does."""
        self._remembered = remembered
        self.remember.setVisible(able and not remembered)
        words = tr("This computer remembers this practice file: press Open.") if remembered else "" if able else why_not
        if words:
            self._words.setText("\n\n".join(filter(None, (self._words.text(), words))))
            self._words.show()

    def busy(self, on: bool) -> None:
        """While the file is being opened nothing else can be asked."""
        for part in (self.field, self.remember, self.open, self._switch, self._other):
            part.setEnabled(not on)
        self.open.setText(tr("Opening…") if on else tr("Open"))

    def refuse(self, sentence: str, pause: float = 0.0) -> None:
        """Say why it did not open; after many tries the next one waits `pause` seconds."""
        self.busy(False)
        self.field.say_problem(sentence)
        self.field.editor.line.setFocus()
        self.field.editor.line.selectAll()
        if pause:
            self.open.setEnabled(False)
            self._pause.start(round(pause * 1000))

    def _ask(self) -> None:
        if not self.open.isEnabled():
            return
        if not self.field.text() and not (self._remembered and not self._code):
            self.field.say_problem(tr("Type your passphrase.") if not self._code else tr("Type your recovery code."))
            return
        self.busy(True)
        self.wanted.emit(self.field.text(), self._code, self.remember.isChecked())

    def _switch_ways(self) -> None:
        self._code = not self._code
        self._switch.setText(tr("Use the passphrase") if self._code else tr("Use the recovery code"))
        self.field.ask_code(self._code)
