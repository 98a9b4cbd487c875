"""What supervision is needed for and who covers it, hints about a relationship, and the work of those supervised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import CLOSED, MINE, Case
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.people import Person, Practitioner, Registration, Supervisee, Supervisor
from supervision_desktop.domain.sessions import HELD, Participant, SupervisionSession
from supervision_desktop.domain.supervising import (
    TO_TALK_OVER,
    NeedCover,
    SuperviseeCase,
    SuperviseeLevel,
    SuperviseeNeed,
    SupervisionNeed,
    SupervisorGrowth,
    responsibility_gaps,
)
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import add_months, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import cadence, owned, practice, profile
from supervision_desktop.store.changes import ChangeSet, created, deleted, gesture

ACTIVE = "active"
NEW_YEARS = "new_years"
"""Setting: years in case management under which a practitioner counts as new to it (SUP-18)."""
USUAL_NEW_YEARS = 2
OWN_MONTHS = 12
"""Months without own supervision after which a supervisor is told so (DDG-08); her cadence says more where she has one."""
WATCHED_FOCUS = frozenset({"caseload", "safeguarding"})
"""Focus for which a registered professional is expected by some policies (003 L152)."""
MEMBERSHIPS = frozenset({"babicm", "cmsuk", "vra"})
"""Membership of these is no professional registration (E-1.11)."""
FIRST, SECOND = "CMP1", "CMP2"
RESPONSIBILITIES = ("support_guidance", "training_development", "quality_assurance", "feedback_evaluation")


@dataclass(frozen=True, repr=False)
class NeedRow:
    """One need; `by` are the active supervisors who cover it, `noted` everybody who was named for it."""

    need: SupervisionNeed
    case: str | None
    by: tuple[str, ...]
    noted: frozenset[str]

    @property
    def uncovered(self) -> bool:
        """Still needed, and no active supervisor covers it."""
        return self.need.ended_on is None and not self.by


@dataclass(frozen=True, repr=False)
class SupervisedPage:
    """What is kept about one supervisee's work."""

    levels: Sequence[SuperviseeLevel]
    cases: Sequence[SuperviseeCase]
    needs: Sequence[SuperviseeNeed]


@dataclass(frozen=True, repr=False)
class CaseloadRow:
    """One case of the practitioner's own caseload, by its reference only."""

    reference: str
    field: str | None
    status: str
    risk: str | None
    since: date | None
    discussed: date | None
    flag: str


def needs(db: Session) -> list[NeedRow]:
    """Every need: uncovered ones first, then by how soon, ended ones last (SUP-10)."""
    names: dict[str, tuple[str, bool]] = {
        sid: (name, status == ACTIVE) for sid, name, status in db.execute(
            select(Supervisor.id, Person.name, Supervisor.status).join(Person, Person.id == Supervisor.person_id))}
    covers: dict[str, list[str]] = {}
    for need_id, supervisor_id in db.execute(select(NeedCover.need_id, NeedCover.supervisor_id)):
        covers.setdefault(need_id, []).append(supervisor_id)
    found = []
    for need, reference in db.execute(select(SupervisionNeed, Case.reference)
                                      .outerjoin(Case, Case.id == SupervisionNeed.case_id)):
        noted = covers.get(need.id, [])
        by = sorted(names[one][0] for one in noted if one in names and names[one][1])
        found.append(NeedRow(need, reference, tuple(by), frozenset(noted)))
    order = {"now": 0, "soon": 1, "later": 2}
    return sorted(found, key=lambda row: (row.need.ended_on is not None, not row.uncovered,
                                          order.get(row.need.priority or "", 3), row.need.need.casefold()))


def add_need(words: str, supervisor_id: str = "") -> tuple[ChangeSet, str]:
    """A need, covered by a supervisor where one is named; returns the gesture and its id."""
    if not words.strip():
        raise BadInput("need", tr("Need is needed. Say in a few words what you want supervision for."))
    need = created(SupervisionNeed, {"need": " ".join(words.split())})
    cover = created(NeedCover, {"need_id": need.id, "supervisor_id": supervisor_id}) if supervisor_id else None
    return gesture(tr("New need"), need, cover), need.id


def set_cover(db: Session, need_id: str, supervisor_id: str, on: bool) -> ChangeSet:
    """Says that a supervisor covers a need, or no longer does."""
    kept = db.scalars(select(NeedCover).where(NeedCover.need_id == need_id,
                                              NeedCover.supervisor_id == supervisor_id)).all()
    if on:
        made = None if kept else created(NeedCover, {"need_id": need_id, "supervisor_id": supervisor_id})
        return gesture(tr("Need covered"), made)
    return gesture(tr("Need no longer covered"), *map(deleted, kept))


def delete_need(db: Session, need_id: str) -> ChangeSet:
    """Takes a need out with everything that says who covers it."""
    return gesture(tr("Need taken out"), *owned.deletion(db, db.get_one(SupervisionNeed, need_id)))


def person_for(db: Session, need_id: str) -> str:
    """On whose page a need is best seen: somebody who covers it, else any active supervisor; "" for nobody."""
    covering = select(NeedCover.supervisor_id).where(NeedCover.need_id == need_id)
    wanted = select(Supervisor.person_id).order_by(Supervisor.id.in_(covering).desc(), Supervisor.status != ACTIVE,
                                                   Supervisor.starts_on)
    return db.scalar(wanted.limit(1)) or ""


def gaps(db: Session) -> tuple[str, ...]:
    """The responsibilities of a supervisor that no active one takes on (SUP-19); none while nothing is ticked anywhere."""
    ticked = [one or () for one in db.scalars(
        select(Supervisor.responsibilities).where(Supervisor.status == ACTIVE))]
    return responsibility_gaps(RESPONSIBILITIES, ticked) if any(ticked) else ()


def experience_facts(db: Session, found: Supervisor, today: date) -> str:
    """The years of both people beside each other, case management first (SUP-17); "" where too little is known."""
    mine = profile.experience(db, today)
    theirs = _years(found.years_case_management, found.years_total)
    own = _years(mine.case_management_years, mine.total_years)
    if not theirs or not own:
        return ""
    return tr("They: {theirs}. You: {own}.").format(theirs=theirs, own=own)


def experience_hint(db: Session, found: Supervisor, today: date) -> str:
    """Why fewer years in all are no drawback, where the supervisor has more in case management (000 L181)."""
    mine = profile.experience(db, today)
    known = (found.years_case_management, mine.case_management_years, found.years_total, mine.total_years)
    if None in known or not (known[0] > known[1] and known[2] < known[3]):  # type: ignore[operator]  # none is None
        return ""
    return tr("Fewer years in all are no drawback: supervision is about case management, and there they have more.")


def newcomer_hint(db: Session, today: date) -> str:
    """A word to somebody new to case management whose active supervisors have little of it themselves (SUP-18)."""
    own = profile.experience(db, today).case_management_years
    registered = db.scalar(select(Practitioner.newly_registered).where(Practitioner.person_id == SELF))
    few = practice.number(db, NEW_YEARS, USUAL_NEW_YEARS)
    if not registered and (own is None or own >= few):
        return ""
    years = profile.substantial_years(db)
    known = db.scalars(select(Supervisor.years_case_management).where(Supervisor.status == ACTIVE))
    if any((one or 0) >= years for one in known):
        return ""
    return tr("You are new to case management, and no active supervisor here has {n} years in it. Somebody who has "
              "may help; they need not practise as a case manager now.").format(n=years)


def fields_without_peer(db: Session) -> list[str]:
    """Active fields at CMP2 while no active supervisor is a peer (SUP-16; 002 L184)."""
    peers = db.scalar(select(func.count(Supervisor.id)).where(
        Supervisor.status == ACTIVE, or_(Supervisor.is_peer.is_(True), Supervisor.mutual.is_(True))))
    return [] if peers else [one.field for one in profile.fields(db) if one.active and one.level == SECOND]


def fields_to_grow_into(db: Session, found: Supervisee) -> list[str]:
    """Fields of a supervisee in which the practitioner herself is at CMP1 (SVE-02)."""
    first = {one.field for one in profile.fields(db) if one.active and one.level == FIRST}
    return [field for field in (found.practice_fields or ()) if field in first]


def registered_note(db: Session, person_id: str, focus: Sequence[str], on: date) -> str:
    """A note where caseload or safeguarding is planned with a supervisor without a current registration (SUP-22)."""
    if not WATCHED_FOCUS & set(focus) or db.scalar(
            select(Supervisor.id).where(Supervisor.person_id == person_id)) is None:
        return ""
    for body, expires in db.execute(select(Registration.body, Registration.expires_on)
                                    .where(Registration.person_id == person_id)):
        if body not in MEMBERSHIPS and (expires is None or expires >= on):
            return ""
    name = db.scalar(select(Person.name).where(Person.id == person_id)) or ""
    return tr("No current professional registration is noted for {name}. Some policies expect one for caseload or "
              "safeguarding supervision; whether yours does is for you to say.").format(name=name)


def own_state(db: Session, today: date) -> list[str]:
    """What a supervisor should know about her own supervision (DDG-08): facts only; [] where nothing stands out."""
    active = db.scalar(select(func.count(Supervisor.id)).where(Supervisor.status == ACTIVE))
    last = db.scalar(select(func.max(SupervisionSession.on)).where(
        SupervisionSession.direction == "received", SupervisionSession.status == HELD))
    found = [] if active else [tr("You have no active supervisor yourself at present.")]
    late = cadence.overdue(db, today)
    if last is None:
        found.append(tr("No session of your own supervision is noted yet."))
    elif late:
        found.append(late)
    elif add_months(last, OWN_MONTHS) < today:
        found.append(tr("Your own last session was on {day}.").format(day=day_text(last)))
    return found


def supervised(db: Session, supervisee: Supervisee | None) -> SupervisedPage:
    """What is kept about a supervisee's work: cases and needs with the newest first."""
    known = supervisee.id if supervisee else ""
    return SupervisedPage(
        db.scalars(select(SuperviseeLevel).where(SuperviseeLevel.supervisee_id == known)
                   .order_by(SuperviseeLevel.field)).all(),
        db.scalars(select(SuperviseeCase).where(SuperviseeCase.supervisee_id == known)
                   .order_by(SuperviseeCase.on.desc(), SuperviseeCase.reference)).all(),
        db.scalars(select(SuperviseeNeed).where(SuperviseeNeed.supervisee_id == known)
                   .order_by(SuperviseeNeed.on.desc(), SuperviseeNeed.need)).all())


def growth(db: Session, person_id: str = "") -> Sequence[SupervisorGrowth]:
    """Help given to somebody on the way to supervising, newest first; to everybody where nobody is named (SVE-07)."""
    wanted = select(SupervisorGrowth).order_by(SupervisorGrowth.on.desc())
    return db.scalars(wanted.where(SupervisorGrowth.person_id == person_id) if person_id else wanted).all()


def to_talk_over(db: Session, person_id: str) -> list[tuple[str, str]]:
    """(id, reference) of a supervisee's cases that belong on the next agenda: expertise unsure or not there (SVE-03)."""
    return [(one, reference) for one, reference in db.execute(
        select(SuperviseeCase.id, SuperviseeCase.reference)
        .join(Supervisee, Supervisee.id == SuperviseeCase.supervisee_id)
        .where(Supervisee.person_id == person_id, SuperviseeCase.within_expertise.in_(TO_TALK_OVER))
        .order_by(SuperviseeCase.reference))]


def days_held(db: Session, person_id: str) -> list[tuple[str, date]]:
    """(session id, day) of every session held with somebody, newest first (SUP-20)."""
    return [(one, on) for one, on in db.execute(
        select(SupervisionSession.id, SupervisionSession.on)
        .join(Participant, Participant.session_id == SupervisionSession.id)
        .where(Participant.person_id == person_id, SupervisionSession.status == HELD)
        .order_by(SupervisionSession.on.desc(), SupervisionSession.id))]


def caseload(db: Session) -> list[CaseloadRow]:
    """The practitioner's own open cases: those to discuss first, then those longest not discussed."""
    entered = select(TimeEntry.case_id, func.max(TimeEntry.on)).where(
        TimeEntry.session_id.is_not(None)).group_by(TimeEntry.case_id)
    noted = (select(CaseDiscussed.case_id, func.max(SupervisionSession.on))
             .join(SupervisionSession, SupervisionSession.id == CaseDiscussed.session_id)
             .where(SupervisionSession.status == HELD).group_by(CaseDiscussed.case_id))
    discussed: dict[str, date] = {}
    for one, last in (*db.execute(entered), *db.execute(noted)):
        if one:
            discussed[one] = max(last, discussed.get(one, last))
    found = [CaseloadRow(reference, field, status, risk, since, discussed.get(case_id), flag or "")
             for case_id, reference, field, status, risk, since, flag in db.execute(
                 select(Case.id, Case.reference, Case.field, Case.status, Case.risk_level, Case.allocated_on, Case.flag)
                 .where(Case.status != CLOSED, MINE))]
    return sorted(found, key=lambda row: (not row.flag, row.discussed or row.since or date.min, row.reference.casefold()))


def _years(managed: int | None, whole: int | None) -> str:
    parts = [tr("1 year in case management") if managed == 1 else tr("{n} years in case management").format(n=managed)
             if managed is not None else "", tr("{n} in all").format(n=whole) if whole is not None else ""]
    return ", ".join(filter(None, parts)) if managed is not None else ""
