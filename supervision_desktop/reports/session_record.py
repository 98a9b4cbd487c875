"""The record of one session: who, when, what was said, decided and agreed (REC-01). Private reflection stays out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from supervision_desktop.domain.base import fields_of
from supervision_desktop.domain.record_rules import Expander
from supervision_desktop.domain.session_notes import SessionRecording
from supervision_desktop.domain.sessions import HELD, ends_at
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Ref, YesNo
from supervision_desktop.formats import clock_text, day_text, minutes_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports import caseload_pages
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.reflections import reflected
from supervision_desktop.reports.report import DRAFT, Context, asks, case_names, page_frame
from supervision_desktop.reports.session_copy import Copy, copy_for, whole
from supervision_desktop.reports.session_pages import AgreedAction, Attended, Decided, Said, SessionData, story
from supervision_desktop.services import abbreviations, practice, record_agreement, session_record, sessions
from supervision_desktop.services.reflection_told import told, wholes
from supervision_desktop.store.seal import seal_of

__all__ = ["CASES", "ID", "TITLE", "Params", "collect", "people", "story"]
ID = "session_record"
TITLE = mark("Supervision session record")
CASES = True
FIRST = (("summary", mark("Summary")), ("key_points", mark("Key points")))
LAST = (("learning", mark("Learning")), ("next_steps", mark("Next steps")))
Expand = Callable[[str], str]


@dataclass(frozen=True)
class Params:
    """Which session; private reflection prints only where both questions are answered yes."""

    session: str = field(metadata=asks(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session")))
    slip: bool = field(default=False, metadata=asks(
        YesNo(mark("With an agreement slip"), mark("A last page to sign and send back, for each of the others"))))
    private: bool = field(default=False, metadata=asks(
        YesNo(mark("With private reflection"), mark("Kept out unless you ask for it"))))
    copy_for: str | None = field(default=None, metadata=asks(
        Ref(mark("Copy for one person"), mark("Of a group: only their own cases stand in it"), to="person")))
    private_sure: bool = field(default=False, metadata=asks(
        YesNo(mark("Really with private reflection"), mark("Asked a second time, for it cannot be taken back"))))


def collect(db: Session, params: Params, context: Context) -> SessionData:
    """The record as it stands, or, once finished, as it was sealed."""
    found = sessions.page(db, params.session)
    if found is None:
        raise BadInput("session", tr("That session is no longer here. Choose another one."))
    seal = seal_of(db, params.session) if found.sealed else None
    copy = _copy(db, seal.parts if seal else sessions.whole_parts(db, found), found, params)
    words, private = copy.words, params.private and params.private_sure and not params.copy_for
    names = case_names(db, context)
    known: Mapping[str, str] = words.get("abbreviations") or {}
    later = abbreviations.used(db, [one.text for one in found.additions])
    full, added = Expander(known), Expander({short: long for short, long in later.items() if short not in known})
    present = tuple(_attended(one, context) for one in words["people"])
    log = record_agreement.agreement(db, params.session)
    # Who answered is called what they were called in the record.
    log = replace(log, names=log.names | {one["id"]: one["name"] for one in words["people"] if "id" in one})
    return SessionData(
        _frame(db, found, present, params, context), _facts(words["session"], found, context), present,
        topics=tuple(Said(full(one["text"]), full(one["note"]), names.get(one["case"], one["case"]))
                     for one in words.get("topics", ())),
        words=_words(words["record"], FIRST, full),
        cases=tuple(Said(names.get(one["case"], one["case"]), full(one["note"])) for one in words.get("cases", ())),
        decisions=tuple(_decided(one, names, full) for one in words.get("decisions", ())),
        actions=tuple(_action(one, full) for one in words["actions"]),
        no_actions=bool(words["session"].get("no_actions")),
        closing=_words(words["record"], LAST, full),
        parts=tuple((context.lists.label("time_purpose", entry.purpose),
                     names.get(case or "", case or "") if copy.own(case) else "", entry.minutes)
                    for entry, case in found.parts),
        caseload=caseload_pages.told(words.get("caseload") or {}, context.lists, names, full),
        recording=_recording(db, params.session, words.get("recording") or {}, context),
        agreement=tuple(record_agreement.sentences(log, context.lists)),
        additions=tuple((one.on, copy.mask(added(one.text)), copy.mask(one.reason or "")) for one in found.additions),
        reflection=(found.record.reflection or "") if private else "",
        reflections=reflected(wholes(words.get("reflections") or (), context.models()), context.lists, names, full),
        private_reflections=reflected(wholes(told(db, params.session, private=True), context.models()), context.lists,
                                      names, full) if private else (),
        finished=found.sealed, seal=seal.told if seal and not params.copy_for else "",
        slip_for=tuple((one.name, context.lists.label("participant_role", one.participant.role)) for one in found.present
                       if one.participant.person_id in people(db, params)) if params.slip else (),
        send_to=practice.letterhead(db).name if params.slip else "")


def people(db: Session, params: Params) -> list[str]:
    """Everybody who takes part but the practitioner, or the one whose copy it is."""
    return [params.copy_for] if params.copy_for else sessions.other_ids(db, params.session)


def _words(record: Mapping[str, Any], names: Sequence[tuple[str, str]], full: Expand) -> tuple[tuple[str, str], ...]:
    return tuple((tr(label), full(record[name])) for name, label in names if record.get(name))


def _recording(db: Session, session_id: str, words: Mapping[str, Any], context: Context) -> tuple[tuple[str, str], ...]:
    """What was recorded, for what, who knew, and what became of it; the day it was deleted may come later."""
    fields = fields_of(SessionRecording)
    now = session_record.recording(db, session_id)
    pairs = [(fields[name].label, _shown(words[name])) for name in fields if words.get(name)]
    for name in ("deleted_on", "ai_deleted_on"):
        on = getattr(now, name) if now else None
        if on and not words.get(name):
            pairs.append((fields[name].label, day_text(on)))
    knew = [f"{name}: {context.lists.label('recording_awareness', answer).lower() if answer else tr('not noted')}"
            for name, answer in words.get("knew", ())]
    return (*pairs, *(((tr("Who knew of it"), "\n".join(knew)),) if knew and pairs else ()))


def _shown(value: Any) -> str:
    """A stored value in words: dates are ISO texts there."""
    if value is True:
        return tr("Yes")
    try:
        return day_text(date.fromisoformat(value))
    except ValueError:
        return str(value)


def _copy(db: Session, words: Mapping[str, Any], found: sessions.SessionPage, params: Params) -> Copy:
    """The whole record, or one person's copy. Raises BadInput for somebody who took no part."""
    if not params.copy_for:
        return whole(words)
    if params.copy_for not in {one.participant.person_id for one in found.present}:
        raise BadInput("copy_for", tr("This person took no part in that session. Choose one who did."))
    return copy_for(db, words, found, params.copy_for)


def _frame(db: Session, found: sessions.SessionPage, present: Sequence[Attended], params: Params,
           context: Context) -> PageFrame:
    state = tr("Finished record") if found.sealed else tr("Draft record, not finished")
    with_whom = ", ".join(f"{one.name} ({one.role.lower()})" for one in present)
    whose = next((one.name for one in found.present if one.participant.person_id == params.copy_for), "")
    lead = (day_text(found.session.on), with_whom, state,
            *((tr("Copy for {name}, without other people's cases").format(name=whose),) if whose else ()))
    return page_frame(db, context, tr(TITLE), lead=lead, version=state, marks=() if found.sealed else (tr(DRAFT),))


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
        (tr("Record written by"), chosen("minute_taker", "minute_taker")),
        (tr("Actions noted by"), chosen("action_recorder", "minute_taker")))
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


def _action(one: Mapping[str, Any], full: Expand) -> AgreedAction:
    """What was weighed before it stands under it (ACT-07)."""
    said = "\n".join(map(full, (one["text"], *one.get("weighed", ()))))
    return AgreedAction(said, one["owner"] or "", _day(one["due_on"]))


def _decided(one: Mapping[str, Any], names: Mapping[str, str], full: Expand) -> Decided:
    return Decided(full(one["action"]), full(one["risk"]), one["owner"], _day(one["by_when"]), full(one["rationale"]),
                   tuple(map(full, one["options"])), names.get(one["case"], one["case"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
