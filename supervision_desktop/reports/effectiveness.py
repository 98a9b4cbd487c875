"""How supervision works: one review with the views of both sides (EFF-01 to EFF-05); strain is never on it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.effectiveness import EffectivenessReview
from supervision_desktop.domain.effectiveness_rules import (
    BOTH,
    SCALES,
    VIEWS,
    apart,
    points,
    unanswered,
)
from supervision_desktop.domain.people import Person
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Ref, YesNo
from supervision_desktop.formats import day_short, day_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, bullets, grouped, kept, note, paragraphs, table
from supervision_desktop.reports.report import Context, CsvTable, asks, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.reports.trend_chart import Row, discs, key
from supervision_desktop.services import effectiveness, evaluations
from supervision_desktop.services import effectiveness_words as words
from supervision_desktop.services.effectiveness import Review
from supervision_desktop.services.evaluations import InputRow
from supervision_desktop.services.input_trend import InputLine, input_trend

ID = "effectiveness"
TITLE = mark("How supervision works")
CASES = False
MOST = 5
"""Reviews for which a table has room; the drawing shows all."""


@dataclass(frozen=True)
class Params:
    """Which review."""

    review: str = field(metadata=asks(
        Ref(mark("Review"), mark("With whom, and when"), required=True, to="effectiveness_review")))
    course: bool = field(default=False, metadata=asks(
        YesNo(mark("With its course"), mark("Every review so far, point by point"))))


@dataclass(frozen=True, repr=False)
class PointLine:
    """One point: what each side said, and the words and the action that go with it."""

    name: str
    said: tuple[str, ...]
    more: str


@dataclass(frozen=True, repr=False)
class Part:
    """Conditions, enablers or barriers."""

    title: str
    lines: tuple[PointLine, ...]


@dataclass(frozen=True, repr=False)
class Course:
    """Every point over the reviews so far: the drawing and its table."""

    days: tuple[str, ...]
    rows: tuple[Row, ...]
    words: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, repr=False)
class ReviewData:
    """Everything on the paper; `views` head the columns that somebody filled."""

    frame: PageFrame
    views: tuple[str, ...]
    parts: tuple[Part, ...]
    talk: tuple[str, ...]
    alone: tuple[str, ...]
    note: str
    course: Course | None
    inputs: Course | None


def people(db: Session, params: Params) -> Collection[str]:
    """The person it is shared with."""
    return (db.get_one(EffectivenessReview, params.review).person_id,)


def collect(db: Session, params: Params, context: Context) -> ReviewData:
    """One review. Raises BadInput where there is no such."""
    found = effectiveness.review(db, params.review)
    if found is None:
        raise BadInput("review", tr("There is no such review. Choose another."))
    label = context.lists.label
    said = found.said()
    views = tuple(by for by in VIEWS if any(one.by == by for one in said)) or (found.side,)
    who = {found.side: db.get_one(Person, SELF).name, BOTH: tr("Together")}
    heads = tuple(who.get(by, found.name) for by in views)
    titles = effectiveness.action_titles(db, [one.action_id for one in found.lines if one.action_id])
    parts = tuple(Part(tr(title), tuple(_lines(found, part, views, label, titles))) for part, title in words.PARTS.items())
    lead = (tr("Supervision with {name}").format(name=found.name), tr("Looked at on {day}").format(
        day=day_text(found.record.on)))
    return ReviewData(
        page_frame(db, context, tr(TITLE), lead=lead), heads, tuple(part for part in parts if part.lines),
        tuple(words.full_name(point, label) for point in apart(said)),
        tuple(words.full_name(point, label) for point in unanswered(said)), found.record.note or "",
        _course(effectiveness.reviews(db, found.record.person_id), found, label) if params.course else None,
        _inputs(evaluations.inputs(db, found.record.person_id), found.record.on, label) if params.course else None)


def story(data: ReviewData, sheet: Sheet) -> list[Flowable]:
    """The review laid out: what came of it and what is still to talk over first, then point by point."""
    found: list[Flowable] = []
    if not data.parts:
        found += paragraphs(sheet, tr("Nothing was said at this review."))
    if data.note:
        found.append(kept([Heading(sheet, tr("What came of it")), *paragraphs(sheet, data.note)]))
    for title, lines in ((tr("Seen differently, to talk over"), data.talk),
                         (tr("Strong, with nothing set against it yet"), data.alone)):
        if lines:
            found.append(kept([Heading(sheet, title), *bullets(sheet, lines)]))
    columns = [Column(tr("Point"), 1.6), *(Column(view, 1.1) for view in data.views)]
    if any(one.more for part in data.parts for one in part.lines):
        columns.append(Column(tr("What shows it"), 2.6))
    if data.parts:
        found.append(grouped(sheet, columns, [
            (part.title, [(one.name, *one.said, one.more)[:len(columns)] for one in part.lines]) for part in data.parts]))
    return [*found, *_course_parts(sheet, data.course, tr("Over time")),
            *_course_parts(sheet, data.inputs, tr("The supervision itself, as each side sees it"))]


def rows(data: ReviewData) -> CsvTable:
    """Every point for a spreadsheet."""
    return CsvTable((tr("Part"), tr("Point"), *data.views, tr("What shows it")),
                    [(part.title, one.name, *one.said, one.more) for part in data.parts for one in part.lines])


def _lines(found: Review, part: str, views: Sequence[str], label: words.Label, titles: dict[str, str]) -> list[PointLine]:
    made = []
    for point in points():
        told = {one.by: one for one in found.said() if one.point == point}
        own = [line for by in VIEWS if (line := found.line(point, by)) is not None]
        if point[0] != part or not own:
            continue
        made.append(PointLine(words.name(point, label), tuple(
            words.step(told[by], label) if by in told else "" for by in views), "\n".join(filter(None, (
                *(line.evidence for line in own),
                *(tr("Set against it: {words}").format(words=line.counter) for line in own if line.counter),
                *(tr("Action: {words}").format(words=titles[line.action_id]) for line in own
                  if line.action_id and line.action_id in titles))))))
    return made


def _course(found: Sequence[Review], shown: Review, label: words.Label) -> Course:
    until = [one for one in found if one.record.on <= shown.record.on]
    days, lines = words.trend(until, shown.side)
    return Course(
        tuple(map(day_short, days)),
        tuple(chart_rows(lines, label)),
        tuple((words.full_name(one.point, label), *one.words(label), tr(words.CHANGES[one.change]) if one.change else "")
              for one in lines))


def _inputs(found: Sequence[InputRow], until: date, label: words.Label) -> Course:
    """What each side said of the supervision itself up to a day (FBK-04)."""
    days, lines = input_trend([row for row in found if row.record.on <= until])
    return Course(tuple(map(day_short, days)), tuple(input_rows(lines, label)),
                  tuple((one.name(label), *one.told(label), "") for one in lines))


def input_rows(lines: Sequence[InputLine], label: words.Label) -> list[Row]:
    """The lines of the drawing, each side under its name."""
    made: list[Row] = []
    for by in dict.fromkeys(one.by for one in lines):
        made += [Row(label("view_of", by), (), heading=True),
                 *(Row(one.words(), one.full()) for one in lines if one.by == by)]
    return made


def chart_rows(lines: Sequence[words.TrendLine], label: words.Label) -> list[Row]:
    """The lines of the drawing, each part under its name."""
    made: list[Row] = []
    for part, title in words.PARTS.items():
        own = [Row(words.name(one.point, label), tuple(
            said.step / (len(SCALES[said.part]) - 1) if said else None for said in one.said))
            for one in lines if one.point[0] == part]
        made += [Row(tr(title), (), heading=True), *own] if own else []
    return made


def _course_parts(sheet: Sheet, course: Course | None, title: str) -> list[Flowable]:
    if course is None or not course.rows:
        return []
    columns = [Column(tr("Point"), 1.8), *(Column(day, 0.9) for day in course.days),
               Column(tr("Since then"), 0.8, optional=True)]
    newest = course.days[-MOST:]
    skipped = len(course.days) - len(newest)
    trimmed = [(line[0], *line[1 + skipped:]) for line in course.words]
    return [kept([Heading(sheet, title), discs(sheet, course.days, course.rows), *note(sheet, key())]),
            table(sheet, [columns[0], *columns[1 + skipped:]], trimmed)]
