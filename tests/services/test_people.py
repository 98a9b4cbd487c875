"""Supervisors, supervisees and the practitioner herself."""

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.people import Person, Practitioner, Registration, Supervisee, Supervisor, SupervisorPurpose
from supervision_desktop.domain.practice import ListItem
from supervision_desktop.errors import BadInput
from supervision_desktop.services import contract_terms, contracts, people, planning, practice, sessions
from supervision_desktop.store.changes import created, deleted, gesture

TODAY = date(2026, 11, 21)


@pytest.mark.requirement("SUP-01")
def test_a_supervisor_is_made_edited_and_archived_and_keeps_the_sessions(desk: Any) -> None:
    robin = desk.supervisor()
    desk.edit(Person, robin, email="robin@example.org", organisation="Specimen & Partners")
    relation = desk.ask(people.page, robin).supervisor
    desk.edit(Supervisor, relation.id, practising="formerly", years_case_management=12, models=("gibbs", "kolb"))
    desk.held(robin, on=date(2026, 10, 5))
    desk.held(robin, on=date(2026, 11, 2))
    desk.edit(Supervisor, relation.id, status="ended", ends_on=TODAY)

    page = desk.ask(people.page, robin)
    assert (page.person.name, page.person.email) == ("Robin Specimen", "robin@example.org")
    assert (page.supervisor.status, page.supervisor.models, page.supervisor.starts_on) == ("ended", ("gibbs", "kolb"), TODAY)
    assert (page.sessions_held, page.last_session) == (2, date(2026, 11, 2))
    assert [row.status for row in desk.ask(people.relations)] == ["ended"]
    assert len(desk.ask(sessions.rows, person_id=robin)) == 2
    assert desk.ask(people.page, "nobody") is None
    assert desk.sound()


@pytest.mark.requirement("SUP-02")
def test_two_active_supervisors_with_their_purposes_are_offered_for_a_session(desk: Any) -> None:
    robin, kim = desk.supervisor(), desk.supervisor("Kim Placeholder", "specialist")
    relation = desk.ask(people.page, robin).supervisor
    desk.apply(people.add_purpose(relation.id, "business", TODAY))
    assert desk.ask(people.active_supervisors) == [
        (kim, "Kim Placeholder", ("specialist",)),
        (robin, "Robin Specimen", ("case_management", "business")),
    ]
    assert [p.purpose for p in desk.ask(people.page, robin).purposes] == ["case_management", "business"]
    desk.edit(Supervisor, relation.id, status="paused")
    assert [person_id for person_id, *_ in desk.ask(people.active_supervisors)] == [kim]


@pytest.mark.requirement("SUP-03")
def test_choosing_oneself_is_refused_with_the_reason_and_nothing_is_saved(desk: Any) -> None:
    robin = desk.supervisor()
    supervisor = desk.ask(people.page, robin).supervisor
    before = desk.rows()
    refused = [
        (people.also, (SELF, "supervisor", TODAY), "person_id"),
        (people.also, (SELF, "supervisee", TODAY), "person_id"),
        (contracts.new_contract, (SELF, desk.template, TODAY), "other_id"),
        (planning.plan, (SELF, TODAY), "person_id"),
        (lambda db: gesture("New", created(Supervisor, {"person_id": SELF, "status": "active"})), (), "person_id"),
        (lambda db: gesture("New", created(Supervisee, {"person_id": SELF, "status": "active"})), (), "person_id"),
    ]
    for plan, args, field in refused:
        with pytest.raises(BadInput, match="Choose another person") as fault:
            desk.do(plan, *args)
        assert fault.value.field == field
    with pytest.raises(BadInput, match="You cannot be your own supervisor"):
        desk.edit(Supervisor, supervisor.id, person_id=SELF)
    assert desk.rows() == before


@pytest.mark.requirement("SUP-03")
def test_the_same_name_and_address_only_gets_a_quiet_word(desk: Any) -> None:
    robin = desk.supervisor()
    desk.edit(Person, robin, email="robin@example.org")
    assert "already here" in desk.ask(people.same_name_hint, " robin specimen", "robin@example.org")
    assert desk.ask(people.same_name_hint, "Robin Specimen", "other@example.org") is None
    assert desk.ask(people.same_name_hint, "Robin Specimen", None) is None
    other = desk.supervisor()
    assert other != robin
    assert {person_id for person_id, _ in desk.ask(people.choices)} == {robin, other}


def test_two_people_may_supervise_each_other(desk: Any) -> None:
    robin = desk.supervisor()
    desk.do(people.also, robin, "supervisee", TODAY)
    desk.do(people.also, robin, "supervisee", TODAY)
    assert sorted(row.role for row in desk.ask(people.relations)) == ["supervisee", "supervisor"]
    sam = desk.apply(people.new_supervisee("Sam Placeholder", TODAY))
    assert desk.ask(people.page, sam).supervisee.status == "active"
    assert desk.ask(people.page, sam).supervisor is None
    assert [name for _, name in desk.ask(people.choices, with_self=True)] == [
        "Morgan Sample",
        "Robin Specimen",
        "Sam Placeholder",
    ]


@pytest.mark.parametrize("make", [people.new_supervisor, people.new_supervisee])
@pytest.mark.parametrize("name", ["", "   ", "\n\t"])
def test_somebody_needs_a_name(make: Any, name: str) -> None:
    with pytest.raises(BadInput, match="Name is needed"):
        make(name, TODAY)


@pytest.mark.requirement("PRA-01")
def test_the_profile_stands_at_the_head_of_prints_with_no_retyping(desk: Any) -> None:
    _, profile, _ = desk.ask(people.self_page)
    desk.edit(Person, SELF, address="1 Example Street\nSampletown", phone="01632 960123", email="morgan@example.org")
    assert desk.ask(practice.letterhead).name == "Morgan Sample"
    desk.edit(
        Practitioner,
        profile.id,
        trading_name="Sample Case Management",
        header_note="Brain injury",
        insurer="Insurer A",
        policy_number="P-1",
        cover_pence=500_000_000,
        insured_until=date(2027, 3, 31),
    )
    desk.apply(gesture("Registration", created(Registration, {"person_id": SELF, "body": "babicm", "number": "123"})))
    head = desk.ask(practice.letterhead)
    assert head == practice.Letterhead(
        "Sample Case Management",
        ("Morgan Sample", "Brain injury", "1 Example Street, Sampletown", "01632 960123 · morgan@example.org"),
        (("babicm", "123"),),
        False,
    )
    robin = desk.supervisor()
    contract_id = desk.contract(robin)
    terms = desk.ask(lambda db: contract_terms.terms(contracts.page(db, contract_id), desk.lists))
    assert terms["supervisee"] == "Morgan Sample"
    assert terms["supervisee_bodies"] == "BABICM 123"
    assert terms["insurer_supervisee"] == "Insurer A, P-1, £5,000,000, until 31 March 2027"


def test_a_practice_nobody_has_been_introduced_in_has_an_empty_head(bare: Any) -> None:
    assert bare.ask(practice.letterhead) == practice.Letterhead("", (), (), False)
    assert bare.ask(people.self_page) == (None, None, [])


def test_a_person_whom_nothing_names_can_be_deleted_whole(desk: Any) -> None:
    robin = desk.supervisor()
    page = desk.ask(people.page, robin)
    gone = gesture("Delete", *(deleted(p) for p in page.purposes), deleted(page.supervisor), deleted(page.person))
    desk.apply(gone)
    assert desk.ask(people.relations) == []
    desk.apply(gone.inverted())
    assert [p.purpose for p in desk.ask(people.page, robin).purposes] == ["case_management"]
    assert isinstance(desk.ask(people.page, robin).purposes[0], SupervisorPurpose)


def test_settings_have_defaults_and_are_changed_by_name(desk: Any) -> None:
    assert desk.ask(practice.setting, practice.IDLE_MINUTES) == "10"
    for minutes in ("15", "20"):
        desk.do(practice.set_setting, practice.IDLE_MINUTES, minutes)
    assert desk.ask(practice.setting, practice.IDLE_MINUTES) == "20"
    assert desk.ask(practice.setting, "unknown") == ""


def test_what_left_the_program_is_noted_and_cannot_be_undone(desk: Any) -> None:
    line = practice.logged(desk.store.now(), "Supervision contract", "pdf", identification="reference", purpose="for Robin")
    assert not line.undoable
    desk.apply(line)
    assert line.changes[0].after["document"] == "Supervision contract"


def test_own_values_are_kept_by_list(desk: Any) -> None:
    for list_id, label in (("focus", "Hospital discharge"), ("bodies", "A body"), ("focus", "Court work")):
        desk.apply(gesture("New", created(ListItem, {"list_id": list_id, "label": label})))
    assert desk.ask(practice.own_values) == {"focus": ["Court work", "Hospital discharge"], "bodies": ["A body"]}
