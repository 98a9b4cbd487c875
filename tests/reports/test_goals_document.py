"""Goals on paper: the list, all of one goal, those of a contract, and the table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.goals import GoalNote, GoalObjective, GoalReview
from supervision_desktop.domain.people import Practitioner
from supervision_desktop.reports import contract
from supervision_desktop.reports import goals as report
from supervision_desktop.reports.report import Context, as_pdf, as_table
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import goals, links
from supervision_desktop.store.changes import created

TODAY = date(2026, 11, 21)
Pages = Callable[[bytes], list[str]]


def goal(world: Any, text: str, **more: Any) -> str:
    change, made = goals.new_goal(text, TODAY, **more)
    world.store.apply(change)
    return made


@pytest.mark.requirement("GOL-01")
@pytest.mark.requirement("PRA-09")
def test_the_print_shows_a_long_term_goal_and_what_it_is_tied_to(
        world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    world.change(Practitioner, world.ids["profile"], mission="Keep people at the centre")
    goal(world, "A practice that can rest", horizon="long_term", serves="mission")
    goal(world, "Over", status="reached", ended_on=TODAY)
    text = " ".join(pages(as_pdf(report, world.collect(report, context), sheet)))
    assert "A practice that can rest Mission: Keep people at the centre" in text
    assert "Over" not in text
    both = world.collect(report, context, ended=True)
    assert [line.state for line in both.lines] == ["Current", "Reached"]
    assert world.collect(report, context, kind="case").lines == ()


@pytest.mark.requirement("GOL-03")
@pytest.mark.requirement("GOL-04")
@pytest.mark.requirement("GOL-06")
def test_a_whole_goal_has_its_points_steps_reviews_and_links(
        world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    made = goal(world, "Use the form", target_on=TODAY, specific="New clients", ends=[
        ("case", world.ids["Alder 47"]), links.criterion("cmf", "PPD.SUP.1"), links.criterion("gone", "X.1")])
    world.create(*(
        created(kind, {"goal_id": made, **values}) for kind, values in (
            (GoalObjective, {"text": "Choose one", "done_on": TODAY, "measure": "A line in the log"}),
            (GoalReview, {"on": TODAY, "result": "partly", "note": "Half a habit"}),
            (GoalNote, {"on": TODAY, "text": "Two clients so far"}))))
    data = world.collect(report, context, whole=True)
    text = " ".join(pages(as_pdf(report, data, sheet)))
    for words in ("100 %", "2 of 7", "New clients", "Choose one done 21 Nov 2026 A line in the log",
                  "Partly reached (Half a habit)", "Two clients so far", "Case: Alder 47", "Criterion: PPD.SUP.1 ", "X.1"):
        assert words in text
    plain = as_table(report, world.collect(report, context))
    assert plain is not None
    assert plain.rows[0][7:11] == ("100 %", "2 of 7", "Measurable, Achievable, Relevant, Evaluation, Review", "1")
    assert "Half a habit" not in str(world.collect(report, context)), "reviews and notes only where they are asked for"


@pytest.mark.requirement("CON-14")
def test_goals_linked_with_a_contract_print_in_it_with_their_dates(
        world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    goal(world, "Hold every review on its day", target_on=date(2027, 7, 4), ends=[("contract", world.ids["contract"])])
    goal(world, "Elsewhere")
    text = " ".join(pages(as_pdf(contract, world.collect(contract, context, contract=world.ids["contract"]), sheet)))
    assert "Hold every review on its day, by 4 July 2027" in text
    assert "Elsewhere" not in text
    assert [line.text for line in world.collect(report, context, contract=world.ids["contract"]).lines] == [
        "Hold every review on its day"]
