"""Supervisors and supervisees: lists, pages, and the gestures that start a relationship."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.people import (
    Person,
    Practitioner,
    Registration,
    Supervisee,
    Supervisor,
    SupervisorPurpose,
)
from supervision_desktop.domain.sessions import Participant, SupervisionSession
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import letting_go, owned
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture

ACTIVE, ENDED = "active", "ended"
PAST_STATES = (ENDED,)


@dataclass(frozen=True, repr=False)
class RelationRow:
    """One line of the list of people: somebody who supervises the practitioner, or whom she supervises."""

    person_id: str
    name: str
    role: str
    status: str
    since: date | None
    purposes: tuple[str, ...]
    own_supervision: str | None
    organisation: str | None


@dataclass(frozen=True, repr=False)
class PersonPage:
    """All that the page of one person shows."""

    person: Person
    supervisor: Supervisor | None
    supervisee: Supervisee | None
    purposes: Sequence[SupervisorPurpose]
    registrations: Sequence[Registration]
    contracts: Sequence[tuple[str, int | None, str, date | None, str]]
    sessions_held: int
    last_session: date | None


def relations(db: Session) -> list[RelationRow]:
    """Everybody in a supervision relationship, by name; role is 'supervisor' or 'supervisee'."""
    purposes: dict[str, list[str]] = {}
    for supervisor_id, purpose in db.execute(
            select(SupervisorPurpose.supervisor_id, SupervisorPurpose.purpose)
            .order_by(SupervisorPurpose.is_primary.desc(), SupervisorPurpose.purpose)):
        purposes.setdefault(supervisor_id, []).append(purpose)
    found = [RelationRow(pid, name, "supervisor", status, since, tuple(purposes.get(sid, ())), own, organisation)
             for pid, name, organisation, sid, status, since, own in db.execute(
                 select(Person.id, Person.name, Person.organisation, Supervisor.id, Supervisor.status,
                        Supervisor.starts_on, Supervisor.own_supervision)
                 .join(Supervisor, Supervisor.person_id == Person.id))]
    found += [RelationRow(pid, name, "supervisee", status, since, (), None, organisation)
              for pid, name, organisation, status, since in db.execute(
                  select(Person.id, Person.name, Person.organisation, Supervisee.status, Supervisee.starts_on)
                  .join(Supervisee, Supervisee.person_id == Person.id))]
    return sorted(found, key=lambda row: (row.status in PAST_STATES, row.name.casefold()))


def page(db: Session, person_id: str) -> PersonPage | None:
    """The page of one person, or None where there is no such person."""
    person = db.get(Person, person_id)
    if person is None:
        return None
    supervisor = db.scalar(select(Supervisor).where(Supervisor.person_id == person_id))
    held, last = db.execute(
        select(func.count(), func.max(SupervisionSession.on)).select_from(Participant)
        .join(SupervisionSession, SupervisionSession.id == Participant.session_id)
        .where(Participant.person_id == person_id, SupervisionSession.status == "held")).one()
    contracts = db.execute(
        select(Contract.id, Contract.version, Contract.status, Contract.starts_on, Contract.direction)
        .where(Contract.other_id == person_id).order_by(Contract.version.desc()))
    return PersonPage(
        person, supervisor, db.scalar(select(Supervisee).where(Supervisee.person_id == person_id)),
        db.scalars(select(SupervisorPurpose).where(SupervisorPurpose.supervisor_id == (supervisor.id if supervisor else ""))
                   .order_by(SupervisorPurpose.is_primary.desc(), SupervisorPurpose.purpose)).all(),
        db.scalars(select(Registration).where(Registration.person_id == person_id)).all(),
        [tuple(row) for row in contracts], held, last)  # type: ignore[misc]  # five columns, as selected


def new_supervisor(name: str, today: date, purpose: str | None = None) -> tuple[ChangeSet, str]:
    """A person who supervises the practitioner, active from today; returns the gesture and the person's id."""
    person = created(Person, {"name": _named(name)})
    supervisor = created(Supervisor, {"person_id": person.id, "status": "active", "starts_on": today,
                                      "own_supervision": "not_asked"})
    aim = created(SupervisorPurpose, {"supervisor_id": supervisor.id, "purpose": purpose, "is_primary": True,
                                      "starts_on": today}) if purpose else None
    return gesture(tr("New supervisor"), person, supervisor, aim), person.id


def new_supervisee(name: str, today: date) -> tuple[ChangeSet, str]:
    """A person whom the practitioner supervises, active from today; returns the gesture and the person's id."""
    person = created(Person, {"name": _named(name)})
    supervisee = created(Supervisee, {"person_id": person.id, "status": "active", "starts_on": today})
    return gesture(tr("New supervisee"), person, supervisee), person.id


def also(db: Session, person_id: str, role: str, today: date) -> ChangeSet:
    """Gives somebody who is already known the other role too. Raises BadInput for oneself (SUP-03)."""
    if person_id == SELF:
        raise BadInput("person_id", tr("You cannot be your own supervisor. Choose another person."))
    record = Supervisor if role == "supervisor" else Supervisee
    if db.scalar(select(record.id).where(record.person_id == person_id)):
        return gesture(tr("Another role"))
    return gesture(tr("Another role"), created(record, {"person_id": person_id, "status": "active", "starts_on": today}))


def add_purpose(supervisor_id: str, purpose: str, today: date) -> ChangeSet:
    """One more purpose of a supervisor (SUP-02)."""
    return gesture(tr("New purpose"), created(SupervisorPurpose, {
        "supervisor_id": supervisor_id, "purpose": purpose, "starts_on": today}))


def same_name_hint(db: Session, name: str, email: str | None) -> str | None:
    """A quiet word where somebody of the same name and e-mail is known; people may share a name (SUP-03 Amended)."""
    names = db.scalars(select(Person.name).where(func.coalesce(Person.email, "") == (email or "")))
    known = name.strip().casefold() in {one.casefold() for one in names}
    return tr("Somebody of that name is already here. If it is the same person, use that record.") if known else None


def namesake_hint(db: Session, person: Person) -> str:
    """A word where somebody else has the same name and e-mail; it stops nobody (SUP-03 Amended)."""
    others = db.execute(select(Person.name).where(
        Person.id != person.id, func.coalesce(Person.email, "") == (person.email or "")))
    same = any(name.casefold() == person.name.casefold() for (name,) in others)
    return tr("Somebody else here has the same name and e-mail. Is it the same person?") if same else ""


def state_along(bond: Supervisor | Supervisee, given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """What goes with a new state: ending gives a day on which it ended, taking it up again takes that day away."""
    status = given.get("status")
    if status is None or "ends_on" in given:
        return {}
    return {"ends_on": (bond.ends_on or today) if status == ENDED else None}


def set_status(found: PersonPage, status: str, today: date) -> ChangeSet:
    """Ends a relationship in every direction, or takes it up again; its sessions stay (SUP-01)."""
    words = tr("Supervision ended") if status == ENDED else tr("Supervision taken up again")
    bonds = [bond for bond in (found.supervisor, found.supervisee) if bond is not None]
    return gesture(words, *(changed(bond, status=status, **state_along(bond, {"status": status}, today))
                            for bond in bonds))


def delete(db: Session, found: PersonPage) -> ChangeSet:
    """Deletes a person with everything that is only theirs; the door refuses where others name them."""
    return gesture(tr("Person deleted"), *letting_go.loosened(db, found.person.id),
                   *owned.deletion(db, found.person))


def choices(db: Session, *, with_self: bool = False) -> list[tuple[str, str]]:
    """(id, name) of everybody, by name, for a choice of person."""
    wanted = select(Person.id, Person.name)
    if not with_self:
        wanted = wanted.where(Person.id != SELF)
    return sorted(((pid, name) for pid, name in db.execute(wanted)), key=lambda row: row[1].casefold())


def active_supervisors(db: Session) -> list[tuple[str, str, tuple[str, ...]]]:
    """(person id, name, purposes) of every active supervisor: offered when a session is planned (SUP-02)."""
    return [(row.person_id, row.name, row.purposes) for row in relations(db)
            if row.role == "supervisor" and row.status == "active"]


def self_page(db: Session) -> tuple[Person | None, Practitioner | None, Sequence[Registration]]:
    """The practitioner's own record, profile and registrations."""
    return (db.get(Person, SELF), db.scalar(select(Practitioner).where(Practitioner.person_id == SELF)),
            db.scalars(select(Registration).where(Registration.person_id == SELF)).all())


def introduce(name: str) -> ChangeSet:
    """The practitioner's own record in a new practice file."""
    return gesture(tr("Your profile"), created(Person, {"name": _named(name)}, SELF),
                   created(Practitioner, {"person_id": SELF}))


def _named(name: str) -> str:
    bare = name.strip()
    if not bare:
        raise BadInput("name", tr("Name is needed. Give the name as it should stand on paper."))
    return bare
