"""Figures about regular supervision in words, the same on screen and on paper. Facts: nothing is said to have failed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from supervision_desktop.domain.cadence_rules import EXCUSED, MET, NOT_MET, OPEN, WHOLE, Figures, Rule
from supervision_desktop.domain.cadence_strip import PART, PLANNED, Cell
from supervision_desktop.formats import MONTHS, basis_points_text, day_short, day_text, minutes_text, month_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services.cadence import BENCHMARK, RuleRow, RuleState
from supervision_desktop.services.cadence_around import FieldState
from supervision_desktop.services.cadence_people import SuperviseesMonth

Label = Callable[[str, str], str]
"""(list, key) -> what is shown."""
UNITS = {"week": (mark("1 week"), mark("{n} weeks")), "fortnight": (mark("1 fortnight"), mark("{n} fortnights")),
         "month": (mark("1 month"), mark("{n} months")), "quarter": (mark("1 quarter"), mark("{n} quarters")),
         "year": (mark("1 year"), mark("{n} years"))}
STATES = {MET: mark("Held"), NOT_MET: mark("None"), EXCUSED: mark("Time off"), OPEN: mark("Open"), PART: mark("Some"),
          PLANNED: mark("Planned")}
"""One word for each state of a cell."""
MISSED_BY = {
    "cancelled_by_supervisee": mark("called off by you"), "cancelled_by_supervisor": mark("called off by the supervisor"),
    "not_attended": mark("missed"), "rescheduled": mark("moved")}


def cell_title(cell: Cell) -> str:
    """What a cell stands for: 'Nov 2026', 'Oct–Dec 2026', '2026'."""
    if cell.unit == "year":
        return str(cell.first.year)
    if cell.unit == "quarter":
        last = MONTHS[cell.first.month + 1][:3]
        return f"{MONTHS[cell.first.month - 1][:3]}–{last} {cell.first.year}"
    if cell.unit in ("week", "fortnight"):
        return day_short(cell.first)
    return month_short(cell.first)


def cell_word(cell: Cell) -> str:
    """The state of a cell: 'Held', '2 held', '3 of 4', 'None', 'Time off'."""
    if cell.parts > 1 and cell.state in (MET, PART, NOT_MET):
        return tr("{n} of {all}").format(n=cell.done, all=cell.parts)
    if cell.state == MET and cell.held > 1:
        return tr("{n} held").format(n=cell.held)
    return tr(STATES[cell.state])


def asks(row: RuleRow, label: Label) -> str:
    """What a rule asks for: 'Once a month, caseload, of at least 45 min'."""
    parts = [often(row.rule, label)] if row.rule is not None else []
    if row.rule is not None and row.rule.focus:
        parts.append(" / ".join(sorted(label("focus", key) for key in row.rule.focus)).lower())
    if row.rule is not None and row.rule.least_minutes:
        parts.append(tr("of at least {time}").format(time=minutes_text(row.rule.least_minutes)))
    if row.rule is not None and row.rule.target < WHOLE:
        parts.append(tr("in {share} of {periods}").format(
            share=basis_points_text(row.rule.target), periods=tr(UNITS[row.rule.unit][1]).format(n=tr("the"))))
    if row.year_minutes:
        parts.append(tr("{time} a year").format(time=minutes_text(row.year_minutes)))
    return ", ".join(parts)


def often(rule: Rule, label: Label) -> str:
    """'Once a month'."""
    unit = label("cadence_unit", rule.unit).lower()
    times = {1: tr("Once"), 2: tr("Twice")}.get(rule.count, tr("{n} times").format(n=rule.count))
    return tr("{often} a {unit}").format(often=times, unit=unit)


def source(row: RuleRow, label: Label) -> str:
    """Whose rule it is; a borrowed one says that it is borrowed."""
    return tr("A benchmark of another setting (NHS)") if row.source == BENCHMARK else label("cadence_source", row.source)


def name(row: RuleRow, label: Label) -> str:
    """What a rule is called."""
    return label("bodies", row.name) if row.source == "body" and row.kind == "body_expectation" else row.name


def share(figures: Figures, unit: str) -> str:
    """'10 of 12 months, 83 %'; where nothing counts yet, that."""
    if figures.points is None:
        return tr("Nothing to count yet")
    whole = amount(figures.counted, unit)
    return tr("{n} of {all}, {share}").format(n=figures.met, all=whole, share=percent(figures.points, figures.target))


def spare(figures: Figures) -> str:
    """How many more may be without a session; plain numbers where it is too late for that."""
    if not figures.counted:
        return ""
    if figures.left_to_miss < 0:
        return tr("{n} asked for").format(n=figures.needed)
    if figures.left_to_miss == 0:
        return tr("none may be missed") if figures.allowed == 0 else tr("no more may be missed")
    return tr("{n} more may be missed").format(n=figures.left_to_miss)


def complete(figures: Figures, unit: str) -> str:
    """Held beside held and finished, two figures and never one (CAD-12)."""
    if figures.points is None or figures.complete_points is None:
        return ""
    return tr("Held in {a} ({x}), with a finished record in {b} ({y})").format(
        a=amount(figures.met, unit), x=percent(figures.points), b=figures.complete, y=percent(figures.complete_points))


def diary(figures: Figures, unit: str) -> str:
    """'Planned in 8 of 12 months ahead, 67 %. Nothing yet in Mar 2027, Jun 2027.' (CAD-04)."""
    empty = [_period(p.first, unit) for p in figures.periods if p.state != MET]
    words = tr("Planned in {n} of {all} ahead, {share}.").format(
        n=figures.met, all=amount(len(figures.periods), unit), share=percent(figures.met * WHOLE // len(figures.periods)))
    return f"{words} {tr('Nothing yet in {names}.').format(names=', '.join(empty))}" if empty else words


def due(state: RuleState) -> str:
    """'Next by 10 October 2026'; what is planned stands beside it."""
    if state.due is None:
        return ""
    words = tr("Next by {day}").format(day=day_text(state.due))
    planned = tr("planned for {day}").format(day=day_text(state.planned_on)) if state.planned_on else tr("none planned")
    return f"{words}, {planned}"


def due_word(state: RuleState, label: Label) -> str:
    """'In time', 'Due soon', 'Past its date', 'Time off'."""
    return tr(STATES[EXCUSED]) if state.due_state == EXCUSED else label("due_state", state.due_state)


def hours(held: int, asked: int | None = None) -> str:
    """'4.5 of 6 hours', rounded down so that it never says more than was held; beyond it, '9 hours, 6 asked for'."""
    done = f"{held * 10 // 60 / 10:g}"
    if asked:
        wanted = f"{asked / 60:.2f}".rstrip("0").rstrip(".")
        words = tr("{n} of {all} hours") if held < asked else tr("{n} hours, {all} asked for")
        return words.format(n=done, all=wanted)
    return tr("1 hour") if done == "1" else tr("{n} hours").format(n=done)


def missed_by(status: str) -> str:
    """Who called a session of hers off."""
    return tr(MISSED_BY.get(status, status))


def field(state: FieldState) -> str:
    """When supervision last had to do with a field (CAD-15)."""
    if state.in_window and state.last is not None:
        return tr("last on {day}").format(day=day_text(state.last))
    before = tr(", last on {day}").format(day=day_text(state.last)) if state.last else ""
    return tr("none in 12 months") + before


def supervisees(found: SuperviseesMonth) -> str:
    """'November 2026: 4 of 5 supervisees with a caseload had a session, 80 %; 80 % asked for, reached' (SVE-05)."""
    if found.points is None:
        return tr("{month}: nobody you supervise has a caseload noted here").format(month=_month(found.month))
    words = tr("{month}: {n} of {all} supervisees with a caseload had a session, {share}").format(
        month=_month(found.month), n=len(found.met), all=len(found.met) + len(found.missing),
        share=percent(found.points, found.target))
    if not found.judged:
        return words
    wanted = percent(found.target)
    reached = (tr("reaches the {share} you set") if found.reached else tr("below the {share} you set"))
    return f"{words}, {reached.format(share=wanted)}"


def amount(count: int, unit: str) -> str:
    """'12 months'."""
    one, many = UNITS[unit]
    return tr(one) if count == 1 else tr(many).format(n=count)


def percent(points: int, asked: int = WHOLE) -> str:
    """Whole per cent from basis points: 83 % from 8333; '79.5 %' where rounding would reach what is asked and it did not."""
    nearest = (points + 50) // 100
    if points < asked <= nearest * 100:
        return f"{points // 10 / 10:g} %"
    return f"{nearest} %"


def _period(first: date, unit: str) -> str:
    return cell_title(Cell(first, unit, OPEN, 0))


def _month(first: date) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}"
