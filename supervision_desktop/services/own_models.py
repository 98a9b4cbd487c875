"""Models of the practitioner's own, in the form of those that are shipped (MOD-12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision_desktop.content.models import STAGES, OwnPart, Question, ReflectiveModel, own_model
from supervision_desktop.domain.reflection import CustomModel, CustomPart, Reflection
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import owned
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture

Models = Mapping[str, ReflectiveModel]
"""Models by key: the name of a shipped one, or the id of one's own."""


@dataclass(frozen=True, repr=False)
class OwnPage:
    """One own model with its parts, and in how many reflections it is used."""

    model: CustomModel
    parts: Sequence[CustomPart]
    used: int


def key_of(reflection: Reflection) -> str:
    """Which model a reflection stands on."""
    return reflection.custom_id or reflection.model


def known(db: Session, shipped: Models) -> Models:
    """Every model there is, the own ones after the shipped ones, those put aside included."""
    closing = _closing(shipped)
    found = db.scalars(select(CustomModel).order_by(CustomModel.name)).all()
    parts = _parts(db) if found else {}
    return {**shipped, **{one.id: _content(one, parts.get(one.id, ()), closing) for one in found}}


def names(db: Session, *, offered: bool = False) -> list[tuple[str, str]]:
    """(id, name) of the own models; only those still offered where asked."""
    wanted = select(CustomModel.id, CustomModel.name, CustomModel.retired).order_by(CustomModel.name)
    return [(model_id, name) for model_id, name, retired in db.execute(wanted) if not (offered and retired)]


def frozen(db: Session, model_id: str) -> dict[str, Any]:
    """An own model as it stands, for a seal: later changes leave what was finished as it was."""
    page = found(db, model_id)
    return {} if page is None else {
        "name": page.model.name, "about": page.model.about or "",
        "parts": [[one.dimension, one.id, one.title, one.prompt or ""] for one in page.parts]}


def thawed(told: Mapping[str, Any], model_id: str, shipped: Models) -> ReflectiveModel:
    """The model that `frozen` told."""
    return own_model(model_id, told["name"], told["about"], (OwnPart(*one) for one in told["parts"]), _closing(shipped))


def found(db: Session, model_id: str) -> OwnPage | None:
    """One own model, or None where there is none of that id."""
    model = db.get(CustomModel, model_id)
    if model is None:
        return None
    used = db.scalar(select(func.count()).select_from(Reflection).where(Reflection.custom_id == model_id)) or 0
    return OwnPage(model, _parts(db, model_id).get(model_id, []), used)


def add(name: str) -> tuple[ChangeSet, str]:
    """A new model with one stage to begin with. Raises BadInput without a name."""
    if not name.strip():
        raise BadInput("name", tr("Name is needed. Call the model as you speak of it."))
    model = created(CustomModel, {"name": name.strip()})
    first = {"model_id": model.id, "dimension": STAGES, "position": 0, "title": tr("What happened")}
    return gesture(tr("New model"), model, created(CustomPart, first)), model.id


def add_part(db: Session, model_id: str, dimension: str, title: str) -> tuple[ChangeSet, str]:
    """One more part at the end of its kind. Raises BadInput without a title."""
    if not title.strip():
        raise BadInput("title", tr("Title is needed. A word or two."))
    position = len([one for one in _parts(db, model_id).get(model_id, ()) if one.dimension == dimension])
    part = created(CustomPart, {"model_id": model_id, "dimension": dimension, "position": position, "title": title.strip()})
    return gesture(tr("New part"), part), part.id


def move(db: Session, part_id: str, by: int) -> ChangeSet:
    """A part one place up (-1) or down (1) among those of its kind."""
    part = db.get_one(CustomPart, part_id)
    row = [one for one in _parts(db, part.model_id)[part.model_id] if one.dimension == part.dimension]
    place = next(n for n, one in enumerate(row) if one.id == part_id)
    other = max(0, min(len(row) - 1, place + by))
    row.insert(other, row.pop(place))
    return gesture(tr("Order"), *(changed(one, position=n) for n, one in enumerate(row)))


def delete(db: Session, model_id: str) -> ChangeSet:
    """A model goes; one that is used is put aside instead, and what was written on it stays."""
    page = found(db, model_id)
    if page is None:
        return gesture(tr("Model deleted"))
    if page.used:
        return gesture(tr("Model put aside"), changed(page.model, retired=True))
    return gesture(tr("Model deleted"), *owned.deletion(db, page.model))


def _parts(db: Session, model_id: str = "") -> dict[str, list[CustomPart]]:
    wanted = select(CustomPart).order_by(CustomPart.dimension.desc(), CustomPart.position, CustomPart.id)
    grouped: dict[str, list[CustomPart]] = {}
    for part in db.scalars(wanted.where(CustomPart.model_id == model_id) if model_id else wanted):
        grouped.setdefault(part.model_id, []).append(part)
    return grouped


def _content(model: CustomModel, parts: Iterable[CustomPart], closing: tuple[Question, ...]) -> ReflectiveModel:
    rows = (OwnPart(one.dimension, one.id, one.title, one.prompt or "") for one in parts)
    return own_model(model.id, model.name, model.about or "", rows, closing, private=bool(model.private))


def _closing(shipped: Models) -> tuple[Question, ...]:
    """What every model asks at the end is asked at the end of an own one too (MOD-07)."""
    return next(iter(shipped.values())).closing if shipped else ()

