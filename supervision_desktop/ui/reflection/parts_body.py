"""The boxes of a model one after the other, under the headings it divides them by."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.content.models import Dimension, ReflectiveModel
from supervision_desktop.domain.reflection import Reflection, ReflectionNote
from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout
from supervision_desktop.ui.reflection.boxes import PartBlock
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import HeadingLabel
from supervision_desktop.ui.workspace import Workspace

MANY = 9
"""More boxes than this on one page, and what comes after the first heading waits under a line."""


class PartsBody(QWidget):
    """Every part that asks something."""

    def __init__(self, workspace: Workspace, model: ReflectiveModel, *, private: bool) -> None:
        super().__init__()
        asking = [one for one in model.dimensions if any(part.questions for part in one.parts)]
        self._many = sum(len(part.questions) for one in asking for part in one.parts) > MANY
        self.groups = [_Group(workspace, one, model, private, folded=self._many and number > 0, titled=len(asking) > 1)
                       for number, one in enumerate(asking)]
        self.setLayout(layout.column(*self.groups, gap=layout.SECTION_GAP))

    def show_notes(self, reflection: Reflection, notes: dict[str, ReflectionNote], *, closed: bool) -> None:
        """What stands in the boxes."""
        for group in self.groups:
            group.show_notes(reflection, notes, closed=closed)

    def clear(self) -> None:
        """Show no reflection; what was typed is kept."""
        for group in self.groups:
            group.clear()


class _Group(QWidget):
    """The parts under one heading."""

    def __init__(self, workspace: Workspace, dimension: Dimension, model: ReflectiveModel, private: bool, *,
                 folded: bool, titled: bool) -> None:
        super().__init__()
        self._workspace, self._dimension, self._model, self._private = workspace, dimension, model, private
        self._shown: tuple[Reflection, dict[str, ReflectionNote], bool] | None = None
        self._titled = titled
        self.blocks: list[PartBlock] = []
        self.fold: Fold | None = None
        if folded:
            self.fold = Fold(dimension.title, build=self._built)
            self.setLayout(layout.column(self.fold))
        else:
            parts: list[layout.Part] = [HeadingLabel(dimension.title)] if titled else []
            self.setLayout(layout.column(*parts, self._built()))

    def show_notes(self, reflection: Reflection, notes: dict[str, ReflectionNote], *, closed: bool) -> None:
        self._shown = (reflection, notes, closed)
        for block in self.blocks:
            block.show_notes(reflection, notes, closed=closed)
        if self.fold is not None:
            codes = {question.code for part in self._dimension.parts for question in part.questions}
            written = len([box for box, note in notes.items() if box in codes and note.filled])
            self.fold.set_hint(tr("{n} of {all} written").format(n=written, all=len(codes)))

    def clear(self) -> None:
        self._shown = None
        for block in self.blocks:
            block.clear()

    def _built(self) -> QWidget:
        self.blocks = [PartBlock(self._workspace, part, self._model, private=self._private, bold=not self._titled,
                                  tags=self._model.tags)
                       for part in self._dimension.parts if part.questions]
        if self._shown is not None:
            reflection, notes, closed = self._shown
            for block in self.blocks:
                block.show_notes(reflection, notes, closed=closed)
        return layout.boxed(layout.column(*self.blocks, gap=layout.SECTION_GAP))
