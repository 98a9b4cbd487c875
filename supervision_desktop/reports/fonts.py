"""The embedded fonts: which one holds a letter, and how wide words are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import getFont, getRegisteredFontNames, registerFont, registerFontFamily, stringWidth
from reportlab.pdfbase.ttfonts import TTFont

WORDS = 10_000
"""Words whose width is remembered in each font."""
LAST_PLAIN = "\uffff"
"""Letters above it are not trusted to a font: ReportLab writes a wrong text layer for them."""


class Fonts:
    """One family in three cuts, and the fonts that stand in for letters it lacks (loaded when first needed)."""

    def __init__(self, folder: Path, regular: str, bold: str, italic: str, stand_ins: Iterable[str]) -> None:
        self.folder = folder
        self.regular, self.bold, self.italic = (_registered(folder / name) for name in (regular, bold, italic))
        registerFontFamily(self.regular, normal=self.regular, bold=self.bold, italic=self.italic, boldItalic=self.bold)
        self.letters: Mapping[int, int] = getFont(self.regular).face.charToGlyph
        self._stand_ins = tuple(stand_ins)
        self._carriers: dict[str, str | None] = {}

    def foreign(self, text: str) -> set[str]:
        """The letters of a text that the family itself does not hold."""
        if text.isascii():
            return set()
        return {letter for letter in set(text) if ord(letter) not in self.letters and not letter.isspace()}

    def carrier(self, letter: str) -> str | None:
        """The font that stands in for a letter the family lacks; None when no embedded font has it."""
        if letter not in self._carriers:
            self._carriers[letter] = self._find(letter)
        return self._carriers[letter]

    def width(self, text: str, size: float, font: str = "") -> float:
        """Points that a text takes in one line, each letter in the font that holds it."""
        main = font or self.regular
        foreign = self.foreign(text)
        if not foreign:
            return float(stringWidth(text, main, size))
        widths = {letter: self._letter_width(letter, main if letter not in foreign else "") for letter in set(text)}
        return size / 1000 * sum(widths[letter] for letter in text)

    def _letter_width(self, letter: str, font: str) -> float:
        face = getFont(font or self.carrier(letter) or self.regular).face
        return float(face.charWidths.get(ord(letter), face.defaultWidth))

    def _find(self, letter: str) -> str | None:
        if letter > LAST_PLAIN:
            return None
        for file in self._stand_ins:
            name = _registered(self.folder / file)
            if ord(letter) in getFont(name).face.charToGlyph:
                return name
        return None


class _Font(TTFont):  # type: ignore[misc]  # ReportLab ships no types
    """Remembers how wide words are: a document says the same ones again and again."""

    def __init__(self, name: str, file: str) -> None:
        super().__init__(name, file)
        self._measured = lru_cache(WORDS)(super().stringWidth)

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:
        """Points, at this size."""
        return float(self._measured(text, size, encoding))


def _registered(path: Path) -> str:
    """Parsed once in a run of the program: ReportLab keeps its own list of fonts."""
    if path.stem not in getRegisteredFontNames():
        registerFont(_Font(path.stem, str(path)))
    return path.stem
