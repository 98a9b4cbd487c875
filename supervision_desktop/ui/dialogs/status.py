"""The status page: when the last backup was made, where it is, when a restore was last tried, and what is due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.services.backups import Fact
from supervision_desktop.store.rotation import Backup
from supervision_desktop.ui import backup_words, layout
from supervision_desktop.ui.dialogs.page_dialog import PageDialog
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.fact_line import FactLine
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.labels import QuietLabel, announce
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.widgets.table import DataTable


@dataclass(frozen=True)
class Standing:
    """How things stand: facts about the backups, facts about this computer, and the backups themselves."""

    facts: Sequence[Fact]
    here: Sequence[Fact]
    backups: Sequence[Backup]


@dataclass(frozen=True)
class Care:
    """What can be done from the page; each is given the dialog, and calls back with what to say when it is through."""

    look: Callable[[], Standing]
    back_up: Callable[[QWidget, Callable[[str], object]], object]
    try_restore: Callable[[QWidget, Callable[[str], object]], object]
    choose_copies: Callable[[QWidget, Callable[[str], object]], object]
    revert: Callable[[], object]
    keys: Callable[[], object]
    keeping: Callable[[], object]
    share_screen: Callable[[], object] | None = None
    """Let the windows be shared, where they are kept out of captures now."""


class StatusDialog(PageDialog):
    """Everything is read anew after each thing done."""

    def __init__(self, care: Care, parent: QWidget) -> None:
        super().__init__(tr("Backups and safety"), parent, height=720)
        self._care = care
        self._said = QuietLabel()
        self._facts, self._here = layout.column(gap=10), layout.column(gap=10)
        self.table = DataTable(tr("Backups in the practice folder"), backup_words.columns(), most_rows=8)
        self.now = button(tr("Back up now"), lambda: care.back_up(self, self.say), primary=True)
        self.trial = button(tr("Try a restore now"), lambda: care.try_restore(self, self.say))
        self.copies = button(tr("Choose a folder for copies…"), lambda: care.choose_copies(self, self.say))
        self.older = button(tr("Show older backups"), self._turn_older)
        self.share = button(tr("Let the screen be shared this time"), self._share)
        self._build()
        self.refresh()

    def say(self, words: str) -> None:
        """Something was done: say it, and look again."""
        self.refresh()
        self._said.say(words)
        announce(self, words)

    def said(self) -> str:
        """What was said last."""
        return self._said.text()

    def refresh(self) -> None:
        """Read everything anew."""
        standing = self._care.look()
        for place, facts in ((self._facts, standing.facts), (self._here, standing.here)):
            layout.clear(place)
            for fact in facts:
                place.addWidget(FactLine(fact.words, warning=fact.warning))
        self.table.set_rows(backup_words.rows(standing.backups), [one.path.name for one in standing.backups])
        for part in (self.trial, self.older):
            part.setEnabled(bool(standing.backups))

    def _build(self) -> None:
        care = self._care
        self._said.hide()
        self.share.setVisible(care.share_screen is not None)
        self._list = Section(tr("Backups in the practice folder"), self.table, FlowLayout(
            button(tr("Revert to a backup…"), care.revert)), hint=tr("thinned out to days, weeks and months"))
        self._list.hide()
        for part in (
                PageTitle(tr("Backups and safety"), tr("What is kept, where it is, and whether it was tried.")),
                Section(tr("How things stand"), self._facts, self._said,
                        FlowLayout(self.now, self.trial, self.copies, self.older), gap=12),
                self._list,
                Section(tr("On this computer"), self._here, FlowLayout(
                    button(tr("Passphrase and recovery sheet…"), care.keys),
                    button(tr("Keeping and deleting…"), care.keeping), self.share), gap=12)):
            self.page.add(part)
        self.foot((), (button(tr("Close"), self.reject),))

    def _turn_older(self) -> None:
        shown = self._list.isHidden()
        self._list.setVisible(shown)
        words = tr("Hide older backups") if shown else tr("Show older backups")
        self.older.setText(words)
        self.older.setAccessibleName(words)

    def _share(self) -> None:
        if self._care.share_screen is not None:
            self._care.share_screen()
            self.share.hide()
            self.say(tr("Until the program is closed or locked, others see these windows when you share your screen."))
