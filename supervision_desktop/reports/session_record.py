"""The record of one session: who, when, what was said and agreed (REC-01). Private reflection stays out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.sessions import HELD, SupervisionSession, ends_at
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Ref, YesNo
from supervision_desktop.formats import clock_text, day_short, day_text, minutes_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, facts, kept, note, paragraphs, space, table
from supervision_desktop.reports.report import DRAFT, Context, asks, case_names, page_frame
from supervision_desktop.reports.signatures import Signature, signature_blocks
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import sessions
from supervision_desktop.store.seal import seal_of

ID = "session_record"
TITLE = mark("Supervision session record")
CASES = True
WORDS = (("summary", mark("Summary")), ("key_points", mark("Key points")), ("learning", mark("Learning")),
         ("next_steps", mark("Next steps")))


@dataclass(frozen=True)
class Params:
    """Which session; private reflection prints only where both questions are answered yes."""

    session: str = field(metadata=asks(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session")))
    private: bool = field(default=False, metadata=asks(
        YesNo(mark("With private reflection"), mark("Kept out unless you ask for it"))))
    private_sure: bool = field(default=False, metadata=asks(
        YesNo(mark("Really with private reflection"), mark("Asked a second time, for it cannot be taken back"))))


@dataclass(frozen=True, repr=False)
class Attended:
    """One participant."""

    name: str
    role: str
    attendance: str


@dataclass(frozen=True, repr=False)
class AgreedAction:
    """An action as it was agreed."""

    text: str
    owner: str
    due_on: date | None


@dataclass(frozen=True, repr=False)
class SessionData:
    """Every word of a session's record."""

    frame: PageFrame
    facts: tuple[tuple[str, str], ...]
    present: tuple[Attended, ...]
    words: tuple[tuple[str, str], ...]
    actions: tuple[AgreedAction, ...]
    no_actions: bool
    parts: tuple[tuple[str, str, int], ...]
    additions: tuple[tuple[date, str, str], ...]
    reflection: str = ""
    finished: bool = False
    seal: str = ""


def collect(db: Session, params: Params, context: Context) -> SessionData:
    """The record as it stands, or, once finished, as it was sealed."""
    found = sessions.page(db, params.session)
    if found is None:
        raise BadInput("session", tr("That session is no longer here. Choose another one."))
    seal = seal_of(db, params.session) if found.sealed else None
    words: Mapping[str, Any] = seal.parts if seal else sessions.sealed_parts(found)
    names = case_names(db, context)
    present = tuple(_attended(one, context) for one in words["people"])
    private = params.private and params.private_sure
    return SessionData(
        _frame(db, found, present, context), _facts(words["session"], found, context), present,
        tuple((tr(label), words["record"][name]) for name, label in WORDS if words["record"].get(name)),
        tuple(_action(one) for one in words["actions"]), bool(words["session"].get("no_actions")),
        tuple((context.lists.label("time_purpose", entry.purpose), names.get(case or "", case or ""), entry.minutes)
              for entry, case in found.parts),
        tuple((one.on, one.text, one.reason or "") for one in found.additions),
        (found.record.reflection or "") if private else "", found.sealed, seal.shown if seal else "")


def people(db: Session, params: Params) -> list[str]:
    """Everybody who takes part but the practitioner."""
    found = sessions.page(db, params.session)
    return [one.participant.person_id for one in found.present if one.participant.person_id != SELF] if found else []


def story(data: SessionData, sheet: Sheet) -> list[Flowable]:
    """The record laid out."""
    found: list[Flowable] = [*facts(sheet, data.facts), Heading(sheet, tr("Present")), _present(sheet, data.present)]
    for label, text in data.words:
        found += [Heading(sheet, label), *paragraphs(sheet, text)]
    found += [Heading(sheet, tr("Actions")), *_actions(sheet, data)]
    if len(data.parts) > 1:
        found += [Heading(sheet, tr("How the time was spent")), _parts(sheet, data.parts)]
    for on, text, reason in data.additions:
        title = tr("Added on {day}").format(day=day_text(on))
        found += [Heading(sheet, title), *paragraphs(sheet, text), *note(sheet, reason)]
    if data.reflection:
        found += [Heading(sheet, tr("Private reflection")), *paragraphs(sheet, data.reflection)]
    return [*found, *(_slip(data, sheet) if data.finished else [])]


def _slip(data: SessionData, sheet: Sheet) -> list[Flowable]:
    """Where each participant can say that the record is right."""
    blocks = signature_blocks(sheet, [Signature(one.role, one.name) for one in data.present[:2]])
    words = paragraphs(sheet, tr("I have read this record. It says what we talked about and agreed, "
                                 "or I have noted beside it what I remember differently."))
    seal = note(sheet, tr("Seal of this record: {digits}").format(digits=data.seal)) if data.seal else []
    return [space(6), kept([Heading(sheet, tr("Agreement")), *words, blocks, space(8), *seal])]


def _present(sheet: Sheet, present: Sequence[Attended]) -> Flowable:
    columns = (Column(tr("Name"), 2), Column(tr("Role")), Column(tr("Attendance")))
    return table(sheet, columns, [(one.name, one.role, one.attendance) for one in present])


def _actions(sheet: Sheet, data: SessionData) -> list[Flowable]:
    if not data.actions:
        return paragraphs(sheet, tr("No actions arose.") if data.no_actions else tr("No action has been noted yet."))
    columns = (Column(tr("Action"), 3.4), Column(tr("Owner"), 1.3), Column(tr("By"), 0.9))
    return [table(sheet, columns, [(one.text, one.owner, day_short(one.due_on) if one.due_on else tr("no date"))
                                   for one in data.actions])]


def _parts(sheet: Sheet, parts: Sequence[tuple[str, str, int]]) -> Flowable:
    columns = (Column(tr("Purpose"), 2), Column(tr("Case"), 1.4), Column(tr("Time"), figures=True))
    rows = [(purpose, case, minutes_text(minutes)) for purpose, case, minutes in parts]
    return table(sheet, columns, rows, (tr("Total"), "", minutes_text(sum(minutes for *_, minutes in parts))))


def _frame(db: Session, found: sessions.SessionPage, present: Sequence[Attended], context: Context) -> PageFrame:
    state = tr("Finished record") if found.sealed else tr("Draft record, not finished")
    with_whom = ", ".join(f"{one.name} ({one.role.lower()})" for one in present)
    return page_frame(db, context, tr(TITLE), lead=(day_text(found.session.on), with_whom, state), version=state,
                      marks=() if found.sealed else (tr(DRAFT),))


def _facts(words: Mapping[str, Any], found: sessions.SessionPage, context: Context) -> tuple[tuple[str, str], ...]:
    label = context.lists.label

    def chosen(name: str, list_id: str) -> str:
        kept = words.get(name) or ()
        return "; ".join(label(list_id, key) for key in ([kept] if isinstance(kept, str) else kept))

    pairs = (
        (tr("Date"), day_text(date.fromisoformat(words["on"]))), (tr("Time"), _time(words)),
        (tr("State"), "" if words["status"] == HELD else label("session_status", words["status"])),
        (tr("Why it did not happen"), words.get("missed_reason") or ""),
        (tr("Arrangement"), chosen("arrangement", "arrangement")), (tr("Format"), chosen("format", "delivery_format")),
        (tr("Place"), words.get("place") or ""), (tr("Focus"), chosen("focus", "focus")),
        (tr("Fields of practice"), chosen("practice_fields", "practice_fields")), (tr("Contract"), _contract(found)),
        (SupervisionSession.agreement.info["field"].label, found.session.agreement or ""))
    return tuple((name, text) for name, text in pairs if text)


def _time(words: Mapping[str, Any]) -> str:
    starts, minutes = words.get("starts"), words.get("minutes")
    end = ends_at(starts, minutes)
    length = minutes_text(minutes) if minutes else ""
    if starts is None:
        return length
    return clock_text(starts) if end is None else tr("{a} to {b} ({length})").format(
        a=clock_text(starts), b=clock_text(end), length=length)


def _contract(found: sessions.SessionPage) -> str:
    if found.contract is None:
        return ""
    _, version, starts = found.contract
    text = tr("Version {n}").format(n=version or 1)
    return tr("{text}, in force from {day}").format(text=text, day=day_text(starts)) if starts else text


def _attended(one: Mapping[str, Any], context: Context) -> Attended:
    return Attended(one["name"], context.lists.label("participant_role", one["role"]),
                    context.lists.label("attendance", one["attendance"] or ""))


def _action(one: Mapping[str, Any]) -> AgreedAction:
    return AgreedAction(one["text"], one["owner"] or "", date.fromisoformat(one["due_on"]) if one["due_on"] else None)
