"""The profile of one assessment: counts and spread in each group and level, and her own view with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.content.frameworks import Framework, load_frameworks
from supervision_desktop.domain import assessment_figures as figures
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Ref, YesNo
from supervision_desktop.formats import day_text, local_day, read_stamp
from supervision_desktop.i18n import mark, tr
from supervision_desktop.paths import own_dir, resources_dir
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, facts, noted, paragraphs, table
from supervision_desktop.reports.report import Context, CsvTable, asks, page_frame
from supervision_desktop.reports.spread_chart import Bars, spreads
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import assessment
from supervision_desktop.services import assessment_words as words
from supervision_desktop.services.assessment import Page

ID = "assessment_profile"
TITLE = mark("Framework profile")
CASES = False
NARROW, WIDE = 10, 34
"""Letters that a column has room for at least, and at most."""


@dataclass(frozen=True)
class Params:
    """Which assessment."""

    assessment: str = field(metadata=asks(
        Ref(mark("Assessment"), mark("Which field, and from when"), required=True, to="assessment")))
    changes: bool = field(default=True, metadata=asks(
        YesNo(mark("With what changed"), mark("Since the finished assessment before it"))))


@dataclass(frozen=True, repr=False)
class GroupLine:
    """One group: its spread at each column in words, how often each value was given, and of how many lines."""

    name: str
    cells: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    applicable: tuple[int, ...]


@dataclass(frozen=True, repr=False)
class ProfileData:
    """Everything on the paper."""

    frame: PageFrame
    scale: tuple[str, ...]
    heads: tuple[str, ...]
    covered: str
    groups: tuple[GroupLine, ...]
    about: tuple[tuple[str, str], ...]
    changed_since: str
    changed: tuple[tuple[str, str], ...]


def collect(db: Session, params: Params, context: Context) -> ProfileData:
    """The profile as it stands. Raises BadInput where there is no such assessment."""
    page, framework = found(db, params.assessment)
    label = context.lists.label
    rows = words.heat(framework, page.marks)
    named = words.names(framework, page)
    differing = figures.differences([*named], page.marks_before, page.marks) if page.before and params.changes else []
    return ProfileData(
        page_frame(db, context, tr(TITLE), lead=lead(page, framework, context), confidential=words.foot()),
        tuple(label(words.SCALE, str(value)) for value in range(figures.VALUES)),
        (tr("Criteria"), *(level.code for level in framework.levels)),
        words.whole(framework, page.marks),
        tuple(GroupLine(row.name, tuple(words.spread(cell, label) for cell in row.cells),
                        tuple(cell.counts for cell in row.cells), tuple(cell.applicable for cell in row.cells))
              for row in rows),
        about(page, framework, context),
        day_text(page.before.begun_on) if page.before and params.changes else "",
        tuple((named[one.code], words.difference(one, label)) for one in differing))


def story(data: ProfileData, sheet: Sheet) -> list[Flowable]:
    """The profile laid out."""
    cells = [(line.name, *line.cells) for line in data.groups]
    heads = (tr("Group"), *data.heads)
    columns = [Column(head, max(NARROW, min(WIDE, max(len(row[place]) for row in [*cells, heads]))))
               for place, head in enumerate(heads)]
    picture = [Bars(line.name, [*zip(line.counts, line.applicable, strict=True)]) for line in data.groups]
    shown = [*paragraphs(sheet, data.covered), spreads(sheet, data.heads, picture, data.scale),
             noted(sheet, table(sheet, columns, cells), tr(
                 "How many of each are rated, and the lowest and highest rating among them. Nothing is added up. In the "
                 "picture, white is still open."))]
    if data.about:
        shown += [Heading(sheet, tr("Where I see myself")), *facts(sheet, data.about)]
    if data.changed_since:
        shown.append(Heading(sheet, tr("Since {day}").format(day=data.changed_since)))
        shown += ([table(sheet, (Column(tr("Criterion"), 1.4), Column(tr("Change"))), data.changed)] if data.changed
                  else paragraphs(sheet, tr("Nothing is rated otherwise.")))
    return shown


def rows(data: ProfileData) -> CsvTable:
    """A line for each group and column, with how often each step was given."""
    return CsvTable((tr("Group"), tr("Level"), *data.scale), [
        (line.name, head, *map(str, counts)) for line in data.groups
        for head, counts in zip(data.heads, line.counts, strict=True)], figures=range(2, 2 + figures.VALUES))


def found(db: Session, assessment_id: str) -> tuple[Page, Framework]:
    """An assessment with the version it was made with. Raises BadInput where either is gone."""
    page = assessment.page(db, assessment_id)
    if page is None:
        raise BadInput("assessment", tr("There is no such assessment. Choose another."))
    known = load_frameworks(resources_dir() / "frameworks", own_dir() / "frameworks")
    framework = assessment.framework_of(known, page.record)
    if framework is None:
        raise BadInput("assessment", tr(words.FOLDER_GONE))
    return page, framework


def lead(page: Page, framework: Framework, context: Context) -> Sequence[str]:
    """The lines under the title: field, framework and version, days."""
    record = page.record
    state = tr("Finished on {day}").format(day=day_text(local_day(read_stamp(record.finished_at)))) if (
        record.finished_at) else tr("Not finished yet")
    field_name = context.lists.label("practice_fields", record.field)
    return (f"{record.title}, {field_name}" if record.title else field_name,
            tr("{framework}, version {version}").format(framework=framework.title, version=record.framework_version),
            tr("Begun on {day}").format(day=day_text(record.begun_on)) + ". " + state)


def about(page: Page, framework: Framework, context: Context) -> tuple[tuple[str, str], ...]:
    """Her own level with its reason, and education or what is equal to it (FRW-08, FRW-11)."""
    record, label = page.record, context.lists.label
    levels = {level.code: f"{level.code}, {level.name}" for level in framework.levels}
    pairs = ((tr("My own judgement"), levels.get(record.level or "", record.level or "")), (tr("Why"), record.level_reason),
             (tr("Graduate-level ability"), label("education_routes", record.education_route)
              if record.education_route else ""),
             (tr("Details"), record.education_details), (tr("Relevant experience"), record.experience),
             (tr("Proof"), record.education_proof),
             (tr("Look again on"), day_text(record.next_review_on) if record.next_review_on else ""))
    return tuple((name, value) for name, value in pairs if value)
