"""What is open when a session's record is to be finished: one list, nothing of it but the summary stops anybody (REC-13)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.content.lists import Lists
from supervision_desktop.domain.actions import Action, unfinished
from supervision_desktop.domain.base import values_of
from supervision_desktop.domain.mentions import words_in
from supervision_desktop.domain.record_rules import late_by
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.formats import local_day, read_stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services import (
    abbreviations,
    actions,
    case_entries,
    caseload_session,
    reflection,
    session_record,
    sessions,
)
from supervision_desktop.store.changes import ChangeSet, gesture

SUMMARY, NO_ACTIONS, ACTION, LOOK_BACK, DECISION, ENTRIES, REFLECTION, SHORT = (
    "summary", "no_actions", "action", "look_back", "decisions", "entries", "reflections", "short")
CASELOAD = "caseload"

PARTS = "caseload_structure"
"""The list of the parts of a caseload session."""


@dataclass(frozen=True, repr=False)
class Point:
    """Something open: `kind` says what can be done about it, `about` names the record or the short form meant."""

    kind: str
    words: str
    about: str = ""


def points(db: Session, found: sessions.SessionPage, lists: Lists) -> list[Point]:
    """Everything open in the record of one session, the summary first; the lists name the parts of a caseload session."""
    return [*_words(found), *_actions(db, found), *_decisions(db, found), *_reflections(db, found), *_cases(db, found),
            *_caseload(db, found, lists), *_short_forms(db, found)]


def not_reviewed(found: sessions.SessionPage) -> ChangeSet:
    """Notes of every earlier action nobody spoke of that it was not reviewed; each stays open (ACT-03)."""
    return gesture(tr("Not reviewed"), *actions.not_reviewed(found.look_back, found.session.id, found.session.on))


def lateness(db: Session, session: SupervisionSession, today: date) -> str:
    """How long the record took, and by how much that is over the own limit; shown to her only, never printed (REC-06)."""
    limit, working = session_record.limit(db)
    done = local_day(read_stamp(session.finished_at)) if session.finished_at else today
    passed, over = (done - session.on).days, late_by(session.on, done, limit, working)
    took = tr("Closed {n} after the session").format(n=_days(passed, False)) if session.finished_at else (
        tr("The session was {n} ago").format(n=_days(passed, False)))
    if passed <= 0:
        return tr("Closed on the day of the session.") if session.finished_at else ""
    return tr("{took}, late by {over}.").format(took=took, over=_days(over, working)) if over else f"{took}."


def _days(count: int, working: bool) -> str:
    if working:
        return tr("1 working day") if count == 1 else tr("{n} working days").format(n=count)
    return tr("1 day") if count == 1 else tr("{n} days").format(n=count)


def _words(found: sessions.SessionPage) -> Iterator[Point]:
    for name, sentence in found.missing().items():
        yield Point(name, sentence)


def _actions(db: Session, found: sessions.SessionPage) -> Iterator[Point]:
    for action in db.scalars(select(Action).where(Action.session_id == found.session.id).order_by(Action.due_on)):
        for sentence in unfinished(values_of(action)).values():
            yield Point(ACTION, f"{action.text}: {sentence}", action.id)
    unspoken = sum(row.said is None for row in found.look_back)
    if unspoken:
        yield Point(LOOK_BACK, tr("1 action from before was not talked about; it counts as not reviewed.") if unspoken == 1
                    else tr("{n} actions from before were not talked about; they count as not reviewed.").format(n=unspoken))


def _decisions(db: Session, found: sessions.SessionPage) -> Iterator[Point]:
    testing = session_record.testing(db)
    for row in session_record.decisions(db, found.session.id):
        if not (row.decision.rationale or "").strip():
            yield Point(DECISION, tr("{title}: no reason is given yet.").format(title=row.title), row.decision.id)
        if testing and row.missing():
            words = tr("{title}: not testable, for a part is missing.").format(title=row.title)
            yield Point(DECISION, words, row.decision.id)


def _reflections(db: Session, found: sessions.SessionPage) -> Iterator[Point]:
    for model, sentence in reflection.open_points(db, found.session.id):
        yield Point(REFLECTION, sentence, model)


def _cases(db: Session, found: sessions.SessionPage) -> Iterator[Point]:
    rows = case_entries.rows(db, found.session.id)
    chosen = [row.case.reference for row in rows if row.entry and not row.filed]
    if chosen:
        yield Point(ENTRIES, tr("Not filed in the case file yet: {cases}.").format(cases=", ".join(chosen)))
    open_ = [row.case.reference for row in rows if row.told_open]
    if open_:
        yield Point(ENTRIES, tr("Nothing is said yet on whether the client knows of supervision: {cases}.").format(
            cases=", ".join(open_)))
    for sentence in case_entries.duties(db, found.session, rows):
        yield Point(ENTRIES, sentence)


def _caseload(db: Session, found: sessions.SessionPage, lists: Lists) -> Iterator[Point]:
    untouched = caseload_session.untouched(db, found.session, lists.keys(PARTS))
    if untouched:
        names = ", ".join(lists.label(PARTS, key) for key in untouched)
        yield Point(CASELOAD, tr("Nothing is said yet on these parts of a caseload session: {names}.").format(names=names))


def _short_forms(db: Session, found: sessions.SessionPage) -> Iterator[Point]:
    parts = sessions.whole_parts(db, found)
    texts = [*words_in([part for name, part in parts.items() if name not in ("session", "people")])]
    for short in abbreviations.unknown(db, texts):
        yield Point(SHORT, tr("What does {short} stand for?").format(short=short), short)
