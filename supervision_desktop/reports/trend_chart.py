"""Points over time as shapes: the fuller the disc, the higher the step; readable in black and white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Circle, Drawing, Group, Line, String, Wedge
from reportlab.lib.colors import white

from supervision_desktop.i18n import tr
from supervision_desktop.reports.style import Sheet
from supervision_desktop.reports.text import line

ROW, HEAD, RADIUS, INDENT, NAMES = 17.0, 20.0, 5.0, 8.0, 0.42
"""Points: a row, the row of dates, a disc, a name under its heading; and the share of the width that names take."""


@dataclass(frozen=True)
class Row:
    """A line of the chart: its name, and for each day how full its disc is (0 to 1; None: nothing was said).

    A heading stands over the lines that follow it.
    """

    name: str
    full: tuple[float | None, ...]
    heading: bool = False


def discs(sheet: Sheet, days: Sequence[str], rows: Sequence[Row], width: float = 0) -> Drawing:
    """One row a point, one column a day, the oldest first."""
    wide = width or sheet.width
    whole = HEAD + ROW * len(rows)
    drawing = Drawing(wide, whole)
    left = wide * NAMES
    room = (wide - left) / max(len(days), 1)
    every = -(-len(days) * 60 // int(wide - left)) or 1
    for place, day in enumerate(days):
        if place % every == 0:
            drawing.add(_words(sheet, left + room * (place + 0.5), whole - 12, day, "middle"))
    for number, row in enumerate(rows):
        level = whole - HEAD - ROW * (number + 0.5)
        drawing.add(Line(0, level - ROW / 2, wide, level - ROW / 2, strokeColor=sheet.colours["line"], strokeWidth=0.4))
        drawing.add(_words(sheet, 0 if row.heading else INDENT, level - 3, row.name, "start", bold=row.heading))
        for place, full in enumerate(row.full):
            if full is not None:
                drawing.add(_disc(sheet, left + room * (place + 0.5), level, full))
    return drawing


def key() -> str:
    """What the shapes mean."""
    return tr("The fuller the disc, the more it was so; a ring: not at all. For what gets in the way, full is strong.")


def trend_pdf(sheet: Sheet, days: Sequence[str], rows: Sequence[Row], width: float = 0) -> bytes:
    """The drawing as a page of its own, for the screen."""
    pdf: bytes = renderPDF.drawToString(discs(sheet, days, rows, width))
    return pdf


def _disc(sheet: Sheet, across: float, level: float, full: float) -> Group:
    ink = sheet.colours["text"]
    group = Group(Circle(across, level, RADIUS, fillColor=ink if full >= 1 else white, strokeColor=ink, strokeWidth=0.9))
    if 0 < full < 1:
        group.add(Wedge(across, level, RADIUS, 90 - 360 * full, 90, fillColor=ink, strokeColor=ink, strokeWidth=0.3))
    return group


def _words(sheet: Sheet, across: float, level: float, text: str, anchor: str, *, bold: bool = False) -> String:
    style = sheet.style("running")
    return String(across, level, line(text, sheet.fonts),
                  fontName=sheet.style("cell_bold").fontName if bold else style.fontName, fontSize=style.fontSize,
                  fillColor=sheet.colours["text"], textAnchor=anchor)
