"""Going back to a backup: choose one, see what would be different, type a word. What is there now is kept aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from supervision_desktop.errors import SupervisionError
from supervision_desktop.formats import moment_text, read_stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services.kind_words import kind_name, kind_names
from supervision_desktop.store.revert import Difference, LostStep, Preview
from supervision_desktop.store.rotation import Backup
from supervision_desktop.ui import backup_words
from supervision_desktop.ui.dialogs.page_dialog import PageDialog
from supervision_desktop.ui.dialogs.passphrase import PassphraseLine
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.labels import ProblemLabel, QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.widgets.typed_word import TypedWord


@dataclass(frozen=True)
class Reverting:
    """What the dialog may do. A passphrase "" means that of today."""

    backups: Sequence[Backup]
    preview: Callable[[QWidget, Path, str, Callable[[Preview | SupervisionError], object]], object]
    revert: Callable[[QWidget, Path, str, Callable[[SupervisionError], object]], object]
    choose: Callable[[QWidget], Path | None]
    """Ask for a backup file in another place."""


class RevertDialog(PageDialog):
    """The list, the preview of the chosen one, and the typed word."""

    def __init__(self, deeds: Reverting, parent: QWidget) -> None:
        super().__init__(tr("Revert to a backup"), parent, width=760, height=680)
        self._deeds = deeds
        self._paths = {one.path.name: one.path for one in deeds.backups}
        self._chosen: Path | None = None
        self.table = DataTable(tr("Backups"), backup_words.columns(), most_rows=6)
        self.table.set_rows(backup_words.rows(deeds.backups), list(self._paths))
        self.none = QuietLabel(tr("There is no backup on this computer yet. One from another place can be chosen."))
        self.passphrase = LabelledField(tr("Passphrase of that backup"), PassphraseLine(),
                                        help=tr("Empty where it opens with the passphrase of today"))
        self.shown, self._about, self._problem = WordLabel(), WordLabel(), ProblemLabel()
        self.counts = DataTable(tr("What is different"), _counted(), most_rows=8)
        self.newest = DataTable(tr("Changes that the backup does not know"), _steps(), most_rows=6)
        self.word = TypedWord(tr("revert"))
        self.go = button(tr("Revert"), self._revert, primary=True)
        self.look = button(tr("Show what would change"), self._preview)
        self._build()

    def chosen(self) -> Path | None:
        """The backup that would be gone back to."""
        return self._chosen

    def show_preview(self, found: Preview | SupervisionError) -> None:
        """What is different now, or why it cannot be said."""
        refused = isinstance(found, SupervisionError)
        self._problem.say(found.sentence if isinstance(found, SupervisionError) else "")
        for part in (self._differs, self._confirm):
            part.setVisible(not refused)
        if isinstance(found, Preview):
            self.about(found)

    def about(self, found: Preview) -> None:
        """Fill the preview."""
        said = [tr("This backup was made on {when}.").format(when=moment_text(read_stamp(found.made)))]
        if found.apart:
            said.append(tr("It does not continue into the records as they are now: it is from another line of changes."))
        if found.steps or found.kinds:
            said.append(tr("{n} changes made since would no longer be there.").format(n=found.steps))
        else:
            said.append(tr("Nothing has changed since."))
        self._about.setText(" ".join(said))
        self.counts.set_rows(_difference_rows(found.kinds))
        self.counts.setVisible(bool(found.kinds))
        self.newest.set_rows([_step_row(step) for step in found.newest])
        for part in (self._newest_head, self.newest):
            part.setVisible(bool(found.newest))

    def _build(self) -> None:
        self.passphrase.hide()
        self._newest_head = QuietLabel(tr("Newest changes first"))
        self._differs = Section(tr("What would be different"), self._about, self.counts, self._newest_head, self.newest)
        self._confirm = Section(tr("Revert"), WordLabel(tr(
            "First a backup of today is made. Then the records as they are now go to the quarantine folder, where they stay "
            "for 30 days, and the chosen backup takes their place. The program starts again and asks for the passphrase of "
            "that backup. What was erased for good stays erased.")), self.word)
        self._differs.hide()
        self._confirm.hide()
        other = button(tr("Another backup file…"), self._choose, link=True)
        for part in (
                PageTitle(tr("Revert to a backup"), tr("Nothing is changed before you have seen what would be different.")),
                Section(tr("Which backup"), self.table, self.none, self.shown, self.passphrase, self._problem,
                        FlowLayout(self.look, other)),
                self._differs, self._confirm):
            self.page.add(part)
        self.shown.hide()
        self.table.setVisible(bool(self._paths))
        self.none.setVisible(not self._paths)
        self.foot((), (button(tr("Cancel"), self.reject), self.go))
        self.go.setEnabled(False)
        self.look.setEnabled(False)
        self.table.chosen.connect(lambda name: self._take(self._paths[name]))
        self.table.opened.connect(lambda _: self._preview())

    def _take(self, path: Path) -> None:
        """Another choice: what was shown of the one before goes."""
        self._chosen = path
        foreign = path.name not in self._paths or self._paths[path.name] != path
        self.passphrase.setVisible(foreign)
        self.shown.setVisible(foreign)
        self.shown.setText(tr("Chosen: {place}").format(place=path))
        for part in (self._differs, self._confirm):
            part.hide()
        self._problem.say("")
        self.look.setEnabled(True)
        self.go.setEnabled(False)

    def _choose(self) -> None:
        path = self._deeds.choose(self)
        if path is not None:
            self.table.clearSelection()
            self._take(path)

    def _typed(self) -> str:
        return "" if self.passphrase.isHidden() else self.passphrase.editor.line.text()

    def _preview(self) -> None:
        if self._chosen is not None:
            self._deeds.preview(self, self._chosen, self._typed(), self._came)

    def _came(self, found: Preview | SupervisionError) -> None:
        self.show_preview(found)
        self.go.setEnabled(isinstance(found, Preview))

    def _revert(self) -> None:
        if not self.word.right():
            self.page.ensureWidgetVisible(self.word)
        elif self._chosen is not None:
            self._deeds.revert(self, self._chosen, self._typed(), self._refuse)

    def _refuse(self, fault: SupervisionError) -> None:
        self._problem.say(fault.sentence)
        self.page.ensureWidgetVisible(self._problem)


def _counted() -> list[Column]:
    return [Column(tr("Kind")), Column(tr("In the backup"), number=True, chars=14), Column(tr("Now"), number=True, chars=8),
            Column(tr("Touched since"), number=True, chars=14)]


def _steps() -> list[Column]:
    return [Column(tr("When"), chars=26, text=lambda at: moment_text(read_stamp(at))), Column(tr("What")),
            Column(tr("In"), chars=28)]


def _difference_rows(found: Sequence[Difference]) -> list[tuple[str, int, int, int]]:
    """One row for each name: kinds that go by the same name are added up."""
    summed: dict[str, tuple[int, int, int]] = {}
    for one in found:
        then, now, touched = summed.get(kind_name(one.kind), (0, 0, 0))
        summed[kind_name(one.kind)] = (then + one.then, now + one.now, touched + one.touched)
    return [(name, *numbers) for name, numbers in summed.items()]


def _step_row(step: LostStep) -> tuple[str, str, str]:
    return step.at, step.label, kind_names(step.kinds)
