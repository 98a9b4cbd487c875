"""The steps of a piece of work: numbered chips, done ones with a tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec


@dataclass(frozen=True)
class Step:
    """One step: its key, its word and whether it is done."""

    key: str
    word: str
    done: bool = False


class StepBar(ChipBar):
    """Steps in their order; `chosen` gives the key of the step turned to. Any step may be opened at any time."""

    def __init__(self, name: str, steps: Sequence[Step] = (), *, numbered: bool = True,
                 parent: QWidget | None = None) -> None:
        self._numbered = numbered
        self._done: frozenset[str] = frozenset()
        super().__init__(name, (), parent)
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps; the one turned to stays."""
        self._done = frozenset(step.key for step in steps if step.done)
        self.set_chips([ChipSpec(step.key, self._words(number, step)) for number, step in enumerate(steps, 1)])

    def _words(self, number: int, step: Step) -> str:
        words = f"{number}  {step.word}" if self._numbered else step.word
        return f"{words} ✓" if step.done else words

    def _spoken(self, spec: ChipSpec) -> str:
        words = spec.word.removesuffix(" ✓").replace("  ", " ")
        return tr("{step}, done").format(step=words) if spec.key in self._done else words
