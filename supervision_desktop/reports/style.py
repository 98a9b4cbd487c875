"""The style sheet of prints: looks are data (`resources/report_style.toml`), read and checked here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import msgspec
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from supervision_desktop.reports.fonts import Fonts

ALIGN = {"left": TA_LEFT, "right": TA_RIGHT, "centre": TA_CENTER}
BROAD_MARGIN_MM, BROAD_FOOT_MM = 14, 19
"""Margins of a page turned on its side."""


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Paper and margins in millimetres."""

    width_mm: float
    height_mm: float
    margin_mm: float
    head_mm: float
    foot_mm: float


class FontFiles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """File names below `resources/fonts`."""

    regular: str
    bold: str
    italic: str
    stand_ins: tuple[str, ...]


class Colours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The few colours of a page as #RRGGBB; nothing needs colour to be understood."""

    text: str
    quiet: str
    line: str
    zebra: str
    mark: str
    solid: str


class Style(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of paragraph; lengths in points."""

    size: float
    leading: float
    weight: Literal["regular", "bold", "italic"] = "regular"
    colour: Literal["text", "quiet"] = "text"
    before: float = 0
    after: float = 0
    indent: float = 0
    align: Literal["left", "right", "centre"] = "left"


class Look(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `report_style.toml`."""

    id: str
    version: str
    title: str
    language: str
    source: str
    licence: str
    page: Page
    fonts: FontFiles
    colours: Colours
    styles: dict[str, Style]


@dataclass(frozen=True)
class Sheet:
    """What a story needs to know about looks."""

    look: Look
    fonts: Fonts
    styles: Mapping[str, ParagraphStyle]
    colours: Mapping[str, Color]

    @property
    def width(self) -> float:
        """Points between the margins."""
        return float((self.look.page.width_mm - 2 * self.look.page.margin_mm) * mm)

    def broad(self) -> Sheet:
        """The same looks on a page turned on its side, with margins that leave a table room."""
        page = self.look.page
        turned = msgspec.structs.replace(page, width_mm=page.height_mm, height_mm=page.width_mm, margin_mm=BROAD_MARGIN_MM,
                                         head_mm=BROAD_MARGIN_MM + 6, foot_mm=BROAD_FOOT_MM)
        return replace(self, look=msgspec.structs.replace(self.look, page=turned))

    def style(self, name: str) -> ParagraphStyle:
        """The paragraph style of a name in the sheet."""
        return self.styles[name]


def load_sheet(resources: Path) -> Sheet:
    """Read the style sheet and its fonts from the `resources` folder."""
    look = msgspec.toml.decode((resources / "report_style.toml").read_bytes(), type=Look)
    files = look.fonts
    fonts = Fonts(resources / "fonts", files.regular, files.bold, files.italic, files.stand_ins)
    colours = {name: HexColor(value) for name, value in msgspec.structs.asdict(look.colours).items()}
    styles = {name: _paragraph_style(name, style, fonts, colours) for name, style in look.styles.items()}
    return Sheet(look, fonts, styles, colours)


def _paragraph_style(name: str, style: Style, fonts: Fonts, colours: Mapping[str, Color]) -> ParagraphStyle:
    font = {"regular": fonts.regular, "bold": fonts.bold, "italic": fonts.italic}[style.weight]
    return ParagraphStyle(
        name, fontName=font, fontSize=style.size, leading=style.leading, textColor=colours[style.colour],
        alignment=ALIGN[style.align], spaceBefore=style.before, spaceAfter=style.after, leftIndent=style.indent,
        bulletFontName=font, bulletFontSize=style.size, bulletColor=colours[style.colour],
        # A line may not stand alone at the foot or head of a page.
        allowWidows=0, allowOrphans=0)
