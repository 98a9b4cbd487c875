"""Reflections and worksheets on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from supervision_desktop.domain.reflection import Reflection
from supervision_desktop.errors import BadInput
from supervision_desktop.paths import resources_dir
from supervision_desktop.reports import session_record, worksheet
from supervision_desktop.reports.report import Context, as_json, as_pdf, shipped_models
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import own_models, reflection, sessions

Pages = Callable[[bytes], list[str]]
TITLES = {"morrison": ("Experience", "Reflection", "Analysis", "Action plans", "Clients", "Partners", "Mediation"),
          "proctor": ("Normative", "Formative", "Restorative"),
          "johns": ("Thoughts", "Feelings", "Situation", "Own actions", "Were they ethical", "Outside factors"),
          "nicklin": ("Analysis", "Problem identification", "Evaluation", "Managerial and education"),
          "rbcs": ("What set it off", "Emotional system", "Technique", "Safe space", "Three slow breaths")}


def begun(world: Any, key: str, boxes: dict[str, Any], **more: Any) -> str:
    """A reflection with some boxes filled: words, or (words, functions or ticks)."""
    with world.store.read() as db:
        model = own_models.known(db, shipped_models())[key]
        change, made = reflection.begin(db, world.ids["session"], model, **more)
    world.store.apply(change)
    with world.store.read() as db:
        one = db.get_one(Reflection, made)
    for box, said in boxes.items():
        words, marked = said if isinstance(said, tuple) else (said, ())
        names = ("text", "functions" if "/" in box else "answers")
        text, other = (reflection.place(one, reflection.NOTE, name) for name in names)
        world.store.apply(reflection.new_note(one, box, {text: words, **({other: marked} if marked else {})}))
    return made


def printed(world: Any, context: Context, sheet: Sheet, pages: Pages, **params: Any) -> str:
    data = world.collect(session_record, context, session=world.ids["session"], **params)
    return " ".join(pages(as_pdf(session_record, data, sheet)))


@pytest.mark.requirement("MOD-02")
@pytest.mark.requirement("MOD-03")
@pytest.mark.requirement("MOD-05")
def test_a_morrison_record_prints_its_fields_under_their_stages_and_a_table_with_tags(
        world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    stage = {"story": "The van came late", "feelings": "Cross", "own_role": "I had not rung", "meaning_client": "A lost day",
             "decisions": "Ring first", "options": "Another firm", "next_step": "A list of names",
             "options_weighed": "List or rota", "if_again": "Ask on Thursday"}
    begun(world, "morrison", {**stage, "analysis/partners": ("They think I decide", ("mediation", "support")),
                              "partner_kinds": ("", ("deputyship", "insurance")), "for_client": "Knows who comes"},
          title="The van", case_id=world.ids["Alder 47"])
    data = world.collect(session_record, context, session=world.ids["session"])
    (one,) = data.reflections
    assert one.title == "Morrison 4x4x4"
    under = {group.title: dict(group.lines) for group in one.groups}
    assert under["Experience"] == {"What happened": "The van came late"}
    assert under["Reflection"] == {"What it was like": "Cross", "Your part": "I had not rung"}
    assert under["Analysis"] == {"For the client": "A lost day", "Decisions taken": "Ring first",
                                 "Other options": "Another firm"}
    assert under["Action plans"] == {"Next step": "A list of names", "Options weighed": "List or rota",
                                     "If it happens again": "Ask on Thursday"}
    assert under["Partners"] == {"Partners involved": "Deputyship, Insurance"}
    assert one.table is not None
    assert one.table.heads == ("Clients", "You", "Organisation", "Partners")
    assert [stage for stage, _ in one.table.rows] == ["Experience", "Reflection", "Analysis", "Action plans"]
    assert one.table.rows[2][1][3] == ("They think I decide", "Mediation, Support")
    text = printed(world, context, sheet, pages)
    for said in ("The van came late", "They think I decide", "[Mediation, Support]", "Deputyship, Insurance", "Alder 47",
                 "Knows who comes", "For the client"):
        assert said in text, said


@pytest.mark.requirement("MOD-02")
def test_a_long_cell_stands_in_full_below_the_table(world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    long = "A sentence that goes on about the same thing. " * 60
    begun(world, "morrison", {"story": "x", "experience/staff": (f"{long}The end.", ("support",))})
    text = printed(world, context, sheet, pages)
    assert "(in full below)" in text
    assert "Experience, You" in text
    assert "The end." in text


@pytest.mark.requirement("MOD-08")
@pytest.mark.requirement("MOD-09")
@pytest.mark.requirement("MOD-10")
def test_the_other_models_print_their_parts(world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    begun(world, "proctor", {f"{part}_notes": f"Words on {part}" for part in ("normative", "formative", "restorative")})
    begun(world, "johns", {"ethical": ("Not mine to tell", ("unsure",)), "thoughts_notes": "She will find out"})
    begun(world, "nicklin", {"evaluation_notes": "Better", "managerial_education": "It teaches me"}, no_action="Goes on")
    text = printed(world, context, sheet, pages)
    for said in ("Normative", "Words on normative", "Restorative", "Words on restorative", "Unsure Not mine to tell",
                 "Evaluation Better", "It teaches me", "No action, because Goes on"):
        assert said in text, said


@pytest.mark.requirement("MOD-11")
@pytest.mark.requirement("PRV-08")
def test_a_private_reflection_prints_only_when_asked_for_twice(
        world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    begun(world, "rbcs", {"trigger_notes": "A father shouted", "technique_used": ("", ("yes",))})
    for params in ({}, {"private": True}, {"private_sure": True}):
        data = world.collect(session_record, context, session=world.ids["session"], **params)
        assert "shouted" not in str(as_json(data))
        assert "Resilience" not in printed(world, context, sheet, pages, **params)
    text = printed(world, context, sheet, pages, private=True, private_sure=True)
    assert "Private reflection: Resilience-based" in text
    assert "A father shouted" in text


@pytest.mark.requirement("MOD-12")
def test_an_own_model_prints_like_the_others(world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    change, own = own_models.add("Kitchen table")
    world.store.apply(change)
    with world.store.read() as db:
        (stage,) = own_models.known(db, shipped_models())[own].parts("stages")
    begun(world, own, {stage.code: "They plan better than I do"})
    text = printed(world, context, sheet, pages)
    assert "Reflection: Kitchen table" in text
    assert "What happened They plan better than I do" in text
    blank = world.collect(worksheet, context, model="custom", own=own)
    assert "Kitchen table" in " ".join(pages(as_pdf(worksheet, blank, sheet)))


def test_a_finished_record_prints_what_was_sealed(world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    begun(world, "johns", {"thoughts_notes": "She will find out"})
    with world.store.read() as db:
        done = sessions.finish(db, world.ids["session"], lambda: datetime(2026, 11, 21, 9, tzinfo=UTC))
    world.store.apply(done)
    assert "She will find out" in printed(world, context, sheet, pages)


@pytest.mark.requirement("MOD-15")
@pytest.mark.parametrize("model", TITLES)
def test_each_model_has_a_worksheet_with_headings_and_room_to_write(
        world: Any, context: Context, sheet: Sheet, pages: Pages, model: str) -> None:
    begun(world, model, {"for_client": "Nothing written shows on a blank sheet"})
    data = world.collect(worksheet, context, model=model)
    pdf = as_pdf(worksheet, data, sheet)
    found = pages(pdf)
    text = " ".join(found)
    for said in (*TITLES[model], "For the client", "For you", "Actions"):
        assert said in text, said
    assert "Nothing written" not in text
    assert all(room.lines or room.choices for one in data.asks for room in one.questions)
    assert len(found) <= 6
    assert pdf == as_pdf(worksheet, data, sheet)


@pytest.mark.requirement("MOD-15")
def test_no_model_has_a_sheet_too_and_an_unknown_one_is_named(world: Any, context: Context, sheet: Sheet) -> None:
    assert as_pdf(worksheet, world.collect(worksheet, context, model="none"), sheet)
    with pytest.raises(BadInput, match="no such model"):
        world.collect(worksheet, context, model="custom", own="nothing")
    with pytest.raises(BadInput, match="no such model"):
        world.collect(worksheet, context, model="unheard")


def test_shipped_models_are_those_of_the_program() -> None:
    assert {f"{key}.toml" for key in shipped_models()} == {path.name for path in (resources_dir() / "models").glob("*.toml")}
