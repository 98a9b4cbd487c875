"""The reflective models as shipped."""

from collections.abc import Mapping

import pytest

from supervision_desktop.content.lists import Lists
from supervision_desktop.content.models import ReflectiveModel, questions

Models = Mapping[str, ReflectiveModel]

# Each way a model divides things, with the list that holds the same parts.
DIMENSIONS = {
    ("morrison", "stages"): "morrison_stages", ("morrison", "functions"): "morrison_functions",
    ("morrison", "stakeholders"): "morrison_stakeholders", ("proctor", "functions"): "proctor_functions",
    ("johns", "inwards"): "johns_inwards", ("johns", "outwards"): "johns_outwards",
    ("nicklin", "steps"): "nicklin_steps", ("nicklin", "functions"): "nicklin_functions", ("rbcs", "parts"): "rbcs_fields",
}


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
    for one in models.values():
        assert one.helps.startswith("When")
        assert one.about
        for dimension in one.dimensions:
            for part in dimension.parts:
                assert part.prompts, (one.id, part.code)
                assert all(prompt.endswith(("?", ".")) for prompt in part.prompts), (one.id, part.code)


def test_every_model_asks_what_follows_for_the_client_as_well_as_for_the_practitioner(models: Models) -> None:
    for one in models.values():
        assert [question.code for question in one.closing] == ["for_client", "for_me"]


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


def test_morrison_gives_sixty_four_places_to_tell_apart(models: Models) -> None:
    sizes = [len(models["morrison"].dimension(code).parts) for code in ("stages", "stakeholders", "functions")]
    assert sizes == [4, 4, 4]


@pytest.mark.parametrize(
    ("part", "words"),
    [("normative", ("policy", "code", "training", "CPD", "quality")),
     ("formative", ("know", "attitude", "yourself", "good at")),
     ("restorative", ("feeling", "too much", "encourages", "bad week"))],
)
def test_proctor_asks_about_each_thing_its_functions_name(models: Models, part: str, words: tuple[str, ...]) -> None:
    found = next(one for one in models["proctor"].dimension("functions").parts if one.code == part)
    asked = " ".join([found.about, *found.prompts])
    assert all(word in asked for word in words)


def test_johns_has_six_boxes_and_asks_whether_it_was_ethical_with_a_choice(models: Models, lists: Lists) -> None:
    boxes = [one for one in questions(models["johns"]) if one not in models["johns"].closing]
    assert len(boxes) == 6
    choice = next(one.choice for one in boxes if one.code == "ethical")
    assert lists.keys(choice) == ("yes", "unsure", "no")


def test_nicklin_goes_round_in_six_steps_and_asks_about_three_pairs_of_functions(models: Models) -> None:
    nicklin = models["nicklin"]
    assert len(nicklin.dimension("steps").parts) == 6
    asked = [one for part in nicklin.dimension("functions").parts for one in part.questions]
    pairs = [one for one in asked if "other way round" in one.prompt]
    assert len(pairs) == 3


def test_only_the_resilience_based_record_is_private(models: Models, lists: Lists) -> None:
    assert [one.id for one in models.values() if one.private] == ["rbcs"]
    choices = {one.choice for model in models.values() for one in questions(model) if one.choice}
    assert choices <= set(lists.by_id)
