"""The profile: roles, experience, fields of practice, what bodies expect, and what stands at the head of prints."""

from datetime import date, timedelta
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.people import Practitioner, Registration, Supervisor
from supervision_desktop.domain.profile import BodyExpectation, EarlierProfession, PracticeField
from supervision_desktop.services import people, practice, profile, search, today
from supervision_desktop.services.attachments import Content
from supervision_desktop.store.changes import created, deleted, gesture

TODAY = date(2026, 11, 21)
HINT = "At CMP1 supervision usually comes from an experienced case manager, and work is seldom done alone"


@pytest.fixture
def me(desk: Any) -> str:
    if desk.ask(people.self_page)[1] is None:
        desk.apply(people.introduce("Mara Quill"))
    desk.do(practice.set_setting, practice.SHEET_CHECKED, "yes")
    return str(desk.ask(people.self_page)[1].id)


def add(desk: Any, record: type, **values: Any) -> str:
    change = created(record, {"person_id": SELF, **values})
    desk.apply(gesture("New", change))
    return change.id


def field(desk: Any, key: str, level: str | None = None, *, active: bool = True) -> str:
    return add(desk, PracticeField, field=key, level=level, active=active)


def supervisor(desk: Any, **values: Any) -> str:
    found = desk.ask(people.page, desk.supervisor()).supervisor
    desk.edit(Supervisor, found.id, own_supervision="yes", **values)
    return str(found.id)


def items(desk: Any) -> list[today.Item]:
    """Without what is said of her own supervision as a whole."""
    return [item for item in desk.ask(today.items, TODAY) if item.title != "Your own supervision"]


def hints(desk: Any) -> list[today.Item]:
    return [item for item in items(desk) if item.group == "hint"]


@pytest.mark.requirement("PRA-02")
def test_roles_that_were_never_asked_about_are_on_and_can_be_switched(desk: Any, me: str) -> None:
    assert desk.ask(profile.roles) == profile.Roles(supervises=True, holds_caseload=True)
    desk.edit(Practitioner, me, supervises=False, holds_caseload=False)
    assert desk.ask(profile.roles) == profile.Roles(supervises=False, holds_caseload=False)
    assert not desk.ask(profile.in_use) & {"supervising", "caseload"}
    desk.edit(Practitioner, me, supervises=True)
    assert "supervising" in desk.ask(profile.in_use)


@pytest.mark.requirement("PRA-03")
def test_years_in_case_management_stand_apart_from_all_years(desk: Any, me: str) -> None:
    assert desk.ask(profile.experience, TODAY) == profile.Experience(None, None)
    add(desk, EarlierProfession, profession="nursing", years=12)
    add(desk, EarlierProfession, profession="Ambulance service", years=11)
    assert desk.ask(profile.experience, TODAY) == profile.Experience(None, 23)
    desk.edit(Practitioner, me, case_management_since=date(2024, 11, 22))
    assert desk.ask(profile.experience, TODAY) == profile.Experience(1, 24)
    assert desk.ask(profile.experience, TODAY + timedelta(days=1)) == profile.Experience(2, 25)
    assert [one.years for one in desk.ask(profile.earlier)] == [12, 11]


@pytest.mark.parametrize(("since", "day", "years"), [
    (date(2020, 2, 29), date(2021, 2, 28), 0), (date(2020, 2, 29), date(2021, 3, 1), 1), (TODAY, TODAY, 0),
    (date(2027, 1, 1), TODAY, 0)])
def test_years_are_whole_and_never_below_none(since: date, day: date, years: int) -> None:
    assert profile.whole_years(since, day) == years


@pytest.mark.requirement("PRA-04")
def test_two_fields_hold_different_levels_at_once(desk: Any, me: str) -> None:
    field(desk, "children_young_people", "CMP1")
    field(desk, "brain_injury", "CMP3")
    field(desk, "vocational", active=False)
    assert {(row.field, row.level) for row in desk.ask(profile.fields)} == {
        ("brain_injury", "CMP3"), ("children_young_people", "CMP1"), ("vocational", None)}
    assert [row.active for row in desk.ask(profile.fields)] == [True, True, False]
    assert [one.id for one in desk.ask(profile.practice_fields)] == [row.id for row in desk.ask(profile.fields)]


@pytest.mark.requirement("PRA-05")
def test_an_expectation_of_six_hours_a_year_is_kept_as_figures(desk: Any, me: str) -> None:
    add(desk, BodyExpectation, body="vra", expectation="Six hours", year_minutes=360, sessions=4, per="year")
    [kept] = desk.ask(profile.expectations)
    assert (kept.year_minutes, kept.sessions, kept.per) == (360, 4, "year")


@pytest.mark.requirement("PRA-05")
def test_the_code_of_ethics_is_offered_once_under_a_body_of_hers(desk: Any, me: str) -> None:
    add(desk, Registration, body="ircm")
    add(desk, Registration, body="vra")
    entry = desk.ask(profile.code_entry, TODAY)
    assert entry.after["body"] == "vra"
    assert "4.13" in entry.after["reference"]
    assert entry.after["sessions"] is None if "sessions" in entry.after else True
    desk.apply(gesture("New", entry))
    assert desk.ask(profile.code_entry, TODAY) is None


@pytest.mark.requirement("PRA-05")
def test_today_reminds_when_an_expectation_is_to_be_looked_at_again(desk: Any, me: str) -> None:
    far = add(desk, BodyExpectation, body="vra", check_on=TODAY + timedelta(days=31))
    assert items(desk) == []
    add(desk, BodyExpectation, body="babicm", check_on=TODAY + timedelta(days=31))
    desk.edit(BodyExpectation, far, check_on=TODAY + timedelta(days=30))
    [line] = items(desk)
    assert (line.group, line.kind, line.id, line.term) == ("due", "person", SELF, ("bodies", "vra"))
    assert line.reason == "Look again by 21 December 2026"


def test_two_things_that_renew_on_one_day_are_put_off_one_by_one(desk: Any, me: str) -> None:
    desk.edit(Practitioner, me, insured_until=TODAY, data_registration_until=TODAY)
    for body in ("vra", "babicm"):
        add(desk, BodyExpectation, body=body, check_on=TODAY)
        add(desk, Registration, body=body, expires_on=TODAY)
    found = items(desk)
    assert len({item.key for item in found}) == len(found) == 6


@pytest.mark.requirement("PRA-08")
def test_an_early_field_is_hinted_at_until_an_experienced_supervisor_covers_it(desk: Any, me: str) -> None:
    field(desk, "brain_injury", "CMP3")
    field(desk, "children_young_people", "CMP1")
    assert [(item.term, item.reason, item.due) for item in hints(desk)] == [
        (("practice_fields", "children_young_people"), HINT, None)]
    found = supervisor(desk, specialist_fields=("children_young_people",), practising="no", years_case_management=2)
    assert len(hints(desk)) == 1
    desk.edit(Supervisor, found, years_case_management=3)
    assert hints(desk) == []
    desk.edit(Supervisor, found, status="paused")
    assert len(hints(desk)) == 1
    desk.edit(Supervisor, found, status="active", years_case_management=None, practising="formerly")
    assert hints(desk) == []
    desk.edit(Supervisor, found, specialist_fields=("brain_injury",))
    assert len(hints(desk)) == 1


@pytest.mark.requirement("PRA-08")
def test_a_field_she_no_longer_works_in_is_not_hinted_at_and_the_years_are_hers_to_set(desk: Any, me: str) -> None:
    early = field(desk, "vocational", "CMP1")
    supervisor(desk, specialist_fields=("vocational",), years_case_management=4)
    assert desk.ask(profile.uncovered) == []
    desk.do(practice.set_setting, profile.SUBSTANTIAL_YEARS, "5")
    assert desk.ask(profile.uncovered) == ["vocational"]
    desk.edit(PracticeField, early, active=False)
    assert desk.ask(profile.uncovered) == []


@pytest.mark.requirement("PRA-09")
def test_what_the_practice_stands_for_can_be_asked_for(desk: Any, me: str) -> None:
    assert desk.ask(profile.stands_for) == profile.Stand("", "", (), None)
    desk.edit(Practitioner, me, mission="Keep people at the centre", values_held=("Plain words", "Calm"), stands_from=TODAY)
    assert desk.ask(profile.stands_for) == profile.Stand("Keep people at the centre", "", ("Plain words", "Calm"), TODAY)


@pytest.mark.requirement("PRA-01")
def test_a_new_logo_takes_the_place_of_the_old_one(desk: Any, me: str) -> None:
    assert desk.ask(profile.logo) is None
    for digest in ("a" * 64, "b" * 64):
        desk.apply(desk.ask(profile.set_logo, Content("Logo.png", 10, digest), TODAY))
        assert desk.ask(profile.logo) == digest
    kept = desk.get(Practitioner, me).logo_id
    desk.apply(desk.ask(profile.no_logo))
    assert desk.ask(profile.logo) is None
    assert desk.get(Practitioner, me).logo_id != kept


def test_parts_of_the_profile_are_found_as_the_practitioner(desk: Any, me: str) -> None:
    add(desk, BodyExpectation, body="vra", expectation="A quokka in the garden")
    [found] = desk.ask(search.results, "quokka")
    assert (found.kind, found.id) == ("person", SELF)


def test_an_expectation_is_looked_at_again_after_it_was_looked_at() -> None:
    sentence = BodyExpectation.problems({"checked_on": TODAY, "check_on": TODAY})["check_on"]
    assert "later date" in sentence
    assert BodyExpectation.problems({"checked_on": TODAY, "check_on": TODAY + timedelta(days=1)}) == {}


def test_parts_can_be_taken_out_again(desk: Any, me: str) -> None:
    gone = [field(desk, "vocational"), add(desk, EarlierProfession, profession="nursing")]
    for kind, one in zip((PracticeField, EarlierProfession), gone, strict=True):
        desk.apply(gesture("Gone", deleted(desk.get(kind, one))))
    assert desk.ask(profile.fields) == []
    assert desk.ask(profile.experience, TODAY).total_years is None
