"""The agenda, the blank topic sheet, and the one page of prompts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.preparation import Preparation, Topic, preparation_id
from supervision_desktop.errors import BadInput
from supervision_desktop.reports import agenda, supervision_prompt, topic_sheet
from supervision_desktop.reports.report import Context, as_pdf, usual_level
from supervision_desktop.services import planning, preparation
from supervision_desktop.store.changes import created

TODAY = date(2026, 11, 21)
PRIVATE = "I could not sleep after it"


@pytest.fixture
def session(world: Any) -> str:
    """A session in three days with a case marked to discuss and a topic with a private note."""
    with world.store.read() as db:
        change, made = planning.plan(db, world.ids["supervisor"], date(2026, 11, 24), starts=600, minutes=90)
    world.store.apply(change)
    world.change(Case, world.ids["Alder 47"], flag="A move in January", risk_level="high")
    world.create(created(Topic, {
        "text": "The call on Friday", "kind": "emotional_reaction", "on": TODAY, "state": "planned", "session_id": made,
        "wanted": "To be heard", "emotion": PRIVATE}),
        created(Preparation, {"session_id": made, "purpose": "Look ahead", "agreed": True}, preparation_id(made)))
    return str(made)


@pytest.mark.requirement("PRE-12")
def test_the_agenda_leaves_private_notes_out_unless_asked_for_twice(
        world: Any, context: Context, sheet: Any, pages: Any, session: str) -> None:
    for asked, shown in (({}, False), ({"private": True}, False), ({"private_sure": True}, False),
                         ({"private": True, "private_sure": True}, True)):
        text = "\n".join(pages(as_pdf(agenda, world.collect(agenda, context, session=session, **asked), sheet)))
        assert (PRIVATE in text) == shown
        for words in ("Agenda for supervision", "24 November 2026", "10:00 to 11:30", "The call on Friday", "To be heard",
                      "A strong feeling", "Alder 47", "A move in January", "Look ahead", "Agreed between you"):
            assert words in text, words
        assert "own level" not in text, "how she weighs a case is hers"


@pytest.mark.requirement("PRE-12")
def test_the_agenda_names_clients_as_was_agreed(world: Any, context: Context, session: str) -> None:
    lines = world.collect(agenda, context, session=session).lines
    assert "Alder 47" in {line.topic for line in lines}
    named = Context(context.today, context.lists, context.template, "full_name")
    assert "Alder 47 (Jo Fictional)" in {line.topic for line in world.collect(agenda, named, session=session).lines}
    with world.store.read() as db:
        level = usual_level(db, agenda, agenda.Params(session=session), TODAY)
        assert agenda.people(db, agenda.Params(session=session)) == [world.ids["supervisor"]]
        assert agenda.people(db, agenda.Params(session="no such")) == []
    assert level == "reference"


@pytest.mark.requirement("PRE-07")
def test_documents_that_are_not_ready_are_listed(world: Any, context: Context, sheet: Any, pages: Any, session: str) -> None:
    world.change(Contract, world.ids["contract"], case_review_documents="Care plan\nRisk summary")
    data = world.collect(agenda, context, session=session)
    assert data.missing == ("Care plan", "Risk summary")
    with world.store.read() as db:
        change = preparation.tick_document(db, session, preparation.Document("Care plan"), True)
    world.store.apply(change)
    data = world.collect(agenda, context, session=session)
    assert data.missing == ("Risk summary",)
    text = "\n".join(pages(as_pdf(agenda, data, sheet)))
    assert "Papers not ready yet" in text
    assert "Risk summary" in text
    assert "Care plan" not in text


def test_an_agenda_with_nothing_on_it_says_so(world: Any, context: Context, sheet: Any, pages: Any) -> None:
    kim = created(Person, {"name": "Kim Placeholder"})
    world.create(kim)
    with world.store.read() as db:
        change, made = planning.plan(db, kim.id, TODAY)
    world.store.apply(change)
    data = world.collect(agenda, context, session=made)
    assert "Nothing has been put on it yet" in pages(as_pdf(agenda, data, sheet))[0]
    assert agenda.rows(data).rows == []
    with pytest.raises(BadInput, match="no longer here"):
        world.collect(agenda, context, session="no such")


def test_a_long_agenda_keeps_its_rows_whole(world: Any, context: Context, sheet: Any, pages: Any, session: str) -> None:
    world.create(*(created(Topic, {"text": f"Topic number {n} that is rather long and turns", "on": TODAY,
                                   "state": "planned",
                                   "session_id": session, "reason": "because of this and that " * 6}) for n in range(40)))
    found = pages(as_pdf(agenda, world.collect(agenda, context, session=session), sheet))
    assert len(found) > 2
    assert all(page.count("Why it is here") == 1 for page in found), "one head on each page"


@pytest.mark.requirement("PRE-02")
def test_the_blank_topic_sheet_is_one_page_with_the_nine_kinds(world: Any, context: Context, sheet: Any, pages: Any) -> None:
    [text] = pages(as_pdf(topic_sheet, world.collect(topic_sheet, context), sheet))
    for words in ("Topics for supervision", "What I want of it", "ethical dilemma", "conflict of interest", "safeguarding"):
        assert words in text, words
    assert "12 Example Street" not in text


@pytest.mark.requirement("PRE-06")
@pytest.mark.parametrize("count", [0, 1, 40, 400])
def test_the_prompts_are_exactly_one_a4_page_whatever_the_caseload(
        world: Any, context: Context, sheet: Any, pages: Any, count: int) -> None:
    world.create(*(created(Case, {
        "reference": f"Case with a long reference {n:03}", "status": "active", "holder_id": SELF, "risk_level": "high",
        "flag": "Something", "allocated_on": date(2024, 1, 1), "adult_child": "child"}) for n in range(count)))
    world.change(Person, SELF, address="\n".join(f"Line {n} of an address" for n in range(8)))
    [text] = pages(as_pdf(supervision_prompt, world.collect(supervision_prompt, context), sheet))
    for heading in ("Risk", "Drift", "Escalation", "Safeguarding"):
        assert heading in text
    assert ("more." in text) == (count > 10)
    assert "Jo Fictional" not in text


@pytest.mark.requirement("PRE-06", waiting="EXC")
def test_the_prompts_hold_todays_facts(world: Any, context: Context) -> None:
    world.change(Case, world.ids["Alder 47"], risk_level="high", flag="A move", allocated_on=date(2025, 1, 1))
    world.store.apply(preparation.new_topics("Who to tell", TODAY, kind="safeguarding"))
    world.store.apply(preparation.ask("A complaint", TODAY)[0])
    facts = {one.title: " ".join(one.facts) for one in world.collect(supervision_prompt, context).prompts}
    assert "1 of 2 open cases are at high own level: Alder 47." in facts["Risk"]
    assert "Marked to discuss: Alder 47." in facts["Risk"]
    assert "Open requests for supervision: 1." in facts["Escalation"]
    assert "Topics waiting: 1." in facts["Safeguarding"]
    assert "No session with this focus is noted." in facts["Safeguarding"]
    with world.store.read() as db:
        change, made = planning.plan(db, world.ids["supervisor"], date(2026, 11, 5), focus=("safeguarding",), status="held")
    world.store.apply(change)
    data = world.collect(supervision_prompt, context)
    assert "Last session with this focus: 5 November 2026." in data.prompts[3].facts
    assert ("Risk", "Marked to discuss: Alder 47.") in supervision_prompt.rows(data).rows
    assert made
