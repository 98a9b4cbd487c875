"""The CPD portfolio: who she is, what she did, what came of it, and the evidence, with its files behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cpd import CpdEntry
from supervision_desktop.domain.people import Person
from supervision_desktop.formats import day_short, day_text, minutes_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports import cpd_log
from supervision_desktop.reports.behind import goes_behind, with_files
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, facts, kept, note, noted, table
from supervision_desktop.reports.report import Context, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import attachments, cpd, profile
from supervision_desktop.store.attachments import Files

ID = "cpd_portfolio"
TITLE = mark("CPD portfolio")
CASES, LEVEL = True, "reference"
"""Reflections may speak of clients, so its PDF is protected unless somebody decides otherwise."""
SAID = ("plan", "did", "reflection", "applied", "client_effect", "next_step")

Params = cpd_log.Params


@dataclass(frozen=True, repr=False)
class Statement:
    """One entry with everything that was written about it."""

    on: date
    title: str
    facts: tuple[str, ...]
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, repr=False)
class Evidence:
    """One file in the index; `number` is by what it is found."""

    number: int
    entry: str
    name: str
    size: int
    digest: str
    media_type: str


@dataclass(frozen=True, repr=False)
class PortfolioData:
    """Every word and figure of the portfolio."""

    frame: PageFrame
    name: str
    profile: tuple[tuple[str, str], ...]
    log: cpd_log.LogData
    statements: tuple[Statement, ...]
    evidence: tuple[Evidence, ...]


def collect(db: Session, params: Params, context: Context) -> PortfolioData:
    """The entries asked for with their words and files. Raises BadInput as the log does."""
    log = cpd_log.collect(db, params, context)
    period, _ = cpd_log.period_of(db, params, context.today)
    rows = cpd_log.entries(db, params, period)
    entries = {one.id: one for one in db.scalars(select(CpdEntry))}
    told = [_statement(row, entries[row.id], context) for row in reversed(rows)]
    me = db.get(Person, SELF)
    return PortfolioData(
        page_frame(db, context, tr(TITLE), lead=(log.period,)), me.name if me else "", _profile(db, context), log,
        tuple(one for one in told if one.said), _evidence(db, rows))


def story(data: PortfolioData, sheet: Sheet) -> list[Flowable]:
    """The portfolio laid out."""
    found: list[Flowable] = [Heading(sheet, tr("Profile")), *facts(sheet, ((tr("Name"), data.name), *data.profile)),
                             Heading(sheet, tr("Summary")), *cpd_log.story(data.log, sheet)]
    if data.statements:
        found.append(Heading(sheet, tr("What came of it")))
    for one in data.statements:
        head = [Heading(sheet, one.title, 2), *note(sheet, " · ".join((day_text(one.on), *one.facts)))]
        found += [kept(head), *facts(sheet, one.said)]
    return [*found, *_index(sheet, data.evidence)]


def behind(pdf: bytes, data: PortfolioData, files: Files, told: Callable[[int], None]) -> bytes:
    """The portfolio with its PDFs and pictures behind it, in the order of the index."""
    wanted = [(one.digest, one.media_type) for one in data.evidence if goes_behind(one.media_type)]
    return with_files(pdf, files, wanted, told) if wanted else pdf


def _index(sheet: Sheet, evidence: Sequence[Evidence]) -> list[Flowable]:
    if not evidence:
        return []
    shown = table(sheet, (Column(tr("No."), 0.5, figures=True), Column(tr("File"), 2.6), Column(tr("Belongs to"), 2.6),
                          Column(tr("Size"), 0.8, figures=True)),
                  [(str(one.number), one.name, one.entry, attachments.size_text(one.size)) for one in evidence])
    return [Heading(sheet, tr("Evidence")), noted(sheet, shown, tr(
        "PDFs and pictures follow in this order, where they can be read. Others lie with the entry."))]


def _profile(db: Session, context: Context) -> tuple[tuple[str, str], ...]:
    known, fields = profile.experience(db, context.today), [one.field for one in profile.fields(db) if one.active]
    years = known.case_management_years
    return ((tr("Years in case management"), "" if years is None else str(years)),
            (tr("Fields of practice"), ", ".join(context.lists.label("practice_fields", one) for one in fields)))


def _statement(row: cpd.CpdRow, entry: CpdEntry, context: Context) -> Statement:
    about = (context.lists.label("cpd_kind", row.kind), minutes_text(row.minutes) if row.minutes else "", row.provider)
    said = [(str(CpdEntry.__table__.c[name].info["field"].label), getattr(entry, name)) for name in SAID
            if getattr(entry, name)]
    how = context.lists.label("cpd_sharing", entry.shared_how) if entry.shared_how else ""
    on = day_short(entry.shared_on) if entry.shared_on else ""
    shared = ", ".join(filter(None, (": ".join(filter(None, (how, entry.shared_with))), on)))
    if shared or entry.shared_effect:
        said.append((tr("Passed on"), "\n".join(filter(None, (shared, entry.shared_effect)))))
    return Statement(row.on, row.title, tuple(filter(None, about)), tuple(said))


def _evidence(db: Session, rows: Sequence[cpd.CpdRow]) -> tuple[Evidence, ...]:
    found = [(row.title, one) for row in reversed(rows) if row.files for one in attachments.rows(db, row.id)]
    return tuple(Evidence(number, title, one.name, one.size, one.digest, one.media_type)
                 for number, (title, one) in enumerate(found, 1))
