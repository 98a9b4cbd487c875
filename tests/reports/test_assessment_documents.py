"""The framework profile and the full assessment: what they count is what the screen counts, and whose view it is."""

from __future__ import annotations

from datetime import UTC, datetime
from types import ModuleType

import pytest
from reportlab.graphics.shapes import Drawing, Group, Rect

from supervision_desktop.content.frameworks import load_frameworks
from supervision_desktop.domain import assessment_figures as figures
from supervision_desktop.domain.assessment import Assessment, Equivalent, part_id
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import add_months
from supervision_desktop.paths import resources_dir
from supervision_desktop.reports import assessment_profile, full_assessment
from supervision_desktop.reports.report import as_json, as_pdf, as_table
from supervision_desktop.services import assessment
from supervision_desktop.services import assessment_words as words
from supervision_desktop.store.changes import changed, created, gesture

BOTH = pytest.mark.parametrize("report", [assessment_profile, full_assessment], ids=lambda one: one.ID)


@pytest.fixture
def looked(world, context) -> str:
    """An assessment with ratings, evidence, education and something left out."""
    cmf = load_frameworks(resources_dir() / "frameworks").newest("cmf")
    with world.store.read() as db:
        change, made = assessment.start(db, "brain_injury", cmf, context.today)
    world.store.apply(change)
    for code, value in (("PPD.SUP.1", 3), ("PPD.SUP.2", 1), ("PPD.SUP.1.r1.CMP2", 2), ("CMA.MAN.1", 4)):
        with world.store.read() as db:
            change = assessment.rate(db, made, code, value)
        world.store.apply(change)
    with world.store.read() as db:
        out = assessment.leave_out(db, made, "PPD.SUP.3", "sole_practice")
        mine = changed(db.get_one(Assessment, made), level="CMP2", level_reason="As Ruth sees it",
                       education_route="degree", education_details="BSc, 2001")
    world.store.apply(out)
    world.store.apply(gesture("Mine", mine, created(Equivalent, {
        "assessment_id": made, "code": "PPD.SUP.2", "words": "Years on a ward"}, part_id(made, "PPD.SUP.2", "equivalent"))))
    world.store.apply(assessment.add_evidence(made, "PPD.SUP.1", "text", words="Log of sessions")[0])
    return made


def told(world, report: ModuleType, context, assessment_id: str, **more):
    with world.store.read() as db:
        return report.collect(db, report.Params(assessment_id, **more), context)


@pytest.mark.requirement("FRW-20")
def test_the_profile_counts_what_the_screen_counts(world, context, sheet, looked) -> None:
    with world.store.read() as db:
        page, framework = assessment_profile.found(db, looked)
    data = told(world, assessment_profile, context, looked)
    rows = words.heat(framework, page.marks)
    assert [line.counts for line in data.groups] == [tuple(cell.counts for cell in row.cells) for row in rows]
    assert [line.applicable for line in data.groups] == [tuple(cell.applicable for cell in row.cells) for row in rows]
    assert data.covered == words.whole(framework, page.marks)
    [drawn] = [one for one in assessment_profile.story(data, sheet) if isinstance(one, Drawing)]
    # 14 groups by 4 columns with a frame each, five steps in the key, and a bar for each step that was given.
    bars = sum(count > 0 for line in data.groups for cell in line.counts for count in cell)
    assert len([shape for part in drawn.contents if isinstance(part, Group) for shape in part.contents
                if isinstance(shape, Rect)]) == 14 * 4 + 5 + bars
    counted = as_table(assessment_profile, data)
    assert sum(int(cell) for row in counted.rows for cell in row[2:]) == 4
    assert len(counted.rows) == 14 * 4


@pytest.mark.requirement("FRW-20")
def test_the_full_assessment_has_every_line_that_says_something(world, context, looked) -> None:
    data = told(world, full_assessment, context, looked)
    lines = {one.code: one for part in data.parts for one in part.lines}
    assert set(lines) == {"PPD.SUP.1", "PPD.SUP.1.r1.CMP2", "PPD.SUP.2", "PPD.SUP.3", "CMA.MAN.1"}
    assert (lines["PPD.SUP.1"].rating, lines["PPD.SUP.1"].evidence) == ("Mostly", ("Log of sessions",))
    assert (lines["PPD.SUP.3"].rating, lines["PPD.SUP.3"].said) == ("Not applicable", ("Sole practice",))
    open_too = told(world, full_assessment, context, looked, unrated=True)
    assert sum(full_assessment.code_of_criterion(one.code) for part in open_too.parts for one in part.lines) == 52


@pytest.mark.requirement("FRW-20")
def test_the_evidence_index_has_evidence_alone(world, context, looked) -> None:
    data = told(world, full_assessment, context, looked, evidence_only=True)
    assert {one.code for part in data.parts for one in part.lines} == {"PPD.SUP.1", "PPD.SUP.2"}


@pytest.mark.requirement("FRW-12")
def test_what_stands_for_a_criterion_is_shown_beside_the_evidence(world, context, looked) -> None:
    data = told(world, full_assessment, context, looked)
    line = next(one for part in data.parts for one in part.lines if one.code == "PPD.SUP.2")
    assert line.evidence == ("Stands for it: Years on a ward",)


@pytest.mark.requirement("FRW-11")
@BOTH
def test_education_is_in_the_print(world, context, looked, report) -> None:
    about = dict(told(world, report, context, looked).about)
    assert (about["Graduate-level ability"], about["Details"]) == ("Degree", "BSc, 2001")
    assert (about["My own judgement"], about["Why"]) == ("CMP2, Case Management Practice Level 2", "As Ruth sees it")


@pytest.mark.requirement("FRW-14")
@pytest.mark.requirement("FRW-20")
@BOTH
def test_every_page_says_whose_view_it_is_and_what_it_is_not(world, context, sheet, looked, report, pages) -> None:
    data = told(world, report, context, looked)
    for page in pages(as_pdf(report, data, sheet)):
        assert "own assessment, not one by BABICM, CMSUK, VRA or IRCM" in page
        assert "not mainly for appraisal" in page
    assert not [word for word in ("passed", "failed", "not evidenced") if word in str(as_json(data)).casefold()]


@BOTH
def test_an_assessment_that_is_gone_is_refused_by_name(world, context, report) -> None:
    with pytest.raises(BadInput, match="no such assessment"):
        told(world, report, context, "none")


@pytest.mark.requirement("FRW-07")
def test_changes_since_the_one_before_stand_in_words(world, context, looked) -> None:
    with world.store.read() as db:
        done = assessment.finish(db, looked, lambda: datetime(2026, 11, 21, 9, tzinfo=UTC), context.today)
    world.store.apply(done)
    with world.store.read() as db:
        page, framework = assessment_profile.found(db, looked)
        change, later = assessment.start(db, "brain_injury", framework, add_months(context.today, 12), looked)
    world.store.apply(change)
    with world.store.read() as db:
        up = assessment.rate(db, later, "PPD.SUP.2", 4)
    world.store.apply(up)
    data = told(world, assessment_profile, context, later)
    assert data.changed == (
        (words.names(framework, page)["PPD.SUP.2"], "↑ from Starting to Consistently"),)
    assert len(data.scale) == figures.VALUES
