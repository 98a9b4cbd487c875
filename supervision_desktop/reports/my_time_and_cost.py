"""My time and cost: all time for supervision and what it cost, hers alone, by every grouping (BIL-11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.formats import minutes_text, money_text, month_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.charts import Bar, stacked_bars
from supervision_desktop.reports.cost_table import Money, money_of, money_story
from supervision_desktop.reports.fees import Fees, agreed_fees
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, facts, kept, note, noted, paragraphs, table
from supervision_desktop.reports.period import Period, PeriodParams, period_of
from supervision_desktop.reports.report import Context, CsvTable, case_names, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import costs, time, time_groups

ID = "my_time_and_cost"
TITLE = mark("My time and cost")
CASES = True
GROUPS = (("purpose", mark("By purpose")), ("kind", mark("By kind of time")),
          ("with_whom", mark("By supervisor or supervisee")), ("focus", mark("By focus of the session")),
          ("case", mark("By case")), ("party", mark("By instructing party")))
HEADS = (mark("Purpose"), mark("Kind of time"), mark("Supervisor or supervisee"), mark("Focus"), mark("Case"),
         mark("Instructing party"))
"""What heads the first column of each."""

Params = PeriodParams


@dataclass(frozen=True, repr=False)
class Line:
    """One time entry in words."""

    on: date
    minutes: int
    billable: int
    purpose: str
    kind: str
    with_whom: str
    focus: str
    case: str
    party: str


@dataclass(frozen=True, repr=False)
class Share:
    """Minutes of one group, and of these billable."""

    name: str
    minutes: int
    billable: int


@dataclass(frozen=True, repr=False)
class TimeData:
    """Every figure of the document; `money` has what the period cost in words."""

    frame: PageFrame
    period: str
    whole: Share
    months: tuple[Share, ...]
    groups: tuple[tuple[str, tuple[Share, ...]], ...]
    figures: costs.CostFigures
    money: Money
    fees: tuple[Fees, ...]
    lines: tuple[Line, ...]


def collect(db: Session, params: PeriodParams, context: Context) -> TimeData:
    """All time of the period with its sums, and what it cost."""
    period = period_of(params, context.today)
    days = period.starts, period.ends
    whole = time_groups.total(db, *days)
    names, focus = case_names(db, context), _focus(db, period)
    begun = f"{context.today:%Y-%m}"
    months = tuple(Share(_month(one.key), one.minutes, one.billable) for one in time_groups.months(db, *days)
                   if one.minutes or one.key <= begun)   # months to come say nothing yet
    figures = costs.figures(db, *days)
    return TimeData(
        page_frame(db, context, tr(TITLE), lead=(period.text,), confidential=mark("Confidential: for your own use.")),
        period.text, Share(tr("Total"), whole.minutes, whole.billable), months,
        tuple((tr(title), _shares_of(db, name, period, names, context)) for name, title in GROUPS), figures,
        money_of(figures, context.lists), agreed_fees(db, *days),
        tuple(_line(row, focus, names, context) for row in reversed(time.entries(db, *days))))


def story(data: TimeData, sheet: Sheet) -> list[Flowable]:
    """The document laid out."""
    spent = data.figures.total or data.figures.paid_by_others or data.figures.earned or data.figures.notional
    money = [*(money_story(sheet, data.money) if spent else ()), *_fees(sheet, data.fees)]
    if not data.lines:
        return [*paragraphs(sheet, tr("No time was entered in this period.")), *money]
    found: list[Flowable] = [*facts(sheet, _overview(data)), kept([
        Heading(sheet, tr("By month")),
        stacked_bars(sheet, [Bar(one.name, one.billable, one.minutes - one.billable) for one in data.months],
                     (tr("Billable"), tr("Not billable")))])]
    found.append(_shares(sheet, tr("Month"), data.months, data.whole))
    for place, ((title, shares), head) in enumerate(zip(data.groups, HEADS, strict=True), 1):
        sums = _shares(sheet, tr(head), shares, data.whole)
        parts: list[Flowable] = [Heading(sheet, title), sums if place < len(data.groups) else noted(sheet, sums, tr(
            "Minutes are as worked. A session with several focuses counts once, under all of them."))]
        found += [kept(parts)] if len(shares) < 15 else parts
    return [*found, *money]


def rows(data: TimeData) -> CsvTable:
    """Every time entry for a spreadsheet, minutes as plain numbers, dates as 2025-07-04."""
    return CsvTable(
        (tr("Date"), tr("Minutes"), tr("Billable minutes"), tr("Purpose"), tr("Kind of time"), tr("With"), tr("Focus"),
         tr("Case"), tr("Instructing party")),
        [(one.on.isoformat(), str(one.minutes), str(one.billable), one.purpose, one.kind, one.with_whom, one.focus,
          one.case, one.party) for one in data.lines], figures=(1, 2))


def _overview(data: TimeData) -> list[tuple[str, str]]:
    rest = data.whole.minutes - data.whole.billable
    found = data.figures
    pairs = [(tr("Time in all"), minutes_text(data.whole.minutes)),
             (tr("Billable"), f"{minutes_text(data.whole.billable)} ({_percent(data.whole.billable, data.whole.minutes)})"),
             (tr("Not billable"), f"{minutes_text(rest)} ({_percent(rest, data.whole.minutes)})")]
    if found.total:
        pairs.append((tr("Cost of supervision"), tr("{money}, without VAT").format(money=money_text(found.total))))
    if found.notional:
        pairs.append((tr("Notional value of time not billable"), tr("{money} for {time}; no money paid").format(
            money=money_text(found.notional), time=minutes_text(found.unbilled_minutes))))
    return pairs


def _fees(sheet: Sheet, fees: Sequence[Fees]) -> list[Flowable]:
    if not fees:
        return []
    columns = (Column(tr("Supervisor"), 2.4), Column(tr("Sessions"), 0.8, True), Column(tr("Time held"), 1, True),
               Column(tr("Fees"), 1, True))
    cells = [(one.name, str(one.sessions), minutes_text(one.minutes), money_text(one.pence)) for one in fees]
    total = (tr("Total"), str(sum(one.sessions for one in fees)), minutes_text(sum(one.minutes for one in fees)),
             money_text(sum(one.pence for one in fees)))
    return [kept([Heading(sheet, tr("Supervisors' fees by contract")), table(sheet, columns, cells, total), *note(
        sheet, tr("As agreed in the contracts, without VAT, for sessions held or missed; not what was paid."))])]


def _shares(sheet: Sheet, title: str, shares: Sequence[Share], whole: Share) -> Flowable:
    columns = (Column(title, 2.4), Column(tr("Billable"), 1, True), Column(tr("Not billable"), 1, True),
               Column(tr("Total"), 1, True), Column(tr("Share"), 0.7, True))
    cells = [(one.name or tr("None named"), *_figures(one, whole)) for one in shares]
    return table(sheet, columns, cells, (whole.name, *_figures(whole, whole)))


def _figures(one: Share, whole: Share) -> tuple[str, ...]:
    return (minutes_text(one.billable), minutes_text(one.minutes - one.billable), minutes_text(one.minutes),
            _percent(one.minutes, whole.minutes))


def _shares_of(db: Session, by: str, period: Period, names: Mapping[str, str], context: Context) -> tuple[Share, ...]:
    """The sums of one grouping in words, the largest first."""
    found = time_groups.sums(db, by, period.starts, period.ends)
    return tuple(Share(names.get(one.key, time_groups.words(by, one.key, context.lists)) if by == "case"
                       else time_groups.words(by, one.key, context.lists), one.minutes, one.billable) for one in found)


def _line(row: time.EntryRow, focus: Mapping[str, Sequence[str]], names: Mapping[str, str], context: Context) -> Line:
    label = context.lists.label
    focuses = "; ".join(label("focus", key) for key in focus.get(row.session_id or "", ()))
    return Line(row.on, row.minutes, row.billable, label("time_purpose", row.purpose), label("time_kind", row.kind),
                row.with_whom or "", focuses, names.get(row.case or "", row.case or ""), row.party or "")


def _focus(db: Session, period: Period) -> dict[str, tuple[str, ...]]:
    """The focus of each session of the period by its id."""
    found = db.execute(select(SupervisionSession.id, SupervisionSession.focus).where(
        SupervisionSession.on.between(period.starts, period.ends)))
    return {session_id: focus or () for session_id, focus in found}


def _month(key: str) -> str:
    return month_short(date.fromisoformat(f"{key}-01"))


def _percent(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.0f} %" if whole else ""
