"""Due diligence: the points of a checklist, what other answers settle, what runs out, and where it all stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from supervision_desktop.content.lists import Lists
from supervision_desktop.domain.due_diligence import (
    HEADINGS,
    ITEMS,
    DueDiligenceItem,
    FieldCurrency,
    SupervisingSkill,
    ask_again,
)
from supervision_desktop.domain.people import Registration, Supervisor
from supervision_desktop.errors import BadInput
from supervision_desktop.services import due_diligence, people, practice, supervising, today
from supervision_desktop.store.changes import changed, created, gesture

TODAY = date(2026, 11, 21)
LONG_AGO, FRESH = date(2025, 10, 21), date(2026, 1, 21)


def bond(desk: Any, person_id: str) -> str:
    return str(desk.ask(people.page, person_id).supervisor.id)


def checks(desk: Any, supervisor_id: str) -> due_diligence.Checks:
    found = desk.ask(due_diligence.checks, supervisor_id, TODAY)
    assert found is not None
    return found


def settle(desk: Any, supervisor_id: str, item: str, result: str = "done") -> None:
    point = next(one for one in checks(desk, supervisor_id).points if one.item == item)
    desk.apply(due_diligence.settle_point(point, supervisor_id, result, TODAY))


def status(desk: Any, supervisor_id: str) -> due_diligence.Status:
    return desk.ask(due_diligence.status, supervisor_id, TODAY)


@pytest.fixture
def ruth(desk: Any) -> str:
    """The supervisor record of one who was only just named."""
    return bond(desk, desk.supervisor())


def test_points_and_headings_are_those_of_the_lists(content: tuple[Any, Lists]) -> None:
    lists = content[1]
    assert lists.keys("due_diligence_items") == ITEMS
    assert lists.keys("supervisor_needs") == HEADINGS
    assert lists.keys("supervisor_responsibilities") == supervising.RESPONSIBILITIES


@pytest.mark.requirement("DDG-04")
@pytest.mark.requirement("DDG-07")
def test_it_is_complete_only_when_no_point_is_open_or_failed(desk: Any, ruth: str) -> None:
    assert status(desk, ruth) == due_diligence.Status("not_started", 0, len(ITEMS), ITEMS)
    for done, item in enumerate(ITEMS[:-1], 1):
        settle(desk, ruth, item, ("done", "not_needed")[done % 2])
        assert (status(desk, ruth).key, status(desk, ruth).done) == ("in_progress", done)
    assert status(desk, ruth).open_items == (ITEMS[-1],)
    settle(desk, ruth, ITEMS[-1], "failed")
    assert (status(desk, ruth).key, status(desk, ruth).open_items) == ("in_progress", (ITEMS[-1],))
    settle(desk, ruth, ITEMS[-1])
    assert (status(desk, ruth).key, status(desk, ruth).percent) == ("complete", 100)
    settle(desk, ruth, ITEMS[0], "open")
    assert status(desk, ruth).key == "in_progress"


@pytest.mark.requirement("DDG-04")
def test_a_point_of_ones_own_counts_like_the_others(desk: Any, ruth: str) -> None:
    for item in ITEMS:
        settle(desk, ruth, item)
    change, _ = due_diligence.add_point(checks(desk, ruth), "  Safeguarding   certificate ")
    desk.apply(change)
    assert status(desk, ruth).open_items == ("Safeguarding certificate",)
    settle(desk, ruth, "Safeguarding certificate", "not_needed")
    assert status(desk, ruth).key == "complete"
    for words, sentence in ((" ", "Point is needed"), ("safeguarding certificate", "on the list already")):
        with pytest.raises(BadInput, match=sentence):
            due_diligence.add_point(checks(desk, ruth), words)


@pytest.mark.requirement("DDG-04")
def test_a_result_is_dated_today_and_keeps_an_earlier_date(desk: Any, ruth: str) -> None:
    settle(desk, ruth, "identity")
    [record] = [one.record for one in checks(desk, ruth).points if one.record]
    assert record.on == TODAY
    desk.edit(DueDiligenceItem, record.id, on=FRESH, link="https://example.org/register", note="Seen")
    settle(desk, ruth, "identity", "failed")
    again = desk.get(DueDiligenceItem, record.id)
    assert (again.on, again.result, again.link) == (FRESH, "failed", "https://example.org/register")


@pytest.mark.requirement("DDG-02")
@pytest.mark.requirement("DDG-07")
def test_answers_elsewhere_on_the_page_settle_their_points(desk: Any, ruth: str) -> None:
    desk.edit(Supervisor, ruth, own_supervision="yes", wellbeing_satisfied="yes", wellbeing_asked_on=FRESH,
              own_supervision_asked_on=FRESH, double_roles=("employer",), specialist_fields=("clinical",))
    desk.apply(gesture("Skill", created(SupervisingSkill, {"supervisor_id": ruth, "heading": "training", "text": "A year"})))
    settled = {one.item for one in checks(desk, ruth).points if one.from_page}
    assert settled == {"own_supervision", "well_being", "supervision_training"}
    desk.edit(Supervisor, ruth, double_roles_note="Kept apart", wellbeing_satisfied="no")
    desk.apply(gesture("Field", created(FieldCurrency, {
        "supervisor_id": ruth, "field": "clinical", "population": "Reads", "standards": "Teaches"})))
    found = {one.item: one.result for one in checks(desk, ruth).points if one.from_page}
    assert found == {"own_supervision": "done", "well_being": "failed", "supervision_training": "done",
                     "double_roles": "done", "current_knowledge": "done"}
    settle(desk, ruth, "double_roles", "failed")
    assert next(one for one in checks(desk, ruth).points if one.item == "double_roles").result == "failed"
    assert "well_being" in status(desk, ruth).open_items


@pytest.mark.requirement("DDG-02")
def test_no_detail_of_anybodys_health_can_be_kept() -> None:
    names = [column.key for column in Supervisor.__table__.columns if column.key.startswith("wellbeing")]
    assert sorted(names) == ["wellbeing_asked_on", "wellbeing_satisfied"]


@pytest.mark.requirement("DDG-03")
def test_what_was_asked_13_months_ago_needs_attention(desk: Any) -> None:
    person_id = desk.supervisor()
    ruth = bond(desk, person_id)
    desk.edit(Supervisor, ruth, own_supervision="yes", own_supervision_asked_on=FRESH, wellbeing_asked_on=FRESH)
    assert desk.ask(due_diligence.attention, TODAY) == []
    desk.edit(Supervisor, ruth, own_supervision_asked_on=LONG_AGO)
    [found] = desk.ask(due_diligence.attention, TODAY)
    assert (found.person_id, found.name, found.what.item, found.what.due) == (
        person_id, "Robin Specimen", "own_supervision", date(2026, 10, 21))
    line = next(one for one in desk.ask(today.items, TODAY) if one.kind == "person")
    assert (line.group, line.reason) == ("due", "Ask again about their own supervision, due since 21 October 2026")
    assert status(desk, ruth).key == "needs_renewal"
    desk.apply(due_diligence.asked_again(desk.get(Supervisor, ruth), TODAY))
    assert desk.ask(due_diligence.attention, TODAY) == []
    assert desk.get(Supervisor, ruth).wellbeing_asked_on == TODAY
    desk.edit(Supervisor, ruth, own_supervision_asked_on=LONG_AGO, status="ended")
    assert desk.ask(due_diligence.attention, TODAY) == []


@pytest.mark.requirement("DDG-03")
def test_the_interval_is_a_setting_and_one_supervisor_may_have_a_day_of_her_own(desk: Any, ruth: str) -> None:
    desk.edit(Supervisor, ruth, own_supervision="yes", own_supervision_asked_on=LONG_AGO)
    for months, count in (("24", 0), ("0", 0), ("6", 1)):
        desk.do(practice.set_setting, due_diligence.ASK_MONTHS, months)
        assert len(desk.ask(due_diligence.attention, TODAY)) == count
    desk.edit(Supervisor, ruth, ask_again_on=date(2027, 2, 1))
    assert desk.ask(due_diligence.attention, TODAY) == []
    assert desk.ask(lambda db: due_diligence.next_ask(db.get(Supervisor, ruth), 6)) == date(2027, 2, 1)
    assert ask_again(date(2027, 3, 1), date(2027, 2, 1), 6) == date(2027, 9, 1)
    assert ask_again(None, date(2027, 2, 1), 6) is None


@pytest.mark.requirement("DDG-05")
def test_a_new_field_opens_its_two_questions(desk: Any, ruth: str) -> None:
    assert checks(desk, ruth).questions == []
    desk.edit(Supervisor, ruth, specialist_fields=("brain_injury",))
    [asked] = checks(desk, ruth).questions
    assert (asked.field, asked.record, asked.answered) == ("brain_injury", None, False)
    change, need_id = supervising.add_need("Schools", ruth)
    desk.apply(change)
    desk.edit(supervising.SupervisionNeed, need_id, field="children_young_people")
    assert [one.field for one in checks(desk, ruth).questions] == ["brain_injury", "children_young_people"]
    kept = created(FieldCurrency, {"supervisor_id": ruth, "field": "brain_injury", "population": "Carries a caseload"})
    desk.apply(gesture("Answer", kept))
    assert not checks(desk, ruth).questions[0].answered
    desk.edit(FieldCurrency, kept.id, standards="Teaches them", ask_on=date(2026, 11, 1))
    assert checks(desk, ruth).questions[0].answered
    assert [one.what.name for one in desk.ask(due_diligence.attention, TODAY)] == ["brain_injury"]
    assert status(desk, ruth).key == "needs_renewal"


@pytest.mark.requirement("SUP-01")
@pytest.mark.requirement("DDG-07")
def test_a_registration_past_its_date_is_said_plainly_and_needs_renewal(desk: Any) -> None:
    person_id = desk.supervisor()
    ruth = bond(desk, person_id)
    made = created(Registration, {"person_id": person_id, "body": "ircm", "expires_on": date(2026, 11, 20)})
    desk.apply(gesture("Registration", made))
    found = status(desk, ruth)
    assert found.key == "needs_renewal"
    assert due_diligence.sentence(found.run_out[0], desk.lists) == "The registration ran out on 20 November 2026 (IRCM)."
    desk.edit(Registration, made.id, expires_on=TODAY)
    assert status(desk, ruth).key == "not_started"
    desk.edit(Supervisor, ruth, insured_until=date(2026, 11, 20), data_registration_until=date(2026, 11, 19))
    assert [due_diligence.sentence(one, desk.lists) for one in status(desk, ruth).run_out] == [
        "The insurance ran out on 20 November 2026.", "The data-protection registration ran out on 19 November 2026."]


@pytest.mark.requirement("DDG-06")
def test_headings_without_an_answer_are_known(desk: Any, ruth: str) -> None:
    desk.apply(gesture("Skills", *(created(SupervisingSkill, {"supervisor_id": ruth, "heading": heading, "text": text})
                                   for heading, text in (("skills", "Asks well"), ("training", None)))))
    assert checks(desk, ruth).empty_headings == ("experience", "training", "knowledge")


@pytest.mark.requirement("SUP-21")
def test_double_roles_can_be_asked_for_by_person(desk: Any) -> None:
    person_id = desk.supervisor()
    assert desk.ask(due_diligence.double_roles, person_id) == due_diligence.DoubleRoles((), "")
    desk.edit(Supervisor, bond(desk, person_id), double_roles=("line_manager", "employer"), double_roles_note="Kept apart")
    assert desk.ask(due_diligence.double_roles, person_id) == due_diligence.DoubleRoles(
        ("line_manager", "employer"), "Kept apart")
    assert desk.ask(due_diligence.double_roles, "nobody") == due_diligence.DoubleRoles((), "")


def test_a_supervisor_who_is_not_there_has_not_been_begun_with(desk: Any) -> None:
    assert status(desk, "nobody").key == "not_started"
    assert desk.ask(due_diligence.checks, "nobody", TODAY) is None


def test_deleting_a_person_takes_everything_that_is_theirs_along(desk: Any) -> None:
    person_id = desk.supervisor()
    ruth = bond(desk, person_id)
    settle(desk, ruth, "identity")
    change, _ = supervising.add_need("Court work", ruth)
    desk.apply(change)
    desk.do(people.also, person_id, "supervisee", TODAY)
    gone = desk.ask(lambda db: people.delete(db, people.page(db, person_id)))
    desk.apply(gone)
    assert desk.ask(people.page, person_id) is None
    assert [row.uncovered for row in desk.ask(supervising.needs)] == [True]
    desk.apply(gone.inverted())
    assert [row.uncovered for row in desk.ask(supervising.needs)] == [False]
    assert status(desk, ruth).done == 1
    assert desk.sound()


def test_nothing_changes_where_nothing_was_said(desk: Any, ruth: str) -> None:
    found = desk.get(Supervisor, ruth)
    assert changed(found, wellbeing_satisfied=None) is None
