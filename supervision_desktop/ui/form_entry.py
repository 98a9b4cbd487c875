"""One field of a form: its labelled editor, its value as stored, and what stands of it in a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import Record, fields_of
from supervision_desktop.fields.base import Field
from supervision_desktop.fields.kinds import Choice, Tags, YesNo
from supervision_desktop.ui.editors import Editor, editor_for
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.workspace import Workspace

TOPIC = "topic"
"""The property of an editor that names its page of help: `contract.fee_pence`."""


@dataclass
class Entry:
    """One field: its value as stored, the draft kept of it and whether to show it, whether a rule holds it back."""

    name: str
    field: Field[Any]
    editor: Editor
    holder: LabelledField[QWidget]
    value: Any = None
    drafted: str | None = None
    restore: bool = False
    held: bool = False

    @property
    def dirty(self) -> bool:
        """Whether something else stands there than what is stored."""
        return self.editor.text() != self.field.text(self.value)


def built_entry(workspace: Workspace, record: type[Record], name: str) -> Entry:
    """The entry of one field with its editor, its words and what it offers."""
    field = fields_of(record)[name]
    editor = editor_for(field, workspace.today)
    holder = LabelledField(field.label, editor.widget, help=field.help)
    if isinstance(field, YesNo):
        holder.label.hide()
    if not field.private:
        # What private does and does not mean stays beside every private note (PRV-08).
        holder.fold_help(editor.inputs()[0])
    if isinstance(field, Choice | Tags) and field.list_id:
        own = isinstance(field, Tags) or field.own   # a tick may stand for a word of her own that a choice made
        editor.set_choices(workspace.choices(field.list_id, own=own))
    editor.widget.setProperty(TOPIC, f"{record.__tablename__}.{name}")
    return Entry(name, field, editor, holder)
