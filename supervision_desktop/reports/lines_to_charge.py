"""Lines to charge: what may go onto an own invoice of a period, or the lines that one invoice holds (BIL-12).

True in nature and neutral in content: date, case reference, minutes, rate and amount; never what was talked about, a
focus, a charging answer or the supervisor's fee.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.domain.cases import InstructingParty
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Ref, Text
from supervision_desktop.formats import day_short, day_text, minutes_text, money_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, facts, note, noted, paragraphs, table
from supervision_desktop.reports.period import PeriodParams, period_of
from supervision_desktop.reports.report import Context, CsvTable, asks, page_frame, pounds
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import charge_lines
from supervision_desktop.services.charge_lines import LineRow

ID = "lines_to_charge"
TITLE = mark("Lines to charge")
CASES, LEVEL = True, "reference"


@dataclass(frozen=True)
class Params(PeriodParams):
    """Whose cases and which invoice; without a number, what waits in the period."""

    party: str = field(default="", metadata=asks(
        Ref(mark("Instructing party"), mark("Whose cases; empty for all"), to="instructing_party")))
    invoice: str = field(default="", metadata=asks(
        Text(mark("Invoice number"), mark("The lines of this invoice; empty for what waits"), limit=60)))


@dataclass(frozen=True, repr=False)
class ChargedLine:
    """One line: minutes as worked and as charged, money in pence without VAT."""

    on: date
    reference: str
    party: str
    activity: str
    minutes: int
    charged: int
    rate_pence: int
    amount_pence: int
    agreement: str
    invoice: str


@dataclass(frozen=True, repr=False)
class LinesData:
    """Every figure of the document; `held_back` says how many lines are kept out of it."""

    frame: PageFrame
    invoice: str
    exported_on: str
    lines: tuple[ChargedLine, ...]
    held_back: int

    @property
    def minutes(self) -> int:
        """Minutes as worked."""
        return sum(line.minutes for line in self.lines)

    @property
    def charged(self) -> int:
        """Minutes charged."""
        return sum(line.charged for line in self.lines)

    @property
    def pence(self) -> int:
        """Amount without VAT."""
        return sum(line.amount_pence for line in self.lines)


def collect(db: Session, params: Params, context: Context) -> LinesData:
    """The lines of an invoice, or those that wait. Raises BadInput for an invoice that is not there."""
    if params.party and db.get(InstructingParty, params.party) is None:
        raise BadInput("party", tr("That instructing party is no longer here. Choose another one."))
    period = period_of(params, context.today)
    if params.invoice.strip():
        number = params.invoice.strip()
        party = db.get_one(InstructingParty, params.party).name if params.party else None
        rows = [row for row in charge_lines.on_invoice(db, number) if party in (None, row.party)]
        if not rows:
            raise BadInput("invoice", tr("No line is on an invoice of that number. Give a number that lines went onto."))
        lead, held = (tr("Invoice {number}").format(number=number),), 0
    else:
        found = charge_lines.to_charge(db, period.starts, period.ends, party_id=params.party or None)
        rows, lead, held = list(found.ready), (period.text,), len(found.held_back)
    exported = max((row.exported_on for row in rows if row.exported_on), default=None)
    return LinesData(
        page_frame(db, context, tr(TITLE), lead=lead, confidential=mark("Confidential: for your own invoice.")),
        params.invoice.strip(), day_text(exported) if exported else "", tuple(_line(row) for row in rows), held)


def story(data: LinesData, sheet: Sheet) -> list[Flowable]:
    """The document laid out."""
    if not data.lines:
        return [*paragraphs(sheet, tr("Nothing waits to be charged in this period.")), *_held(sheet, data.held_back)]
    pairs = [(tr("Amount"), tr("{money}, without VAT").format(money=money_text(data.pence))),
             (tr("Time charged"), minutes_text(data.charged)), (tr("Time as worked"), minutes_text(data.minutes)),
             (tr("Exported on"), data.exported_on)]
    return [*facts(sheet, pairs), noted(sheet, _table(sheet, data), tr(
        "Each line is rounded up once, to the unit agreed for its case. The rate is for an hour, without VAT.")),
        *_held(sheet, data.held_back)]


def rows(data: LinesData) -> CsvTable:
    """The lines for a spreadsheet: minutes and pounds as plain numbers, dates as 2025-07-04."""
    return CsvTable(
        (tr("Date"), tr("Reference"), tr("Instructing party"), tr("Activity"), tr("Minutes as worked"),
         tr("Minutes charged"), tr("Rate in pounds"), tr("Amount in pounds"), tr("Agreement"), tr("Invoice number")),
        [(one.on.isoformat(), one.reference, one.party, one.activity, str(one.minutes), str(one.charged),
          pounds(one.rate_pence), pounds(one.amount_pence), one.agreement, one.invoice) for one in data.lines],
        figures=(4, 5, 6, 7))


def _line(row: LineRow) -> ChargedLine:
    done = row.line
    return ChargedLine(row.on, row.case, row.party or "", row.words, done.minutes, done.billed, done.rate_pence, done.pence,
                       row.agreement, row.invoice_number or "")


def _table(sheet: Sheet, data: LinesData) -> Flowable:
    columns = (Column(tr("Date"), 66), Column(tr("Reference"), 62), Column(tr("Activity, agreement"), 150),
               Column(tr("Worked"), 56, True), Column(tr("Charged"), 56, True), Column(tr("Rate"), 46, True),
               Column(tr("Amount"), 58, True))
    cells: Sequence[tuple[str, ...]] = [
        (day_short(one.on), one.reference, "\n".join(filter(None, (one.activity, one.agreement))), minutes_text(one.minutes),
         minutes_text(one.charged), money_text(one.rate_pence), money_text(one.amount_pence)) for one in data.lines]
    return table(sheet, columns, cells, (tr("Total"), "", "", minutes_text(data.minutes), minutes_text(data.charged), "",
                                         money_text(data.pence)))


def _held(sheet: Sheet, count: int) -> list[Flowable]:
    if not count:
        return []
    return note(sheet, tr(
        "Not listed: {n} without a case, or with neither an agreement nor a reason. They are under “To charge”.").format(
            n=count))
