"""A blank sheet for topics, for days without the laptop (PRE-02 Amended)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import grid, note
from supervision_desktop.reports.report import Context, page_frame
from supervision_desktop.reports.style import Sheet

ID = "topic_sheet"
TITLE = mark("Topics for supervision")
CASES = False
LINES, TALL = 14, 38
"""Blank lines on the page, and the height of each in points."""
SHARES = (1, 3.6, 1.2, 2.2)


@dataclass(frozen=True)
class Params:
    """Nothing is asked: it is blank."""


@dataclass(frozen=True, repr=False)
class BlankData:
    """The kinds of topic there are."""

    frame: PageFrame
    kinds: tuple[str, ...]


def collect(db: Session, params: Params, context: Context) -> BlankData:
    """The kinds to choose from; no letterhead, for it stays with her."""
    frame = page_frame(db, context, tr(TITLE), lead=(tr("One line each; use the reference of a case, never a name."),))
    return BlankData(replace(frame, contact=(), logo=None), tuple(
        context.lists.label("topics", key) for key in context.lists.keys("topics")))


def story(data: BlankData, sheet: Sheet) -> list[Flowable]:
    """One page of lines."""
    heads = [tr("Date"), tr("Topic"), tr("Case"), tr("What I want of it")]
    blank = [[""] * len(heads) for _ in range(LINES)]
    widths = [sheet.width * share / sum(SHARES) for share in SHARES]
    look = sheet.style("cell_head")
    return [*note(sheet, tr("Worth bringing: {kinds}.").format(kinds="; ".join(kind.lower() for kind in data.kinds))),
            grid(sheet, [heads, *blank], widths, [
                ("FONT", (0, 0), (-1, 0), look.fontName, look.fontSize, look.leading),
                ("LINEBELOW", (0, 0), (-1, 0), 0.8, sheet.colours["text"]),
                ("LINEBELOW", (0, 1), (-1, -1), 0.4, sheet.colours["line"])],
                rowHeights=[18, *[TALL] * LINES], spaceBefore=6)]
