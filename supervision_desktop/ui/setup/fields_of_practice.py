"""The practitioner's fields of practice, each with a level of its own (PRA-04), and a quiet word on an early stage."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.profile import PracticeField
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services.profile import EARLY_STAGE
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.list_values import known_key, own_item
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

LIST = "practice_fields"
FIELDS = ("field", "level", "starts_on", "active", "client_groups", "notes")


class FieldsOfPractice(QWidget):
    """Her fields as a table; the chosen one is changed under it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.rows = ChildRows(
            workspace, PracticeField, FIELDS,
            [Column(tr("Field")), Column(tr("Level"), chars=8), Column(tr("Since"), chars=14, text=day_short),
             Column(tr("Now"), chars=6)],
            lambda one: (workspace.label(LIST, one.field), workspace.label("framework_level", one.level), one.starts_on,
                         tr("Yes") if one.active else tr("No")),
            title=tr("Fields of practice"), gone=tr("Field of practice taken out"),
            arranged=lambda form: layout.column(
                form.columns("field", "level", "starts_on", least=220), form["active"],
                Fold(tr("Client groups and notes"), form["client_groups"], form["notes"])))
        self.add = InlineAdd(tr("Add a field of practice, such as Brain injury"), tr("New field of practice"))
        keep_words(workspace, self.add.line, "line practice field")
        self.hint = QuietLabel("")
        self.setLayout(layout.column(self.rows, self.add, self.hint))
        self.add.added.connect(self._added)

    def show_fields(self, records: Sequence[PracticeField], uncovered: Sequence[str]) -> None:
        """Fill it; `uncovered` are fields at the first level without an experienced supervisor (PRA-08)."""
        self.rows.show_records(records)
        names = ", ".join(self._workspace.label(LIST, field) for field in uncovered)
        self.hint.say(f"{names}. {tr(EARLY_STAGE)}." if names else "")

    def _added(self, words: str) -> None:
        name = " ".join(words.split())
        known = self._workspace.choices(LIST, own=True)
        field = known_key(name, known)
        item = own_item(LIST, field, known)
        made = created(PracticeField, {"person_id": SELF, "field": field, "active": True})
        fault = self._workspace.attempt(gesture(tr("New field of practice"), item, made))
        if fault is not None:
            self.add.refuse(fault.sentence)
        else:
            self.rows.choose(made.id)
