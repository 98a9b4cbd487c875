"""How I charge: own policy and rates with their days, a target for billable time, and periods that are closed (BIL-06)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import Record, values_of
from supervision_desktop.domain.money import BillingTarget, ClosedPeriod, OwnRate
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_short, day_text, minutes_text, money_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import charging, targets
from supervision_desktop.store.changes import Change, ChangeSet, created, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.money.policy_part import PolicyPart
from supervision_desktop.ui.money.term_lines import read_period, read_rate, read_target
from supervision_desktop.ui.times.period_page import PeriodPage
from supervision_desktop.ui.times.period_picker import PeriodPicker
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.late_fold import LateFold
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

Read = Callable[[str], ChangeSet]
"""From a typed line to the gesture that adds what it says; raises BadInput."""


class TermRows(QWidget):
    """A line that adds, and the rows there are."""

    def __init__(self, workspace: Workspace, line: InlineAdd, rows: ChildRows, read: Read, help_text: str) -> None:
        super().__init__()
        self._workspace, self._read = workspace, read
        self.line, self.rows = line, rows
        self.setLayout(layout.column(line, QuietLabel(help_text), rows))
        line.added.connect(self._added)

    def show_records(self, records: Sequence[Record]) -> None:
        """Fill the rows."""
        self.rows.show_records(records)

    def _added(self, words: str) -> None:
        try:
            change = self._read(words)
        except BadInput as fault:
            self.line.refuse(fault.sentence)
            return
        self.line.hear(self._workspace.attempt(change))


class TermsPage(PeriodPage):
    """Settings of charging; what is rarely wanted is folded."""

    title = mark("How I charge")
    has_period = False
    watches = frozenset({"charging_policy", "own_rate", "closed_period", "billing_target", "practitioner", "time_entry"})
    opens = frozenset({"charging_policy", "own_rate", "closed_period", "billing_target"})

    def __init__(self, workspace: Workspace, picker: PeriodPicker) -> None:
        super().__init__(workspace, picker)
        self.policy = PolicyPart(workspace)
        self.rates = self._rates()
        self.usual = QuietLabel("")
        self._aims: Sequence[BillingTarget] = ()
        self._ended: Sequence[ClosedPeriod] = ()
        self.targets = LateFold(tr("A target for billable time"), self._targets, lambda part: part.show_records(self._aims))
        self.closed = LateFold(tr("Closed periods"), self._closed, lambda part: part.show_records(self._ended))
        self.setLayout(layout.column(
            self.policy, Section(tr("My rates"), self.usual, self.rates, hint=tr("an hour, without VAT")),
            Section(tr("Targets and closed periods"), self.targets, self.closed), gap=layout.SECTION_GAP))

    def refresh(self) -> str:
        """Everything there is."""
        with self.workspace.read() as db:
            policies, rates = charging.policies(db), charging.own_rates(db)
            usual, today = charging.usual_rate(db), charging.own_rate_on(db, self.workspace.today())
        self.policy.show_policies(policies)
        self.rates.show_records(rates)
        self.usual.setText(tr("On days without a rate here your profile's stands: {money}.").format(money=money_text(usual))
                           if usual else tr("Your profile names no rate. Days without a rate here count as nothing."))
        self._fill_folds()
        return tr("{money} an hour today").format(money=money_text(today)) if today else ""

    def open_record(self, kind: str, record_id: str) -> None:
        """A fold is opened for what lies in it."""
        if kind == ClosedPeriod.__tablename__:
            self.closed.show_open(True)
        elif kind == BillingTarget.__tablename__:
            self.targets.show_open(True)
        elif kind == OwnRate.__tablename__:
            self.rates.rows.choose(record_id)

    def _fill_folds(self) -> None:
        with self.workspace.read() as db:
            self._aims, self._ended = charging.targets(db), charging.closed_periods(db)
            words = targets.sentence(db, self.workspace.today())
        self.targets.set_hint(words or tr("none set"))
        self.closed.set_hint(tr("none") if not self._ended else tr("until {day}").format(
            day=day_text(max(one.ends_on for one in self._ended))))
        self.targets.fill()
        self.closed.fill()

    def _rates(self) -> TermRows:
        workspace = self.workspace
        rows = ChildRows(workspace, OwnRate, ("starts_on", "ends_on", "pence"), [
            Column(tr("From"), chars=14, text=day_short), Column(tr("To"), chars=14, text=day_short),
            Column(tr("Rate"), number=True, text=money_text)],
            lambda rate: (rate.starts_on, rate.ends_on, rate.pence), title=tr("My rates"), gone=tr("Rate taken out"),
            along=self._no_overlap)
        line = InlineAdd(tr("92.50 from 6 April 2026, then Enter"), tr("New rate"))
        return TermRows(workspace, line, rows, self._new_rate, tr(
            "The rate before it ends the day before. What is done already keeps its rate."))

    def _new_rate(self, words: str) -> ChangeSet:
        pence, day = read_rate(words, self.workspace.today())
        with self.workspace.read() as db:
            return charging.new_rate(db, day, pence)[0]

    def _no_overlap(self, rate_id: str, given: dict[str, Any]) -> list[Change]:
        """Nothing goes along; two rates for one day are refused. Raises BadInput."""
        with self.workspace.read() as db:
            rate = db.get(OwnRate, rate_id)
            now = {**(values_of(rate) if rate else {}), **given}
            charging.change_rate(db, rate_id, starts_on=now["starts_on"], ends_on=now["ends_on"], pence=now["pence"])
        return []

    def _targets(self) -> TermRows:
        label = self.workspace.label
        rows = ChildRows(self.workspace, BillingTarget, ("starts_on", "minutes", "per", "days", "lowered"), [
            Column(tr("From"), chars=14, text=day_short), Column(tr("Time"), number=True, chars=10, text=minutes_text),
            Column(tr("For each"))],
            lambda aim: (aim.starts_on, aim.minutes, label("target_unit", aim.per).lower()), title=tr("Targets"),
            gone=tr("Target taken out"))
        line = InlineAdd(tr("20 h a week, then Enter"), tr("New target"))
        return TermRows(self.workspace, line, rows, self._new_target, tr(
            "Supervision is taken out of it, so that protected time is no shortfall; "
            "untick that where you want the target unchanged."))

    def _new_target(self, words: str) -> ChangeSet:
        minutes, per = read_target(words)
        return gesture(tr("New target"), created(BillingTarget, {
            "starts_on": self.workspace.today(), "minutes": minutes, "per": per, "lowered": True}))

    def _closed(self) -> TermRows:
        rows = ChildRows(self.workspace, ClosedPeriod, ("starts_on", "ends_on", "note"), [
            Column(tr("From"), chars=14, text=day_short), Column(tr("To"), chars=14, text=day_short), Column(tr("Note"))],
            lambda one: (one.starts_on, one.ends_on, one.note), title=tr("Closed periods"), gone=tr("Period opened again"))
        rows.out.setText(tr("Open it again"))
        return TermRows(
            self.workspace, InlineAdd(tr("6/4/2025 to 5/4/2026, then Enter"), tr("Close a period")), rows, self._close,
            tr("Time in a closed period is neither added nor changed, as after a tax return. It can be opened again."))

    def _close(self, words: str) -> ChangeSet:
        first, last = read_period(words, self.workspace.today())
        return gesture(tr("Period closed"), created(ClosedPeriod, {"starts_on": first, "ends_on": last}))
