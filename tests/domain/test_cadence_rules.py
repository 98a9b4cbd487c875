"""How often supervision happened, held against adopted rules: examples of the catalogue, and what always holds."""
from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_desktop.domain.cadence_rules import (
    COUNTS,
    DOES_NOT_COUNT,
    EXCUSED,
    IN_TIME,
    MET,
    NEVER,
    NOT_MET,
    OPEN,
    OVERDUE,
    Meeting,
    Rule,
    Span,
    ahead,
    counts,
    hours_held,
    measured,
    most_first,
    next_due,
    only_group,
    periods_of,
    presented_state,
    silence,
    under_pressure,
    window,
)
from supervision_desktop.formats import add_months

TODAY = date(2026, 11, 30)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
UNITS = st.sampled_from(["week", "fortnight", "month", "quarter", "year"])
MEETINGS = st.lists(st.builds(
    Meeting, DAYS, st.integers(1, 180), st.sampled_from(["held", "held", "planned", "cancelled_by_supervisee"]),
    st.sampled_from([(), ("professional",), ("appraisal",), ("caseload", "training")]),
    st.sampled_from(["one_to_one", "group"])), max_size=60)


def monthly(*months: int, **more: object) -> list[Meeting]:
    """A session on the 10th of each of these months of the window; 0 is this month, 11 the first."""
    return [Meeting(add_months(date(2026, 11, 10), -n), 60, **more) for n in months]  # type: ignore[arg-type]


@pytest.mark.requirement("CAD-02")
def test_a_month_is_met_by_one_held_session_and_two_count_once() -> None:
    found = measured(Rule(), [*monthly(3, 3), *monthly(4, status="cancelled_by_supervisor")], [], TODAY)
    states = {p.first: p.state for p in found.periods}
    assert states[date(2026, 8, 1)] == MET
    assert states[date(2026, 7, 1)] == NOT_MET
    assert found.met == 1


@pytest.mark.requirement("CAD-03")
@pytest.mark.parametrize(("met", "points", "reached"), [(10, 8333, True), (9, 7500, False), (12, 10_000, True)])
def test_the_rate_over_twelve_months(met: int, points: int, reached: bool) -> None:
    found = measured(Rule(target=8000), monthly(*range(met)), [], date(2026, 12, 1) - timedelta(days=1))
    assert (found.counted, found.points, found.reached) == (12, points, reached)
    assert found.allowed == 2
    assert found.left_to_miss == met - 10


def test_the_running_month_counts_only_once_it_is_met() -> None:
    open_month = measured(Rule(), monthly(*range(1, 12)), [], TODAY)
    assert (open_month.periods[-1].state, open_month.counted) == (OPEN, 11)
    assert measured(Rule(), monthly(*range(12)), [], TODAY).counted == 12


@pytest.mark.requirement("CAD-09")
def test_two_excused_months_leave_the_count() -> None:
    held = monthly(*range(9))
    off = [Span(date(2025, 12, 1), date(2026, 1, 31))]
    found = measured(Rule(target=8000), held, off, TODAY)
    assert [p.state for p in found.periods[:3]] == [EXCUSED, EXCUSED, NOT_MET]
    assert (found.met, found.counted, found.points) == (9, 10, 9000)


def test_an_excused_month_in_which_one_was_held_counts_as_met() -> None:
    found = measured(Rule(), monthly(5), [Span(date(2026, 6, 1), date(2026, 6, 30))], TODAY)
    assert next(p for p in found.periods if p.first == date(2026, 6, 1)).state == MET


@pytest.mark.requirement("SES-04")
def test_a_month_with_only_an_appraisal_is_not_met() -> None:
    found = measured(Rule(), monthly(2, focus=("appraisal",)), [], TODAY)
    assert found.met == 0
    assert counts(Meeting(TODAY, 60, focus=("appraisal", "caseload")), Rule())


@pytest.mark.requirement("SES-05")
def test_three_months_of_group_sessions_only_are_said_to_be_that() -> None:
    grouped = monthly(1, 2, 3, arrangement="group")
    found = measured(Rule(), grouped, [], TODAY)
    assert found.met == 3
    assert only_group(found)
    assert not only_group(measured(Rule(), [*grouped, *monthly(4)], [], TODAY))
    assert measured(Rule(group=DOES_NOT_COUNT), grouped, [], TODAY).met == 0


@pytest.mark.requirement("CAD-04")
def test_eight_months_planned_ahead_are_two_thirds_and_the_empty_ones_are_named() -> None:
    planned = [Meeting(add_months(date(2026, 11, 30), n), 60, "planned") for n in range(8)]
    found = ahead(Rule(target=8000), planned, TODAY)
    assert (found.met, found.counted, round((found.points or 0) / 100)) == (8, 12, 67)
    assert [p.first.month for p in found.periods if p.state == NOT_MET] == [7, 8, 9, 10]


@pytest.mark.requirement("CAD-12")
def test_a_held_session_whose_record_is_open_counts_as_held_only() -> None:
    found = measured(Rule(), [*monthly(1, complete=False), *monthly(2)], [], TODAY)
    assert (found.met, found.complete) == (2, 1)


@pytest.mark.requirement("CAD-05")
def test_a_case_is_due_again_within_twelve_months_of_its_last_presentation() -> None:
    assert presented_state(TODAY - timedelta(days=366), None, TODAY)[0] == OVERDUE
    assert presented_state(TODAY, None, TODAY)[0] == IN_TIME
    assert presented_state(None, TODAY, TODAY) == (NEVER, date(2027, 11, 30))
    assert presented_state(None, TODAY - timedelta(days=400), TODAY)[0] == OVERDUE
    assert presented_state(None, None, TODAY) == (NEVER, None)


@pytest.mark.requirement("CAD-14")
def test_two_cancellations_by_the_supervisee_in_sixty_days() -> None:
    off = [Meeting(TODAY - timedelta(days=n), 60, "cancelled_by_supervisee") for n in (5, 59)]
    assert under_pressure(off, TODAY)
    assert not under_pressure(off[:1], TODAY)
    assert not under_pressure([off[0], Meeting(TODAY - timedelta(days=61), 60, "not_attended")], TODAY)
    assert not under_pressure([Meeting(m.on, 60, "cancelled_by_supervisor") for m in off], TODAY)


@pytest.mark.requirement("CAD-10")
def test_the_commonest_reason_comes_first() -> None:
    given_reasons = ["illness", "heavy workload", "heavy workload", "travel", "heavy workload"]
    assert most_first(given_reasons)[0] == ("heavy workload", 3)


@pytest.mark.requirement("CAD-08")
def test_next_due_counts_from_the_last_session() -> None:
    assert next_due(Rule(), [Meeting(date(2026, 10, 31), 60)], TODAY) == (date(2026, 11, 30), "due_soon")
    assert next_due(Rule(), [Meeting(date(2026, 10, 29), 60)], TODAY) == (date(2026, 11, 29), OVERDUE)
    assert next_due(Rule(unit="quarter"), [Meeting(date(2026, 11, 28), 60)], TODAY) == (date(2027, 2, 28), IN_TIME)


def test_hours_leave_out_what_is_no_supervision() -> None:
    held = [Meeting(TODAY, 90), Meeting(TODAY, 60, focus=("training",)), Meeting(TODAY, 30, "planned")]
    assert hours_held(held, TODAY, TODAY) == 90


def test_silence_names_what_is_missing_and_time_off_silences_it() -> None:
    nothing = silence(0, [], [], TODAY)
    assert (nothing.no_supervisor, nothing.none_held, nothing.none_planned, nothing.any) == (True, True, True, True)
    held = [Meeting(TODAY, 60), Meeting(TODAY + timedelta(days=9), 60, "planned")]
    assert not silence(1, held, [], TODAY).any
    assert not silence(0, [], [Span(date(2026, 1, 1))], TODAY).any
    assert silence(0, [], [Span(date(2026, 1, 1), date(2026, 11, 29))], TODAY).any


@given(UNITS, DAYS, DAYS)
def test_periods_cover_every_day_once(unit: str, one: date, two: date) -> None:
    first, last = sorted((one, two))
    found = periods_of(unit, first, last)
    assert found[0][0] <= first
    assert found[-1][1] >= last
    assert all(after[0] - before[1] == timedelta(days=1) for before, after in pairwise(found))


@given(DAYS, DAYS)
def test_a_fortnight_never_shifts(one: date, two: date) -> None:
    """Whatever the window, the same day lies in the same fortnight."""
    first, last = sorted((one, two))
    own = next(span for span in periods_of("fortnight", first, last) if span[0] <= last <= span[1])
    assert own == periods_of("fortnight", last, last)[0]


@given(st.builds(Rule, st.integers(1, 3), UNITS, target=st.integers(0, 10_000)), MEETINGS, DAYS)
def test_figures_always_add_up(rule: Rule, meetings: list[Meeting], today: date) -> None:
    found = measured(rule, meetings, [], today)
    assert 0 <= found.complete <= found.met <= found.counted <= len(found.periods)
    assert 0 <= found.allowed <= found.counted
    assert found.reached == (found.left_to_miss >= 0)
    assert found.points is None or 0 <= found.points <= 10_000


@given(MEETINGS, MEETINGS, DAYS)
def test_one_more_session_never_makes_it_worse(meetings: list[Meeting], more: list[Meeting], today: date) -> None:
    rule = Rule(group=COUNTS)
    before, after = measured(rule, meetings, [], today), measured(rule, [*meetings, *more], [], today)
    assert after.met >= before.met
    if any(counts(m, rule) and m.on <= today for m in meetings):
        assert next_due(rule, [*meetings, *more], today)[0] >= next_due(rule, meetings, today)[0]


@given(DAYS)
def test_the_window_is_twelve_whole_months_and_holds_today(today: date) -> None:
    first, last = window(today)
    assert first <= today <= last
    assert len(periods_of("month", first, last)) == 12
    assert add_months(first, 12) == last + timedelta(days=1)


@pytest.mark.requirement("CAD-05")
@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)))
def test_a_case_presented_366_days_ago_is_overdue_in_a_leap_year_too(day: date) -> None:
    assert presented_state(day, None, day + timedelta(days=366))[0] == OVERDUE
    assert presented_state(day, None, day + timedelta(days=365))[0] != OVERDUE
