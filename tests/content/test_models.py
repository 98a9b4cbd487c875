"""The reflective models as shipped."""

import re
from collections.abc import Mapping

import pytest

from supervision_desktop.content.lists import Lists
from supervision_desktop.content.models import Part, ReflectiveModel, questions

Models = Mapping[str, ReflectiveModel]

# Each way a model divides things, with the list that holds the same parts.
DIMENSIONS = {
    ("morrison", "stages"): "morrison_stages", ("morrison", "functions"): "morrison_functions",
    ("morrison", "stakeholders"): "morrison_stakeholders", ("proctor", "functions"): "proctor_functions",
    ("johns", "inwards"): "johns_inwards", ("johns", "outwards"): "johns_outwards",
    ("nicklin", "steps"): "nicklin_steps", ("nicklin", "functions"): "nicklin_functions", ("rbcs", "parts"): "rbcs_fields",
}


def part_of(model: ReflectiveModel, dimension: str, code: str) -> Part:
    """One part of a model."""
    return next(part for part in model.dimension(dimension).parts if part.code == code)


def asked(part: Part) -> str:
    """Everything a part says and asks."""
    return " ".join([part.about, *part.prompts, *(one.prompt for one in part.questions)])


def test_there_are_five_and_each_has_a_list_value(models: Models, lists: Lists) -> None:
    assert {*models, "none", "custom"} == set(lists.keys("models"))
    assert len(models) == 5
    assert {one.title for one in models.values()} == {lists.label("models", key) for key in models}


def test_parts_are_those_of_the_lists_and_no_others(models: Models, lists: Lists) -> None:
    found = {(one.id, dimension.code) for one in models.values() for dimension in one.dimensions}
    assert found == set(DIMENSIONS)
    for (model, dimension), list_id in DIMENSIONS.items():
        assert tuple(part.code for part in models[model].dimension(dimension).parts) == lists.keys(list_id)


def test_every_model_says_where_it_comes_from_when_it_helps_and_asks_something_in_every_part(models: Models) -> None:
    names = {"morrison": "Morrison", "proctor": "Proctor", "johns": "Johns", "nicklin": "Nicklin", "rbcs": "Nottingham"}
    for one in models.values():
        assert names[one.id] in one.origin
        assert one.helps.startswith("When")
        assert one.about
        for dimension in one.dimensions:
            for part in dimension.parts:
                assert part.prompts, (one.id, part.code)
                assert all(prompt.endswith(("?", ".")) for prompt in part.prompts), (one.id, part.code)


@pytest.mark.requirement("MOD-07")
def test_every_model_asks_what_follows_for_the_client_as_well_as_for_the_practitioner(models: Models) -> None:
    for one in models.values():
        assert [question.code for question in one.closing] == ["for_client", "for_me"]


@pytest.mark.requirement("MOD-03")
def test_morrison_says_it_comes_from_social_work_and_has_a_box_for_each_thing_a_stage_asks(models: Models) -> None:
    morrison = models["morrison"]
    assert "social work" in morrison.origin
    boxes = {part.code: [one.code for one in part.questions] for part in morrison.dimension("stages").parts}
    assert boxes == {
        "experience": ["story"],
        "reflection": ["feelings", "own_role"],
        "analysis": ["meaning_client", "meaning_self", "meaning_others", "decisions", "options"],
        "action_plans": ["next_step", "options_weighed", "if_again"],
    }


@pytest.mark.requirement("MOD-02")
def test_morrison_gives_sixty_four_places_to_tell_apart(models: Models) -> None:
    sizes = [len(models["morrison"].dimension(code).parts) for code in ("stages", "stakeholders", "functions")]
    assert sizes == [4, 4, 4]


@pytest.mark.requirement("MOD-04", waiting="LRN")
@pytest.mark.parametrize(
    ("function", "words"),
    [("management", ("safe practice", "law", "code", "accident", "incident", "near miss")),
     ("development", ("learn", "professional development")), ("support", ("person", "feelings")),
     ("mediation", ("stakeholders", "colleagues"))],
)
def test_each_of_morrisons_functions_asks_about_what_it_covers(
        models: Models, function: str, words: tuple[str, ...]) -> None:
    found = asked(part_of(models["morrison"], "functions", function))
    assert [word for word in words if word not in found] == []


@pytest.mark.requirement("MOD-05")
def test_morrisons_stakeholders_ask_three_things_of_the_client_and_offer_the_kinds_of_partner(
        models: Models, lists: Lists) -> None:
    client = part_of(models["morrison"], "stakeholders", "service_users")
    assert "family" in client.about
    assert [prompt.partition(":")[0] for prompt in client.prompts] == ["Practice", "Condition and presentation", "Fit"]
    assert "practice of one" in part_of(models["morrison"], "stakeholders", "organisation").about
    choice = part_of(models["morrison"], "stakeholders", "partners").questions[0].choice
    assert {"deputyship", "insurance"} <= set(lists.keys(choice))
    assert lists.by_id[choice].open


@pytest.mark.requirement("MOD-08")
@pytest.mark.parametrize(
    ("part", "words"),
    [("normative", ("policy", "code", "training", "CPD", "quality", "ethical, safe and effective")),
     ("formative", ("know", "attitude", "yourself", "good at")),
     ("restorative", ("supportive", "stress", "burnout", "resilience", "feeling", "too much", "encourages", "bad week"))],
)
def test_proctor_asks_about_each_thing_its_functions_name(models: Models, part: str, words: tuple[str, ...]) -> None:
    found = asked(part_of(models["proctor"], "functions", part))
    assert [word for word in words if word not in found] == []


@pytest.mark.requirement("MOD-08")
def test_proctor_has_a_box_for_each_function(models: Models) -> None:
    assert [len(part.questions) for part in models["proctor"].dimension("functions").parts] == [1, 1, 1]


@pytest.mark.requirement("MOD-09")
def test_johns_has_six_boxes_and_asks_whether_it_was_ethical_with_a_choice(models: Models, lists: Lists) -> None:
    boxes = [one for one in questions(models["johns"]) if one not in models["johns"].closing]
    assert len(boxes) == 6
    choice = next(one.choice for one in boxes if one.code == "ethical")
    assert lists.keys(choice) == ("yes", "unsure", "no")


@pytest.mark.requirement("MOD-10")
def test_nicklin_goes_round_in_six_steps_and_asks_about_three_pairs_of_functions(models: Models) -> None:
    nicklin = models["nicklin"]
    assert len(nicklin.dimension("steps").parts) == 6
    boxes = [one for part in nicklin.dimension("functions").parts for one in part.questions]
    assert len([one for one in boxes if "other way round" in one.prompt]) == 3
    assert len([one for one in boxes if one.code.endswith("_notes")]) == 3


@pytest.mark.requirement("MOD-11")
def test_only_the_resilience_based_record_is_private(models: Models, lists: Lists) -> None:
    assert [one.id for one in models.values() if one.private] == ["rbcs"]
    assert [part.code for part in models["rbcs"].dimension("parts").parts if not part.questions] == []
    (technique,) = [part for part in models["rbcs"].dimension("parts").parts if part.code == "mindfulness_technique"]
    assert [one.choice for one in technique.questions] == ["techniques", "used_today", ""]
    assert lists.by_id["techniques"].open, "her own techniques join the list"
    choices = {one.choice for model in models.values() for one in questions(model) if one.choice}
    assert choices <= set(lists.by_id)


def test_prompts_speak_to_one_person_and_do_not_order_her_about(models: Models) -> None:
    for one in models.values():
        for dimension in one.dimensions:
            for part in dimension.parts:
                for prompt in part.prompts:
                    assert not re.search(r"\b(must|ensure|appropriate|service user)\b", prompt), prompt
