"""Paragraphs with Hebrew or Arabic in them: letters joined, lines broken, then each line put in visual order.

ReportLab breaks lines in the order it is given, so visual order can only come after the breaking.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import uharfbuzz
from bidi import get_display
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.platypus import Flowable, Paragraph

from supervision_desktop.reports.fonts import Fonts
from supervision_desktop.reports.text import markup

_ARABIC = re.compile("[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f]+")
_ONLY_JOINING = {"liga": False, "dlig": False, "calt": False}


class BidiParagraph(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """One piece of text that runs, wholly or partly, from right to left."""

    def __init__(self, text: str, style: ParagraphStyle, fonts: Fonts, bullet: str | None = None) -> None:
        super().__init__()
        self.style, self.fonts, self.bullet = style, fonts, bullet
        self.lines = [join_letters(line, fonts) for line in text.split("\n")]
        self.base = "R" if starts_right(text) else "L"
        self._laid: tuple[float, Paragraph] | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Width and height in points for this width of column."""
        if self._laid is None or self._laid[0] != width:
            self._laid = (width, self._lay_out(width))
        self.width, self.height = self._laid[1].wrap(width, height)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The lines that fit and the rest; both are in visual order already."""
        self.wrap(width, height)
        found: list[Flowable] = self._laid[1].split(width, height) if self._laid else []
        # A cell that measured it at another width asks for two parts; what fits whole is not split at all.
        return found if len(found) > 1 else []

    def draw(self) -> None:
        """Draw the lines as they were laid out."""
        if self._laid:
            self._laid[1].drawOn(self.canv, 0, 0)

    def getSpaceBefore(self) -> float:
        """Points above, as the style says."""
        return float(self.style.spaceBefore)

    def getSpaceAfter(self) -> float:
        """Points below, as the style says."""
        return float(self.style.spaceAfter)

    def _lay_out(self, width: float) -> Paragraph:
        style = self.style
        room = width - style.leftIndent - style.rightIndent
        broken = [part for line in self.lines for part in _broken(line, room, style, self.fonts)]
        visual = "\n".join(get_display(part, base_dir=self.base) for part in broken)
        aligned = ParagraphStyle(style.name, style, alignment=TA_RIGHT if self.base == "R" else style.alignment)
        return Paragraph(markup(visual, self.fonts), aligned, bulletText=self.bullet)


def starts_right(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("R", "AL", "L"):
            return direction != "L"
    return False


def join_letters(text: str, fonts: Fonts) -> str:
    """Arabic letters in the shape their neighbours ask for, still in the order of reading."""
    return _ARABIC.sub(lambda run: _joined(run.group(), fonts), text)


def _joined(run: str, fonts: Fonts) -> str:
    name = fonts.carrier(run[0])
    if name is None:
        return run
    font = getFont(name)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font.hbFont(), buffer, _ONLY_JOINING)
    shapes = font.face.glyphToChar
    found = [(g.cluster, shapes.get(g.codepoint)) for g in buffer.glyph_infos]
    # A shape without a letter of its own cannot be searched for on paper: keep the plain letter then.
    letters = [chr(max(codes)) if codes else run[cluster] for cluster, codes in reversed(found)]
    return "".join(letters)


def _broken(line: str, room: float, style: ParagraphStyle, fonts: Fonts) -> Iterator[str]:
    """Lines no wider than `room`, broken at spaces, and inside words only where a word is wider than a line."""

    def wide(text: str) -> float:
        return fonts.width(text, style.fontSize, style.fontName)

    space = 0.28 * style.fontSize  # a little wider than any font of ours has it, so that no line is broken again
    kept: list[str] = []
    taken = 0.0
    for word in line.split():
        for part in _parts(word, room, wide(word), style, fonts):
            step = wide(part) + (space if kept else 0)
            if kept and taken + step > room:
                yield " ".join(kept)
                kept, taken, step = [], 0.0, wide(part)
            kept.append(part)
            taken += step
    yield " ".join(kept)


def _parts(word: str, room: float, width: float, style: ParagraphStyle, fonts: Fonts) -> Iterator[str]:
    """The word whole if it fits, else in parts of equal length that do."""
    if width <= room:
        yield word
        return
    size = max(1, int(len(word) * room / width * 0.8))
    for start in range(0, len(word), size):
        yield word[start:start + size]
