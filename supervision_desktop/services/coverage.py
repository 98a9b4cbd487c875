"""What reflections looked at over time: which functions, stages and stakeholders, month by month (MOD-14)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from supervision_desktop.content.models import FUNCTIONS, STAGES, STAKEHOLDERS, Part, ReflectiveModel
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.reflection import OWN, Reflection, ReflectionNote
from supervision_desktop.domain.sessions import Participant, SupervisionSession
from supervision_desktop.formats import add_months
from supervision_desktop.services import reflection
from supervision_desktop.services.own_models import Models

USUAL_MONTHS = 6
"""After this long without a note a part counts as left out; the window offers other lengths."""


@dataclass(frozen=True)
class Tally:
    """One part of a model: how many notes each month, oldest first."""

    model: str
    dimension: str
    part: str
    title: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """Notes in all months together."""
        return sum(self.counts)

    @property
    def left_out(self) -> bool:
        """No note in the whole time."""
        return not self.total


@dataclass(frozen=True)
class Coverage:
    """The first day of each month, and a tally for every part of every model that was ever used."""

    months: tuple[date, ...]
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, repr=False)
class Found:
    """A note found by what it covers."""

    session_id: str
    on: date
    model: str
    box: str
    words: str


def coverage(db: Session, models: Models, today: date, months: int = USUAL_MONTHS, person_id: str = "") -> Coverage:
    """Notes of the last months, this one included; with one person, or ("") with everybody."""
    starts = _starts(today, months)
    counts: dict[tuple[str, str, str], list[int]] = {}
    for model, note, on in _notes(db, models, starts[0], today, person_id):
        month = (on.year - starts[0].year) * 12 + on.month - starts[0].month
        for covered in covers(model, note):
            counts.setdefault((model.id, *covered), [0] * months)[month] += 1
    used = _used(db, models, person_id)
    return Coverage(starts, tuple(
        Tally(model.id, dimension, part.code, part.title, tuple(counts.get((model.id, dimension, part.code), [0] * months)))
        for model in used for dimension, part in parts_of(model)))


def notes_about(db: Session, models: Models, wanted: tuple[str, str, str], today: date, months: int = USUAL_MONTHS,
                person_id: str = "") -> list[Found]:
    """The notes that cover one part, newest first; `wanted` is a model, a dimension and a part of it."""
    return [Found(note.session_id, on, model.title, note.box, note.words)
            for model, note, on in _notes(db, models, _starts(today, months)[0], today, person_id)
            if model.id == wanted[0] and wanted[1:] in covers(model, note)]


def people(db: Session) -> list[tuple[str, str]]:
    """(id, name) of everybody with whom there is a reflection."""
    found = db.execute(select(Person.id, Person.name).distinct()
                       .join(Participant, Participant.person_id == Person.id)
                       .join(Reflection, Reflection.session_id == Participant.session_id)
                       .where(Person.id != SELF).order_by(Person.name))
    return [(person_id, name) for person_id, name in found]


def parts_of(model: ReflectiveModel) -> list[tuple[str, Part]]:
    """What can be covered: functions first, then whatever else the model divides into."""
    order = {FUNCTIONS: 0, STAGES: 1, STAKEHOLDERS: 2}
    found = sorted(model.dimensions, key=lambda one: order.get(one.code, 3))
    return [(one.code, part) for one in found for part in one.parts]


def covers(model: ReflectiveModel, note: ReflectionNote) -> set[tuple[str, str]]:
    """(dimension, part) that one note is about: where it stands, and what it is tagged with."""
    stage, _, stakeholder = note.box.partition("/")
    found = {(STAGES, stage), (STAKEHOLDERS, stakeholder)} if stakeholder else {
        (one.code, part.code) for one in model.dimensions for part in one.parts
        if any(question.code == note.box for question in part.questions)}
    tags = {part.code for part in model.tags}
    return found | {(FUNCTIONS, code) for code in note.served if code in tags}


def _starts(today: date, months: int) -> tuple[date, ...]:
    first = today.replace(day=1)
    return tuple(add_months(first, -back) for back in range(months - 1, -1, -1))


def _notes(db: Session, models: Models, since: date, until: date, person_id: str) -> Iterator[
        tuple[ReflectiveModel, ReflectionNote, date]]:
    """Every filled note of a time with its model and its day, newest first."""
    wanted = (select(ReflectionNote, Reflection.model, Reflection.custom_id, SupervisionSession.on)
              .join(Reflection, Reflection.id == ReflectionNote.reflection_id)
              .join(SupervisionSession, SupervisionSession.id == ReflectionNote.session_id)
              .where(SupervisionSession.on >= since, SupervisionSession.on <= until, reflection.filled())
              .order_by(SupervisionSession.on.desc(), ReflectionNote.id))
    if person_id:
        wanted = wanted.where(SupervisionSession.id.in_(_with(person_id)))
    for note, key, own, on in db.execute(wanted):
        model = models.get(own or key)
        if model is not None:
            yield model, note, on


def _used(db: Session, models: Models, person_id: str) -> Sequence[ReflectiveModel]:
    """Every model a reflection stands on, in the order of `models`."""
    wanted = select(Reflection.model, Reflection.custom_id).distinct()
    if person_id:
        wanted = wanted.where(Reflection.session_id.in_(_with(person_id)))
    keys = {own if model == OWN else model for model, own in db.execute(wanted)}
    return [model for key, model in models.items() if key in keys]


def _with(person_id: str) -> Select[str]:
    return select(Participant.session_id).where(Participant.person_id == person_id)
