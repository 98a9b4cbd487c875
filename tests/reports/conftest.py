"""A furnished practice, the style sheet, and how to read a PDF back: real files, the cheapest allowed keys."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from supervision_desktop.content.contracts import load_template
from supervision_desktop.content.frameworks import load_frameworks
from supervision_desktop.content.lists import load_lists
from supervision_desktop.domain.base import SELF, Record
from supervision_desktop.domain.cases import Case, CaseAgreement
from supervision_desktop.domain.people import Person, Registration
from supervision_desktop.domain.time import Part
from supervision_desktop.paths import resources_dir
from supervision_desktop.reports.report import Context
from supervision_desktop.reports.style import Sheet, load_sheet
from supervision_desktop.services import (
    actions,
    assessment,
    breach,
    cases,
    contracts,
    effectiveness,
    evaluations,
    people,
    planning,
    requests,
    sessions,
    time,
)
from supervision_desktop.store.changes import Change, changed, created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.keys import FLOOR
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Practice, create_practice, open_practice
from supervision_desktop.store.recovery import RecoveryCode

PASSPHRASE = Passphrase("quiet harbour lantern mossy stone")
TODAY = date(2026, 11, 21)
SUMMARY = "We looked at how to say no to a third urgent request in one week."
REFLECTION = "I was more tired than I let on."


@dataclass(frozen=True)
class World:
    """An open practice and the ids of what is in it."""

    store: Store
    ids: dict[str, str]

    def change(self, record: type[Record], record_id: str, **values: Any) -> None:
        """Changes one record as a form would."""
        with self.store.read() as db:
            step = changed(db.get_one(record, record_id), **values)
        self.store.apply(gesture("Test", step))

    def create(self, *steps: Change) -> None:
        """Adds records."""
        self.store.apply(gesture("Test", *steps))

    def collect(self, report: Any, context: Context, **params: Any) -> Any:
        """What the report collects."""
        with self.store.read() as db:
            return report.collect(db, report.Params(**params), context)


def furnish(store: Store) -> dict[str, str]:
    """A practitioner, a supervisor with a contract, two parties with a case each, a held session in parts."""
    template = load_template(resources_dir() / "contracts" / "standard.toml")
    store.apply(people.introduce("Robin Ashdown"))
    step, supervisor = people.new_supervisor("Dr Morgan Vale", date(2026, 1, 5), "case_management")
    store.apply(step)
    with store.read() as db:
        _, profile, _ = people.self_page(db)
        me, other = db.get_one(Person, SELF), db.get_one(Person, supervisor)
    assert profile is not None
    store.apply(gesture(
        "Profile",
        changed(me, address="12 Example Street\nSampleton SA1 2MP", phone="01632 960123", email="robin@example.org"),
        changed(profile, trading_name="Ashdown Case Management", rate_pence=9000, header_note="Brain injury"),
        changed(other, address="1 Sample Road\nExampleton EX1 2MP"),
        created(Registration, {"person_id": supervisor, "body": "hcpc", "number": "OT00000"})))
    with store.read() as db:
        step, contract = contracts.new_contract(db, supervisor, template, date(2026, 1, 5))
    store.apply(step)
    ids = {"supervisor": supervisor, "contract": contract, "profile": profile.id, **_cases(store)}
    with store.read() as db:
        step, request = requests.received(db, date(2026, 11, 2), "access", person_id=supervisor)
    store.apply(step)
    return ids | _session(store, ids) | {"request": request}


def _cases(store: Store) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, reference, client in (("Larch & Reed Solicitors", "Alder 47", "Jo Fictional"),
                                    ("Other Insurer Ltd", "Osprey 12", "Sam Invented")):
        step, party = cases.new_party(name)
        store.apply(step)
        with store.read() as db:
            step, case = cases.new_case(db, reference, date(2026, 2, 1))
        store.apply(step)
        with store.read() as db:
            named = changed(db.get_one(Case, case), party_id=party, party_reference=f"LR/{reference[-2:]}",
                            client_name=client)
        agreement = created(CaseAgreement, {
            "case_id": case, "agreed": "yes", "on": date(2026, 2, 3), "rate_pence": 9500, "rounding": "6",
            "reference": f"Letter about {reference}", "cap_minutes": 300})
        store.apply(gesture("Case", named, agreement))
        found |= {f"party {reference}": party, reference: case}
    return found


def _session(store: Store, ids: dict[str, str]) -> dict[str, str]:
    with store.read() as db:
        step, session = planning.plan(db, ids["supervisor"], date(2026, 11, 10), starts=600, minutes=90)
    store.apply(step)
    with store.read() as db:
        step = sessions.hold(db, session)
    store.apply(step)
    with store.read() as db:
        step = time.split(db, session, [
            Part(60), Part(10, "case_specific", ids["Alder 47"], "billable"),
            Part(20, "case_specific", ids["Osprey 12"], "billable")])
        record = sessions.page(db, session).record  # type: ignore[union-attr]
        words = changed(record, summary=SUMMARY, key_points="Urgent is not the same as important.", reflection=REFLECTION)
    store.apply(step)
    store.apply(gesture("Record", words))
    for text in ("Write a standard reply", "Ring the occupational therapist"):
        with store.read() as db:
            step, _ = actions.add(db, text, TODAY, session_id=session, case_id=ids["Alder 47"])
        store.apply(step)
    with store.read() as db:
        step, review = effectiveness.begin(db, ids["supervisor"], TODAY)
    store.apply(step)
    with store.read() as db:
        cmf = load_frameworks(resources_dir() / "frameworks").newest("cmf")
        step, looked = assessment.start(db, "brain_injury", cmf, TODAY)
    store.apply(step)
    with store.read() as db:
        step, evaluated = evaluations.begin(db, ids["supervisor"], TODAY)
    store.apply(step)
    with store.read() as db:
        step, astray = breach.begin(db, "A letter went to the wrong address", _morning)
    store.apply(step)
    return {"session": session, "record": record.id, "review": review, "assessment": looked, "evaluation": evaluated,
            "breach": astray}


@pytest.fixture
def tmp_path(quick_path: Path) -> Path:
    """In memory where there is room."""
    return quick_path


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RecoveryCode, dict[str, str]]:
    """Made once, closed again, with its recovery code: the quick way in; `world` hands out copies."""
    root = tmp_path_factory.mktemp("furnished") / "practice"
    made = create_practice(root, PASSPHRASE, clock=_morning, cost=FLOOR)
    ids = furnish(Store(made.practice.engine, _morning))
    made.practice.close()
    return root, made.recovery_code, ids


@pytest.fixture
def practice(furnished: tuple[Path, RecoveryCode, dict[str, str]], tmp_path: Path) -> Iterator[Practice]:
    """A furnished practice of the test's own, open."""
    root, code, _ = furnished
    shutil.copytree(root, tmp_path / "practice")
    opened = open_practice(tmp_path / "practice", code, clock=_morning)
    yield opened
    opened.close()


@pytest.fixture
def world(practice: Practice, furnished: tuple[Path, RecoveryCode, dict[str, str]]) -> World:
    """Its records, and the ids of what is in it."""
    return World(Store(practice.engine, _morning), dict(furnished[2]))


@pytest.fixture(scope="session")
def sheet() -> Sheet:
    """The house style."""
    return load_sheet(resources_dir())


@pytest.fixture(scope="session")
def context() -> Context:
    """21 November 2026, clients by reference."""
    folder = resources_dir()
    return Context(TODAY, load_lists(folder / "lists"), lambda name: load_template(folder / "contracts" / f"{name}.toml"))


@pytest.fixture(scope="session")
def pages() -> Callable[..., list[str]]:
    """The text of each page as a PDF reader finds it, on one line."""
    def _pages(pdf: bytes, passphrase: str | None = None) -> list[str]:
        reader = pypdf.PdfReader(BytesIO(pdf), password=passphrase)
        return [" ".join(page.extract_text().split()) for page in reader.pages]
    return _pages


def _morning() -> datetime:
    return datetime(2026, 11, 21, 9, tzinfo=UTC)
