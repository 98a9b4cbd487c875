"""Several parts of one record under each other, each with its own words: answers on a form, headings of an evaluation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import Record
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.turn import in_turn
from supervision_desktop.ui.workspace import Workspace

Arranged = Callable[[FieldForm], layout.Part]
"""The fields of a form laid out."""
Said = Callable[[FieldForm, Record], None]
"""What else is shown with one part, such as its question as the label."""


class Boxes(QWidget):
    """A form for each part; forms are made once and used again."""

    def __init__(self, workspace: Workspace, record: type[Record], names: Sequence[str], arranged: Arranged,
                 said: Said | None = None) -> None:
        super().__init__()
        self._workspace, self._record, self._names = workspace, record, names
        self._arranged, self._said = arranged, said
        self.forms: list[FieldForm] = []
        self._blocks: list[QWidget] = []
        self._stack = layout.column(gap=12)
        self.setLayout(self._stack)

    def show_records(self, records: Sequence[Record], *, closed: bool = False) -> None:
        """These parts, in this order; closed ones can only be read."""
        while len(self.forms) < len(records):
            self._make()
        for place, (form, block) in enumerate(zip(self.forms, self._blocks, strict=True)):
            block.setVisible(place < len(records))
            if place >= len(records):
                form.clear()
                continue
            form.show(records[place])
            form.set_read_only(closed)
            if self._said is not None:
                self._said(form, records[place])
        self.setVisible(bool(records))

    def discard(self) -> None:
        """Give up what is typed: the records are no longer there."""
        for form in self.forms:
            form.discard()

    def _make(self) -> None:
        form = FieldForm(self._workspace, self._record, self._names, parent=self)
        block = layout.boxed(layout.column(self._arranged(form), gap=0))
        self._stack.addWidget(block)
        if self._blocks:
            in_turn(self._blocks[-1], block)
        self.forms.append(form)
        self._blocks.append(block)
