"""What goes with a session's record: agreement, decisions, entries for case files, recording, the closing list."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF, kinds
from supervision_desktop.domain.cadence import CadenceRule
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.session_notes import CaseEntry, Decision, KnownName
from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.errors import BadInput, SealedRecord
from supervision_desktop.formats import day_text
from supervision_desktop.services import (
    abbreviations,
    actions,
    case_entries,
    cases,
    closing,
    identify_marks,
    people,
    practice,
    record_agreement,
    recording,
    search,
    session_record,
    sessions,
    today,
)
from supervision_desktop.store.changes import created, deleted, gesture

TODAY = date(2026, 11, 21)


@pytest.fixture
def robin(desk: Any) -> str:
    return desk.supervisor()  # type: ignore[no-any-return]


@pytest.fixture
def held(desk: Any, robin: str) -> str:
    """A held session with a summary and no actions: nothing is open in it."""
    session_id: str = desk.held(robin)
    found = desk.ask(sessions.page, session_id)
    desk.edit(SessionRecord, found.record.id, summary="One sentence.")
    desk.edit(SupervisionSession, session_id, no_actions=True)
    return session_id


def case(desk: Any, reference: str = "Alder 47", **values: Any) -> str:
    made: str = desk.do(cases.new_case, reference, TODAY)
    if values:
        desk.edit(Case, made, **values)
    return made


def discuss(desk: Any, session: str, case_id: str, note: str | None = None) -> None:
    desk.apply(gesture("Test", created(CaseDiscussed, {"session_id": session, "case_id": case_id, "note": note})))


def open_points(desk: Any, session: str) -> list[tuple[str, str]]:
    with desk.store.read() as db:
        return [(one.kind, one.words) for one in closing.points(db, sessions.page(db, session), desk.lists)]


@pytest.mark.requirement("REC-13")
def test_of_a_plain_session_nothing_is_open(desk: Any, held: str) -> None:
    assert open_points(desk, held) == []


@pytest.mark.requirement("REC-02")
def test_the_log_of_agreement_goes_on_after_the_record_is_finished(desk: Any, held: str, robin: str) -> None:
    ask = partial(desk.ask, record_agreement.agreement, held)
    assert ask().standing.state == "draft"
    desk.do(record_agreement.enter, held, TODAY, "sent", robin, "email")
    desk.do(sessions.finish, held, desk.clock)
    assert ask().waiting == ["Robin Specimen"]
    desk.do(record_agreement.enter, held, TODAY, "agreed", robin, "email", "Thank you")
    words = record_agreement.sentences(ask(), desk.lists)
    day = day_text(TODAY)
    assert f"Robin Specimen confirmed by e-mail on {day}; recorded by Morgan Sample. “Thank you”" in words
    assert f"Morgan Sample finished the record on {day}." in words
    assert not any("Still to agree" in one for one in words)
    assert ask().standing.state == "agreed_by_both"
    assert desk.sound()


@pytest.mark.requirement("REC-02")
def test_the_contract_says_who_notes_the_actions(desk: Any, robin: str) -> None:
    desk.contract(robin, minute_taker="in_turn", action_recorder="in_turn")
    session = desk.get(SupervisionSession, desk.held(robin))
    assert (session.minute_taker, session.action_recorder) == ("supervisee", "supervisee")


@pytest.mark.requirement("REC-05")
@pytest.mark.requirement("REC-07")
def test_a_decision_begins_with_a_few_words_and_its_reason_is_asked_for_at_the_end(desk: Any, held: str) -> None:
    made = desk.do(session_record.decide, held, "Weekly visits", SELF, TODAY)
    assert open_points(desk, held) == [("decisions", "Weekly visits: no reason is given yet.")]
    desk.edit(Decision, made, rationale="It is safer.")
    assert open_points(desk, held) == []
    (row,) = desk.ask(session_record.decisions, held)
    assert row.missing() == ["risk_identified", "by_when"]
    desk.do(practice.switch, "qaa", True)
    assert open_points(desk, held) == [("decisions", "Weekly visits: not testable, for a part is missing.")]
    desk.edit(Decision, made, risk="A fall", by_when=TODAY)
    assert open_points(desk, held) == []


def test_a_decision_becomes_an_action_without_being_typed_again(desk: Any, held: str) -> None:
    alder = case(desk)
    made = desk.do(session_record.decide, held, "Weekly visits", SELF, TODAY)
    desk.edit(Decision, made, case_id=alder, owner_id=None, owner_name="The agency", by_when=TODAY + timedelta(days=9))
    desk.do(session_record.as_action, desk.get(Decision, made), TODAY)
    (row,) = desk.ask(actions.rows, session_id=held)
    assert (row.text, row.owner, row.due_on) == ("Weekly visits", "The agency", TODAY + timedelta(days=9))
    assert row.case == "Alder 47"


@pytest.mark.requirement("REC-12")
def test_a_decision_is_closed_with_its_session_and_stays_in_the_seal(desk: Any, held: str) -> None:
    made = desk.do(session_record.decide, held, "Weekly visits", SELF, TODAY)
    desk.do(sessions.finish, held, desk.clock)
    with pytest.raises(SealedRecord):
        desk.edit(Decision, made, rationale="Said later")
    desk.apply(sessions.add_to_finished(held, "Every second week.", TODAY, "Misheard"))
    assert desk.get(Decision, made).action == "Weekly visits", "the first text stays"
    assert desk.sound()


@pytest.mark.requirement("REC-04")
def test_every_case_that_was_talked_about_is_offered_and_unfiled_entries_are_listed(desk: Any, held: str) -> None:
    alder, tern, moss, _quiet = (case(desk, name) for name in ("Alder 47", "Tern 18", "Moss 29", "Fern 10"))
    discuss(desk, held, alder)
    desk.do(actions.add, "Ring the school", TODAY, session_id=held, case_id=tern)
    desk.apply(gesture("Test", created(Decision, {"session_id": held, "case_id": moss, "rationale": "Yes"})))
    rows = desk.ask(case_entries.rows, held)
    assert [(row.case.reference, row.kind, row.filed) for row in rows] == [
        ("Alder 47", "line", False), ("Moss 29", "line", False), ("Tern 18", "line", False)]
    assert not any("Not filed" in words for _, words in open_points(desk, held)), "nobody is asked for what nobody chose"
    desk.do(case_entries.choose, held, alder, "entry")
    assert ("entries", "Not filed in the case file yet: Alder 47.") in open_points(desk, held)
    (hint,) = (item for item in desk.ask(today.items, TODAY) if "case file" in item.reason)
    assert (hint.group, hint.id, hint.reason) == ("hint", held, "Not filed in the case file yet: Alder 47")
    desk.do(case_entries.file, held, alder, TODAY, "p. 14")
    assert desk.ask(case_entries.unfiled) == []
    assert desk.ask(case_entries.rows, held)[0].entry.filed_reference == "p. 14"
    desk.do(case_entries.file, held, alder, None)
    assert [references for _, _, references in desk.ask(case_entries.unfiled)] == [["Alder 47"]]


@pytest.mark.requirement("REC-04")
def test_an_entry_holds_its_own_case_and_nothing_of_another(desk: Any, held: str) -> None:
    alder = case(desk, client_name="Jo Fictional")
    tern = case(desk, "Tern 18", client_name="Sam Invented")
    discuss(desk, held, alder, "Stairs and sleep.")
    discuss(desk, held, tern, "The school.")
    desk.do(case_entries.choose, held, alder, "entry")
    words = desk.ask(case_entries.text, held, alder, desk.lists).whole
    assert words.splitlines()[0] == f"Discussed in supervision on {day_text(TODAY)}."
    assert "Stairs and sleep." in words
    assert "Morgan Sample (supervisee)" in words
    assert "school" not in words
    strangers = partial(desk.ask, case_entries.strangers, alder)
    assert strangers(words) == ()
    found = strangers("Like Tern 18, and Invented; not Alder 47 or Fictional.")
    assert {one.words for one in found} == {"Tern 18", "Invented"}


@pytest.mark.requirement("REC-03")
def test_one_line_is_the_default_and_it_names_the_day_only(desk: Any, held: str) -> None:
    alder = case(desk)
    discuss(desk, held, alder, "Stairs and sleep.")
    assert desk.ask(case_entries.text, held, alder, desk.lists).whole == f"Discussed in supervision on {day_text(TODAY)}."
    desk.do(case_entries.choose, held, alder, "none")
    assert desk.ask(case_entries.rows, held)[0].filed


@pytest.mark.requirement("REC-03")
def test_completeness_is_tested_only_under_an_adopted_caseload_rule(desk: Any, held: str, robin: str) -> None:
    alder = case(desk, told="yes")
    discuss(desk, held, alder)
    assert open_points(desk, held) == []
    rule = created(CadenceRule, {"name": "Caseload", "applies_to": "self", "source": "own_policy", "focus": ("caseload",)})
    desk.apply(gesture("Test", rule))
    assert open_points(desk, held) == [], "not adopted"
    desk.edit(CadenceRule, rule.id, adopted=True)
    assert [words for _, words in open_points(desk, held)] == [
        "Morgan Sample: entry not filed yet for Alder 47.",
        "Robin Specimen: not said yet that the session stands in their own record."]
    desk.do(case_entries.file, held, alder, TODAY)
    desk.do(record_agreement.enter, held, TODAY, "noted", robin, "email")
    assert open_points(desk, held) == []


@pytest.mark.requirement("REC-11")
def test_cases_whose_client_was_not_told_are_listed_until_something_is_said(desk: Any, held: str) -> None:
    alder, tern = case(desk), case(desk, "Tern 18", told="no")
    for one in (alder, tern):
        discuss(desk, held, one)
    asked = "Nothing is said yet on whether the client knows of supervision: {cases}."
    assert open_points(desk, held) == [("entries", asked.format(cases="Alder 47, Tern 18"))]
    desk.edit(Case, tern, told_reason="In a coma")
    assert open_points(desk, held) == [("entries", asked.format(cases="Alder 47"))]
    desk.edit(Case, alder, told_by="Client agreement", told_on=TODAY)
    assert open_points(desk, held) == []


@pytest.mark.requirement("REC-11")
def test_a_dated_notice_is_named_once_for_all(desk: Any, held: str) -> None:
    discuss(desk, held, case(desk))
    desk.do(case_entries.name_notice, "Privacy notice, version 3", TODAY)
    assert desk.ask(case_entries.notice) == ("Privacy notice, version 3", TODAY)
    assert open_points(desk, held) == []
    desk.do(case_entries.name_notice, "", None)
    assert desk.ask(case_entries.notice) is None
    assert len(open_points(desk, held)) == 1


@pytest.mark.requirement("REC-08")
def test_planning_a_recording_needs_everybody_to_know_of_it(desk: Any, held: str, robin: str) -> None:
    with pytest.raises(BadInput, match="Say first what Robin Specimen knows") as refusal:
        desk.do(recording.plan, held, True)
    assert refusal.value.field == "planned"
    desk.do(recording.answer, held, robin, "objects", TODAY)
    desk.do(recording.plan, held, True)
    assert "said no to a recording" in " ".join(desk.ask(recording.page, held).warnings())
    desk.do(recording.answer, held, robin, "agrees", TODAY)
    assert desk.ask(recording.page, held).warnings() == []
    desk.do(recording.plan, held, False)
    assert not desk.ask(recording.page, held).made.planned


@pytest.mark.requirement("REC-08")
def test_a_recording_that_happened_can_always_be_entered_even_after_the_record_is_finished(
        desk: Any, held: str) -> None:
    desk.do(sessions.finish, held, desk.clock)
    desk.do(recording.put, held, recorded=True)
    (words,) = desk.ask(recording.page, held).warnings()
    assert words.startswith("It was recorded although Robin Specimen did not know")
    desk.do(recording.put, held, incident="The button was on.", delete_by=TODAY + timedelta(days=5))
    reminders = [item for item in desk.ask(today.items, TODAY) if item.reason.startswith("Recording to delete")]
    assert [(item.group, item.due) for item in reminders] == [("next", TODAY + timedelta(days=5))]
    later = [item for item in desk.ask(today.items, TODAY + timedelta(days=6)) if item.reason.startswith("Recording to")]
    assert [item.group for item in later] == ["due"]
    desk.do(recording.put, held, deleted_on=TODAY)
    assert not any(item.reason.startswith("Recording to delete") for item in desk.ask(today.items, TODAY))


@pytest.mark.requirement("REC-09")
def test_a_tool_that_was_given_client_data_brings_a_warning_and_an_optional_reason(desk: Any, held: str) -> None:
    desk.do(recording.put, held, ai_used=True, ai_tool="Notetaker")
    (words,) = desk.ask(recording.page, held).warnings()
    assert words.startswith("Client data went to the tool.")
    assert "if you wish" in words
    desk.do(recording.put, held, ai_removed=True, ai_checked_by="Morgan Sample")
    assert desk.ask(recording.page, held).warnings() == []


@pytest.mark.requirement("CON-08")
def test_a_contract_that_says_never_shows_a_conflict_when_somebody_ticks_recording(desk: Any, robin: str) -> None:
    desk.contract(robin, recording="never", ai_notes="never")
    session_id = desk.held(robin)
    ask = partial(desk.ask, session_record.terms)
    session = partial(desk.get, SupervisionSession, session_id)
    assert (ask(session()).recording, ask(session()).conflicts) == ("never", ())
    desk.do(recording.put, session_id, recorded=True, ai_used=True)
    assert ask(session()).conflicts == ("The contract says that sessions are never recorded.",
                                        "The contract says that no tool writes notes.")
    assert desk.ask(recording.page, session_id).warnings()[0] == "The contract says that sessions are never recorded."
    desk.edit(Contract, session().contract_id, recording="yes", ai_notes="if_agreed")
    assert ask(session()).conflicts == ()


@pytest.mark.requirement("REC-13")
def test_an_unknown_abbreviation_is_listed_once_and_added_in_one_go(desk: Any, held: str) -> None:
    found = desk.ask(sessions.page, held)
    desk.edit(SessionRecord, found.record.id, summary="The MDT met. The MDT agreed with the OT.", reflection="My ABC")
    assert open_points(desk, held) == [("short", "What does MDT stand for?"), ("short", "What does OT stand for?")]
    desk.do(abbreviations.add, "MDT", "multidisciplinary team")
    desk.do(abbreviations.add, "ot")
    assert open_points(desk, held) == []
    desk.do(abbreviations.add, "mdt", "another team")
    assert [(one.short, one.long) for one in desk.ask(abbreviations.known)] == [("mdt", "another team"), ("ot", None)]
    with pytest.raises(BadInput, match="Short form is needed"):
        desk.do(abbreviations.add, "  ")


@pytest.mark.requirement("REC-13")
def test_the_closing_list_names_the_rest_and_stops_nobody(desk: Any, robin: str) -> None:
    before = desk.held(robin, on=TODAY - timedelta(days=30))
    desk.do(actions.add, "From before", TODAY, session_id=before)
    session_id = desk.held(robin)
    desk.do(actions.add, "Without a date", TODAY, session_id=session_id)
    assert [kind for kind, _ in open_points(desk, session_id)] == ["summary", "action", "look_back"]
    with pytest.raises(BadInput, match="A summary is needed"):
        desk.do(sessions.finish, session_id, desk.clock)
    found = desk.ask(sessions.page, session_id)
    desk.edit(SessionRecord, found.record.id, summary="One sentence.")
    desk.store.apply(closing.not_reviewed(found))
    assert [kind for kind, _ in open_points(desk, session_id)] == ["action"]
    desk.do(sessions.finish, session_id, desk.clock)
    assert desk.get(SupervisionSession, session_id).finished_at


@pytest.mark.requirement("REC-06")
def test_how_late_a_record_is_follows_the_own_limit(desk: Any, robin: str) -> None:
    session = desk.get(SupervisionSession, desk.held(robin, on=TODAY - timedelta(days=12)))
    late = partial(desk.ask, closing.lateness)
    assert late(session, TODAY) == "The session was 12 days ago, late by 5 days."
    desk.do(practice.set_setting, session_record.RECORD_DAYS, "1")
    desk.do(practice.set_setting, session_record.RECORD_DAYS_KIND, "working")
    assert late(session, session.on + timedelta(days=3)) == "The session was 3 days ago, late by 2 working days."
    found = desk.ask(sessions.page, session.id)
    desk.edit(SessionRecord, found.record.id, summary="One sentence.")
    desk.do(sessions.finish, session.id, desk.clock)
    assert late(desk.get(SupervisionSession, session.id), TODAY).startswith("Closed 12 days after the session, late by")


@pytest.mark.requirement("REC-10")
def test_known_names_and_what_looks_like_a_person_is_found_with_something_to_say_instead(desk: Any, held: str) -> None:
    case(desk, client_name="Jo Fictional")
    desk.do(cases.new_case, "Tern 18", TODAY)
    desk.apply(cases.new_party("Larch & Reed"))
    desk.apply(people.new_supervisee("Una Neighbour", TODAY))
    desk.apply(gesture("Test", created(KnownName, {"name": "Meadow Bank", "instead": "the school"})))
    find = desk.ask(identify_marks.finder, ["Robin Specimen", "Morgan Sample"])
    text = ("Jo Fictional's aunt, aged 43, rang Robin Specimen and Dr Brown of Larch & Reed on 4 July 2025 from Meadow Bank "
            "or St Made-Up Hospital, EX1 2MP, 943 476 5919; Una Neighbour, jo@example.org, 01632 960123.")
    found = {text[one.start:one.start + one.length]: (one.kind, one.instead) for one in find(text)}
    assert found == {
        "Jo Fictional": ("client", "Alder 47"), "aged 43": ("age", "in their forties"), "Dr Brown": ("title", ""),
        "Larch & Reed": ("party", "the instructing party"), "4 July 2025": ("date", "July 2025"),
        "Meadow Bank": ("noticed", "the school"), "St Made-Up Hospital": ("place", "the hospital"),
        "EX1 2MP": ("postcode", ""), "943 476 5919": ("nhs", ""), "Una Neighbour": ("person", ""),
        "jo@example.org": ("email", ""), "01632 960123": ("phone", "")}
    assert find("Plain words about a hospital, aged care and the year 2025.") == []


def test_a_name_of_one_letter_is_not_noticed(desk: Any) -> None:
    desk.apply(gesture("Test", created(KnownName, {"name": "J"}), created(KnownName, {"name": "Jo"})))
    assert [one.start for one in desk.ask(identify_marks.finder)("J or Jo")] == [5]


def test_a_deleted_session_takes_its_notes_along(desk: Any, held: str, robin: str) -> None:
    alder = case(desk)
    desk.do(session_record.decide, held, "Weekly visits", SELF, TODAY)
    desk.do(case_entries.choose, held, alder, "line")
    desk.do(recording.put, held, recorded=True)
    desk.do(recording.answer, held, robin, "aware", TODAY)
    desk.do(record_agreement.enter, held, TODAY, "sent", robin)
    found = desk.ask(sessions.page, held)
    desk.do(sessions.delete, found)
    with desk.store.read() as db:
        for kind in ("decision", "case_entry", "session_recording", "recording_awareness", "record_agreement"):
            assert db.query(kinds()[kind]).count() == 0, kind
    assert desk.sound()


def test_notes_are_found_as_their_session(desk: Any, held: str) -> None:
    desk.do(session_record.decide, held, "Wallpaper", SELF, TODAY)
    assert [(one.kind, one.id) for one in desk.ask(search.results, "wallpaper")] == [("supervision_session", held)]


def test_a_line_of_the_log_can_be_taken_back(desk: Any, held: str, robin: str) -> None:
    desk.do(record_agreement.enter, held, TODAY, "disputed", robin)
    line = desk.ask(record_agreement.agreement, held).lines[0]
    desk.apply(gesture("Test", deleted(desk.ask(record_agreement.line, line.id))))
    assert desk.ask(record_agreement.agreement, held).standing.state == "draft"


def test_the_points_of_an_entry_are_written_and_come_back(desk: Any, held: str) -> None:
    alder = case(desk)
    desk.do(case_entries.choose, held, alder, "entry")
    desk.do(case_entries.write, held, alder, "In my words.")
    entry = desk.ask(case_entries.rows, held)[0].entry
    assert entry.text == "In my words."
    desk.do(case_entries.choose, held, alder, "line")
    assert desk.get(CaseEntry, entry.id).text == "In my words."


@pytest.mark.requirement("REC-15")
def test_the_learning_and_where_it_goes_are_kept_with_the_session(desk: Any, held: str) -> None:
    found = desk.ask(sessions.page, held)
    desk.edit(SessionRecord, found.record.id, learning="Name it early.", learning_target=("cpd", "goal"))
    assert desk.ask(sessions.page, held).record.learning_target == ("cpd", "goal")
    desk.do(sessions.finish, held, desk.clock)
    assert desk.ask(sessions.page, held).record.learning == "Name it early."
