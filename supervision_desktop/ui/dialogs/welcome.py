"""The first start: make a practice file, open one that exists, or look round the sample."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QSpacerItem, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout
from supervision_desktop.ui.dialogs.new_passphrase import NewPassphrase
from supervision_desktop.ui.dialogs.pages import page_column
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.labels import FieldLabel, ProblemLabel, QuietLabel, TitleLabel, WordLabel


class WelcomePage(QWidget):
    """Three ways to begin."""

    create_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.make = button(tr("Make a practice file"), self.create_wanted.emit, primary=True)
        self.look_round = button(tr("Look round the sample practice"), self.sample_wanted.emit)
        self.open = button(tr("Open a practice file…"), self.open_wanted.emit)
        self.restore = button(tr("Bring back a backup…"), self.restore_wanted.emit, link=True)
        self.problem = ProblemLabel()
        self.setLayout(page_column(
            TitleLabel(tr("Welcome")),
            WordLabel(tr("Your supervision in one encrypted practice file on this computer: who supervises you, what you "
                         "agreed, what you talked about, what followed, and paper that shows it.")),
            QuietLabel(tr("Nothing leaves this computer unless you save, print or export it.")),
            QSpacerItem(0, 8), self.make, self.look_round, self.open,
            layout.row(self.restore, layout.spacer()), self.problem))

    def busy(self, on: bool) -> None:
        """While the sample is being made."""
        for part in (self.make, self.look_round, self.open, self.restore):
            part.setEnabled(not on)
        self.look_round.setText(tr("Making the sample…") if on else tr("Look round the sample practice"))

    def refuse(self, sentence: str) -> None:
        """Say why it did not work."""
        self.busy(False)
        self.problem.say(sentence)


class CreatePage(QWidget):
    """Passphrase and folder of a new practice file."""

    wanted = Signal(Path, str, str)
    """Folder, passphrase, and the practitioner's name."""
    back_wanted = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.name = LabelledField(tr("Your name"), QLineEdit(), help=tr("As it should stand on what you print"))
        self.new = NewPassphrase()
        self._where = WordLabel()
        self._problem = ProblemLabel()
        self.make = button(tr("Make the practice file"), self._ask, primary=True)
        self._back = button(tr("Back"), self.back_wanted.emit, link=True)
        change = button(tr("Another folder…"), self._choose, link=True)
        self.setLayout(page_column(
            TitleLabel(tr("Make a practice file")),
            WordLabel(tr("The passphrase opens it. Nobody can open it without the passphrase or the recovery code you "
                         "are given next; we keep no copy of either.")),
            QSpacerItem(0, 4), self.name, self.new, QSpacerItem(0, 4), FieldLabel(tr("Folder")),
            Sides(self._where, change), self._problem, QSpacerItem(0, 4), self.make,
            layout.row(self._back, layout.spacer())))
        self._lead_on()
        self.set_folder(folder)

    def set_folder(self, folder: Path) -> None:
        """Where the practice file will lie."""
        self.folder = folder
        self._where.setText(str(folder))

    def busy(self, on: bool) -> None:
        """While it is being made."""
        for part in (self.name, self.new, self.make, self._back):
            part.setEnabled(not on)
        self.make.setText(tr("Making it…") if on else tr("Make the practice file"))

    def refuse(self, sentence: str) -> None:
        """Say why it was not made."""
        self.busy(False)
        self._problem.say(sentence)

    def _lead_on(self) -> None:
        """Enter goes on to the next line, and from the last makes the file."""
        first, again = self.new.first.editor.line, self.new.again.editor.line
        self.name.editor.returnPressed.connect(first.setFocus)
        first.returnPressed.connect(again.setFocus)
        again.returnPressed.connect(self._ask)

    def _ask(self) -> None:
        name, text = self.name.editor.text().strip(), self.new.text()
        self.name.say_problem("" if name else tr("Your name is needed: it stands on contracts and records."))
        if not name:
            self.name.editor.setFocus()
        elif text is not None:
            self._problem.say("")
            self.busy(True)
            self.wanted.emit(self.folder, text, name)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder for the practice file"), str(self.folder.parent))
        if chosen:
            self.set_folder(Path(chosen))


def choose_folder(parent: QWidget) -> Path | None:
    """Ask for the folder of a practice file that exists."""
    chosen = QFileDialog.getExistingDirectory(parent, tr("Folder that holds the practice file"))
    return Path(chosen) if chosen else None
