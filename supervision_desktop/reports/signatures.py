"""Signature blocks: a line to sign on, a drawn signature as vectors, or the sentence that says how somebody agreed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable, Spacer

from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.reports.parts import grid, paragraphs
from supervision_desktop.reports.style import Sheet
from supervision_desktop.reports.text import whole_days

Stroke = tuple[tuple[float, float], ...]
INK_HEIGHT = 44
"""Points kept free above a signature line."""
INK = 1.1
"""Thickness of a drawn line in points."""


@dataclass(frozen=True, repr=False)
class Signature:
    """One party's place at the end of a document.

    `how` is on_paper, drawn or confirmed_elsewhere, and empty while the party has not agreed.
    """

    role: str
    name: str
    how: str = ""
    on: date | None = None
    route: str = ""
    recorded_by: str = ""
    strokes: tuple[Stroke, ...] = ()

    @property
    def sentence(self) -> str:
        """How this party agreed. "Signed" is said only of ink and of a signature drawn by that person (CON-19)."""
        day = day_text(self.on) if self.on else ""
        if self.how == "on_paper":
            return tr("{name} signed on paper on {day}.").format(name=self.name, day=day)
        if self.how == "drawn":
            return tr("{name} signed by hand on the screen on {day}.").format(name=self.name, day=day)
        if self.how == "confirmed_elsewhere":
            return tr("{name} confirmed {route} on {day}; recorded by {who}.").format(
                name=self.name, route=self.route or tr("elsewhere"), day=day, who=self.recorded_by)
        return ""

    @property
    def signed(self) -> bool:
        """In ink or drawn, not only confirmed."""
        return self.how in ("on_paper", "drawn")


def read_strokes(text: str | None) -> tuple[Stroke, ...]:
    """The strokes of a drawn signature from their JSON, a list of lists of [x, y] with y growing downwards.

    Anything else is no drawing and prints as none; the sentence beside it stays.
    """
    try:
        found = json.loads(text or "[]")
        return tuple(tuple((float(x), float(y)) for x, y in stroke) for stroke in found if stroke)
    except (TypeError, ValueError):
        return ()


def signature_blocks(sheet: Sheet, signatures: Sequence[Signature]) -> Flowable:
    """The parties side by side. Keep it on one page with its heading (`parts.kept`)."""
    width = sheet.width / max(len(signatures), 2)
    gap = 16.0
    return grid(sheet, [[_block(sheet, one, width - gap) for one in signatures]], [width] * len(signatures),
                [("RIGHTPADDING", (0, 0), (-1, -1), gap)], spaceBefore=6, hAlign="LEFT")


class _Ink(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Room for a signature above a line, with the strokes drawn into it where there are any."""

    def __init__(self, sheet: Sheet, width: float, strokes: Sequence[Stroke], height: float = INK_HEIGHT) -> None:
        super().__init__()
        self.sheet, self.strokes = sheet, strokes
        self.width, self.height = width, height

    def draw(self) -> None:
        """The line, then each stroke fitted into the room above it."""
        canvas = self.canv
        canvas.setStrokeColor(self.sheet.colours["text"])
        canvas.setLineWidth(0.5)
        canvas.line(0, 0, self.width, 0)
        points = [point for stroke in self.strokes for point in stroke]
        if not points:
            return
        left, top = min(x for x, _ in points), min(y for _, y in points)
        wide, tall = max(x for x, _ in points) - left, max(y for _, y in points) - top
        scale = min((self.width - 12) / (wide or 1), (self.height - 10) / (tall or 1))
        canvas.setLineWidth(INK)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        for stroke in self.strokes:
            path = canvas.beginPath()
            placed = [(4 + (x - left) * scale, 5 + (tall - (y - top)) * scale) for x, y in stroke]
            path.moveTo(*placed[0])
            for point in placed[1:] or placed:
                path.lineTo(*point)
            canvas.drawPath(path)


def _block(sheet: Sheet, one: Signature, width: float) -> list[Flowable]:
    who = [*paragraphs(sheet, one.role, "label"), *paragraphs(sheet, one.name, "cell_bold")]
    if one.how in ("on_paper", "confirmed_elsewhere"):
        return [*who, *paragraphs(sheet, whole_days(one.sentence), "cell")]
    if one.how == "drawn":
        return [*who, _Ink(sheet, width, one.strokes), Spacer(0, 2), *paragraphs(sheet, whole_days(one.sentence), "cell")]
    return [*who, _Ink(sheet, width, ()), *paragraphs(sheet, tr("Signature"), "label"),
            _Ink(sheet, width / 2, (), INK_HEIGHT * 0.6), *paragraphs(sheet, tr("Date"), "label")]
