"""Training: what is thought of, booked and done; and what must be renewed (PDM-02, PDM-07)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.development import AHEAD, DONE, DROPPED, IDEA, PLANNED, TrainingOffer
from supervision_desktop.formats import day_short, day_text, minutes_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import development
from supervision_desktop.services import development_training as training
from supervision_desktop.services.development import Criterion, NeedRow
from supervision_desktop.store.changes import Change, ChangeSet
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import layout
from supervision_desktop.ui.attachments.files_part import FilesFold
from supervision_desktop.ui.cpd.line import read_time_and_day
from supervision_desktop.ui.development.criteria_fold import CriteriaFold
from supervision_desktop.ui.development.list_page import ListPage, ListRow, Look
from supervision_desktop.ui.development.must_part import MustPart
from supervision_desktop.ui.development.record_part import RecordPart
from supervision_desktop.ui.times.line import kind_of
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.widgets.ticks import TickList
from supervision_desktop.ui.workspace import Workspace

FORM = ("title", "state", "on", "minutes", "kind", "mandatory", "valid_until")
REST = ("provider", "cost_pence", "field", "relevance")
MUST = "must"
CPD = "cpd_entry"


@dataclass(frozen=True, repr=False)
class Told:
    """What one training is tied to."""

    needs: Sequence[NeedRow]
    chosen: Sequence[str]
    held: frozenset[Criterion]
    entry: str


class TrainingPart(RecordPart):
    """One training; "done" puts it into the CPD log in the same gesture."""

    record = TrainingOffer
    gone_words = mark("Training deleted")

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, FORM, along=self._goes_along)
        form = self.form
        self.more = self.folded(tr("Provider, cost, why"), REST, lambda late: layout.column(
            late["provider"], late.columns("cost_pence", "field"), late["relevance"]))
        self.needs = TickList(tr("What it is for"), least=220)
        self.meant = Fold(tr("Needs it is for"), self.needs)
        self.criteria = CriteriaFold(workspace, self.record.__tablename__)
        self.files = FilesFold(workspace, self.record.__tablename__, words=tr("Certificate and files"))
        self.done = button(tr("Done"), self._finish)
        self.log = button(tr("Open the CPD entry"), self._log)
        self.again = button(tr("Plan the renewal"), self._renew)
        for part in (form["title"], form.columns(*FORM[1:5], least=170), form.columns(*FORM[5:], least=200), self.files,
                     self.more, self.meant, self.criteria, self.foot(self.done, self.again, self.log)):
            self.add(part)
        self.needs.ticked.connect(self._set_needs)

    def ask(self, db: Reading, record: Any) -> Told:
        """Needs to choose from, those chosen, criteria, the CPD entry."""
        chosen = training.needs_of(db, record.id)
        needs = [row for row in development.rows(db) if row.open or row.need.id in chosen]
        return Told(needs, chosen, development.criteria(db, record.id), training.entry_of(db, record.id))

    def heading(self, record: Any, told: Any) -> str:
        """Its kind, or that it is training."""
        return self.workspace.label("training_kinds", record.kind) or tr("Training")

    def fill(self, record: Any, told: Told) -> None:
        """Buttons that make sense now, and what it is tied to."""
        finished = record.state == DONE
        self.form["valid_until"].setVisible(bool(record.mandatory or record.valid_until))
        self.done.setVisible(record.state in AHEAD)
        self.again.setVisible(finished and bool(record.mandatory))
        self.log.setVisible(finished)
        self.log.setText(tr("Open the CPD entry") if told.entry else tr("Put it into the CPD log"))
        self.more.set_hint(record.provider or "")
        self.meant.setVisible(bool(told.needs))
        self.meant.set_hint(str(len(told.chosen)) if told.chosen else "")
        self.needs.set_choices([(row.need.id, row.need.need) for row in told.needs])
        self.needs.set_values(told.chosen)
        self.criteria.show_owner(record.id, told.held)
        self.files.show_owner(record.id)

    def clear(self) -> None:
        """Show none."""
        super().clear()
        self.files.show_owner("")

    def _goes_along(self, record_id: str, given: dict[str, Any]) -> Iterable[Change]:
        with self.workspace.read() as db:
            offer = db.get(TrainingOffer, record_id)
            return list(training.done_along(db, offer, given, self.workspace.today())) if offer is not None else []

    def _finish(self) -> None:
        self.form.settle()
        with self.workspace.read() as db:
            change = training.finish(db, self.id, self.workspace.today())
        self.workspace.commit(change, notice=tr("Done, and entered in the CPD log"))

    def _log(self) -> None:
        with self.workspace.read() as db:
            change, entry = training.log(db, self.id, self.workspace.today())
        if self.workspace.commit(change):
            self.workspace.open_wanted.emit(CPD, entry)

    def _renew(self) -> None:
        with self.workspace.read() as db:
            change, made = training.renew(db, self.id)
        if self.workspace.commit(change):
            self.workspace.open_wanted.emit(self.record.__tablename__, made)

    def _set_needs(self, ids: Sequence[Any]) -> None:
        with self.workspace.read() as db:
            change = training.set_needs(db, self.id, [str(one) for one in ids])
        self.workspace.commit(change)


class TrainingPage(ListPage):
    """What is to come first; what must be renewed stands under the list."""

    title, kind = mark("Training"), "training_offer"
    watches = frozenset({"training_offer", "development_need", "link", "cpd_entry", "setting"})
    opens = frozenset({"training_offer"})

    def __init__(self, workspace: Workspace) -> None:
        self.must = MustPart(workspace)
        super().__init__(workspace, Look(
            tr("Training"), tr("Such as: 6 h workshop on capacity 12 March"), tr("New training in one line"),
            tr("Find in training"), tr("No training yet. A name is enough; a date and a length may follow.")),
            [Column(tr("What it is")), Column(tr("Date"), chars=12, text=day_short), Column(tr("State"), chars=10)])
        self._found_must: Sequence[training.MustRow] = ()
        self.offer(button(tr("Print needs and training…"), self.print_current))
        self.must.opened.connect(lambda offer_id: self.open_record(self.kind, offer_id))

    def under(self) -> Sequence[QWidget]:
        """What must be renewed."""
        return (self.must,)

    def narrowings(self) -> Sequence[tuple[str, str]]:
        """By state, and what must be renewed."""
        states = [(key, words) for key, words in self.workspace.choices("development_state")]
        return [*states, (MUST, tr("Must be renewed"))]

    def rows(self, db: Reading) -> Sequence[ListRow]:
        """All of it."""
        self._found_must = training.must(db, self.workspace.today())
        self._lead = training.lead_days(db)
        return [self._row(one) for one in training.rows(db)]

    def make(self, words: str) -> tuple[ChangeSet, str]:
        """One from a line; with a day it is planned."""
        kinds = self.workspace.choices("training_kinds", own=True)
        minutes, on, left = read_time_and_day(words, kinds, self.workspace.today())
        kind, _ = kind_of(left, kinds)
        title = " ".join(left)
        return training.new_offer(title[:1].upper() + title[1:], minutes=minutes, on=on, kind=kind,
                                  state=PLANNED if on else IDEA)

    def part(self) -> RecordPart:
        """One training."""
        return TrainingPart(self.workspace)

    def facts(self) -> str:
        """What runs out first."""
        near = next((row for row in self._found_must if row.until is not None), None)
        if near is None or near.until is None:
            return ""
        return tr("{title} holds until {day}").format(title=near.latest.title, day=day_text(near.until))

    def refresh(self) -> str:
        """The list, and what must be renewed."""
        words = super().refresh()
        self.must.show_rows(self._found_must, self._lead)
        return words

    def _row(self, one: TrainingOffer) -> ListRow:
        label = self.workspace.label
        keys = {one.state, *((MUST,) if one.mandatory and one.state != DROPPED else ())}
        return ListRow(one.id, (one.title, one.on, label("development_state", one.state)), frozenset(keys),
                       " ".join(filter(None, (one.title, one.provider, label("training_kinds", one.kind),
                                              minutes_text(one.minutes) if one.minutes else ""))))
