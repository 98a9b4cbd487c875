"""What left the program and who was told: the share log and the print log on one page (PRV-04, RPT-10)."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.formats import add_months, day_text, moment_text, read_stamp
from supervision_desktop.i18n import tr
from supervision_desktop.reports import share_log
from supervision_desktop.services import cases, sharing
from supervision_desktop.ui import layout
from supervision_desktop.ui.dialogs.page_dialog import PageDialog
from supervision_desktop.ui.sharing.shares import Shares
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace

YEAR, EVER = "year", "ever"
FIRST_DAY = "1 January 1990"


class SharingDialog(PageDialog):
    """One case or all, the last twelve months or everything; nothing here can be undone by closing it."""

    def __init__(self, workspace: Workspace, parent: QWidget, case_id: str = "") -> None:
        super().__init__(tr("Shared and printed"), parent, width=820, height=720)
        self._workspace = workspace
        with workspace.read() as db:
            known = cases.choices(db)
        self.case = ValueCombo(tr("Case"), [("", tr("All cases")), *known])
        self.case.set_value(case_id)
        self.when = ChipBar(tr("Period"), [ChipSpec(YEAR, tr("Last 12 months")), ChipSpec(EVER, tr("All"))])
        self.shares = Shares(workspace)
        self.prints = DataTable(tr("Printed and exported"), [
            Column(tr("When"), chars=17, text=lambda at: moment_text(read_stamp(at))), Column(tr("Document")),
            Column(tr("As"), chars=9), Column(tr("Clients by"), chars=10), Column(tr("Passphrase"), chars=10),
            Column(tr("Given to, for"))], most_rows=8)
        self.log = Fold(tr("Printed and exported"), self.prints, QuietLabel(tr(
            "A line is added each time; it holds no words of the document and cannot be changed.")))
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Read both logs anew."""
        since = add_months(self._workspace.today(), -12) + timedelta(days=1) if self.when.key() == YEAR else None
        self.shares.show_lines(str(self.case.value() or ""), since)
        with self._workspace.read() as db:
            found = sharing.printed(db, since)
        label = self._workspace.label
        self.prints.set_rows([(one.at, one.document, label("output_kind", one.output),
                               label("identification_rule", one.level), tr("Yes") if one.protected else "",
                               ", ".join(filter(None, (one.given_to, one.purpose)))) for one in found],
                             [one.id for one in found])
        self.log.set_hint(tr("1 line") if len(found) == 1 else tr("{n} lines").format(n=len(found)))

    def _build(self) -> None:
        self.page.add(PageTitle(tr("Shared and printed"), tr("What left the program, who was told, and why.")))
        self.page.add(layout.boxed(FlowLayout(self.case, self.when)))
        self.page.add(Section(tr("Shared"), self.shares, hint=tr("newest first; sessions come by themselves")))
        self.page.add(self.log)
        self.page.body.addStretch(1)
        self.foot((button(tr("Preview and print…"), self._print),), (button(tr("Close"), self.accept, primary=True),))
        self.case.value_chosen.connect(lambda _: self.refresh())
        self.when.chosen.connect(lambda _: self.refresh())
        self.shares.opened.connect(self._go)

    def done(self, result: int) -> None:
        """Whatever closes it: what is typed is kept."""
        self.shares.let_go()
        super().done(result)

    def _go(self, session_id: str) -> None:
        self.accept()
        self._workspace.open_wanted.emit(SupervisionSession.__tablename__, session_id)

    def _print(self) -> None:
        today = self._workspace.today()
        since = day_text(add_months(today, -12) + timedelta(days=1)) if self.when.key() == YEAR else FIRST_DAY
        texts = {"starts": since, "ends": day_text(today), "case": str(self.case.value() or "")}
        self.accept()
        self._workspace.print_wanted.emit(share_log.ID, texts)


def show_sharing(workspace: Workspace, parent: QWidget, case_id: str = "") -> SharingDialog:
    """Open it over a window."""
    made = SharingDialog(workspace, parent, case_id)
    made.open()
    return made
