"""What always holds of time and money: parts and sessions, closed periods, caps by year, lines that stay as they left."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervision_desktop.domain.cases import Case, CaseAgreement
from supervision_desktop.domain.money import BillingTarget, ChargeLine, ClosedPeriod, OwnRate
from supervision_desktop.domain.time import Part, TimeEntry
from supervision_desktop.errors import BadInput, SealedRecord
from supervision_desktop.exchange.check import check_trail
from supervision_desktop.services import (
    cadence,
    caps,
    cases,
    charge_lines,
    costs,
    importing,
    planning,
    sessions,
    targets,
    time,
    today,
)
from supervision_desktop.services.import_targets import SESSIONS, TIME
from supervision_desktop.services.importing import Choices
from supervision_desktop.store.changes import changed, created, deleted, gesture

TODAY = date(2026, 11, 21)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
ALL = (date(2020, 1, 1), date(2030, 12, 31))


def a_case(desk: Any, name: str = "Alder 47", begun: date = YEAR[0], **terms: Any) -> str:
    case_id: str = desk.do(cases.new_case, name, TODAY)
    desk.edit(Case, case_id, party_id=desk.apply(cases.new_party(f"Firm of {name}")), party_reference=f"REF/{name}")
    wanted = {"agreed": "yes", "rate_pence": 9000, "rounding": "6", "reference": "A/1", **terms}
    desk.edit(CaseAgreement, desk.apply(cases.new_agreement(case_id, begun)), **wanted)
    return case_id


def charged(desk: Any, case_id: str | None, minutes: int = 20, on: date = TODAY, **more: Any) -> str:
    entry_id: str = desk.apply(time.new_entry(on, minutes, case_id=case_id))
    desk.do(time.decide, entry_id, "billable", TODAY, **more)
    return entry_id


def export(desk: Any, number: str, *ids: str) -> None:
    desk.do(charge_lines.export, set(ids), number, TODAY, *ALL)


def close(desk: Any, first: date = YEAR[0], last: date = YEAR[1]) -> None:
    desk.store.apply(gesture("Close", created(ClosedPeriod, {"starts_on": first, "ends_on": last})))


def bring_in(desk: Any, target: Any, headers: tuple[str, ...], *rows: tuple[str, ...]) -> tuple[importing.Preview, str]:
    found = desk.ask(importing.preview, target, list(enumerate(rows, 2)), importing.guess(target, headers), desk.lists,
                     TODAY, Choices())
    if found.wrong == len(rows):
        return found, ""
    return found, desk.apply(importing.changes(found, desk.ask(importing.known, TODAY), "diary.csv", "2026-11-21T10:00:00Z",
                                               Choices()))


@pytest.mark.requirement("SES-17")
@pytest.mark.requirement("BIL-11")
def test_one_entry_cannot_make_a_sessions_parts_differ_from_its_minutes(desk: Any) -> None:
    session_id = desk.held(desk.supervisor(), 60)
    desk.do(time.split, session_id, [Part(45), Part(15, "training")])
    (part, _), *_ = desk.ask(sessions.parts, session_id)
    with pytest.raises(BadInput, match="would hold 1 h 5 min, where 1 h were held"):
        desk.ask(time.refuse_loose_part, part, {"minutes": 50})
    with pytest.raises(BadInput, match="would hold 15 min, where 1 h were held"):
        desk.ask(time.refuse_loose_part, part, {"kind": "travel"})
    with pytest.raises(BadInput, match="would hold 15 min"):
        desk.ask(time.refuse_loose_part, part)
    travel = desk.get(TimeEntry, desk.apply(time.new_entry(TODAY, 30, "travel", session_id=session_id)))
    with pytest.raises(BadInput, match="would hold 1 h 30 min"):
        desk.ask(time.refuse_loose_part, travel, {"kind": "session"})
    for harmless in ({"minutes": 90}, {"note": "By train"}, None):
        desk.ask(time.refuse_loose_part, travel, harmless)
    desk.ask(time.refuse_loose_part, part, {"activity": "Professional supervision", "minutes": 45})


@pytest.mark.requirement("SES-17")
def test_a_planned_session_has_no_parts_before_it_is_held(desk: Any) -> None:
    planned = desk.do(planning.plan, desk.supervisor(), TODAY, minutes=60)
    sheet = desk.get(TimeEntry, desk.apply(time.new_entry(TODAY, 30, session_id=planned)))
    with pytest.raises(BadInput, match="would hold 30 min, where 0 min were held"):
        desk.ask(time.refuse_loose_part, sheet, {"kind": "session"})


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(1, 200), st.lists(st.integers(0, 60), max_size=3)), min_size=1, max_size=4))
@pytest.mark.requirement("SES-17")
def test_parts_are_the_sessions_minutes_whatever_is_done_to_it(desk: Any, steps: list[tuple[int, list[int]]]) -> None:
    """Lengths that change and splits in turn; what is refused leaves everything as it was."""
    session_id = desk.held(desk.supervisor(), 60)
    for length, sizes in steps:
        for plan in (lambda length=length: [*desk.ask(sessions.time_follows, session_id, length), changed(
                         desk.ask(sessions.page, session_id).session, minutes=length)],
                     lambda sizes=sizes: desk.ask(time.split, session_id, [Part(size) for size in sizes]).changes):
            try:
                made = plan()
            except BadInput:
                continue
            desk.store.apply(gesture("Step", *made))
        found = desk.ask(sessions.page, session_id)
        assert sum(entry.minutes for entry, _ in found.parts) == (found.session.minutes or 0)


@pytest.mark.requirement("BIL-01")
@pytest.mark.parametrize(("target", "headers", "row"), [
    (TIME, ("Date", "Minutes"), ("3/2/2026", "30")),
    (SESSIONS, ("Date", "Supervisor", "Minutes"), ("3/2/2026", "Robin Specimen", "60"))])
def test_a_table_brings_no_time_into_a_closed_period(
        desk: Any, target: Any, headers: tuple[str, ...], row: tuple[str, ...]) -> None:
    desk.supervisor()
    _, batch = bring_in(desk, target, headers, ("5/3/2026", *row[1:]))
    close(desk)
    rows = desk.rows()
    found, none = bring_in(desk, target, headers, row)
    assert "3 February 2026 lies in the period 1 January 2026 to 31 December 2026" in found.lines[0].problems["on"]
    assert not none
    with pytest.raises(BadInput, match="5 March 2026 lies in the period"):
        desk.ask(importing.take_out, batch)
    assert desk.rows() == rows
    found, _ = bring_in(desk, target, headers, ("3/2/2025", *row[1:]))
    assert found.wrong == 0


def test_a_session_without_time_may_come_into_a_closed_period(desk: Any) -> None:
    desk.supervisor()
    close(desk)
    found, batch = bring_in(desk, SESSIONS, ("Date", "Supervisor", "State"), ("3/2/2026", "Robin Specimen", "planned"))
    assert (found.wrong, bool(batch)) == (0, True)


@pytest.mark.requirement("CAD-12")
def test_an_imported_session_has_nothing_left_to_finish(desk: Any) -> None:
    desk.supervisor()
    desk.do(lambda _db: cadence.new_rule("Monthly", "monthly", YEAR[0]))
    bring_in(desk, SESSIONS, ("Date", "Supervisor", "Minutes"), ("5/3/2026", "Robin Specimen", "60"))
    (row,) = desk.ask(sessions.rows)
    assert (row.imported, row.to_finish) == (True, False)
    assert "Record to finish" not in [item.reason for item in desk.ask(today.items, TODAY)]
    (state,) = desk.ask(cadence.states, TODAY)
    assert (state.figures.met, state.figures.complete) == (1, 1)
    held = desk.held(desk.supervisor("Kim Placeholder"))
    assert [one.to_finish for one in desk.ask(sessions.rows) if one.id == held] == [True]
    assert [item.id for item in desk.ask(today.items, TODAY) if item.reason == "Record to finish"] == [held]


@pytest.mark.requirement("BIL-03")
def test_time_to_charge_without_a_case_is_held_back_not_lost(desk: Any) -> None:
    entry_id = charged(desk, None, reason="By telephone")
    found = desk.ask(charge_lines.to_charge, *YEAR)
    assert [(row.id, "names no case" in sentence) for row, sentence in found.held_back] == [(entry_id, True)]
    with pytest.raises(BadInput, match="names no case"):
        desk.ask(charge_lines.export, {entry_id}, "1", TODAY, *YEAR)


@pytest.mark.requirement("BIL-07")
def test_a_cap_counts_what_was_charged_at_the_rate_it_was_charged_with_corrections(desk: Any) -> None:
    case_id = a_case(desk, cap_minutes=60, cap_pence=9000, begun=date(2026, 1, 10))
    first = charged(desk, case_id, 48)
    export(desk, "1", first)
    (line,) = desk.ask(charge_lines.of_entry, first)
    desk.edit(CaseAgreement, line.agreement_id, rate_pence=20_000)
    second = charged(desk, case_id, 12)
    over = desk.ask(caps.over_cap, desk.get(TimeEntry, second))
    assert (over.minutes, over.pence) == (0, 7200 + 4000 - 9000)
    desk.do(charge_lines.correct, line.id, 60, "longer")
    over = desk.ask(caps.over_cap, desk.get(TimeEntry, second))
    assert (over.minutes, over.pence) == (12, 9000 + 4000 - 9000)


@pytest.mark.requirement("BIL-07")
@pytest.mark.requirement("BIL-11")
def test_a_statement_sets_a_cap_beside_the_whole_year_of_the_agreement(desk: Any) -> None:
    case_id = a_case(desk, cap_minutes=120, cap_pence=20_000, begun=date(2025, 7, 1))
    party = desk.get(Case, case_id).party_id
    for on, minutes in ((date(2026, 3, 1), 60), (date(2026, 5, 1), 30), (date(2026, 8, 1), 24)):
        charged(desk, case_id, minutes, on)
    found = desk.ask(time.statement, party, date(2026, 4, 6), date(2027, 4, 5))
    assert [(one.first, one.last, one.billed, one.pence, one.year_billed, one.year_pence) for one in found.caps] == [
        (date(2025, 7, 1), date(2026, 6, 30), 30, 4500, 90, 13_500),
        (date(2026, 7, 1), date(2027, 6, 30), 24, 3600, 24, 3600)]


@pytest.mark.requirement("BIL-11")
@pytest.mark.requirement("BIL-12")
def test_what_went_onto_an_invoice_stays_with_whom_and_as_it_was_charged(desk: Any) -> None:
    """Another party, reference and rounding later change no line that left, and no statement of the one before."""
    case_id = a_case(desk, rounding="15")
    before = desk.get(Case, case_id).party_id
    entry_id = charged(desk, case_id, 20)
    export(desk, "1", entry_id)
    (line,) = desk.ask(charge_lines.of_entry, entry_id)
    after = desk.apply(cases.new_party("New Firm"))
    desk.edit(Case, case_id, party_id=after, party_reference="NEW/1")
    desk.edit(CaseAgreement, line.agreement_id, rounding="6")
    assert desk.ask(time.statement, after, *YEAR).lines == []
    (kept,) = desk.ask(time.statement, before, *YEAR).lines
    assert (kept.case, kept.billed, kept.unit, kept.amount_pence) == ("REF/Alder 47", 30, 15, 4500)
    right = desk.do(charge_lines.correct, line.id, 31, "counted again")
    export(desk, "2", right)
    both = desk.ask(time.statement, before, *YEAR).lines
    assert {(one.case, one.unit) for one in both} == {("REF/Alder 47", 15)}
    assert sum(one.billed for one in both) == 45
    assert desk.ask(time.statement, after, *YEAR).lines == []


@pytest.mark.requirement("BIL-12")
def test_what_went_onto_an_invoice_passes_the_full_check(desk: Any) -> None:
    """Line, time and correction are closed with a seal each; the number and the note stay open."""
    entry_id = charged(desk, a_case(desk), 20)
    export(desk, "1", entry_id)
    (line,) = desk.ask(charge_lines.of_entry, entry_id)
    export(desk, "2", desk.do(charge_lines.correct, line.id, 30, None))
    desk.edit(ChargeLine, line.id, invoice_number="1a")
    desk.edit(TimeEntry, entry_id, note="For myself")
    assert check_trail(desk.store).faults == ()


@pytest.mark.requirement("BIL-12")
def test_time_on_an_invoice_is_not_split_moved_or_taken_out_with_its_session(desk: Any) -> None:
    case_id, session_id = a_case(desk), desk.held(desk.supervisor(), 60)
    desk.do(time.split, session_id, [Part(45), Part(15, "case_specific", case_id, "billable")])
    export(desk, "1", *(row.id for row in desk.ask(charge_lines.to_charge, *YEAR).ready))
    rows = desk.rows()
    for refused in (lambda: desk.do(time.split, session_id, [Part(60)]),
                    lambda: desk.do(sessions.not_held, session_id, "planned"),
                    lambda: desk.store.apply(gesture("Day", *desk.ask(sessions.day_follows, session_id, YEAR[0]))),
                    lambda: desk.do(sessions.delete, desk.ask(sessions.page, session_id))):
        with pytest.raises(SealedRecord):
            refused()
    assert desk.rows() == rows
    with pytest.raises(BadInput, match="Change the parts first"):
        desk.ask(sessions.time_follows, session_id, 10)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(times=st.lists(st.tuples(st.dates(*YEAR), st.integers(1, 90)), min_size=1, max_size=12),
       pence=st.tuples(st.integers(1, 30_000), st.integers(1, 30_000)))
@pytest.mark.requirement("BIL-09")
def test_notional_value_is_rounded_once_however_the_time_was_entered(
        desk: Any, times: list[tuple[date, int]], pence: tuple[int, int]) -> None:
    turn = date(2026, 7, 1)
    with desk.store.read() as db:
        gone = [*db.query(TimeEntry), *db.query(OwnRate)]
    desk.store.apply(gesture(
        "New", *(deleted(one) for one in gone),
        created(OwnRate, {"starts_on": YEAR[0], "ends_on": date(2026, 6, 30), "pence": pence[0]}),
        created(OwnRate, {"starts_on": turn, "pence": pence[1]}),
        *time_entries(times)))
    found = desk.ask(costs.figures, *YEAR)
    exact = sum(minutes * pence[on >= turn] for on, minutes in times)
    assert abs(found.notional * 60 - exact) <= 30
    assert found.unbilled_minutes == sum(minutes for _, minutes in times)
    assert found.true_cost == found.total + found.notional


def time_entries(times: list[tuple[date, int]]) -> list[Any]:
    return [created(TimeEntry, {"on": on, "minutes": minutes, "kind": "preparation", "purpose": "supervision",
                                "outcome": "non_billable"}) for on, minutes in times]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.tuples(st.dates(*YEAR), st.integers(1, 300), st.integers(0, 2)), min_size=1, max_size=8),
       wrong=st.integers(0, 300))
@pytest.mark.requirement("BIL-12")
def test_export_and_correction_lose_no_penny(desk: Any, lines: list[tuple[date, int, int]], wrong: int) -> None:
    """What waits is what is charged; with corrections, the sum is that of the right minutes, each line rounded once."""
    known = {row.reference: row.id for row in desk.ask(cases.rows)}
    ids = [known.get(name) or a_case(desk, name, rounding=unit, rate_pence=rate)
           for name, unit, rate in (("Alder 47", "1", 9999), ("Birch 12", "6", 8555), ("Wren 30", "15", 7001))]
    for on, minutes, place in lines:
        charged(desk, ids[place], minutes, on)
    waiting = desk.ask(charge_lines.to_charge, *YEAR).ready
    number = f"I{desk.rows()}"
    export(desk, number, *(row.id for row in waiting))
    done = desk.ask(charge_lines.on_invoice, number)
    assert sum(row.line.pence for row in done) == sum(row.line.pence for row in waiting)
    assert desk.ask(charge_lines.to_charge, *YEAR).ready == []
    first = done[0]
    if wrong != first.line.minutes:
        export(desk, f"{number}C", desk.do(charge_lines.correct, first.id, wrong, None))
        both = desk.ask(charge_lines.of_entry, first.entry_id)
        billed = -(-wrong // first.unit) * first.unit
        assert sum(row.line.minutes for row in both) == wrong
        assert sum(row.line.billed for row in both) == billed
        assert sum(row.line.pence for row in both) == (billed * first.line.rate_pence * 2 + 60) // 120


@pytest.mark.requirement("BIL-10")
@pytest.mark.parametrize(("days", "day", "there"), [(5, date(2026, 11, 21), False), (5, date(2026, 11, 20), True),
                                                    (None, date(2026, 11, 21), True), (4, date(2026, 11, 20), False)])
def test_a_target_of_days_asks_for_nothing_on_a_day_off(desk: Any, days: int | None, day: date, there: bool) -> None:
    desk.store.apply(gesture("Aim", created(BillingTarget, {
        "starts_on": YEAR[0], "minutes": 300, "per": "day", "days": days, "lowered": True})))
    assert (desk.ask(targets.target_on, day) is not None) == there
