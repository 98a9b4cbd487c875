"""The caseload in brief: one page about the practitioner's own cases for her supervisor, by reference only (SVE-03)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.formats import day_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import grid, note, paragraphs
from supervision_desktop.reports.report import Context, CsvTable, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import supervising
from supervision_desktop.services.supervising import CaseloadRow

ID = "caseload_brief"
TITLE = mark("Caseload in brief")
FEW = 16
"""Cases up to which larger letters surely fit the page."""
CASES, LEVEL = True, "reference"
GROUPS = 4
"""States or fields that are counted by name; further ones together."""
ROOM = 545
"""Points of a page below the practice's name for its other lines and the cases; more cases are only counted."""
PAD = 7
"""Points above and below the words of a row, together."""
LOGO = 40
"""Points that the tallest logo takes below the first line of the letterhead."""
WIDE = 95
"""Characters after which a line of the letterhead may turn."""
SHARES = (1, 1.6, 1.5, 1, 1.2, 1.2, 1.9)


@dataclass(frozen=True)
class Params:
    """Nothing is asked: it holds the caseload as it stands."""


@dataclass(frozen=True, repr=False)
class Line:
    """One case."""

    reference: str
    field: str
    state: str
    risk: str
    since: date | None
    discussed: date | None
    flag: str


@dataclass(frozen=True, repr=False)
class BriefData:
    """Counts of the whole caseload, and the cases that have room."""

    frame: PageFrame
    count: int
    states: tuple[tuple[str, int], ...]
    fields: tuple[tuple[str, int], ...]
    lines: tuple[Line, ...]


def collect(db: Session, params: Params, context: Context) -> BriefData:
    """Own open cases: those to discuss first, then those longest not discussed."""
    found = supervising.caseload(db)
    frame = page_frame(db, context, tr(TITLE), lead=(tr("For supervision; cases stand under their references."),))
    return BriefData(
        frame, len(found), _counted(context.lists.label("case_status", row.status) for row in found),
        _counted(context.lists.label("practice_fields", row.field) for row in found if row.field),
        tuple(_line(row, context) for row in found))


def story(data: BriefData, sheet: Sheet) -> list[Flowable]:
    """One page, whatever the caseload."""
    if not data.lines:
        return paragraphs(sheet, tr("There is no open case on your caseload."))
    cells = _fitting(data, sheet)
    count = tr("1 open case") if data.count == 1 else tr("{n} open cases").format(n=data.count)
    counts = [f"{count}.", *(f"{title} {_in_words(pairs)}." for title, pairs in (
        (tr("By state:"), data.states), (tr("By field:"), data.fields)) if pairs)]
    found = [*paragraphs(sheet, " ".join(counts)), _table(sheet, cells)]
    if len(cells) < data.count:
        found += note(sheet, tr("Shown are the {n} cases to discuss or longest not discussed; {rest} more are only "
                                "counted.").format(n=len(cells), rest=data.count - len(cells)))
    return found


def rows(data: BriefData) -> CsvTable:
    """Every open case for a spreadsheet, dates as 2025-07-04."""
    return CsvTable(_titles(), [
        (line.reference, line.field, line.state, line.risk, line.since.isoformat() if line.since else "",
         line.discussed.isoformat() if line.discussed else "", line.flag) for line in data.lines])


def _titles() -> tuple[str, ...]:
    return (tr("Case"), tr("Field"), tr("State"), tr("Own level"), tr("With me since"), tr("Last discussed"),
            tr("To discuss"))


def _widths(sheet: Sheet) -> list[float]:
    return [sheet.width * share / sum(SHARES) for share in SHARES]


def _fitting(data: BriefData, sheet: Sheet) -> list[list[str]]:
    """The cells of as many cases as the page holds; each cell has at most two lines."""
    look, found = sheet.style("dense_8"), list[list[str]]()
    head = sum(12 * (1 + len(words) // WIDE) for words in data.frame.contact)
    left = ROOM - (max(head, LOGO) if data.frame.logo else head)
    for line in data.lines:
        cells = [_cut(sheet, words, width - PAD) for words, width in zip(_cells(line), _widths(sheet), strict=True)]
        left -= max(rows for _, rows in cells) * look.leading + PAD
        if left < 0:
            break
        found.append([words for words, _ in cells])
    return found


def _table(sheet: Sheet, rows: Sequence[Sequence[str]]) -> Flowable:
    head = [paragraphs(sheet, words, "cell_head") for words in _titles()]
    style = "dense_9" if len(rows) <= FEW else "dense_8"
    cells = [[paragraphs(sheet, words, style) for words in row] for row in rows]
    colours = sheet.colours
    return grid(sheet, [head, *cells], _widths(sheet), [
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, colours["text"]), ("LINEBELOW", (0, -1), (-1, -1), 0.5, colours["line"]),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [None, colours["zebra"]]), ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3)], spaceBefore=4, spaceAfter=8)


def _cells(line: Line) -> tuple[str, ...]:
    return (line.reference, line.field, line.state, line.risk, day_short(line.since) if line.since else "",
            day_short(line.discussed) if line.discussed else tr("not yet"), line.flag)


def _cut(sheet: Sheet, words: str, room: float) -> tuple[str, int]:
    """Words as far as two lines go, and the lines they take; a second line is not quite full where words turn."""
    size, bare = sheet.style("dense_8").fontSize, " ".join(words.split())[:200]
    if sheet.fonts.width(bare, size) <= room:
        return bare, 1
    most = 1.6 * room
    if sheet.fonts.width(bare, size) > most:
        while bare and sheet.fonts.width(bare + "…", size) > most:
            bare = bare[:-1]
        bare = bare.rstrip() + "…"
    return bare, 2


def _line(row: CaseloadRow, context: Context) -> Line:
    label = context.lists.label
    return Line(row.reference, label("practice_fields", row.field) if row.field else "",
                label("case_status", row.status), label("risk_level", row.risk) if row.risk else "", row.since,
                row.discussed, row.flag)


def _counted(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """The most frequent ones by name; the rest together."""
    found = Counter(words).most_common()
    rest = sum(count for _, count in found[GROUPS:])
    return (*found[:GROUPS], *(((tr("other"), rest),) if rest else ()))


def _in_words(pairs: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{words.lower()[:40]} {count}" for words, count in pairs)
