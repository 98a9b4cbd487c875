"""The pages of a session record: every word of it, laid out in the order in which it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from reportlab.platypus import Flowable, PageBreak

from supervision_desktop.formats import day_short, day_text, minutes_text
from supervision_desktop.i18n import tr
from supervision_desktop.reports import reflections
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, facts, grid, kept, note, paragraphs, space, table
from supervision_desktop.reports.reflections import Reflected
from supervision_desktop.reports.style import Sheet

SLIP_LINES = 6
"""Lines to write on where somebody would like a change."""
LINE_HEIGHT = 24
SHORT_FACT = 60
"""Characters up to which a fact stands beside another one."""
GUTTER = 12
BOX = 11


@dataclass(frozen=True, repr=False)
class Attended:
    """One participant."""

    name: str
    role: str
    attendance: str


@dataclass(frozen=True, repr=False)
class AgreedAction:
    """An action as it was agreed."""

    text: str
    owner: str
    due_on: date | None


@dataclass(frozen=True, repr=False)
class Decided:
    """A decision with its four parts, its reason and what else was considered (ACT-07)."""

    action: str
    risk: str
    owner: str
    by_when: date | None
    rationale: str
    options: tuple[str, ...]
    case: str


@dataclass(frozen=True, repr=False)
class Said:
    """A topic or a case that was talked about, with what was noted on it."""

    title: str
    note: str
    case: str = ""


@dataclass(frozen=True, repr=False)
class SessionData:
    """Every word of a session's record."""

    frame: PageFrame
    facts: tuple[tuple[str, str], ...]
    present: tuple[Attended, ...]
    topics: tuple[Said, ...]
    words: tuple[tuple[str, str], ...]
    cases: tuple[Said, ...]
    decisions: tuple[Decided, ...]
    actions: tuple[AgreedAction, ...]
    no_actions: bool
    closing: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str, int], ...]
    caseload: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    recording: tuple[tuple[str, str], ...]
    agreement: tuple[str, ...]
    additions: tuple[tuple[date, str, str], ...]
    reflection: str = ""
    reflections: tuple[Reflected, ...] = ()
    private_reflections: tuple[Reflected, ...] = ()
    finished: bool = False
    slip_for: tuple[tuple[str, str], ...] = field(default=())
    send_to: str = ""
    seal: str = ""


def story(data: SessionData, sheet: Sheet) -> list[Flowable]:
    """The record laid out; each slip of agreement is a page of its own at the end."""
    found: list[Flowable] = [*_glance(sheet, data.facts), Heading(sheet, tr("Present")), _present(sheet, data.present)]
    found += _said(sheet, tr("What was talked about"), data.topics)
    found += [part for label, text in data.words for part in (Heading(sheet, label), *paragraphs(sheet, text))]
    found += _said(sheet, tr("Cases"), data.cases)
    for title, pairs in data.caseload:
        found.append(kept([Heading(sheet, title), *facts(sheet, pairs)]))
    found += reflections.pages(sheet, data.reflections, tr("Reflection"))
    found += _decisions(sheet, data.decisions)
    found += [Heading(sheet, tr("Actions")), *_actions(sheet, data)]
    found += [part for label, text in data.closing for part in (Heading(sheet, label), *paragraphs(sheet, text))]
    if len(data.parts) > 1:
        found.append(kept([Heading(sheet, tr("How the time was spent")), _parts(sheet, data.parts)]))
    if data.recording:
        found.append(kept([Heading(sheet, tr("Recording and automatic notes")), *facts(sheet, data.recording)]))
    for on, text, reason in data.additions:
        title = tr("Added on {day}").format(day=day_text(on))
        found.append(kept([Heading(sheet, title), *paragraphs(sheet, text), *note(sheet, reason)]))
    if data.reflection:
        found += [Heading(sheet, tr("Private reflection")), *paragraphs(sheet, data.reflection)]
    found += reflections.pages(sheet, data.private_reflections, tr("Private reflection"))
    slips = (part for name, role in data.slip_for for part in _slip(sheet, data, name, role))
    return [*found, *_agreement(sheet, data), *slips]


def _glance(sheet: Sheet, pairs: Sequence[tuple[str, str]]) -> list[Flowable]:
    """The facts twice beside each other, read down the left half first; long ones under them."""
    short = [pair for pair in pairs if len(pair[1]) <= SHORT_FACT]
    half = (len(short) + 1) // 2
    rows = [[paragraphs(sheet, text, style) for pair in (left, right)
             for text, style in zip(pair, ("label", "cell"), strict=True)]
            for left, right in zip_longest(short[:half], short[half:], fillvalue=("", ""))]
    label, value, line = sheet.width * 0.2, sheet.width * 0.3, sheet.colours["line"]
    table_ = grid(sheet, rows, [label, value - GUTTER, label, value + GUTTER], [
        ("LINEBELOW", (0, 0), (1, -1), 0.4, line), ("LINEBELOW", (2, 0), (-1, len(short) - half - 1), 0.4, line),
        ("RIGHTPADDING", (1, 0), (1, -1), GUTTER), ("TOPPADDING", (0, 0), (-1, -1), 2)], spaceBefore=2)
    return [*([table_] if rows else []), *facts(sheet, [pair for pair in pairs if len(pair[1]) > SHORT_FACT], share=0.2)]


def _present(sheet: Sheet, present: Sequence[Attended]) -> Flowable:
    columns = (Column(tr("Name"), 2), Column(tr("Role")), Column(tr("Attendance")))
    return table(sheet, columns, [(one.name, one.role, one.attendance) for one in present])


def _said(sheet: Sheet, title: str, lines: Sequence[Said]) -> list[Flowable]:
    if not lines:
        return []
    first, *rest = (_one_said(sheet, one) for one in lines)
    return [kept([Heading(sheet, title), *first[:2]]), *first[2:],
            *(part for parts in rest for part in (kept(parts[:2]), *parts[2:]))]


def _one_said(sheet: Sheet, one: Said) -> list[Flowable]:
    """What it was, over what was noted; its title stays out of the outline of the file, which names the large parts."""
    head = f"{one.title} · {one.case}" if one.case else one.title
    return [*paragraphs(sheet, head, "subheading"), *paragraphs(sheet, one.note)] if one.note else (
        paragraphs(sheet, head, "item", "–"))


def _decisions(sheet: Sheet, decisions: Sequence[Decided]) -> list[Flowable]:
    found: list[Flowable] = []
    for number, one in enumerate(decisions, 1):
        options = "\n".join(f"– {option}" for option in one.options)
        pairs = ((tr("Case"), one.case), (tr("Risk"), one.risk), (tr("Owner"), one.owner),
                 (tr("By"), day_text(one.by_when) if one.by_when else ""), (tr("Reason"), one.rationale),
                 (tr("Options considered"), options))
        head = Heading(sheet, f"{number}. {one.action or tr('Decision')}", 2)
        first = [Heading(sheet, tr("Decisions"))] if number == 1 else []
        found.append(kept([*first, head, *facts(sheet, pairs, share=0.24)]))
    return found


def _actions(sheet: Sheet, data: SessionData) -> list[Flowable]:
    if not data.actions:
        return paragraphs(sheet, tr("No actions arose.") if data.no_actions else tr("No action has been noted yet."))
    columns = (Column(tr("Action"), 3.4), Column(tr("Owner"), 1.3), Column(tr("By"), 0.9))
    return [table(sheet, columns, [(one.text, one.owner, day_short(one.due_on) if one.due_on else tr("no date"))
                                   for one in data.actions])]


def _parts(sheet: Sheet, parts: Sequence[tuple[str, str, int]]) -> Flowable:
    columns = (Column(tr("Purpose"), 2), Column(tr("Case"), 1.4), Column(tr("Time"), figures=True))
    rows = [(purpose, case, minutes_text(minutes)) for purpose, case, minutes in parts]
    return table(sheet, columns, rows, (tr("Total"), "", minutes_text(sum(minutes for *_, minutes in parts))))


def _agreement(sheet: Sheet, data: SessionData) -> list[Flowable]:
    """How far the record is agreed, in words that say no more than is known."""
    seal = note(sheet, tr("Seal of this record: {digits}").format(digits=data.seal)) if data.seal else []
    if not data.agreement:
        return [space(8), *seal] if seal else []
    lines = [part for words in data.agreement for part in paragraphs(sheet, words, "item", "–")]
    return [kept([Heading(sheet, tr("Agreement of this record")), *lines, *([space(6), *seal] if seal else [])])]


def _slip(sheet: Sheet, data: SessionData, name: str, role: str) -> list[Flowable]:
    """A page to fill in and send back."""
    words = tr("I have read this record. It says what we talked about and agreed, or I have noted below what I "
               "remember differently.")
    back = tr("Please send this page back to {who}, or answer in a line by e-mail.").format(who=data.send_to)
    return [PageBreak(), Heading(sheet, tr("Agreement slip"), 0), *paragraphs(sheet, " · ".join(data.frame.lead), "lead"),
            space(10), *paragraphs(sheet, words), space(6), _box(sheet, tr("I agree with this record.")),
            _box(sheet, tr("I would like this to be changed or added:")), _lines(sheet), space(10),
            _fields(sheet, name, role), space(16), *note(sheet, back)]


def _box(sheet: Sheet, words: str) -> Flowable:
    """A square to tick, and what it says."""
    return grid(sheet, [["", paragraphs(sheet, words)]], [BOX, sheet.width - BOX], [
        ("BOX", (0, 0), (0, 0), 0.9, sheet.colours["text"]), ("LEFTPADDING", (1, 0), (1, 0), 9),
        ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP")],
        rowHeights=[BOX], hAlign="LEFT", spaceBefore=6, spaceAfter=10)


def _lines(sheet: Sheet) -> Flowable:
    return grid(sheet, [[""]] * SLIP_LINES, [sheet.width], [
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, sheet.colours["line"])], rowHeights=[LINE_HEIGHT] * SLIP_LINES)


def _fields(sheet: Sheet, name: str, role: str) -> Flowable:
    """Name, signature and date, each above its line."""
    width = sheet.width
    head = [paragraphs(sheet, f"{name} ({role.lower()})", "cell_bold"), "", ""]
    labels = [paragraphs(sheet, words, "label") for words in (tr("Name"), tr("Signature"), tr("Date"))]
    return grid(sheet, [head, labels], [width * 0.38, width * 0.38, width * 0.24], [
        ("LINEBELOW", (0, 0), (0, 0), 0.5, sheet.colours["text"]), ("LINEBELOW", (1, 0), (1, 0), 0.5, sheet.colours["text"]),
        ("LINEBELOW", (2, 0), (2, 0), 0.5, sheet.colours["text"]), ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("RIGHTPADDING", (0, 0), (-1, -1), 14)], rowHeights=[48, 18])
