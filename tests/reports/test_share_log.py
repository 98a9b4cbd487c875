"""The share log on paper and as a table, and one person's copy of a group's record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.people import Supervisee
from supervision_desktop.domain.preparation import Topic
from supervision_desktop.domain.session_notes import Decision
from supervision_desktop.domain.sessions import Participant, SessionRecord
from supervision_desktop.domain.supervising import SuperviseeCase
from supervision_desktop.errors import BadInput
from supervision_desktop.reports import session_record, share_log
from supervision_desktop.reports.report import Context, as_json, as_pdf, as_table
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import people, practice, sessions, sharing
from supervision_desktop.services.sharing import Given
from supervision_desktop.store.changes import created

Pages = Callable[[bytes], list[str]]
MORNING = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.fixture
def logged(world: Any) -> Any:
    """A call noted by hand, and a print that was given away."""
    world.store.apply(sharing.noted("A call", date(2026, 11, 2), [world.ids["Osprey 12"]], recipient="The deputy",
                                    purpose="It could not wait", way="spoken", basis="safety")[0])
    log = practice.logged("2026-11-03T10:00:00Z", "Caseload in brief", "pdf", identification="reference", with_password=True)
    with world.store.read() as db:
        log = sharing.with_given(db, log, Given("Dr Morgan Vale", "To read"), [world.ids["Alder 47"]])
    world.store.apply(log)
    return world


@pytest.mark.requirement("PRV-04")
@pytest.mark.requirement("RPT-10")
def test_both_logs_print_in_order_and_a_case_stands_alone(
        logged: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    data = logged.collect(share_log, context)
    text = " ".join(pages(as_pdf(share_log, data, sheet)))
    for words in ("2 Nov 2026 The deputy A call", "It could not wait", "Dr Morgan Vale", "Talked about", "Alder 47",
                  "Printed and exported", "3 Nov 2026, 10:00", "with a passphrase"):
        assert words in text, words
    assert [one.on for one in data.shared] == [date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 10)]
    alone = logged.collect(share_log, context, case=logged.ids["Alder 47"])
    assert alone.printed is None
    assert "The deputy" not in str(as_json(alone))
    assert {one.who for one in alone.shared} == {"Dr Morgan Vale"}
    table = as_table(share_log, data)
    assert table is not None
    assert [row[1] for row in table.rows] == ["Shared", "Shared", "Printed or exported", "Shared"]


def test_a_part_and_a_period_can_be_chosen(logged: Any, context: Context) -> None:
    assert logged.collect(share_log, context, part="printed").shared is None
    assert logged.collect(share_log, context, part="shared").printed is None
    early = logged.collect(share_log, context, starts=date(2026, 11, 3), ends=date(2026, 11, 9))
    assert ([one.on.day for one in early.shared], len(early.printed)) == ([3], 1)
    with pytest.raises(BadInput, match="no longer here"):
        logged.collect(share_log, context, case="gone")


@pytest.mark.requirement("RPT-07")
def test_clients_stand_in_the_log_as_asked(logged: Any, context: Context) -> None:
    asked = Context(context.today, context.lists, context.template, "initials")
    assert "Alder 47 (J. F.)" in str(as_json(logged.collect(share_log, asked)))


@pytest.fixture
def group(world: Any) -> dict[str, str]:
    """Two people supervised together, each with a case; both are spoken of, in every part of the record."""
    ids: dict[str, str] = {}
    for name, reference in (("Ann Invented", "Alder 47"), ("Ben Madeup", "Osprey 12")):
        step, person = people.new_supervisee(name, date(2026, 1, 5))
        world.store.apply(step)
        world.change(Case, world.ids[reference], holder_id=person)
        session = world.ids["session"]
        world.create(
            created(Participant, {"session_id": session, "person_id": person, "role": "supervisee"}),
            created(Topic, {"text": f"Topic on {reference}", "on": date(2026, 11, 10), "state": "discussed",
                            "session_id": session, "case_id": world.ids[reference]}),
            created(CaseDiscussed, {"session_id": session, "case_id": world.ids[reference], "note": f"Note of {name}"}),
            created(Decision, {"session_id": session, "case_id": world.ids[reference], "action": f"Decided for {name}"}))
        ids[name] = person
    with world.store.read() as db:
        ben = db.query(Supervisee).filter(Supervisee.person_id == ids["Ben Madeup"]).one().id
    world.create(created(SuperviseeCase, {"supervisee_id": ben, "reference": "Plover 31"}))
    world.change(SessionRecord, world.ids["record"], summary="Alder 47 moves; Osprey 12 and Plover 31 wait for Mr Invented.",
                 key_points="OSPREY 12, OR/12 and Sam Invented came up.")
    return ids


@pytest.mark.requirement("PRV-11")
@pytest.mark.parametrize("finished", [False, True])
def test_a_copy_for_one_person_has_no_case_of_another(
        world: Any, group: dict[str, str], context: Context, sheet: Sheet, pages: Pages, finished: bool) -> None:
    if finished:
        with world.store.read() as db:
            step = sessions.finish(db, world.ids["session"], lambda: MORNING)
        world.store.apply(step)
        world.store.apply(sessions.add_to_finished(world.ids["session"], "Osprey 12 rang later.", context.today))
    full = Context(context.today, context.lists, context.template, "full_name")
    data = world.collect(session_record, full, session=world.ids["session"], copy_for=group["Ann Invented"], slip=True)
    text = " ".join(pages(as_pdf(session_record, data, sheet)))
    for words in ("Topic on Alder 47", "Note of Ann", "Decided for Ann", "Alder 47 (Jo Fictional)", "(another case)",
                  "Copy for Ann Invented, without other people's cases", "Ben Madeup"):
        assert words in text, words
    for words in ("Osprey", "OSPREY", "Sam Invented", "Plover", "Note of Ben", "Decided for Ben", "Seal of this record"):
        assert words not in text, words
        assert words not in str(as_json(data))
    assert [name for name, _ in data.slip_for] == ["Ann Invented"]
    assert sum(minutes for *_, minutes in data.parts) == 90, "the time adds up; the case of another part is not named"
    whole = world.collect(session_record, context, session=world.ids["session"])
    assert "Osprey 12" in str(as_json(whole))


@pytest.mark.requirement("PRV-11")
def test_an_action_on_another_persons_case_stays_out_of_a_copy(
        world: Any, group: dict[str, str], context: Context) -> None:
    def actions(person: str) -> list[str]:
        data = world.collect(session_record, context, session=world.ids["session"], copy_for=group[person])
        return [one.text for one in data.actions]

    assert "Write a standard reply" in actions("Ann Invented")
    assert actions("Ben Madeup") == []


def test_a_copy_is_for_somebody_who_was_there_and_never_holds_private_words(
        world: Any, group: dict[str, str], context: Context) -> None:
    ask: dict[str, Any] = {"session": world.ids["session"], "private": True, "private_sure": True}
    assert world.collect(session_record, context, **ask).reflection
    assert not world.collect(session_record, context, copy_for=group["Ann Invented"], **ask).reflection
    with pytest.raises(BadInput, match="took no part"):
        world.collect(session_record, context, session=world.ids["session"], copy_for="nobody")
    assert session_record.people(None, session_record.Params(world.ids["session"], copy_for=SELF)) == [SELF]  # type: ignore[arg-type]
