"""The action list: what was agreed, who does it, by when, and where it stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.domain.people import Person
from supervision_desktop.fields.kinds import Choice, Ref, YesNo
from supervision_desktop.formats import day_short, day_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, kept, paragraphs, table
from supervision_desktop.reports.report import Context, CsvTable, asks, case_names, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import actions

ID = "action_list"
TITLE = mark("Action list")
CASES = True
MOST = 100_000
"""Actions on one list at most."""
OWNER, CASE = "owner", "case"
TOGETHER = 12
"""Lines of a group that stay on one page with their heading."""


@dataclass(frozen=True)
class Params:
    """Which actions, and in which groups."""

    group: str | None = field(default=None, metadata=asks(
        Choice(mark("Grouped by"), mark("Owner or case; empty: one list by date"), list_id="action_list_group")))
    agreed_with: str | None = field(default=None, metadata=asks(
        Ref(mark("Agreed with"), mark("Only what came out of sessions with one person"), to="person")))
    closed: bool = field(default=False, metadata=asks(
        YesNo(mark("With finished actions"), mark("Otherwise only what is open"))))


@dataclass(frozen=True, repr=False)
class Line:
    """One action."""

    text: str
    owner: str
    due_on: date | None
    state: str
    overdue: bool
    case: str
    agreed_on: date | None
    carried: int


@dataclass(frozen=True, repr=False)
class ListData:
    """All lines of the list."""

    frame: PageFrame
    group: str
    lines: tuple[Line, ...]


def people(db: Session, params: Params) -> Collection[str]:
    """The person the list is for, so that clients are named as agreed with them (CON-09)."""
    return (params.agreed_with,) if params.agreed_with else ()


def collect(db: Session, params: Params, context: Context) -> ListData:
    """Open actions by date, then finished ones where asked."""
    names = case_names(db, context)
    person = db.get_one(Person, params.agreed_with) if params.agreed_with else None
    found = actions.rows(db, open_only=not params.closed, limit=MOST, person_id=params.agreed_with)
    lines = tuple(Line(row.text, row.owner or "", row.due_on, context.lists.label("action_status", row.status),
                       row.overdue(context.today), names.get(row.case or "", row.case or ""), row.session_on, row.carried)
                  for row in found)
    group = params.group or ""
    if group:
        lines = tuple(sorted(lines, key=lambda line: (not getattr(line, group), getattr(line, group).casefold())))
    which = tr("Open and finished actions") if params.closed else tr("Open actions on {day}").format(
        day=day_text(context.today))
    whose = (tr("Agreed with {name}").format(name=person.name),) if person else ()
    return ListData(page_frame(db, context, tr(TITLE), lead=(which, *whose)), group, lines)


def story(data: ListData, sheet: Sheet) -> list[Flowable]:
    """The list laid out."""
    if not data.lines:
        return paragraphs(sheet, tr("There are no actions to list."))
    if not data.group:
        return [_table(sheet, data.lines, "")]
    found: list[Flowable] = []
    for name, group in groupby(data.lines, key=lambda line: getattr(line, data.group)):
        lines = tuple(group)
        parts = [Heading(sheet, name or _nameless(data.group)), _table(sheet, lines, data.group)]
        found += [kept(parts)] if len(lines) <= TOGETHER else parts
    return found


def rows(data: ListData) -> CsvTable:
    """The list for a spreadsheet, dates as 2025-07-04."""
    return CsvTable(
        (tr("Action"), tr("Owner"), tr("Case"), tr("Agreed"), tr("By"), tr("State"), tr("Overdue"), tr("Carried forward")),
        [(line.text, line.owner, line.case, _iso(line.agreed_on), _iso(line.due_on), line.state,
          tr("Yes") if line.overdue else tr("No"), str(line.carried)) for line in data.lines])


def _table(sheet: Sheet, lines: tuple[Line, ...], group: str) -> Flowable:
    """The lines without the column that their heading says already."""
    columns = ((Column(tr("Action"), 2.9), "text"), (Column(tr("Owner"), 1.5), OWNER),
               (Column(tr("Case"), 1.05, optional=True), CASE))
    shown = [(column, name) for column, name in columns if name != group]
    return table(sheet, (*(column for column, _ in shown), Column(tr("Agreed"), 1.4, optional=True),
                         Column(tr("By"), 1.4, optional=True),
                         Column(tr("State"), 2.05)),
                 [(*(getattr(line, name) for _, name in shown), _day(line.agreed_on), _day(line.due_on), _state(line))
                  for line in lines])


def _nameless(group: str) -> str:
    return tr("No owner named") if group == OWNER else tr("No case")


def _state(line: Line) -> str:
    words = [tr("{state}, overdue").format(state=line.state) if line.overdue else line.state]
    if line.carried:
        words.append(tr("carried forward {n}\u00a0×").format(n=line.carried))
    return "\n".join(words)


def _day(day: date | None) -> str:
    return day_short(day) if day else ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
