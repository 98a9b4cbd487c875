"""The parts every document is made of: headings, text, facts, tables and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_lowercase
from typing import Any

from reportlab.platypus import Flowable, HRFlowable, KeepTogether, Paragraph, Spacer, Table

from supervision_desktop.reports.bidi import BidiParagraph
from supervision_desktop.reports.lines import Lines
from supervision_desktop.reports.style import Sheet
from supervision_desktop.reports.text import is_plain, is_right_to_left, line, markup, pieces

HEADING_STYLES = ("title", "heading", "subheading")
Commands = list[tuple[object, ...]]
PAD = 4
"""Points between the rule of a table and its words."""
GAP = 14
"""Points between figures, which stand at the right of their column, and words at the left of the next."""
BELOW = 44
"""Points that a heading wants of a text below it: three lines."""
STANDS = 34
"""Points from which a row of a table may stand alone on a page; lower ones stay with a neighbour."""
SHORT = 200
"""Points up to which a table rather goes to the next page whole than leave one row behind or take one along."""
TALLEST = 500
"""Points of room below which a row of a table waits for the next page."""
AMOUNTS = (0.5, 0.2)
"""Shares of the width for the name of a sum and for the sum."""
ALONE = 1_500
"""Characters from which a fact no longer fits a table cell and stands below its label."""


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its share of the width, and whether it holds figures (set to the right).

    An optional one is left out where no row has a word in it.
    """

    title: str
    share: float = 1
    figures: bool = False
    optional: bool = False


class _Rows(Table):  # type: ignore[misc]  # ReportLab ships no types
    """A table whose rows go to the next page whole; only one that is taller than a page is cut."""

    rest = False
    measured: float | None = None
    """The width its rows were last measured at."""

    def _calc(self, width: float, height: float) -> None:
        """Once for each width: ReportLab measures every cell at each look, and what stands above looks too."""
        if self.measured != width:
            super()._calc(width, height)
            self.measured = width

    def split(self, width: float, height: float) -> list[Flowable]:
        """Between rows where that is possible, no low one by itself. What is left over begins on a new page."""
        self._calc(width, height)
        heights = self._rowHeights
        room = min(height, sum(heights) - sum(_company(heights[self.repeatRows:][::-1])) + 0.01)
        between: list[_Rows] = self._splitRows(room) if room >= self._opening() else []
        for part in between[1:]:
            part.rest = True
        if between or (self.rest and height < TALLEST) or sum(heights) <= SHORT:
            return between
        return list(super().split(width, height))

    def least(self, width: float) -> float:
        """Points that its beginning takes: the heads and the first rows."""
        self._calc(width, TALLEST)
        heights, opening = self._rowHeights, self._opening()
        body = heights[self.repeatRows:]
        if len(_company(body)) + len(_company(body[::-1])) > len(body):
            opening = sum(heights)
        return opening if opening <= SHORT else sum(heights[:self.repeatRows]) + BELOW

    def _opening(self) -> float:
        heights = self._rowHeights
        return float(sum(heights[:self.repeatRows]) + sum(_company(heights[self.repeatRows:])))


class _Noted(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """A table and the note below it, which never goes to the next page without a row."""

    def __init__(self, rows: _Rows, words: Sequence[Flowable]) -> None:
        super().__init__()
        self.rows, self.words = rows, list(words)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Both, one below the other."""
        self.low = [(part, part.wrapOn(self.canv, width, height)[1]) for part in self.words]
        self.width, self.height = self.rows.wrapOn(self.canv, width, height)
        self.height += self.rows.getSpaceAfter() + sum(tall for _, tall in self.low)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """As the table; where only the note has no room its last rows go along."""
        _, tall = self.rows.wrapOn(self.canv, width, height)
        found = self.rows.split(width, min(height, tall - 1))
        return [*found[:-1], _Noted(found[-1], self.words)] if found else []

    def draw(self) -> None:
        """The table, then the note."""
        _, tall = self.rows.wrap(self.width, self.height)
        self.rows.drawOn(self.canv, 0, self.height - tall)
        low = self.height - tall - self.rows.getSpaceAfter()
        for part, deep in self.low:
            low -= deep
            part.drawOn(self.canv, 0, low)

    def getSpaceBefore(self) -> float:
        """Points above, as the table says."""
        return float(self.rows.getSpaceBefore())

    def getSpaceAfter(self) -> float:
        """Points below, as the note says."""
        return float(self.words[-1].getSpaceAfter())


class Heading(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """A heading, numbered or not, that also stands in the outline of the file."""

    def __init__(self, sheet: Sheet, text: str, level: int = 1, number: str = "") -> None:
        super().__init__()
        words = line(text, sheet.fonts)
        self.level, self.words = level, f"{number} {words}".strip()
        self.headed: Sequence[Flowable] = ()
        style = "numbered_heading" if number else HEADING_STYLES[level]
        found = paragraphs(sheet, words, style, number or None)
        self.inner: Flowable = found[0] if found else Spacer(0, 0)
        self.style = sheet.style(style)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As the paragraph inside; too tall for the page where there would be no room for what it heads."""
        self.width, self.height = self.inner.wrap(width, height)
        fits = height >= self.height + self.asks(width, self.canv)
        return self.width, self.height if fits else max(height, self.height) + 1

    def asks(self, width: float, canvas: Any) -> float:
        """Points that what it heads wants below it, so that it does not stand alone at the end of a page."""
        return _least(self.headed, width, self.getSpaceAfter(), canvas)

    def draw(self) -> None:
        """Draws the words and notes their place in the outline."""
        canvas = self.canv
        _, top = canvas.absolutePosition(0, self.height + PAD)
        key = f"heading-{canvas.getPageNumber()}-{top:.0f}-{self.words[:40]}"
        canvas.bookmarkPage(key, "XYZ", left=0, top=top)
        canvas.addOutlineEntry(self.words, key, min(self.level, self._deepest()))
        self.inner.drawOn(canvas, 0, 0)

    def getSpaceBefore(self) -> float:
        """Points above, as the style says."""
        return float(self.style.spaceBefore)

    def getSpaceAfter(self) -> float:
        """Points below, as the style says."""
        return float(self.style.spaceAfter)

    def _deepest(self) -> int:
        """An outline may not skip a level."""
        deepest = getattr(self.canv, "deepest_heading", -1) + 1
        self.canv.deepest_heading = min(self.level, deepest)
        return deepest


def paragraphs(sheet: Sheet, text: str, style: str = "body", bullet: str | None = None) -> list[Flowable]:
    """A text of any length, literally; a bullet or number stands before its first paragraph."""
    found: list[Flowable] = []
    for piece in pieces(text, sheet.fonts):
        mark = bullet if not found else None
        if is_right_to_left(piece):
            found.append(BidiParagraph(piece, sheet.style(style), sheet.fonts, mark))
        else:
            found.append(Paragraph(markup(piece, sheet.fonts), sheet.style(style), bulletText=mark))
    return found


def written(sheet: Sheet, text: str) -> list[Flowable]:
    """A text of several lines over the width of the page, literally: the body of a record."""
    return [part for piece in pieces(text, sheet.fonts) for part in (
        [Lines(piece, sheet.style("body"))] if is_plain(piece, sheet.fonts) else paragraphs(sheet, piece))]


def lead(story: Sequence[Flowable]) -> None:
    """Tells each heading what it heads."""
    for place, part in enumerate(story, 1):
        if isinstance(part, Heading):
            part.headed = story[place:place + 2]


def rule(sheet: Sheet) -> Flowable:
    """A hairline across the page."""
    return HRFlowable(width="100%", thickness=0.5, color=sheet.colours["line"], spaceBefore=0, spaceAfter=0)


def note(sheet: Sheet, text: str) -> list[Flowable]:
    """A quiet line below something."""
    return paragraphs(sheet, text, "note")


def noted(sheet: Sheet, rows: Flowable, text: str) -> Flowable:
    """A table with a quiet line below it that stays with its last rows."""
    return _Noted(rows, note(sheet, text))


def clauses(sheet: Sheet, number: int, texts: Iterable[Sequence[str]]) -> list[Flowable]:
    """Numbered clauses of a section, each one or more sentences: 3.1, 3.2 and so on."""
    return [part for place, sentences in enumerate(texts, 1)
            for part in paragraphs(sheet, _run_on(sentences), "clause", f"{number}.{place}")]


def bullets(sheet: Sheet, texts: Iterable[str]) -> list[Flowable]:
    """A list of points."""
    return [part for text in texts for part in paragraphs(sheet, text, "item", "•")]


def lettered(sheet: Sheet, texts: Sequence[str]) -> list[Flowable]:
    """A list of points that can be referred to: (a), (b) or, beyond the alphabet, (1), (2)."""
    marks = ascii_lowercase if len(texts) <= len(ascii_lowercase) else [str(n + 1) for n in range(len(texts))]
    return [part for mark, text in zip(marks, texts, strict=False) for part in paragraphs(sheet, text, "point", f"({mark})")]


def facts(sheet: Sheet, pairs: Iterable[tuple[str, str]], share: float = 0.3) -> list[Flowable]:
    """Labels and values in two columns; a very long value stands below its label."""
    found: list[Flowable] = []
    rows: list[list[object]] = []
    for label, value in pairs:
        if len(value) > ALONE:
            found += [*_facts_table(sheet, rows, share), Heading(sheet, label, 2), *paragraphs(sheet, value)]
            rows = []
        elif value.strip():
            rows.append([paragraphs(sheet, label, "label"), paragraphs(sheet, value, "cell")])
    return [*found, *_facts_table(sheet, rows, share)]


def amounts(sheet: Sheet, pairs: Sequence[tuple[str, str]]) -> list[Flowable]:
    """Labels and sums of money, these one below the other to the right."""
    cells = [[paragraphs(sheet, label, "label"), paragraphs(sheet, value, "cell_right")] for label, value in pairs]
    widths = [sheet.width * share for share in AMOUNTS]
    return [grid(sheet, cells, widths, [("LINEBELOW", (0, 0), (-1, -1), 0.4, sheet.colours["line"])],
                 spaceBefore=2, spaceAfter=6, hAlign="LEFT")] if cells else []


def two_columns(sheet: Sheet, titles: tuple[str, str], lists: tuple[Sequence[str], Sequence[str]]) -> list[Flowable]:
    """Two lists of points side by side under their titles."""
    half = sheet.width / 2
    cells = [[paragraphs(sheet, title, "cell_head") for title in titles],
             [lettered(sheet, texts) for texts in lists]]
    return [grid(sheet, cells, [half, half], [
        ("RIGHTPADDING", (0, 0), (-1, -1), 14), ("LINEBELOW", (0, 0), (-1, 0), 0.5, sheet.colours["line"]),
        ("TOPPADDING", (0, 1), (-1, 1), 6)], repeatRows=1, spaceAfter=6)]


def table(sheet: Sheet, columns: Sequence[Column], rows: Sequence[Sequence[str]], total: Sequence[str] = ()) -> Flowable:
    """A table whose heading row repeats on each page, with light zebra; a total row stands apart at the end."""
    shown = [place for place, column in enumerate(columns) if not column.optional or any(row[place] for row in rows)]
    if len(shown) < len(columns):
        columns, rows = [columns[place] for place in shown], [[row[place] for place in shown] for row in rows]
        total = [total[place] for place in shown] if total else ()
    widths = _widths(sheet, columns)
    cells = [_cells(sheet, columns, widths, [column.title for column in columns], "cell_head"),
             *(_cells(sheet, columns, widths, row, "cell") for row in rows)]
    if total:
        cells.append(_cells(sheet, columns, widths, total, "cell_bold"))
    return grid(sheet, cells, widths, _table_style(sheet, columns, len(rows), bool(total)), repeatRows=1,
                spaceBefore=4, spaceAfter=8)


def grouped(sheet: Sheet, columns: Sequence[Column],
            groups: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> Flowable:
    """A table whose rows stand in groups under their titles, with one heading row over all."""
    widths = _widths(sheet, columns)
    cells = [_cells(sheet, columns, widths, [column.title for column in columns], "cell_head")]
    commands = _table_style(sheet, columns, 0, False)
    for title, rows in groups:
        place = len(cells)
        cells += [[paragraphs(sheet, title, "cell_bold"), *[""] * (len(columns) - 1)],
                  *(_cells(sheet, columns, widths, row, "cell") for row in rows)]
        commands += [("SPAN", (0, place), (-1, place)), ("NOSPLIT", (0, place), (0, place + 1)),
                     ("TOPPADDING", (0, place), (-1, place), 2 * PAD),
                     ("LINEBELOW", (0, place), (-1, place), 0.5, sheet.colours["line"]),
                     ("ROWBACKGROUNDS", (0, place + 1), (-1, len(cells) - 1), [None, sheet.colours["zebra"]])]
    return grid(sheet, cells, widths, commands, repeatRows=1, spaceBefore=4, spaceAfter=8)


def grid(sheet: Sheet, cells: Sequence[Sequence[object]], widths: Sequence[float], commands: Commands,
         **more: Any) -> Table:
    """A bare table in the house's font, set to the top left; `commands` of ReportLab add rules and padding."""
    look = sheet.style("cell")
    base: Commands = [("FONT", (0, 0), (-1, -1), look.fontName, look.fontSize, look.leading),
                      ("TEXTCOLOR", (0, 0), (-1, -1), sheet.colours["text"]), ("VALIGN", (0, 0), (-1, -1), "TOP"),
                      ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), PAD),
                      ("TOPPADDING", (0, 0), (-1, -1), 3), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)]
    return _Rows(cells, widths, splitInRow=1, style=[*base, *commands], **more)


def kept(parts: Sequence[Flowable]) -> Flowable:
    """Parts that stay on one page together."""
    lead(parts)
    return KeepTogether(list(parts))


def space(points: float) -> Flowable:
    """Empty room."""
    return Spacer(0, points)


def _run_on(sentences: Sequence[str]) -> str:
    """Sentences as running text; a line that does not end like a sentence was meant as a line of its own."""
    return "".join(text + (" " if text.rstrip().endswith((".", "!", "?")) else "\n") for text in sentences).strip()


def _widths(sheet: Sheet, columns: Sequence[Column]) -> list[float]:
    whole = sum(column.share for column in columns)
    return [sheet.width * column.share / whole for column in columns]


def _cells(sheet: Sheet, columns: Sequence[Column], widths: Sequence[float], texts: Sequence[str],
           style: str) -> list[object]:
    return [_cell(sheet, text, style, column, width - (PAD + GAP if column.figures else 2 * PAD))
            for text, column, width in zip(texts, columns, widths, strict=True)]


def _cell(sheet: Sheet, text: str, style: str, column: Column, width: float) -> object:
    """A plain string where the words fit on one line (quick), else paragraphs that wrap."""
    look = sheet.style(style)
    plain = len(text) < 200 and text.isprintable() and not sheet.fonts.foreign(text)
    if plain and sheet.fonts.width(text, look.fontSize, look.fontName) <= width:
        return text
    return paragraphs(sheet, text, f"{style}_right" if column.figures else style)


def _company(heights: Sequence[float]) -> Sequence[float]:
    """The first rows that only stand together: one tall enough, or two."""
    return heights[:1] if heights and heights[0] >= STANDS else heights[:2]


def _least(parts: Sequence[Flowable], width: float, above: float, canvas: Any) -> float:
    """Points that the beginning of some parts takes below something."""
    if not parts:
        return 0
    first, gap = parts[0], max(above, float(parts[0].getSpaceBefore()))
    if isinstance(first, _Noted):
        first = first.rows
    if isinstance(first, _Rows):
        return gap + first.least(width)
    if isinstance(first, Heading):
        return gap + float(first.inner.wrapOn(canvas, width, TALLEST)[1]) + first.asks(width, canvas)
    tall = float(first.wrapOn(canvas, width, TALLEST)[1])
    if isinstance(first, KeepTogether):   # it says that it never fits, so that it is asked to split
        tall = float(first._H)
    if not isinstance(first, Paragraph | Lines):
        return gap + min(tall, TALLEST)
    if first.style.name == "note" and isinstance(parts[-1], _Rows | _Noted):
        return gap + tall + _least(parts[1:], width, first.getSpaceAfter(), canvas)
    return gap + min(tall, BELOW)


def _gaps(columns: Sequence[Column]) -> list[int]:
    """Which columns of figures have words beside them at the right."""
    return [place for place, (one, other) in enumerate(pairwise(columns)) if one.figures and not other.figures]


def _facts_table(sheet: Sheet, rows: list[list[object]], share: float) -> list[Flowable]:
    if not rows:
        return []
    widths = [sheet.width * share, sheet.width * (1 - share)]
    return [grid(sheet, rows, widths, [("LINEBELOW", (0, 0), (-1, -1), 0.4, sheet.colours["line"])],
                 spaceBefore=2, spaceAfter=6)]


def _table_style(sheet: Sheet, columns: Sequence[Column], count: int, total: bool) -> Commands:
    head, bold, colours = sheet.style("cell_head"), sheet.style("cell_bold"), sheet.colours
    found: Commands = [
        ("FONT", (0, 0), (-1, 0), head.fontName, head.fontSize, head.leading),
        ("LEFTPADDING", (0, 0), (-1, -1), PAD),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, colours["text"]),
        ("LINEBELOW", (0, -1), (-1, -1), 0.5, colours["line"]),
    ]
    if count:
        found.append(("ROWBACKGROUNDS", (0, 1), (-1, count), [None, colours["zebra"]]))
    found += [("ALIGN", (place, 0), (place, -1), "RIGHT") for place, column in enumerate(columns) if column.figures]
    found += [("RIGHTPADDING", (place, 0), (place, -1), GAP) for place in _gaps(columns)]
    if total:
        found += [("FONT", (0, -1), (-1, -1), bold.fontName, bold.fontSize, bold.leading),
                  ("LINEABOVE", (0, -1), (-1, -1), 0.8, colours["text"])]
    return found
