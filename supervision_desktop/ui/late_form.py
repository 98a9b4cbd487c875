"""A closed line over some fields of a record; the form is made when somebody first opens it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import Record, Values
from supervision_desktop.ui import layout
from supervision_desktop.ui.editors import Choices
from supervision_desktop.ui.form import Along, FieldForm
from supervision_desktop.ui.widgets.late_fold import LateFold
from supervision_desktop.ui.workspace import Workspace

Arranged = Callable[[FieldForm], layout.Part]
"""The fields of a form laid out."""


class LateForm(LateFold[QWidget]):
    """Shows one record at a time, as a form does."""

    def __init__(self, workspace: Workspace, record: type[Record], names: Sequence[str], words: str, arranged: Arranged, *,
                 along: Along | None = None) -> None:
        self._workspace, self._kind, self._names, self._along = workspace, record, names, along
        self._arranged = arranged
        self._record: Record | None = None
        self._options: Mapping[str, Choices] = {}
        self.form: FieldForm | None = None
        super().__init__(words, self._built, self._show_in)

    def show_record(self, record: Record, options: Mapping[str, Choices] | None = None) -> None:
        """One record; a closed fold is filled when it opens."""
        self._record, self._options = record, options or {}
        if self.form is not None and self.form.record_id not in ("", record.id):
            self.form.clear()
        self.fill()

    def clear(self) -> None:
        """Show no record; what was typed is kept."""
        self._record = None
        if self.form is not None:
            self.form.clear()

    def discard(self) -> None:
        """Give up what is typed: the record is no longer there."""
        if self.form is not None:
            self.form.discard()

    def _built(self) -> QWidget:
        self.form = FieldForm(self._workspace, self._kind, self._names, parent=self, along=self._along)
        return layout.boxed(layout.column(self._arranged(self.form), gap=0))

    def _show_in(self, _part: QWidget) -> None:
        if self.form is None or self._record is None:
            return
        for name, choices in self._options.items():
            self.form.set_options(name, choices)
        self.form.show(self._record)


class Perhaps:
    """A form for a record that may not exist yet: it is made with the first words, or by something beside the form."""

    def __init__(self, form: FieldForm) -> None:
        self.form, self._new = form, False

    def show(self, found: Record | None, record_id: str, given: Values) -> None:
        """The record, or the one that will have this id and begin with these values."""
        if found is not None:
            if self._new and self.form.record_id == record_id:
                self.form.clear()   # it was made meanwhile: the form would make it again
            self.form.show(found)
        elif not self._new or self.form.record_id != record_id:
            self.form.show_new(record_id, given)
        self._new = found is None

    def clear(self) -> None:
        """Show nothing; what was typed is kept."""
        self._new = False
        self.form.clear()
