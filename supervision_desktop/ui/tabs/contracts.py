"""Contracts: each relationship's written agreement, its versions, and who has signed."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.formats import day_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import contract_review, contracts, signing
from supervision_desktop.store.door import Reading
from supervision_desktop.store.seal import seal_of
from supervision_desktop.ui.contracts.new import NewContract
from supervision_desktop.ui.contracts.page import ContractView, Shown
from supervision_desktop.ui.contracts.state import IN_FORCE, PAST, TONES, badge_words, way_words
from supervision_desktop.ui.record_tab import RecordTab
from supervision_desktop.ui.records import RecordsPane
from supervision_desktop.ui.widgets.rows import Row
from supervision_desktop.ui.workspace import Workspace


class ContractsTab(RecordTab):
    """All contracts, those that supervise the practitioner and those under which she supervises (CON-01)."""

    title, kind, new_words = mark("Contracts"), "contract", mark("New contract")
    watches = frozenset({"contract", "contract_expectation", "contract_clause", "contract_signature", "person",
                         "registration", "practitioner", "supervisor", "contract_review", "expectation_score",
                         "due_diligence_item", "goal", "link"})
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
        confirmed = signing.only_confirmed(db)
        return [self._row(row, row.id in confirmed) for row in contracts.rows(db)]

    def show_record(self, record_id: str) -> None:
        """One contract."""
        with self.workspace.read() as db:
            shown = self._shown(db, record_id)
        if shown is None:
            self.pane.select("")
            self.show_nothing()
        else:
            self.view.show_contract(shown)

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
        for part in (self.pane.side.new, self.pane.side.search, self.pane.side.chips):
            part.setVisible(not asking)

    def _shown(self, db: Reading, record_id: str) -> Shown | None:
        page = contracts.page(db, record_id)
        if page is None:
            return None
        return Shown(page, seal_of(db, record_id) if page.sealed else None,
                     signing.before(db, page, self.workspace.today(), self.workspace.library.lists),
                     contract_review.reviews(db, page))

    def _row(self, row: contracts.ContractRow, confirmed: bool) -> Row:
        key = signing.standing(row.status, confirmed, row.ends_on, self.workspace.today())
        since = tr("from {day}").format(day=day_short(row.starts_on)) if row.starts_on else tr("no date yet")
        about = (tr("Version {n}").format(n=row.version), since, way_words(row.direction))
        groups = {"draft": key == "draft", "force": key in IN_FORCE, "past": key in PAST, "given": row.direction == "given"}
        return Row(row.id, row.name, " · ".join(about), badge_words(self.workspace, key), TONES.get(key, "quiet"),
                   chips=frozenset(group for group, on in groups.items() if on))
