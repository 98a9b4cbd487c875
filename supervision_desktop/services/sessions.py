"""Sessions: list, page, planning from the contract's terms, holding, and finishing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.actions import Action, ActionReport, SharedOutcome
from supervision_desktop.domain.base import SELF, values_of
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.cpd import CpdEntry
from supervision_desktop.domain.feedback import Feedback
from supervision_desktop.domain.goals import GoalNote
from supervision_desktop.domain.money import Cost
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.preparation import WAITING, SupervisionRequest, Topic
from supervision_desktop.domain.sessions import (
    HELD,
    Participant,
    SessionAddition,
    SessionRecord,
    SupervisionSession,
    minutes_between,
    unfinished,
)
from supervision_desktop.domain.time import NON_BILLABLE, TimeEntry
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import ZONE, Clock, stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services import actions as register
from supervision_desktop.services import charging, owned, reflection, reflection_told, session_record, session_terms
from supervision_desktop.store.canonical import to_json
from supervision_desktop.store.changes import Change, ChangeSet, Sealing, changed, created, deleted, gesture

NEWEST = 500
TO_FINISH = (SupervisionSession.status == HELD, SupervisionSession.finished_at.is_(None),
             SupervisionSession.batch_id.is_(None))
"""What `SessionRow.to_finish` says, for asking the file."""


@dataclass(frozen=True, repr=False)
class SessionRow:
    """One line of the list of sessions."""

    id: str
    on: date
    starts: int | None
    minutes: int | None
    status: str
    direction: str
    arrangement: str | None
    format: str | None
    finished_at: str | None
    imported: bool
    who: str

    @property
    def to_finish(self) -> bool:
        """Held, and its record is still open; the record of one that came from a file was kept elsewhere."""
        return self.status == HELD and self.finished_at is None and not self.imported


@dataclass(frozen=True, repr=False)
class Present:
    """One participant with the name."""

    participant: Participant
    name: str


@dataclass(frozen=True, repr=False)
class SessionPage:
    """All that the page of one session shows."""

    session: SupervisionSession
    record: SessionRecord
    present: Sequence[Present]
    contract: tuple[str, int | None, date | None] | None
    actions: Sequence[register.ActionRow]
    look_back: Sequence[register.ActionRow]
    parts: Sequence[tuple[TimeEntry, str | None]]
    additions: Sequence[SessionAddition]
    naming: Sequence[Action | ActionReport | SharedOutcome | TimeEntry]

    @property
    def others(self) -> str:
        """Names of everybody but the practitioner."""
        return _joined([p.name for p in self.present if p.participant.person_id != SELF])

    @property
    def sealed(self) -> bool:
        """Finished and closed to change."""
        return self.session.finished_at is not None

    def missing(self) -> dict[str, str]:
        """What holds up finishing, or is only worth a look: {field: sentence}."""
        values = {"summary": self.record.summary, "no_actions": self.session.no_actions, "minutes": self.session.minutes}
        return unfinished(values, bool(self.actions))


def rows(db: Session, *, limit: int | None = NEWEST, person_id: str | None = None,
         where: Sequence[ColumnElement[bool]] = ()) -> list[SessionRow]:
    """The newest sessions, planned ones included, that meet every condition; all of them where limit is None.

    An older one whose record is still open is among them.
    """
    session = SupervisionSession
    wanted = select(session.id, session.on, session.starts, session.minutes, session.status, session.direction,
                    session.arrangement, session.format, session.finished_at, session.batch_id.is_not(None))
    if person_id is not None:
        wanted = wanted.join(Participant, Participant.session_id == session.id).where(Participant.person_id == person_id)
    wanted = wanted.where(*where).order_by(session.on.desc(), session.starts.desc())
    found = list(db.execute(wanted.limit(limit)))
    if limit is not None and len(found) == limit:
        placed = {row[0] for row in found}
        found += [row for row in db.execute(wanted.where(*TO_FINISH, session.on <= found[-1][1])) if row[0] not in placed]
    known = names(db, [row[0] for row in found])
    return [SessionRow(*row, known.get(row[0], tr("Nobody named yet")))  # type: ignore[call-arg]  # in the same order
            for row in found]


def count(db: Session, *where: ColumnElement[bool]) -> int:
    """How many sessions meet every condition."""
    return db.scalar(select(func.count()).select_from(SupervisionSession).where(*where)) or 0


def page(db: Session, session_id: str) -> SessionPage | None:
    """The page of one session, or None where there is no such session."""
    session = db.get(SupervisionSession, session_id)
    if session is None:
        return None
    record = db.scalars(select(SessionRecord).where(SessionRecord.session_id == session_id)).one()
    present = [Present(p, name) for p, name in db.execute(
        select(Participant, Person.name).join(Person, Person.id == Participant.person_id)
        .where(Participant.session_id == session_id).order_by(Person.name))]
    contract = db.get(Contract, session.contract_id) if session.contract_id else None
    other = next((p.participant.person_id for p in present if p.participant.person_id != SELF), "")
    return SessionPage(
        session, record, present, (contract.id, contract.version, contract.starts_on) if contract else None,
        register.rows(db, session_id=session_id), register.look_back(db, other, session.on, session_id),
        parts(db, session_id),
        db.scalars(select(SessionAddition).where(SessionAddition.session_id == session_id)
                   .order_by(SessionAddition.on)).all(), _naming(db, session_id))


def parts(db: Session, session_id: str) -> list[tuple[TimeEntry, str | None]]:
    """The session's own time in parts, each with its case reference; preparation and travel stand apart."""
    return [(entry, reference) for entry, reference in db.execute(
        select(TimeEntry, Case.reference).outerjoin(Case, Case.id == TimeEntry.case_id)
        .where(TimeEntry.session_id == session_id, TimeEntry.kind == "session")
        .order_by(TimeEntry.purpose != "supervision", TimeEntry.purpose))]


def hold(db: Session, session_id: str) -> ChangeSet:
    """Marks a session as held; its time is entered by itself, non-billable (BIL-01, BIL-02).

    Raises BadInput where its day lies in a closed period.
    """
    session = db.get_one(SupervisionSession, session_id)
    charging.refuse_closed(db, session.on)
    minutes = session.minutes or session_terms.USUAL_MINUTES
    return gesture(tr("Session held"), changed(session, status=HELD, minutes=minutes),
                   None if parts(db, session_id) else _own_time(session, minutes))


def not_held(db: Session, session_id: str, status: str, reason: str | None = None, **more: Any) -> ChangeSet:
    """Marks a session as planned again, cancelled or missed; time it entered by itself is taken out.

    Raises BadInput where that time lies in a closed period.
    """
    session = db.get_one(SupervisionSession, session_id)
    own = [entry for entry, _ in parts(db, session_id)]
    charging.refuse_closed(db, *(entry.on for entry in own))
    return gesture(tr("Session state"), *(deleted(entry) for entry in own),
                   changed(session, status=status, missed_reason=reason, **more))


def time_follows(db: Session, session_id: str, minutes: int | None) -> list[Change]:
    """What goes with a new length: the supervision part of a held session follows it.

    Raises BadInput where the other parts alone hold more.
    """
    own = [entry for entry, _ in parts(db, session_id)]
    if not own or minutes is None:
        return []
    charging.refuse_closed(db, *(entry.on for entry in own))
    rest = next((entry for entry in own if entry.purpose == "supervision"), own[0])
    left = minutes - sum(entry.minutes for entry in own if entry is not rest)
    if left < 0:
        raise BadInput("minutes", tr("The parts of this session hold {over} minutes more. Change the parts first.")
                       .format(over=-left))
    return list(_only(changed(rest, minutes=left)))


def day_follows(db: Session, session_id: str, on: date) -> list[Change]:
    """What goes with another date: the time of the session moves with it. Raises BadInput in or into a closed period."""
    entries = db.scalars(select(TimeEntry).where(TimeEntry.session_id == session_id, TimeEntry.kind == "session")).all()
    charging.refuse_closed(db, *(day for entry in entries for day in (entry.on, on)))
    return [step for entry in entries for step in _only(changed(entry, on=on))]


def set_end(db: Session, session_id: str, ends: int) -> ChangeSet:
    """Changes the end of a session: its minutes are what passes till then. Raises BadInput before its start."""
    session = db.get_one(SupervisionSession, session_id)
    if session.starts is None:
        raise BadInput("ends", tr("Give the time it starts first."))
    try:
        minutes = minutes_between(session.on, session.starts, ends, session.zone or ZONE)
    except ValueError as fault:
        raise BadInput("ends", str(fault)) from None
    return gesture(tr("Time"), *time_follows(db, session_id, minutes), changed(session, minutes=minutes))


def delete(db: Session, found: SessionPage) -> ChangeSet:
    """Deletes a session that is not finished, with its words, its people, its time and its files.

    Its actions, costs, learning, feedback, topics and notes of goals, and time such as travel, stay and no longer name it.
    Raises BadInput in a closed period.
    """
    session_id = found.session.id
    charging.refuse_closed(db, *(entry.on for entry, _ in found.parts))
    costs = db.scalars(select(Cost).where(Cost.session_id == session_id))
    asked = db.scalars(select(SupervisionRequest).where(SupervisionRequest.session_id == session_id))
    learned = db.scalars(select(CpdEntry).where(CpdEntry.session_id == session_id))
    topics = db.scalars(select(Topic).where(Topic.session_id == session_id))
    noted = db.scalars(select(GoalNote).where(GoalNote.session_id == session_id))
    said = db.scalars(select(Feedback).where(Feedback.session_id == session_id))
    steps = [*(changed(record, session_id=None) for record in (*found.naming, *costs, *asked, *learned, *noted, *said)),
             *(changed(one, session_id=None, state=WAITING, discussed_on=None) for one in topics),
             *reflection.loosened(db, session_id), *owned.deletion(db, found.session)]
    whole, named = list[Change](), set[str]()
    for step in filter(None, steps):
        # What stays without the session is no part that goes with it, and nothing goes twice.
        if step.after is not None or step.id not in named:
            whole.append(step)
        named.add(step.id)
    return gesture(tr("Session deleted"), *whole)


def finish(db: Session, session_id: str, clock: Clock) -> ChangeSet:
    """Finishes a record: it is sealed and its earlier steps collapse. Raises BadInput without a summary (REC-01)."""
    found = page(db, session_id)
    if found is None or found.session.status != HELD:
        raise BadInput("status", tr("Only a session that was held can be finished. Mark it as held first."))
    if "summary" in found.missing():
        raise BadInput("summary", found.missing()["summary"])
    return ChangeSet(
        tr("Record finished"), (*_only(changed(found.session, finished_at=stamp(clock))),
                                *register.not_reviewed(found.look_back, session_id, found.session.on)), undoable=False,
        sealings=(Sealing("supervision_session", session_id,
                          whole_parts(db, found),
                          collapses=(session_id, found.record.id, *reflection.note_ids(db, session_id),
                                     *session_record.collapses(db, session_id))),))


def whole_parts(db: Session, found: SessionPage) -> dict[str, Any]:
    """All that a finished record freezes and that its paper says: its own words, reflections, decisions and the rest."""
    session_id = found.session.id
    parts = sealed_parts(found) | reflection_told.sealed_part(db, session_id)
    return parts | session_record.told(db, session_id, parts)


def sealed_parts(found: SessionPage) -> dict[str, Any]:
    """What a finished record freezes: what prints, names included, private reflection left out."""
    session = _plain(found.session)
    session.pop("finished_at")
    return {
        "session": session,
        "people": [{"id": p.participant.person_id, "name": p.name, "role": p.participant.role,
                    "attendance": p.participant.attendance} for p in found.present],
        "record": {name: value for name, value in _plain(found.record).items() if name != "session_id"},
        "actions": [{"text": row.text, "owner": row.owner, "due_on": row.due_on.isoformat() if row.due_on else None}
                    | ({"weighed": row.weighed()} if row.weighed() else {}) | ({"case": row.case} if row.case else {})
                    for row in found.actions],
    }


def add_to_finished(session_id: str, text: str, today: date, reason: str | None = None) -> ChangeSet:
    """A dated addition to a finished record (REC-12)."""
    return gesture(tr("Addition"), created(SessionAddition, {
        "session_id": session_id, "on": today, "text": text, "reason": reason}), undoable=False)


def _naming(db: Session, session_id: str) -> list[Action | ActionReport | SharedOutcome | TimeEntry]:
    """What names a session without being part of it."""
    return [*db.scalars(select(Action).where(Action.session_id == session_id)),
            *db.scalars(select(ActionReport).where(ActionReport.session_id == session_id)),
            *db.scalars(select(SharedOutcome).where(SharedOutcome.session_id == session_id)),
            *db.scalars(select(TimeEntry).where(TimeEntry.session_id == session_id, TimeEntry.kind != "session"))]


def _own_time(session: SupervisionSession, minutes: int) -> Change:
    return created(TimeEntry, {
        "on": session.on, "starts": session.starts, "minutes": minutes, "kind": "session", "purpose": "supervision",
        "outcome": NON_BILLABLE, "session_id": session.id})


def other_ids(db: Session, session_id: str) -> list[str]:
    """Everybody who takes part but the practitioner, by id."""
    return [*db.scalars(select(Participant.person_id).where(
        Participant.session_id == session_id, Participant.person_id != SELF))]


def names(db: Session, ids: Sequence[str]) -> dict[str, str]:
    """Who takes part in each of these sessions besides the practitioner, as it stands in lists."""
    found: dict[str, list[str]] = {}
    wanted = set(ids)
    everybody = select(Participant.session_id, Person.name).join(Person, Person.id == Participant.person_id).where(
        Participant.person_id != SELF)
    if len(wanted) <= NEWEST:
        everybody = everybody.where(Participant.session_id.in_(wanted))
    for session_id, name in db.execute(everybody.order_by(Person.name)):
        found.setdefault(session_id, []).append(name)
    return {session_id: _joined(known) for session_id, known in found.items()}


def _joined(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) < 4 else tr("{first} and {count} others").format(
        first=names[0], count=len(names) - 1)


def _plain(record: SupervisionSession | SessionRecord) -> dict[str, Any]:
    return to_json(type(record), values_of(record), private=False)


def _only(change: Change | None) -> tuple[Change, ...]:
    return (change,) if change else ()


def goes_along(db: Session, session_id: str, given: Mapping[str, Any]) -> list[Change]:
    """What goes with a change of date or length, in the same gesture. Raises BadInput as `time_follows` does."""
    steps: list[Change] = []
    if given.get("on") is not None:
        steps += day_follows(db, session_id, given["on"])
    if "minutes" in given:
        steps += time_follows(db, session_id, given["minutes"])
    return steps


