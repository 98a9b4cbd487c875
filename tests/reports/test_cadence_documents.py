"""The overview of how often supervision happened, and the statement for a body: what stands in them and what never does."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence import CadenceRule, ExcusedTime
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.people import Person, Supervisor
from supervision_desktop.domain.profile import BodyExpectation, PracticeField
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.errors import BadInput
from supervision_desktop.reports import annual_statement, cadence
from supervision_desktop.reports.report import Context, as_json, as_pdf, as_table
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import cadence as service
from supervision_desktop.services import cadence_view, planning, sessions
from supervision_desktop.store.changes import created

Pages = Callable[[bytes], list[str]]
YEAR = {"starts": date(2025, 12, 1), "ends": date(2026, 11, 30)}
PRIVATE = "I put things off when I am tired"
PRINTED = "Monthly, because two fields are new to me."


@pytest.fixture
def kept(world: Any) -> Any:
    """A rule of hers, what a body asks in hours, a borrowed benchmark she adopted, a month off."""
    world.create(
        created(CadenceRule, {"name": "Monthly", "applies_to": "self", "source": "need", "adopted": True, "count": 1,
                              "unit": "month", "starts_on": date(2025, 1, 1), "reason": PRIVATE, "printed_line": PRINTED}),
        created(CadenceRule, {"name": "Borrowed", "applies_to": "self", "source": "nhs_benchmark", "adopted": True,
                              "count": 1, "unit": "month", "target_points": 8000, "starts_on": date(2025, 1, 1)}),
        created(BodyExpectation, {"person_id": SELF, "body": "vra", "year_minutes": 360}),
        created(BodyExpectation, {"person_id": SELF, "body": "babicm", "year_minutes": 600}),
        created(PracticeField, {"person_id": SELF, "field": "children_young_people", "active": True}),
        created(ExcusedTime, {"person_id": SELF, "starts_on": date(2026, 8, 1), "ends_on": date(2026, 8, 31),
                              "reason": "A hip operation"}))
    return world


def held(world: Any, on: date, **more: Any) -> str:
    with world.store.read() as db:
        change, session_id = planning.plan(db, world.ids["supervisor"], on, minutes=90)
    world.store.apply(change)
    with world.store.read() as db:
        change = sessions.hold(db, session_id)
    world.store.apply(change)
    if more:
        world.change(SupervisionSession, session_id, **more)
    return session_id


def text_of(report: Any, data: Any, sheet: Sheet, pages: Pages) -> str:
    return " ".join(" ".join(pages(as_pdf(report, data, sheet))).split())


@pytest.mark.requirement("RPT-03")
def test_the_statement_holds_no_case_and_no_client(kept: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    held(kept, date(2026, 10, 5))
    data = kept.collect(annual_statement, context, **YEAR, confirm=True)
    everything = json.dumps(as_json(data), ensure_ascii=False) + text_of(annual_statement, data, sheet, pages)
    everything += repr(as_table(annual_statement, data))
    with kept.store.read() as db:
        references = [one.reference for one in db.query(Case)]
    assert len(references) >= 2
    for word in (*references, "Jo Fictional", "Sam Invented", PRIVATE, "hip operation", "Borrowed", "tired", "not met"):
        assert word not in everything, word


@pytest.mark.requirement("RPT-03")
def test_the_statement_says_who_how_much_of_what_kind_and_is_signed(
        kept: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    kept.change(Person, kept.ids["supervisor"], profession="occupational_therapy")
    held(kept, date(2026, 10, 5), focus=("caseload",), arrangement="one_to_one", format="virtual")
    held(kept, date(2026, 9, 5), focus=("appraisal",))
    data = kept.collect(annual_statement, context, **YEAR, confirm=True, body="vra")
    (name, who, count, minutes), = data.supervisors
    assert name == "Dr Morgan Vale"
    assert "Occupational therapy" in who
    assert "OT00000" in who
    assert (count, minutes) == (data.sessions, data.minutes), "the appraisal is no supervision"
    text = text_of(annual_statement, data, sheet, pages)
    for words in ("Annual supervision statement", "for VRA", "Caseload", "One to one", "Video", "Supervisor, to confirm",
                  "Signature", "Robin Ashdown", "children", PRINTED):
        assert words.casefold() in text.casefold(), words
    assert [row[0] for row in data.rules if row[1] == "Professional body"] == ["VRA"]
    every = kept.collect(annual_statement, context, **YEAR)
    assert [row[0] for row in every.rules if row[1] == "Professional body"] == ["BABICM", "VRA"]
    assert every.confirm == ()


@pytest.mark.requirement("SUP-21")
def test_another_role_of_a_supervisor_stands_beside_the_name(kept: Any, context: Context) -> None:
    held(kept, date(2026, 10, 5))
    (_, before, *_), = kept.collect(annual_statement, context, **YEAR).supervisors
    assert "Also" not in before
    with kept.store.read() as db:
        bond = db.query(Supervisor).filter_by(person_id=kept.ids["supervisor"]).one().id
    kept.change(Supervisor, bond, double_roles=("line_manager", "friend_or_relative"), double_roles_note="Kept apart")
    (_, who, *_), = kept.collect(annual_statement, context, **YEAR).supervisors
    assert who == f"{before}. Also: line manager, friend or relative"


@pytest.mark.requirement("CAD-06")
def test_the_private_reason_stays_out_and_the_printable_line_prints(
        kept: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    for report, params in ((annual_statement, YEAR), (cadence, {})):
        data = kept.collect(report, context, **params)
        text = text_of(report, data, sheet, pages)
        assert PRIVATE not in text + json.dumps(as_json(data))
    assert kept.collect(annual_statement, context, **YEAR).lines == (PRINTED,)


@pytest.mark.requirement("CAD-13")
def test_hours_are_set_beside_what_is_asked_only_over_a_year(kept: Any, context: Context) -> None:
    held(kept, date(2026, 10, 5))
    year = {row[0]: row[3] for row in kept.collect(annual_statement, context, **YEAR).rules}
    assert year["VRA"].endswith("of 6 hours")
    month = {row[0]: row[3] for row in kept.collect(
        annual_statement, context, starts=date(2026, 10, 1), ends=date(2026, 10, 31)).rules}
    assert month["VRA"] == "1.5 hours"
    assert month["Monthly"] == "1 of 1 month, 100 %"


@pytest.mark.requirement("RPT-03")
def test_months_of_which_most_lie_in_the_period_are_counted(kept: Any, context: Context) -> None:
    held(kept, date(2025, 4, 3))
    held(kept, date(2025, 5, 30))
    data = kept.collect(annual_statement, context, tax_year=2025)
    assert (data.months[0][0], data.months[-1][0]) == ("Apr 2025", "Mar 2026")
    assert {row[0]: row[3] for row in data.rules}["Monthly"] == "2 of 12 months, 17 %"
    assert data.sessions == 1, "the third of April lies before the tax year"
    with pytest.raises(BadInput, match="To lies before From"):
        kept.collect(annual_statement, context, starts=date(2026, 2, 1), ends=date(2026, 1, 1))


def test_a_group_names_nobody_but_who_gave_the_supervision(kept: Any, context: Context) -> None:
    session_id = held(kept, date(2026, 10, 5))
    other = created(Person, {"name": "Ash Made-up"})
    kept.create(other)
    with kept.store.read() as db:
        change = planning.add_participant(db, session_id, other.id, "peer")
    kept.store.apply(change)
    kept.change(SupervisionSession, session_id, arrangement="group")
    assert "Made-up" not in json.dumps(as_json(kept.collect(annual_statement, context, **YEAR)))
    kept.change(SupervisionSession, session_id, arrangement="peer")
    assert "Made-up" in json.dumps(as_json(kept.collect(annual_statement, context, **YEAR)))


@pytest.mark.requirement("CAD-01")
@pytest.mark.requirement("CAD-10")
def test_the_overview_has_each_rule_apart_the_months_twice_and_what_was_missed(
        kept: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    with kept.store.read() as db:
        change = cadence_view.show(db, [cadence_view.AHEAD, cadence_view.COMPLETE])
    kept.store.apply(change)
    for day in (3, 10):
        with kept.store.read() as db:
            change, session_id = planning.plan(db, kept.ids["supervisor"], date(2026, 9, day))
        kept.store.apply(change)
        with kept.store.read() as db:
            change = sessions.not_held(db, session_id, "cancelled_by_supervisee", "Heavy workload")
        kept.store.apply(change)
    data = kept.collect(cadence, context)
    assert [(one.name, one.source) for one in data.rules if one.source != "Contract"] == [
        ("BABICM", "Professional body"), ("VRA", "Professional body"),
        ("Borrowed", "A benchmark of another setting (NHS)"), ("Monthly", "Need")]
    assert [row[:2] for row in as_table(cadence, data).rows] == [row[:2] for row in data.months]
    text = text_of(cadence, data, sheet, pages)
    for words in ("Aug 2026", "Time off", "2 called off by you", "2 × Heavy workload", "A hip operation", "Diary ahead",
                  "with a finished record"):
        assert words in text, words
    assert "not met" not in text


def test_a_practice_without_rules_prints_its_months(world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    data = world.collect(cadence, context)
    with world.store.read() as db:
        assert service.own_rules(db, context.today, service.HERSELF) == []
    assert "Month by month" in text_of(cadence, data, sheet, pages)
    assert text_of(annual_statement, world.collect(annual_statement, context), sheet, pages)
