"""What the door lets through once something is finished or signed: nothing but what stays open."""

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF, Record
from supervision_desktop.domain.contracts import Contract, ContractClause, ContractExpectation, ContractSignature
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.sessions import Participant, SessionAddition, SessionRecord, SupervisionSession
from supervision_desktop.errors import SealedRecord
from supervision_desktop.store.changes import Change, changed, created, deleted, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.practice import Practice

DAY = date(2026, 1, 5)


@pytest.fixture
def store(practice: Practice, clock: Any) -> Store:
    """A signed contract and a finished session, and beside each an open one, all with their parts."""
    store = Store(practice.engine, clock)
    steps: list[Change] = [
        created(Person, {"name": "Morgan Sample"}, SELF),
        created(Person, {"name": "Robin Specimen"}, "p"),
    ]
    for end in ("open", "closed"):
        steps += [
            created(
                Contract, {"other_id": "p", "direction": "received", "status": "draft", "fee_pence": 8500}, f"contract {end}"
            ),
            created(
                ContractClause,
                {"contract_id": f"contract {end}", "heading": "money", "position": 0, "included": True},
                f"clause {end}",
            ),
            created(
                ContractExpectation,
                {"contract_id": f"contract {end}", "side": "supervisor", "position": 0, "text": "Listens", "included": True},
                f"expectation {end}",
            ),
            created(SupervisionSession, {"on": DAY, "direction": "received", "status": "held"}, f"session {end}"),
            created(SessionRecord, {"session_id": f"session {end}", "summary": "We spoke."}, f"record {end}"),
            created(
                Participant, {"session_id": f"session {end}", "person_id": "p", "role": "supervisor"}, f"participant {end}"
            ),
        ]
    store.apply(gesture("All", *steps))
    store.apply(
        gesture(
            "Close",
            Change("contract", "contract closed", {"sealed_at": None}, {"sealed_at": store.now()}),
            Change("supervision_session", "session closed", {"finished_at": None}, {"finished_at": store.now()}),
        )
    )
    return store


def loaded(store: Store, record: type[Record], record_id: str) -> Any:
    with store.read() as db:
        return db.get_one(record, record_id)


CHANGES: list[tuple[type[Record], str, dict[str, Any]]] = [
    (Contract, "contract", {"fee_pence": 9000}),
    (Contract, "contract", {"status": "ended", "place": "Elsewhere"}),
    (Contract, "contract", {"sealed_at": None}),
    (ContractClause, "clause", {"text": "Own words"}),
    (ContractExpectation, "expectation", {"included": False}),
    (SupervisionSession, "session", {"place": "Elsewhere"}),
    (SupervisionSession, "session", {"finished_at": None}),
    (SessionRecord, "record", {"summary": "Other words"}),
    (SessionRecord, "record", {"reflection": "Private words"}),
    (Participant, "participant", {"role": "observer"}),
]


@pytest.mark.requirement("CON-19")
@pytest.mark.requirement("REC-12")
@pytest.mark.parametrize(("record", "name", "values"), CHANGES, ids=lambda value: str(value)[:40])
def test_what_is_closed_is_not_changed(store: Store, record: type[Record], name: str, values: dict[str, Any]) -> None:
    before = loaded(store, record, f"{name} closed")
    step = changed(before, **values)
    assert step is not None
    with pytest.raises(SealedRecord) as fault:
        store.apply(gesture("Change", step))
    assert str(fault.value) == "This is finished and closed to change. Add a dated addition, or make a new version."
    assert changed(loaded(store, record, f"{name} closed"), **values) == step
    beside = changed(loaded(store, record, f"{name} open"), **values)
    if beside is not None:
        store.apply(gesture("Change", beside))


@pytest.mark.requirement("CON-19")
@pytest.mark.parametrize(
    ("record", "name"),
    [
        (ContractClause, "clause"),
        (ContractExpectation, "expectation"),
        (Contract, "contract"),
        (SessionRecord, "record"),
        (Participant, "participant"),
        (SupervisionSession, "session"),
    ],
)
def test_what_is_closed_is_not_deleted(store: Store, record: type[Record], name: str) -> None:
    with pytest.raises(SealedRecord):
        store.apply(gesture("Delete", deleted(loaded(store, record, f"{name} closed"))))
    store.apply(
        gesture(
            "Delete",
            *(
                deleted(loaded(store, kind, f"{part} open"))
                for kind, part in (
                    (ContractClause, "clause"),
                    (ContractExpectation, "expectation"),
                    (Contract, "contract"),
                    (SessionRecord, "record"),
                    (Participant, "participant"),
                    (SupervisionSession, "session"),
                )
            ),
        )
    )


def test_nothing_is_put_into_what_is_closed(store: Store) -> None:
    additions = [
        created(ContractClause, {"contract_id": "contract closed", "heading": "money", "position": 1, "included": True}),
        created(
            ContractExpectation,
            {"contract_id": "contract closed", "side": "supervisee", "position": 1, "text": "More", "included": True},
        ),
        created(Participant, {"session_id": "session closed", "person_id": SELF, "role": "supervisee"}),
    ]
    moves = [
        changed(loaded(store, ContractClause, "clause open"), contract_id="contract closed"),
        changed(loaded(store, Participant, "participant open"), session_id="session closed"),
    ]
    for step in (*additions, *moves):
        with pytest.raises(SealedRecord):
            store.apply(gesture("Put in", step))


@pytest.mark.requirement("CON-19")
def test_state_end_and_review_of_a_signed_contract_stay_open(store: Store) -> None:
    contract = loaded(store, Contract, "contract closed")
    store.apply(gesture("End", changed(contract, status="ended", ends_on=DAY, review_on=None)))
    assert loaded(store, Contract, "contract closed").status == "ended"
    assert loaded(store, Contract, "contract closed").ends_on == DAY


def test_the_second_party_signs_a_contract_that_is_closed(store: Store) -> None:
    store.apply(
        gesture(
            "Sign",
            created(
                ContractSignature, {"contract_id": "contract closed", "person_id": "p", "how": "on_paper", "on": DAY}, "s"
            ),
        )
    )
    assert loaded(store, ContractSignature, "s").person_id == "p"


@pytest.mark.requirement("REC-12")
def test_a_finished_session_takes_dated_additions_and_an_agreement(store: Store) -> None:
    store.apply(
        gesture(
            "Add",
            created(SessionAddition, {"session_id": "session closed", "on": DAY, "text": "It was the fifth of May."}, "a"),
        )
    )
    store.apply(gesture("Agreed", changed(loaded(store, SupervisionSession, "session closed"), agreement="Both, by e-mail")))
    assert loaded(store, SessionRecord, "record closed").summary == "We spoke."
    assert loaded(store, SessionAddition, "a").text == "It was the fifth of May."


def test_parts_of_a_closed_record_come_with_it_in_one_gesture(store: Store) -> None:
    store.apply(
        gesture(
            "Brought in",
            created(
                Contract, {"other_id": "p", "direction": "received", "status": "signed", "sealed_at": store.now()}, "in"
            ),
            created(ContractClause, {"contract_id": "in", "heading": "money", "position": 0, "included": True}),
        )
    )
    assert loaded(store, Contract, "in").sealed_at == store.now()
