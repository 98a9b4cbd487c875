"""Time: entered by itself, non-billable until decided, split without a remainder, and summed for two documents."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervision_desktop.domain.base import values_of
from supervision_desktop.domain.cases import Case, CaseAgreement
from supervision_desktop.domain.time import Part, TimeEntry, amount_pence, rounded_up
from supervision_desktop.errors import BadInput
from supervision_desktop.services import cases, people, planning, sessions, time, time_groups
from supervision_desktop.store.changes import created, gesture

TODAY = date(2026, 11, 21)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def robin(desk: Any) -> str:
    return str(desk.supervisor())


def a_case(desk: Any, name: str = "Alder 47", party: str | None = None, /, **terms: Any) -> str:
    """A case, instructed by a party, under an agreement where terms are given."""
    case_id: str = desk.do(cases.new_case, name, TODAY)
    desk.edit(Case, case_id, party_id=party, party_reference=f"REF/{name}")
    if terms:
        desk.edit(CaseAgreement, desk.apply(cases.new_agreement(case_id, YEAR[0])), **({"agreed": "yes"} | terms))
    return case_id


def own(desk: Any, session_id: str) -> list[tuple[int, str, str, str | None]]:
    return [(e.minutes, e.purpose, e.outcome, reference) for e, reference in desk.ask(sessions.parts, session_id)]


@pytest.mark.requirement("BIL-01")
@pytest.mark.requirement("BIL-02")
def test_a_held_session_makes_its_own_entry_non_billable(desk: Any, robin: str) -> None:
    session_id = desk.do(planning.plan, robin, TODAY, starts=600, minutes=75)
    desk.do(sessions.hold, session_id)
    (row,) = desk.ask(time.entries, *YEAR)
    assert (row.session_id, row.on, row.minutes, row.kind, row.purpose) == (session_id, TODAY, 75, "session", "supervision")
    assert (row.outcome, row.billable, row.with_whom, row.direction) == ("non_billable", 0, "Robin Specimen", "received")
    desk.do(sessions.hold, session_id)
    assert len(desk.ask(time.entries, *YEAR)) == 1


@pytest.mark.requirement("BIL-02")
def test_a_new_entry_is_non_billable_with_nothing_done(desk: Any) -> None:
    entry = desk.get(TimeEntry, desk.apply(time.new_entry(TODAY, 30)))
    assert (entry.outcome, entry.billable_minutes, entry.kind) == ("non_billable", None, "preparation")


@pytest.mark.requirement("BIL-01")
@pytest.mark.parametrize("minutes", [-1, 24 * 60 + 1])
def test_time_that_cannot_be_is_refused(desk: Any, minutes: int) -> None:
    before = desk.rows()
    with pytest.raises(BadInput, match="Minutes is between 0 min and 24 h") as fault:
        desk.apply(time.new_entry(TODAY, minutes))
    assert fault.value.field == "minutes"
    assert desk.rows() == before


@pytest.mark.requirement("SES-17")
@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([Part(50)], "Minutes not assigned: 10 of 60."),
        ([Part(50), Part(25, "training")], "The parts hold 15 minutes more than the session's 60."),
    ],
)
def test_a_split_that_does_not_add_up_is_refused_with_the_difference(
    desk: Any, robin: str, parts: list[Part], said: str
) -> None:
    session_id = desk.held(robin, 60)
    before = desk.rows()
    with pytest.raises(BadInput) as fault:
        desk.do(time.split, session_id, parts)
    assert str(fault.value) == said
    assert desk.rows() == before
    assert own(desk, session_id) == [(60, "supervision", "non_billable", None)]


@pytest.mark.requirement("SES-17")
@pytest.mark.requirement("BIL-05")
def test_sixty_minutes_with_fifteen_billable_to_one_case_show_fifteen_and_forty_five(desk: Any, robin: str) -> None:
    session_id, case_id = desk.held(robin, 60), a_case(desk, on=YEAR[0])
    plan = desk.ask(time.split, session_id, [Part(45), Part(15, "case_specific", case_id, "billable")])
    desk.apply(plan)
    assert own(desk, session_id) == [
        (45, "supervision", "non_billable", None),
        (15, "case_specific", "billable", "Alder 47"),
    ]
    both = desk.ask(time_groups.total, *YEAR)
    assert (both.minutes, both.billable, both.non_billable) == (60, 15, 45)
    desk.apply(plan.inverted())
    assert own(desk, session_id) == [(60, "supervision", "non_billable", None)]
    desk.apply(plan)
    desk.do(time.split, session_id, [Part(60), Part(0, "training")])
    assert own(desk, session_id) == [(60, "supervision", "non_billable", None)]
    assert desk.sound()


@pytest.mark.requirement("BIL-03")
def test_a_part_for_another_case_takes_no_decision_with_it(desk: Any, robin: str) -> None:
    session_id = desk.held(robin, 60)
    first, second = a_case(desk), a_case(desk, "Birch 12", on=YEAR[0], reference="their letter")
    desk.do(time.split, session_id, [Part(45), Part(15, "case_specific", first, "billable")])
    entry = next(e for e, _ in desk.ask(sessions.parts, session_id) if e.case_id)
    desk.do(time.decide, entry.id, "billable", TODAY, reason="agreed by telephone")
    desk.do(time.split, session_id, [Part(40), Part(20, "case_specific", first, "billable")])
    kept = desk.get(TimeEntry, entry.id)
    assert (kept.minutes, kept.reason, kept.decided_on) == (20, "agreed by telephone", TODAY)
    desk.do(time.split, session_id, [Part(40), Part(20, "case_specific", second, "billable")])
    moved = desk.get(TimeEntry, entry.id)
    assert (moved.case_id, moved.reason, moved.decided_on) == (second, None, None)
    assert desk.get(CaseAgreement, moved.agreement_id).reference == "their letter"


@pytest.mark.requirement("BIL-03")
def test_a_decision_inherits_the_agreement_of_the_case(desk: Any) -> None:
    with_one, without = a_case(desk, on=YEAR[0], reference="letter of 1 May"), a_case(desk, "Birch 12")
    entry = desk.apply(time.new_entry(TODAY, 60, case_id=with_one))
    desk.do(time.decide, entry, "part_billable", TODAY, billable_minutes=15)
    found = desk.get(TimeEntry, entry)
    assert (found.outcome, found.billable_minutes, found.decided_on) == ("part_billable", 15, TODAY)
    assert desk.get(CaseAgreement, found.agreement_id).case_id == with_one
    desk.do(time.decide, entry, "non_billable", TODAY)
    found = desk.get(TimeEntry, entry)
    assert (found.agreement_id, found.billable_minutes) == (None, None)
    other = desk.apply(time.new_entry(TODAY, 60, case_id=without))
    desk.do(time.decide, other, "billable", TODAY, billable_minutes=15, reason="agreed by telephone")
    found = desk.get(TimeEntry, other)
    assert (found.agreement_id, found.billable_minutes, found.reason) == (None, None, "agreed by telephone")
    with pytest.raises(BadInput, match=r"more than the minutes\. Give at most 60"):
        desk.do(time.decide, other, "part_billable", TODAY, billable_minutes=61)


@pytest.mark.requirement("BIL-03")
def test_only_a_line_with_neither_agreement_nor_reason_is_refused(desk: Any) -> None:
    party = desk.apply(cases.new_party("Firm & Sons"))
    case_id = a_case(desk, "Alder 47", party)
    entry = desk.apply(time.new_entry(TODAY, 60, case_id=case_id))
    desk.do(time.decide, entry, "billable", TODAY)
    with pytest.raises(BadInput, match="The time of 21 November 2026 has neither an agreement nor a reason") as fault:
        desk.ask(time.statement, party, *YEAR)
    assert fault.value.field == "reason"
    desk.do(time.decide, entry, "billable", TODAY, reason="agreed by telephone")
    assert len(desk.ask(time.statement, party, *YEAR).lines) == 1

    refused = desk.apply(cases.new_agreement(case_id, YEAR[0]))
    desk.edit(CaseAgreement, refused, agreed="yes")
    desk.do(time.decide, entry, "billable", TODAY)
    assert desk.ask(time.statement, party, *YEAR).lines[0].minutes == 60
    desk.edit(CaseAgreement, refused, agreed="no")
    with pytest.raises(BadInput, match="neither an agreement nor a reason"):
        desk.ask(time.statement, party, *YEAR)


@pytest.mark.requirement("BIL-11")
def test_a_statement_holds_one_partys_billable_lines_and_nothing_else(desk: Any, robin: str, clock: Any) -> None:
    party, other = desk.apply(cases.new_party("Firm & Sons")), desk.apply(cases.new_party("Others LLP"))
    mine = a_case(
        desk, "Alder 47", party, on=YEAR[0], reference="letter of 1 May", rate_pence=9550, rounding="6", cap_minutes=120
    )
    refused = a_case(desk, "Clover 33", party, on=YEAR[0], agreed="no", cap_minutes=60)
    theirs = a_case(desk, "Birch 12", other, on=YEAR[0], rate_pence=20_000)
    session_id = desk.held(robin, 90)
    desk.do(
        time.split,
        session_id,
        [Part(55), Part(20, "case_specific", mine, "billable"), Part(15, "case_specific", theirs, "billable")],
    )
    clock.advance(days=2)
    for day, minutes, case_id, outcome, part in (
        (3, 50, mine, "part_billable", 13),
        (4, 30, mine, "non_billable", None),
        (5, 30, refused, "non_billable", None),
    ):
        entry = desk.apply(time.new_entry(date(2026, 11, day), minutes, case_id=case_id))
        desk.do(time.decide, entry, outcome, TODAY, billable_minutes=part)
        desk.edit(TimeEntry, entry, activity="Preparation for supervision", note="For myself only")
    outside = desk.apply(time.new_entry(date(2025, 12, 31), 60, case_id=mine))
    desk.do(time.decide, outside, "billable", TODAY, reason="last year")

    found = desk.ask(time.statement, party, *YEAR)
    assert found.party == "Firm & Sons"
    assert [
        (x.on.day, x.case, x.activity, x.minutes, x.billed, x.rate_pence, x.amount_pence, x.agreement) for x in found.lines
    ] == [
        (3, "REF/Alder 47", "Preparation for supervision", 13, 18, 9550, 2865, "letter of 1 May"),
        (21, "REF/Alder 47", "Professional supervision", 20, 24, 9550, 3820, "letter of 1 May"),
    ]
    assert [x.entered_on for x in found.lines] == [date(2026, 11, 23), date(2026, 11, 21)]
    assert (found.minutes, found.billed, found.pence) == (33, 42, 6685)
    assert [(c.case, c.agreement, c.cap_minutes, c.billed) for c in found.caps] == [
        ("REF/Alder 47", "letter of 1 May", 120, 42)
    ]
    said = repr([vars(x) for x in (*found.lines, *found.caps)])
    for never in ("Birch", "Clover", "Robin", "myself"):
        assert never not in said
    assert desk.ask(time.statement, other, *YEAR).pence == 5000
    assert desk.ask(time.statement, other, *YEAR).caps == []


@pytest.mark.requirement("BIL-11")
def test_each_agreements_cap_counts_its_own_lines(desk: Any) -> None:
    party = desk.apply(cases.new_party("Firm & Sons"))
    case_id = a_case(
        desk, "Alder 47", party, on=date(2026, 1, 1), valid_until=date(2026, 6, 30), cap_minutes=60, reference="old"
    )
    newer = desk.apply(cases.new_agreement(case_id, date(2026, 7, 1)))
    desk.edit(CaseAgreement, newer, agreed="yes", cap_minutes=90, reference="new")
    for day, minutes in ((date(2026, 3, 1), 40), (date(2026, 9, 1), 25)):
        desk.do(time.decide, desk.apply(time.new_entry(day, minutes, case_id=case_id)), "billable", TODAY)
    assert [(c.agreement, c.billed) for c in desk.ask(time.statement, party, *YEAR).caps] == [("old", 40), ("new", 25)]


@pytest.mark.requirement("BIL-11")
@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_sums_of_both_documents_are_the_sums_of_the_entries(desk: Any, data: st.DataObject) -> None:
    """Each example adds to the same practice, which makes the later ones larger."""
    parties = [desk.apply(cases.new_party(name)) for name in ("Firm & Sons", "Others LLP")]
    units = data.draw(st.lists(st.sampled_from(["1", "6", "15"]), min_size=2, max_size=2))
    terms = {
        f"{party[:8]}-{n}": a_case(desk, f"{party[:8]} {n}", party, on=YEAR[0], rate_pence=9_999, rounding=units[n])
        for party in parties
        for n in range(2)
    }
    lines = data.draw(
        st.lists(
            st.tuples(
                st.dates(*YEAR),
                st.integers(0, 600),
                st.sampled_from([None, *terms.values()]),
                st.sampled_from(["non_billable", "billable", "part_billable"]),
                st.sampled_from(["supervision", "training"]),
                st.integers(0, 100),
            ),
            max_size=8,
        )
    )
    desk.apply(
        gesture(
            "Entries",
            *(
                created(
                    TimeEntry,
                    {
                        "on": on,
                        "minutes": minutes,
                        "kind": "write_up",
                        "purpose": purpose,
                        "outcome": outcome if case_id else "non_billable",
                        "case_id": case_id,
                        "billable_minutes": minutes * share // 100 if outcome == "part_billable" else None,
                        "reason": "agreed by telephone",
                    },
                )
                for on, minutes, case_id, outcome, purpose, share in lines
            ),
        )
    )

    found = desk.ask(time.entries, *YEAR)
    whole = desk.ask(time_groups.total, *YEAR)
    assert whole.minutes == sum(row.minutes for row in found) >= sum(minutes for _, minutes, *_ in lines)
    for by in time_groups.GROUPS:
        sums = desk.ask(time_groups.sums, by, *YEAR)
        assert (sum(s.minutes for s in sums), sum(s.billable for s in sums)) == (whole.minutes, whole.billable)
        if by != "month":
            assert [s.minutes for s in sums] == sorted((s.minutes for s in sums), reverse=True)
    assert [s.key for s in desk.ask(time_groups.months, *YEAR)] == [f"2026-{n:02d}" for n in range(1, 13)]
    statements = [desk.ask(time.statement, party, *YEAR) for party in parties]
    assert sum(s.minutes for s in statements) == sum(row.billable for row in found if row.case_id in terms.values())
    for statement in statements:
        assert statement.billed >= statement.minutes
        assert statement.pence == sum(amount_pence(line.billed, line.rate_pence) for line in statement.lines)
        assert all(line.billed == rounded_up(line.minutes, 1) for line in statement.lines if not line.agreement)


def test_an_entry_with_several_people_is_listed_once(desk: Any, robin: str) -> None:
    session_id = desk.held(robin, 60)
    desk.do(planning.add_participant, session_id, desk.supervisor("Kim Placeholder"), "peer")
    (row,) = desk.ask(time.entries, *YEAR)
    assert row.with_whom == "Kim Placeholder"
    sam = desk.apply(people.new_supervisee("Sam Placeholder", TODAY))
    desk.held(sam, 30, on=date(2026, 11, 2))
    assert [row.with_whom for row in desk.ask(time.entries, *YEAR)] == ["Kim Placeholder", "Sam Placeholder"]
    assert desk.ask(time.entries, date(2026, 11, 3), date(2026, 11, 20)) == []


def test_parts_of_a_session_keep_their_records(desk: Any, robin: str) -> None:
    session_id = desk.held(robin, 90)
    (first,) = desk.ask(sessions.parts, session_id)
    desk.do(time.split, session_id, [Part(60), Part(15, "training"), Part(15, "line_management")])
    assert sorted(own(desk, session_id))[0][:2] == (15, "line_management")
    again = next(e for e, _ in desk.ask(sessions.parts, session_id) if e.id == first[0].id)
    assert (again.minutes, again.purpose) == (60, "supervision")
    assert values_of(again)["starts"] == values_of(first[0])["starts"]
