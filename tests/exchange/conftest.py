"""Practice files for what goes out and comes in: real ones, with the cheapest key derivation that is allowed."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF, Record, fields_of, kinds, new_id
from supervision_desktop.exchange.json_archive import archive_bytes
from supervision_desktop.fields.kinds import Day, Moment, Number, Ref, Tags, Text, YesNo
from supervision_desktop.services import people
from supervision_desktop.services.practice import SHEET_CHECKED, logged
from supervision_desktop.store.changes import Change, ChangeSet, Sealing, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.keys import FLOOR
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Practice, create_practice, open_practice

PASSPHRASE = Passphrase("lantern meadow copper thistle")
PAPER = b"%PDF-1.7 the signed contract as it was"


def made(kind: str, record_id: str | None = None, /, **values: Any) -> Change:
    assert kind in kinds()
    return Change(kind, record_id or new_id(), None, values)


LETTERS = "aZ0 \t\n\r\x01\x7f\"'\\/{}%&<=ß\u00a0\u202eمعקב\u2028\ufffe😀"


def any_value(field: Any, ids: dict[str, list[str]], chance: Random) -> Any:
    """A value that can be true for this field, or none where it may be empty."""
    if not field.required and chance.random() < 0.4:
        return None
    text = chance.choice("=a'") + "".join(chance.choices(LETTERS, k=chance.randint(1, 20)))
    if isinstance(field, Ref):
        return chance.choice(ids[field.to])
    if isinstance(field, Moment):
        return f"{chance.randint(1900, 2199)}-02-03T{chance.randint(0, 23):02d}:05:00Z"
    if isinstance(field, Number):
        return chance.randint(field.minimum, field.maximum)
    if isinstance(field, Day):
        return date.fromordinal(chance.randint(date(1900, 1, 1).toordinal(), date(2199, 12, 31).toordinal()))
    if isinstance(field, YesNo):
        return chance.random() < 0.5
    assert isinstance(field, Tags | Text), field
    return (text.strip(), "last") if isinstance(field, Tags) else text


def any_values(record: type[Record], ids: dict[str, list[str]], chance: Random) -> dict[str, Any]:
    while True:
        values = {name: any_value(field, ids, chance) for name, field in fields_of(record).items()}
        if not record.problems(values):
            return values


def practice_of(seed: int) -> ChangeSet:
    """Records of every kind with any values that can be true."""
    chance = Random(seed)
    ids = {kind: [f"{kind}-{n}" for n in range(chance.randint(1, 3))] for kind in kinds()}
    ids["person"].append(SELF)
    return ChangeSet("Any practice", tuple(Change(kind, record_id, None, any_values(kinds()[kind], ids, chance))
                                           for kind in kinds() for record_id in ids[kind]))


@pytest.fixture
def tmp_path(quick_path: Path) -> Path:
    """In memory where there is room."""
    return quick_path


@pytest.fixture(scope="session")
def any_practice() -> Callable[[int], ChangeSet]:
    """Makes a practice by a number: records of every kind with any values that can be true."""
    return practice_of


def midday() -> datetime:
    return datetime(2026, 11, 21, 12, tzinfo=UTC)


def furnish(store: Store) -> None:
    """A bit of everything: sealed and open, private and shared, deleted and changed."""
    store.apply(people.introduce("Morgan Sample"))
    added, supervisor = people.new_supervisor("Robin Specimen", date(2025, 1, 6), "case_management")
    store.apply(added)
    contract, session, case, gone = (new_id() for _ in range(4))
    store.apply(gesture(
        "A contract", made("contract", contract, other_id=supervisor, direction="received", status="active",
                           sealed_at="2025-02-03T09:00:00Z", formats=("in_person", "video"), fee_pence=8550),
        made("contract_clause", contract_id=contract, heading="Cancelling", text="=two days' notice", position=1,
             included=True)))
    parts = {"terms": {"fee": "£85.50", "with": "Robin Specimen"}, "signed": ["Morgan Sample", "Robin Specimen"]}
    store.apply(ChangeSet("Sign", (), False, (Sealing("contract", contract, parts, (contract,), PAPER),)))
    store.apply(gesture(
        "A session",
        made("supervision_session", session, on=date(2025, 3, 4), direction="received", status="held", minutes=90,
             contract_id=contract, finished_at="2025-03-05T08:00:00Z"),
        made("session_record", session_id=session, summary="Looked at bank-07 — מעקב", reflection="I was tired"),
        made("participant", session_id=session, person_id=SELF, role="supervisee"),
        made("case", case, reference="bank-07", client_name="Pat Example", status="open"),
        made("time_entry", on=date(2025, 3, 4), minutes=90, kind="session", purpose="supervision",
             outcome="non_billable", session_id=session),
        made("case", gone, reference="tide-11", status="open")))
    store.apply(ChangeSet("Finish", (), False, (Sealing("supervision_session", session, {"record": "as printed"}),)))
    store.apply(gesture("Odds and ends", made("list_item", list_id="focus", label="Hospital discharge"),
                        made("setting", "idle_minutes", value="15"), made("setting", SHEET_CHECKED, value="yes"),
                        Change("case", gone, {"reference": "tide-11", "status": "open"}, None)))
    store.apply(logged(store.now(), "Supervision contract", "pdf", identification="reference"))


@pytest.fixture
def new_practice(template: Any, tmp_path_factory: pytest.TempPathFactory, clock: Any) -> Iterator[Callable[[], Practice]]:
    """Hands out new practice files that stay open until the test ends."""
    opened: list[Practice] = []

    def make() -> Practice:
        kept = template.copy(tmp_path_factory.mktemp("practice") / "practice")
        opened.append(open_practice(kept.folder.root, kept.code, clock=clock))
        return opened[-1]

    yield make
    for practice in opened:
        practice.close()


@pytest.fixture
def new_store(new_practice: Callable[[], Practice], clock: Any) -> Callable[[], Store]:
    """Makes practice files and hands out their doors."""
    return lambda: Store(new_practice().engine, clock)


@pytest.fixture
def store(new_store: Callable[[], Store]) -> Store:
    """A practice that holds a bit of everything."""
    store = new_store()
    furnish(store)
    return store


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What that practice exports."""
    practice = create_practice(tmp_path_factory.mktemp("good") / "practice", PASSPHRASE, clock=midday, cost=FLOOR).practice
    store = Store(practice.engine, midday)
    furnish(store)
    with store.read() as db:
        found = archive_bytes(db, include_private=True)
    practice.close()
    return found


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where a test exports to."""
    return tmp_path / "practice.zip"
