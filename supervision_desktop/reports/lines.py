"""Plain lines in one style: what records say, field by field, thousands of times in one document."""

from __future__ import annotations

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.platypus import Flowable

FEWEST = 2
"""Lines that stand together at a turn of the page."""


class Lines(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Looks as a paragraph of that style does; a paragraph with line breaks takes ReportLab four times as long."""

    def __init__(self, text: str, style: ParagraphStyle) -> None:
        super().__init__()
        self.text, self.style = text, style
        self.lines: list[str] = []

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As wide as there is room, as high as its lines."""
        self.lines = simpleSplit(self.text, self.style.fontName, self.style.fontSize, width)
        self.width, self.height = width, len(self.lines) * self.style.leading
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Between two lines, none of them alone."""
        self.wrap(width, height)
        room = min(int(height / self.style.leading), len(self.lines) - FEWEST)
        if room < FEWEST:
            return []
        return [Lines("\n".join(part), self.style) for part in (self.lines[:room], self.lines[room:])]

    def draw(self) -> None:
        """Draws the words."""
        words = self.canv.beginText(0, self.height - self.style.fontSize)
        words.setFont(self.style.fontName, self.style.fontSize, self.style.leading)
        words.setFillColor(self.style.textColor)
        for line in self.lines:
            words.textLine(line)
        self.canv.drawText(words)

    def getSpaceBefore(self) -> float:
        """Points above, as the style says."""
        return float(self.style.spaceBefore)

    def getSpaceAfter(self) -> float:
        """Points below, as the style says."""
        return float(self.style.spaceAfter)
