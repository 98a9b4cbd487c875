"""One assessment in full: every line that says something, with its words, evidence, equivalents and second view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.content.frameworks import Framework
from supervision_desktop.domain import assessment_figures as figures
from supervision_desktop.domain.assessment import Evidence
from supervision_desktop.fields.kinds import Ref, YesNo
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.assessment_profile import about, found, lead
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, facts, note, paragraphs, table
from supervision_desktop.reports.report import Context, CsvTable, asks, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import assessment_words as words
from supervision_desktop.services.assessment import Page

ID = "full_assessment"
TITLE = mark("Framework assessment in full")
CASES, LEVEL = True, "reference"


@dataclass(frozen=True)
class Params:
    """Which assessment, and how much of it."""

    assessment: str = field(metadata=asks(
        Ref(mark("Assessment"), mark("Which field, and from when"), required=True, to="assessment")))
    unrated: bool = field(default=False, metadata=asks(
        YesNo(mark("With what is still open"), mark("Otherwise only lines that say something"))))
    evidence_only: bool = field(default=False, metadata=asks(
        YesNo(mark("Evidence index only"), mark("What shows it, and for which line"))))


@dataclass(frozen=True, repr=False)
class Line:
    """One line: its rating in words, what is said of it, and what stands beside it."""

    code: str
    name: str
    rating: str
    said: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Part:
    """One group with how far it is."""

    name: str
    covered: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, repr=False)
class AssessmentData:
    """Everything on the paper."""

    frame: PageFrame
    covered: str
    about: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    index: bool


def collect(db: Session, params: Params, context: Context) -> AssessmentData:
    """Every line in order. Raises BadInput where there is no such assessment."""
    page, framework = found(db, params.assessment)
    named = words.names(framework, page)
    parts = []
    for name, covered, codes in _groups(page, framework):
        lines = (_line(code, named[code], page, context) for code in codes)
        kept = tuple(one for one in lines if (one.evidence if params.evidence_only else _says(one) or (
            params.unrated and code_of_criterion(one.code))))
        if kept:
            parts.append(Part(name, covered, kept))
    return AssessmentData(page_frame(
        db, context, tr(TITLE), lead=lead(page, framework, context), confidential=words.foot()),
                          words.whole(framework, page.marks), about(page, framework, context), tuple(parts),
                          params.evidence_only)


def story(data: AssessmentData, sheet: Sheet) -> list[Flowable]:
    """Group by group, or the evidence alone."""
    shown: list[Flowable] = [*paragraphs(sheet, data.covered)]
    if data.about and not data.index:
        shown += [Heading(sheet, tr("Where I see myself")), *facts(sheet, data.about)]
    for part in data.parts:
        shown += [Heading(sheet, part.name), *([] if data.index else note(sheet, part.covered)), _table(part, data, sheet)]
    if not data.parts:
        shown += paragraphs(sheet, tr("There is no evidence yet.") if data.index else tr("Nothing is rated yet."))
    return shown


def rows(data: AssessmentData) -> CsvTable:
    """Every line for a spreadsheet."""
    return CsvTable((tr("Group"), tr("Code"), tr("Line"), tr("Rating"), tr("Said"), tr("Evidence")), [
        (part.name, one.code, one.name, one.rating, "\n".join(one.said), "\n".join(one.evidence))
        for part in data.parts for one in part.lines])


def code_of_criterion(code: str) -> bool:
    """Whether a code names a criterion, not a row of one."""
    return code.count(".") == 2


def _groups(page: Page, framework: Framework) -> Iterator[tuple[str, str, list[str]]]:
    for group in framework.groups():
        yield group.name, words.coverage(figures.coverage(framework, [group], page.marks)), [
            code for criterion in group.criteria for code in figures.lines_of(framework, criterion)]
    own = [code for code in words.names(framework, page) if code.startswith("OWN.")]
    yield tr("Criteria from other frameworks"), tr("not counted in the framework"), own


def _says(one: Line) -> bool:
    return bool(one.rating or one.said or one.evidence)


def _line(code: str, name: str, page: Page, context: Context) -> Line:
    rating, label = page.ratings.get(code), context.lists.label
    told, said = "", []
    if rating is not None and rating.not_applicable:
        told = tr("Not applicable")
        said.append(label("not_applicable_reasons", rating.reason) if rating.reason else "")
    elif rating is not None and rating.value is not None:
        told = label(words.SCALE, rating.value)
    if rating is not None:
        said += [rating.note or "", tr("Wish: {words}").format(words=rating.wish) if rating.wish else ""]
    evidence = tuple(_evidence(one, context) for one in page.evidence.get(code, ()))
    stands = tuple(tr("Stands for it: {words}").format(words=", ".join(filter(None, (
        one.words, tr("agreed by {name}").format(name=one.agreed_by) if one.agreed_by else ""))))
        for one in page.equivalents.get(code, ()))
    return Line(code, name, told, tuple(filter(None, (*said, _second(code, page, context)))), evidence + stands)


def _evidence(one: Evidence, context: Context) -> str:
    label = context.lists.label
    return ", ".join(filter(None, (
        one.words or label("evidence_kinds", one.kind), day_short(one.on) if one.on else "",
        label("evidence_strength", one.strength) if one.strength else "", one.note)))


def _second(code: str, page: Page, context: Context) -> str:
    one = page.second.get(code)
    if one is None or one.value is None:
        return ""
    label = context.lists.label
    who = page.raters.get(one.rater_id or "") or tr("Second view")
    settled = tr("settled on {words}").format(words=label(words.SCALE, one.agreed)) if one.agreed else ""
    return f"{who}: " + ". ".join(filter(None, (label(words.SCALE, one.value), one.note, settled)))


def _table(part: Part, data: AssessmentData, sheet: Sheet) -> Flowable:
    if data.index:
        return table(sheet, (Column(tr("For")), Column(tr("Evidence"), 1.4)),
                     [(one.name, _listed(one)) for one in part.lines])
    columns = [Column(tr("Criterion"), 1.5), Column(tr("Rating"), 0.8), Column(tr("In words"), 1.6)]
    if any(one.evidence for each in data.parts for one in each.lines):
        columns.append(Column(tr("Evidence"), 1.4))
    return table(sheet, columns, [
        (one.name, one.rating, "\n".join(one.said), _listed(one))[:len(columns)] for one in part.lines])


def _listed(one: Line) -> str:
    return "\n".join(f"• {each}" for each in one.evidence)
