"""The data protection register, complaints, and what Today says of them (PRV-12)."""

from datetime import date, timedelta
from typing import Any

import pytest

from supervision_desktop.domain.development import Tool
from supervision_desktop.domain.governance import Breach, Complaint, PrivacyNotice, ProcessingActivity, Processor
from supervision_desktop.domain.people import Practitioner
from supervision_desktop.services import breach, governance, people, practice, today
from supervision_desktop.store.changes import created, gesture

TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)


def lines(desk: Any, day: date = TODAY) -> list[tuple[str, str, str]]:
    return [(item.group, item.title, item.reason) for item in desk.ask(today.items, day)
            if item.title not in ("Recovery sheet", "Your own supervision")]


@pytest.mark.requirement("PRV-12")
def test_the_registration_with_the_regulator_reminds_thirty_days_before_it_renews(desk: Any) -> None:
    _, profile, _ = desk.ask(people.self_page)
    desk.edit(Practitioner, profile.id, data_registration="ZA000000", data_registration_until=TODAY + 31 * DAY)
    assert lines(desk) == []
    assert lines(desk, TODAY + DAY) == [("due", "Your data-protection registration", "Renews 22 December 2026")]
    assert desk.ask(governance.register).profile.data_registration == "ZA000000"


@pytest.mark.requirement("PRV-12")
def test_a_notice_and_a_holder_of_data_remind_before_they_are_to_be_looked_at_again(desk: Any) -> None:
    known = ((PrivacyNotice, "For families", 30), (Processor, "Typing service", 3), (Processor, "Far", 31))
    for record, name, days in known:
        desk.apply(gesture("New", created(record, {"name": name, "review_on": TODAY + days * DAY})))
    desk.apply(gesture("New", created(Processor, {"name": "Undated"})))
    assert lines(desk) == [("due", "Typing service", "Look again by 24 November 2026"),
                           ("due", "For families", "Look again by 21 December 2026")]


@pytest.mark.requirement("PRV-12")
@pytest.mark.fault(80)
def test_a_breach_stands_on_today_with_the_end_of_its_72_hours_until_it_is_decided(desk: Any) -> None:
    gone = desk.do(breach.begin, "A letter went astray", desk.clock)
    assert lines(desk) == [("due", "A letter went astray", "Judge the risk; 72 hours end on 24 November 2026, 10:00")]
    for values in ({"risk": "unlikely"}, {"risk": "risk", "closed_on": TODAY}):
        desk.edit(Breach, gone, **values)
        assert lines(desk) == []
    desk.edit(Breach, gone, risk="high_risk", closed_on=None)
    assert len(lines(desk)) == 1
    desk.apply(breach.told(gone, "people", desk.clock))
    assert len(lines(desk)) == 1
    desk.apply(breach.told(gone, "regulator", desk.clock))
    assert lines(desk) == []


@pytest.mark.requirement("PRV-12")
def test_a_complaint_waits_first_for_a_word_that_it_came_and_then_for_its_answer(desk: Any) -> None:
    came = desk.do(governance.new_complaint, "A visit was changed twice", TODAY)
    stored = desk.get(Complaint, came)
    assert (stored.received_on, stored.acknowledge_by, stored.answer_by) == (TODAY, TODAY + 30 * DAY, TODAY + 56 * DAY)
    heading = "Complaint: A visit was changed twice"
    assert lines(desk) == [("next", heading, "Say that it came, by 21 December 2026")]
    assert lines(desk, TODAY + 30 * DAY)[0][0] == "due"
    desk.edit(Complaint, came, acknowledged_on=TODAY)
    assert lines(desk) == [("next", heading, "Answer by 16 January 2027")]
    assert governance.complaint_words(desk.get(Complaint, came)) == "It was said that it came"
    desk.edit(Complaint, came, answered_on=TODAY + DAY)
    assert lines(desk) == []
    assert governance.complaint_words(desk.get(Complaint, came)) == "Answered"


@pytest.mark.requirement("PRV-12")
def test_the_days_for_complaints_are_the_practitioners_own(desk: Any) -> None:
    assert desk.ask(governance.allowed) == (30, 56)
    desk.do(practice.set_setting, governance.ACKNOWLEDGE, "5")
    desk.do(practice.set_setting, governance.ANSWER, "20")
    came = desk.get(Complaint, desk.do(governance.new_complaint, "Late report", TODAY))
    assert (came.acknowledge_by, came.answer_by) == (TODAY + 5 * DAY, TODAY + 20 * DAY)
    assert Complaint.problems({"received_on": TODAY, "answered_on": TODAY - DAY}) == {
        "answered_on": "This is before the complaint was received. Give that day or a later one."}


@pytest.mark.requirement("PRV-12")
def test_the_usual_lines_come_without_a_basis_and_only_once(desk: Any) -> None:
    desk.apply(gesture("New", created(ProcessingActivity, {"name": "Cases", "basis": "contract"})))
    desk.do(governance.usual_activities)
    found = {one.name: one.basis for one in desk.ask(governance.register).activities}
    assert len(found) == len(governance.USUAL)
    assert found.pop("Cases") == "contract"
    assert set(found.values()) == {None}
    assert not desk.ask(governance.usual_activities)


@pytest.mark.requirement("PRV-12")
@pytest.mark.requirement("PDM-05")
def test_tools_that_hold_client_data_stand_in_the_register(desk: Any) -> None:
    for name, holds in (("Diary", True), ("Calculator", False), ("Scanner", None)):
        desk.store.apply(gesture("New", created(Tool, {
            "name": name, "holds_client_data": holds, "data_protection_note": "Kept in the UK", "renews_on": TODAY})))
    assert [(one.name, one.data_protection_note, one.renews_on) for one in desk.ask(governance.register).tools] == [
        ("Diary", "Kept in the UK", TODAY)]
