"""Erasing a client: everything about them goes, figures stay, and no word is left anywhere (PRV-05, rows 76 and 77)."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF, fields_of, kinds
from supervision_desktop.domain.cases import STAND_IN, Case
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.money import ChargeLine
from supervision_desktop.domain.plumbing import BinItem, Seal, ViewState
from supervision_desktop.domain.practice import Setting
from supervision_desktop.domain.retention import Disposal, Hold
from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.errors import BadInput, Cancelled, OnHold
from supervision_desktop.exchange.check import check_trail
from supervision_desktop.services import erasing, requests, sessions
from supervision_desktop.store import drafts, erasure, history, search
from supervision_desktop.store.changes import changed, created, deleted, gesture
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.seal import seal_of
from supervision_desktop.store.stop import Stop

REFERENCE, NAME = "Quuxwort 47", "Zanzibarlily Ümlautova"
NAMED = f"We spoke of {NAME} ({REFERENCE}) at length"
GONE, OTHER = "Goneword alone", "Otherword for Birch 12"
DRAFT = "Gonedraft half-typed"
"""Words that stand nowhere else, so that nothing else takes them along."""
MARKERS = ("quuxwort", "zanzibarlily", "ümlautova", "goneword", "gonedraft")


@pytest.fixture
def desk(spoken: Any) -> Any:
    """A practice in which every kind of record that can speaks of a client."""
    return spoken.desk


@pytest.fixture
def client(spoken: Any) -> str:
    """The case of the client."""
    return str(spoken.case)


def dump(desk: Any, *, index: bool = True) -> str:
    """Every value of every table, packed ones unpacked; without the index words are not counted again there."""
    found = []
    with desk.store.read() as db:
        for (table,) in db.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all():
            for row in () if not index and table.startswith("search") else db.execute(text(f'SELECT * FROM "{table}"')):
                found += [unpacked(value) for value in row]
    return "\n".join(found).casefold()


def unpacked(value: Any) -> str:
    if not isinstance(value, bytes):
        return str(value)
    with suppress(zlib.error):
        value = zlib.decompress(value)
    return value.decode("utf-8", "replace")


def pages(desk: Any, folder: Any) -> bytes:
    """A plain copy of all pages, as a thief with the key would read them."""
    driver = desk.store._engine.raw_connection().driver_connection
    driver.execute("ATTACH DATABASE ? AS plain KEY ''", (str(folder / "plain.db"),))
    driver.execute("PRAGMA plain.synchronous = OFF")
    driver.execute("PRAGMA plain.journal_mode = OFF")
    driver.execute("SELECT sqlcipher_export('plain')")
    driver.execute("DETACH DATABASE plain")
    whole: bytes = (folder / "plain.db").read_bytes().lower()
    return whole


def counted(desk: Any) -> Counter[str]:
    with desk.store.read() as db:
        return Counter({kind: len(db.execute(select(record.id)).all()) for kind, record in kinds().items()})


def erase(desk: Any, folder: Any, case: str, *, all_shared: bool = True, why: str = "", **more: Any) -> None:
    """As the page does it, with every line of the review list ticked, or none."""
    found = desk.ask(erasing.outlook, [case])
    ticked = found.named if all_shared else []
    files = [one.key[1] for one in ticked if one.is_file]
    ids, steps, fulfils = desk.ask(erasing.erasure, [case], files, why, desk.today)
    erasure.erase(desk.store, PracticeFolder(folder), ids, steps, fulfils=fulfils,
                  shared={one.key for one in ticked if not one.is_file}, **more)


@pytest.mark.fault(76)
@pytest.mark.requirement("PRV-05")
def test_nothing_is_left_of_a_client(desk: Any, client: str, tmp_path: Any) -> None:
    drafts.keep(desk.store, "case", client, "notes", DRAFT)
    drafts.remember(desk.store, "place", f'{{"states": {{"Cases": "[\\"x\\", \\"{REFERENCE}\\"]"}}, "tab": "Cases"}}')
    before = dump(desk)
    assert [marker for marker in MARKERS if marker not in before] == []
    others = dump(desk, index=False).count("otherword")
    erase(desk, tmp_path, client)
    after, plain = dump(desk), pages(desk, tmp_path)
    assert [(marker, after.count(marker)) for marker in MARKERS if marker in after] == []
    assert [marker for marker in MARKERS if marker.encode() in plain] == []
    assert dump(desk, index=False).count("otherword") == others, "of the other client everything is there, also before"
    assert "staysword" in after
    assert '"tab": "cases"' in after
    assert desk.sound()
    assert check_trail(desk.store).faults == ()
    assert client in erasure.known(PracticeFolder(tmp_path)).ids
    with desk.store.read() as db:
        trail = history.trail(db.connection(), client)
    assert (trail[-1].what, trail[-1].label) == ("deleted", "Client erased"), "the history keeps the fact"


@pytest.mark.requirement("PRV-05")
def test_a_deleted_client_leaves_counts_not_text(desk: Any, client: str, tmp_path: Any) -> None:
    before = counted(desk)
    with desk.store.read() as db:
        minutes = sum(db.scalars(select(TimeEntry.minutes)))
        charged = sum(db.scalars(select(ChargeLine.amount_pence)))
    erase(desk, tmp_path, client, why=f"Asked by {NAME}")
    after = counted(desk)
    with desk.store.read() as db:
        assert sum(db.scalars(select(TimeEntry.minutes))) == minutes
        assert sum(db.scalars(select(ChargeLine.amount_pence))) == charged
        assert db.query(SessionRecord).filter(SessionRecord.impact_case_id == client).count() == 0
        lines = {one.class_key: one for one in db.query(Disposal)}
        stand_in = db.get_one(Case, STAND_IN)
    assert stand_in.reference == "Erased clients"
    before["case"] += 1   # the case that stands in for the erased is new
    gone = {kind: before[kind] - after[kind] for kind in before if before[kind] > after[kind]}
    assert {"case", "action", "case_agreement", "attachment", "link", "reflection", "reflection_note"} <= gone.keys()
    assert gone.keys().isdisjoint({"time_entry", "charge_line", "session_record", "hold", "supervision_session", "person"})
    told = {key.removeprefix(erasing.CLASS): one.number for key, one in lines.items() if key.startswith(erasing.CLASS)}
    assert told == gone
    assert lines["client action"].first_year == 2026
    assert erasing.class_label("client action", {}) == "Actions, of an erased client"
    assert NAME.split()[0] not in (lines["client case"].rule or "")


def test_mentions_are_listed_and_not_rewritten_unless_asked(desk: Any, client: str, tmp_path: Any) -> None:
    listed = desk.ask(erasing.outlook, [client])
    kinds_listed = {one.key[0] for one in listed.named}
    assert {"session_record", "person", "setting", "print_log", "contract", "cpd_entry", "known_name"} <= kinds_listed
    assert all(any(NAME in line or REFERENCE in line for line in one.lines) for one in listed.named)
    before = dump(desk).count("zanzibarlily")
    erase(desk, tmp_path, client, all_shared=False)
    after = dump(desk)
    assert after.count("we spoke of zanzibarlily") >= len({one.key for one in listed.named if NAME in one.lines[0]})
    assert after.count("zanzibarlily") < before
    assert "goneword" not in after
    assert desk.sound()


def test_words_are_taken_out_of_one_shared_record_and_what_was_there_before_with_them(
        desk: Any, client: str, sow: Any, tmp_path: Any) -> None:
    note, kept = sow(Setting, "Nothing yet", value="x"), sow(Setting, NAMED)
    desk.edit(Setting, note, value=f"{NAMED} and of tea")
    desk.edit(Setting, note, value=f"of {REFERENCE.lower()} and tea")
    found = desk.ask(erasing.outlook, [client])
    assert {one.key for one in found.named} >= {("setting", note), ("setting", kept)}
    ids, steps, _ = desk.ask(erasing.erasure, [client], (), "", desk.today)
    erasure.erase(desk.store, PracticeFolder(tmp_path), ids, steps, shared={("setting", note)})
    assert desk.get(Setting, note).value == "of (erased) and tea"
    assert desk.get(Setting, kept).value == NAMED
    with desk.store.read() as db:
        trail = history.trail(db.connection(), note)
        hits = {hit.record_id for hit in search.find(db, "quuxwort", limit=1000)}
        assert kept in hits
        assert note not in hits
        assert note in [hit.record_id for hit in search.find(db, "tea")]
    assert trail[-1].what == history.ERASED
    assert all(step.before is None for step in trail)
    desk.edit(Setting, note, value="goes on")
    assert desk.sound()


@pytest.mark.requirement("PRV-05")
def test_a_finished_record_keeps_its_seal_without_the_client(desk: Any, sow: Any, tmp_path: Any) -> None:
    robin = desk.supervisor()
    case: str = sow(Case, "Tansyword", reference="Tansy 47", client_name="Vervain Nettle")
    other: str = sow(Case, OTHER, reference="Birch 13", client_name="Else Someone")
    session: str = desk.held(robin, on=date(2026, 11, 10))
    for whom, words in ((case, "Tansyword"), (other, OTHER)):
        desk.store.apply(gesture("Discussed", created(CaseDiscussed, {
            "session_id": session, "case_id": whom, "note": words})))
        desk.store.apply(gesture("Agreed", created(Action, {
            "session_id": session, "case_id": whom, "text": f"{words}, ring them", "status": "open"})))
    with desk.store.read() as db:
        record = db.scalars(select(SessionRecord).where(SessionRecord.session_id == session)).one()
    desk.edit(SessionRecord, record.id, summary="We spoke of Vervain Nettle (Tansy 47).\nAnd of Birch 13.")
    desk.edit(SupervisionSession, session, no_actions=True)
    desk.store.apply(desk.ask(sessions.finish, session, desk.clock))
    digest = desk.ask(seal_of, session).digest
    erase(desk, tmp_path, case)
    after = desk.ask(seal_of, session)
    assert after.whole
    assert after.digest == digest
    assert "taken out later" in after.told
    assert set(after.redacted) == {"actions", "cases", "record"}
    assert [one["case"] for one in after.parts["cases"]] == ["Birch 13"]
    assert [one["text"] for one in after.parts["actions"]] == [f"{OTHER}, ring them"]
    assert after.parts["record"]["summary"] == "We spoke of (erased) ((erased)).\nAnd of Birch 13."
    assert desk.get(SessionRecord, record.id).summary == after.parts["record"]["summary"]
    with desk.store.read() as db:
        assert sessions.page(db, session) is not None
    assert check_trail(desk.store).faults == ()
    with desk.store.writing() as connection:
        packed = connection.execute(select(Seal.parts).where(Seal.record_id == session)).scalar_one()
        worse = zlib.decompress(packed).replace(b"(erased)", b"(changed)")
        connection.execute(Seal.__table__.update().values(parts=zlib.compress(worse)))
    assert not desk.ask(seal_of, session).whole, "what is left is sealed too"


def test_what_lies_in_the_bin_about_the_client_goes_too(desk: Any, client: str, sow: Any, tmp_path: Any) -> None:
    action = sow(Action, "Ring them", case_id=client)
    named = sow(Setting, NAMED)
    plain = sow(Setting, "Plain words")
    for record, rid in ((Action, action), (Setting, named), (Setting, plain)):
        desk.store.apply(gesture("Deleted", deleted(desk.get(record, rid))))
    erase(desk, tmp_path, client)
    with desk.store.read() as db:
        left = [unpacked(packed) for packed in db.scalars(select(BinItem.changes))]
        trail = history.trail(db.connection(), action)
    assert len(left) == 1
    assert "Plain words" in left[0]
    assert all(step.before is None for step in trail)


@pytest.mark.requirement("PRV-05")
def test_a_hold_stops_it_but_the_request_it_answers_does_not(desk: Any, client: str, tmp_path: Any) -> None:
    with desk.store.read() as db:
        own = db.query(Hold).filter(Hold.lifted_on.is_(None)).all()
    assert own == [], "the sown requests are answered"
    made, other = desk.do(requests.received, desk.today, "access", case_id=client), None
    assert desk.ask(erasing.outlook, [client]).held
    with pytest.raises(OnHold):
        erase(desk, tmp_path, client)
    assert client not in erasure.known(PracticeFolder(tmp_path)).ids
    desk.edit(Hold, made, kind=requests.ERASURE, reason=f"Please, says {NAME}")
    other = desk.do(requests.received, desk.today, "hold", concerns="A court")
    with pytest.raises(OnHold):
        erase(desk, tmp_path, client)
    desk.edit(Hold, other, lifted_on=desk.today)
    found = desk.ask(erasing.outlook, [client])
    assert (found.fulfils, found.held) == (made, False)
    erase(desk, tmp_path, client)
    request = desk.get(Hold, made)
    assert (request.outcome, request.lifted_on, request.case_id, request.reason) == ("erased", desk.today, None, None)
    assert [one.about for one in desk.ask(requests.rows) if one.id == made] == ["An erased client"]


def test_other_cases_of_the_same_client_are_offered(desk: Any, client: str, sow: Any) -> None:
    twin = sow(Case, "Words", reference="Quuxwort 48", client_name=NAME)
    assert desk.ask(erasing.outlook, [client]).same == [(twin, "Quuxwort 48")]
    assert desk.ask(erasing.outlook, [client, twin]).same == []
    assert desk.ask(erasing.outlook, [client, twin]).references == (REFERENCE, "Quuxwort 48")


def test_the_stand_in_is_never_erased_and_nobody_else_is(desk: Any, client: str, tmp_path: Any) -> None:
    erase(desk, tmp_path, client)
    for nobody in (STAND_IN, SELF, "no such case"):
        with pytest.raises(BadInput):
            desk.ask(erasing.outlook, [nobody])


def test_stopped_in_time_nothing_is_gone(desk: Any, client: str, tmp_path: Any) -> None:
    stop, before = Stop(), counted(desk)
    stop.ask()
    with pytest.raises(Cancelled):
        erase(desk, tmp_path, client, stop=stop)
    assert counted(desk) == before
    assert not erasure.known(PracticeFolder(tmp_path)).ids


def test_what_was_searched_for_is_forgotten(desk: Any, client: str, tmp_path: Any) -> None:
    drafts.remember(desk.store, "one", f"find {REFERENCE}")
    drafts.remember(desk.store, "two", "find others")
    drafts.remember(desk.store, "three", f'{{"hint {REFERENCE} filed": "9999-12-31", "kept": ["{NAME}", "x"]}}')
    erase(desk, tmp_path, client)
    with desk.store.read() as db:
        left = {one.key: one.value for one in db.query(ViewState)}
    assert left == {"two": "find others", "three": '{"kept": ["", "x"]}'}


def every_pair() -> Iterator[tuple[str, str]]:
    for kind, record in kinds().items():
        for name, texts in record.STAYS.items():
            yield from ((kind, text_) for text_ in (name, *texts))


def test_what_stays_is_declared_with_fields_that_are_there() -> None:
    for kind, name in every_pair():
        assert name in fields_of(kinds()[kind])
    assert {kind for kind, _ in every_pair()} >= {"time_entry", "charge_line", "session_record", "hold"}


def test_changed_seal_of_a_charged_line(desk: Any, client: str, tmp_path: Any) -> None:
    with desk.store.read() as db:
        line = db.query(ChargeLine).filter(ChargeLine.case_id == client).first()
    step = changed(line, reference=REFERENCE)
    desk.store.apply(gesture("Edit", step))
    erase(desk, tmp_path, client)
    after = desk.get(ChargeLine, line.id)
    assert (after.case_id, after.activity, after.reference, after.reason) == (STAND_IN, "(erased)", None, None)
    assert after.amount_pence == line.amount_pence
