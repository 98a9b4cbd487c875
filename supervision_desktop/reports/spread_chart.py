"""How ratings lie, as shades of one colour: groups down, levels across; the same as on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing, Group, Line, Rect, String
from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth

from supervision_desktop.reports.style import Sheet
from supervision_desktop.reports.text import line

ROW, HEAD, KEY, GAP, TALL = 15.0, 18.0, 32.0, 8.0, 8.0
"""Points: a row, the row of levels, the key, between two bars, and a bar."""
NAMES, LIGHTEST = 0.34, 0.08
"""Share of the width that the names take, and of the colour that the lowest step has."""


@dataclass(frozen=True)
class Bars:
    """One group: for each level how often each step was given, and how many lines it is given of."""

    name: str
    cells: Sequence[tuple[Sequence[int], int]]


def spreads(sheet: Sheet, heads: Sequence[str], rows: Sequence[Bars], steps: Sequence[str]) -> Drawing:
    """A bar for each group and level, filled step by step from low to high; what is open stays white."""
    wide, tall = sheet.width, HEAD + ROW * len(rows) + KEY
    drawing, left = Drawing(wide, tall), wide * NAMES
    room = (wide - left) / max(len(heads), 1)
    for place, head in enumerate(heads):
        drawing.add(_words(sheet, left + room * place, tall - 12, head, room - GAP))
    for number, row in enumerate(rows):
        level = tall - HEAD - ROW * (number + 1)
        drawing.add(Line(0, level + ROW, wide, level + ROW, strokeColor=sheet.colours["line"], strokeWidth=0.4))
        drawing.add(_words(sheet, 0, level + 4, row.name, left - GAP))
        for place, (counts, of) in enumerate(row.cells):
            drawing.add(_bar(sheet, (left + room * place, level + (ROW - TALL) / 2), room - GAP, counts, of))
    drawing.add(_key(sheet, steps))
    return drawing


def _bar(sheet: Sheet, corner: tuple[float, float], wide: float, counts: Sequence[int], of: int) -> Group:
    group, (across, level) = Group(), corner
    for step, count in enumerate(counts if of else ()):
        if count:
            group.add(Rect(across, level, wide * count / of, TALL, fillColor=_shade(sheet, step, len(counts)), strokeWidth=0,
                           strokeColor=None))
            across += wide * count / of
    if of:
        group.add(Rect(*corner, wide, TALL, fillColor=None, strokeColor=sheet.colours["solid"], strokeWidth=0.5))
    return group


def _key(sheet: Sheet, steps: Sequence[str]) -> Group:
    group, room = Group(), sheet.width / max(len(steps), 1)
    for step, words in enumerate(steps):
        group.add(Rect(room * step, 12, TALL, TALL, fillColor=_shade(sheet, step, len(steps)),
                       strokeColor=sheet.colours["solid"], strokeWidth=0.5))
        group.add(_words(sheet, room * step + TALL + 4, 13, words, room - TALL - GAP))
    return group


def _shade(sheet: Sheet, step: int, steps: int) -> Color:
    solid, share = sheet.colours["solid"], LIGHTEST + (1 - LIGHTEST) * step / max(steps - 1, 1)
    return Color(*(1 - (1 - part) * share for part in (solid.red, solid.green, solid.blue)))


def _words(sheet: Sheet, across: float, level: float, text: str, room: float) -> String:
    """Words, cut where there is no room: the table under the picture has them whole."""
    style = sheet.style("running")
    shown = text
    while len(shown) > 1 and stringWidth(shown, style.fontName, style.fontSize) > room:
        shown = f"{shown.rstrip('…')[:-1]}…"
    return String(across, level, line(shown, sheet.fonts), fontName=style.fontName, fontSize=style.fontSize,
                  fillColor=sheet.colours["text"], textAnchor="start")
