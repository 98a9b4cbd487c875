"""Sums that the practice file makes: the same as adding the entries one by one, whatever the entries and the period."""
from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.services import cases, time, time_groups
from supervision_desktop.store.changes import created, deleted, gesture

TAX_YEAR = (date(2023, 4, 6), date(2024, 4, 5))
EDGES = (date(2023, 4, 5), date(2023, 4, 6), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2024, 4, 5),
         date(2024, 4, 6))


def entry(on: date, minutes: int, **more: Any) -> Any:
    return created(TimeEntry, {"on": on, "minutes": minutes, "kind": "preparation", "purpose": "supervision",
                               "outcome": "non_billable", **more})


@pytest.fixture
def around(desk: Any) -> dict[str, list[str | None]]:
    """Cases of two parties and one of none; sessions with two people, one of them with two focuses."""
    found: dict[str, list[str | None]] = {"case": [None], "session": [None]}
    for name, party in (("Alder 47", "Firm & Sons"), ("Birch 12", "Others LLP"), ("Wren 3", "")):
        case_id = desk.do(cases.new_case, name, date(2023, 1, 1))
        if party:
            desk.edit(Case, case_id, party_id=desk.apply(cases.new_party(party)))
        found["case"].append(case_id)
    for name, focus in (("Robin Specimen", ("professional",)), ("Alex Example", ("caseload", "professional"))):
        session_id = desk.held(desk.supervisor(name), 60, date(2024, 2, 29))
        desk.edit(SupervisionSession, session_id, focus=focus)
        found["session"].append(session_id)
    return found


@pytest.mark.requirement("BIL-11")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_grouping_of_any_entries_is_the_sum_of_the_entries(desk: Any, around: Any, data: st.DataObject) -> None:
    days = st.sampled_from(EDGES) | st.dates(date(2023, 1, 1), date(2024, 12, 31))
    made = [entry(on, minutes, kind=kind, purpose=purpose, outcome=outcome, case_id=around["case"][case],
                  session_id=around["session"][session],
                  billable_minutes=minutes * share // 100 if outcome == "part_billable" else None)
            for on, minutes, kind, purpose, outcome, case, session, share in data.draw(st.lists(st.tuples(
                days, st.integers(0, 1440), st.sampled_from(["travel", "write_up"]),
                st.sampled_from(["supervision", "training"]), st.sampled_from(["billable", "part_billable", "non_billable"]),
                st.integers(0, 3), st.integers(0, 2), st.integers(0, 100)), max_size=12))]
    desk.store.apply(gesture("Some", *made))
    first, last = sorted((data.draw(days), data.draw(days)))
    rows = desk.ask(time.entries, first, last)
    whole = time.Sum("", sum(row.minutes for row in rows), sum(row.billable for row in rows))
    assert desk.ask(time_groups.total, first, last) == whole
    assert desk.ask(time_groups.count, first, last) == len(rows)
    for by in time_groups.GROUPS:
        sums = desk.ask(time_groups.sums, by, first, last)
        assert (sum(one.minutes for one in sums), sum(one.billable for one in sums)) == (whole.minutes, whole.billable)
        if by not in ("focus", "month"):
            one_by_one: Counter[str] = Counter()
            for row in rows:
                one_by_one[getattr(row, by) or ""] += row.minutes
            assert {one.key: one.minutes for one in sums} == dict(one_by_one)
    desk.store.apply(gesture("Gone", *(deleted(desk.get(TimeEntry, one.id)) for one in made)))


def test_a_tax_year_begins_on_the_sixth_of_april_and_a_leap_day_counts(desk: Any) -> None:
    desk.store.apply(gesture("Edges", *(entry(on, 10 ** place) for place, on in enumerate(EDGES[:4])),
                             *(entry(on, 10_00, kind="travel") for on in EDGES[4:])))
    assert desk.ask(time_groups.total, *TAX_YEAR).minutes == 10 + 100 + 1000 + 2 * 1000
    months = {one.key: one.minutes for one in desk.ask(time_groups.months, *TAX_YEAR)}
    assert len(months) == 13
    assert (months["2023-04"], months["2024-02"], months["2024-04"]) == (10, 1100, 1000)
    assert desk.ask(time_groups.total, date(2024, 2, 29), date(2024, 2, 29)).minutes == 1000
    whole = desk.ask(time_groups.total, EDGES[0], EDGES[-1]).minutes
    before = TAX_YEAR[0] - timedelta(days=1)
    after = TAX_YEAR[1] + timedelta(days=1)
    assert whole == sum(desk.ask(time_groups.total, *days).minutes for days in (
        (before, before), TAX_YEAR, (after, after)))


def test_groups_in_words(desk: Any, around: Any) -> None:
    sums = desk.ask(time_groups.sums, "focus", date(2024, 2, 29), date(2024, 2, 29))
    assert {time_groups.words("focus", one.key, desk.lists) for one in sums} == {
        "Professional", "Caseload; Professional"}
    assert time_groups.words("purpose", "training", desk.lists) == "Training"
    assert time_groups.words("case", "Alder 47", desk.lists) == "Alder 47"
    assert time_groups.words("kind", "", desk.lists) == ""


def test_many_sessions_are_looked_up_all_at_once_with_the_same_result(desk: Any, around: Any, monkeypatch: Any) -> None:
    days = date(2024, 2, 1), date(2024, 3, 31)
    few = desk.ask(time_groups.sums, "with_whom", *days)
    monkeypatch.setattr(time_groups, "FEW", 0)
    assert desk.ask(time_groups.sums, "with_whom", *days) == few
    assert {one.key for one in few} == {"Robin Specimen", "Alex Example"}
