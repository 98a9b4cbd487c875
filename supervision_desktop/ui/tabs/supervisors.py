"""Supervisors: who supervises me, whom I supervise, and, while somebody is looked for, who might."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.choosing import CANDIDATE_STATES
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import due_diligence, people, profile, search, supervising
from supervision_desktop.services.people import PAST_STATES, RelationRow
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.choosing.looking import LookingPage
from supervision_desktop.ui.choosing.sections import ChoosingPart
from supervision_desktop.ui.dialogs.profile import show_profile
from supervision_desktop.ui.effectiveness.part import EffectivenessPart
from supervision_desktop.ui.people.new import NewPerson
from supervision_desktop.ui.people.page import PersonView
from supervision_desktop.ui.people.purposes import LIST as PURPOSES
from supervision_desktop.ui.record_tab import RecordTab
from supervision_desktop.ui.records import RecordsPane
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.rows import Row
from supervision_desktop.ui.workspace import Workspace

PARTS = frozenset({
    "supervisor", "supervisee", "registration", "practitioner", "supervisor_purpose", "due_diligence_item",
    "field_currency", "supervising_skill", "supervisee_level", "supervisee_case", "supervisee_need", "supervisor_growth",
    "supervisor_rating", "considered_change"})
"""Parts of a person's page."""
CHANGES = frozenset({"supervisor_rating", "considered_change"})
"""They lead to the thought of a change (SUP-11)."""
NEEDS = frozenset({"supervision_need", "need_cover"})
LOOKING = "looking for a supervisor"
"""Under this it is remembered whether somebody is looked for."""
WORKING = ("active", "paused")
CHIPS = (("me", mark("Supervise me")), ("mine", mark("I supervise")), ("candidates", mark("Candidates")),
         ("attention", mark("Needs attention")), ("ended", mark("Ended")))
ENOUGH = 440
"""Height of the list side in which the questions, search and chips have room above each other."""


class SupervisorsTab(RecordTab):
    """Everybody in a supervision relationship; the practitioner herself has her profile."""

    title, kind, new_words = mark("Supervisors"), "person", mark("New supervisor")
    watches = frozenset({"person", *PARTS, *NEEDS, "contract", "contract_decision", "supervision_session",
                         "participant", "setting", "practice_field", "case", "cadence_rule", "excused_time"}) | (
        LookingPage.WATCHES | ChoosingPart.WATCHES | EffectivenessPart.WATCHES)
    opens = frozenset({"person", *PARTS, "supervision_need"}) | LookingPage.OPENS

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, RecordsPane(
            tr("Supervisors"), search=tr("Find in supervisors"), new=tr("New"),
            chips=[(key, tr(words)) for key, words in CHIPS],
            empty=tr("Nobody yet. Press New: a name is enough to begin.")))
        self._new = NewPerson(workspace)
        self._made_view: PersonView | None = None
        self._made_search: LookingPage | None = None
        self._on = workspace.remembered(LOOKING) == "yes"
        self.looking = button("", self._turn_on, link=True)
        self.pane.side.head.addWidget(self._new)
        self.pane.side.head.addLayout(layout.row(self.looking, layout.spacer()))
        self._new.made.connect(lambda person_id: self.open_record("person", person_id))
        self._new.asking.connect(self._make_room)
        self._new.take_up()
        self._show_looking()

    def rows(self, db: Reading) -> Sequence[Row]:
        """One line for each person, whatever they are to whom; ended ones last."""
        found: dict[str, list[RelationRow]] = {}
        both = profile.roles(db).supervises
        for one in people.relations(db):
            if both or one.role == "supervisor":
                found.setdefault(one.person_id, []).append(one)
        attention = {one.person_id for one in due_diligence.attention(db, self.workspace.today())}
        made = [self._row(bonds, person_id in attention) for person_id, bonds in found.items()]
        self._offer(both, frozenset[str]().union(*(row.chips for row in made)))
        return made

    def show_record(self, record_id: str) -> None:
        """One person."""
        with self.workspace.read() as db:
            page = people.page(db, record_id)
        if page is None:
            self._view.forget()
            self.pane.select("")
        else:
            self._view.show_page(page)
            self._view.show()

    def show_nothing(self) -> None:
        """Nobody chosen: the search, while there is one."""
        if self._made_view is not None:
            self._made_view.clear()
        if self._on:
            self._search.refresh()

    def print_current(self) -> None:
        """Ctrl+P prints the comparison while the search is shown."""
        if self._on and not self.pane.selected_id():
            self._search.print_comparison()

    def new(self) -> None:
        """The line over the list asks who."""
        self._new.ask()

    def open_record(self, kind: str, record_id: str) -> None:
        """A person by any part of their page; the practitioner herself has her profile."""
        if kind in LookingPage.OPENS:
            self._turn_on()
            self._search.turn_to(kind, record_id)
            return
        person_id = self._person_of(kind, record_id) if record_id else ""
        if person_id == SELF:
            show_profile(self.workspace, self)
        elif person_id or not record_id:
            super().open_record("person", person_id)
        if self._made_view is not None and kind == "supervision_need":
            self._made_view.show_need(record_id)
        elif self._made_view is not None and kind in CHANGES:
            part = self._made_view.show_change()
            QTimer.singleShot(0, part, lambda: self.pane.page.ensureWidgetVisible(part))   # once it has its place

    @property
    def _view(self) -> PersonView:
        """The page: many fields, made when somebody is first looked at."""
        if self._made_view is None:
            self._made_view = PersonView(self.workspace, self)
            self._made_view.gone.connect(lambda: self.pane.select(""))
            self._made_view.hide()   # until it is filled: parts that appear one by one would each be laid out
            self.pane.page.add(self._made_view)
        return self._made_view

    @property
    def _search(self) -> LookingPage:
        """The search beside the list: made when it is first opened."""
        if self._made_search is None:
            self._made_search = LookingPage(self.workspace)
            self._made_search.left.connect(self._put_away)
            self._made_search.person_wanted.connect(lambda person_id: self.open_record("person", person_id))
        return self._made_search

    def _offer(self, both: bool, there: frozenset[str]) -> None:
        """Chips and questions that fit: supervisees for who supervises others, candidates while somebody is looked for."""
        self._new.offer_both(both)
        wanted = {"me", *(["mine"] if both else []), *(["candidates"] if self._on else []),
                  *({"attention", "ended"} & {*there, self.pane.filter()[1]})}
        self.pane.set_chips([(key, tr(words)) for key, words in CHIPS if key in wanted])

    def _turn_on(self) -> None:
        """Turn to the search; from now on it is there."""
        if not self._on:
            self._on = True
            self.workspace.remember(LOOKING, "yes")
        self._show_looking()
        self.pane.select("")
        self.refresh()

    def _put_away(self) -> None:
        """All of it is folded away again; what was written stays."""
        self._search.clear()
        self._on = False
        self.workspace.remember(LOOKING, "no")
        self._show_looking()
        self.refresh()

    def _show_looking(self) -> None:
        words = tr("My search") if self._on else tr("I'm looking for a supervisor")
        self.looking.setText(words)
        self.looking.setAccessibleName(words)
        self.pane.show_instead(self._search if self._on else None)

    def _make_room(self, asking: bool) -> None:
        """While the questions are open their button is the next step; where it is low they need all its place."""
        self.pane.side.new.setVisible(not asking)
        low = asking and self.pane.side.height() < style.scaled(ENOUGH)
        self.pane.side.search.setVisible(not low)
        self.pane.side.chips.setVisible(not low)
        self.looking.setVisible(not low)

    def _person_of(self, kind: str, record_id: str) -> str:
        with self.workspace.read() as db:
            if kind == "supervision_need":
                return supervising.person_for(db, record_id)
            above, person_id = search.owner(db, kind, record_id)
        return person_id if above == "person" else ""   # a line that has no record yet leads to nobody

    def _row(self, bonds: Sequence[RelationRow], attention: bool) -> Row:
        first = bonds[0]
        now = [bond for bond in bonds if bond.status not in PAST_STATES]
        mine = any(bond.role == "supervisee" for bond in bonds)
        title = tr("{who}  ·  I supervise").format(who=first.name) if mine else first.name
        purposes = [self.workspace.label(PURPOSES, key) for bond in bonds for key in bond.purposes]
        since = tr("since {day}").format(day=day_short(first.since)) if first.since else ""
        about = (", ".join(purposes) or first.organisation, since)
        word, tone = self._badge(now or bonds, attention)
        chips = {_chip(bond) for bond in now} or {"ended"}
        chips |= {"attention"} if attention else set()
        return Row(first.person_id, title, " · ".join(filter(None, about)), word, tone,
                   " ".join(filter(None, (first.name, first.organisation, *purposes))), frozenset(chips))

    def _badge(self, bonds: Sequence[RelationRow], attention: bool) -> tuple[str, str]:
        """Not asked about their own supervision is amber (DDG-01), and so is what was asked too long ago (DDG-03)."""
        status = bonds[0].status
        supervisor = next((bond for bond in bonds if bond.role == "supervisor"), None)
        if supervisor and supervisor.status in WORKING and supervisor.own_supervision in (None, "not_asked"):
            return self.workspace.label("own_supervision", "not_asked"), "warn"
        if attention:
            return tr("Needs attention"), "warn"
        tone = "good" if status == "active" else "quiet" if status in PAST_STATES else "accent"
        return self.workspace.label("supervisor_status", status), tone


def _chip(bond: RelationRow) -> str:
    """Under which chip somebody stands: candidates supervise nobody yet."""
    if bond.role == "supervisee":
        return "mine"
    return "candidates" if bond.status in CANDIDATE_STATES else "me"
