"""What reflections looked at, month by month, as a drawing: squares that fill with the count, and the count in words."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing, Group, Line, Polygon, Rect, String
from reportlab.lib.colors import Color, white

from supervision_desktop.i18n import tr
from supervision_desktop.reports.style import Sheet
from supervision_desktop.reports.text import line
from supervision_desktop.services.coverage import Coverage, Tally

WIDTH = 470.0
LEFT, CELL, ROW, HEAD, GAP = 150.0, 24.0, 17.0, 22.0, 8.0
SIGN = 92.0
"""Points at the right for the words of what was left out."""
FULL = 4
"""From so many notes a month a square is filled."""


def coverage_pdf(sheet: Sheet, found: Coverage, left: float = LEFT, bare: str = "") -> bytes:
    """One page with the drawing; `left` are points for the names of parts, `bare` says what has none."""
    pdf: bytes = renderPDF.drawToString(coverage_drawing(sheet, found, left, bare))
    return pdf


def coverage_drawing(sheet: Sheet, found: Coverage, left: float = LEFT, bare: str = "") -> Drawing:
    """Parts down, months across; what has no note at all carries a diamond and the words."""
    groups = [list(rows) for _, rows in groupby(found.tallies, lambda one: one.dimension)]
    tall = HEAD + sum(len(rows) * ROW + GAP for rows in groups)
    drawing = Drawing(WIDTH, tall)
    across = (WIDTH - left - SIGN) / max(len(found.months), 1)
    for place, month in enumerate(found.months):
        drawing.add(_words(sheet, left + across * (place + 0.5), tall - 12, month_word(month), "middle"))
    level = tall - HEAD
    for rows in groups:
        drawing.add(Line(0, level + GAP / 2, WIDTH, level + GAP / 2, strokeColor=sheet.colours["line"], strokeWidth=0.4))
        for row in rows:
            level -= ROW
            drawing.add(_row(sheet, row, level, (left, across), bare or tr("left out")))
        level -= GAP
    return drawing


def month_word(month: date) -> str:
    """Nov, or Jan 27 where a year begins."""
    word = f"{month:%b}"
    return f"{word} {month:%y}" if month.month == 1 else word


def _row(sheet: Sheet, row: Tally, level: float, places: tuple[float, float], bare: str) -> Group:
    (begin, across), group = places, Group(_words(sheet, 0, level + 4, row.title, "start"))
    for place, count in enumerate(row.counts):
        group.add(_square(sheet, begin + across * (place + 0.5), level, min(across - 3, CELL), count))
    if row.left_out:
        middle, high, left = level + ROW / 2 - 0.5, 4.5, WIDTH - SIGN + 6
        group.add(Polygon([left, middle, left + high, middle + high, left + 2 * high, middle, left + high, middle - high],
                          fillColor=white, strokeColor=sheet.colours["text"], strokeWidth=0.9))
        group.add(_words(sheet, left + 2 * high + 5, level + 4, bare, "start"))
    return group


def _square(sheet: Sheet, middle: float, level: float, wide: float, count: int) -> Group:
    """A square that is the darker the more notes there are, with their number in it; a dot where there is none."""
    if not count:
        return Group(_words(sheet, middle, level + 4, "·", "middle"))
    share = min(count, FULL) / FULL
    solid = sheet.colours["solid"]
    tone = Color(*(1 - (1 - part) * (0.18 + 0.82 * share) for part in (solid.red, solid.green, solid.blue)))
    square = Rect(middle - wide / 2, level + 1, wide, ROW - 2, fillColor=tone, strokeColor=solid, strokeWidth=0.5)
    return Group(square, _words(sheet, middle, level + 4.5, str(count), "middle", light=share > 0.5))


def _words(sheet: Sheet, across: float, level: float, text: str, anchor: str, *, light: bool = False) -> String:
    style = sheet.style("running")
    return String(across, level, line(text, sheet.fonts), fontName=style.fontName, fontSize=style.fontSize,
                  fillColor=white if light else sheet.colours["text"], textAnchor=anchor)
