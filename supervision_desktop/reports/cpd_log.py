"""The CPD log: what was learned in a period, with totals by kind and by field (CPD-10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.domain.cpd_figures import Period
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Choice, Day
from supervision_desktop.formats import day_short, day_text, minutes_text, money_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.criteria import Named, criterion_names
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, facts, kept, note, paragraphs, table
from supervision_desktop.reports.report import Context, CsvTable, asks, page_frame, pounds
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import cpd, cpd_summary

ID = "cpd_log"
TITLE = mark("CPD log")
CASES = False
REFLECTED, SHARED = "reflected", "shared"


@dataclass(frozen=True)
class Params:
    """Which entries; nothing given is the present period of the first body, or the last twelve months."""

    starts: date | None = field(default=None, metadata=asks(
        Day(mark("From"), mark("First day; empty for the present period"))))
    ends: date | None = field(default=None, metadata=asks(Day(mark("To"), mark("Last day; empty for the present period"))))
    body: str | None = field(default=None, metadata=asks(
        Choice(mark("Period of"), mark("A body whose period is entered"), list_id="bodies", own=True)))
    kind: str | None = field(default=None, metadata=asks(
        Choice(mark("Kind"), mark("Empty for all kinds"), list_id="cpd_kind", own=True)))
    which: str | None = field(default=None, metadata=asks(
        Choice(mark("Which entries"), mark("Empty for all entries"), list_id="cpd_report_filter")))


@dataclass(frozen=True, repr=False)
class Line:
    """One entry in words."""

    on: date
    title: str
    kind: str
    field: str
    provider: str
    minutes: int
    cost_pence: int
    criteria: tuple[str, ...]
    files: int
    reflected: bool
    towards: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Share:
    """Minutes of one kind or field."""

    name: str
    minutes: int


@dataclass(frozen=True, repr=False)
class LogData:
    """Every figure of the log."""

    frame: PageFrame
    period: str
    hours: str
    minutes: int
    cost_pence: int
    kinds: tuple[Share, ...]
    fields: tuple[Share, ...]
    gaps: tuple[str, ...]
    lines: tuple[Line, ...]


def collect(db: Session, params: Params, context: Context) -> LogData:
    """The entries asked for. Raises BadInput for a body without a period, or days the wrong way round."""
    period, wanted = period_of(db, params, context.today)
    found = entries(db, params, period)
    summary = cpd_summary.summary(found, period, context.today)
    narrowed = bool(params.kind or params.which)
    kind = context.lists.label("cpd_kind", params.kind) if params.kind else ""
    which = context.lists.label("cpd_report_filter", params.which) if params.which else ""
    words = tr("{a} to {b}").format(a=day_text(period.starts), b=day_text(period.ends))
    hours = minutes_text(summary.minutes)
    names = criterion_names({one for row in found for one in row.links})
    return LogData(
        page_frame(db, context, tr(TITLE), lead=tuple(filter(None, (words, kind, which)))), words,
        hours if narrowed or not wanted else tr("{time} of {wanted}").format(time=hours, wanted=minutes_text(wanted)),
        summary.minutes, summary.cost, shares(summary.kinds, "cpd_kind", context),
        shares(summary.fields, "practice_fields", context),
        () if narrowed else tuple(tr("{a} to {b}").format(a=day_short(gap.starts), b=day_short(gap.ends))
                                  for gap in summary.gaps),
        tuple(_line(row, names, context) for row in reversed(found)))


def story(data: LogData, sheet: Sheet) -> list[Flowable]:
    """The log laid out."""
    if not data.lines:
        return paragraphs(sheet, tr("There is no entry in this period."))
    found: list[Flowable] = facts(sheet, [
        (tr("Time"), data.hours), (tr("Entries"), str(len(data.lines))),
        (tr("Cost"), money_text(data.cost_pence) if data.cost_pence else ""),
        (tr("Three months or longer without an entry"), "; ".join(data.gaps))])
    found.append(table(
        sheet, (Column(tr("Date"), 1.4), Column(tr("What it was"), 2.6), Column(tr("Kind"), 1.25),
                Column(tr("Field"), 1.6, optional=True), Column(tr("Counts towards"), 2, optional=True),
                Column(tr("Time"), 1.15, figures=True)),
        [(day_short(line.on), "\n".join(filter(None, (line.title, line.provider))), line.kind, line.field,
          "\n".join(line.towards), minutes_text(line.minutes) if line.minutes else "") for line in data.lines],
        (tr("Total"), "", "", "", "", minutes_text(data.minutes))))
    for title, head, parts in ((tr("By kind"), tr("Kind"), data.kinds), (tr("By field"), tr("Field"), data.fields)):
        found.append(kept([Heading(sheet, title), table(
            sheet, (Column(head, 3), Column(tr("Time"), 1, figures=True)),
            [(one.name, minutes_text(one.minutes)) for one in parts], (tr("Total"), minutes_text(data.minutes)))]))
    return [*found, *note(sheet, tr("Learning from a supervision session is counted with the time of that session, once."))]


def rows(data: LogData) -> CsvTable:
    """The log for a spreadsheet, minutes as plain numbers, dates as 2025-07-04."""
    return CsvTable(
        (tr("Date"), tr("What it was"), tr("Kind"), tr("Field"), tr("Provider"), tr("Minutes"), tr("Cost"),
         tr("Counts towards"), tr("Files"), tr("Reflected")),
        [(line.on.isoformat(), line.title, line.kind, line.field, line.provider, str(line.minutes), pounds(line.cost_pence),
          "; ".join(line.criteria), str(line.files), tr("Yes") if line.reflected else tr("No")) for line in data.lines],
        figures=(5, 6, 8))


def entries(db: Session, params: Params, period: Period) -> list[cpd.CpdRow]:
    """The entries asked for, newest first."""
    return cpd.sift(cpd.rows(db), cpd.Wanted(
        kind=params.kind or "", period=period, reflected=params.which == REFLECTED, shared=params.which == SHARED))


def period_of(db: Session, params: Params, today: date) -> tuple[Period, int | None]:
    """First and last day asked for, and the hours a body names for them."""
    known = cpd_summary.spans(db, today)
    if params.body:
        known = [one for one in known if one[0] == params.body]
        if not known:
            raise BadInput("body", tr("No period is entered for this body. Enter one in the CPD log, or give days."))
    _, period, _, wanted = known[0]
    asked = Period(params.starts or period.starts, params.ends or period.ends)
    if asked.ends < asked.starts:
        raise BadInput("ends", tr("To lies before From. Give a day on or after {day}.").format(day=day_text(asked.starts)))
    return asked, wanted if asked == period else None


def shares(minutes: Mapping[str, int], list_id: str, context: Context) -> tuple[Share, ...]:
    """Minutes by the labels of a list."""
    return tuple(Share(context.lists.label(list_id, key) if key else tr("None named"), time)
                 for key, time in minutes.items())


def _line(row: cpd.CpdRow, names: Mapping[Named, str], context: Context) -> Line:
    return Line(row.on, row.title, context.lists.label("cpd_kind", row.kind),
                context.lists.label("practice_fields", row.field) if row.field else "", row.provider, row.minutes, row.cost,
                tuple(sorted(code for _, code in row.links)), row.files, row.reflected,
                tuple(names[one] for one in sorted(row.links)))
