"""Contracts: each relationship's written agreement, its versions, and who has signed."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.formats import day_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import contracts
from supervision_desktop.store.door import Reading
from supervision_desktop.store.seal import seal_of
from supervision_desktop.ui.contracts.new import NewContract
from supervision_desktop.ui.contracts.page import ContractView, way_words
from supervision_desktop.ui.record_tab import RecordTab
from supervision_desktop.ui.records import RecordsPane
from supervision_desktop.ui.widgets.rows import Row
from supervision_desktop.ui.workspace import Workspace

IN_FORCE = ("signed", "under_review")
PAST = ("superseded", "ended")
TONES = {"draft": "warn", "agreed": "accent", "signed": "good", "under_review": "accent"}


class ContractsTab(RecordTab):
    """All contracts, those that supervise the practitioner and those under which she supervises (CON-01)."""

    title, kind, new_words = mark("Contracts"), "contract", mark("New contract")
    watches = frozenset({"contract", "contract_expectation", "contract_clause", "contract_signature", "person",
                         "registration", "practitioner", "supervisor"})
    opens = frozenset({"contract"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, RecordsPane(
            tr("Contracts"), search=tr("Find in contracts"), new=tr("New"),
            chips=[("draft", tr("Draft")), ("force", tr("In force")), ("past", tr("Ended")), ("given", tr("I supervise"))],
            empty=tr("No contracts yet. Press New; a name is enough to begin.")))
        self.asks = NewContract(workspace)
        self.view = ContractView(workspace, self)
        self.pane.side.head.addWidget(self.asks)
        self.pane.page.add(self.view)
        self.asks.made.connect(lambda contract_id: self.open_record("contract", contract_id))
        self.asks.asking.connect(self._show_filter)
        self.view.gone.connect(lambda: self.pane.select(""))
        self.view.opened.connect(lambda contract_id: self.open_record("contract", contract_id))

    def rows(self, db: Reading) -> Sequence[Row]:
        """Those in force first."""
        return [self._row(row) for row in contracts.rows(db)]

    def show_record(self, record_id: str) -> None:
        """One contract."""
        with self.workspace.read() as db:
            page = contracts.page(db, record_id)
            seal = seal_of(db, record_id) if page is not None and page.sealed else None
        if page is None:
            self.pane.select("")
            self.show_nothing()
        else:
            self.view.show_page(page, seal)

    def show_nothing(self) -> None:
        """No contract chosen."""
        self.view.clear()

    def new(self) -> None:
        """Asks with whom, over the list."""
        self.asks.ask()

    def open_record(self, kind: str, record_id: str) -> None:
        """Shows one contract, the keyboard in the purpose of one that has none yet; no id begins a new one."""
        if record_id:
            super().open_record(kind, record_id)
            self.view.begin()
        else:
            self.refresh_if_stale()
            self.new()

    def print_current(self) -> None:
        """The contract that is shown."""
        self.view.print_contract()

    def _show_filter(self, asking: bool) -> None:
        for part in (self.pane.side.search, self.pane.side.chips):
            part.setVisible(not asking)

    def _row(self, row: contracts.ContractRow) -> Row:
        label = self.workspace.label
        since = tr("from {day}").format(day=day_short(row.starts_on)) if row.starts_on else tr("no date yet")
        about = (tr("Version {n}").format(n=row.version), since, way_words(row.direction))
        word = tr("One signature open") if row.status == "agreed" else label("contract_status", row.status)
        groups = {"draft": row.status == "draft", "force": row.status in IN_FORCE, "past": row.status in PAST,
                  "given": row.direction == "given"}
        return Row(row.id, row.name, " · ".join(about), word, TONES.get(row.status, "quiet"),
                   chips=frozenset(key for key, on in groups.items() if on))
