"""Reflections in the sample practice: on several models, one of them private, one on a model of her own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from supervision_desktop.content.models import ReflectiveModel, load_models
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.reflection import Reflection
from supervision_desktop.paths import resources_dir
from supervision_desktop.services import own_models, reflection, sessions
from supervision_desktop.store.changes import Change, ChangeSet, changed, gesture
from supervision_desktop.store.door import Store

Do = Callable[[ChangeSet], object]
Boxes = Mapping[str, tuple[str, tuple[str, ...]]]
"""By box: the words, and the functions it served (or what is ticked where there are no words)."""
MORRISON: Boxes = {
    "story": ("The care plan for Tern 18 was changed by the agency on a Friday and nobody rang. The support worker found "
              "out at the door.", ()),
    "feelings": ("Angry at first, then ashamed that I had not asked who tells whom.", ()),
    "own_role": ("I had agreed the change by telephone and left the rest to good will.", ()),
    "meaning_client": ("He had a weekend with people he does not know.", ()),
    "decisions": ("Changes after Thursday noon wait until Monday unless somebody is unsafe.", ()),
    "next_step": ("Write down with the agency who tells whom, and by when.", ()),
    "options_weighed": ("Another agency, a rota of our own, or one page with three names. The page, because it can be had "
                        "this week.", ()),
    "experience/service_users": ("He said it was fine and then cancelled the physiotherapy.", ("management",)),
    "reflection/staff": ("I carried it home and wrote mails at night.", ("support",)),
    "analysis/service_users": ("Being asked matters more to him than who comes.", ("management", "development")),
    "analysis/partners": ("The agency thinks I decide; I think they do. The deputy hears of it last.", ("mediation",)),
    "action_plans/partners": ("A short call with the agency's manager, with the page in hand.", ("mediation",)),
    "action_plans/organisation": ("The page becomes part of every new care plan of mine.", ("management",)),
    "partner_kinds": ("", ("deputyship", "other_health_social_care_professional")),
    "for_client": ("He knows on Thursday who comes at the weekend.", ()),
    "for_me": ("Ask who tells whom before I agree to anything.", ()),
}
JOHNS: Boxes = {
    "situation_notes": ("A sister asked me on the stairs what the solicitor had written.", ()),
    "own_actions_notes": ("I said more than I should have, to end the talk.", ()),
    "thoughts_notes": ("She will find out anyway.", ()),
    "feelings_notes": ("Cornered.", ()),
    "ethical": ("It was kind and it was not mine to tell.", ("unsure",)),
    "for_me": ("Have a sentence ready for the stairs.", ()),
}
NICKLIN: Boxes = {
    "analysis_notes": ("Invoices go out late and I do them on Sundays.", ()),
    "problem_notes": ("Mine: time is written down at the end of the week.", ()),
    "objective_notes": ("Time noted the same day by the end of next month.", ()),
    "planning_notes": ("Ten minutes before I close the laptop; a reminder for two weeks.", ()),
    "action_notes": ("Done on eleven days of fourteen.", ()),
    "evaluation_notes": ("Sundays are free again. Travel is still forgotten.", ()),
    "managerial_education": ("Noting the day shows me what I do too often.", ()),
    "for_client": ("Bills that can be read and paid.", ()),
}
PRIVATE: Boxes = {
    "trigger_notes": ("A father shouted, and I heard mine.", ()),
    "emotional_notes": ("My hands were cold for an hour.", ("threat",)),
    "techniques": ("", ("feet_on_floor", "slow_breaths")),
    "technique_used": ("", ("yes",)),
    "beyond_notes": ("That he is losing his house.", ()),
}
STAGES = (("What I found", "What was there before I came?\nWhat struck me?"), ("What I take along", "One thing, not three."))
OWN_BOXES = ("A family that plans better than I do, round the kitchen table.", "Ask for the table first.")


def add_reflections(store: Store, do: Do, ruth: str, today: date) -> None:
    """Two models in one session with `ruth`, a round of Nicklin, a private one, and one on her own model."""
    shipped = load_models(resources_dir() / "models")
    with store.read() as db:
        held = [row for row in sessions.rows(db, person_id=ruth) if row.status == "held" and row.finished_at is None]
        cases = {one.reference: one.id for one in db.scalars(select(Case))}
    newest = held[0].id
    first = _written(store, do, newest, shipped["morrison"], MORRISON, title="A changed care plan", case_id=cases["Tern 18"])
    with store.read() as db:
        acted = reflection.add_action(db, first, "Agree with the agency who tells whom", today)
    do(acted)
    _written(store, do, newest, shipped["johns"], JOHNS, title="On the stairs")
    _written(store, do, newest, shipped["rbcs"], PRIVATE)
    _own(store, do, shipped, newest)


def add_earlier(store: Store, do: Do, session_id: str, number: int) -> None:
    """Something on a model in every third of the sessions before, to look back on."""
    shipped = load_models(resources_dir() / "models")
    if number % 6 == 4:
        _written(store, do, session_id, shipped["nicklin"], NICKLIN, title="Sundays", no_action="It goes on by itself")
    elif number % 3 == 1:
        kept = {box: said for box, said in MORRISON.items() if (len(box) + number) % 2 and "support" not in said[1]}
        _written(store, do, session_id, shipped["morrison"], kept, no_action="Noted, and enough for now")


def _written(store: Store, do: Do, session_id: str, model: ReflectiveModel, boxes: Boxes, **more: Any) -> str:
    with store.read() as db:
        begun, reflection_id = reflection.begin(db, session_id, model, **more)
    do(begun)
    with store.read() as db:
        one = db.get_one(Reflection, reflection_id)
    steps: list[Change] = []
    for box, (words, marked) in boxes.items():
        text, ticked = (reflection.place(one, reflection.NOTE, name) for name in (
            "text", "functions" if "/" in box else "answers"))
        values = {text: words or None, ticked: marked or None}
        steps += reflection.new_note(one, box, {name: value for name, value in values.items() if value}).changes
    do(gesture("Sample", *steps))
    return reflection_id


def _own(store: Store, do: Do, shipped: Mapping[str, ReflectiveModel], session_id: str) -> None:
    made, model_id = own_models.add("Kitchen table")
    do(made)
    with store.read() as db:
        page = own_models.found(db, model_id)
        assert page is not None  # it was just made
        named = [changed(page.model, about="After a home visit, to keep what was learned there."),
                 changed(page.parts[0], title=STAGES[0][0], prompt=STAGES[0][1])]
        more, part_id = own_models.add_part(db, model_id, "stages", STAGES[1][0])
    do(gesture("Sample", *named))
    do(more)
    with store.read() as db:
        second = own_models.found(db, model_id)
        assert second is not None
        asked = [changed(one, prompt=STAGES[1][1]) for one in second.parts if one.id == part_id]
    do(gesture("Sample", *asked))
    with store.read() as db:
        model = own_models.known(db, shipped)[model_id]
    boxes = {part.code: (words, ()) for part, words in zip(model.parts("stages"), OWN_BOXES, strict=True)}
    _written(store, do, session_id, model, boxes, title="Rowan 62's kitchen")
