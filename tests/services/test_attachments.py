"""Where the files of a record belong, what they are called, and that they go with their owner."""

from __future__ import annotations

from datetime import date
from typing import Any

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.sessions import SessionRecord
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.services import attachments, sessions, time
from supervision_desktop.services.attachments import Content
from supervision_desktop.store.changes import created, gesture

TODAY = date(2026, 11, 21)


def keep(desk: Any, owner: str, *names: str) -> None:
    contents = [Content(name, 4, f"{number:064x}") for number, name in enumerate(names)]
    desk.apply(attachments.add_all("x", owner, contents, TODAY))


def test_a_part_has_its_files_with_its_whole(desk: Any) -> None:
    robin = desk.supervisor()
    session = desk.held(robin)
    record = desk.ask(sessions.page, session).record
    assert desk.ask(attachments.home, SessionRecord.__tablename__, record.id) == ("supervision_session", session)
    assert desk.ask(attachments.home, "supervision_session", session) == ("supervision_session", session)
    alone = desk.apply(time.new_entry(TODAY, 40, "admin"))
    assert desk.ask(attachments.home, TimeEntry.__tablename__, alone) == ("time_entry", alone)
    made = created(Action, {"text": "Ring", "status": "open"})
    desk.apply(gesture("Action", made))
    assert desk.ask(attachments.home, "action", made.id) == ("action", made.id)
    assert desk.ask(attachments.home, "action", "gone") == ("action", "gone")


def test_a_new_name_is_one_that_nothing_has(desk: Any) -> None:
    def name() -> Any:
        return desk.ask(attachments.free_name, "c", "Summary 2026-11-21", "txt")

    assert name() == "Summary 2026-11-21.txt"
    keep(desk, "c", name())
    assert name() == "Summary 2026-11-21 (2).txt"
    keep(desk, "c", name(), "other.txt")
    assert name() == "Summary 2026-11-21 (3).txt"


def test_types_are_read_from_names_and_sizes_add_up(desk: Any) -> None:
    assert desk.ask(attachments.total) == 0
    keep(desk, "c", "scan.PDF", "photo.jpeg", "note.txt", "thing.zzz", "none")
    types = {row.name: row.media_type for row in desk.ask(attachments.rows, "c")}
    assert types == {"scan.PDF": "application/pdf", "photo.jpeg": "image/jpeg", "note.txt": "text/plain", "thing.zzz": "",
                     "none": ""}
    assert desk.ask(attachments.total) == 20
    assert desk.ask(attachments.already, "c", [Content("again", 4, f"{2:064x}")]) == {f"{2:064x}": "note.txt"}
    assert desk.ask(attachments.already, "d", [Content("again", 4, f"{2:064x}")]) == {}


def test_a_deleted_session_takes_its_files_along_and_brings_them_back(desk: Any) -> None:
    robin = desk.supervisor()
    session = desk.held(robin)
    keep(desk, session, "a.txt", "b.txt")
    gone = desk.ask(sessions.delete, desk.ask(sessions.page, session))
    desk.apply(gone)
    assert desk.ask(attachments.rows, session) == []
    desk.apply(gone.inverted())
    assert [row.name for row in desk.ask(attachments.rows, session)] == ["a.txt", "b.txt"]
