"""Development on paper: needs, training, what must be renewed; and nothing of where she finds support."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from supervision_desktop.reports import development as report
from supervision_desktop.reports.report import as_json, as_pdf, as_table
from supervision_desktop.services import development, development_shelf
from supervision_desktop.services import development_training as training

TODAY = date(2026, 11, 21)


@pytest.mark.requirement("PDM-01")
@pytest.mark.requirement("PDM-02")
@pytest.mark.requirement("PDM-07")
@pytest.mark.requirement("PDM-09")
def test_it_says_what_is_open_planned_done_and_due(world: Any, context: Any, sheet: Any, pages: Any) -> None:
    for change, _ in (
            development.new_need("Say <no> & stay", TODAY, plan="Two sentences.", criteria=[("cmf", "PPD.CPD.1")]),
            development.new_need("Calm", TODAY, nature="strength"), development.new_need("Old one", TODAY, status="met"),
            training.new_offer("Boundaries", state="booked", on=date(2026, 12, 17), minutes=180, cost_pence=6000),
            training.new_offer("Abroad", state="dropped"),
            training.new_offer("Safeguarding", state="done", on=date(2025, 12, 1), mandatory=True,
                               valid_until=date(2026, 12, 1)),
            development_shelf.new_support("Bryn")):
        world.store.apply(change)
    data = world.collect(report, context)
    text = " ".join(pages(as_pdf(report, data, sheet)))
    for words in ("Say <no> & stay", "Two sentences.", "Developing knowledge based practice", "Calm", "Strength",
                  "Boundaries", "17 Dec 2026", "£60.00", "3 h", "Training that must be renewed", "1 Dec 2026",
                  "Runs out soon"):
        assert words in text, words
    for words in ("Old one", "Abroad", "Bryn"):
        assert words not in text, words
        assert words not in repr(as_json(data)), words
    found = as_table(report, data)
    assert [row[1] for row in found.rows] == ["Say <no> & stay", "Calm", "Boundaries", "Safeguarding"]
    assert (found.rows[2][5], found.rows[2][6]) == ("180", "60.00")
    whole = repr(as_json(world.collect(report, context, settled=True)))
    assert "Old one" in whole
    assert "Abroad" in whole


def test_without_anything_noted_it_says_so(world: Any, context: Any, sheet: Any, pages: Any) -> None:
    assert "Nothing is noted yet." in " ".join(pages(as_pdf(report, world.collect(report, context), sheet)))
