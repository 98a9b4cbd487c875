"""The comparison of candidates: the same words as on screen, up to five beside each other on one broad page (SUP-09)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.platypus import Flowable, PageBreak, Table
from sqlalchemy.orm import Session

from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Commands, grid, paragraphs
from supervision_desktop.reports.report import Context, CsvTable, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services.comparison import Line, comparison

ID = "supervisor_comparison"
TITLE = mark("Comparison of supervisors")
CASES = False
BROAD = True
MOST = 5
"""Candidates beside each other on one page."""
STYLES = ("dense_9", "dense_8", "dense_7")
"""The largest in which a page holds every criterion is taken."""
SHARES = (0.095, 0.19)
"""Of the width, for the group and for the name of a criterion."""
NEED = 300
"""Characters of the need that stand over the table."""


@dataclass(frozen=True)
class Params:
    """Nothing is asked: it holds whom the screen compares."""


@dataclass(frozen=True, repr=False)
class ComparisonData:
    """The names over the columns, and the rows as on screen."""

    frame: PageFrame
    names: tuple[str, ...]
    lines: tuple[Line, ...]
    order: str


class Fitted(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """A table in the largest of some styles in which it fits what is left of its page."""

    def __init__(self, make: Callable[[str], Table]) -> None:
        super().__init__()
        self._make, self._inner = make, make(STYLES[0])

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Tries one style after the other; the smallest runs on to another page."""
        for style in STYLES:
            self._inner = self._make(style)
            self.width, self.height = self._inner.wrap(width, height)
            if self.height <= height:
                break
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """As the table itself: its heads stand again on the next page."""
        return list(self._inner.split(width, height))

    def draw(self) -> None:
        """The table."""
        self._inner.drawOn(self.canv, 0, 0)


def collect(db: Session, params: Params, context: Context) -> ComparisonData:
    """Everybody who is compared, in the order of the screen."""
    found = comparison(db, context.lists, context.today)
    need = " ".join(found.need.split())
    short = need if len(need) <= NEED else f"{need[:NEED].rstrip()}…"
    lead = (*((tr("Needed for: {need}").format(need=short),) if short else ()), found.order)
    frame = page_frame(db, context, tr(TITLE), lead=lead if found.candidates else ())
    # A broad page is short: the letterhead stands in one line.
    return ComparisonData(replace(frame, contact=tuple(filter(None, (" · ".join(frame.contact),)))),
                          tuple(one.name for one in found.candidates), found.lines, found.order)


def story(data: ComparisonData, sheet: Sheet) -> list[Flowable]:
    """Five candidates a page, each page with every criterion."""
    if not data.names:
        return paragraphs(sheet, tr("There is nobody to compare yet."))
    found: list[Flowable] = []
    for start in range(0, len(data.names), MOST):
        if start:
            found.append(PageBreak())
        found.append(Fitted(_maker(data, range(start, min(start + MOST, len(data.names))), sheet)))
    return found


def rows(data: ComparisonData) -> CsvTable:
    """The comparison for a spreadsheet."""
    return CsvTable((tr("Group"), tr("Criterion"), *data.names),
                    [(line.group, line.label, *line.cells) for line in data.lines])


def _maker(data: ComparisonData, columns: range, sheet: Sheet) -> Callable[[str], Table]:
    def make(style: str) -> Table:
        heads: list[object] = ["", "", *(paragraphs(sheet, data.names[n], f"{style}_bold") for n in columns)]
        cells = [heads, *_rows(data.lines, columns, sheet, style)]
        rest = sheet.width * (1 - sum(SHARES)) / max(len(columns), 2)
        return grid(sheet, cells, [*(sheet.width * share for share in SHARES), *[rest] * len(columns)],
                    _looks(data.lines, sheet, style), repeatRows=1, hAlign="LEFT")
    return make


def _rows(lines: Sequence[Line], columns: range, sheet: Sheet, style: str) -> Iterator[list[object]]:
    group = ""
    for line in lines:
        head = paragraphs(sheet, line.group, f"{style}_bold") if line.group != group else ""
        group = line.group
        yield [head, paragraphs(sheet, line.label, style),
               *(paragraphs(sheet, line.cells[n], style) for n in columns)]


def _looks(lines: Sequence[Line], sheet: Sheet, style: str) -> Commands:
    """Tight rows, a hairline over each group, light zebra across the criteria."""
    firsts = [place for place, line in enumerate(lines, 1) if place == 1 or line.group != lines[place - 2].group]
    look = sheet.style(style)
    return [("FONT", (0, 0), (-1, -1), look.fontName, look.fontSize, look.leading),
            ("TOPPADDING", (0, 0), (-1, -1), 0.1), ("BOTTOMPADDING", (0, 0), (-1, -1), 0.6),
            ("LEFTPADDING", (1, 0), (-1, -1), 3), ("LINEABOVE", (0, 1), (-1, 1), 0.8, sheet.colours["text"]),
            *(("LINEABOVE", (0, place), (-1, place), 0.5, sheet.colours["line"]) for place in firsts[1:]),
            ("LINEBELOW", (0, -1), (-1, -1), 0.5, sheet.colours["line"]),
            ("ROWBACKGROUNDS", (1, 1), (-1, -1), [None, sheet.colours["zebra"]])]
