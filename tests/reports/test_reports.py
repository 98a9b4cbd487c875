"""Every report of the list: parameters with fields, a PDF from a furnished practice, figures as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.actions import Action
from supervision_desktop.reports import REPORTS, action_list, session_record
from supervision_desktop.reports.report import (
    Context,
    Report,
    as_json,
    as_pdf,
    as_table,
    fixed_level,
    parameters,
    read_params,
    usual_level,
)
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import practice

Pages = Callable[[bytes], list[str]]
IDS = [report.ID for report in REPORTS]


def typed(world: Any, report: Report) -> dict[str, str]:
    known = {"contract": world.ids["contract"], "session": world.ids["session"], "party": world.ids["party Alder 47"],
             "person": world.ids["supervisor"], "case": world.ids["Alder 47"], "review": world.ids["review"],
             "assessment": world.ids["assessment"], "evaluation": world.ids["evaluation"],
             "breach": world.ids["breach"], "request": world.ids["request"]}
    return {name: known[name] for name in parameters(report) if name in known}


@pytest.mark.requirement("RPT-02", waiting="QAA")
@pytest.mark.parametrize("report", REPORTS, ids=IDS)
def test_every_report_prints_from_a_furnished_practice(
        world: Any, context: Context, sheet: Sheet, pages: Pages, report: Report) -> None:
    params = read_params(report, typed(world, report), context.today)
    with world.store.read() as db:
        data = report.collect(db, params, context)
    pdf = as_pdf(report, data, sheet)
    text = " ".join(pages(pdf))
    assert "Ashdown Case Management" in text
    assert pdf == as_pdf(report, data, sheet)
    assert json.loads(json.dumps(as_json(data)))["frame"]["practice"] == "Ashdown Case Management"
    found = as_table(report, data)
    assert found is None or all(len(row) == len(found.headers) for row in found.rows)
    assert "Jo Fictional" not in text, "no client's name unless asked (RPT-07)"


@pytest.mark.requirement("RPT-07")
@pytest.mark.parametrize("report", REPORTS, ids=IDS)
def test_no_report_names_a_client_by_default(world: Any, context: Context, report: Report) -> None:
    with world.store.read() as db:
        data = report.collect(db, read_params(report, typed(world, report), context.today), context)
    everything = json.dumps(as_json(data), ensure_ascii=False)
    assert "Jo Fictional" not in everything
    assert "Sam Invented" not in everything
    assert "tired" not in repr(data)


@pytest.mark.requirement("RPT-07")
@pytest.mark.parametrize("report", [one for one in REPORTS if fixed_level(one)], ids=lambda one: one.ID)
def test_a_report_that_leaves_no_choice_is_the_same_at_every_level(world: Any, context: Context, report: Report) -> None:
    with world.store.read() as db:
        params = read_params(report, typed(world, report), context.today)
        assert usual_level(db, report, params, context.today) == fixed_level(report)
        found = [as_json(report.collect(db, params, replace(context, identify=level)))
                 for level in ("reference", "initials", "full_name")]
    assert found[0] == found[1] == found[2]


def test_ids_are_unique_and_every_parameter_has_help() -> None:
    assert len(set(IDS)) == len(IDS)
    for report in REPORTS:
        for name, field in parameters(report).items():
            assert field.label, name
            assert field.help, name


@pytest.mark.parametrize("report", REPORTS, ids=IDS)
def test_a_sample_practice_is_marked_on_every_page(
        world: Any, context: Context, sheet: Sheet, pages: Pages, report: Report) -> None:
    with world.store.read() as db:
        step = practice.set_setting(db, practice.SAMPLE, "yes")
    world.store.apply(step)
    with world.store.read() as db:
        data = report.collect(db, read_params(report, typed(world, report), context.today), context)
    assert all("Sample" in text for text in pages(as_pdf(report, data, sheet)))


@pytest.mark.requirement("ACT-01")
def test_the_action_list_marks_what_is_overdue(world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    with world.store.read() as db:
        first = db.query(Action).filter(Action.text == "Write a standard reply").one()
        second = db.query(Action).filter(Action.text != "Write a standard reply").one()
    world.change(Action, first.id, due_on=date(2026, 11, 20))
    world.change(Action, second.id, status="done", done_on=date(2026, 11, 20))
    data = world.collect(action_list, context)
    assert [(line.text, line.overdue) for line in data.lines] == [("Write a standard reply", True)]
    text = pages(as_pdf(action_list, data, sheet))[0]
    assert "Open, overdue" in text
    assert "20 Nov 2026" in text
    both = as_table(action_list, world.collect(action_list, context, closed=True))
    assert both is not None
    assert [row[5:7] for row in both.rows] == [("Open", "Yes"), ("Done", "No")]


@pytest.mark.requirement("ACT-10")
def test_the_action_list_holds_open_actions_of_the_day_by_owner_or_case(
        world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    with world.store.read() as db:
        first = db.query(Action).filter(Action.text == "Write a standard reply").one()
        second = db.query(Action).filter(Action.text != "Write a standard reply").one()
    world.change(Action, first.id, due_on=date(2026, 11, 30), owner_id=None, owner_name="The GP", case_id=None)
    text = pages(as_pdf(action_list, world.collect(action_list, context), sheet))[0]
    assert "Open actions on 21 November 2026" in text
    assert "30 Nov 2026" in text
    by_case = pages(as_pdf(action_list, world.collect(action_list, context, group="case"), sheet))[0]
    assert by_case.index("Alder 47") < by_case.index("Ring the occupational") < by_case.index("No case")
    by_owner = pages(as_pdf(action_list, world.collect(action_list, context, group="owner"), sheet))[0]
    assert by_owner.index("Ring the occupational") < by_owner.index("The GP") < by_owner.index("Write a standard reply")
    world.change(Action, second.id, status="done", done_on=date(2026, 11, 20))
    assert [line.text for line in world.collect(action_list, context).lines] == ["Write a standard reply"]


@pytest.mark.requirement("ACT-06")
def test_a_decision_on_a_suggestion_is_not_printed(world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    with world.store.read() as db:
        first = db.query(Action).first()
    world.change(Action, first.id, decision="not_follow", decision_reason="Observes Friday afternoons")
    for report in (action_list, session_record):
        data = world.collect(report, context, **({"session": world.ids["session"]} if report is session_record else {}))
        text = " ".join(pages(as_pdf(report, data, sheet)))
        assert "Friday" not in text
        assert "Not follow" not in text


@pytest.mark.requirement("ACT-07")
def test_what_was_weighed_stands_under_its_action_in_the_record(
        world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    with world.store.read() as db:
        first = db.query(Action).filter(Action.text == "Write a standard reply").one()
    world.change(Action, first.id, options="Ring each of them\nOne page", option_chosen="One page",
                 option_reason="Read twice")
    data = world.collect(session_record, context, session=world.ids["session"])
    text = " ".join(pages(as_pdf(session_record, data, sheet)))
    places = [text.index(words) for words in ("Write a standard reply", "Considered: Ring each of them",
                                              "Considered: One page", "Chosen: One page", "Because: Read twice")]
    assert places == sorted(places)


@pytest.mark.requirement("ACT-10")
@pytest.mark.requirement("CON-09")
def test_a_list_for_one_person_names_clients_as_agreed_with_them(world: Any, context: Context) -> None:
    person = world.ids["supervisor"]
    with world.store.read() as db:
        assert action_list.people(db, action_list.Params(agreed_with=person)) == (person,)
        assert action_list.people(db, action_list.Params()) == ()
    assert len(world.collect(action_list, context, agreed_with=person).lines) == 2


def test_an_empty_action_list_says_so(world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    with world.store.read() as db:
        found = [action.id for action in db.query(Action)]
    for action in found:
        world.change(Action, action, status="dropped")
    assert "no actions to list" in pages(as_pdf(action_list, world.collect(action_list, context), sheet))[0]
