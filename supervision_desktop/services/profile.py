"""The practitioner's profile: her roles, her experience, her fields of practice and what her bodies expect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.people import Practitioner, Registration, Supervisor
from supervision_desktop.domain.profile import BodyExpectation, EarlierProfession, PracticeField
from supervision_desktop.formats import add_months
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import attachments, practice
from supervision_desktop.services.attachments import Content
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, deleted, gesture

SUBSTANTIAL_YEARS = "substantial_years"
"""Setting: years in case management from which a supervisor's experience counts as substantial (SUP-18, PRA-08)."""
FIRST_LEVEL = "CMP1"
RESPONSIBILITY = mark("Taking part in supervision, and acting on what comes out of it, is your own responsibility.")
RESPONSIBILITY_SOURCE = mark("Guidance 2025, How to use this guide")
"""Own words for 000 L49 and L67; the contract says the same in its clause `responsibility` (PRA-07)."""
EARLY_STAGE = mark("At CMP1 supervision usually comes from an experienced case manager, and work is seldom done alone")
"""Own words for 002 L180, which says usually (PRA-08)."""
CODE_REFERENCE = mark("Code of Ethics and Conduct, 4.13")
CODE_EXPECTATION = mark("Regular supervision that fits the field I practise in. No number of sessions or hours is named.")
"""Own words for the section of the Code that 000 L51-53 cites (PRA-05)."""
CODE_BODIES = ("babicm", "cmsuk", "vra")
CHECK_MONTHS = 12
"""After how long a fresh expectation is looked at again."""


@dataclass(frozen=True)
class Roles:
    """What the practitioner does besides being supervised (PRA-02)."""

    supervises: bool
    holds_caseload: bool


@dataclass(frozen=True)
class Experience:
    """Two figures that are never added up on screen: case management, and all work together. None = not known."""

    case_management_years: int | None
    total_years: int | None


@dataclass(frozen=True, repr=False)
class FieldRow:
    """One field of practice; `level` is None where she has not named one."""

    id: str
    field: str
    level: str | None
    active: bool
    since: date | None
    client_groups: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Stand:
    """What the practice stands for, so that long goals can point to it (PRA-09)."""

    mission: str
    vision: str
    values: tuple[str, ...]
    valid_from: date | None


def roles(db: Session) -> Roles:
    """Her roles; what was never asked counts as on, so that nothing disappears by itself."""
    found = db.execute(select(Practitioner.supervises, Practitioner.holds_caseload)
                       .where(Practitioner.person_id == SELF)).first()
    supervises, holds = found or (None, None)
    return Roles(supervises is not False, holds is not False)


def role_change(db: Session, **given: bool) -> Change | None:
    """Switches roles by their column; what belongs to a role that is off stays where it is (PRA-02)."""
    me = db.scalar(select(Practitioner).where(Practitioner.person_id == SELF))
    if me is not None:
        return changed(me, **given)
    return created(Practitioner, {"person_id": SELF, **given}) if given else None


def in_use(db: Session) -> frozenset[str]:
    """Modules and roles (`supervising`, `caseload`) of this practice, by which tabs are shown (PRA-02, PRA-06)."""
    mine = roles(db)
    return practice.modules(db) | {key for key, on in (("supervising", mine.supervises), ("caseload", mine.holds_caseload))
                                   if on}


def experience(db: Session, today: date) -> Experience:
    """Whole years in case management, and with the earlier professions (PRA-03)."""
    since = db.scalar(select(Practitioner.case_management_since).where(Practitioner.person_id == SELF))
    earlier = db.scalar(select(func.sum(EarlierProfession.years)).where(EarlierProfession.person_id == SELF))
    managed = whole_years(since, today) if since else None
    known = [years for years in (managed, earlier) if years is not None]
    return Experience(managed, sum(known) if known else None)


def whole_years(since: date, today: date) -> int:
    """Birthdays of a date passed by today; none before it."""
    return max(0, today.year - since.year - ((today.month, today.day) < (since.month, since.day)))


def fields(db: Session) -> list[FieldRow]:
    """Her fields of practice, those she works in first (PRA-04)."""
    return [FieldRow(one.id, one.field, one.level, one.active, one.starts_on, one.client_groups or ())
            for one in practice_fields(db)]


def substantial_years(db: Session) -> int:
    """Years from which a supervisor's case-management experience counts as substantial; hers to change."""
    return practice.number(db, SUBSTANTIAL_YEARS, 0)


def uncovered(db: Session) -> list[str]:
    """Fields at the first level for which no active supervisor has case-management experience (PRA-08; 002 L180).

    Experience is practising now or formerly, or years from `substantial_years` on. A hint only: the source says usually.
    """
    early = [row.field for row in fields(db) if row.active and row.level == FIRST_LEVEL]
    if not early:
        return []
    least = substantial_years(db)
    covered: set[str] = set()
    for practising, years, known in db.execute(
            select(Supervisor.practising, Supervisor.years_case_management, Supervisor.specialist_fields)
            .where(Supervisor.status == "active")):
        if practising in ("yes", "formerly") or (years or 0) >= least:
            covered.update(known or ())
    return [field for field in early if field not in covered]


def expectations(db: Session) -> Sequence[BodyExpectation]:
    """What her bodies expect about supervision, by body (PRA-05)."""
    return db.scalars(select(BodyExpectation).where(BodyExpectation.person_id == SELF)
                      .order_by(BodyExpectation.body, BodyExpectation.reference)).all()


def code_entry(db: Session, today: date) -> Change | None:
    """The Code of Ethics as a starting entry, under a body of hers; None where it stands already."""
    if any(one.reference == tr(CODE_REFERENCE) for one in expectations(db)):
        return None
    mine = db.scalars(select(Registration.body).where(Registration.person_id == SELF)).all()
    return created(BodyExpectation, {
        "person_id": SELF, "body": next((body for body in mine if body in CODE_BODIES), CODE_BODIES[0]),
        "reference": tr(CODE_REFERENCE), "expectation": tr(CODE_EXPECTATION), "checked_on": today,
        "check_on": add_months(today, CHECK_MONTHS)})


def earlier(db: Session) -> Sequence[EarlierProfession]:
    """Her work before case management, longest first."""
    return db.scalars(select(EarlierProfession).where(EarlierProfession.person_id == SELF)
                      .order_by(EarlierProfession.years.desc(), EarlierProfession.profession)).all()


def practice_fields(db: Session) -> Sequence[PracticeField]:
    """The records behind `fields`, in the same order."""
    return db.scalars(select(PracticeField).where(PracticeField.person_id == SELF)
                      .order_by(PracticeField.active.desc(), PracticeField.starts_on, PracticeField.field)).all()


def stands_for(db: Session) -> Stand:
    """Mission, vision and values, as far as she has written them."""
    found = db.execute(select(Practitioner.mission, Practitioner.vision, Practitioner.values_held, Practitioner.stands_from)
                       .where(Practitioner.person_id == SELF)).first()
    mission, vision, values, valid_from = found or (None, None, None, None)
    return Stand(mission or "", vision or "", values or (), valid_from)


def logo(db: Session) -> str | None:
    """The digest of the picture at the head of prints (PRA-01)."""
    return db.scalar(select(Attachment.digest).join(Practitioner, Practitioner.logo_id == Attachment.id)
                     .where(Practitioner.person_id == SELF))


def set_logo(db: Session, picture: Content, today: date) -> ChangeSet:
    """A picture, whose content the store keeps already, takes the place of the one before."""
    profile = db.scalars(select(Practitioner).where(Practitioner.person_id == SELF)).one()
    [added] = attachments.add_all("practitioner", profile.id, [picture], today).changes
    return gesture(tr("Logo"), added, changed(profile, logo_id=added.id), *_logo_gone(db, profile))


def no_logo(db: Session) -> ChangeSet:
    """Prints carry no picture any more."""
    profile = db.scalars(select(Practitioner).where(Practitioner.person_id == SELF)).one()
    return gesture(tr("Logo taken away"), changed(profile, logo_id=None), *_logo_gone(db, profile))


def _logo_gone(db: Session, profile: Practitioner) -> list[Change]:
    before = db.get(Attachment, profile.logo_id) if profile.logo_id else None
    return [deleted(before)] if before is not None else []
