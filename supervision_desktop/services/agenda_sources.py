"""What comes onto an agenda by itself, each line with its reason: cases, a supervisee's work, the contract, open actions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence_rules import DUE_SOON, OVERDUE
from supervision_desktop.domain.cases import CLOSED, MINE, Case
from supervision_desktop.domain.development import FIRST as NEEDED_FIRST
from supervision_desktop.domain.people import Supervisee
from supervision_desktop.domain.preparation import (
    ACTION,
    CASE,
    DISCUSSED,
    DROPPED,
    EXPECTATION,
    GOAL,
    OWN_NEED,
    PLANNED,
    SUPERVISEE_CASE,
    SUPERVISEE_NEED,
    Topic,
)
from supervision_desktop.domain.supervising import TO_TALK_OVER, SuperviseeCase, SuperviseeNeed
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import contract_review, development, goal_sessions, profile
from supervision_desktop.services.cadence_around import CaseState
from supervision_desktop.services.sessions import SessionPage

RISKS = {"high": 0, "medium": 1, "low": 2}
"""The user's own levels of a case, from what comes first (EXC-10 Amended: no points)."""
FLAG, YEARLY, RISK, OWN_WISH = "flag", "yearly", "risk", "own_wish"
GIVEN = "given"
MOST_DUE = 10
"""Cases that come onto one agenda only because they are due to be presented; the rest are counted."""
LONGEST = 2000
FIRST, CASES, CONTRACT, GROWTH, ACTIONS = range(5)
"""Own topics keep their place before cases; open actions come last."""


@dataclass(frozen=True, repr=False)
class Item:
    """One line of an agenda. It has a topic once somebody wrote, moved or reported it; until then it only shows."""

    key: str
    text: str
    reason: str = ""
    kind: str | None = None
    source: str | None = None
    source_id: str | None = None
    case_id: str | None = None
    case: str | None = None
    risk: str | None = None
    why: str | None = None
    state: str = PLANNED
    topic: Topic | None = None
    rank: tuple[int, int, date, str] = (0, 0, date.max, "")

    @property
    def minutes(self) -> int | None:
        """How long it was talked about."""
        return self.topic.minutes if self.topic else None


def fresh(db: Session, found: SessionPage, known: Mapping[str, CaseState],
          on_sheet: Collection[str]) -> tuple[list[Item], int]:
    """What comes by itself, and how many more cases are due than anybody can present in one session.

    Neither what is on the sheet already, by its key, nor what a topic elsewhere stands for comes once more.
    """
    lines = [*_cases(db, found, known), *_expectations(db, found), *_goals(db, found), *_needs(db, found), *_actions(found)]
    if found.session.direction == GIVEN:
        lines += _supervisees(db, others(found))
    told = _told(db, [item.source_id or "" for item in lines])
    free = [item for item in lines
            if item.key not in on_sheet and not any(_settles(topic, item) for topic in told.get(item.key, ()))]
    due = sorted((item for item in free if item.why == YEARLY), key=lambda item: item.rank)
    over = {item.key for item in due[MOST_DUE:]}
    return [item for item in free if item.key not in over], len(over)


def others(found: SessionPage) -> list[str]:
    """Everybody but the practitioner."""
    return [one.participant.person_id for one in found.present if one.participant.person_id != SELF]


def case_rank(risk: str | None, last: date | None, text: str) -> tuple[int, int, date, str]:
    """By the user's own level, then the case longest not discussed (EXC-10 Amended)."""
    return CASES, RISKS.get(risk or "", len(RISKS)), last or date.min, text.casefold()


def key_of(source: str, source_id: str) -> str:
    """The key of a line that came by itself, whether or not it is a topic by now."""
    return f"{source} {source_id}"


def _told(db: Session, ids: Collection[str]) -> dict[str, list[Topic]]:
    """Topics that came by themselves from these records, by the key of their line."""
    found: dict[str, list[Topic]] = {}
    for topic in db.scalars(select(Topic).where(Topic.source_id.in_(ids))):
        found.setdefault(key_of(topic.source or "", topic.source_id or ""), []).append(topic)
    return found


def _settles(topic: Topic, item: Item) -> bool:
    """Whether a topic elsewhere stands for this line: it waits or is planned, or was talked about as it stands."""
    if topic.state == DROPPED:
        return False
    return topic.state != DISCUSSED or (item.source != SUPERVISEE_NEED and topic.reason == item.reason)


def _cases(db: Session, found: SessionPage, known: Mapping[str, CaseState]) -> Iterator[Item]:
    """Cases marked to discuss, and those due to be presented where a caseload is held, of whoever is supervised."""
    given = found.session.direction == GIVEN
    holding = given or profile.roles(db).holds_caseload
    whose = Case.holder_id.in_(others(found)) if given else MINE
    rows = db.execute(select(Case.id, Case.reference, Case.risk_level, Case.flag).where(Case.status != CLOSED, whose)).all()
    told = _told(db, [case_id for case_id, _, _, flag in rows if flag])
    for case_id, reference, risk, flag in rows:
        key, state = key_of(CASE, case_id), known.get(case_id)
        before = [one.reason or "" for one in told.get(key, ()) if one.state == DISCUSSED]
        marked = flag if flag and not any(flag in reason for reason in before) else ""
        due = _due_words(state) if holding and state and state.state in (OVERDUE, DUE_SOON) else ""
        if marked or due:
            yield Item(key, reference, " · ".join(filter(None, (marked, due))), source=CASE, source_id=case_id,
                       case_id=case_id, case=reference, risk=risk, why=FLAG if marked else YEARLY,
                       rank=case_rank(risk, state.last if state else None, reference))


def _due_words(state: CaseState) -> str:
    assert state.due is not None  # chosen for it
    if state.last is None:
        return tr("not presented yet, due by {due}").format(due=day_text(state.due))
    return tr("last presented {day}, due again by {due}").format(day=day_text(state.last), due=day_text(state.due))


def _supervisees(db: Session, people: Sequence[str]) -> Iterator[Item]:
    """Cases beyond their expertise and what they want to get better at (SVE-03, SVE-04)."""
    bonds = select(Supervisee.id).where(Supervisee.person_id.in_(people))
    for case in db.scalars(select(SuperviseeCase).where(SuperviseeCase.supervisee_id.in_(bonds),
                                                        SuperviseeCase.within_expertise.in_(TO_TALK_OVER))):
        asked = (tr("not within their expertise") if case.within_expertise == "no" else
                 tr("unsure whether it is within their expertise"))
        yield Item(key_of(SUPERVISEE_CASE, case.id), case.reference, _noted(asked, case.on), source=SUPERVISEE_CASE,
                   source_id=case.id, rank=(CASES, len(RISKS), case.on or date.min, case.reference.casefold()))
    for need in db.scalars(select(SuperviseeNeed).where(SuperviseeNeed.supervisee_id.in_(bonds))):
        yield Item(key_of(SUPERVISEE_NEED, need.id), need.need, _noted(tr("something they want to get better at"), need.on),
                   source=SUPERVISEE_NEED, source_id=need.id,
                   rank=(GROWTH, 0, need.on or date.min, need.need.casefold()))


def _noted(words: str, on: date | None) -> str:
    return tr("{words}, looked at {day}").format(words=words, day=day_text(on)) if on else words


def _expectations(db: Session, found: SessionPage) -> Iterator[Item]:
    """What somebody said was not met at the latest review of the contract (CON-21)."""
    for person_id in others(found):
        for one in contract_review.topics(db, person_id):
            said = tr("expected in the contract; {name} said on {day} that it was not met").format(
                name=one.said_by, day=day_text(one.on))
            yield Item(key_of(EXPECTATION, one.score_id), one.expectation[:LONGEST],
                       ": ".join(filter(None, (said, one.comment)))[:LONGEST], source=EXPECTATION, source_id=one.score_id,
                       rank=(CONTRACT, 0, one.on, one.expectation.casefold()))


def _goals(db: Session, found: SessionPage) -> Iterator[Item]:
    """Current goals whose day to look again has come by this session, hers or those of whoever is supervised (GOL-04)."""
    on, given = found.session.on, found.session.direction == GIVEN
    for one in goal_sessions.current(db, others(found), given=given):
        if one.next_review_on is not None and one.next_review_on <= on:
            yield Item(key_of(GOAL, one.id), one.text, tr("a goal to look at again, due {day}").format(
                day=day_text(one.next_review_on)), source=GOAL, source_id=one.id,
                rank=(GROWTH, 1, one.next_review_on, one.text.casefold()))


def _needs(db: Session, found: SessionPage) -> Iterator[Item]:
    """Open development needs that she put first, where it is she who is supervised."""
    if found.session.direction == GIVEN:
        return
    for row in development.rows(db):
        if row.open and row.need.priority == NEEDED_FIRST:
            reason = tr("a development need that you put first")
            if row.need.noticed_on is not None:
                reason = tr("{reason}, noticed on {day}").format(reason=reason, day=day_text(row.need.noticed_on))
            yield Item(key_of(OWN_NEED, row.need.id), row.need.need, reason, source=OWN_NEED, source_id=row.need.id,
                       rank=(GROWTH, 2, row.need.noticed_on or date.max, row.need.need.casefold()))


def _actions(found: SessionPage) -> Iterator[Item]:
    """Open actions from earlier sessions with the same person, overdue ones first."""
    for row in found.look_back:
        late = row.overdue(found.session.on)
        agreed = tr("agreed on {day}").format(day=day_text(row.session_on)) if row.session_on else ""
        due = "" if row.due_on is None else (tr("overdue since {day}") if late else tr("due {day}")).format(
            day=day_text(row.due_on))
        yield Item(key_of(ACTION, row.id), row.text, ", ".join(filter(None, (agreed, due))), source=ACTION, source_id=row.id,
                   rank=(ACTIONS, 0 if late else 1, row.due_on or date.max, row.text.casefold()))
