"""Everything that is kept about one client or other person, the requests about it, and the pack (PRV-05, PRV-06, row 78)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF, fields_of, kinds
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.practice import Setting
from supervision_desktop.domain.retention import Hold, LeftOut
from supervision_desktop.domain.sessions import Participant, SessionRecord, SupervisionSession
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Choice, Ref
from supervision_desktop.services import pack, practice, requests, subject, today
from supervision_desktop.store import drafts
from supervision_desktop.store.changes import created, deleted, gesture
from supervision_desktop.store.mentions import texts_of

GONE, OTHER, NAMED = "Goneword", "Otherword", "We spoke of Zanzibarlily Ümlautova (Quuxwort 47)"
NAME = "Zanzibarlily Ümlautova"


def sown(spoken: Any, words: str) -> set[tuple[str, str]]:
    return {(kind, rid) for kind, rid, said in spoken.made if said.startswith(words)}


@pytest.mark.fault(78)
@pytest.mark.requirement("PRV-06")
def test_every_row_about_a_client_is_found_and_none_of_others(spoken: Any) -> None:
    found = spoken.desk.ask(subject.concerning, {spoken.case})
    keys = set(found.keys)
    assert sown(spoken, GONE) - keys == set(), "100 % of rows"
    assert keys - sown(spoken, GONE) == set(), "0 of others"
    with_words = {kind for kind, record in kinds().items()
                  if any(not isinstance(fields_of(record)[name], Choice) for name in texts_of(record))}
    assert {(line.kind, line.id) for line in found.lines} == {key for key in sown(spoken, NAMED) if key[0] in with_words}
    assert all("zanzibarlily" in line.casefold() for one in found.lines for line in one.lines)
    assert not keys & sown(spoken, OTHER)
    assert {kind for kind, _ in keys} >= {"case", "action", "time_entry", "charge_line", "attachment", "link", "topic",
                                          "case_discussed", "reflection", "reflection_note", "action_report", "hold"}


@pytest.mark.fault(78)
@pytest.mark.requirement("PRV-06")
def test_every_row_about_another_person_is_found_and_none_of_others(desk: Any, sow: Any) -> None:
    one, other = desk.supervisor("Ottoline Quagga"), desk.supervisor("Peregrine Yapok")
    mine: dict[str, set[str]] = {}
    for whom in (one, other):
        sow.made.clear()
        sow.at_once = False
        for record in kinds().values():
            for name, field in fields_of(record).items():
                if isinstance(field, Ref) and field.to == "person":
                    sow(record, f"About {whom}", **{name: whom})
        sow.settle()
        mine[whom] = {rid for _, rid, words in sow.made if words == f"About {whom}"}
    ids = {rid for _, rid in desk.ask(subject.concerning, {one}).keys}
    assert mine[one] - ids == set(), "100 % of rows"
    assert ids & (mine[other] | {other}) == set(), "0 of others"


@pytest.fixture
def shared(desk: Any) -> dict[str, str]:
    """Two people in one session in which a client is discussed."""
    robin, sam = desk.supervisor(), desk.supervisor("Sam Specimen")
    session = desk.held(robin)
    with desk.store.read() as db:
        record = db.scalars(select(SessionRecord).where(SessionRecord.session_id == session)).one()
    case = created(Case, {"reference": "Larch 12", "client_name": "Ash Sample", "status": "active"})
    desk.store.apply(gesture(
        "More", case, created(Participant, {"session_id": session, "person_id": sam, "role": "peer"}),
        created(Action, {"text": "Ring Ash", "status": "open", "case_id": case.id, "session_id": session})))
    desk.edit(SessionRecord, record.id, summary="With Robin Specimen: Sam Specimen was late.", impact_case_id=case.id,
              reflection="I was cross")
    return {"robin": robin, "sam": sam, "session": session, "case": case.id, "record": record.id}


@pytest.mark.requirement("PRV-06")
def test_a_pack_lists_sessions_entries_and_files(desk: Any, shared: dict[str, str], sow: Any) -> None:
    file = sow(pack.Attachment, "letter.pdf", owner_kind="case", owner_id=shared["case"])
    hold = desk.do(requests.received, desk.today, "access", case_id=shared["case"])
    made = desk.ask(pack.collected, hold, desk.lists)
    assert (made.about, made.kind) == ("Larch 12", "A copy of the data")
    assert {(one.kind, one.title) for one in made.entries} == {
        ("case", "Larch 12"), ("action", "Ring Ash"), ("attachment", "letter.pdf"), ("session_record", "")}
    assert [one.file for one in made.entries if one.id == file] == ["file-01.pdf"]
    assert made.sessions == ("Robin Specimen, 21 Nov 2026",)
    mine = desk.ask(pack.collected, desk.do(requests.received, desk.today, "access", person_id=shared["robin"]), desk.lists)
    assert {"supervision_session", "session_record", "participant", "supervisor", "person"} <= {
        one.kind for one in mine.entries}
    took_part = {word.text for one in mine.entries if one.kind == "participant" for word in one.words}
    assert {"Robin Specimen", "Morgan Sample"} < took_part
    assert "Sam Specimen" not in took_part


@pytest.mark.requirement("PRV-06")
def test_private_notes_and_the_names_of_others_are_marked(desk: Any, shared: dict[str, str]) -> None:
    made = desk.ask(pack.collected, desk.do(requests.received, desk.today, "access", person_id=shared["robin"]), desk.lists)
    record = next(one for one in made.entries if one.kind == "session_record")
    private = [word.text for word in record.words if word.private]
    assert private == ["I was cross"], "private notes included, each marked"
    assert "Sam Specimen" in record.others
    assert "Larch 12" in record.others, "the reference of a client is a name too"
    assert not any("Robin" in name for name in record.others)


@pytest.mark.requirement("PRV-06")
def test_leaving_a_piece_out_is_a_recorded_choice_with_its_ground(desk: Any, shared: dict[str, str]) -> None:
    hold = desk.do(requests.received, desk.today, "access", person_id=shared["robin"])
    everything = desk.ask(pack.collected, hold, desk.lists)
    record = next(one for one in everything.entries if one.kind == "session_record")
    contact = next(one for one in everything.entries if one.kind == "supervisor")
    pieces = [f"{record.piece} reflection", contact.piece]
    desk.do(requests.leave_out, hold, pieces, "third_party", desk.today)
    made = desk.ask(pack.collected, hold, desk.lists)
    assert contact.piece not in {one.piece for one in made.entries}
    assert "I was cross" not in str([word.text for one in made.entries for word in one.words])
    assert {(one.what, one.number, one.ground) for one in made.left} == {
        ("Supervisors", 1, "It is about somebody else too"),
        ("Session records: Private reflection", 1, "It is about somebody else too")}
    with desk.store.read() as db:
        kept = {one.piece: (one.ground, one.on) for one in db.query(LeftOut)}
    assert kept == dict.fromkeys(pieces, ("third_party", desk.today))
    desk.do(requests.leave_out, hold, pieces[:1], "Health of my mother", desk.today)
    assert {one.ground for one in desk.ask(pack.collected, hold, desk.lists).left} == {
        "It is about somebody else too", "Health of my mother"}
    desk.do(requests.put_in, hold, pieces)
    assert desk.ask(pack.collected, hold, desk.lists).left == ()
    desk.do(requests.leave_out, hold, [record.piece], "third_party", desk.today)
    made = desk.ask(pack.collected, hold, desk.lists)
    left = [word.text for one in made.entries if one.piece == record.piece for word in one.words]
    assert left == ["I was cross"], "a private note is left out only by itself"


def test_of_other_records_a_pack_has_only_the_lines(desk: Any, shared: dict[str, str], sow: Any) -> None:
    sow(Setting, "Nothing here\nAsh Sample called on Tuesday\nNor here")
    drafts.keep(desk.store, "case", shared["case"], "notes", "Half a thought")
    desk.store.apply(gesture("Deleted", deleted(desk.get(Action, sow(Action, "Old words", case_id=shared["case"])))))
    made = desk.ask(pack.collected, desk.do(requests.received, desk.today, "access", case_id=shared["case"]), desk.lists)
    told = {one.kind: one.words[0] for one in made.mentions}
    assert told["setting"].text == "Ash Sample called on Tuesday"
    assert told["case"].label == "Notes, typed and not kept yet"
    assert made.binned == ("Actions",)
    assert all(one.title == "" for one in made.mentions), "the title of another record may be its words"


def test_somebody_without_a_record_is_found_by_words(desk: Any, sow: Any) -> None:
    sow(Setting, "Mr Tapir of the council rang")
    hold = desk.do(requests.received, desk.today, "access", concerns="Tapir")
    made = desk.ask(pack.collected, hold, desk.lists)
    assert made.entries == ()
    assert {one.kind for one in made.mentions} == {"setting"}
    with pytest.raises(BadInput, match="Say whom"):
        desk.do(requests.received, desk.today, "access")
    with pytest.raises(BadInput, match="no longer here"):
        desk.ask(pack.collected, "gone", desk.lists)


@pytest.mark.requirement("PRV-05")
def test_a_request_has_a_clock_that_can_be_extended(desk: Any, shared: dict[str, str]) -> None:
    """Two months more at most, with the reason; months are the user's to change."""
    hold = desk.do(requests.received, date(2026, 10, 31), "access", case_id=shared["case"])
    (row,) = desk.ask(requests.rows)
    assert row.due == date(2026, 11, 30)
    assert row.clock(desk.today) == "The clock ends on 30 November 2026, 9 days from now"
    desk.do(requests.extended, hold, "Many files")
    assert desk.get(Hold, hold).extended_to == date(2027, 1, 30)
    assert desk.get(Hold, hold).extension_reason == "Many files"
    assert desk.ask(requests.rows)[0].due == date(2027, 1, 30)
    desk.do(practice.set_setting, requests.MONTHS, "2")
    desk.do(requests.received, date(2026, 10, 31), "access", concerns="A")
    assert desk.ask(requests.rows)[0].due == date(2026, 12, 31)
    with pytest.raises(BadInput, match="Empty one"):
        desk.edit(Hold, hold, person_id=SELF)


@pytest.mark.requirement("PRV-05")
def test_a_hold_lists_what_there_is_and_today_says_when_the_clock_ends(desk: Any, shared: dict[str, str]) -> None:
    hold = desk.do(requests.received, date(2026, 10, 25), "access", case_id=shared["case"], words="All of it")
    assert dict(desk.ask(requests.existing, hold)) == {
        "Cases": 1, "Actions": 1, "Session records": 1}
    line = next(one for one in desk.ask(today.items, desk.today) if one.kind == "hold")
    assert (line.group, line.title, line.due) == ("due", "Request about Larch 12", date(2026, 11, 25))
    assert line.reason == "The clock ends on 25 November 2026, 4 days from now"
    assert line.term == ("request_kind", "access")
    with desk.store.read() as db:
        step = requests.answered(db, hold, "done", desk.today)
    desk.store.apply(gesture("Answered", step))
    assert not [one for one in desk.ask(today.items, desk.today) if one.kind == "hold"]
    assert [one.outcome for one in desk.ask(requests.rows)] == ["done"]


def test_all_cases_of_a_client_count_as_one_person(desk: Any, shared: dict[str, str]) -> None:
    twin = desk.apply(gesture("x", created(Case, {"reference": "Larch 13", "client_name": "Ash Sample", "status": "closed"},
                                           "00000000-0000-4000-8000-00000000abcd")))
    assert twin == ""
    hold = desk.do(requests.received, desk.today, "access", case_id=shared["case"])
    titles = Counter(one.title for one in desk.ask(pack.collected, hold, desk.lists).entries)
    assert titles["Larch 13"] == 1
    assert desk.get(Contract, desk.contract(shared["robin"])).other_id == shared["robin"]
    assert desk.get(SupervisionSession, shared["session"]).status == "held"
