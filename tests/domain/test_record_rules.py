"""Rules of a session's record: agreement, lateness, decisions, abbreviations, awareness."""

from __future__ import annotations

from datetime import date

import pytest

from supervision_desktop.domain.record_rules import (
    Expander,
    Reply,
    late_by,
    nothing_said,
    parts_missing,
    short_forms,
    standing,
    unaware,
    working_days,
)

ME, HER, SAM = "me", "her", "sam"
PAIR = {ME: "supervisee", HER: "supervisor"}
DAY = date(2026, 11, 20)


def said(state: str, who: str | None = HER) -> Reply:
    return Reply(DAY, state, who)


@pytest.mark.requirement("REC-02")
@pytest.mark.parametrize(("replies", "closed", "state", "waiting"), [
    ((), None, "draft", (ME, HER)), ((said("sent"),), None, "sent", (ME, HER)),
    ((), ME, "agreed_by_supervisee", (HER,)), ((said("sent"),), ME, "sent", (HER,)),
    ((said("agreed"),), None, "agreed_by_supervisor", (ME,)), ((said("agreed"),), ME, "agreed_by_both", ()),
    ((said("agreed"), said("disputed")), ME, "disputed", (HER,)),
    ((said("disputed"), said("agreed")), ME, "agreed_by_both", ()),
    ((said("noted"),), ME, "agreed_by_supervisee", (HER,)),
    ((said("agreed", "stranger"),), ME, "agreed_by_supervisee", (HER,))])
def test_a_record_agreed_by_one_side_shows_who_is_still_to_agree(replies, closed, state, waiting) -> None:
    found = standing(PAIR, replies, closed)
    assert (found.state, found.waiting) == (state, waiting)


def test_in_a_group_every_one_of_them_is_asked() -> None:
    group = {ME: "supervisor", HER: "supervisee", SAM: "supervisee"}
    assert standing(group, [said("agreed")], ME).waiting == (SAM,)
    assert standing(group, [said("agreed"), said("agreed", SAM)], ME).state == "agreed_by_both"


@pytest.mark.requirement("REC-06")
def test_a_record_finished_three_days_later_is_late_by_two_working_days_where_one_is_the_limit() -> None:
    monday, thursday = date(2026, 11, 16), date(2026, 11, 19)
    assert late_by(monday, thursday, 1, working=True) == 2
    assert late_by(monday, thursday, 7, working=False) == 0
    assert late_by(monday, date(2026, 11, 25), 7, working=False) == 2


def test_a_weekend_is_no_working_day_and_nothing_is_late_before_it_was() -> None:
    friday = date(2026, 11, 20)
    assert working_days(friday, date(2026, 11, 23)) == 1
    assert late_by(friday, date(2026, 11, 23), 1, working=True) == 0
    assert late_by(friday, friday, 0, working=True) == late_by(friday, date(2026, 11, 1), 0, working=False) == 0


@pytest.mark.requirement("REC-05")
def test_a_decision_says_which_of_its_four_parts_are_missing() -> None:
    whole = {"risk": "Falls", "action": "A rail", "owner_name": "The agency", "by_when": DAY}
    assert parts_missing(whole) == []
    assert parts_missing(whole | {"risk": "", "by_when": None}) == ["risk_identified", "by_when"]
    assert parts_missing({}) == ["risk_identified", "action_agreed", "owner", "by_when"]


@pytest.mark.requirement("REC-08")
def test_who_objects_knows_of_a_recording_and_who_was_not_asked_does_not() -> None:
    assert unaware([HER, SAM], {HER: "objects", SAM: None}) == [SAM]
    assert unaware([HER, SAM], {HER: "aware", SAM: "agrees"}) == []


@pytest.mark.requirement("REC-13")
@pytest.mark.parametrize(("text", "found"), [
    ("The MDT met; the MDT agreed.", ["MDT"]), ("multidisciplinary team (MDT) met. The MDT agreed.", []),
    ("OTs and SLT's notes, NHS and GP", ["OT", "SLT"]), ("A I and CMP1, EX1 2MP, SA1 0AA", []),
    ("THIS IS ALL IN CAPITALS", []), ("LM/204 and x-RAY", []), ("ABCDEFGHI", [])])
def test_short_forms_that_nobody_explained_are_found_once(text: str, found: list[str]) -> None:
    assert short_forms(text) == found


@pytest.mark.requirement("REC-13")
def test_a_short_form_is_said_in_full_once_in_a_document() -> None:
    full = Expander({"MDT": "multidisciplinary team", "NHS": "", "OT": "occupational therapist"})
    assert full("The MDT met. NHS. Our MDT agreed.") == "The multidisciplinary team (MDT) met. NHS. Our MDT agreed."
    assert full("MDT again. OT came. OT left.") == "MDT again. Occupational therapist (OT) came. OT left."
    assert Expander({"MDT": "multidisciplinary team"})("multidisciplinary team (MDT)") == "multidisciplinary team (MDT)"
    assert Expander({"OT": "occupational therapist"})("NOTE and OTHER") == "NOTE and OTHER"


@pytest.mark.requirement("REC-11")
@pytest.mark.parametrize(("told", "reason", "document", "on", "notice", "open_"), [
    (None, None, None, None, False, True), ("no", None, None, None, False, True),
    ("no", "In a coma", None, None, False, False),
    ("yes", None, None, None, False, False), ("not_appropriate", None, None, None, False, False),
    (None, None, "Client agreement", DAY, False, False), (None, None, "Client agreement", None, False, True),
    ("no", None, None, None, True, False)])
def test_it_is_open_only_while_nothing_at_all_is_said(told, reason, document, on, notice, open_) -> None:
    assert nothing_said(told, reason, document, on, notice=notice) is open_
