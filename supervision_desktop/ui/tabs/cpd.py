"""CPD log: what was learned, in one line each, and what it counts towards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from supervision_desktop.formats import day_short, minutes_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import cpd, cpd_summary
from supervision_desktop.services.cpd_summary import Log, Summary
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.store.door import Reading
from supervision_desktop.ui.adding import added
from supervision_desktop.ui.cpd.entry_page import EntryView
from supervision_desktop.ui.cpd.line import read_learning
from supervision_desktop.ui.cpd.overview import REPORT, Overview
from supervision_desktop.ui.cpd.words import short
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.record_tab import RecordPage, RecordPageTab
from supervision_desktop.ui.records import RecordsPane
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.rows import Row
from supervision_desktop.ui.workspace import Workspace


class CpdTab(RecordPageTab):
    """The learning log (CPD-01); while no entry is chosen, what it adds up to."""

    title, kind, new_words = mark("CPD log"), "cpd_entry", mark("New CPD entry")
    watches = frozenset({"cpd_entry", "cpd_mapping", "cpd_period", "attachment", "time_entry", "supervision_session",
                         "practice_field", "participant", "person", "link", "goal"})
    opens = frozenset({"cpd_entry", "cpd_period"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, RecordsPane(
            tr("CPD log"), search=tr("Find in the CPD log"), new=tr("New"),
            chips=[("reflect", tr("To reflect")), ("session", tr("From supervision")), ("shared", tr("Passed on"))],
            empty=tr("No entries yet. Type one line over the list and press Enter.")))
        self.add = InlineAdd(tr("Such as: 2 h workshop on capacity yesterday"), tr("New CPD entry in one line"))
        keep_words(workspace, self.add.line, "line cpd")
        self.so_far = button("", self._show_overview, link=True)
        self.so_far.setParent(self)
        self.so_far.hide()  # it stands on the page of an entry
        self.overview: Overview | None = None
        self._log: Log | None = None
        self.pane.side.head.insertWidget(1, self.add)
        self.add.added.connect(self._added)

    def page(self) -> RecordPage:
        """The page of one entry."""
        made = EntryView(self.workspace, self.so_far)
        self.so_far.show()
        return made

    def rows(self, db: Reading) -> Sequence[Row]:
        """Newest first."""
        self._log = cpd_summary.log(db, self.workspace.today(), whole=self.pane.wants_all)
        self._show_summary(self._log.summaries)
        return [self._row(row) for row in self._log.rows]

    def every(self, db: Reading) -> Mapping[str, int]:
        """The list holds the newest, and what the present periods hold."""
        return cpd.counts(db)

    def show_nothing(self) -> None:
        """No entry chosen: the whole log."""
        super().show_nothing()
        self._fill_overview()

    def new(self) -> None:
        """The line over the list takes the next entry."""
        self.add.setFocus()

    def open_record(self, kind: str, record_id: str) -> None:
        """An entry in the list; a period on the page of the whole log."""
        if kind != self.kind:
            self.refresh_if_stale()
            self._show_overview()
        else:
            super().open_record(kind, record_id)

    def print_current(self) -> None:
        """The log as paper."""
        self.workspace.print_wanted.emit(REPORT, {})

    def _show_overview(self) -> None:
        self.pane.select("")
        self.show_nothing()

    def _fill_overview(self) -> None:
        if self._log is None or self.pane.selected_id() or not (self._log.rows or self._log.periods):
            return
        if self.overview is None:
            self.overview = Overview(self.workspace)
            self.overview.opened.connect(lambda entry_id: self.open_record(self.kind, entry_id))
            self.pane.show_instead(self.overview)
        self.overview.show_log(self._log)

    def _show_summary(self, summaries: Sequence[Summary]) -> None:
        self.so_far.setText(" · ".join(short(self.workspace, one) for one in summaries[:1]))
        self.so_far.setAccessibleName(tr("Show what the log adds up to"))
        self.so_far.setToolTip("\n".join(short(self.workspace, one) for one in summaries))

    def _row(self, row: cpd.CpdRow) -> Row:
        label = self.workspace.label("cpd_kind", row.kind)
        field = self.workspace.label("practice_fields", row.field)
        about = (day_short(row.on), label, minutes_text(row.minutes) if row.minutes else "")
        chips = {"reflect": row.to_reflect, "session": bool(row.learned.session_id), "shared": bool(row.shared)}
        return Row(row.id, row.title, " · ".join(filter(None, about)),
                   tr("To reflect") if row.to_reflect else "", "quiet",
                   " ".join(filter(None, (row.title, label, field, row.provider))),
                   frozenset(key for key, on in chips.items() if on))

    def _added(self, words: str) -> None:
        if made := added(self.workspace, self.add, lambda: self._planned(words)):
            self.open_record(self.kind, made)

    def _planned(self, words: str) -> tuple[ChangeSet, str]:
        said = read_learning(words, self.workspace.choices("cpd_kind", own=True), self.workspace.today())
        return cpd.new_entry(said.on, said.title, said.kind, said.minutes)
