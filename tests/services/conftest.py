"""A practice to ask and to plan in: a real encrypted file, made once and copied for every test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from supervision_desktop.content.contracts import ContractTemplate, load_template
from supervision_desktop.content.lists import Lists, load_lists
from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.domain.base import SELF, Record, fields_of, kinds
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.links import Link
from supervision_desktop.domain.retention import Disposal
from supervision_desktop.fields.kinds import Choice, Day, Moment, Number, Ref, Tags, Text, YesNo
from supervision_desktop.formats import Clock
from supervision_desktop.paths import resources_dir
from supervision_desktop.services import contract_terms, contracts, people, planning, sessions, signing
from supervision_desktop.store import history
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.engine import make_engine
from supervision_desktop.store.keys import FLOOR, VaultKey, decode, unwrap
from supervision_desktop.store.mentions import texts_of
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import create_practice

TODAY = date(2026, 11, 21)
TERMS = {
    "purpose_agreed": "To think about my work",
    "cadence_count": 1,
    "cadence_unit": "month",
    "session_minutes": 90,
    "formats": ("video", "in_person"),
    "place": "By video from home",
    "fee_pence": 8550,
    "fee_basis": "hour",
}


@dataclass(frozen=True)
class Desk:
    """A practice file with short ways to ask and to act."""

    store: Store
    clock: Clock
    template: ContractTemplate
    lists: Lists
    today: date = TODAY

    def ask(self, question: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """The answer of a service."""
        with self.store.read() as db:
            return question(db, *args, **more)

    def do(self, plan: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """Applies what a service plans, and returns the id it made."""
        found = self.ask(plan, *args, **more)
        changes, made = found if isinstance(found, tuple) else (found, None)
        self.store.apply(changes)
        return made

    def apply(self, found: tuple[ChangeSet, str] | ChangeSet) -> str:
        """Applies a gesture made without a look, and returns the id it made."""
        changes, made = found if isinstance(found, tuple) else (found, "")
        self.store.apply(changes)
        return made

    def get(self, record: type[Record], record_id: str) -> Any:
        """One record."""
        return self.ask(Session.get_one, record, record_id)

    def edit(self, record: type[Record], record_id: str, **values: Any) -> None:
        """Changes fields of one record, as a form does."""
        self.store.apply(gesture("Edit", changed(self.get(record, record_id), **values)))

    def rows(self) -> int:
        """Rows of all records and history entries: what a refusal must leave alone."""
        with self.store.read() as db:
            tables = db.execute(text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"))
            return sum(db.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for (name,) in tables.all())

    def sound(self) -> bool:
        """The history holds."""
        with self.store.read() as db:
            return history.verify(db.connection()).faults == ()

    def supervisor(self, name: str = "Robin Specimen", purpose: str | None = "case_management") -> str:
        """A new supervisor's person id."""
        return self.apply(people.new_supervisor(name, self.today, purpose))

    def contract(self, person_id: str, **terms: Any) -> str:
        """A draft with the terms that every contract needs."""
        contract_id: str = self.do(contracts.new_contract, person_id, self.template, self.today)
        self.edit(Contract, contract_id, **(TERMS | terms))
        return contract_id

    def sign(self, contract_id: str, *person_ids: str, on: date = TODAY) -> None:
        """Signs on paper, one party after the other."""
        for person_id in person_ids:
            found = self.ask(contracts.page, contract_id)
            words = contract_terms.printed(found, self.template, self.lists)
            self.do(signing.sign, contract_id, signing.Signing(person_id, "on_paper", on), self.clock, words)

    def held(self, person_id: str, minutes: int = 60, on: date = TODAY) -> str:
        """A held session with one person."""
        session_id: str = self.do(planning.plan, person_id, on, minutes=minutes)
        self.do(sessions.hold, session_id)
        return session_id


@pytest.fixture
def tmp_path(quick_path: Path) -> Path:
    """In memory where there is room."""
    return quick_path


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, VaultKey]:
    """An empty practice file, made once at the cheapest allowed cost."""
    root = tmp_path_factory.mktemp("services") / "practice"
    created = create_practice(
        root, Passphrase("tamo kiru peda solu niva"), clock=lambda: datetime(2026, 11, 21, 9, 0, tzinfo=UTC), cost=FLOOR
    )
    created.practice.close()
    key = unwrap(decode((root / "keys.json").read_bytes()), created.recovery_code)
    return created.practice.folder.database, key


@pytest.fixture(scope="session")
def content() -> tuple[ContractTemplate, Lists]:
    folder = resources_dir()
    return load_template(folder / "contracts" / "standard.toml"), load_lists(folder / "lists")


@pytest.fixture
def bare(
    made: tuple[Path, VaultKey], content: tuple[ContractTemplate, Lists], tmp_path: Path, clock: Clock
) -> Iterator[Desk]:
    """A practice in which nobody has been introduced."""
    path, key = made
    copy = tmp_path / "copy.db"
    shutil.copyfile(path, copy)
    engine = make_engine(copy, key)
    yield Desk(Store(engine, clock), clock, *content)
    engine.dispose()


@pytest.fixture
def desk(bare: Desk) -> Desk:
    """A practice whose practitioner is Morgan Sample."""
    bare.apply(people.introduce("Morgan Sample"))
    return bare


class Sower:
    """Makes records of any kind with words in every text, so that a test need not know the kinds."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self.made, self._waiting = desk, list[tuple[str, str, str]](), list[Any]()
        self.at_once = True

    def __call__(self, record: type[Record], words: str, *, apart: Mapping[str, str] | None = None, **given: Any) -> str:
        """One record with `words` in each text (`apart` names fields with others) and references as `given`."""
        values = {name: self._value(name, field, (apart or {}).get(name, words)) for name, field in fields_of(record).items()
                  if name not in given and name != record.SEALED_BY}
        values |= given
        for name in record.problems(values):
            values.pop(name)
        change = created(record, {name: value for name, value in values.items() if value is not None})
        self.made.append((change.kind, change.id, words))
        self._waiting.append(change)
        if self.at_once:
            self.settle()
        return change.id

    def settle(self) -> None:
        """Writes what waits, in one gesture: each gesture is brought to the disk by itself."""
        self._desk.store.apply(gesture("Sown", *self._waiting))
        self._waiting.clear()

    def _value(self, name: str, field: Any, words: str) -> Any:
        if isinstance(field, Ref):
            return self(kinds()[field.to], "Neutral") if field.required else None
        if isinstance(field, Choice):
            return self._desk.lists.items(field.list_id)[0].key
        if isinstance(field, Moment):
            return "2026-01-05T09:00:00Z"
        if isinstance(field, Tags):
            return (self._desk.lists.items(field.list_id)[0].key,) if field.list_id else (words,)
        if isinstance(field, Text):
            return words[:field.limit]
        if isinstance(field, Day):
            return date(2026, 1, 5)
        return True if isinstance(field, YesNo) else max(field.minimum, 10) if isinstance(field, Number) else None


@pytest.fixture
def sow(desk: Desk) -> Sower:
    """A sower of records."""
    return Sower(desk)


REFERENCE, NAME = "Quuxwort 47", "Zanzibarlily Ümlautova"
NAMED = f"We spoke of {NAME} ({REFERENCE}) at length"
GONE, STAYS, OTHER = "Goneword alone", f"Staysword beside {REFERENCE}", "Otherword for Birch 12"


@dataclass(frozen=True)
class Spoken:
    """A practice full of one client: `made` are (kind, id, words) of everything that was sown."""

    desk: Desk
    case: str
    made: Sequence[tuple[str, str, str]]


@pytest.fixture(scope="session")
def sown(made: tuple[Path, VaultKey], content: Any,
         tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, Sequence[tuple[str, str, str]]]:
    """A practice in which every kind of record that can speaks of a client, with all their parts; and of another, alike.

    Every kind that has words says the client's name once more in a record about nobody.
    """
    path = tmp_path_factory.mktemp("sown") / "copy.db"
    shutil.copyfile(made[0], path)
    engine = make_engine(path, made[1])
    desk = Desk(Store(engine, _morning), _morning, *content)
    desk.store.apply(people.introduce("Morgan Sample"))
    sow = Sower(desk)
    sow.at_once = False
    case = _speaks_of(sow, sow(Case, GONE, reference=REFERENCE, client_name=NAME), GONE, STAYS)
    _speaks_of(sow, sow(Case, OTHER, reference="Birch 12", client_name="Someone Else"), OTHER, OTHER)
    for record in kinds().values():
        if texts_of(record) and record not in (Attachment, Link, Case, Disposal):
            sow(record, NAMED)
    sow.settle()
    engine.dispose()
    return path, case, sow.made


def _speaks_of(sow: Sower, case: str, goes: str, stays: str) -> str:
    about: dict[str, str] = {}
    for kind, record in kinds().items():
        for name in (name for name, field in fields_of(record).items() if isinstance(field, Ref) and field.to == "case"):
            texts = record.STAYS.get(name)
            apart = {} if texts is None else {one: stays for one in texts_of(record) if one not in texts}
            made = sow(record, goes, apart=apart, **{name: case})
            if texts is None:
                about[kind] = made
    for record in kinds().values():
        for name, field in fields_of(record).items():
            if isinstance(field, Ref) and field.owned and field.to in about:
                sow(record, goes, **{name: about[field.to]})
    sow(Attachment, goes, owner_kind="case", owner_id=case)
    sow(Link, goes, from_kind="case", from_id=case, to_kind="person", to_id=SELF)
    return case


@pytest.fixture
def spoken(sown: tuple[Path, str, Sequence[tuple[str, str, str]]], made: tuple[Path, VaultKey], content: Any,
           tmp_path: Path, clock: Clock) -> Iterator[Spoken]:
    """That practice, copied for one test."""
    path = tmp_path / "spoken.db"
    shutil.copyfile(sown[0], path)
    engine = make_engine(path, made[1])
    yield Spoken(Desk(Store(engine, clock), clock, *content), *sown[1:])
    engine.dispose()


def _morning() -> datetime:
    """When it was made."""
    return datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
