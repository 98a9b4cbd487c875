"""What there has been with somebody: since when, how many sessions, one after the other, and the contracts (SUP-20)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from supervision_desktop.domain.choosing import CANDIDATE_STATES
from supervision_desktop.domain.people import Supervisor
from supervision_desktop.domain.supervising import longest_gap
from supervision_desktop.formats import day_short, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import cadence, supervising
from supervision_desktop.services.people import PersonPage, state_along
from supervision_desktop.services.profile import whole_years
from supervision_desktop.store.changes import Change, changed
from supervision_desktop.ui import layout
from supervision_desktop.ui.contracts.unwritten import Unwritten
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.link_lines import LinkLines
from supervision_desktop.ui.people.part import Part, PersonFold, SectionPart
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace

FIELDS = ("status", "starts_on", "ends_on")
MOST_GAPS = 6
"""Times between sessions that are named; the table under them holds every one."""


class HistoryPart(SectionPart):
    """State and days of the relationship, its sessions, its contracts."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("History"))
        self._workspace = workspace
        self._supervisor: Supervisor | None = None
        self.form = FieldForm(workspace, Supervisor, FIELDS, parent=self, along=self._goes_along)
        self._bond = layout.boxed(self.form.columns(*FIELDS))
        self.held, self.unwritten = WordLabel(""), Unwritten(workspace)
        self.timeline = PersonFold(tr("Sessions in order"), lambda: Timeline(workspace))
        self._under, self.contracts = QuietLabel(tr("Contracts")), LinkLines(tr("Contract"))
        for part in (self._bond, self.held, self.timeline, self.unwritten, self._under, self.contracts):
            self.section.add(part)
        self.contracts.opened.connect(lambda contract_id: workspace.open_wanted.emit("contract", contract_id))

    def forms(self) -> Sequence[FieldForm]:
        """State and days, and a decision to have no contract."""
        return (self.form, self.unwritten.form)

    def folds(self) -> Sequence[PersonFold]:
        """The sessions."""
        return (self.timeline,)

    def show_page(self, page: PersonPage) -> None:
        """One person's history."""
        self._supervisor = page.supervisor
        self._bond.setVisible(page.supervisor is not None)
        if page.supervisor is None:
            self.form.clear()
        else:
            self.form.show(page.supervisor)
        self.held.setText(_held(page, self._workspace.today()))
        self.timeline.setVisible(page.sessions_held > 0)
        self.timeline.set_hint(str(page.sessions_held))
        self.timeline.show_page(page)
        self.contracts.show_lines([(contract_id, self._contract_words(version, status, starts))
                                   for contract_id, version, status, starts, _ in page.contracts])
        looked_at = page.supervisor is not None and page.supervisor.status in CANDIDATE_STATES
        self.unwritten.show_person(page.person.id, bool(page.contracts) or looked_at)
        self._under.setVisible(bool(page.contracts))

    def _contract_words(self, version: int | None, status: str, starts: date | None) -> str:
        when = day_short(starts) if starts else tr("no date")
        return tr("Version {n}, {when}, {state}").format(
            n=version or 1, when=when, state=self._workspace.label("contract_status", status).lower())

    def _goes_along(self, supervisor_id: str, given: dict[str, Any]) -> Iterator[Change]:
        """A state brings its day."""
        found = self._supervisor
        change = (changed(found, **state_along(found, given, self._workspace.today()))
                  if found is not None and found.id == supervisor_id else None)
        if change is not None:
            yield change


class Timeline(Part):
    """Every session held, newest first, with the days since the one before; a row opens its session."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.gap, self.over = QuietLabel(""), QuietLabel("")
        self.table = DataTable(tr("Sessions in order"), [
            Column(tr("Date"), text=day_text), Column(tr("Days since the one before"), number=True)], most_rows=8)
        self.setLayout(layout.column(self.gap, self.over, self.table))
        self.table.opened.connect(lambda session_id: workspace.open_wanted.emit("supervision_session", session_id))

    def show_page(self, page: PersonPage) -> None:
        """The sessions with one person."""
        with self._workspace.read() as db:
            found = supervising.days_held(db, page.person.id)
            over = cadence.left_out(db, page.person.id, [on for _, on in found], self._workspace.today())
        since = [(later[1] - earlier[1]).days for later, earlier in pairwise(found)]
        self.table.set_rows([(on, days) for (_, on), days in zip(found, [*since, None], strict=True)],
                            [session_id for session_id, _ in found])
        longest = longest_gap(on for _, on in found)
        self.gap.setText(tr("Longest time between two: {n} days, from {a} to {b}.").format(
            n=(longest[1] - longest[0]).days, a=day_text(longest[0]), b=day_text(longest[1])) if longest else "")
        self.gap.setVisible(longest is not None)
        spans = [tr("{a} to {b}").format(a=day_short(a), b=day_short(b)) for a, b in reversed(over[-MOST_GAPS:])]
        self.over.setText(tr("A whole period without a session: {spans}.").format(spans="; ".join(spans)))
        self.over.setVisible(bool(over) and page.supervisor is not None)


def _held(page: PersonPage, today: date) -> str:
    """For example: Since 4 July 2024, 2 years. 23 sessions held, the last on 3 November 2026."""
    bond = page.supervisor or page.supervisee
    last = tr(", the last on {day}").format(day=day_text(page.last_session)) if page.last_session else ""
    held = {0: tr("No session held yet"), 1: tr("1 session held")}.get(
        page.sessions_held, tr("{n} sessions held").format(n=page.sessions_held))
    if bond is None or bond.starts_on is None:
        return f"{held}{last}."
    years = whole_years(bond.starts_on, bond.ends_on or today)
    span = {0: tr("Since {day}."), 1: tr("Since {day}, 1 year.")}.get(years, tr("Since {day}, {n} years."))
    return f"{span.format(day=day_text(bond.starts_on), n=years)} {held}{last}."
