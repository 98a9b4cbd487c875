"""The practice that speed is measured on: many years of plainly made-up work, the same records each time.

It is written through the one door like any practice, a year in one gesture, into a real encrypted file. Contacts come
with their record; the bench says so where it names its conditions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from seed_words import Words

from supervision_desktop.content.contracts import ContractTemplate, load_template
from supervision_desktop.content.lists import Lists, load_lists
from supervision_desktop.domain.actions import Action, ActionReport
from supervision_desktop.domain.base import SELF, Record
from supervision_desktop.domain.cases import Case, CaseAgreement, InstructingParty
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.cpd import CpdEntry
from supervision_desktop.domain.people import Person, Supervisee, Supervisor
from supervision_desktop.domain.sessions import Participant, SessionRecord, SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.paths import resources_dir
from supervision_desktop.services import contract_terms, contracts, people, practice, sessions, signing
from supervision_desktop.services.cases import WORDS
from supervision_desktop.store.changes import Change, ChangeSet, Sealing, changed, created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.keys import FLOOR
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import create_practice

CHANCE = 417
TODAY = date(2026, 11, 21)
PASSPHRASE = "pelu moda kiri sano tevu"
FIRST = ("Ada", "Ben", "Cora", "Dev", "Eira", "Finn", "Greta", "Hari", "Iona", "Jude", "Kit", "Lena", "Milo", "Nia", "Otis",
         "Pia", "Quill", "Rory", "Saba", "Tove")
LAST = ("Inkwell", "Marchbanks-Example", "Oakapple", "Pennywhistle", "Quillfeather", "Ravensample", "Saltmarsh", "Thimble")
AHEAD = 6
"""Sessions that are planned, not held yet."""
PER_SESSION = 5
"""Time entries to each session."""
ERA = 4
"""People at a time: two who supervise, two who are supervised."""
TERMS: dict[str, Any] = {
    "cadence_count": 1, "cadence_unit": "month", "session_minutes": 90, "fee_pence": 8500, "fee_basis": "hour",
    "formats": ("virtual",), "place": "Secure video", "notice_hours": 48, "payer": "practitioner",
    "purpose_agreed": "A regular place to think about the work."}


@dataclass(frozen=True)
class Scale:
    """How much of a practice; for 20 years as the speed table asks."""

    years: int = 20
    sessions: int = 250
    actions: int = 300
    cases: int = 20
    learning: int = 150
    """Each in a year."""

    @property
    def counts(self) -> dict[str, int]:
        """How many records of each kind the table names."""
        return {"supervision_session": self.sessions * self.years, "action": self.actions * self.years,
                "time_entry": self.sessions * self.years * PER_SESSION, "case": self.cases * self.years,
                "cpd_entry": self.learning * self.years,
                "person": self.people + 1, "contract": self.people + 1}

    @property
    def people(self) -> int:
        """Everybody but the practitioner."""
        return max(ERA, self.years // ERA * ERA)


class Calendar:
    """A clock that is set forward, so that the history reads like years of work."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __call__(self) -> datetime:
        """Half past five of the day it is set to."""
        return datetime.combine(self.day, time(17, 30), tzinfo=UTC)


def write(folder: Path, scale: Scale) -> None:
    """A closed practice file in `folder`, which must not exist yet."""
    calendar = Calendar(TODAY - timedelta(days=365 * scale.years))
    made = create_practice(folder, Passphrase(PASSPHRASE), clock=calendar, cost=FLOOR).practice
    try:
        _Seeding(Store(made.engine, calendar), calendar, scale).run()
    finally:
        made.close()


@dataclass(frozen=True)
class _Partner:
    """One person the practitioner meets, and under which contract."""

    id: str
    name: str
    contract_id: str
    given: bool


class _Seeding:
    """Writes people and contracts by the program's own gestures, the rest a year at a time."""

    def __init__(self, store: Store, calendar: Calendar, scale: Scale) -> None:
        self._store, self._calendar, self._scale = store, calendar, scale
        self._rng = Random(CHANCE)
        self._words = Words(self._rng)
        self._start = calendar.day
        self._template: ContractTemplate = load_template(resources_dir() / "contracts" / "standard.toml")
        self._lists: Lists = load_lists(resources_dir() / "lists")
        self._partners: list[_Partner] = []
        self._cases: list[tuple[str, date, str | None]] = []

    def run(self) -> None:
        """Everything, the people of each time before their sessions."""
        self._store.apply(people.introduce("Nell Measure (made up)"))
        with self._store.read() as db:
            checked = practice.set_setting(db, practice.SHEET_CHECKED, "yes")
        self._store.apply(checked)
        for number in range(self._scale.people):
            self._calendar.day = self._start + timedelta(days=number // ERA * self._era_days)
            self._partners.append(self._partner(number))
        self._store.apply(gesture("Cases", *self._case_load()))
        for year in self._years():
            self._store.apply(year, "import")
        self._calendar.day = TODAY
        with self._store.read() as db:
            draft, _ = signing.amend(db, self._partners[-1].contract_id, TODAY)
        self._store.apply(draft)

    @property
    def _era_days(self) -> int:
        return 365 * self._scale.years * ERA // self._scale.people

    def _made(self, record: type[Record], **values: Any) -> Change:
        return created(record, values, str(UUID(int=self._rng.getrandbits(128), version=4)))

    def _edit(self, record: type[Record], record_id: str, **values: Any) -> None:
        with self._store.read() as db:
            change = changed(db.get_one(record, record_id), **values)
        self._store.apply(gesture("Edited", change))

    def _partner(self, number: int) -> _Partner:
        """Somebody with a signed contract; those of earlier times have left."""
        day, given = self._calendar.day, number % ERA >= 2
        past = number // ERA < (self._scale.people - 1) // ERA
        profile = Supervisee if given else Supervisor
        state = {"status": "ended" if past else "active", "starts_on": day}
        person = self._made(Person, name=f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}",
                            email=f"person{number}@example.org", phone=f"01632 960{100 + number}")
        more = {} if given else {"own_supervision": "yes", "fee_pence": 8500, "fee_basis": "hour"}
        self._store.apply(gesture("New person", person, self._made(profile, person_id=person.id, **state, **more)))
        contract_id = self._contract(person.id, day)
        if past:
            self._edit(Contract, contract_id, status="ended", ends_on=day + timedelta(days=self._era_days))
        return _Partner(person.id, person.after["name"] if person.after else "", contract_id, given)

    def _contract(self, person_id: str, day: date) -> str:
        with self._store.read() as db:
            draft, contract_id = contracts.new_contract(db, person_id, self._template, day)
        self._store.apply(draft)
        self._edit(Contract, contract_id, **TERMS, review_on=max(day, TODAY) + timedelta(days=200))
        for party in (SELF, person_id):
            with self._store.read() as db:
                found = contracts.page(db, contract_id)
                assert found is not None
                words = contract_terms.printed(found, self._template, self._lists)
                step = signing.sign(db, contract_id, signing.Signing(party, "on_paper", day), self._calendar, words)
            self._store.apply(step)
        return contract_id

    def _case_load(self) -> Iterator[Change]:
        """Cases come evenly and stay fifteen months; three of five have an agreement about charging."""
        parties = [self._made(InstructingParty, name=f"{self._words.place()} & Partners (made up)") for _ in range(10)]
        yield from parties
        count = self._scale.cases * self._scale.years
        for number in range(count):
            came = self._start + timedelta(days=number * 365 * self._scale.years // count)
            left = came + timedelta(days=450)
            closed = left < TODAY
            case = self._made(
                Case, reference=f"{WORDS[number % len(WORDS)]} {10 + number // len(WORDS)}", holder_id=SELF,
                status="closed" if closed else "active", adult_child="adult" if number % 3 else "child",
                field="brain_injury" if number % 3 else "children_young_people", allocated_on=came,
                closed_on=left if closed else None, party_id=parties[number % 10].id, party_reference=f"MU/{1000 + number}",
                flag=self._words.task() if number % 40 == 0 else None, notes=self._words.note(40, 150))
            yield case
            agreement = self._made(CaseAgreement, case_id=case.id, agreed="yes", on=came, rate_pence=9000, rounding="6",
                                   reference=f"Letter {number}") if number % 5 < 3 else None
            if agreement:
                yield agreement
            self._cases.append((case.id, came, agreement.id if agreement else None))

    def _years(self) -> Iterator[ChangeSet]:
        """Every session with what hangs on it, a year in one gesture."""
        count = self._scale.sessions * self._scale.years
        for first in range(0, count, self._scale.sessions):
            steps, seals = list[Change](), list[Sealing]()
            for number in range(first, first + self._scale.sessions):
                day = self._day(number, count)
                self._calendar.day = min(day, TODAY)
                seals += self._session(number, day, steps)
            steps += self._learning(first // self._scale.sessions)
            yield ChangeSet("A year", tuple(steps), undoable=False, sealings=tuple(seals))

    def _learning(self, year: int) -> Iterator[Change]:
        """Entries of the learning log, spread over a year; two of three with words about what came of them."""
        kinds = ("reading", "workshop", "training", "seminar", "achievement")
        for number in range(self._scale.learning):
            kind, said = kinds[number % len(kinds)], number % 3
            day = self._start + timedelta(days=365 * year + number * 364 // self._scale.learning)
            yield self._made(
                CpdEntry, on=day, kind=kind, title=self._words.task(), provider=f"{self._words.place()} (made up)",
                minutes=None if kind == "achievement" else 30 + 15 * (number % 9),
                field="brain_injury" if number % 3 else "children_young_people",
                reflection=self._words.note(15, 60) if said else None, applied=self._words.note(10, 30) if said else None)

    def _day(self, number: int, count: int) -> date:
        if number >= count - AHEAD:
            return TODAY + timedelta(days=4 * (number - count + AHEAD) + 2)
        return self._start + timedelta(days=(number + 1) * (365 * self._scale.years - 1) // (count - AHEAD))

    def _session(self, number: int, day: date, steps: list[Change]) -> list[Sealing]:
        """One session; held ones have words, and all but the newest are finished and sealed."""
        era = min((day - self._start).days // self._era_days, (self._scale.people - 1) // ERA)
        partner = self._partners[era * ERA + (0, 1, 0, 2, 3)[number % 5]]
        status = "planned" if day > TODAY else "cancelled_by_supervisee" if number % 23 == 11 else "held"
        finished = f"{day.isoformat()}T18:00:00Z" if status == "held" and day < TODAY - timedelta(days=6) else None
        session = self._made(
            SupervisionSession, on=day, starts=540 + number % 6 * 75, minutes=90, zone="Europe/London", status=status,
            direction="given" if partner.given else "received", contract_id=partner.contract_id, arrangement="one_to_one",
            focus=("professional",), format="virtual", place="Secure video", finished_at=finished)
        record = self._made(SessionRecord, session_id=session.id, **(self._told(number) if status == "held" else {}))
        mine, theirs = ("supervisor", "supervisee") if partner.given else ("supervisee", "supervisor")
        people_in = [self._made(Participant, session_id=session.id, person_id=who, role=role, attendance="attended")
                     for who, role in ((SELF, mine), (partner.id, theirs))]
        agreed = list(self._actions(number, day, session.id))
        steps += [session, record, *people_in, *agreed, *self._time(number, day, session.id, status == "held")]
        if finished is None:
            return []
        names = ("Nell Measure (made up)", partner.name)
        words = _sealed(session, record, list(zip(people_in, names, strict=True)), agreed)
        return [Sealing("supervision_session", session.id, words)]

    def _told(self, number: int) -> dict[str, str | None]:
        return {"summary": self._words.note(40, 150), "key_points": self._words.note(15, 40),
                "learning": self._words.note(10, 25) if number % 2 else None,
                "next_steps": self._words.note(10, 25) if number % 3 == 0 else None,
                "reflection": self._words.note(20, 60) if number % 5 == 0 else None}

    def _case_at(self, number: int, day: date) -> tuple[str, str | None]:
        """A case that was there on the day, the newer the likelier, and its agreement."""
        per_case = 365 // self._scale.cases
        newest = min((day - self._start).days // per_case, len(self._cases) - 1)
        case_id, _, agreement_id = self._cases[max(0, newest - number * 7 % 24)]
        return case_id, agreement_id

    def _actions(self, number: int, day: date, session_id: str) -> Iterator[Change]:
        """As many as the scale asks, spread evenly; old ones are done, a third was reported on the way."""
        each, count = self._scale.actions, self._scale.sessions
        for nth in range(number * each // count, (number + 1) * each // count):
            due = day + timedelta(days=28)
            done = due < TODAY - timedelta(days=12 if nth % 9 else -20)
            action = self._made(
                Action, text=self._words.task(), owner_id=SELF, due_on=due, session_id=session_id, kind="client_progress",
                case_id=self._case_at(nth, min(day, TODAY))[0] if nth % 3 else None, status="done" if done else "open",
                done_on=due if done else None, outcome=self._words.sentence() if done else None)
            yield action
            if nth % 3 == 0:
                yield self._made(ActionReport, action_id=action.id, session_id=session_id, on=min(due, TODAY),
                                 state="done" if done else "partly", note=self._words.sentence())

    def _time(self, number: int, day: date, session_id: str, held: bool) -> Iterator[Change]:
        """Five entries: the session and its case part where it was held, the rest around it."""
        case_id, agreement_id = self._case_at(number, min(day, TODAY))
        charged = {"outcome": "billable", "agreement_id": agreement_id} if agreement_id else {"outcome": "non_billable"}
        own: list[dict[str, Any]] = [
            {"kind": "session", "minutes": 75, "purpose": "supervision", "outcome": "non_billable"},
            {"kind": "session", "minutes": 15, "purpose": "case_specific", "case_id": case_id, **charged}] if held else []
        around = [{"kind": kind, "minutes": 10 + 5 * (number % 7), "purpose": "supervision", "outcome": "non_billable",
                   "note": self._words.task() if number % 4 == 0 else None}
                  for kind in ("preparation", "write_up", "travel", "follow_up", "administration")]
        for values in (*own, *around)[:PER_SESSION]:
            yield self._made(TimeEntry, on=min(day, TODAY), session_id=session_id if held else None, **values)


def _sealed(session: Change, record: Change, present: list[tuple[Change, str]], agreed: list[Change]) -> dict[str, Any]:
    """What finishing this session freezes, by the program's own reading of it."""
    page = sessions.SessionPage(**{
        **{one.name: () for one in fields(sessions.SessionPage)},
        "session": SupervisionSession(id=session.id, **(session.after or {})),
        "record": SessionRecord(id=record.id, **(record.after or {})),
        "present": [sessions.Present(Participant(id=one.id, **(one.after or {})), name) for one, name in present]})
    parts = sessions.sealed_parts(page)
    actions = [change.after or {} for change in agreed if change.kind == "action"]
    plain = [{"text": one["text"], "owner": "me", "due_on": one["due_on"].isoformat()} for one in actions]
    return {**parts, "actions": plain}
