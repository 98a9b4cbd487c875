"""Supervisors: who supervises me, and whom I supervise."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.domain.base import SELF, kinds
from supervision_desktop.domain.people import Person
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import people
from supervision_desktop.services.people import PAST_STATES, RelationRow
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import style
from supervision_desktop.ui.dialogs.profile import show_profile
from supervision_desktop.ui.people.new import NewPerson
from supervision_desktop.ui.people.page import PersonView
from supervision_desktop.ui.people.purposes import LIST as PURPOSES
from supervision_desktop.ui.record_tab import RecordTab
from supervision_desktop.ui.records import RecordsPane
from supervision_desktop.ui.widgets.rows import Row
from supervision_desktop.ui.workspace import Workspace

OWNERS = {"supervisor": "person_id", "supervisee": "person_id", "registration": "person_id", "practitioner": "person_id",
          "supervisor_purpose": "supervisor_id"}
"""Parts of a person's page, and the reference that leads towards the person."""
ENOUGH = 440
"""Height of the list side in which the questions, search and chips have room above each other."""


class SupervisorsTab(RecordTab):
    """Everybody in a supervision relationship; the practitioner herself has her profile."""

    title, kind, new_words = mark("Supervisors"), "person", mark("New supervisor")
    watches = frozenset({"person", *OWNERS, "contract", "supervision_session", "participant"})
    opens = frozenset({"person", *OWNERS})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, RecordsPane(
            tr("Supervisors"), search=tr("Find in supervisors"), new=tr("New"),
            chips=[("me", tr("Supervise me")), ("mine", tr("I supervise")), ("ended", tr("Ended"))],
            empty=tr("Nobody yet. Press New: a name is enough to begin.")))
        self._new = NewPerson(workspace)
        self._made_view: PersonView | None = None
        self.pane.side.head.addWidget(self._new)
        self._new.made.connect(lambda person_id: self.open_record("person", person_id))
        self._new.asking.connect(self._make_room)
        self._new.take_up()

    def rows(self, db: Reading) -> Sequence[Row]:
        """One line for each person, whatever they are to whom; ended ones last."""
        found: dict[str, list[RelationRow]] = {}
        for one in people.relations(db):
            found.setdefault(one.person_id, []).append(one)
        return [self._row(bonds) for bonds in found.values()]

    def show_record(self, record_id: str) -> None:
        """One person."""
        with self.workspace.read() as db:
            page = people.page(db, record_id)
            namesake = _namesake(db, page.person) if page else ""
        if page is None:
            self._view.forget()
            self.pane.select("")
        else:
            self._view.show_page(page, namesake)

    def show_nothing(self) -> None:
        """Nobody chosen."""
        if self._made_view is not None:
            self._made_view.clear()

    def new(self) -> None:
        """The line over the list asks who."""
        self._new.ask()

    def open_record(self, kind: str, record_id: str) -> None:
        """A person by any part of their page; the practitioner herself has her profile."""
        person_id = self._person_of(kind, record_id) if record_id else ""
        if person_id == SELF:
            show_profile(self.workspace, self)
        else:
            super().open_record("person", person_id)

    @property
    def _view(self) -> PersonView:
        """The page: many fields, made when somebody is first looked at."""
        if self._made_view is None:
            self._made_view = PersonView(self.workspace, self)
            self._made_view.gone.connect(lambda: self.pane.select(""))
            self.pane.page.add(self._made_view)
            self._made_view.show()   # a layout would do so only when the event loop turns
        return self._made_view

    def _make_room(self, asking: bool) -> None:
        """While the questions are open their button is the next step; where it is low they need the place of the search."""
        self.pane.side.new.setVisible(not asking)
        low = asking and self.pane.side.height() < style.scaled(ENOUGH)
        self.pane.side.search.setVisible(not low)
        self.pane.side.chips.setVisible(not low)

    def _person_of(self, kind: str, record_id: str) -> str:
        with self.workspace.read() as db:
            while kind in OWNERS:
                part = db.get(kinds()[kind], record_id)
                kind, record_id = ("supervisor" if kind == "supervisor_purpose" else "person",
                                   str(getattr(part, OWNERS[kind], "")))
        return record_id

    def _row(self, bonds: Sequence[RelationRow]) -> Row:
        first = bonds[0]
        now = [bond for bond in bonds if bond.status not in PAST_STATES]
        mine = any(bond.role == "supervisee" for bond in bonds)
        title = tr("{who}  ·  I supervise").format(who=first.name) if mine else first.name
        purposes = [self.workspace.label(PURPOSES, key) for bond in bonds for key in bond.purposes]
        since = tr("since {day}").format(day=day_short(first.since)) if first.since else ""
        about = (", ".join(purposes) or first.organisation, since)
        word, tone = self._badge(now or bonds)
        chips = {"me" if bond.role == "supervisor" else "mine" for bond in now} or {"ended"}
        return Row(first.person_id, title, " · ".join(filter(None, about)), word, tone,
                   " ".join(filter(None, (first.name, first.organisation, *purposes))), frozenset(chips))

    def _badge(self, bonds: Sequence[RelationRow]) -> tuple[str, str]:
        """Not asked is amber (DDG-01): nobody has asked this supervisor about their own supervision."""
        status = bonds[0].status
        supervisor = next((bond for bond in bonds if bond.role == "supervisor"), None)
        if supervisor and status not in PAST_STATES and supervisor.own_supervision in (None, "not_asked"):
            return self.workspace.label("own_supervision", "not_asked"), "warn"
        tone = "good" if status == "active" else "quiet" if status in PAST_STATES else "accent"
        return self.workspace.label("supervisor_status", status), tone


def _namesake(db: Reading, person: Person) -> str:
    """A hint where somebody else has the same name and e-mail; it stops nobody (SUP-03 Amended)."""
    for person_id, name in people.choices(db, with_self=True):
        if person_id != person.id and name.casefold() == person.name.casefold():
            other = db.get(Person, person_id)
            if other is not None and (other.email or "") == (person.email or ""):
                return tr("Somebody else here has the same name and e-mail. Is it the same person?")
    return ""
