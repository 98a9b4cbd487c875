"""What left the program and who was told: prints and exports, what was given to whom, and cases talked about (PRV-04)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.links import Link
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.practice import PrintLog
from supervision_desktop.domain.preparation import DISCUSSED, Topic
from supervision_desktop.domain.session_notes import Decision
from supervision_desktop.domain.sessions import HELD, Participant, SupervisionSession
from supervision_desktop.domain.sharing import Share
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.formats import local_day, read_stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services import identify, links, owned
from supervision_desktop.store.changes import Change, ChangeSet, created, gesture

SHARE, CASE = Share.__tablename__, Case.__tablename__
Pairs = Select[Any, Any]
"""Sessions with cases, by id."""
NOT_THERE = ("absent", "apologies")
"""Attendance of somebody who heard nothing."""


@dataclass(frozen=True, repr=False)
class Given:
    """To whom a copy goes and what for, as typed beside the print; both may be empty."""

    to: str = ""
    purpose: str = ""


NOBODY = Given()


@dataclass(frozen=True, repr=False)
class Line:
    """One time that something about cases was shared; `session` where it was talked about in supervision."""

    id: str
    on: date
    what: str
    who: str
    purpose: str
    way: str
    basis: str
    level: str
    cases: tuple[str, ...]
    session: bool = False


@dataclass(frozen=True, repr=False)
class Printed:
    """One line of the print log, with whom it was given to where that was noted."""

    id: str
    at: str
    on: date
    document: str
    output: str
    level: str
    private: bool
    protected: bool
    purpose: str
    given_to: str


def lines(db: Session, starts: date | None = None, ends: date | None = None, case_id: str = "") -> list[Line]:
    """Everything shared in a period, of one case or of all, newest first: noted by hand, with a print, or in a session."""
    found = [*_shares(db, starts, ends, case_id), *_told(db, starts, ends, case_id)]
    return sorted(found, key=lambda one: (one.on, one.session, one.id), reverse=True)


def printed(db: Session, starts: date | None = None, ends: date | None = None) -> list[Printed]:
    """The print log of a period, newest first."""
    found = db.execute(
        select(PrintLog, Share.recipient, Person.name).outerjoin(Share, Share.print_id == PrintLog.id)
        .outerjoin(Person, Person.id == Share.person_id).order_by(PrintLog.at.desc(), PrintLog.id))
    rows = (Printed(one.id, one.at, _day(one.at), one.document, one.output, one.identification or "",
                    bool(one.with_private), bool(one.with_password), one.purpose or "", name or other or "")
            for one, other, name in found)
    return [row for row in rows if (starts is None or row.on >= starts) and (ends is None or row.on <= ends)]


def count(db: Session, case_id: str) -> int:
    """How often something about a case was shared."""
    shares = select(func.count(Link.id)).where(Link.to_id == case_id, Link.from_kind == SHARE)
    told = select(func.count()).select_from(_sessions_about(case_id).subquery())
    return (db.scalar(shares) or 0) + (db.scalar(told) or 0)


def share(db: Session, share_id: str) -> tuple[Share, list[str]] | None:
    """One line of the share log and the ids of its cases."""
    found = db.get(Share, share_id)
    return (found, [rid for _, rid in links.to(db, share_id, CASE)]) if found else None


def noted(words: str, today: date, case_ids: Collection[str] = (), **more: str | None) -> tuple[ChangeSet, str]:
    """A line noted by hand; returns the gesture and its id."""
    step = created(Share, {"on": today, "what": words.strip(), **more})
    return gesture(tr("Shared"), step, *_about(step.id, case_ids)), step.id


def set_cases(db: Session, share_id: str, case_ids: Collection[str]) -> ChangeSet:
    """Says which cases a line is about."""
    return gesture(tr("Cases"), *links.set_to(db, (SHARE, share_id), [(CASE, rid) for rid in case_ids], CASE))


def taken_out(db: Session, share_id: str) -> ChangeSet:
    """Deletes a line of the share log; what was printed stays in the print log."""
    return gesture(tr("Line of the share log deleted"), *owned.deletion(db, db.get_one(Share, share_id)))


def with_given(db: Session, log: ChangeSet, given: Given, case_ids: Collection[str]) -> ChangeSet:
    """A line of the print log and, where somebody is named, the line of the share log that goes with it."""
    (entry,) = log.changes
    what = dict(entry.after or {})
    entry = replace(entry, after={**what, "purpose": given.purpose.strip() or what["purpose"]})
    name = given.to.strip()
    if not name:
        return replace(log, changes=(entry,))
    person_id = db.scalar(select(Person.id).where(func.lower(Person.name) == name.lower(), Person.id != SELF))
    step = created(Share, {
        "on": _day(what["at"]), "what": what["document"], "person_id": person_id,
        "recipient": None if person_id else name, "purpose": given.purpose.strip() or None,
        "way": "paper" if what["output"] == "print" else "file", "identification": what["identification"],
        "print_id": entry.id})
    return replace(log, changes=(entry, step, *_about(step.id, case_ids)))


def cases_in(db: Session, texts: Iterable[str]) -> list[str]:
    """The ids of the cases whose reference, or that of who instructs, stands in these texts."""
    known: dict[str, list[str]] = {}
    for case_id, *references in db.execute(select(Case.id, Case.reference, Case.party_reference)):
        for reference in filter(None, references):
            known.setdefault(reference.casefold(), []).append(case_id)
    finds = identify.named("", known, "\n".join(texts))
    return list(dict.fromkeys(case_id for find in finds for case_id in known[find.words.casefold()]))


def all_cases(db: Session) -> list[str]:
    """The ids of every case, as for a copy of the whole practice."""
    return list(db.scalars(select(Case.id)))


def recipients(db: Session) -> list[str]:
    """Whom something may be given to: people in this practice file, and names used before."""
    people = db.scalars(select(Person.name).where(Person.id != SELF).order_by(Person.name))
    before = db.scalars(select(Share.recipient).where(Share.recipient.is_not(None)).distinct())
    return list(dict.fromkeys([*people, *(name for name in before if name)]))


def covering(protected: bool, sealed: bool = False) -> str:
    """A text for the e-mail that carries a file: no name, no title, how the file is protected, and what to do with it."""
    shield = (tr("The attached file is encrypted. The passphrase that opens it reaches you by another way, "
                 "not by e-mail.") if protected else
              tr("The attached file is not encrypted. Please keep it where only you can read it."))
    seal = tr("It has a digital seal: a PDF reader shows whether anything in it was changed since.") if sealed else ""
    return "\n\n".join(filter(None, (
        tr("Please find a confidential document attached."), shield, seal,
        tr("It is meant for you alone. Please do not pass it on, and delete it when you no longer need it."),
        tr("If it reached you by mistake, please tell me and delete it unread."))))


def _shares(db: Session, starts: date | None, ends: date | None, case_id: str) -> list[Line]:
    wanted = select(Share, Person.name).outerjoin(Person, Person.id == Share.person_id)
    wanted = wanted.where(*_within(Share.on, starts, ends))
    if case_id:
        wanted = wanted.where(Share.id.in_(select(Link.from_id).where(Link.to_id == case_id, Link.from_kind == SHARE)))
    found = db.execute(wanted).all()
    about: dict[str, list[str]] = {}
    for share_id, reference in db.execute(
            select(Link.from_id, Case.reference).join(Case, Case.id == Link.to_id).where(Link.from_kind == SHARE)
            .order_by(Case.reference)):
        about.setdefault(share_id, []).append(reference)
    return [Line(one.id, one.on, one.what, name or one.recipient or "", one.purpose or "", one.way or "", one.basis or "",
                 one.identification or "", tuple(about.get(one.id, ()))) for one, name in found]


def _told(db: Session, starts: date | None, ends: date | None, case_id: str) -> list[Line]:
    """A line for each held session in which a case was talked about."""
    pairs = _sessions_about(case_id).subquery()
    found = db.execute(
        select(SupervisionSession.id, SupervisionSession.on, Case.reference)
        .join(pairs, pairs.c.session_id == SupervisionSession.id).join(Case, Case.id == pairs.c.case_id)
        .where(*_within(SupervisionSession.on, starts, ends)).order_by(SupervisionSession.id, Case.reference)).all()
    heard = _heard(db, {session_id for session_id, _, _ in found})
    told = []
    for (session_id, on), group in groupby(found, lambda row: (row[0], row[1])):
        who = ", ".join(heard.get(session_id, ()))
        told.append(Line(session_id, on, tr("Talked about"), who, tr("Supervision"), "", "", "",
                         tuple(reference for _, _, reference in group), session=True))
    return [one for one in told if one.who]


def _sessions_about(case_id: str) -> Pairs:
    """Pairs of a held session and a case that was talked about in it, of one case or of all."""
    ways: list[Pairs] = []
    for kind, more in ((CaseDiscussed, None), (Decision, None), (Action, None), (TimeEntry, TimeEntry.kind == "session"),
                       (Topic, Topic.state == DISCUSSED)):
        one: Pairs = select(kind.session_id, kind.case_id).where(
            kind.session_id.is_not(None), kind.case_id == case_id if case_id else kind.case_id.is_not(None))
        ways.append(one if more is None else one.where(more))
    pairs = union(*ways).subquery()
    return select(pairs.c.session_id, pairs.c.case_id).join(
        SupervisionSession, and_(SupervisionSession.id == pairs.c.session_id, SupervisionSession.status == HELD))


def _heard(db: Session, session_ids: Collection[str]) -> dict[str, list[str]]:
    """Who besides the practitioner was there, by session."""
    found: dict[str, list[str]] = {}
    everybody = select(Participant.session_id, Person.name).join(Person, Person.id == Participant.person_id).where(
        Participant.person_id != SELF, or_(Participant.attendance.is_(None), Participant.attendance.not_in(NOT_THERE)))
    for session_id, name in db.execute(everybody.order_by(Person.name)):
        if session_id in session_ids:
            found.setdefault(session_id, []).append(name)
    return found


def _about(share_id: str, case_ids: Collection[str]) -> Sequence[Change]:
    return [links.made((SHARE, share_id), (CASE, rid)) for rid in dict.fromkeys(case_ids)]


def _day(at: str) -> date:
    """The day in the United Kingdom of a stored moment."""
    return local_day(read_stamp(at))


def _within(column: InstrumentedAttribute[date], starts: date | None, ends: date | None) -> list[ColumnElement[bool]]:
    return [*([column >= starts] if starts else ()), *([column <= ends] if ends else ())]
