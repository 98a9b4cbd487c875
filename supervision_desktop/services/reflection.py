"""Reflections of a session: begun on a model, written box by box, shared or kept private, and what follows from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from supervision_desktop.content.models import ReflectiveModel
from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF, known_id, new_id
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.reflection import FOR_CLIENT, FOR_ME, HIDES, OWN, Reflection, ReflectionNote
from supervision_desktop.domain.sessions import Participant, SupervisionSession
from supervision_desktop.i18n import tr
from supervision_desktop.services import actions, owned
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, gesture

Note = ReflectionNote
KIND = Reflection.__tablename__
NOTE = ReflectionNote.__tablename__


@dataclass(frozen=True, repr=False)
class Line:
    """One reflection as it stands in a session: which boxes are filled, and how many actions came out of it."""

    reflection: Reflection
    case: str | None
    filled: frozenset[str]
    actions: int

    @property
    def title(self) -> str:
        """What it is about, in the writer's words."""
        return self.reflection.title or self.reflection.private_title or ""

    @property
    def no_action(self) -> str:
        """Why no action is needed."""
        return self.reflection.no_action or self.reflection.private_no_action or ""

    def open_points(self) -> list[str]:
        """What is still open: what follows for the client, and an action or a word on why none (MOD-07)."""
        found = []
        if FOR_CLIENT not in self.filled:
            found.append(tr("What follows for the client is still empty.") if FOR_ME in self.filled else
                         tr("What follows for the client, and for you, is still empty."))
        if not self.actions and not self.no_action:
            found.append(tr("No action comes out of it yet, and no word on why none is needed."))
        return found


@dataclass(frozen=True, repr=False)
class Round:
    """A round of a cycle that could go on here: its evaluation is written and nothing follows it yet."""

    id: str
    model: str
    cycle: int
    on: date


def lines(db: Session, session_id: str) -> list[Line]:
    """The reflections of one session in their order."""
    rows = db.execute(
        select(Reflection, Case.reference).outerjoin(Case, Case.id == Reflection.case_id)
        .where(Reflection.session_id == session_id).order_by(Reflection.position, Reflection.id)).all()
    if not rows:
        return []
    boxes: dict[str, set[str]] = {}
    for reflection_id, box in db.execute(select(Note.reflection_id, Note.box).where(
            Note.session_id == session_id, filled())):
        boxes.setdefault(reflection_id, set()).add(box)
    ids = [row[0].id for row in rows]
    counted = Counter(db.scalars(select(Action.reflection_id).where(Action.reflection_id.in_(ids))))
    return [Line(one, case, frozenset(boxes.get(one.id, ())), counted[one.id]) for one, case in rows]


def notes(db: Session, reflection_id: str) -> dict[str, Note]:
    """What is written in one reflection, by box."""
    return {note.box: note for note in db.scalars(select(Note).where(Note.reflection_id == reflection_id))}


def note_id(reflection_id: str, box: str) -> str:
    """The id of a box's note, known before there is one: what was typed into it finds its way back."""
    return known_id(reflection_id, box)


def new_note(reflection: Reflection, box: str, values: Mapping[str, Any], id: str = "") -> ChangeSet:
    """The first words in a box."""
    return gesture(tr("Reflection"), _new_note(reflection, box, values, id))


def begin(db: Session, session_id: str, model: ReflectiveModel, **more: Any) -> tuple[ChangeSet, str]:
    """A reflection on a model; private where the model is, and agreed where the contract names it."""
    session = db.get_one(SupervisionSession, session_id)
    agreed = select(Contract.models).where(Contract.id == session.contract_id)
    in_contract = model.id in (db.scalar(agreed) or ()) if session.contract_id else False
    position = db.scalar(select(func.count()).select_from(Reflection).where(Reflection.session_id == session_id))
    made = created(Reflection, {
        "session_id": session_id, "position": position, "private": model.private or None, "agreed": in_contract or None,
        **_on(model), **more})
    return gesture(tr("New reflection"), made), made.id


def switch(db: Session, reflection_id: str, model: ReflectiveModel) -> ChangeSet:
    """Another model: every note stays, and those that the new model has no box for come back with the old one."""
    reflection = db.get_one(Reflection, reflection_id)
    hides = _hiding(db, reflection, True) if model.private and not reflection.private else ()
    return gesture(tr("Another model"), *hides, changed(reflection, **_on(model)))


def set_private(db: Session, reflection_id: str, private: bool) -> ChangeSet:
    """Makes a reflection private or shared: all its words move in one gesture. A private one names no case (PRV-08)."""
    reflection = db.get_one(Reflection, reflection_id)
    label = tr("Kept private") if private else tr("Shared again")
    return gesture(label, *(_hiding(db, reflection, private) if bool(reflection.private) != private else ()))


def place(reflection: Reflection, kind: str, name: str) -> str:
    """The field in which words of this reflection stand: the private one while it is private."""
    return HIDES[kind][name] if reflection.private else name


def put(db: Session, reflection_id: str, box: str, name: str, value: tuple[str, ...]) -> ChangeSet:
    """Ticks in a box: its `answers`, or the `functions` it served."""
    reflection = db.get_one(Reflection, reflection_id)
    field, note = place(reflection, NOTE, name), notes(db, reflection_id).get(box)
    step = _new_note(reflection, box, {field: value}) if note is None else changed(note, **{field: value or None})
    return gesture(tr("Reflection"), step)


def restart(db: Session, reflection_id: str, session_id: str, turn: tuple[str, str]) -> tuple[ChangeSet, str]:
    """The next round of a cycle, here or in a later session; it begins with what the last one's end says (MOD-10)."""
    first, last = turn
    before = db.get_one(Reflection, reflection_id)
    position = db.scalar(select(func.count()).select_from(Reflection).where(Reflection.session_id == session_id))
    kept = {name: getattr(before, name) for name in (
        "model", "custom_id", "model_version", "case_id", "private", "agreed", "title", "private_title")}
    after = Reflection(id=new_id(), session_id=session_id, position=position, cycle=(before.cycle or 1) + 1,
                       follows_id=before.id, **kept)
    made = created(Reflection, {"session_id": session_id, "position": position, "cycle": after.cycle,
                                "follows_id": before.id, **kept}, after.id)
    said = notes(db, reflection_id).get(last)
    field = place(after, NOTE, "text")
    return gesture(tr("Next round"), made, _new_note(after, first, {field: said.words}) if said else None), after.id


def to_go_on(db: Session, session: SupervisionSession, last: Collection[str]) -> list[Round]:
    """The newest round of each model from before, with these people, whose end is written and that nothing follows."""
    others = select(Participant.person_id).where(Participant.session_id == session.id, Participant.person_id != SELF)
    after = aliased(Reflection)
    found = db.execute(
        select(Reflection.id, Reflection.model, Reflection.cycle, SupervisionSession.on).distinct()
        .join(SupervisionSession, SupervisionSession.id == Reflection.session_id)
        .join(Participant, Participant.session_id == SupervisionSession.id)
        .join(Note, Note.reflection_id == Reflection.id)
        .where(Participant.person_id.in_(others), SupervisionSession.on <= session.on, SupervisionSession.id != session.id,
               Note.box.in_(last), filled(), ~select(after.id).where(after.follows_id == Reflection.id).exists())
        .order_by(SupervisionSession.on.desc()))
    newest: dict[str, Round] = {}
    for reflection_id, model, cycle, on in found:
        newest.setdefault(model, Round(reflection_id, model, cycle or 1, on))
    return [*newest.values()]


def add_action(db: Session, reflection_id: str, words: str, today: date) -> ChangeSet:
    """An action that comes out of a reflection, about its case and due as any other of the session (MOD-13)."""
    reflection = db.get_one(Reflection, reflection_id)
    change, action_id = actions.add(db, words, today, session_id=reflection.session_id, case_id=reflection.case_id)
    return ChangeSet(change.label, tuple(
        Change(one.kind, one.id, one.before, {**(one.after or {}), "reflection_id": reflection_id})
        if one.id == action_id else one for one in change.changes))


def actions_from(db: Session, reflection_id: str) -> list[actions.ActionRow]:
    """What came out of one reflection."""
    session_id = db.get_one(Reflection, reflection_id).session_id
    own = set(db.scalars(select(Action.id).where(Action.reflection_id == reflection_id)))
    return [row for row in actions.rows(db, session_id=session_id) if row.id in own]


def source_of(db: Session, action_id: str) -> tuple[Reflection, date] | None:
    """The reflection that an action comes from, and when it was."""
    found = db.execute(select(Reflection, SupervisionSession.on).join(Action, Action.reflection_id == Reflection.id)
                       .join(SupervisionSession, SupervisionSession.id == Reflection.session_id)
                       .where(Action.id == action_id)).first()
    return (found[0], found[1]) if found else None


def whole_session(db: Session, reflection_id: str) -> str | None:
    """The session in which a reflection stands, or None where it is gone."""
    return db.scalar(select(Reflection.session_id).where(Reflection.id == reflection_id))


def delete(db: Session, reflection_id: str) -> ChangeSet:
    """One reflection goes with its notes; actions from it stay, and a round that followed it stands alone."""
    return gesture(tr("Reflection deleted"), *_loosened(db, [reflection_id]),
                   *owned.deletion(db, db.get_one(Reflection, reflection_id)))


def loosened(db: Session, session_id: str) -> list[Change | None]:
    """What names the reflections of a session from outside of it, and no longer does when the session is deleted."""
    return [*_loosened(db, db.scalars(select(Reflection.id).where(Reflection.session_id == session_id)).all())]


def note_ids(db: Session, session_id: str) -> list[str]:
    """Every reflection and note of a session: their earlier steps collapse when its record is finished."""
    return [*db.scalars(select(Reflection.id).where(Reflection.session_id == session_id)),
            *db.scalars(select(Note.id).where(Note.session_id == session_id))]


def open_points(db: Session, session_id: str) -> list[tuple[str, str]]:
    """(model, sentences) for each of a session's reflections in which something is open."""
    told = [(line.reflection.model, " ".join(line.open_points())) for line in lines(db, session_id)]
    return [(model, words) for model, words in told if words]


def filled() -> Any:
    """A note in which something stands."""
    return or_(func.trim(func.coalesce(Note.text, Note.private_text, "")) != "", Note.answers.is_not(None),
               Note.private_answers.is_not(None))


def _on(model: ReflectiveModel) -> dict[str, Any]:
    return {"model": OWN if model.own else model.id, "custom_id": model.id if model.own else None,
            "model_version": model.version}


def _new_note(reflection: Reflection, box: str, values: Mapping[str, Any], id: str = "") -> Change:
    return created(Note, {**values, "reflection_id": reflection.id, "session_id": reflection.session_id, "box": box},
                   id or note_id(reflection.id, box))


def _hiding(db: Session, reflection: Reflection, private: bool) -> Iterator[Change | None]:
    """The steps that move every word to where it belongs."""
    for record in (*notes(db, reflection.id).values(), reflection):
        moved: dict[str, Any] = {}
        for shared, hidden in HIDES[record.__tablename__].items():
            source, target = (shared, hidden) if private else (hidden, shared)
            moved |= {source: None, target: getattr(record, source) or getattr(record, target)}
        if record is reflection:
            moved |= {"private": private, "case_id": None if private else reflection.case_id}
        yield changed(record, **moved)


def _loosened(db: Session, ids: Sequence[str]) -> Iterator[Change | None]:
    for action in db.scalars(select(Action).where(Action.reflection_id.in_(ids))) if ids else ():
        yield changed(action, reflection_id=None)
    for later in db.scalars(select(Reflection).where(Reflection.follows_id.in_(ids))) if ids else ():
        if later.id not in ids:
            yield changed(later, follows_id=None)
