"""The printed comparison: one broad page, the same values as on screen, more than five on further pages."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pypdf
import pytest

from supervision_desktop.domain.choosing import APPROACH, CAPABILITY, CRITERIA, RATED, SupervisorRating, SupervisorSearch
from supervision_desktop.domain.people import Supervisor
from supervision_desktop.reports import supervisor_comparison as report
from supervision_desktop.reports.report import as_pdf, as_table
from supervision_desktop.services import choosing
from supervision_desktop.services.comparison import comparison
from supervision_desktop.store.changes import changed, created, gesture

BEGAN = date(2026, 11, 1)
NAMES = ("Noor Sample-Applegarth", "Theo Invented", "Pat Madeup", "Jo Nobody", "Al Fictional", "Bea Seventh", "Cy Eighth")


def search(world, count):
    for number, name in enumerate(NAMES[:count]):
        change, person_id = choosing.new_candidate(name)
        world.store.apply(change)
        with world.store.read() as db:
            found = db.query(Supervisor).filter_by(person_id=person_id).one()
        world.store.apply(gesture(
            "Answers", changed(
                found, years_case_management=20 - number, fee_pence=9000 + number, fee_basis="hour",
                specialist_fields=("brain_injury", "children_young_people"), decision="reserve", decided_on=None,
                decision_reason="Good to talk to; works two hours away",
                **dict.fromkeys((*APPROACH, *CAPABILITY), "partly"), **dict.fromkeys(CRITERIA, "4")),
            created(SupervisorRating, {"person_id": person_id, "on": BEGAN,
                                       "own_attribute": "Rural work", **dict.fromkeys(RATED, "strength")})))
    world.store.apply(gesture("Need", created(SupervisorSearch, {
        "on": BEGAN, "weight": "1", "need": "Somebody <for> discharge planning"})))


@pytest.mark.requirement("SUP-09")
def test_five_candidates_stand_on_one_page_with_the_values_of_the_screen(world, context, sheet, pages) -> None:
    search(world, 5)
    with world.store.read() as db:
        screen = comparison(db, context.lists, context.today)
    pdf = as_pdf(report, world.collect(report, context), sheet)
    (text,) = pages(pdf)
    for name in NAMES[:5]:
        assert name in text
    for line in screen.lines:
        assert line.label in text
        for cell in line.cells:
            assert cell in text, line.label
    assert "Somebody <for> discharge planning" in text
    assert screen.order in text
    box = pypdf.PdfReader(BytesIO(pdf)).pages[0].mediabox
    assert box.width > box.height


def test_more_than_five_go_on_with_every_row_named_again(world, context, sheet, pages) -> None:
    search(world, 7)
    first, second = pages(as_pdf(report, world.collect(report, context), sheet))
    assert "Noor Sample-Applegarth" in first
    assert "Bea Seventh" not in first
    assert "Bea Seventh" in second
    for label in ("Honesty", "Knows case-management standards", "Reason"):
        assert label in first
        assert label in second


def test_the_table_of_the_comparison_is_that_of_the_screen(world, context) -> None:
    search(world, 2)
    data = world.collect(report, context)
    table = as_table(report, data)
    assert table is not None
    assert tuple(table.headers) == ("Group", "Criterion", *NAMES[:2])
    assert ("Attributes", "Honesty", "A strength", "A strength") in [tuple(row) for row in table.rows]


def test_long_words_run_on_and_lose_nothing(world, context, sheet, pages) -> None:
    search(world, 2)
    with world.store.read() as db:
        found = db.query(Supervisor).filter(Supervisor.decision == "reserve").first()
    world.change(Supervisor, found.id, decision_reason=" ".join(f"word{number}" for number in range(110)))
    text = " ".join(pages(as_pdf(report, world.collect(report, context), sheet)))
    assert "word109" in text


def test_nobody_to_compare_is_said(world, context, sheet, pages) -> None:
    assert "nobody to compare yet" in pages(as_pdf(report, world.collect(report, context), sheet))[0]
