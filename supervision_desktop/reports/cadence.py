"""How often supervision happened: her own overview, each rule by itself, with what was missed and what is ahead (CAD)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence_rules import window
from supervision_desktop.domain.cadence_strip import Cell
from supervision_desktop.formats import day_short, minutes_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.cadence_chart import key, strip
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, bullets, facts, kept, note, paragraphs, table
from supervision_desktop.reports.period import Period
from supervision_desktop.reports.report import Context, CsvTable, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import cadence, cadence_view
from supervision_desktop.services import cadence_words as words
from supervision_desktop.services.cadence import RuleState
from supervision_desktop.services.cadence_view import AHEAD, COMPLETE, View

ID = "cadence"
TITLE = mark("How often supervision happened")
CASES = False


@dataclass(frozen=True)
class Params:
    """Nothing is asked: it is the last twelve months, as on the screen."""


@dataclass(frozen=True, repr=False)
class RuleFacts:
    """One rule in words."""

    name: str
    source: str
    asks: str
    held: str
    due: str
    more: tuple[tuple[str, str], ...]


@dataclass(frozen=True, repr=False)
class CadenceData:
    """Every figure of the overview."""

    frame: PageFrame
    period: str
    cells: tuple[Cell, ...]
    months: tuple[tuple[str, str, int], ...]
    by_focus: tuple[tuple[str, int], ...]
    minutes: int
    rules: tuple[RuleFacts, ...]
    fields: tuple[tuple[str, str, str], ...]
    missed: tuple[str, ...]
    time_off: tuple[tuple[str, str, str], ...]


def collect(db: Session, params: Params, context: Context) -> CadenceData:
    """The last twelve months, and what is due."""
    found, label = cadence_view.view(db, context.today), context.lists.label
    first = window(context.today)[0]
    period = Period(first, context.today).text
    frame = page_frame(db, context, tr(TITLE), lead=(period,), confidential=mark("Confidential: for your own use."))
    return CadenceData(
        frame, period, tuple(found.cells), months_of(found.cells),
        tuple((label("focus", one) if one else tr("No focus named"), minutes) for one, minutes in found.by_focus.items()),
        found.minutes, tuple(_rule(state, found, context) for state in found.states),
        tuple((label("practice_fields", one.field), label("framework_level", one.level) if one.level else "",
               words.field(one)) for one in found.fields),
        _missed(found, context), tuple(_times_off(db, first)))


def story(data: CadenceData, sheet: Sheet) -> list[Flowable]:
    """The overview laid out."""
    made: list[Flowable] = [strip(sheet, data.cells), *note(sheet, key()), *_rules(sheet, data.rules)]
    made.append(kept([Heading(sheet, tr("Month by month")), months_table(sheet, data.months)]))
    if data.by_focus:
        made.append(kept([Heading(sheet, tr("Hours this year by focus")), table(
            sheet, (Column(tr("Focus"), 3), Column(tr("Time"), 1, True)),
            [(name, minutes_text(minutes)) for name, minutes in data.by_focus], (tr("In all"), minutes_text(data.minutes))),
            *note(sheet, tr("A session with several focuses counts under each."))]))
    if data.fields:
        made.append(kept([Heading(sheet, tr("Fields of practice")), table(
            sheet, (Column(tr("Field"), 2), Column(tr("Level"), 0.6), Column(tr("Supervision that had to do with it"), 2)),
            data.fields)]))
    if data.missed:
        made.append(kept([Heading(sheet, tr("Sessions that did not happen")), *bullets(sheet, data.missed)]))
    if data.time_off:
        made.append(kept([Heading(sheet, tr("Time off")), table(
            sheet, (Column(tr("From")), Column(tr("To")), Column(tr("Reason"), 2)), data.time_off)]))
    return made


def rows(data: CadenceData) -> CsvTable:
    """The months for a spreadsheet."""
    return CsvTable((tr("Month"), tr("State"), tr("Sessions held")),
                    [(month, state, str(held)) for month, state, held in data.months])


def months_of(cells: Sequence[Cell]) -> tuple[tuple[str, str, int], ...]:
    """The twin of the drawing: month, state in a word, sessions held."""
    return tuple((words.cell_title(cell), words.cell_word(cell), cell.held) for cell in cells)


def months_table(sheet: Sheet, months: Sequence[tuple[str, str, int]]) -> Flowable:
    """The same as a table, its second half beside the first."""
    half = -(-len(months) // 2)
    cells = [(month, state, str(held)) for month, state, held in months] + [("", "", "")] * (half * 2 - len(months))
    heads = (Column(tr("Month"), 1.2), Column(tr("State"), 1), Column(tr("Sessions"), 0.9, True))
    gap = Column("", 0.3)
    return table(sheet, (*heads, gap, *heads),
                 [(*left, "", *right) for left, right in zip(cells[:half], cells[half:], strict=True)])


def _rules(sheet: Sheet, rules: Sequence[RuleFacts]) -> list[Flowable]:
    if not rules:
        return paragraphs(sheet, tr("No rule is adopted; the months above are as they were."))
    made: list[Flowable] = [Heading(sheet, tr("Rules"))]
    for one in rules:
        told = ((tr("Source"), one.source), (tr("Asks for"), one.asks), (tr("Held"), one.held), (tr("Due"), one.due),
                *one.more)
        made.append(kept([Heading(sheet, one.name, 2), *facts(sheet, [pair for pair in told if pair[1]])]))
    return made


def _rule(state: RuleState, found: View, context: Context) -> RuleFacts:
    label, row, figures = context.lists.label, state.row, state.figures
    held, more = list[str](), list[tuple[str, str]]()
    if figures is not None and row.rule is not None:
        held.append(", ".join(filter(None, (words.share(figures, row.rule.unit), words.spare(figures)))))
        if COMPLETE in found.shown:
            more.append((tr("Records"), words.complete(figures, row.rule.unit)))
        if AHEAD in found.shown and state.ahead is not None:
            more.append((tr("Diary ahead"), words.diary(state.ahead, row.rule.unit)))
    if row.year_minutes:
        held.append(tr("{hours} this year").format(hours=words.hours(state.year_held, row.year_minutes)))
    if state.only_group:
        more.append((tr("Group"), tr("Only group sessions counted here.")))
    due = f"{words.due_word(state, label)}. {words.due(state)}" if state.due else ""
    return RuleFacts(words.name(row, label), words.source(row, label), words.asks(row, label), "; ".join(held), due,
                     tuple(more))


def _missed(found: View, context: Context) -> tuple[str, ...]:
    return (*(f"{count} {words.missed_by(status)}" for status, count in found.missed.by),
            *(f"{count} × {context.lists.label('missed_barriers', key)}" for key, count in found.missed.barriers),
            *(f"{count} × {reason}" for reason, count in found.missed.reasons))


def _times_off(db: Session, first: date) -> list[tuple[str, str, str]]:
    return [(day_short(one.starts_on), day_short(one.ends_on) if one.ends_on else tr("goes on"), one.reason or "")
            for one in cadence.times_off(db)
            if one.person_id == SELF and (one.ends_on is None or one.ends_on >= first)]
