"""The action list: what was agreed, who does it, by when, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.fields.kinds import YesNo
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, paragraphs, table
from supervision_desktop.reports.report import Context, CsvTable, asks, case_names, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import actions

ID = "action_list"
TITLE = mark("Action list")
CASES = True
MOST = 100_000
"""Actions on one list at most."""


@dataclass(frozen=True)
class Params:
    """Which actions."""

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
    lines: tuple[Line, ...]


def collect(db: Session, params: Params, context: Context) -> ListData:
    """Open actions by date, then finished ones where asked."""
    names = case_names(db, context)
    found = actions.rows(db, open_only=not params.closed, limit=MOST)
    lines = tuple(Line(row.text, row.owner or "", row.due_on, context.lists.label("action_status", row.status),
                       row.overdue(context.today), names.get(row.case or "", row.case or ""), row.session_on, row.carried)
                  for row in found)
    which = tr("Open and finished actions") if params.closed else tr("Open actions")
    return ListData(page_frame(db, context, tr(TITLE), lead=(which,)), lines)


def story(data: ListData, sheet: Sheet) -> list[Flowable]:
    """The list laid out."""
    if not data.lines:
        return paragraphs(sheet, tr("There are no actions to list."))
    columns = (Column(tr("Action"), 3), Column(tr("Owner"), 1.2), Column(tr("Case"), 1), Column(tr("Agreed"), 0.9),
               Column(tr("By"), 0.9), Column(tr("State"), 1))
    return [table(sheet, columns, [
        (line.text, line.owner, line.case, _day(line.agreed_on), _day(line.due_on), _state(line)) for line in data.lines])]


def rows(data: ListData) -> CsvTable:
    """The list for a spreadsheet, dates as 2025-07-04."""
    return CsvTable(
        (tr("Action"), tr("Owner"), tr("Case"), tr("Agreed"), tr("By"), tr("State"), tr("Overdue"), tr("Carried forward")),
        [(line.text, line.owner, line.case, _iso(line.agreed_on), _iso(line.due_on), line.state,
          tr("Yes") if line.overdue else tr("No"), str(line.carried)) for line in data.lines])


def _state(line: Line) -> str:
    words = [tr("{state}, overdue").format(state=line.state) if line.overdue else line.state]
    if line.carried:
        words.append(tr("carried forward {n} ×").format(n=line.carried))
    return "\n".join(words)


def _day(day: date | None) -> str:
    return day_short(day) if day else ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
