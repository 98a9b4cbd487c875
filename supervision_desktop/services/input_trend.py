"""What each side said of the supervision itself, over time: part of how supervision works (FBK-04, EFF-06)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from supervision_desktop.domain.base import label_of
from supervision_desktop.domain.effectiveness_rules import VIEWS
from supervision_desktop.domain.feedback import InputEvaluation
from supervision_desktop.i18n import tr
from supervision_desktop.services.benefits import RATED
from supervision_desktop.services.effectiveness_words import Label
from supervision_desktop.services.evaluations import InputRow

LEVELS = ("1", "2", "3", "4")


@dataclass(frozen=True, repr=False)
class InputLine:
    """One point as one side saw it on each day (None: nothing was said)."""

    by: str
    point: str
    levels: tuple[str | None, ...]

    def name(self, label: Label) -> str:
        """Where both sides stand in one table."""
        return tr("{point} ({side})").format(point=self.words(), side=label("view_of", self.by).lower())

    def words(self) -> str:
        """The point alone."""
        return label_of(InputEvaluation, self.point)

    def told(self, label: Label) -> list[str]:
        """Each level in a word."""
        return [label("session_rating_level", level) if level else "" for level in self.levels]

    def full(self) -> tuple[float | None, ...]:
        """Each level as a share of the highest."""
        return tuple(LEVELS.index(level) / (len(LEVELS) - 1) if level else None for level in self.levels)


def input_trend(found: Sequence[InputRow]) -> tuple[list[date], list[InputLine]]:
    """Days from the oldest, and every point that one side spoke of on one of them."""
    records = [row.record for row in found]
    days = sorted({one.on for one in records if any(getattr(one, name) for name in RATED)})
    lines = []
    for by in VIEWS:
        for name in RATED:
            said = {one.on: getattr(one, name) for one in records if one.by == by and getattr(one, name)}
            if said:
                lines.append(InputLine(by, name, tuple(said.get(day) for day in days)))
    return days, lines
