"""Statement for an instructing party: its own cases under its own references, billable lines only (BIL-11 Amended).

Never other cases, the supervisor's fee, notional value, focus, charging answers or what was talked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.domain.cases import InstructingParty
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Ref
from supervision_desktop.formats import day_short, minutes_text, money_text, month_short, month_start
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.charts import Bar, stacked_bars
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, facts, kept, noted, paragraphs, table
from supervision_desktop.reports.period import PeriodParams, period_of
from supervision_desktop.reports.report import Context, CsvTable, asks, page_frame, pounds
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import time
from supervision_desktop.services.caps import Cap
from supervision_desktop.services.time import Line

ID = "party_statement"
TITLE = mark("Statement of supervision time")
CASES, LEVEL = True, "reference"


@dataclass(frozen=True)
class Params(PeriodParams):
    """Which instructing party, and the period."""

    party: str = field(default="", metadata=asks(
        Ref(mark("Instructing party"), mark("Whose cases"), required=True, to="instructing_party")))


@dataclass(frozen=True, repr=False)
class StatementData:
    """Every figure of the statement."""

    frame: PageFrame
    party: str
    period: str
    lines: tuple[Line, ...]
    caps: tuple[Cap, ...]
    months: tuple[tuple[str, int, int], ...]
    minutes: int
    billed: int
    pence: int


def collect(db: Session, params: Params, context: Context) -> StatementData:
    """The party's lines of the period. Raises BadInput where a line has neither agreement nor reason."""
    party = db.get(InstructingParty, params.party)
    if party is None:
        raise BadInput("party", tr("That instructing party is no longer here. Choose another one."))
    period = period_of(params, context.today)
    found = time.statement(db, params.party, period.starts, period.ends)
    lines = tuple(found.lines)
    address = ", ".join((party.address or "").splitlines())
    lead = (tr("for {party}").format(party=", ".join(filter(None, (found.party, address)))), period.text)
    frame = page_frame(db, context, tr(TITLE), lead=lead,
                       confidential=mark("Confidential: for the addressee only."))
    return StatementData(
        frame, found.party, period.text, lines, tuple(found.caps), _months(lines), found.minutes, found.billed, found.pence)


def story(data: StatementData, sheet: Sheet) -> list[Flowable]:
    """The statement laid out."""
    if not data.lines:
        return paragraphs(sheet, tr("No time was charged to your cases in this period."))
    found: list[Flowable] = [
        *facts(sheet, ((tr("Amount"), tr("{money}, without VAT").format(money=money_text(data.pence))),
                       (tr("Billed time"), minutes_text(data.billed)), (tr("Time as worked"), minutes_text(data.minutes)))),
        Heading(sheet, tr("Lines")), noted(sheet, _lines(data, sheet), tr(
            "Each line is rounded up once, to the unit agreed for its case. The rate is for an hour."))]
    if data.caps:
        found.append(kept([Heading(sheet, tr("Limits agreed")), _caps(data.caps, sheet)]))
    if len(data.months) > 1:
        found.append(kept([Heading(sheet, tr("By month")), _chart(data, sheet), _month_table(data, sheet)]))
    return found


def rows(data: StatementData) -> CsvTable:
    """The lines for a spreadsheet: minutes and pounds as plain numbers, dates as 2025-07-04."""
    return CsvTable(
        (tr("Date"), tr("Reference"), tr("Activity"), tr("Minutes as worked"), tr("Minutes billed"),
         tr("Rounded up to minutes"), tr("Rate in pounds"), tr("Amount in pounds"), tr("Entered on"), tr("Agreement")),
        [(one.on.isoformat(), one.case, one.activity, str(one.minutes), str(one.billed), str(one.unit),
          pounds(one.rate_pence), pounds(one.amount_pence), one.entered_on.isoformat() if one.entered_on else "",
          one.agreement) for one in data.lines], figures=(3, 4, 5, 6, 7))


def _lines(data: StatementData, sheet: Sheet) -> Flowable:
    columns = (Column(tr("Date"), 66), Column(tr("Reference"), 58), Column(tr("Activity, agreement, entry"), 140),
               Column(tr("Worked"), 57, True), Column(tr("Billed"), 57, True), Column(tr("Rate"), 46, True),
               Column(tr("Amount"), 58, True))
    lines = [(day_short(one.on), one.case, _what(one), minutes_text(one.minutes), minutes_text(one.billed),
              money_text(one.rate_pence), money_text(one.amount_pence)) for one in data.lines]
    return table(sheet, columns, lines, (tr("Total"), "", "", minutes_text(data.minutes), minutes_text(data.billed),
                                         "", money_text(data.pence)))


def _what(one: Line) -> str:
    entered = tr("entered {day}").format(day=day_short(one.entered_on)) if one.entered_on else ""
    unit = tr("rounded up to {unit}").format(unit=minutes_text(one.unit)) if one.unit > 1 else ""
    return "\n".join(filter(None, (one.activity, "; ".join(filter(None, (one.agreement, unit, entered))))))


def _caps(caps: Sequence[Cap], sheet: Sheet) -> Flowable:
    columns = (Column(tr("Reference, agreement"), 1.8), Column(tr("Year of the agreement"), 1.9),
               Column(tr("Limit"), 1, True), Column(tr("This statement"), 1.1, True), Column(tr("Year so far"), 1, True))
    return table(sheet, columns, [(
        "\n".join(filter(None, (one.case, one.agreement))),
        tr("{first} to {last}").format(first=day_short(one.first), last=day_short(one.last)),
        *(_limits(one, *took) for took in ((one.cap_minutes, one.cap_pence), (one.billed, one.pence),
                                           (one.year_billed, one.year_pence)))) for one in caps])


def _limits(cap: Cap, minutes: int | None, pence: int | None) -> str:
    """'5 h' or '£450.00', or both; only what is limited."""
    return "\n".join(filter(None, ("" if cap.cap_minutes is None or minutes is None else minutes_text(minutes),
                                   "" if cap.cap_pence is None or pence is None else money_text(pence))))


def _chart(data: StatementData, sheet: Sheet) -> Flowable:
    bars = [Bar(label, max(0, worked), max(0, billed - worked)) for label, worked, billed in data.months]
    return stacked_bars(sheet, bars, (tr("As worked"), tr("Added by rounding")))


def _month_table(data: StatementData, sheet: Sheet) -> Flowable:
    columns = (Column(tr("Month")), Column(tr("As worked"), 1, True), Column(tr("Billed"), 1, True))
    months = [(label, minutes_text(worked), minutes_text(billed)) for label, worked, billed in data.months]
    return table(sheet, columns, months, (tr("Total"), minutes_text(data.minutes), minutes_text(data.billed)))


def _months(lines: Sequence[Line]) -> tuple[tuple[str, int, int], ...]:
    """(month, worked, billed) of each month that has a line."""
    months = sorted({month_start(one.on) for one in lines})
    return tuple((month_short(month), sum(one.minutes for one in lines if month_start(one.on) == month),
                  sum(one.billed for one in lines if month_start(one.on) == month)) for month in months)
