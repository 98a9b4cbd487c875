"""Training that must be renewed: done when, holds until when, and how early Today says so (PDM-07)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import development_training as training
from supervision_desktop.services.development_training import MustRow
from supervision_desktop.services.development_words import must_state
from supervision_desktop.ui.number_setting import NumberSetting
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace


class MustPart(Section):
    """Hidden until something must be renewed; `opened` gives the training that somebody chose."""

    opened = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        self.table = DataTable(tr("Must be renewed"), [
            Column(tr("What it is")), Column(tr("Holds until"), chars=12, text=day_short), Column(tr("State"), chars=20)],
            most_rows=8)
        self.lead = NumberSetting(
            workspace, tr("Today says so"), training.LEAD_SETTING, (7, 14, training.LEAD_DAYS, 60, 90),
            lambda n: tr("{n} days before").format(n=n), help=tr("And from then on until it is renewed"))
        super().__init__(tr("Must be renewed"), self.table, Fold(tr("When to be reminded"), self.lead))
        self.hide()
        self.table.chosen.connect(self.opened)

    def show_rows(self, rows: Sequence[MustRow], lead: int) -> None:
        """The newest of each name."""
        self.table.set_rows([(row.latest.title, row.until, must_state(row)) for row in rows],
                            [row.latest.id for row in rows])
        self.lead.show_number(lead)
        self.setVisible(bool(rows))
