"""Reflections as they are printed and sealed: plain values, and the model each was written on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from supervision_desktop.content.models import ReflectiveModel
from supervision_desktop.domain.reflection import HIDES, Reflection, ReflectionNote
from supervision_desktop.services import own_models, reflection
from supervision_desktop.services.own_models import Models

Told = Sequence[Mapping[str, Any]]
"""Reflections as canonical JSON."""


@dataclass(frozen=True, repr=False)
class Written:
    """One box as it was filled."""

    text: str = ""
    answers: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Whole:
    """One reflection with its model, ready to be laid out. `model` is None where nobody knows it any more."""

    key: str
    model: ReflectiveModel | None
    title: str
    case: str
    agreed: bool
    private: bool
    cycle: int
    no_action: str
    boxes: Mapping[str, Written]


def told(db: Session, session_id: str, *, private: bool = False) -> list[dict[str, Any]]:
    """The shared reflections of a session, or the private ones, as they are sealed."""
    return [_told(db, line.reflection, line.case, private) for line in reflection.lines(db, session_id)
            if bool(line.reflection.private) == private]


def sealed_part(db: Session, session_id: str) -> dict[str, Any]:
    """What a session's seal holds of its reflections: nothing where none is shared."""
    found = told(db, session_id)
    return {"reflections": found} if found else {}


def wholes(found: Told, shipped: Models) -> list[Whole]:
    """Reflections as they were told, each with its model."""
    return [_whole(one, shipped) for one in found]


def _told(db: Session, one: Reflection, case: str | None, private: bool) -> dict[str, Any]:
    head, body = (HIDES[kind] if private else {name: name for name in HIDES[kind]}
                  for kind in (Reflection.__tablename__, ReflectionNote.__tablename__))
    boxes = {note.box: {name: _plain(getattr(note, field)) for name, field in body.items()}
             for note in reflection.notes(db, one.id).values() if note.filled}
    return {"model": own_models.key_of(one), "version": one.model_version, "case": case, "agreed": bool(one.agreed),
            "private": private, "cycle": one.cycle, "boxes": boxes,
            **{name: getattr(one, field) for name, field in head.items()},
            **({"own": own_models.frozen(db, one.custom_id)} if one.custom_id else {})}


def _plain(value: Any) -> Any:
    return [*value] if isinstance(value, tuple) else value


def _whole(one: Mapping[str, Any], shipped: Models) -> Whole:
    own = one.get("own")
    model = own_models.thawed(own, one["model"], shipped) if own else shipped.get(one["model"])
    boxes = {box: Written(said["text"] or "", tuple(said["answers"] or ()), tuple(said["functions"] or ()))
             for box, said in one["boxes"].items()}
    return Whole(one["model"], model, one["title"] or "", one["case"] or "", one["agreed"], one["private"],
                 one["cycle"] or 1, one["no_action"] or "", boxes)
