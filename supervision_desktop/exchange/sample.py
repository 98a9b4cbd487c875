"""The sample practice: two plainly fictional years, written through the same services and door as real ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from supervision_desktop.content.contracts import ContractTemplate
from supervision_desktop.content.lists import Lists
from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF, Record
from supervision_desktop.domain.cases import Case, CaseAgreement, InstructingParty
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.people import Person, Practitioner, Registration, Supervisee, Supervisor
from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.domain.time import Part
from supervision_desktop.exchange import sample_texts as texts
from supervision_desktop.exchange.sample_assessment import add_assessments
from supervision_desktop.exchange.sample_cadence import add_cadence, away
from supervision_desktop.exchange.sample_choosing import add_choosing
from supervision_desktop.exchange.sample_contracts import FULL, add_contracts
from supervision_desktop.exchange.sample_cpd import add_certificate, add_cpd
from supervision_desktop.exchange.sample_development import add_development
from supervision_desktop.exchange.sample_effectiveness import add_effectiveness
from supervision_desktop.exchange.sample_feedback import add_feedback
from supervision_desktop.exchange.sample_files import add_slip
from supervision_desktop.exchange.sample_goals import add_goals
from supervision_desktop.exchange.sample_governance import add_governance
from supervision_desktop.exchange.sample_keeping import add_keeping
from supervision_desktop.exchange.sample_money import add_money
from supervision_desktop.exchange.sample_people import add_people
from supervision_desktop.exchange.sample_preparation import add_discussed, add_preparation
from supervision_desktop.exchange.sample_profile import add_logo, add_profile
from supervision_desktop.exchange.sample_record import add_record
from supervision_desktop.exchange.sample_reflection import add_earlier, add_reflections
from supervision_desktop.exchange.sample_review import add_reviews
from supervision_desktop.exchange.sample_sharing import add_sharing
from supervision_desktop.formats import add_months
from supervision_desktop.services import actions, contract_terms, contracts, people, planning, practice, sessions, signing
from supervision_desktop.services import time as time_service
from supervision_desktop.store.attachments import Files
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.engine import not_waiting

ORIGIN = "sample"
MONTHS = 24


class _Calendar:
    """A clock that the sample sets forward, so that its history reads like two years of work."""

    def __init__(self, start: date) -> None:
        self.day = start

    def __call__(self) -> datetime:
        return datetime.combine(self.day, time(17, 30), tzinfo=UTC)


class SamplePractice:
    """Writes the sample practice into an empty practice file."""

    def __init__(self, engine: Engine, template: ContractTemplate, lists: Lists, today: date) -> None:
        self.today = today
        self.start = add_months(today, -MONTHS)
        self._calendar = _Calendar(self.start)
        self._store = Store(engine, self._calendar)
        self._template = template
        self._lists = lists
        self._cases: dict[str, str] = {}

    def write(self) -> None:
        """Everything, in the order in which it happened."""
        self._practice()
        ruth = self._supervisor("Ruth Hale-Okonjo", "case_management", texts.RUTH)
        idris = self._supervisor("Dr Idris Penhallow", "specialist", texts.IDRIS)
        sam = self._supervisee("Sam Frost")
        add_profile(self._store, self._do, self.today)
        self._case_load()
        self._contract(ruth, texts.RUTH_TERMS | FULL, route=None)
        self._contract(idris, texts.IDRIS_TERMS)
        self._contract(sam, texts.SAM_TERMS)
        add_contracts(self._do, self.today)
        planned = sorted([*self._dates(ruth, 1, 600), *self._dates(idris, 3, 840), *self._dates(sam, 2, 810)])
        amended = False
        for number, (on, starts, person) in enumerate(planned):
            if not amended and on > add_months(self.today, -8):
                self._new_fee(sam)
                amended = True
            self._session(number, on, starts, person, ruth)
        self._session(len(planned), _weekday(self.today - timedelta(days=3)), 600, ruth, ruth)
        self._split(ruth)
        self._newest_actions(ruth)
        self._carried(ruth)
        add_reflections(self._store, self._do, ruth, self.today)
        self._ahead(ruth, idris, sam)
        add_preparation(self._store, self._do, self.today, ruth, idris, self._cases)
        add_choosing(self._store, self._do, self.today, ruth)
        add_reviews(self._store, self._do, self.today, ruth, idris)
        add_people(self._store, self._do, self.today, ruth, idris, sam)
        add_money(self._store, self._do, self.today, ruth, idris, sam)
        add_record(self._store, self._do, self.today, ruth, idris)
        add_keeping(self._do, self.today)
        add_sharing(self._store, self._do, self.today, "Ruth Hale-Okonjo", self._cases)
        add_cadence(self._store, self._do, self.today, ruth)
        add_effectiveness(self._store, self._do, self.today, ruth)
        add_cpd(self._store, self._do, self.today)
        add_assessments(self._store, self._do, self.today, ruth)
        add_development(self._store, self._do, self.today)
        add_goals(self._store, self._do, self.today, ruth, sam, self._cases)
        add_feedback(self._store, self._do, self.today, ruth, sam)
        add_governance(self._do, self.today)

    def _do(self, changes: ChangeSet) -> None:
        self._store.apply(changes, ORIGIN)

    def _made(self, record: type[Record], values: dict[str, Any], id: str | None = None) -> str:
        change = created(record, values, id)
        self._do(gesture("Sample", change))
        return change.id

    def _edit(self, record: type[Record], record_id: str, **values: Any) -> None:
        with self._store.read() as db:
            change = changed(db.get_one(record, record_id), **values)
        self._do(gesture("Sample", change))

    def _practice(self) -> None:
        self._do(people.introduce(texts.ME["name"]))
        self._edit(Person, SELF, **texts.ME)
        with self._store.read() as db:
            profile = db.scalars(select(Practitioner)).one()
            sample = practice.set_setting(db, practice.SAMPLE, "yes")
        self._do(sample)
        self._edit(Practitioner, profile.id, **texts.PROFILE, insured_until=add_months(self.today, 5),
                   data_registration_until=add_months(self.today, 2))
        self._made(Registration, {"person_id": SELF, "body": "babicm", "number": "SAMPLE-0417",
                                  "expires_on": add_months(self.today, 7)})

    def _supervisor(self, name: str, purpose: str, known: dict[str, Any]) -> str:
        change, person_id = people.new_supervisor(name, self.start, purpose)
        self._do(change)
        with self._store.read() as db:
            supervisor = db.scalars(select(Supervisor).where(Supervisor.person_id == person_id)).one()
        self._edit(Person, person_id, **known["person"])
        self._edit(Supervisor, supervisor.id, **known["supervisor"],
                   own_supervision_asked_on=add_months(self.today, -4))
        self._made(Registration, {"person_id": person_id, **known["registration"]})
        return person_id

    def _supervisee(self, name: str) -> str:
        change, person_id = people.new_supervisee(name, self.start)
        self._do(change)
        self._edit(Person, person_id, email="sam.frost@example.org", phone="01632 960733",
                   organisation="Frost Case Management (fictional)")
        with self._store.read() as db:
            supervisee = db.scalars(select(Supervisee).where(Supervisee.person_id == person_id)).one()
        self._edit(Supervisee, supervisee.id, employment_status="self_employed", newly_registered=True,
                   practice_fields=("brain_injury",), agreed_frequency="every second month")
        return person_id

    def _case_load(self) -> None:
        parties = [self._made(InstructingParty, party) for party in texts.PARTIES]
        for number, (reference, field, status, party) in enumerate(texts.CASES):
            self._cases[reference] = self._made(Case, {
                "reference": reference, "field": field, "status": status, "party_id": parties[party],
                "party_reference": f"{texts.PARTY_CODES[party]}/{200 + number}", "holder_id": SELF,
                "adult_child": "child" if field == "children_young_people" else "adult",
                "risk_level": ("low", "medium", "high")[number % 3],
                "allocated_on": self.start + timedelta(days=17 * number),
                "flag": texts.FLAGS.get(reference)})
        self._made(CaseAgreement, {"case_id": self._cases["Tern 18"], **texts.CAPPED,
                                   "on": add_months(self.today, -6), "considered_on": add_months(self.today, -6),
                                   "valid_until": add_months(self.today, 6)})
        self._made(CaseAgreement, {"case_id": self._cases["Rowan 62"], **texts.REFUSED,
                                   "on": add_months(self.today, -9)})

    def _contract(self, person_id: str, terms: dict[str, Any], route: str | None = "email") -> str:
        with self._store.read() as db:
            change, contract_id = contracts.new_contract(db, person_id, self._template, self.start)
        self._do(change)
        self._edit(Contract, contract_id, **terms, review_on=add_months(self.today, 3))
        self._sign(contract_id, person_id, route)
        return contract_id

    def _sign(self, contract_id: str, person_id: str, route: str | None = "email") -> None:
        """On paper by both, or confirmed by the other person on a route."""
        for party, how in ((SELF, "on_paper"), (person_id, "confirmed_elsewhere" if route else "on_paper")):
            with self._store.read() as db:
                found = contracts.page(db, contract_id)
                assert found is not None  # it was just written
                words = contract_terms.printed(found, self._template, self._lists)
                change = signing.sign(db, contract_id, signing.Signing(party, how, self._calendar.day,
                                                                        None if party == SELF else route),
                                      self._calendar, words)
            self._do(change)

    def _new_fee(self, person_id: str) -> None:
        """A fee change makes version 2 of the supervisee's contract."""
        self._calendar.day = add_months(self.today, -8)
        with self._store.read() as db:
            old = contracts.rows(db, other_id=person_id)[0]
            change, draft_id = signing.amend(db, old.id, self._calendar.day)
        self._do(change)
        self._edit(Contract, draft_id, fee_pence=7500, change_note="Fee from £65 to £75 an hour")
        self._sign(draft_id, person_id)

    def _dates(self, person_id: str, every: int, starts: int) -> list[tuple[date, int, str]]:
        first = self.start + timedelta(days=9 + every)
        days = (_weekday(add_months(first, month)) for month in range(0, MONTHS, every))
        return [(day, starts, person_id) for day in days
                if day < self.today - timedelta(days=6) and not away(day, self.today)]

    def _session(self, number: int, on: date, starts: int, person_id: str, ruth: str) -> None:
        self._calendar.day = on
        with self._store.read() as db:
            change, session_id = planning.plan(db, person_id, on, starts=starts)
        self._do(change)
        if person_id == ruth and number % 17 == 11:
            self._missed(session_id)
            return
        with self._store.read() as db:
            hold = sessions.hold(db, session_id)
        self._do(hold)
        self._words(session_id, number)
        self._around(session_id, on, number)
        add_earlier(self._store, self._do, session_id, number)
        add_discussed(self._store, self._do, session_id, number, self._cases)
        if (self.today - on).days > 6:
            with self._store.read() as db:
                finished = sessions.finish(db, session_id, self._calendar)
            self._do(finished)

    def _missed(self, session_id: str) -> None:
        with self._store.read() as db:
            change = sessions.not_held(db, session_id, "cancelled_by_supervisee",
                                       "Cancelled the evening before: an urgent discharge meeting")
        self._do(change)

    def _words(self, session_id: str, number: int) -> None:
        with self._store.read() as db:
            record = db.scalars(select(SessionRecord).where(SessionRecord.session_id == session_id)).one()
            given = db.get_one(SupervisionSession, session_id).direction == "given"
        told = texts.GIVEN_SUMMARIES if given else texts.SUMMARIES
        summary, point, learning = told[number % len(told)]
        self._edit(SessionRecord, record.id, summary=summary, key_points=point, learning=learning,
                   reflection=texts.PRIVATE if number % 5 == 0 else None)
        if given or number % 3 == 2:
            self._edit(SupervisionSession, session_id, no_actions=True)
            return
        text, reference = texts.ACTIONS[number % len(texts.ACTIONS)]
        with self._store.read() as db:
            change, action_id = actions.add(db, text, self._calendar.day, session_id=session_id,
                                            case_id=self._cases.get(reference))
        self._do(change)
        due = self._calendar.day + timedelta(days=28)
        self._edit(Action, action_id, due_on=due, kind="client_progress" if reference else "administration")
        if due < self.today - timedelta(days=20):
            with self._store.read() as db:
                done = actions.report(db, action_id, "done", due - timedelta(days=2), note="Done as agreed")
            self._do(done)

    def _around(self, session_id: str, on: date, number: int) -> None:
        """Preparation before every session, travel to some."""
        for kind, minutes in (("preparation", 20 + 5 * (number % 3)), *((("travel", 40),) if number % 4 == 1 else ())):
            change, _ = time_service.new_entry(on, minutes, kind, session_id=session_id)
            self._do(change)

    def _latest(self, db: Session, person_id: str, nth: int = 0) -> sessions.SessionRow:
        held = [row for row in sessions.rows(db, person_id=person_id) if row.status == "held"]
        return held[nth]

    def _split(self, ruth: str) -> None:
        """The newest session with Ruth: 90 minutes as 60 supervision, 15 billable to one case, 15 training."""
        with self._store.read() as db:
            row = self._latest(db, ruth)
            change = time_service.split(db, row.id, (
                Part(60), Part(15, "case_specific", self._cases["Tern 18"], "billable"), Part(15, "training")))
        self._do(change)
        with self._store.read() as db:
            older = [self._latest(db, ruth, nth).id for nth in (1, 3)]
        for session_id in older:
            with self._store.read() as db:
                change = time_service.split(db, session_id, (
                    Part(70), Part(20, "case_specific", self._cases["Tern 18"], "billable")))
            self._do(change)

    def _newest_actions(self, ruth: str) -> None:
        """Two actions of the session whose record is still open."""
        with self._store.read() as db:
            newest = self._latest(db, ruth)
        self._edit(SupervisionSession, newest.id, no_actions=None)
        for days, (text, reference) in zip((15, 12), (texts.ACTIONS[0], texts.ACTIONS[5]), strict=True):
            with self._store.read() as db:
                change, action_id = actions.add(db, text, newest.on, session_id=newest.id,
                                                case_id=self._cases.get(reference))
            self._do(change)
            self._edit(Action, action_id, due_on=self.today + timedelta(days=days))

    def _carried(self, ruth: str) -> None:
        """An action that was carried twice and then done."""
        with self._store.read() as db:
            rows = [self._latest(db, ruth, nth) for nth in (6, 5, 4, 3)]
            change, action_id = actions.add(db, "Write the contingency plan for Alder 47 with the support team",
                                            rows[0].on, session_id=rows[0].id, case_id=self._cases["Alder 47"])
        self._do(change)
        self._edit(Action, action_id, due_on=rows[1].on)
        for row, state, note in ((rows[1], "not_done", "Support team changed provider"),
                                 (rows[2], "partly", "Draft written, waiting for the nurse's comments"),
                                 (rows[3], "done", "Agreed with the team and shared")):
            with self._store.read() as db:
                change = actions.report(db, action_id, state, row.on, session_id=row.id, note=note)
            self._do(change)

    def _ahead(self, *person_ids: str) -> None:
        self._calendar.day = self.today
        for number, person_id in enumerate(person_ids):
            with self._store.read() as db:
                change, _ = planning.plan(db, person_id, _weekday(self.today + timedelta(days=5 + 9 * number)),
                                          starts=600)
            self._do(change)


def _weekday(day: date) -> date:
    """The day, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day


def build(engine: Engine, template: ContractTemplate, lists: Lists, today: date, files: Files | None = None) -> None:
    """Writes the sample practice into an empty practice file; without `files` it holds no pictures."""
    with not_waiting(engine):
        SamplePractice(engine, template, lists, today).write()
        if files is not None:
            store = Store(engine, _Calendar(today))
            add_logo(store, files, store.apply, today)
            add_slip(store, files, store.apply, today)
            add_certificate(store, files, store.apply, today)
