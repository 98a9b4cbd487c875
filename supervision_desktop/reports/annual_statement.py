"""Annual supervision statement for a body: sessions, hours, supervisors, rules with figures; no client data (RPT-03).

It says what was held and what was asked, and leaves the judgement to who reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence_strip import Cell
from supervision_desktop.domain.people import Person
from supervision_desktop.fields.kinds import Choice, YesNo
from supervision_desktop.formats import day_text, minutes_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.cadence import months_of, months_table
from supervision_desktop.reports.cadence_chart import key, strip
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, facts, kept, note, paragraphs, table
from supervision_desktop.reports.period import Period, PeriodParams, period_of
from supervision_desktop.reports.report import Context, CsvTable, asks, page_frame
from supervision_desktop.reports.signatures import Signature, signature_blocks
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import cadence_statement, due_diligence
from supervision_desktop.services import cadence_words as words
from supervision_desktop.services.cadence_around import FieldState
from supervision_desktop.services.cadence_statement import Giver, Kind, RuleFigures, Statement

ID = "annual_statement"
TITLE = mark("Annual supervision statement")
CASES = False
GROUPS = (("arrangement", mark("How we met")), ("focus", mark("What it was for")), ("delivery_format", mark("Format")))
CONFIRMING = 3
"""Supervisors who have a place to confirm on one page."""
YEAR_DAYS = (360, 372)
"""A period of about so many days is a year, and hours may be set beside what is asked for a year."""


@dataclass(frozen=True)
class Params(PeriodParams):
    """The period, for which body, and whether supervisors confirm it."""

    body: str = field(default="", metadata=asks(
        Choice(mark("For which body"), mark("Empty: for any; what other bodies ask is then left in"), list_id="bodies",
               own=True)))
    confirm: bool = field(default=False, metadata=asks(
        YesNo(mark("With a place for supervisors to confirm"), mark("A line to sign for each, three at most"))))


@dataclass(frozen=True, repr=False)
class KindTable:
    """Sessions and minutes by one kind."""

    title: str
    kinds: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, repr=False)
class StatementData:
    """Every figure and word of the statement."""

    frame: PageFrame
    practitioner: str
    period: str
    sessions: int
    minutes: int
    supervisors: tuple[tuple[str, str, int, int], ...]
    kinds: tuple[KindTable, ...]
    rules: tuple[tuple[str, str, str, str], ...]
    lines: tuple[str, ...]
    cells: tuple[Cell, ...]
    months: tuple[tuple[str, str, int], ...]
    fields: tuple[tuple[str, str], ...]
    actions: str
    confirm: tuple[str, ...]


def collect(db: Session, params: Params, context: Context) -> StatementData:
    """The figures of the period. Raises BadInput where the days contradict each other."""
    period, label = period_of(params, context.today), context.lists.label
    found = cadence_statement.statement(db, period.starts, period.ends, context.today, params.body)
    me = db.get(Person, SELF)
    body = tr("for {body}").format(body=label("bodies", params.body)) if params.body else ""
    frame = page_frame(db, context, tr(TITLE), lead=tuple(filter(None, (body, period.text))))
    return StatementData(
        frame, me.name if me else "", period.text, found.whole.sessions, found.whole.minutes,
        tuple(_giver(db, one, context) for one in found.givers), _kinds(found, context),
        tuple(_rule(one, period, context) for one in found.rules),
        tuple(one.row.printed_line for one in found.rules if one.row.printed_line),
        tuple(found.cells), months_of(found.cells),
        tuple((label("practice_fields", one.field), _field(one)) for one in found.fields), _actions(found),
        tuple(one.name for one in found.givers[:CONFIRMING]) if params.confirm else ())


def story(data: StatementData, sheet: Sheet) -> list[Flowable]:
    """The statement laid out."""
    made: list[Flowable] = [*facts(sheet, (
        (tr("Practitioner"), data.practitioner),
        (tr("Supervision"), (tr("1 session, {time}") if data.sessions == 1 else tr("{n} sessions, {time}")).format(
            n=data.sessions, time=minutes_text(data.minutes))),
        (tr("Actions from it"), data.actions)))]
    if data.supervisors:
        made.append(kept([Heading(sheet, tr("Supervisors")), table(
            sheet, (Column(tr("Name"), 1.6), Column(tr("Profession and registrations"), 2.2),
                    Column(tr("Sessions"), 0.8, True), Column(tr("Time"), 1, True)),
            [(name, who, str(count), minutes_text(minutes)) for name, who, count, minutes in data.supervisors])]))
    if data.kinds:
        made.append(kept([Heading(sheet, tr("Sessions by kind")), table(
            sheet, (Column(tr("By"), 1.2), Column(tr("Kind"), 2), Column(tr("Sessions"), 0.8, True),
                    Column(tr("Time"), 1, True)),
            [(one.title if not place else "", name, str(count), minutes_text(minutes))
             for one in data.kinds for place, (name, count, minutes) in enumerate(one.kinds)])]))
    # The months stay with the signatures: a page of signatures alone could belong to anything.
    return [*made, *_rules(data, sheet), kept([
        Heading(sheet, tr("Months")), strip(sheet, data.cells), *note(sheet, key()), months_table(sheet, data.months),
        *_fields(data, sheet), *_signed(data, sheet)])]


def rows(data: StatementData) -> CsvTable:
    """All figures for a spreadsheet, minutes as plain numbers."""
    found = [(tr("Supervision"), "", str(data.sessions), str(data.minutes)),
             *((tr("Supervisors"), name, str(count), str(minutes)) for name, _, count, minutes in data.supervisors),
             *((one.title, name, str(count), str(minutes)) for one in data.kinds for name, count, minutes in one.kinds),
             *((tr("Months"), month, str(held), "") for month, _, held in data.months)]
    return CsvTable((tr("Part"), tr("Which"), tr("Sessions"), tr("Minutes")), found)


def _rules(data: StatementData, sheet: Sheet) -> list[Flowable]:
    if not data.rules:
        return []
    parts: list[Flowable] = [Heading(sheet, tr("How often")), table(
        sheet, (Column(tr("Rule"), 1.6), Column(tr("Source"), 1.2), Column(tr("Asks for"), 1.6), Column(tr("Held"), 1.6)),
        data.rules)]
    parts += [part for one in data.lines for part in paragraphs(sheet, one)]
    return [kept([*parts, *note(sheet, tr(
        "Each rule is counted by itself, in whole months, quarters or weeks of which most lie in the period. Time in which "
        "no supervision was expected leaves the count, and so does a running month without a session."))])]


def _fields(data: StatementData, sheet: Sheet) -> list[Flowable]:
    if not data.fields:
        return []
    return [Heading(sheet, tr("Fields of practice")), table(
        sheet, (Column(tr("Field"), 2), Column(tr("Supervision that had to do with it"), 2)), data.fields)]


def _signed(data: StatementData, sheet: Sheet) -> list[Flowable]:
    names = [Signature(tr("Practitioner"), data.practitioner),
             *(Signature(tr("Supervisor, to confirm"), name) for name in data.confirm)]
    return [*paragraphs(sheet, tr(
        "Drawn from the practitioner's own records. Appraisal, line management, training, mentoring and check-ins are not "
        "counted. It names no client.")), signature_blocks(sheet, names)]


def _giver(db: Session, one: Giver, context: Context) -> tuple[str, str, int, int]:
    """A supervisor with what they are registered as, and in which other roles they meet her (SUP-21)."""
    label = context.lists.label
    registered = [" ".join(filter(None, (label("bodies", body), number))) for body, number in one.registrations]
    profession = [label("professions", one.profession)] if one.profession else []
    roles = ", ".join(label("double_roles", role).lower() for role in due_diligence.double_roles(db, one.person_id).kinds)
    also = [tr("Also: {roles}").format(roles=roles)] if roles else []
    return one.name, ". ".join(filter(None, (", ".join([*profession, *registered]), *also))), one.sessions, one.minutes


def _kinds(found: Statement, context: Context) -> tuple[KindTable, ...]:
    groups: Sequence[Sequence[Kind]] = (found.arrangements, found.focuses, found.formats)
    return tuple(
        KindTable(tr(title), tuple((context.lists.label(list_id, one.key) if one.key else tr("Not noted"), one.sessions,
                                    one.minutes) for one in kinds))
        for (list_id, title), kinds in zip(GROUPS, groups, strict=True) if any(one.key for one in kinds))


def _rule(one: RuleFigures, period: Period, context: Context) -> tuple[str, str, str, str]:
    label, row = context.lists.label, one.row
    held = [words.share(one.figures, row.rule.unit)] if one.figures and row.rule else []
    if row.year_minutes:
        year = YEAR_DAYS[0] <= (period.ends - period.starts).days + 1 <= YEAR_DAYS[1]
        held.append(words.hours(one.minutes, row.year_minutes if year else None))
    return words.name(row, label), words.source(row, label), words.asks(row, label), "; ".join(held)


def _field(one: FieldState) -> str:
    if one.in_window and one.last is not None:
        return tr("Last on {day}").format(day=day_text(one.last))
    return tr("None in this period")


def _actions(found: Statement) -> str:
    if not found.agreed:
        return tr("None noted")
    return tr("{n} agreed, {done} of them finished").format(n=found.agreed, done=found.finished)
