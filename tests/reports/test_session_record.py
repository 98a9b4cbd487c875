"""The session record: what prints, what stays out, and what a finished one says of itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from supervision_desktop.domain.people import Person
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.errors import BadInput
from supervision_desktop.reports import session_record
from supervision_desktop.reports.report import Context, as_pdf
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import planning, sessions

Pages = Callable[[bytes], list[str]]
SUMMARY = "We looked at how to say no to a third urgent request in one week."
REFLECTION = "more tired than I let on"


def printed(world: Any, context: Context, sheet: Sheet, pages: Pages, **more: Any) -> list[str]:
    data = world.collect(session_record, context, session=world.ids["session"], **more)
    return pages(as_pdf(session_record, data, sheet))


def finish(world: Any) -> None:
    with world.store.read() as db:
        step = sessions.finish(db, world.ids["session"], lambda: datetime(2026, 11, 21, 9, tzinfo=UTC))
    world.store.apply(step)


@pytest.mark.requirement("REC-01")
def test_the_record_holds_summary_actions_and_people(
        world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    text = " ".join(printed(world, context, sheet, pages))
    for words in (SUMMARY, "Urgent is not the same as important.", "Write a standard reply", "Dr Morgan Vale", "Supervisor",
                  "10 November 2026", "10:00 to 11:30 (1 h 30 min)", "How the time was spent", "Alder 47"):
        assert words in text


def test_a_draft_is_marked_and_a_finished_record_is_sealed(
        world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    assert all("Draft" in text for text in printed(world, context, sheet, pages))
    finish(world)
    found = printed(world, context, sheet, pages)
    assert "Draft" not in " ".join(found)
    assert "Finished record" in found[0]
    assert "Seal of this record:" in found[-1]
    assert "I have read this record." not in " ".join(found), "a slip only where it is asked for"
    data = world.collect(session_record, context, session=world.ids["session"])
    assert len(data.seal.replace(" ", "")) == 16


def test_a_finished_record_prints_as_it_was_finished_with_later_additions(
        world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    finish(world)
    world.change(Person, world.ids["supervisor"], name="Dr Morgan Newname")
    world.store.apply(sessions.add_to_finished(world.ids["session"], "The date was wrong.", context.today, "Misheard"))
    text = " ".join(printed(world, context, sheet, pages))
    assert "Dr Morgan Vale" in text
    assert "Newname" not in text
    assert "Added on 21 November 2026 The date was wrong. Misheard" in text
    assert "Still to agree: Dr Morgan Vale." in text


@pytest.mark.requirement("PRV-08")
@pytest.mark.parametrize(("asked", "prints"), [
    ({}, False), ({"private": True}, False), ({"private_sure": True}, False),
    ({"private": True, "private_sure": True}, True)])
def test_private_reflection_prints_only_when_asked_twice(
        world: Any, context: Context, sheet: Sheet, pages: Pages, asked: dict[str, bool], prints: bool) -> None:
    finish(world)
    data = world.collect(session_record, context, session=world.ids["session"], **asked)
    assert (REFLECTION in str(data.reflection)) is prints
    assert (REFLECTION in " ".join(printed(world, context, sheet, pages, **asked))) is prints


@pytest.mark.requirement("RPT-07")
@pytest.mark.parametrize(("level", "shown"), [
    ("reference", "Alder 47"), ("initials", "Alder 47 (J. F.)"), ("full_name", "Alder 47 (Jo Fictional)")])
def test_clients_are_named_as_asked(world: Any, context: Context, level: Any, shown: str) -> None:
    asked = Context(context.today, context.lists, context.template, level)
    data = world.collect(session_record, asked, session=world.ids["session"])
    assert shown in {case for _, case, _ in data.parts}
    assert ("Fictional" in str(data.parts)) is (level == "full_name")


def test_a_planned_session_has_nothing_to_tell_yet(world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    with world.store.read() as db:
        step, session = planning.plan(db, world.ids["supervisor"], context.today)
    world.store.apply(step)
    world.change(SupervisionSession, session, place="Room <2>")
    data = world.collect(session_record, context, session=session)
    text = " ".join(pages(as_pdf(session_record, data, sheet)))
    assert "Planned" in text
    assert "Room <2>" in text
    assert "No action has been noted yet." in text


def test_no_actions_arose_is_said(world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    with world.store.read() as db:
        step, session = planning.plan(db, world.ids["supervisor"], context.today, starts=600)
    world.store.apply(step)
    world.change(SupervisionSession, session, no_actions=True, status="not_attended", missed_reason="The train stood still")
    text = " ".join(pages(as_pdf(session_record, world.collect(session_record, context, session=session), sheet)))
    assert "No actions arose." in text
    assert "The train stood still" in text


def test_a_session_that_is_gone_is_named(world: Any, context: Context) -> None:
    with pytest.raises(BadInput, match="no longer here"):
        world.collect(session_record, context, session="nobody")
