"""Two documents about time: hers alone, and one instructing party's with nothing in it that is not theirs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.cases import InstructingParty
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.errors import BadInput
from supervision_desktop.reports import my_time_and_cost, party_statement
from supervision_desktop.reports.fees import session_fee
from supervision_desktop.reports.period import Period, PeriodParams, period_of, tax_year
from supervision_desktop.reports.report import Context, as_json, as_pdf, as_table, read_params
from supervision_desktop.reports.style import Sheet
from supervision_desktop.store.changes import created

Pages = Callable[[bytes], list[str]]


def entry(on: date, minutes: int, **more: Any) -> Any:
    return created(TimeEntry, {"on": on, "minutes": minutes, "kind": "preparation", "purpose": "supervision",
                               "outcome": "non_billable", **more})


@pytest.fixture
def busy(world: Any) -> Any:
    """More time: in three months of the tax year, and a day before it."""
    world.create(
        entry(date(2026, 4, 5), 500), entry(date(2026, 4, 6), 30), entry(date(2026, 7, 1), 45, kind="travel"),
        entry(date(2026, 8, 3), 25, case_id=world.ids["Alder 47"], outcome="part_billable", billable_minutes=13,
              reason="By telephone", activity="Supervision about <this> case", note="never on paper"))
    return world


def mine(world: Any, context: Context, **params: Any) -> Any:
    return world.collect(my_time_and_cost, context, **params)


def theirs(world: Any, context: Context, **params: Any) -> Any:
    return world.collect(party_statement, context, party=world.ids["party Alder 47"], **params)


@pytest.mark.requirement("BIL-11")
def test_every_grouping_adds_up_to_the_entries(busy: Any, context: Context) -> None:
    data = mine(busy, context)
    assert data.whole.minutes == sum(one.minutes for one in data.lines) == 90 + 30 + 45 + 25
    assert data.whole.billable == 10 + 20 + 13
    for _, shares in (("month", data.months), *data.groups):
        assert sum(share.minutes for share in shares) == data.whole.minutes
        assert sum(share.billable for share in shares) == data.whole.billable


@pytest.mark.requirement("BIL-11")
def test_paper_json_and_table_say_the_same(busy: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    data = mine(busy, context)
    text = " ".join(pages(as_pdf(my_time_and_cost, data, sheet)))
    for words in ("3 h 10 min", "43 min (23 %)", "By month", "By purpose", "By focus of the session", "By instructing party",
                  "Larch & Reed Solicitors", "Notional value", "£220.50 for 2 h 27 min; no money paid", "Nov 2026"):
        assert words in text
    assert json.loads(json.dumps(as_json(data)))["whole"]["minutes"] == 190
    found = as_table(my_time_and_cost, data)
    assert found is not None
    assert sum(int(row[1]) for row in found.rows) == 190
    assert found.rows[0][0] == "2026-04-06"


@pytest.mark.requirement("BIL-05")
def test_a_session_in_parts_counts_once(busy: Any, context: Context) -> None:
    data = mine(busy, context, starts=date(2026, 11, 10), ends=date(2026, 11, 10))
    assert (data.whole.minutes, data.whole.billable) == (90, 30)


@pytest.mark.requirement("CON-10")
def test_fees_follow_the_contract(busy: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    assert mine(busy, context).fees == ()
    busy.change(Contract, busy.ids["contract"], fee_pence=8550, fee_basis="hour", fee_missed_pence=4000)
    data = mine(busy, context)
    assert [(one.name, one.sessions, one.minutes, one.pence) for one in data.fees] == [("Dr Morgan Vale", 1, 90, 12825)]
    assert "£128.25" in " ".join(pages(as_pdf(my_time_and_cost, data, sheet)))
    busy.change(SupervisionSession, busy.ids["session"], status="not_attended")
    assert [(one.minutes, one.pence) for one in mine(busy, context).fees] == [(0, 4000)]


@pytest.mark.parametrize(("basis", "pence"), [("hour", 12825), ("session", 8550), ("no_fee", 0), ("exchange", 0)])
def test_the_fee_of_a_session(basis: str, pence: int) -> None:
    assert session_fee(90, 8550, basis) == pence


def test_an_empty_period_says_so(world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    long_ago = {"starts": date(2020, 1, 1), "ends": date(2020, 1, 31)}
    assert "No time was entered" in pages(as_pdf(my_time_and_cost, mine(world, context, **long_ago), sheet))[0]
    assert "No time was charged" in pages(as_pdf(party_statement, theirs(world, context, **long_ago), sheet))[0]


@pytest.mark.requirement("BIL-11")
def test_a_statement_holds_one_partys_lines_and_nothing_else(
        busy: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    data = theirs(busy, context)
    assert [(one.on, one.minutes, one.billed) for one in data.lines] == [
        (date(2026, 8, 3), 13, 13), (date(2026, 11, 10), 10, 12)]
    text = " ".join(pages(as_pdf(party_statement, data, sheet)))
    for words in ("Larch & Reed Solicitors", "LR/47", "10 Nov 2026", "Professional supervision", "Letter about Alder 47",
                  "Supervision about <this> case", "10 min", "12 min", "£95.00", "£19.00", "entered 21 Nov 2026", "5 h"):
        assert words in text
    everything = text + json.dumps(as_json(data), ensure_ascii=False) + str(as_table(party_statement, data))
    for secret in ("Osprey", "LR/12", "Other Insurer", "Jo Fictional", "Morgan Vale", "notional", "Notional",
                   "Focus", "urgent request", "By telephone", "never on paper", "Professional practice", "tired"):
        assert secret not in everything


@pytest.mark.requirement("BIL-11")
def test_a_statement_adds_up(busy: Any, context: Context) -> None:
    data = theirs(busy, context)
    assert (data.minutes, data.billed, data.pence) == (23, 25, 1950 + 1900)  # the first has no agreement: her own rate
    assert sum(worked for _, worked, _ in data.months) == data.minutes
    assert sum(billed for _, _, billed in data.months) == data.billed
    found = as_table(party_statement, data)
    assert found is not None
    assert [row[7] for row in found.rows] == ["19.50", "19.00"]
    assert [(cap.cap_minutes, cap.agreement) for cap in data.caps] == [(300, "Letter about Alder 47")]


@pytest.mark.requirement("BIL-03")
def test_a_line_without_agreement_or_reason_is_refused(busy: Any, context: Context) -> None:
    busy.create(entry(date(2026, 9, 1), 30, case_id=busy.ids["Alder 47"], outcome="billable"))
    with pytest.raises(BadInput, match="neither an agreement nor a reason"):
        theirs(busy, context)


def test_the_addressee_stands_with_the_address(world: Any, context: Context) -> None:
    world.change(InstructingParty, world.ids["party Alder 47"], address="3 Sample Yard\nSampleton")
    assert theirs(world, context).frame.lead[0] == "for Larch & Reed Solicitors, 3 Sample Yard, Sampleton"
    with pytest.raises(BadInput, match="no longer here"):
        world.collect(party_statement, context, party="nobody")


@pytest.mark.parametrize(("params", "found"), [
    (PeriodParams(), Period(date(2026, 4, 6), date(2026, 11, 21))),
    (PeriodParams(tax_year=2025), Period(date(2025, 4, 6), date(2026, 4, 5))),
    (PeriodParams(ends=date(2026, 4, 5)), Period(date(2025, 4, 6), date(2026, 4, 5))),
    (PeriodParams(date(2026, 1, 1), date(2026, 1, 1)), Period(date(2026, 1, 1), date(2026, 1, 1)))])
def test_a_period_is_the_tax_year_unless_days_are_given(params: PeriodParams, found: Period) -> None:
    assert period_of(params, date(2026, 11, 21)) == found


@pytest.mark.parametrize(("params", "field"), [
    (PeriodParams(date(2026, 5, 1), date(2026, 4, 1)), "ends"),
    (PeriodParams(date(2026, 5, 1), tax_year=2025), "tax_year")])
def test_an_impossible_period_names_what_is_wrong(params: PeriodParams, field: str) -> None:
    with pytest.raises(BadInput) as caught:
        period_of(params, date(2026, 11, 21))
    assert caught.value.field == field


def test_a_whole_tax_year_is_called_one() -> None:
    assert tax_year(2025).text == "6 April 2025 to 5 April 2026 (tax year 2025/26)"
    assert replace(tax_year(2025), ends=date(2026, 4, 4)).text == "6 April 2025 to 4 April 2026"


def test_parameters_are_read_from_typed_text() -> None:
    today = date(2026, 11, 21)
    found = read_params(party_statement, {"party": "some-id", "starts": "1/5", "tax_year": " "}, today)
    assert {one.name for one in fields(found)} == {"starts", "ends", "tax_year", "party"}
    assert (found.party, found.starts, found.ends) == ("some-id", date(2026, 5, 1), None)
    for wrong, field in (({"party": ""}, "party"), ({"party": "x", "starts": "soon"}, "starts"),
                         ({"party": "x", "tax_year": "12"}, "tax_year")):
        with pytest.raises(BadInput) as caught:
            read_params(party_statement, wrong, today)
        assert caught.value.field == field
