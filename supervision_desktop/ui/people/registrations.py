"""Memberships and professional registrations of one person: added in one line, changed under the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.people import Registration
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.list_values import known_key, own_item
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Choices, Workspace

LIST = "bodies"


def read_line(words: str, bodies: Choices) -> tuple[str, str | None]:
    """(body, number) from "BABICM 1234": a last word with a digit in it is the number; a known body gives its key."""
    parts = words.split()
    number = parts.pop() if len(parts) > 1 and any(sign.isdigit() for sign in parts[-1]) else None
    name = " ".join(parts)
    return known_key(name, bodies), number


class Registrations(QWidget):
    """The registrations of one person."""

    def __init__(self, workspace: Workspace, key: str) -> None:
        super().__init__()
        self._workspace, self._person_id = workspace, ""
        self.rows = ChildRows(
            workspace, Registration, ("body", "number", "expires_on"),
            [Column(tr("Body")), Column(tr("Number"), chars=18),
             Column(tr("Renews"), chars=14, text=day_short)],
            lambda one: (workspace.label(LIST, one.body), one.number or "", one.expires_on),
            title=tr("Memberships and registrations"), gone=tr("Registration taken out"))
        self.add = InlineAdd(tr("Add a membership or registration, such as BABICM 1234"),
                             tr("New membership or registration"))
        keep_words(workspace, self.add.line, f"line {key}")
        self.setLayout(layout.column(self.rows, self.add))
        self.add.added.connect(self._added)

    def show_person(self, person_id: str, records: Sequence[Registration]) -> None:
        """The registrations of a person."""
        self._person_id = person_id
        self.rows.show_records(records)
        self.add.setEnabled(bool(person_id))

    def _added(self, words: str) -> None:
        known = self._workspace.choices(LIST, own=True)
        body, number = read_line(words, known)
        item = own_item(LIST, body, known)
        made = created(Registration, {"person_id": self._person_id, "body": body, "number": number})
        fault = self._workspace.attempt(gesture(tr("New registration"), item, made))
        if fault is not None:
            self.add.refuse(fault.sentence)
        else:
            self.rows.choose(made.id)
