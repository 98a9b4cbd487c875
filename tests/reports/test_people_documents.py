"""The question sheet for a possible supervisor, and the caseload in brief."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from reportlab.platypus import Table
from sqlalchemy import select

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.due_diligence import DueDiligenceItem, SupervisingSkill
from supervision_desktop.domain.people import Person, Supervisor
from supervision_desktop.errors import BadInput
from supervision_desktop.reports import caseload_brief, question_sheet
from supervision_desktop.reports.report import as_pdf
from supervision_desktop.store.changes import created

LONG = "Something that takes a good many words to say and would not fit on one line of a table however small. " * 2


def bond(world: Any) -> str:
    with world.store.read() as db:
        return str(db.scalars(select(Supervisor.id).where(Supervisor.person_id == world.ids["supervisor"])).one())


def sheet_text(world: Any, context: Any, sheet: Any, pages: Any, **params: Any) -> str:
    data = world.collect(question_sheet, context, person=world.ids["supervisor"], **params)
    return " ".join(pages(as_pdf(question_sheet, data, sheet)))


def many(world: Any, count: int, flag: str | None = None) -> None:
    world.create(*(created(Case, {
        "reference": f"Case {n:03}", "client_name": f"Secret Name {n}", "status": ("active", "on_hold")[n % 2],
        "holder_id": SELF, "field": "brain_injury", "allocated_on": date(2025, 1, 1 + n % 28), "flag": flag})
        for n in range(count)))


@pytest.mark.requirement("DDG-09")
def test_the_question_sheet_has_the_name_and_lines_to_write_on(world: Any, context: Any, sheet: Any, pages: Any) -> None:
    text = sheet_text(world, context, sheet, pages)
    assert "For a first talk with Dr Morgan Vale" in text
    for words in ("Who supervises you, how often", "look after yourself", "Who insures you", "How do you stay up to date?",
                  "Which training in supervision", "met as they are", "when a session becomes emotional",
                  "Which framework or ideas do you start from?", "Whom may I ask about working with you?"):
        assert words in text, words
    data = world.collect(question_sheet, context, person=world.ids["supervisor"])
    asked = [known for group in data.groups for _, known in group.questions]
    assert asked == [""] * len(asked)
    lines = [part for part in question_sheet.story(data, sheet) if type(part).__name__ == "KeepTogether"]
    tables = [one for part in lines for one in part._content if isinstance(one, Table)]
    assert len(tables) == len(asked)
    assert all(table._rowHeights == [question_sheet.LINE_HEIGHT] * question_sheet.LINES for table in tables)


@pytest.mark.requirement("DDG-06")
@pytest.mark.requirement("DDG-09")
def test_headings_without_an_answer_are_listed_on_the_sheet(world: Any, context: Any, sheet: Any, pages: Any) -> None:
    text = sheet_text(world, context, sheet, pages)
    assert all(f"{heading}. W" in text for heading in ("Experience", "Training", "Knowledge", "Skills"))
    world.create(created(SupervisingSkill, {"supervisor_id": bond(world), "heading": "training", "text": "A course"}))
    text = sheet_text(world, context, sheet, pages)
    assert "Training. Which training" not in text
    assert "Experience. What experience" in text


@pytest.mark.requirement("DDG-09")
def test_fields_and_points_of_ones_own_are_asked_too(world: Any, context: Any, sheet: Any, pages: Any) -> None:
    world.change(Supervisor, bond(world), specialist_fields=("brain_injury",))
    world.create(created(DueDiligenceItem, {
        "supervisor_id": bond(world), "item": "Safeguarding certificate <&>", "result": "open"}))
    text = sheet_text(world, context, sheet, pages)
    assert "Brain injury: how do you keep up with the people" in text
    assert "Brain injury: how do you keep up with the standards" in text
    assert "Safeguarding certificate <&>" in text


@pytest.mark.requirement("SUP-15")
def test_notes_on_culture_print_only_where_ticked_and_asked_twice(
        world: Any, context: Any, sheet: Any, pages: Any) -> None:
    world.change(Supervisor, bond(world), culture_theirs="Observes Friday afternoons")
    twice = {"private": True, "private_sure": True}
    assert "Friday" not in sheet_text(world, context, sheet, pages, **twice)
    world.change(Supervisor, bond(world), culture_print=True)
    assert "Friday" not in sheet_text(world, context, sheet, pages)
    assert "Friday" not in sheet_text(world, context, sheet, pages, private=True)
    assert "Observes Friday afternoons" in sheet_text(world, context, sheet, pages, **twice)


def test_somebody_who_supervises_nobody_has_no_question_sheet(world: Any, context: Any) -> None:
    for person_id in (SELF, "nobody"):
        with pytest.raises(BadInput, match="no such supervisor"):
            world.collect(question_sheet, context, person=person_id)


@pytest.mark.requirement("SVE-03")
@pytest.mark.parametrize("count", [0, 1, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 60, 190])
def test_the_brief_is_one_page_whatever_the_caseload(
        world: Any, context: Any, sheet: Any, pages: Any, count: int) -> None:
    many(world, count, LONG)
    data = world.collect(caseload_brief, context)
    [text] = pages(as_pdf(caseload_brief, data, sheet))
    assert f"{count + 2} open cases." in text
    assert "Secret Name" not in text
    shown = text.count("Case 0") + text.count("Case 1") + text.count("Alder 47") + text.count("Osprey 12")
    assert shown >= min(count + 2, 12)
    assert ("only counted" in text) == (count + 2 > shown)
    assert len(caseload_brief.rows(data).rows) == count + 2


@pytest.mark.requirement("SVE-03")
def test_the_brief_is_one_page_under_a_long_letterhead(world: Any, context: Any, sheet: Any, pages: Any) -> None:
    many(world, 100, "קשה לומר")
    world.change(Person, SELF, address="\n".join(f"Line {n} of an address that is long" for n in range(8)))
    assert len(pages(as_pdf(caseload_brief, world.collect(caseload_brief, context), sheet))) == 1


@pytest.mark.requirement("SVE-03")
def test_the_brief_begins_with_what_is_to_be_discussed(world: Any, context: Any) -> None:
    many(world, 3)
    world.change(Case, world.ids["Osprey 12"], flag="A move in January")
    lines = world.collect(caseload_brief, context).lines
    assert (lines[0].reference, lines[0].flag) == ("Osprey 12", "A move in January")
    assert lines[-1].reference == "Alder 47", "discussed last"
    assert lines[-1].discussed == date(2026, 11, 10)
    world.change(Case, world.ids["Alder 47"], status="closed")
    assert "Alder 47" not in {line.reference for line in world.collect(caseload_brief, context).lines}
