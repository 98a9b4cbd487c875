"""Goals: what is aimed at, by when and how far it is; with milestones, reviews and notes where they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.content.frameworks import load_frameworks
from supervision_desktop.domain.goals import SMARTER
from supervision_desktop.domain.links import CRITERION
from supervision_desktop.fields.kinds import Choice, Percent, Ref, YesNo
from supervision_desktop.formats import day_short, day_text, minutes_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.paths import own_dir, resources_dir
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, bullets, facts, kept, paragraphs, space, table
from supervision_desktop.reports.report import Context, CsvTable, asks, case_names, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import contract_goals, goals, linking
from supervision_desktop.services.goals import GoalPage

ID = "goals"
TITLE = mark("Goals")
CASES = True
PERCENT = Percent("")


@dataclass(frozen=True)
class Params:
    """Which goals, and how much of each."""

    kind: str | None = field(default=None, metadata=asks(
        Choice(mark("Kind"), mark("Empty for all kinds"), list_id="goal_kind")))
    contract: str | None = field(default=None, metadata=asks(
        Ref(mark("Of a contract"), mark("Only goals linked with it"), to="contract")))
    ended: bool = field(default=False, metadata=asks(
        YesNo(mark("With goals that ended"), mark("Otherwise only what is open"))))
    whole: bool = field(default=False, metadata=asks(
        YesNo(mark("With all that belongs to them"), mark("The seven points, milestones, reviews and notes"))))


@dataclass(frozen=True, repr=False)
class Milestone:
    """One step on the way."""

    text: str
    due_on: date | None
    far: str
    measure: str


@dataclass(frozen=True, repr=False)
class Line:
    """One goal in words."""

    text: str
    kind: str
    horizon: str
    state: str
    owner: str
    target_on: date | None
    review_on: date | None
    progress: str
    priority: str
    tied: str
    points: int
    missing: tuple[str, ...]
    learning_minutes: int
    entries: int
    linked: tuple[str, ...]
    said: tuple[tuple[str, str], ...]
    milestones: tuple[Milestone, ...]
    reviews: tuple[str, ...]
    notes: tuple[str, ...]
    earlier: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class GoalsData:
    """All goals asked for."""

    frame: PageFrame
    whole: bool
    lines: tuple[Line, ...]


def collect(db: Session, params: Params, context: Context) -> GoalsData:
    """Goals by their day, open ones first."""
    among = None if params.contract is None else {one.id for one in contract_goals.linked(db, params.contract)}
    found = [row for row in goals.rows(db, among, open_only=not params.ended)
             if not params.kind or row.goal.kind == params.kind]
    pages = [page for page in (goals.page(db, row.id) for row in found) if page is not None]
    names, criteria = case_names(db, context), _criteria(pages)
    which = tr("With goals that ended") if params.ended else tr("Open goals on {day}").format(day=day_text(context.today))
    kind = (context.lists.label("goal_kind", params.kind),) if params.kind else ()
    return GoalsData(page_frame(db, context, tr(TITLE), lead=(which, *kind)), params.whole,
                     tuple(_line(page, names, criteria, context, whole=params.whole) for page in pages))


def story(data: GoalsData, sheet: Sheet) -> list[Flowable]:
    """A table, or each goal by itself."""
    if not data.lines:
        return paragraphs(sheet, tr("There are no goals to list."))
    if data.whole:
        return [part for line in data.lines for part in _each(line, sheet)]
    return [table(sheet, (Column(tr("Goal"), 3.4), Column(tr("Kind"), 1.4), Column(tr("By"), 1.3),
                          Column(tr("Progress"), 1.2, figures=True, optional=True), Column(tr("State"), 1.2)),
                  [("\n".join(filter(None, (line.text, line.tied, line.owner))), f"{line.kind}\n{line.horizon}",
                    _day(line.target_on), line.progress, line.state) for line in data.lines])]


def rows(data: GoalsData) -> CsvTable:
    """The goals for a spreadsheet, dates as 2025-07-04."""
    return CsvTable(
        (tr("Goal"), tr("Kind"), tr("How far ahead"), tr("State"), tr("How soon"), tr("By"), tr("Look again on"),
         tr("Progress"), tr("SMARTER"), tr("Missing"), tr("Milestones"), tr("Learning, minutes"), tr("Tied to"),
         tr("Linked with")),
        [(line.text, line.kind, line.horizon, line.state, line.priority, _iso(line.target_on), _iso(line.review_on),
          line.progress, tr("{n} of {all}").format(n=line.points, all=len(SMARTER)), ", ".join(line.missing),
          str(len(line.milestones)), str(line.learning_minutes), line.tied, "; ".join(line.linked))
         for line in data.lines],
        figures=(10, 11))


def _each(line: Line, sheet: Sheet) -> list[Flowable]:
    learning = tr("{time} in {n} entries").format(time=minutes_text(line.learning_minutes), n=line.entries)
    pairs = [(tr("State"), ", ".join(filter(None, (line.state, line.kind, line.horizon.lower(), line.owner)))),
             (tr("By"), day_text(line.target_on) if line.target_on else ""), (tr("Progress"), line.progress),
             (tr("Look again on"), day_text(line.review_on) if line.review_on else ""), (tr("How soon"), line.priority),
             (tr("Tied to"), line.tied), (tr("Learning towards it"), learning if line.entries else ""),
             (tr("Linked with"), "; ".join(line.linked)),
             (tr("SMARTER"), tr("{n} of {all}").format(n=line.points, all=len(SMARTER)) if line.said else ""), *line.said]
    found: list[Flowable] = [kept([Heading(sheet, line.text), *facts(sheet, [pair for pair in pairs if pair[1]])])]
    if line.milestones:
        found.append(kept([Heading(sheet, tr("Milestones"), 2), table(
            sheet, (Column(tr("Milestone"), 2.4), Column(tr("By"), 1), Column(tr("How far"), 1.2),
                    Column(tr("How you will know"), 2)),
            [(one.text, _day(one.due_on), one.far, one.measure) for one in line.milestones])]))
    for title, texts in ((tr("Reviews"), line.reviews), (tr("What has moved"), line.notes),
                         (tr("How it read before"), line.earlier)):
        if texts:
            found += [Heading(sheet, title, 2), *bullets(sheet, texts)]
    return [*found, space(8)]


def _line(page: GoalPage, names: Mapping[str, str], criteria: Mapping[str, str], context: Context, *, whole: bool) -> Line:
    goal, label = page.goal, context.lists.label
    linked = tuple(tr("{kind}: {words}").format(
        kind=linking.kind_word(one.kind), words=criteria.get(one.id, linking.split(one.id)[1]) if one.kind == CRITERION
        else names.get(one.words, one.words)) for one in page.linked if one.kind != "cpd_entry")
    return Line(
        goal.text, label("goal_kind", goal.kind), label("goal_horizon", goal.horizon), label("goal_status", goal.status),
        page.row.owner, goal.target_on, goal.next_review_on, PERCENT.text(page.row.progress),
        label("need_priority", goal.priority) if goal.priority else "", _tied(page, context),
        len(SMARTER) - len(page.missing), tuple(label("smarter", name) for name in page.missing), page.minutes,
        len(page.entries), linked,
        tuple((label("smarter", name), str(getattr(goal, name))) for name in SMARTER if whole and getattr(goal, name)),
        tuple(Milestone(one.text, one.due_on, tr("done {day}").format(day=day_short(one.done_on)) if one.done_on else
                        PERCENT.text(one.proportion), one.measure or "") for one in page.objectives),
        tuple(_dated(one.on, label("goal_result", one.result), one.note) for one in page.reviews) if whole else (),
        tuple(_dated(one.on, one.text, title) for one, title in page.notes) if whole else (),
        tuple(_dated(one.on, one.text, one.reason) for one in page.wordings) if whole else ())


def _tied(page: GoalPage, context: Context) -> str:
    """What of the practice it is tied to, in the practice's own words (PRA-09)."""
    if not page.goal.serves:
        return ""
    words = {"mission": page.stand.mission, "vision": page.stand.vision, "values": ", ".join(page.stand.values)}
    return ": ".join(filter(None, (context.lists.label("goal_serves", page.goal.serves), words.get(page.goal.serves, ""),
                                   page.goal.serves_how)))


def _criteria(pages: list[GoalPage]) -> Mapping[str, str]:
    """Code and name of each criterion that goals are linked with."""
    wanted = {one.id for page in pages for one in page.linked if one.kind == CRITERION}
    if not wanted:
        return {}
    known = load_frameworks(resources_dir() / "frameworks", own_dir() / "frameworks")
    return {end: f"{code} {one.name}" for end in wanted for standard, code in (linking.split(end),)
            if standard in known.ids() for one in known.newest(standard).criteria() if one.code == code}


def _dated(on: date, words: str, more: str | None) -> str:
    whole = tr("{words} ({more})").format(words=words, more=more) if more else words
    return tr("{day}: {words}").format(day=day_short(on), words=whole)


def _day(day: date | None) -> str:
    return day_short(day) if day else ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
