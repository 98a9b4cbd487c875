"""Charts: drawn once for paper and screen, told apart by pattern and words, each with its table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing, Group, Line, Rect, String
from reportlab.lib.colors import white

from supervision_desktop.formats import minutes_text
from supervision_desktop.reports.style import Sheet
from supervision_desktop.reports.text import line

HEIGHT = 136.0
"""Points of a whole chart."""
HATCH = 4.0
"""Points between the lines of a hatched bar."""
STEPS = (30, 60, 120, 300, 600, 1200, 2400, 3000, 6000, 12000)
"""Minutes between grid lines that read well."""
GRID_LINES = 5
THICK = 40.0
"""Points across a bar at most, however few there are."""


@dataclass(frozen=True)
class Bar:
    """One bar: the full part stands below, the hatched part on top of it."""

    label: str
    full: int
    hatched: int


def stacked_bars(sheet: Sheet, bars: Sequence[Bar], names: tuple[str, str], width: float = 0) -> Drawing:
    """Minutes as stacked bars: the full part black enough, the other hatched, so that both survive a copier."""
    wide = width or sheet.width
    drawing = Drawing(wide, HEIGHT)
    left, low, high = 54.0, 34.0, HEIGHT - 14
    step = _step(max((bar.full + bar.hatched for bar in bars), default=0))
    top = step * max(1, -(-max((bar.full + bar.hatched for bar in bars), default=0) // step))
    scale = (high - low) / top
    drawing.add(_grid(sheet, (left, wide), low, step, top, scale))
    room = (wide - left) / max(len(bars), 1)
    every = -(-len(bars) * 42 // int(wide - left)) or 1
    for place, bar in enumerate(bars):
        thick = min(room * 0.6, THICK)
        across = left + room * (place + 0.5)
        drawing.add(_bar(sheet, bar, across - thick / 2, thick, low, scale))
        if place % every == 0:
            drawing.add(_words(sheet, across, low - 12, bar.label, "middle"))
    drawing.add(_legend(sheet, left, names))
    return drawing


def _bar(sheet: Sheet, bar: Bar, left: float, wide: float, low: float, scale: float) -> Group:
    full, hatched = bar.full * scale, bar.hatched * scale
    group = Group()
    if full:
        group.add(_solid(sheet, left, low, wide, full))
    if hatched:
        group.add(_hatched(sheet, left, low + full, wide, hatched))
    return group


def _solid(sheet: Sheet, left: float, low: float, wide: float, tall: float) -> Rect:
    colour = sheet.colours["solid"]
    return Rect(left, low, wide, tall, fillColor=colour, strokeColor=colour, strokeWidth=0.6)


def _hatched(sheet: Sheet, left: float, low: float, wide: float, tall: float) -> Group:
    """A white field with slanting lines, each cut where it meets the border."""
    colour = sheet.colours["solid"]
    group = Group(Rect(left, low, wide, tall, fillColor=white, strokeColor=colour, strokeWidth=0.6))
    along = HATCH
    while along < wide + tall:
        start = (left + max(0.0, along - tall), low + min(along, tall))
        end = (left + min(along, wide), low + max(0.0, along - wide))
        group.add(Line(*start, *end, strokeColor=colour, strokeWidth=0.5))
        along += HATCH
    return group


def _grid(sheet: Sheet, sides: tuple[float, float], low: float, step: int, top: int, scale: float) -> Group:
    group = Group()
    for minutes in range(0, top + 1, step):
        level = low + minutes * scale
        group.add(Line(sides[0], level, sides[1], level, strokeColor=sheet.colours["line"], strokeWidth=0.4))
        group.add(_words(sheet, sides[0] - 6, level - 3, minutes_text(minutes), "end"))
    return group


def _legend(sheet: Sheet, left: float, names: tuple[str, str]) -> Group:
    group, size = Group(), sheet.style("running").fontSize
    for name, field in zip(names, (_solid, _hatched), strict=True):
        group.add(field(sheet, left, 2, 12, 9))
        group.add(_words(sheet, left + 17, 3.5, name, "start"))
        left += 17 + sheet.fonts.width(name, size) + 24
    return group


def _words(sheet: Sheet, across: float, level: float, text: str, anchor: str) -> String:
    style = sheet.style("running")
    return String(across, level, line(text, sheet.fonts), fontName=style.fontName, fontSize=style.fontSize,
                  fillColor=style.textColor, textAnchor=anchor)


def _step(most: int) -> int:
    """Minutes between grid lines, so that there are about five."""
    return next((step for step in STEPS if most <= step * GRID_LINES), STEPS[-1])
