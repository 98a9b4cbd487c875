"""The session record as a paper to keep: decisions, cases, agreement, slip, abbreviations; and the entry for a case file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.preparation import Topic
from supervision_desktop.domain.session_notes import Abbreviation, CaseEntry, Decision, SessionRecording
from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.reports import case_entry, session_record
from supervision_desktop.reports.report import Context, as_json, as_pdf
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import case_entries, record_agreement, recording, sessions
from supervision_desktop.services import session_record as notes
from supervision_desktop.store.changes import created
from supervision_desktop.store.seal import seal_of

Pages = Callable[[bytes], list[str]]
MORNING = datetime(2026, 11, 21, 9, tzinfo=UTC)


def printed(world: Any, context: Context, sheet: Sheet, pages: Pages, **more: Any) -> list[str]:
    data = world.collect(session_record, context, session=world.ids["session"], **more)
    return pages(as_pdf(session_record, data, sheet))


def do(world: Any, plan: Callable[..., Any], *args: Any, **more: Any) -> None:
    with world.store.read() as db:
        step = plan(db, *args, **more)
    world.store.apply(step[0] if isinstance(step, tuple) else step)


def finish(world: Any) -> None:
    do(world, sessions.finish, world.ids["session"], lambda: MORNING)


def decision(world: Any, **more: Any) -> None:
    world.create(created(Decision, {
        "session_id": world.ids["session"], "case_id": world.ids["Alder 47"], "action": "Weekly visits for a month",
        "risk": "A fall on the stairs", "owner_id": SELF, "by_when": date(2026, 12, 1),
        "rationale": "The stairs cannot be changed before spring.",
        "options": "Move to a flat now\nA rail on both sides", **more}))


@pytest.mark.requirement("REC-05")
@pytest.mark.requirement("REC-07")
@pytest.mark.requirement("ACT-07")
def test_a_decision_prints_with_its_four_parts_its_reason_and_the_options_under_it(
        world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    decision(world)
    finish(world)
    text = " ".join(printed(world, context, sheet, pages))
    at = text.index("1. Weekly visits for a month")
    for words in ("Case Alder 47", "Risk A fall on the stairs", "Owner Robin Ashdown", "By 1 December 2026",
                  "Reason The stairs cannot be changed", "Options considered – Move to a flat now – A rail on both sides"):
        assert words in text[at:at + 500], words


def test_what_was_talked_about_stands_before_the_summary(world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    world.create(
        created(Topic, {"text": "Saying no", "on": context.today, "state": "discussed", "session_id": world.ids["session"]}),
        created(Topic, {"text": "Waits", "on": context.today, "state": "planned", "session_id": world.ids["session"]}),
        created(CaseDiscussed, {"session_id": world.ids["session"], "case_id": world.ids["Osprey 12"],
                                "note": "The school is waiting for a letter."}))
    text = " ".join(printed(world, context, sheet, pages))
    assert text.index("Saying no") < text.index("Summary")
    assert "Waits" not in text
    assert "Cases Osprey 12 The school is waiting for a letter." in text


@pytest.mark.requirement("REC-02")
def test_a_slip_is_the_last_page_when_it_is_asked_for(world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    plain = printed(world, context, sheet, pages)
    found = printed(world, context, sheet, pages, slip=True)
    assert len(found) == len(plain) + 1
    for words in ("Agreement slip", "I agree with this record.", "I would like this to be changed or added:",
                  "Dr Morgan Vale (supervisor)", "Name", "Signature", "Date", "Ashdown Case Management"):
        assert words in found[-1], words
    assert "Agreement slip" not in " ".join(plain)


@pytest.mark.requirement("REC-02")
def test_the_paper_says_no_more_of_the_agreement_than_is_known(
        world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    assert "Agreement of this record" not in " ".join(printed(world, context, sheet, pages))
    do(world, record_agreement.enter, world.ids["session"], date(2026, 11, 20), "sent", world.ids["supervisor"], "email")
    finish(world)
    text = " ".join(printed(world, context, sheet, pages))
    assert "The draft went to Dr Morgan Vale by e-mail on 20 November 2026." in text
    assert "Still to agree: Dr Morgan Vale." in text
    do(world, record_agreement.enter, world.ids["session"], date(2026, 11, 22), "agreed", world.ids["supervisor"], "email")
    text = " ".join(printed(world, context, sheet, pages))
    assert "Dr Morgan Vale confirmed by e-mail on 22 November 2026; recorded by Robin Ashdown." in text
    assert "Still to agree" not in text
    assert "signed" not in text


@pytest.mark.requirement("REC-13")
def test_a_short_form_prints_in_full_where_it_first_occurs_and_stays_so_once_finished(
        world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    world.create(created(Abbreviation, {"short": "MDT", "long": "multidisciplinary team"}))
    world.change(SessionRecord, world.ids["record"], summary="MDT next week.", key_points="The MDT is new. An MDT helps.")
    finish(world)
    text = " ".join(printed(world, context, sheet, pages))
    assert "Summary Multidisciplinary team (MDT) next week." in text
    assert "Key points The MDT is new." in text
    with world.store.read() as db:
        held = db.query(Abbreviation).one().id
        assert seal_of(db, world.ids["session"]).parts["abbreviations"] == {"MDT": "multidisciplinary team"}  # type: ignore[union-attr]
    world.change(Abbreviation, held, long="something else")
    assert "Multidisciplinary team (MDT)" in " ".join(printed(world, context, sheet, pages))


@pytest.mark.requirement("REC-12")
def test_what_was_finished_prints_as_it_was_whatever_becomes_of_its_parts(
        world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    decision(world)
    do(world, case_entries.choose, world.ids["session"], world.ids["Alder 47"], "entry")
    finish(world)
    with world.store.read() as db:
        parts = seal_of(db, world.ids["session"]).parts  # type: ignore[union-attr]
        entry = db.query(CaseEntry).one().id
    assert parts["decisions"][0]["action"] == "Weekly visits for a month"
    assert parts["entries"][0]["case"] == "Alder 47"
    world.change(CaseEntry, entry, text="Later words")
    world.change(Case, world.ids["Alder 47"], reference="Beech 11")
    text = " ".join(printed(world, context, sheet, pages))
    assert "Case Alder 47" in text
    assert "Later words" not in text


@pytest.mark.requirement("REC-08")
@pytest.mark.requirement("REC-09")
def test_a_recording_and_its_later_deletion_stand_on_the_paper(
        world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    session = world.ids["session"]
    do(world, recording.answer, session, world.ids["supervisor"], "agrees", context.today)
    do(world, recording.put, session, recorded=True, purpose="To write this record", delete_by=date(2026, 12, 24),
       ai_used=True, ai_tool="Notetaker", ai_removed=True)
    finish(world)
    do(world, recording.put, session, deleted_on=date(2026, 12, 20))
    text = " ".join(printed(world, context, sheet, pages))
    for words in ("It was recorded Yes", "Delete by 24 December 2026", "Deleted on 20 December 2026", "Tool Notetaker",
                  "Dr Morgan Vale: agrees"):
        assert words in text, words


@pytest.mark.requirement("REC-06")
def test_lateness_never_prints(world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    do(world, sessions.finish, world.ids["session"], lambda: datetime(2027, 3, 1, 9, tzinfo=UTC))
    assert "late" not in " ".join(printed(world, context, sheet, pages)).casefold()


@pytest.mark.requirement("PRV-08")
def test_nothing_private_is_in_the_record_or_its_seal(world: Any, context: Context) -> None:
    finish(world)
    with world.store.read() as db:
        assert "tired" not in str(seal_of(db, world.ids["session"]).parts)  # type: ignore[union-attr]
    assert "tired" not in str(as_json(world.collect(session_record, context, session=world.ids["session"])))


@pytest.mark.requirement("REC-04")
def test_the_entry_for_one_case_names_no_other_case(world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    decision(world)
    decision(world, case_id=world.ids["Osprey 12"], action="Write to the school", options=None)
    session, alder = world.ids["session"], world.ids["Alder 47"]
    world.create(created(CaseDiscussed, {"session_id": session, "case_id": alder, "note": "Stairs and sleep."}))
    do(world, case_entries.choose, session, alder, "entry")
    text = " ".join(pages(as_pdf(case_entry, world.collect(case_entry, context, session=session, case=alder), sheet)))
    for words in ("Case Alder 47", "Discussed in supervision on 10 November 2026.", "Stairs and sleep.",
                  "Weekly visits for a month (Robin Ashdown, by 1 December 2026)", "Risk: A fall on the stairs",
                  "Write a standard reply (Robin Ashdown)", "Dr Morgan Vale (supervisor)"):
        assert words in text, words
    assert "Osprey" not in text
    assert "school" not in text
    with world.store.read() as db:
        assert case_entries.strangers(db, alder, "As for Osprey 12, and Invented; Alder 47 too") != ()
        assert case_entries.strangers(db, alder, text) == ()


@pytest.mark.requirement("REC-03")
def test_one_line_is_the_default(world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    data = world.collect(case_entry, context, session=world.ids["session"], case=world.ids["Alder 47"])
    text = " ".join(pages(as_pdf(case_entry, data, sheet)))
    assert "Discussed in supervision on 10 November 2026." in text
    assert "Write a standard reply" not in text


def test_who_wrote_it_stands_among_the_facts(world: Any, context: Context) -> None:
    world.change(SupervisionSession, world.ids["session"], minute_taker="supervisee", action_recorder="supervisor")
    data = world.collect(session_record, context, session=world.ids["session"])
    assert ("Record written by", "Supervisee") in data.facts
    assert ("Actions noted by", "Supervisor") in data.facts


def test_an_entry_says_who_did_it_by_the_names_of_the_record(world: Any, context: Context) -> None:
    finish(world)
    do(world, record_agreement.enter, world.ids["session"], date(2026, 11, 25), "agreed", world.ids["supervisor"])
    world.change(Person, world.ids["supervisor"], name="Dr Morgan Newname")
    data = world.collect(session_record, context, session=world.ids["session"])
    assert "Newname" not in " ".join(data.agreement)
    with world.store.read() as db:
        assert notes.recording(db, world.ids["session"]) is None
        assert db.query(SessionRecording).count() == 0
