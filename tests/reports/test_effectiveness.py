"""The paper of a review: both views, what shows it, what to talk over; never a word about strain."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.effectiveness import EffectivenessLine, EffectivenessReview
from supervision_desktop.domain.effectiveness_rules import BARRIER, CONDITION, ENABLER
from supervision_desktop.errors import BadInput
from supervision_desktop.reports import effectiveness as report
from supervision_desktop.reports.report import as_json, as_pdf, as_table
from supervision_desktop.services import benefits, effectiveness

TODAY = date(2026, 11, 21)
TRUST, WORKLOAD = (CONDITION, "trust_relationship"), (BARRIER, "heavy_workload")


def do(world: Any, plan: Any, *args: Any) -> Any:
    with world.store.read() as db:
        found = plan(db, *args)
    change, made = found if isinstance(found, tuple) else (found, None)
    world.store.apply(change)
    return made


@pytest.fixture
def filled(world: Any) -> Any:
    """A review in which both sides spoke."""
    review = world.ids["review"]
    for point, by, value in ((TRUST, "supervisee", "met"), (TRUST, "supervisor", "not_met"), (WORKLOAD, "supervisee", "3"),
                             ((ENABLER, "regular"), "supervisee", "4")):
        do(world, effectiveness.say, review, point, by, value, "Trust")
    world.change(EffectivenessLine, effectiveness.line_id(review, TRUST, "supervisee"), evidence="She asks <twice> & waits")
    world.change(EffectivenessReview, review, note="A fixed day from January.", stress="5", stress_note="Nights are short")
    return world


def text_of(world: Any, context: Any, sheet: Any, pages: Any, **params: Any) -> str:
    data = world.collect(report, context, review=world.ids["review"], **params)
    return " ".join(pages(as_pdf(report, data, sheet)))


@pytest.mark.requirement("EFF-01")
@pytest.mark.requirement("EFF-05")
def test_both_views_stand_beside_each_other(filled: Any, context: Any, sheet: Any, pages: Any) -> None:
    text = text_of(filled, context, sheet, pages)
    for words in ("Trust", "Holds", "Missing", "She asks <twice> & waits", "Seen differently, to talk over",
                  "Strong, with nothing set against it yet", "Heavy workload", "A fixed day from January.", "Mostly"):
        assert words in text, words
    assert "Protected time" not in text, "what nobody spoke of is left out"


@pytest.mark.requirement("EFF-09")
def test_strain_is_on_no_paper(filled: Any, context: Any, sheet: Any, pages: Any) -> None:
    session = filled.ids["session"]
    do(filled, benefits.rate, session, "useful", "1", TODAY)
    text = text_of(filled, context, sheet, pages, course=True)
    told = repr(as_json(filled.collect(report, context, review=filled.ids["review"], course=True)))
    for words in ("Nights are short", "Too much", "train", "Not really"):
        assert words not in text, words
        assert words not in told, words


@pytest.mark.requirement("EFF-06")
def test_the_course_shows_each_review_in_words(filled: Any, context: Any, sheet: Any, pages: Any) -> None:
    older = do(filled, effectiveness.begin, filled.ids["supervisor"], date(2026, 5, 2))
    do(filled, effectiveness.say, older, TRUST, "supervisee", "partly", "Trust")
    text = text_of(filled, context, sheet, pages, course=True)
    for words in ("Over time", "2 May 2026", "21 Nov 2026", "Partly", "Better"):
        assert words in text, words
    assert "Over time" not in text_of(filled, context, sheet, pages)


def test_every_point_is_a_row_of_the_table(filled: Any, context: Any) -> None:
    found = as_table(report, filled.collect(report, context, review=filled.ids["review"]))
    assert found is not None
    assert [row[1] for row in found.rows] == ["Trust", "Regular", "Heavy workload"]
    assert found.rows[0][2:4] == ("Holds", "Missing")


def test_a_review_that_is_gone_is_refused(world: Any, context: Any) -> None:
    with pytest.raises(BadInput, match="no such review"):
        world.collect(report, context, review="gone")
