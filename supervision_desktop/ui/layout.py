"""Layout helpers: code reads as the screen nests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

GAP = 8
SECTION_GAP = 14
PAGE_MARGIN = 24

Part = QWidget | QLayout | QSpacerItem | tuple[QWidget | QLayout, int]
Margins = int | tuple[int, int, int, int]
Box = TypeVar("Box", bound=QBoxLayout)
Line = TypeVar("Line", bound=QWidget)


def column(*parts: Part, gap: int = GAP, margins: Margins = 0) -> QVBoxLayout:
    """Parts under each other; a part may be `(part, stretch)`. Margins are one number or left, top, right, bottom."""
    return _fill(QVBoxLayout(), parts, gap, margins)


def row(*parts: Part, gap: int = GAP, margins: Margins = 0) -> QHBoxLayout:
    """Parts beside each other, from left to right."""
    return _fill(QHBoxLayout(), parts, gap, margins)


def spacer(direction: Literal["row", "column"] = "row") -> QSpacerItem:
    """Empty room that pushes what follows to the end of its row or column."""
    wide, fixed = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum
    return QSpacerItem(0, 0, wide, fixed) if direction == "row" else QSpacerItem(0, 0, fixed, wide)


def boxed(layout: QLayout, holder: QWidget | None = None) -> QWidget:
    """A widget that holds a layout: a plain one, or the one given."""
    holder = holder or QWidget()
    holder.setLayout(layout)
    return holder


def top(part: QWidget) -> QVBoxLayout:
    """A part kept at the top of whatever height its row has."""
    return column(part, spacer("column"), gap=0)


def as_many(stack: QBoxLayout, lines: list[Line], count: int, make: Callable[[], Line]) -> list[Line]:
    """The first `count` lines of a stack, made where there are too few; those beyond are hidden, and kept for later."""
    while len(lines) < count:
        lines.append(make())
        stack.addWidget(lines[-1])
    for number, line in enumerate(lines):
        line.setVisible(number < count)
    return lines[:count]


def at_its_width(part: QWidget, least: QSize) -> QSize:
    """The least size of a part, no higher than it is at its width.

    Wrapping words ask for the height of their narrowest, and a page of them would end in empty room.
    """
    return QSize(least.width(), min(least.height(), part.heightForWidth(max(part.width(), least.width()))))


def clear(layout: QLayout) -> None:
    """Empty a layout; its widgets are deleted when Qt next gets round to it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def _fill(layout: Box, parts: tuple[Part, ...], gap: int, margins: Margins) -> Box:
    layout.setSpacing(gap)
    layout.setContentsMargins(*((margins,) * 4 if isinstance(margins, int) else margins))
    for part in parts:
        item, stretch = part if isinstance(part, tuple) else (part, 0)
        if isinstance(item, QWidget):
            layout.addWidget(item, stretch)
        elif isinstance(item, QSpacerItem):
            layout.addSpacerItem(item)
        else:
            layout.addLayout(item, stretch)
    return layout
