"""Bringing back a backup before anything is open: after damage, or on a computer that has no practice file yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QSpacerItem, QWidget

from supervision_desktop.formats import moment_text
from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.dialogs.pages import page_column
from supervision_desktop.ui.dialogs.passphrase import UnlockLine
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.labels import FieldLabel, ProblemLabel, QuietLabel, TitleLabel, WordLabel
from supervision_desktop.ui.widgets.rows import Row, RowList

State = Literal["sound", "refused", "unknown"]
ROWS, ROW_HEIGHT = 3, 58
"""Backups in sight at once."""


@dataclass(frozen=True)
class Found:
    """A backup that could be brought back, and what is known of it."""

    path: Path
    made: datetime
    reason: str
    state: State = "unknown"


class RestorePage(QWidget):
    """Which backup, with which passphrase. Nothing is deleted by it, and damaged files are kept aside."""

    wanted = Signal(Path, Path, str, bool)
    """Folder, backup, what was typed, whether that is a recovery code."""
    back_wanted = Signal()

    def __init__(self, folder: Path, reason: str = "") -> None:
        super().__init__()
        self.folder, self._code = folder, False
        self._path: Path | None = None
        self._found: dict[str, Path] = {}
        self.list = RowList(tr("Backups"))
        self.list.setFixedHeight(style.scaled(ROWS * ROW_HEIGHT))
        self.list.hide()
        self._words, self.chosen, self._where, self.problem = WordLabel(), QuietLabel(), WordLabel(), ProblemLabel()
        self.field = UnlockLine()
        self.go = button(tr("Bring back this backup"), self._ask, primary=True)
        self.other = button(tr("Choose a backup file…"), self._choose, link=True)
        self.switch = button(tr("Use the recovery code"), self._switch_ways, link=True)
        self.back = button(tr("Back"), self.back_wanted.emit, link=True)
        self.setLayout(page_column(*self._parts(reason)))
        self.field.entered.connect(self._ask)
        self.list.chosen.connect(lambda name: self.take(self._found[name]))
        self.set_folder(folder)

    def set_folder(self, folder: Path) -> None:
        """Where the practice file will lie."""
        self.folder = folder
        self._where.setText(str(folder))

    def set_typed(self, typed: str, code: bool) -> None:
        """What was typed to open the file opens its backups too."""
        if code:
            self._switch_ways()
        self.field.editor.line.setText(typed)

    def show_found(self, found: Sequence[Found]) -> None:
        """The backups beside the damaged file, the newest sound one chosen."""
        words = {"sound": (tr("Sound"), "good"), "refused": (tr("Cannot be used"), "bad"), "unknown": ("", "quiet")}
        self._found = {one.path.name: one.path for one in found}
        self.list.set_rows([Row(one.path.name, moment_text(one.made), one.reason, *words[one.state]) for one in found])
        self.list.setVisible(bool(found))
        best = next((one for one in found if one.state == "sound"), None)
        best = best or next((one for one in found if one.state == "unknown"), None)
        if best is not None:
            self.list.set_id(best.path.name)
            self.take(best.path)
        elif not found:
            self.problem.say(tr("There is no backup in this folder. Choose one from a stick or another folder."))

    def take(self, path: Path) -> None:
        """This backup is to be brought back."""
        self._path = path
        foreign = path not in self._found.values()
        self.chosen.say(tr("Chosen: {name}").format(name=path.name) if foreign else "")
        self.problem.say("")

    def busy(self, on: bool, words: str = "") -> None:
        """While it is looked for or brought back nothing else can be asked."""
        for part in (self.list, self.field, self.go, self.other, self.switch, self.back):
            part.setEnabled(not on)
        self.go.setText(words or tr("Bring back this backup"))

    def refuse(self, sentence: str) -> None:
        """Say why it did not work."""
        self.busy(False)
        self.problem.say(sentence)

    def _parts(self, reason: str) -> list[layout.Part]:
        title = tr("Your records cannot be read") if reason else tr("Bring back a backup")
        self._words.setText(tr(
            "{reason} It was looked at twice. Choose a backup: it takes the place of the damaged file, which is set aside "
            "and not deleted.").format(reason=reason) if reason else tr(
            "Choose a backup file from a stick or a folder of copies. It opens with the passphrase or the recovery code "
            "of the day it was made."))
        self.chosen.hide()
        change = button(tr("Another folder…"), self._choose_folder, link=True)
        where: list[layout.Part] = [] if reason else [
            FieldLabel(tr("Folder for the practice file")), Sides(self._where, change)]
        return [TitleLabel(title), self._words, self.list,
                layout.row(self.other, layout.spacer()), self.chosen, self.field, *where, self.problem,
                QSpacerItem(0, 4), self.go, layout.row(self.switch, layout.spacer(), self.back)]

    def _ask(self) -> None:
        if not self.go.isEnabled():
            return
        if self._path is None:
            self.problem.say(tr("Choose a backup first."))
        elif not self.field.text():
            self.field.say_problem(tr("Type the passphrase, or the recovery code, that belongs to this backup."))
        else:
            self.problem.say("")
            self.busy(True, tr("Bringing it back…"))
            self.wanted.emit(self.folder, self._path, self.field.text(), self._code)

    def _switch_ways(self) -> None:
        self._code = not self._code
        self.switch.setText(tr("Use the passphrase") if self._code else tr("Use the recovery code"))
        self.field.ask_code(self._code)

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr("A backup file"), str(Path.home()), "*.casebak")
        if path:
            self.take(Path(path))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder for the practice file"), str(self.folder.parent))
        if chosen:
            self.set_folder(Path(chosen))
