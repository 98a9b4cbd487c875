"""The share log: what was shared about which cases, with whom and why, and what was printed or exported (PRV-04, RPT-10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.domain.cases import Case
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Choice, Ref
from supervision_desktop.formats import day_short, moment_short, read_stamp
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, noted, paragraphs, table
from supervision_desktop.reports.period import PeriodParams, period_of
from supervision_desktop.reports.report import Context, CsvTable, asks, case_names, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import sharing

ID = "share_log"
TITLE = mark("Share log")
CASES = True
ALL, SHARED, PRINTED = "all", "shared", "printed"


@dataclass(frozen=True)
class Params(PeriodParams):
    """The period, one case or all, and which parts."""

    case: str | None = field(default=None, metadata=asks(
        Ref(mark("Case"), mark("What was shared about one case; empty for all"), to="case")))
    part: str | None = field(default=None, metadata=asks(
        Choice(mark("What it lists"), mark("Empty for everything"), list_id="share_kind")))


@dataclass(frozen=True, repr=False)
class Shared:
    """One time that something was shared."""

    on: date
    who: str
    what: str
    purpose: str
    cases: tuple[str, ...]
    about: tuple[str, ...]
    """In which way, how clients were named, what allows it."""


@dataclass(frozen=True, repr=False)
class Printed:
    """One line of the print log."""

    at: str
    document: str
    output: str
    level: str
    private: bool
    protected: bool
    given_to: str
    purpose: str


@dataclass(frozen=True, repr=False)
class ShareData:
    """Both logs of a period; one that was not asked for is None."""

    frame: PageFrame
    shared: tuple[Shared, ...] | None
    printed: tuple[Printed, ...] | None


def collect(db: Session, params: Params, context: Context) -> ShareData:
    """What was shared in the period; the print log says nothing of cases, so one case comes without it."""
    period, part = period_of(params, context.today), params.part or ALL
    case = db.get(Case, params.case) if params.case else None
    if params.case and case is None:
        raise BadInput("case", tr("That case is no longer here. Choose another one."))
    names = case_names(db, context)
    lead = (period.text, *((tr("Case {name}").format(name=names.get(case.reference, case.reference)),) if case else ()))
    shared = sharing.lines(db, period.starts, period.ends, case.id if case else "") if part != PRINTED else None
    printed = sharing.printed(db, period.starts, period.ends) if part != SHARED and case is None else None
    return ShareData(
        page_frame(db, context, tr(TITLE), lead=lead),
        None if shared is None else tuple(_shared(one, names, context) for one in reversed(shared)),
        None if printed is None else tuple(_printed(one, context) for one in reversed(printed)))


def story(data: ShareData, sheet: Sheet) -> list[Flowable]:
    """The log laid out, oldest first."""
    found: list[Flowable] = []
    if data.shared is not None:
        found += [Heading(sheet, tr("Shared")), *_shared_part(data.shared, sheet)]
    if data.printed is not None:
        found += [Heading(sheet, tr("Printed and exported")), *_printed_part(data.printed, sheet)]
    return found


def rows(data: ShareData) -> CsvTable:
    """Both logs in one table for a spreadsheet, dates as 2025-07-04."""
    shared = [(one.on.isoformat(), tr("Shared"), one.what, one.who, one.purpose, "; ".join(one.cases),
               "; ".join(one.about)) for one in data.shared or ()]
    printed = [(one.at, tr("Printed or exported"), one.document, one.given_to, one.purpose, "", "; ".join(_how(one)))
               for one in data.printed or ()]
    return CsvTable((tr("Date"), tr("Entry"), tr("What"), tr("With"), tr("For"), tr("Cases"), tr("How")),
                    sorted((*shared, *printed)))


def _shared(one: sharing.Line, names: Mapping[str, str], context: Context) -> Shared:
    label = context.lists.label
    level = tr("clients by {level}").format(level=label("identification_rule", one.level).lower()) if one.level else ""
    about = (label("share_way", one.way), level, label("share_basis", one.basis))
    return Shared(one.on, one.who, one.what, one.purpose, tuple(names.get(case, case) for case in one.cases),
                  tuple(filter(None, about)))


def _printed(one: sharing.Printed, context: Context) -> Printed:
    label = context.lists.label
    return Printed(one.at, one.document, label("output_kind", one.output), label("identification_rule", one.level),
                   one.private, one.protected, one.given_to, one.purpose)


def _how(one: Printed) -> list[str]:
    """What is known of a print besides its name."""
    level = tr("clients by {level}").format(level=one.level.lower()) if one.level else ""
    return [*filter(None, (one.output, level, tr("with a passphrase") if one.protected else "",
                           tr("with private notes") if one.private else ""))]


def _shared_part(found: Sequence[Shared], sheet: Sheet) -> list[Flowable]:
    if not found:
        return paragraphs(sheet, tr("Nothing was noted as shared in this period."))
    columns = (Column(tr("Date"), 1), Column(tr("With"), 1.3), Column(tr("What, and in which way"), 2),
               Column(tr("For"), 1.5), Column(tr("Cases"), 1.1))
    rows = [(day_short(one.on), one.who, "\n".join(filter(None, (one.what, " · ".join(one.about)))), one.purpose,
             "\n".join(one.cases)) for one in found]
    return [noted(sheet, table(sheet, columns, rows), tr(
        "Cases talked about in a session are listed with those who were there."))]


def _printed_part(found: Sequence[Printed], sheet: Sheet) -> list[Flowable]:
    if not found:
        return paragraphs(sheet, tr("Nothing was printed or exported in this period."))
    columns = (Column(tr("When"), 101), Column(tr("Document"), 121), Column(tr("How"), 140),
               Column(tr("Given to"), 61, optional=True), Column(tr("For"), 59, optional=True))
    return [table(sheet, columns, [(moment_short(read_stamp(one.at)), one.document, ", ".join(_how(one)), one.given_to,
                                    one.purpose) for one in found])]
