"""Written evaluations with their steps, headings and comments; and what both sides say of the supervision itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF, new_id
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.feedback import (
    MINE,
    THEIRS,
    EvaluationSection,
    EvaluationStep,
    InputEvaluation,
    WrittenEvaluation,
)
from supervision_desktop.domain.people import Person
from supervision_desktop.formats import add_months
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import effectiveness, owned
from supervision_desktop.services.cadence import IN_FORCE
from supervision_desktop.store.changes import Change, ChangeSet, created, gesture

HEADINGS = (mark("What goes well"), mark("What to work on"), mark("Since the last evaluation"), mark("What would help"))
STEPS = (mark("Each of us makes notes"), mark("The author writes a draft"), mark("We talk it over"),
         mark("The person evaluated comments, and both sign"))
FIRST_PERIOD_MONTHS = 12
Part = TypeVar("Part", EvaluationSection, EvaluationStep)


@dataclass(frozen=True, repr=False)
class EvaluationRow:
    """One written evaluation in the list."""

    id: str
    on: date
    name: str
    whose: str
    author_signed_on: date | None
    evaluated_signed_on: date | None
    done: int
    steps: int

    @property
    def signed(self) -> bool:
        """By both."""
        return self.author_signed_on is not None and self.evaluated_signed_on is not None


@dataclass(frozen=True, repr=False)
class EvaluationPage:
    """One written evaluation with all that belongs to it; `evaluated` and `author` are names."""

    record: WrittenEvaluation
    name: str
    evaluated: str
    author: str
    sections: Sequence[EvaluationSection]
    steps: Sequence[EvaluationStep]


@dataclass(frozen=True, repr=False)
class InputRow:
    """What one side said of the supervision, with the name of the other person."""

    record: InputEvaluation
    name: str


def rows(db: Session) -> list[EvaluationRow]:
    """Every written evaluation, newest first."""
    steps = dict[str, tuple[int, int]]()
    for evaluation_id, done, all_ in db.execute(
            select(EvaluationStep.evaluation_id, func.count(EvaluationStep.done_on), func.count())
            .group_by(EvaluationStep.evaluation_id)):
        steps[evaluation_id] = (done, all_)
    found = db.execute(
        select(WrittenEvaluation.id, WrittenEvaluation.on, Person.name, WrittenEvaluation.whose,
               WrittenEvaluation.author_signed_on, WrittenEvaluation.evaluated_signed_on)
        .join(Person, Person.id == WrittenEvaluation.person_id).order_by(WrittenEvaluation.on.desc(), Person.name))
    return [EvaluationRow(*row, *steps.get(row[0], (0, 0))) for row in found]


def page(db: Session, evaluation_id: str) -> EvaluationPage | None:
    """One written evaluation; None where there is none."""
    record = db.get(WrittenEvaluation, evaluation_id)
    if record is None:
        return None
    name, me = db.get_one(Person, record.person_id).name, _my_name(db)
    evaluated = me if record.whose == MINE else name
    return EvaluationPage(record, name, evaluated, record.author or (name if record.whose == MINE else me),
                          _parts(db, EvaluationSection, evaluation_id), _parts(db, EvaluationStep, evaluation_id))


def begin(db: Session, person_id: str, today: date) -> tuple[ChangeSet, str]:
    """An evaluation of today with headings and steps to start from; returns the gesture and its id.

    They are those of the last one with this person, else the steps of the contract and the usual headings.
    """
    before = db.scalars(select(WrittenEvaluation)
                        .where(WrittenEvaluation.person_id == person_id, WrittenEvaluation.on <= today)
                        .order_by(WrittenEvaluation.on.desc(), WrittenEvaluation.id).limit(1)).first()
    whose = before.whose if before is not None else (
        MINE if effectiveness.direction(db, person_id) == "received" else THEIRS)
    made = created(WrittenEvaluation, {
        "person_id": person_id, "on": today, "whose": whose, "ends_on": today,
        "starts_on": before.on if before is not None else add_months(today, -FIRST_PERIOD_MONTHS),
        "author": before.author if before is not None else _name(db, person_id) if whose == MINE else _my_name(db)})
    headings = [one.heading for one in _parts(db, EvaluationSection, before.id)] if before is not None else []
    steps = [one.text for one in _parts(db, EvaluationStep, before.id)] if before is not None else []
    headings, steps = headings or [tr(one) for one in HEADINGS], steps or _agreed_steps(db, person_id)
    return gesture(tr("New evaluation"), made, *_lines(EvaluationSection, made.id, "heading", headings),
                   *_lines(EvaluationStep, made.id, "text", steps or [tr(one) for one in STEPS])), made.id


def add_heading(db: Session, evaluation_id: str, heading: str) -> tuple[ChangeSet, str]:
    """One more heading at the end; returns the gesture and its id."""
    place = _after(_parts(db, EvaluationSection, evaluation_id))
    [made] = _lines(EvaluationSection, evaluation_id, "heading", [heading], place)
    return gesture(tr("New heading"), made), made.id


def add_step(db: Session, evaluation_id: str, words: str) -> tuple[ChangeSet, str]:
    """One more step at the end; returns the gesture and its id."""
    place = _after(_parts(db, EvaluationStep, evaluation_id))
    [made] = _lines(EvaluationStep, evaluation_id, "text", [words], place)
    return gesture(tr("New step"), made), made.id


def take_out(db: Session, section_id: str) -> ChangeSet:
    """A heading goes with what stands under it."""
    return gesture(tr("Heading taken out"), *owned.deletion(db, db.get_one(EvaluationSection, section_id)))


def delete(db: Session, evaluation_id: str) -> ChangeSet:
    """An evaluation goes with its parts, files and links; its actions stay."""
    return gesture(tr("Evaluation deleted"), *owned.deletion(db, db.get_one(WrittenEvaluation, evaluation_id)))


def inputs(db: Session, person_id: str | None = None) -> list[InputRow]:
    """What was said of the supervision itself, newest first; with one person or all."""
    wanted = select(InputEvaluation, Person.name).join(Person, Person.id == InputEvaluation.person_id)
    if person_id is not None:
        wanted = wanted.where(InputEvaluation.person_id == person_id)
    return [InputRow(record, name) for record, name in db.execute(
        wanted.order_by(InputEvaluation.on.desc(), Person.name, InputEvaluation.by, InputEvaluation.id))]


def say_input(person_id: str, by: str, today: date) -> tuple[ChangeSet, str]:
    """What one side says of the supervision (FBK-04), still without words; returns the gesture and its id."""
    made = created(InputEvaluation, {"person_id": person_id, "by": by, "on": today})
    return gesture(tr("View on the supervision"), made), made.id


def _parts(db: Session, kind: type[Part], evaluation_id: str) -> Sequence[Part]:
    return db.scalars(select(kind).where(kind.evaluation_id == evaluation_id).order_by(kind.position, kind.id)).all()


def _after(parts: Sequence[EvaluationSection | EvaluationStep]) -> int:
    """A place behind them all; some may have been taken out."""
    return parts[-1].position + 1 if parts else 0


def _lines(kind: type[EvaluationSection | EvaluationStep], evaluation_id: str, name: str, texts: Iterable[str],
           first: int = 0) -> list[Change]:
    return [created(kind, {"evaluation_id": evaluation_id, "position": place, name: words}, new_id())
            for place, words in enumerate(texts, first)]


def _agreed_steps(db: Session, person_id: str) -> list[str]:
    """The steps of the contract in force, one a line or between semicolons (CON-15)."""
    agreed = db.scalar(select(Contract.evaluation_steps).where(
        Contract.other_id == person_id, Contract.status.in_(IN_FORCE), Contract.evaluation_steps.is_not(None))
        .order_by(Contract.version.desc()).limit(1))
    return [part.strip() for part in (agreed or "").replace("\n", ";").split(";") if part.strip()]


def _name(db: Session, person_id: str) -> str:
    return db.get_one(Person, person_id).name


def _my_name(db: Session) -> str:
    return db.get_one(Person, SELF).name
