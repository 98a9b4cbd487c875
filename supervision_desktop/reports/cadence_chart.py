"""Months in a row on paper: each with its name, a shape and a word, as on the screen; a copier loses nothing."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Rect, String, Wedge
from reportlab.lib.colors import white

from supervision_desktop.domain.cadence_rules import EXCUSED, MET, OPEN
from supervision_desktop.domain.cadence_strip import PART, PLANNED, Cell
from supervision_desktop.i18n import tr
from supervision_desktop.reports.style import Sheet
from supervision_desktop.reports.text import line
from supervision_desktop.services.cadence_words import cell_title, cell_word

TALL, GAP, SHAPE, MOST = 46.0, 3.0, 5.0, 7
"""Points: height of a cell, room between cells, radius of a shape; cells in a row at most."""


def strip(sheet: Sheet, cells: Sequence[Cell]) -> Drawing:
    """The cells in rows of equal length, over the width of the page."""
    rows = max(1, -(-len(cells) // MOST))
    across = -(-len(cells) // rows) or 1
    whole = rows * (TALL + GAP)
    drawing = Drawing(sheet.width, whole)
    wide = (sheet.width - GAP * (across - 1)) / across
    for place, cell in enumerate(cells):
        row, column = divmod(place, across)
        drawing.add(_cell(sheet, cell, column * (wide + GAP), whole - (row + 1) * (TALL + GAP) + GAP, wide))
    return drawing


def key() -> str:
    """What the shapes mean."""
    return tr("Full: held. Half: some. Ring: none. Dot: planned. Broken ring: not over yet. Dash: time off.")


def _cell(sheet: Sheet, cell: Cell, left: float, low: float, wide: float) -> Group:
    group = Group(Rect(left, low, wide, TALL, rx=3, ry=3, fillColor=white, strokeColor=sheet.colours["line"],
                       strokeWidth=0.5))
    middle = left + wide / 2
    group.add(_words(sheet, middle, low + TALL - 12, cell_title(cell)))
    group.add(_shape(sheet, cell.state, middle, low + TALL / 2 - 1))
    group.add(_words(sheet, middle, low + 6, cell_word(cell)))
    return group


def _shape(sheet: Sheet, state: str, across: float, level: float) -> Group:
    ink = sheet.colours["text"]
    if state == EXCUSED:
        return Group(Line(across - SHAPE, level, across + SHAPE, level, strokeColor=ink, strokeWidth=1))
    ring = Circle(across, level, SHAPE, fillColor=ink if state == MET else white, strokeColor=ink, strokeWidth=0.9)
    if state == OPEN:
        ring.strokeDashArray = [1.5, 1.5]
    group = Group(ring)
    if state == PART:
        group.add(Wedge(across, level, SHAPE, 180, 360, fillColor=ink, strokeColor=ink, strokeWidth=0.5))
    elif state == PLANNED:
        group.add(Circle(across, level, SHAPE / 3, fillColor=ink, strokeColor=ink))
    return group


def _words(sheet: Sheet, across: float, level: float, words: str) -> String:
    style = sheet.style("running")
    return String(across, level, line(words, sheet.fonts), fontName=style.fontName, fontSize=style.fontSize,
                  fillColor=sheet.colours["text"], textAnchor="middle")
