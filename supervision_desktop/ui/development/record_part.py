"""The chosen record of a list: its first fields, the rest folded, what it is tied to, and a way to delete it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import Record
from supervision_desktop.i18n import tr
from supervision_desktop.services import development
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import Along, FieldForm
from supervision_desktop.ui.late_form import Arranged, LateForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace


class RecordPart(Section):
    """A subclass names its record and lays out what is shown of it; `gone` says that it was deleted."""

    gone = Signal()
    record: ClassVar[type[Record]]
    gone_words: ClassVar[str] = ""
    """Marked for translation; the gesture that deletes one."""

    def __init__(self, workspace: Workspace, names: Sequence[str], *, along: Along | None = None) -> None:
        super().__init__("")
        self.workspace, self.id = workspace, ""
        self.form = FieldForm(workspace, self.record, names, parent=self, along=along)
        self.late: list[LateForm] = []
        self.delete = button(tr("Delete"), self._delete, link=True)

    def folded(self, words: str, names: Sequence[str], arranged: Arranged) -> LateForm:
        """Fields that lie under a closed line."""
        made = LateForm(self.workspace, self.record, names, words, arranged)
        self.late.append(made)
        return made

    def foot(self, *buttons: QWidget) -> QWidget:
        """What can be done with it."""
        return layout.boxed(FlowLayout(*buttons, self.delete))

    def ask(self, db: Reading, record: Any) -> Any:
        """What else of it is shown."""
        return None

    def fill(self, record: Any, told: Any) -> None:
        """Show it, with what was asked for."""

    def heading(self, record: Any, told: Any) -> str:
        """What stands over it."""
        raise NotImplementedError

    def show_id(self, record_id: str) -> bool:
        """One record; False where there is none."""
        with self.workspace.read() as db:
            record = db.get(self.record, record_id) if record_id else None
            told = self.ask(db, record) if record is not None else None
        if record is None:
            self.clear()
            return False
        self.id = record_id
        self.set_heading(self.heading(record, told))
        self.form.show(record)
        for fold in self.late:
            fold.show_record(record)
        self.fill(record, told)
        return True

    def clear(self) -> None:
        """Show none; what was typed is kept."""
        self.id = ""
        self.form.clear()
        for fold in self.late:
            fold.clear()

    def focus_field(self, name: str) -> None:
        """The keyboard into a field in front."""
        self.form.focus(name)

    def _delete(self) -> None:
        with self.workspace.read() as db:
            change = development.delete(db, db.get_one(self.record, self.id), tr(self.gone_words))
        self.form.discard()
        for fold in self.late:
            fold.discard()
        if self.workspace.commit(change):
            self.gone.emit()
