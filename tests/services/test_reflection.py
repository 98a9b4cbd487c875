"""Reflections: several models in one session, nothing lost between them, private ones apart, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from supervision_desktop.content.models import ReflectiveModel, load_models
from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.reflection import CustomModel, CustomPart, Reflection, ReflectionNote
from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.errors import BadInput, SealedRecord
from supervision_desktop.paths import resources_dir
from supervision_desktop.services import (
    cases,
    coverage,
    own_models,
    reflection,
    reflection_told,
    search,
    sessions,
    today,
)
from supervision_desktop.store import drafts, history
from supervision_desktop.store.seal import seal_of

TODAY = date(2026, 11, 21)
WORDS = "I had promised too much"


@pytest.fixture(scope="module")
def models() -> Mapping[str, ReflectiveModel]:
    return load_models(resources_dir() / "models")


@pytest.fixture
def robin(desk: Any) -> str:
    return str(desk.supervisor())


@pytest.fixture
def session(desk: Any, robin: str) -> str:
    return str(desk.held(robin))


def begun(desk: Any, session: str, model: ReflectiveModel, **more: Any) -> str:
    return str(desk.do(reflection.begin, session, model, **more))


def write(desk: Any, reflection_id: str, box: str, text: str, **more: Any) -> None:
    one = desk.get(Reflection, reflection_id)
    field = reflection.place(one, reflection.NOTE, "text")
    desk.apply(reflection.new_note(one, box, {field: text, **more}))


def notes(desk: Any, reflection_id: str) -> dict[str, ReflectionNote]:
    found: dict[str, ReflectionNote] = desk.ask(reflection.notes, reflection_id)
    return found


@pytest.mark.requirement("MOD-01")
def test_one_session_holds_a_morrison_record_for_one_case_and_a_johns_record_for_another(
        desk: Any, session: str, models: Any) -> None:
    alder, osprey = (desk.do(cases.new_case, name, TODAY) for name in ("Alder 47", "Osprey 12"))
    first = begun(desk, session, models["morrison"], case_id=alder)
    second = begun(desk, session, models["johns"], case_id=osprey)
    write(desk, first, "story", "A visit")
    write(desk, second, "situation_notes", "A call")
    found = desk.ask(reflection.lines, session)
    assert [(line.reflection.model, line.case, line.filled) for line in found] == [
        ("morrison", "Alder 47", {"story"}), ("johns", "Osprey 12", {"situation_notes"})]
    assert notes(desk, first).keys() == {"story"}


@pytest.mark.requirement("MOD-01")
def test_a_session_without_a_model_stays_without_and_the_contracts_model_counts_as_agreed(
        desk: Any, robin: str, models: Any) -> None:
    plain = desk.held(robin)
    assert desk.ask(reflection.lines, plain) == []
    desk.contract(robin, models=("johns",))
    agreed = desk.held(robin)
    assert desk.ask(reflection.lines, agreed) == [], "it is offered, not begun"
    both = [begun(desk, agreed, models[key]) for key in ("johns", "proctor")]
    assert [desk.get(Reflection, one).agreed for one in both] == [True, None]


@pytest.mark.requirement("MOD-01")
def test_another_model_keeps_every_note_and_the_old_one_brings_them_back(desk: Any, session: str, models: Any) -> None:
    one = begun(desk, session, models["johns"])
    write(desk, one, "situation_notes", WORDS)
    write(desk, one, "for_client", "Clearer letters")
    desk.do(reflection.switch, one, models["proctor"])
    assert desk.get(Reflection, one).model == "proctor"
    assert {box: note.words for box, note in notes(desk, one).items()} == {
        "situation_notes": WORDS, "for_client": "Clearer letters"}
    desk.do(reflection.switch, one, models["rbcs"])
    assert desk.get(Reflection, one).private
    assert notes(desk, one)["situation_notes"].private_text == WORDS
    assert notes(desk, one)["situation_notes"].text is None


@pytest.mark.requirement("PRV-08")
@pytest.mark.requirement("MOD-11")
def test_a_private_reflection_keeps_its_words_in_private_fields_names_no_case_and_moves_in_one_gesture(
        desk: Any, session: str, models: Any) -> None:
    case = desk.do(cases.new_case, "Alder 47", TODAY)
    one = begun(desk, session, models["rbcs"])
    assert desk.get(Reflection, one).private
    write(desk, one, "trigger_notes", WORDS)
    desk.do(reflection.put, one, "emotional_notes", "answers", ("threat",))
    desk.edit(Reflection, one, private_title="The visit")
    note = notes(desk, one)["trigger_notes"]
    assert (note.text, note.private_text) == (None, WORDS)
    assert desk.ask(search.results, "promised") == []
    ((hit),) = desk.ask(search.results, "promised", private=True)
    assert (hit.kind, hit.id) == ("supervision_session", session)
    desk.do(reflection.set_private, one, False)
    assert desk.get(Reflection, one).title == "The visit"
    assert notes(desk, one)["emotional_notes"].answers == ("threat",)
    assert notes(desk, one)["trigger_notes"].private_text is None
    assert [hit.id for hit in desk.ask(search.results, "promised")] == [session]
    desk.edit(Reflection, one, case_id=case)
    desk.do(reflection.set_private, one, True)
    assert (desk.get(Reflection, one).case_id, desk.get(Reflection, one).title) == (None, None)
    assert desk.ask(search.results, "promised") == []
    assert desk.sound()


@pytest.mark.requirement("PRV-07")
@pytest.mark.requirement("PRV-08")
def test_private_words_never_enter_the_history(desk: Any, session: str, models: Any) -> None:
    one = begun(desk, session, models["rbcs"])
    write(desk, one, "trigger_notes", WORDS)
    note = notes(desk, one)["trigger_notes"]
    desk.edit(ReflectionNote, note.id, private_text="Something else")
    with desk.store.read() as db:
        steps = history.trail(db.connection(), note.id)
    assert [(step.what, step.before) for step in steps] == [("created", None), ("changed", {})]
    assert "private_text" in steps[1].fields


@pytest.mark.requirement("MOD-02")
def test_a_filled_cell_is_found_again_by_its_function(desk: Any, session: str, models: Any) -> None:
    one = begun(desk, session, models["morrison"])
    write(desk, one, "analysis/partners", "The deputy hears of it last", functions=("mediation", "support"))
    write(desk, one, "analysis/staff", "I was tired", functions=("support",))
    (found,) = desk.ask(coverage.notes_about, models, ("morrison", "functions", "mediation"), TODAY)
    assert (found.session_id, found.box, found.words) == (session, "analysis/partners", "The deputy hears of it last")
    assert [hit.id for hit in desk.ask(search.results, "mediation")] == [session]


@pytest.mark.requirement("MOD-07")
def test_a_reflection_without_anything_that_follows_is_listed_as_open(desk: Any, session: str, models: Any) -> None:
    one = begun(desk, session, models["johns"])
    said = [sentence for _, sentence in desk.ask(reflection.open_points, session)]
    assert said == ["What follows for the client, and for you, is still empty. "
                    "No action comes out of it yet, and no word on why none is needed."], "one line for one reflection"
    write(desk, one, "for_me", "Ask sooner")
    ((_, words),) = desk.ask(reflection.open_points, session)
    assert words.startswith("What follows for the client is still empty.")
    write(desk, one, "for_client", "A call each week")
    desk.edit(Reflection, one, no_action="It was only to be heard")
    assert desk.ask(reflection.open_points, session) == []
    desk.edit(Reflection, one, no_action=None)
    desk.do(reflection.add_action, one, "Ring the family", TODAY)
    assert desk.ask(reflection.open_points, session) == []


@pytest.mark.requirement("MOD-13")
def test_an_action_knows_the_reflection_it_comes_from_and_outlives_it(desk: Any, session: str, models: Any) -> None:
    case = desk.do(cases.new_case, "Alder 47", TODAY)
    one = begun(desk, session, models["morrison"], case_id=case)
    desk.do(reflection.add_action, one, "Write to the deputy", TODAY)
    (row,) = desk.ask(reflection.actions_from, one)
    action = desk.get(Action, row.id)
    assert (action.text, action.session_id, action.case_id, action.reflection_id) == (
        "Write to the deputy", session, case, one)
    found, on = desk.ask(reflection.source_of, row.id)
    assert (found.id, on) == (one, TODAY)
    with pytest.raises(BadInput):
        desk.do(reflection.add_action, one, "  ", TODAY)
    desk.do(reflection.delete, one)
    assert desk.get(Action, row.id).reflection_id is None
    assert desk.ask(reflection.lines, session) == []


@pytest.mark.requirement("MOD-10")
def test_after_the_evaluation_a_new_round_begins_with_it_here_or_in_the_next_session(
        desk: Any, robin: str, session: str, models: Any) -> None:
    one = begun(desk, session, models["nicklin"])
    write(desk, one, "evaluation_notes", "Fewer late calls; the rota is still unclear")
    later = desk.held(robin, on=TODAY + timedelta(days=30))
    last = {model.turn[1] for model in models.values() if model.turn}
    (offered,) = desk.ask(reflection.to_go_on, desk.get(SupervisionSession, later), last)
    assert (offered.id, offered.cycle, offered.on) == (one, 1, TODAY)
    again = desk.do(reflection.restart, one, later, models["nicklin"].turn)
    second = desk.get(Reflection, again)
    assert (second.cycle, second.follows_id, second.session_id) == (2, one, later)
    assert {box: note.words for box, note in notes(desk, again).items()} == {
        "analysis_notes": "Fewer late calls; the rota is still unclear"}
    assert desk.ask(reflection.to_go_on, desk.get(SupervisionSession, later), last) == []
    desk.do(reflection.delete, one)
    assert desk.get(Reflection, again).follows_id is None


@pytest.mark.requirement("MOD-12")
def test_an_own_model_is_content_like_the_others_and_outlives_being_put_aside(
        desk: Any, session: str, models: Any) -> None:
    own = desk.apply(own_models.add("Harbour walk"))
    for dimension, title in (("stages", "What I take along"), ("functions", "Courage"), ("stakeholders", "The family")):
        desk.do(own_models.add_part, own, dimension, title)
    model = desk.ask(own_models.known, models)[own]
    assert [part.title for part in model.parts("stages")] == ["What happened", "What I take along"]
    assert model.is_grid
    assert [part.title for part in model.tags] == ["Courage"]
    assert [one.code for one in model.closing] == ["for_client", "for_me"]
    first, second = (part.code for part in model.parts("stages"))
    desk.do(own_models.move, second, -1)
    assert [p.code for p in desk.ask(own_models.known, models)[own].parts("stages")] == [second, first]
    one = begun(desk, session, model)
    assert (desk.get(Reflection, one).model, desk.get(Reflection, one).custom_id) == ("custom", own)
    desk.do(own_models.delete, own)
    assert desk.get(CustomModel, own).retired, "it is in use, so it is put aside"
    assert desk.ask(own_models.names, offered=True) == []
    desk.do(reflection.delete, one)
    desk.do(own_models.delete, own)
    assert desk.ask(own_models.names) == []
    with pytest.raises(BadInput):
        own_models.add(" ")


@pytest.mark.requirement("MOD-12")
def test_a_finished_record_keeps_the_own_model_as_it_was(desk: Any, session: str, models: Any) -> None:
    own = desk.apply(own_models.add("Harbour walk"))
    model = desk.ask(own_models.known, models)[own]
    (stage,) = model.parts("stages")
    one = begun(desk, session, model)
    write(desk, one, stage.code, WORDS)
    finish(desk, session)
    desk.edit(CustomPart, stage.code, title="Renamed")
    (whole,) = reflection_told.wholes(desk.ask(seal_of, session).parts["reflections"], models)
    assert whole.model is not None
    assert [part.title for part in whole.model.parts("stages")] == ["What happened"]
    assert whole.boxes[stage.code].text == WORDS


def finish(desk: Any, session: str) -> None:
    found = desk.ask(sessions.page, session)
    desk.edit(SessionRecord, found.record.id, summary="We talked")
    desk.do(sessions.finish, session, desk.clock)


def test_finishing_closes_shared_and_private_reflections_and_seals_the_shared_ones(
        desk: Any, session: str, models: Any) -> None:
    shared, private = begun(desk, session, models["johns"]), begun(desk, session, models["rbcs"])
    write(desk, shared, "situation_notes", "First words")
    write(desk, private, "trigger_notes", WORDS)
    desk.edit(ReflectionNote, notes(desk, shared)["situation_notes"].id, text="Second words")
    finish(desk, session)
    for one in (shared, private):
        with pytest.raises(SealedRecord):
            write(desk, one, "for_me", "Too late")
        with pytest.raises(SealedRecord):
            desk.edit(Reflection, one, agreed=True)
    with pytest.raises(SealedRecord):
        begun(desk, session, models["proctor"])
    seal = desk.ask(seal_of, session)
    assert [one["model"] for one in seal.parts["reflections"]] == ["johns"]
    assert WORDS not in str(seal.parts)
    note = notes(desk, shared)["situation_notes"].id
    with desk.store.read() as db:
        steps = history.trail(db.connection(), note)
    assert "First words" not in str(steps), "earlier steps collapse to the finished text"
    assert desk.sound()


def test_a_session_without_shared_reflections_is_sealed_as_before(desk: Any, session: str, models: Any) -> None:
    begun(desk, session, models["rbcs"])
    finish(desk, session)
    assert "reflections" not in desk.ask(seal_of, session).parts


def test_a_deleted_session_takes_its_reflections_along(desk: Any, session: str, models: Any) -> None:
    one = begun(desk, session, models["johns"])
    write(desk, one, "situation_notes", WORDS)
    desk.do(reflection.add_action, one, "Ring", TODAY)
    gone = desk.ask(sessions.delete, desk.ask(sessions.page, session))
    desk.apply(gone)
    assert desk.ask(search.results, "promised") == []
    desk.apply(gone.inverted())
    assert notes(desk, one)["situation_notes"].words == WORDS
    assert len(desk.ask(reflection.actions_from, one)) == 1
    assert desk.sound()


@pytest.mark.requirement("MOD-14")
def test_what_no_note_was_about_in_six_months_is_left_out_per_supervisor(desk: Any, robin: str, models: Any) -> None:
    kim = desk.supervisor("Kim Placeholder")
    june, november = (desk.held(robin, on=date(2026, month, 10)) for month in (6, 11))
    for session, box, functions in ((june, "reflection/staff", ("management",)),
                                    (november, "analysis/staff", ("mediation",)), (november, "story", None)):
        one = begun(desk, session, models["morrison"])
        write(desk, one, box, "Words", functions=functions)
    other = begun(desk, desk.held(kim, on=date(2026, 11, 3)), models["morrison"])
    write(desk, other, "reflection/staff", "Words", functions=("support",))
    found = desk.ask(coverage.coverage, models, TODAY, 6, robin)
    assert found.months[0] == date(2026, 6, 1)
    by_part = {(one.dimension, one.part): one for one in found.tallies}
    assert by_part["functions", "management"].counts == (1, 0, 0, 0, 0, 0)
    assert by_part["stages", "experience"].counts == (0, 0, 0, 0, 0, 1)
    assert [part for (dimension, part), one in by_part.items() if dimension == "functions" and one.left_out] == [
        "development", "support"]
    assert by_part["stakeholders", "service_users"].left_out
    everybody = desk.ask(coverage.coverage, models, TODAY, 6)
    assert not {(o.dimension, o.part): o for o in everybody.tallies}["functions", "support"].left_out
    assert [name for _, name in desk.ask(coverage.people)] == ["Kim Placeholder", "Robin Specimen"]


def test_a_tick_makes_a_note_and_taking_it_back_leaves_none(desk: Any, session: str, models: Any) -> None:
    one = begun(desk, session, models["morrison"])
    desk.do(reflection.put, one, "partner_kinds", "answers", ("deputyship", "insurance"))
    assert desk.ask(reflection.lines, session)[0].filled == {"partner_kinds"}
    desk.do(reflection.put, one, "partner_kinds", "answers", ())
    assert desk.ask(reflection.lines, session)[0].filled == frozenset()


def test_boxes_of_all_models_have_names_of_their_own(models: Any) -> None:
    codes = [question.code for model in models.values() for dimension in model.dimensions
             for part in dimension.parts for question in part.questions]
    assert len(codes) == len(set(codes)), "else a note of one model would turn up under another"



def test_words_in_a_box_without_a_note_yet_are_no_dead_line_on_today(desk: Any, session: str, models: Any) -> None:
    one = begun(desk, session, models["johns"])
    drafts.keep(desk.store, reflection.NOTE, reflection.note_id(one, "feelings_notes"), "text", "Half a sen")
    assert [item for item in desk.ask(today.items, TODAY) if item.kind == "reflection_note"] == []
    write(desk, one, "feelings_notes", "Half a sentence")
    (item,) = [item for item in desk.ask(today.items, TODAY) if "not kept yet" in item.reason]
    assert (item.kind, item.id) == ("supervision_session", session)
