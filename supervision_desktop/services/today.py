"""Today: what fell due, what is unfinished and what comes next. Facts with their dates, no scores."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.actions import OPEN_STATES, Action
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence_rules import DUE_SOON, OVERDUE
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.feedback import CHECK_IN
from supervision_desktop.domain.people import Person, Practitioner, Registration, Supervisor
from supervision_desktop.domain.plumbing import Draft
from supervision_desktop.domain.sessions import HELD, PLANNED, SupervisionSession
from supervision_desktop.formats import day_short, day_text, local_day, minutes_text, moment_text, read_stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services import (
    action_hints,
    appraisals,
    assessment,
    breach,
    cadence,
    cadence_around,
    case_entries,
    check_ins,
    choosing,
    contract_review,
    cpd_summary,
    development_shelf,
    development_training,
    development_words,
    due_diligence,
    effectiveness,
    goal_sessions,
    governance,
    invoices,
    practice,
    preparation,
    profile,
    requests,
    retention,
    session_record,
    sessions,
    supervising,
)
from supervision_desktop.services.reflection import NOTE
from supervision_desktop.services.search import owner, title

SOON_DAYS = 30
AHEAD_DAYS = 14
SHOWN = 50


@dataclass(frozen=True, repr=False)
class Item:
    """One line of Today; `group` is due, unfinished, next or hint; it opens the record it names.

    `term` is a list and the key in it whose label ends the title; the window knows the labels.
    """

    group: str
    kind: str
    id: str
    title: str
    reason: str
    due: date | None
    field: str = ""
    term: tuple[str, str] | None = None

    @property
    def key(self) -> str:
        """Names the line, so that it can be postponed or dismissed."""
        which = self.term[1] if self.term else self.field
        return " ".join(filter(None, (self.kind, self.id, which, self.reason)))


def items(db: Session, today: date) -> list[Item]:
    """All lines for today, by group and then by date."""
    order = {"due": 0, "unfinished": 1, "next": 2, "hint": 3}
    makers = (_rights, _actions, _sessions, _records, _contracts, _renewals, _profile, _considered, _people,
              _effectiveness, _requests, _cadence, _money, _learning, _goals, _development, _assessments, _feedback,
              _duties, _drafts, _set_up)
    found = [item for maker in makers for item in maker(db, today)]
    return sorted(found, key=lambda item: (order[item.group], item.due or date.max, item.title.casefold()))


PUT_OFF = "today put off"
NEVER = "9999-12-31"


def waiting(found: list[Item], put_off: str | None, today: date) -> list[Item]:
    """The lines that are not postponed past today or dismissed; `put_off` is what `postponed` made."""
    until: dict[str, str] = json.loads(put_off or "{}")
    return [item for item in found if until.get(item.key, "") <= today.isoformat()]


def postponed(put_off: str | None, item: Item, until: date | None, today: date) -> str:
    """The put-off lines with one more, until a day or (None) for good; past ones drop out."""
    kept = {key: day for key, day in json.loads(put_off or "{}").items() if day > today.isoformat()}
    return json.dumps(kept | {item.key: until.isoformat() if until else NEVER})


def _rights(db: Session, today: date) -> Iterator[Item]:
    """Requests about personal data that are not answered, with the day on which the clock ends (PRV-05, PRV-06)."""
    for one in requests.rows(db):
        if one.open:
            group = "due" if one.due is None or (one.due - today).days <= retention.LAST_DAYS else "next"
            heading = tr("Request about {whom}").format(whom=one.about) if one.about else tr("Request")
            yield Item(group, "hold", one.id, heading, one.clock(today), one.due,
                       term=("request_kind", one.kind) if one.kind else None)


def _actions(db: Session, today: date) -> Iterator[Item]:
    for action_id, text, due in db.execute(
            select(Action.id, Action.text, Action.due_on)
            .where(Action.status.in_(OPEN_STATES), Action.due_on <= today + timedelta(days=action_hints.lead_days(db)))
            .order_by(Action.due_on).limit(SHOWN)):
        assert due is not None  # asked for above
        group = "due" if due <= today else "next"
        yield Item(group, "action", action_id, text, tr("Action by {day}").format(day=day_text(due)), due)
    for row in action_hints.carried_often(db):
        yield Item("hint", "action", row.id, row.text, tr("Carried forward {n} times").format(n=row.carried), None)


def _effectiveness(db: Session, today: date) -> Iterator[Item]:
    """When to look again at how supervision with somebody works (EFF-05)."""
    for person_id, name, due in effectiveness.due(db, today + timedelta(days=AHEAD_DAYS)):
        yield Item("due" if due <= today else "next", "person", person_id, name,
                   tr("Look again at how supervision works, by {day}").format(day=day_text(due)), due)


def _goals(db: Session, today: date) -> Iterator[Item]:
    """Goals to look at again or due, and milestones due (GOL-04)."""
    words = {"review": tr("Goal: look again by {day}"), "target": tr("Goal, by {day}"),
             "milestone": tr("Milestone, by {day}")}
    for what, goal_id, text, due in goal_sessions.dated(db, today, AHEAD_DAYS):
        yield Item("due" if due <= today else "next", "goal", goal_id, text, words[what].format(day=day_text(due)), due)


def _assessments(db: Session, today: date) -> Iterator[Item]:
    """When to look again at a field of practice (FRW-21)."""
    for assessment_id, field, due in assessment.due(db, today + timedelta(days=AHEAD_DAYS)):
        yield Item("due" if due <= today else "next", "assessment", assessment_id, tr("Framework"),
                   tr("Look again by {day}").format(day=day_text(due)), due, term=("practice_fields", field))


def _sessions(db: Session, today: date) -> Iterator[Item]:
    wanted = (select(SupervisionSession.id, SupervisionSession.on, SupervisionSession.status)
              .where(SupervisionSession.status.in_((PLANNED, HELD)), ~SupervisionSession.settled,
                     SupervisionSession.on <= today + timedelta(days=AHEAD_DAYS))
              .order_by(SupervisionSession.on.desc()).limit(SHOWN))
    found = db.execute(wanted).all()
    names = sessions.names(db, [row[0] for row in found])
    for session_id, on, status in found:
        name = ", ".join(filter(None, (names.get(session_id, tr("Session")), day_short(on))))
        if status == HELD:
            yield Item("unfinished", "supervision_session", session_id, name, tr("Record to finish"), on)
        elif on < today:
            yield Item("due", "supervision_session", session_id, name, tr("Was it held?"), on)
        else:
            yield Item("next", "supervision_session", session_id, name, tr("Session planned"), on)


def _records(db: Session, today: date) -> Iterator[Item]:
    """Recordings to delete (REC-08); quietly, entries that were chosen for case files and not filed yet (REC-04)."""
    due = session_record.to_delete(db, today + timedelta(days=AHEAD_DAYS))
    waiting_ = case_entries.unfiled(db)[:SHOWN]
    names = sessions.names(db, [*(row[0] for row in due), *(row[0] for row in waiting_)])
    for session_id, on in due:
        yield Item("due" if on <= today else "next", "supervision_session", session_id, names.get(session_id, tr("Session")),
                   tr("Recording to delete by {day}").format(day=day_text(on)), on, "recording")
    for session_id, on, references in waiting_:
        yield Item("hint", "supervision_session", session_id, f"{names.get(session_id, tr('Session'))}, {day_short(on)}",
                   tr("Not filed in the case file yet: {cases}").format(cases=", ".join(references)), None, "entries")


def _contracts(db: Session, today: date) -> Iterator[Item]:
    begun = contract_review.open_reviews(db)
    for contract_id, name, status, review in db.execute(
            select(Contract.id, Person.name, Contract.status, Contract.review_on)
            .join(Person, Person.id == Contract.other_id)
            .where(Contract.status.in_(("draft", "agreed", "signed", "under_review")))):
        heading = tr("Contract with {name}").format(name=name)
        if status == "draft":
            yield Item("unfinished", "contract", contract_id, heading, tr("Draft, not signed yet"), None)
        elif status == "agreed":
            yield Item("unfinished", "contract", contract_id, heading, tr("One signature is still open"), None)
        elif contract_id in begun:
            yield Item("unfinished", "contract", contract_id, heading, tr("Review begun on {day}, not decided yet").format(
                day=day_text(begun[contract_id])), None)
        elif review is not None and review <= today + timedelta(days=AHEAD_DAYS):
            yield Item("due" if review <= today else "next", "contract", contract_id, heading,
                       tr("Review on {day}").format(day=day_text(review)), review)


def _renewals(db: Session, today: date) -> Iterator[Item]:
    soon = today + timedelta(days=SOON_DAYS)
    for person_id, insured, registered in db.execute(
            select(Practitioner.person_id, Practitioner.insured_until, Practitioner.data_registration_until)):
        for due, what, field in ((insured, tr("Your insurance"), "insured_until"),
                                 (registered, tr("Your data-protection registration"), "data_registration_until")):
            if due is not None and due <= soon:
                yield Item("due", "person", person_id, what, tr("Renews {day}").format(day=day_text(due)), due, field)
    for person_id, name, body, due in db.execute(
            select(Person.id, Person.name, Registration.body, Registration.expires_on)
            .join(Person, Person.id == Registration.person_id).where(Registration.expires_on <= soon)):
        assert due is not None  # asked for above
        yield Item("due", "person", person_id, name, tr("Renews {day}").format(day=day_text(due)), due,
                   term=("bodies", body))
    for person_id, name in db.execute(
            select(Person.id, Person.name).join(Supervisor, Supervisor.person_id == Person.id)
            .where(Supervisor.status == "active", func.coalesce(Supervisor.own_supervision, "not_asked") == "not_asked")):
        yield Item("unfinished", "person", person_id, name, tr("Not asked yet about their own supervision"), None)


def _profile(db: Session, today: date) -> Iterator[Item]:
    """When to look again at what a body expects (PRA-05); quietly, what an early stage usually asks for (PRA-08)."""
    for one in profile.expectations(db):
        if one.check_on is not None and one.check_on <= today + timedelta(days=SOON_DAYS):
            yield Item("due", "person", SELF, tr("What your body expects"),
                       tr("Look again by {day}").format(day=day_text(one.check_on)), one.check_on, term=("bodies", one.body))
    for field in profile.uncovered(db):
        yield Item("hint", "person", SELF, tr("Your field"), tr(profile.EARLY_STAGE), None, term=("practice_fields", field))


def _considered(db: Session, today: date) -> Iterator[Item]:
    """A change of supervisor that might be thought about (SUP-11)."""
    for record_id, name, asked in choosing.prompts(db):
        words = (tr("You are thinking of a change since {day}") if asked.own_mark
                 else tr("Unsure of {n} points on {day}. Would a change help?"))
        yield Item("unfinished", "considered_change" if asked.own_mark else "supervisor_rating", record_id, name,
                   words.format(n=len(asked.points), day=day_text(asked.on)), None)


def _people(db: Session, today: date) -> Iterator[Item]:
    """What supervisors are to be asked again and what has run out (DDG-03); quietly, needs that nobody covers (SUP-10)."""
    for one in due_diligence.attention(db, today):
        what = one.what
        if what.item != "registration":   # named among the renewals
            yield Item("due", "person", one.person_id, one.name, due_diligence.reason(what), what.due,
                       term=("practice_fields", what.name) if what.name else None)
    for row in supervising.needs(db):
        if row.uncovered:
            yield Item("hint", "supervision_need", row.need.id, row.need.need,
                       tr("Uncovered: no active supervisor is named for it"), None)


def _requests(db: Session, today: date) -> Iterator[Item]:
    """Supervision that was asked for and not answered, with its age (PRE-13)."""
    for row in preparation.open_requests(db, today):
        age = {0: tr("today"), 1: tr("yesterday")}.get(row.days, tr("{n} days ago").format(n=row.days))
        words = tr("Asked {name} {age}") if row.with_whom else tr("Asked for {age}")
        yield Item("due", "supervision_request", row.request.id, row.request.reason,
                   words.format(name=row.with_whom, age=age), row.request.on)


def _cadence(db: Session, today: date) -> Iterator[Item]:
    """What is missing from her own supervision altogether (CAD-16), the rule that is due first, rules to look at again."""
    found, heading = cadence.recent(db, today), tr("Your own supervision")
    silence, plainly = cadence_around.missing(db, today, found)
    bodies = cadence_around.expecting_bodies(db) if silence.any and plainly else ()
    if words := cadence_around.silence_words(silence, plainly, bodies):
        group = "due" if plainly and cadence_around.bare(silence) else "hint"
        yield Item(group, "person" if silence.no_supervisor else "supervision_session", "", heading, words, None)
    else:
        near = [(one.due, one) for one in cadence.states(db, today, found=found)
                if one.due is not None and one.due_state in (OVERDUE, DUE_SOON) and one.planned_on is None]
        if near:
            due, state = min(near, key=lambda one: one[0])
            yield Item("due" if state.due_state == OVERDUE else "next", "supervision_session", "", heading,
                       tr("{rule}: a session by {day}").format(rule=state.row.name, day=day_text(due)), due)
    for rule in cadence.all_rules(db):
        if rule.adopted and rule.look_again_on is not None and rule.look_again_on <= today + timedelta(days=AHEAD_DAYS):
            yield Item("due" if rule.look_again_on <= today else "next", "cadence_rule", rule.id, rule.name,
                       tr("Look again whether this often still fits"), rule.look_again_on)


def _money(db: Session, today: date) -> Iterator[Item]:
    """Invoices whose last day to pay is past: hers to pay, or hers to be paid (BIL-08)."""
    for direction, words in ((invoices.RECEIVED, tr("To be paid by {day}")),
                             (invoices.GIVEN, tr("Was to be paid to you by {day}"))):
        for row in invoices.unpaid(db, direction):
            if row.overdue(today):
                yield Item("due", "invoice", row.id, tr("Invoice, {name}").format(name=row.name), words.format(
                    day=day_text(row.due_on or row.on)), row.due_on)


def _learning(db: Session, today: date) -> Iterator[Item]:
    """Quietly: a CPD period that ends soon, and three months or longer without an entry (CPD-06)."""
    for one in cpd_summary.notices(db, today):
        if one.ends_soon:
            yield Item("hint", "cpd_period", one.period_id, tr("CPD period"),
                       tr("Ends on {day}: {time} so far").format(day=day_text(one.ends), time=minutes_text(one.minutes)),
                       one.ends, term=("bodies", one.body))
        if one.bare_since is not None:
            yield Item("hint", "cpd_period", one.period_id, tr("CPD log"),
                       tr("No entry since {day}").format(day=day_text(one.bare_since)), None)


def _development(db: Session, today: date) -> Iterator[Item]:
    """Training that must be renewed (PDM-07) and tools that renew (PDM-05)."""
    for row in development_training.running_out(db, today):
        yield Item("due", "training_offer", row.latest.id, row.latest.title, development_words.reminder(row), row.until)
    for tool, due in development_shelf.renewing(db, today + timedelta(days=SOON_DAYS)):
        yield Item("due", "tool", tool.id, tool.name, tr("Renews {day}").format(day=day_text(due)), due)


def _feedback(db: Session, today: date) -> Iterator[Item]:
    """Check-ins that are planned or due, written evaluations and appraisals that are due (FBK-02, FBK-05, CON-15)."""
    for row in check_ins.planned(db, today + timedelta(days=AHEAD_DAYS)):
        words = tr("Check-in on {day}: nothing noted yet") if row.on < today else tr("Check-in on {day}")
        yield _by_day("check_in", row.id, row.name, words, row.on, today)
    for one in check_ins.due(db, today, timedelta(days=AHEAD_DAYS)):
        if one.mechanism == CHECK_IN:
            yield _by_day("check_in", one.id, one.name, tr("Check-in by {day}"), one.due, today)
        else:
            yield _by_day("written_evaluation", one.id, one.name, tr("Written evaluation by {day}"), one.due, today)
    for held in appraisals.ahead(db, today + timedelta(days=AHEAD_DAYS)):
        yield _by_day("appraisal", held.id, held.who or tr("Appraisal"), tr("Appraisal by {day}"), held.next_on, today)


def _by_day(kind: str, record_id: str, heading: str, words: str, day: date | None, today: date) -> Item:
    """A line for something that has a day; due on it and after."""
    assert day is not None  # asked for where it was found
    return Item("due" if day <= today else "next", kind, record_id, heading, words.format(day=day_text(day)), day)


def _duties(db: Session, today: date) -> Iterator[Item]:
    """The 72 hours of a breach, complaints that wait, notices and holders of data to look at again (PRV-12)."""
    for one, ends in breach.deadlines(db):
        yield Item("due", "breach", one.id, one.name, tr("Judge the risk; 72 hours end on {moment}").format(
            moment=moment_text(ends)), local_day(ends))
    for complaint, field, day in governance.open_complaints(db):
        words = tr("Say that it came, by {day}") if field == "acknowledge_by" else tr("Answer by {day}")
        yield Item("due" if day <= today else "next", "complaint", complaint.id,
                   tr("Complaint: {name}").format(name=complaint.name), words.format(day=day_text(day)), day, field)
    for kind, record_id, name, day in governance.reviews(db, today + timedelta(days=SOON_DAYS)):
        yield Item("due", kind, record_id, name, tr("Look again by {day}").format(day=day_text(day)), day, "review_on")


def _drafts(db: Session, today: date) -> Iterator[Item]:
    for kind, record_id, field, at in db.execute(select(Draft.kind, Draft.record_id, Draft.field, Draft.at)):
        kept, whole = local_day(read_stamp(at)), owner(db, kind, record_id)
        if whole[1] == record_id and kind in (NOTE, *assessment.LATE_PARTS):
            continue  # a box in which nothing was kept yet: the words wait in it, and nothing opens it alone
        yield Item("unfinished", *whole, title(db, *whole),
                   tr("Typed on {day}, not kept yet").format(day=day_text(kept)), None, field)


def _set_up(db: Session, today: date) -> Iterator[Item]:
    sample = practice.setting(db, practice.SAMPLE) == "yes"
    if not sample and practice.setting(db, practice.SHEET_CHECKED) != "yes":
        yield Item("due", "setting", practice.SHEET_CHECKED, tr("Recovery sheet"),
                   tr("Type three groups back, so that you know it works"), None)
