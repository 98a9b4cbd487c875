"""Months as a row of cells: one word and one shape each; weeks stand together by the month in which they begin."""
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_desktop.domain.cadence_rules import (
    DUE_SOON,
    EXCUSED,
    IN_TIME,
    MET,
    NOT_MET,
    OPEN,
    OVERDUE,
    Meeting,
    Rule,
    Span,
    another_day,
    measured,
    next_due,
    periods_of,
    skipped,
    window,
)
from supervision_desktop.domain.cadence_strip import PART, PLANNED, cells, held_in, months
from supervision_desktop.formats import add_months, month_start

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def held(*days: date, **more: object) -> list[Meeting]:
    return [Meeting(day, 60, **more) for day in days]  # type: ignore[arg-type]


def test_months_as_they_were_by_no_rule() -> None:
    found = months([*held(date(2026, 9, 3), date(2026, 9, 20)), *held(date(2026, 11, 28), status="planned")],
                   [Span(date(2026, 8, 1), date(2026, 8, 31))], TODAY, *window(TODAY))
    assert [(c.first.month, c.state, c.held) for c in found[-5:]] == [
        (7, NOT_MET, 0), (8, EXCUSED, 0), (9, MET, 2), (10, NOT_MET, 0), (11, PLANNED, 0)]
    assert months([], [], TODAY, *window(TODAY))[-1].state == OPEN
    assert len(found) == 12


def test_an_appraisal_makes_no_month_and_no_hours() -> None:
    talk = held(date(2026, 10, 3), focus=("appraisal",))
    assert [c.state for c in months(talk, [], TODAY, date(2026, 10, 1), date(2026, 10, 31))] == [NOT_MET]
    assert held_in(talk, date(2026, 1, 1), TODAY) == []


def test_weeks_stand_together_by_month() -> None:
    rule = Rule(unit="week", starts=date(2026, 9, 7))
    found = cells(measured(rule, held(date(2026, 9, 8), date(2026, 9, 15), date(2026, 10, 6)), [], TODAY), "week")
    assert [(c.first.month, c.state, c.done, c.parts) for c in found] == [
        (9, PART, 2, 4), (10, PART, 1, 4), (11, NOT_MET, 0, 2)]
    quarters = cells(measured(Rule(unit="quarter"), held(date(2026, 2, 1)), [], TODAY), "quarter")
    assert [(c.unit, c.state) for c in quarters] == [
        ("quarter", NOT_MET), ("quarter", MET), ("quarter", NOT_MET), ("quarter", NOT_MET), ("quarter", OPEN)]


@given(st.sampled_from(["week", "fortnight", "month", "quarter", "year"]), st.lists(DAYS, max_size=40), DAYS)
def test_cells_count_what_the_figures_count(unit: str, days: list[date], today: date) -> None:
    figures = measured(Rule(unit=unit), held(*days), [], today)
    found = cells(figures, unit)
    assert sum(c.held for c in found) == sum(p.held for p in figures.periods)
    assert len(found) <= 14
    assert [c.first for c in found] == sorted({c.first for c in found})


@pytest.mark.requirement("CAD-09")
def test_time_off_pushes_back_what_is_due() -> None:
    last = held(date(2026, 6, 10))
    leave = [Span(date(2026, 7, 1), date(2026, 8, 31))]
    assert next_due(Rule(), last, date(2026, 7, 5), leave) == (date(2026, 9, 10), IN_TIME)
    assert next_due(Rule(), last, date(2026, 9, 5), leave) == (date(2026, 9, 10), DUE_SOON)
    assert next_due(Rule(), last, date(2026, 9, 11), leave)[1] == OVERDUE
    assert next_due(Rule(), last, date(2026, 9, 11))[1] == OVERDUE
    assert next_due(Rule(), last, TODAY, [Span(date(2026, 7, 1))])[1] == EXCUSED
    assert next_due(Rule(), last, TODAY, [Span(date(2026, 12, 1))])[1] == OVERDUE


@pytest.mark.requirement("CAD-09")
def test_days_off_noted_twice_are_off_once() -> None:
    half = [Span(date(2026, 9, 1), date(2026, 9, 10)), Span(date(2026, 9, 5), date(2026, 9, 14))]
    states = {p.first.month: p.state for p in measured(Rule(), [], half, TODAY).periods}
    assert states[9] == NOT_MET
    longer = [*half, Span(date(2026, 9, 15), date(2026, 9, 16))]
    assert {p.first.month: p.state for p in measured(Rule(), [], longer, TODAY).periods}[9] == EXCUSED


@given(DAYS, st.lists(st.tuples(DAYS, st.integers(0, 90)), max_size=4))
def test_time_off_never_makes_it_due_sooner(last: date, off: list[tuple[date, int]]) -> None:
    spans = [Span(first, date.fromordinal(first.toordinal() + days)) for first, days in off]
    today = add_months(last, 2)
    assert next_due(Rule(), held(last), today, spans)[0] >= next_due(Rule(), held(last), today)[0]


@pytest.mark.parametrize(("rule", "last", "due"), [
    (Rule(), date(2024, 1, 31), date(2024, 2, 29)), (Rule(), date(2023, 1, 31), date(2023, 2, 28)),
    (Rule(), date(2026, 3, 29), date(2026, 4, 29)), (Rule(unit="year"), date(2024, 2, 29), date(2025, 2, 28)),
    (Rule(unit="fortnight"), date(2026, 10, 20), date(2026, 11, 3)),
    (Rule(unit="quarter"), date(2026, 11, 30), date(2027, 2, 28))])
def test_short_months_leap_days_and_clock_changes(rule: Rule, last: date, due: date) -> None:
    assert next_due(rule, held(last), last)[0] == due


@given(DAYS)
def test_the_last_and_the_first_day_belong_to_different_months(day: date) -> None:
    end = date.fromordinal(add_months(month_start(day), 1).toordinal() - 1)
    after = date.fromordinal(end.toordinal() + 1)
    today = add_months(day, 2)
    found = {p.first: p.held for p in measured(Rule(), held(end, after), [], today).periods}
    assert found[month_start(end)] == found[month_start(after)] == 1


@pytest.mark.requirement("SUP-20")
def test_periods_left_out_between_two_sessions() -> None:
    assert skipped(Rule(), date(2026, 1, 31), date(2026, 2, 1)) == 0
    assert skipped(Rule(), date(2026, 1, 10), date(2026, 2, 28)) == 0
    assert skipped(Rule(), date(2026, 1, 31), date(2026, 3, 1)) == 1
    assert skipped(Rule(unit="quarter"), date(2025, 12, 31), date(2026, 7, 1)) == 2
    assert skipped(Rule(), TODAY, TODAY) == 0


@pytest.mark.requirement("CAD-14")
@given(DAYS, st.integers(0, 60))
def test_another_day_is_the_same_day_of_the_week_and_soon(missed: date, ago: int) -> None:
    today = date.fromordinal(missed.toordinal() + ago)
    found = another_day(missed, today)
    assert found.weekday() == missed.weekday()
    assert 2 <= (found - today).days <= 8


def test_whole_periods_are_kept_apart_by_unit() -> None:
    assert periods_of("month", date(2024, 2, 29), date(2024, 3, 1)) == [
        (date(2024, 2, 1), date(2024, 2, 29)), (date(2024, 3, 1), date(2024, 3, 31))]
