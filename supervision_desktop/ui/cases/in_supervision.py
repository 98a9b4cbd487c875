"""Where a case was taken: sessions, documents looked at and other meetings, in order (SES-16)."""

from __future__ import annotations

from supervision_desktop.domain.caseload_session import DocumentLookedAt, LinkedMeeting
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import caseload_session, sessions
from supervision_desktop.services.caseload_session import Told
from supervision_desktop.ui.widgets.late_fold import LateFold
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace


class InSupervision(LateFold[DataTable]):
    """One line each; Enter opens the session. Read when it is opened."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("In supervision"), self._table, self._show_in)
        self._workspace, self._case_id = workspace, ""
        self._sessions: dict[str, str] = {}

    def show_case(self, case_id: str) -> None:
        """The history of one case; "" shows none."""
        self._case_id = case_id
        self.fill()

    def _table(self) -> DataTable:
        made = DataTable(tr("In supervision"), [
            Column(tr("Date"), chars=12), Column(tr("Where")), Column(tr("What was said"))])
        made.opened.connect(self._open)
        return made

    def _show_in(self, table: DataTable) -> None:
        if not self._case_id:
            return
        with self._workspace.read() as db:
            found = caseload_session.of_case(db, self._case_id)
            who = sessions.names(db, [one.session_id for one in found])
        self._sessions = {one.record_id: one.session_id for one in found}
        table.set_rows([(day_short(one.on) if one.on else "", self._where(one, who), self._said(one)) for one in found],
                       list(self._sessions))

    def _where(self, one: Told, who: dict[str, str]) -> str:
        if one.kind == LinkedMeeting.__tablename__:
            return self._workspace.label("linked_processes", one.what)
        return tr("Supervision with {who}").format(who=who.get(one.session_id, ""))

    def _said(self, one: Told) -> str:
        if one.kind == DocumentLookedAt.__tablename__:
            document, finding = (self._workspace.label("essential_documents", one.what),
                                 self._workspace.label("document_finding", one.words))
            return f"{document}: {finding.lower()}" if finding else document
        return one.words.strip().split("\n")[0]

    def _open(self, record_id: str) -> None:
        self._workspace.open_wanted.emit("supervision_session", self._sessions[record_id])
