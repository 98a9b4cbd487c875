"""The one way from the window to the practice file: reading, committing, undoing, and telling everybody."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from supervision_desktop.domain.base import kinds
from supervision_desktop.errors import SupervisionError
from supervision_desktop.formats import Clock, local_today
from supervision_desktop.i18n import tr
from supervision_desktop.services import practice
from supervision_desktop.store import drafts
from supervision_desktop.store.attachments import Files
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.store.door import Store
from supervision_desktop.store.stop import Stop
from supervision_desktop.ui.jobs import Jobs
from supervision_desktop.ui.library import Library

Choices = list[tuple[str, str]]
"""(what is stored, what is shown)."""


class _Gesture(QUndoCommand):
    """A gesture that was applied; pushing it does nothing, undoing applies its inverse."""

    def __init__(self, workspace: Workspace, changes: ChangeSet) -> None:
        super().__init__(changes.label)
        self._workspace, self._changes, self._pushed = workspace, changes, False

    def undo(self) -> None:
        """Take the gesture back; one that can no longer be taken back leaves the stack."""
        self.setObsolete(not self._workspace.replay(self._changes.inverted(), "undo", tr("Undone: {label}")))

    def redo(self) -> None:
        """Nothing the first time: it was applied before it was pushed."""
        if self._pushed:
            self.setObsolete(not self._workspace.replay(self._changes, "redo", tr("Done again: {label}")))
        self._pushed = True


class Workspace(QObject):
    """What tabs and forms are given: the open practice, the texts, the worker, and the signals across tabs.

    `settling` asks everything with unfinished words to commit or to draft them now, before a lock or a close.
    """

    changed = Signal(frozenset)
    """Kinds of record that a gesture touched."""
    noticed = Signal(str, object)
    """A sentence for the notice bar, and what its Undo does (or None)."""
    open_wanted = Signal(str, str)
    """Kind and id of a record somebody asked to see."""
    undone = Signal(str, str)
    """Kind and id of what an undo or a redo touched."""
    print_wanted = Signal(str, dict)
    """Id of a report and its parameters: somebody wants to see it as paper."""
    rights_wanted = Signal(str, str, str)
    """A wish about somebody's data ("", "request" or "erase"), and the kind and id of the record it is about."""
    settling = Signal()
    saved = Signal()
    erased = Signal()
    """A client was erased: whatever holds remembered words reads them anew."""

    def __init__(self, store: Store, library: Library, clock: Clock, jobs: Jobs, parent: QObject | None = None, *,
                 files: Files | None = None) -> None:
        super().__init__(parent)
        # Without them, as where pictures of the window are drawn, attachments are listed and no more.
        self.files = files
        self.store, self.library, self.clock, self.jobs = store, library, clock, jobs
        self.stack = QUndoStack(self)
        # `with workspace.read() as db:` is a short look; finish it before committing or filling a form.
        self.read = store.read

    def standing(self) -> str:
        """What is true of what is typed: it is saved, or nothing can be."""
        return tr("Open to read only: nothing is saved") if self.store.read_only else tr("Everything saved")

    def today(self) -> date:
        """The date on the practitioner's wall."""
        return local_today(self.clock)

    def attempt(self, changes: ChangeSet, origin: str = "window") -> SupervisionError | None:
        """Apply one gesture; a refusal comes back as a value, with nothing written and nothing shown."""
        if not changes:
            return None
        fault = self._apply(changes, origin)
        if fault is None:
            self._remember(changes)
        return fault

    def commit(self, changes: ChangeSet, *, notice: str = "", origin: str = "window") -> bool:
        """Apply one gesture; a refusal is shown in the notice bar, and so is `notice` or a deletion, with Undo."""
        fault = self.attempt(changes, origin)
        if fault is not None:
            self.noticed.emit(fault.sentence, None)
            return False
        deleting = any(change.after is None for change in changes.changes)
        if changes and (notice or deleting):
            self.noticed.emit(notice or changes.label, self._undo_of(changes))
        return True

    def apply_aside(self, changes: ChangeSet, stop: Stop) -> set[str]:
        """Apply one large gesture in the worker, silently; `take_over` follows in the window.

        Raises SupervisionError, Cancelled with nothing written included.
        """
        return self.store.apply(changes, stop=stop)

    def take_over(self, changes: ChangeSet, touched: set[str], *, notice: str) -> None:
        """After `apply_aside`: tell everybody, and keep the gesture for Undo."""
        self.changed.emit(frozenset(touched))
        self.saved.emit()
        self._remember(changes)
        self.noticed.emit(notice, self._undo_of(changes))

    def undo(self) -> None:
        """Take back the newest gesture, and show where it was."""
        self.stack.undo()

    def redo(self) -> None:
        """Do again what was undone last."""
        self.stack.redo()

    def clear_undo(self) -> None:
        """A barrier: nothing before this can be undone. Also on lock."""
        self.stack.clear()

    def replay(self, changes: ChangeSet, origin: str, words: str) -> bool:
        """Apply an undo or a redo and name it in the notice bar; only the undo stack calls this."""
        fault = self._apply(changes, origin)
        self.noticed.emit(fault.sentence if fault else words.format(label=changes.label), None)
        if fault is None:
            first = next((c for c in changes.changes if c.after is not None), None)
            if first is not None:
                self.undone.emit(first.kind, first.id)
        return fault is None

    def choices(self, list_id: str, *, own: bool = False) -> Choices:
        """What a list offers, with the user's own values where it is open to them."""
        found = [(item.key, item.label) for item in self.library.lists.items(list_id)]
        return found + [(value, value) for value in self.own_values(list_id)] if own else found

    def own_values(self, list_id: str) -> list[str]:
        """The user's own values of one list."""
        with self.read() as db:
            return practice.own_values(db).get(list_id, [])

    def label(self, list_id: str, key: str | None) -> str:
        """What is shown for a stored key; "" for none."""
        return self.library.lists.label(list_id, key) if key else ""

    def remember(self, key: str, value: str) -> None:
        """Keep a piece of view state in the practice file: a chosen record, a chip."""
        drafts.remember(self.store, key, value)

    def remembered(self, key: str) -> str | None:
        """A piece of view state, or None."""
        with self.read() as db:
            return drafts.remembered(db, key)

    def remembered_facts(self, key: str) -> dict[str, Any]:
        """A remembered piece of JSON, empty where there is none or it cannot be read."""
        try:
            found = json.loads(self.remembered(key) or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def exists(self, kind: str, record_id: str) -> bool:
        """Whether there is such a record."""
        with self.read() as db:
            return db.get(kinds()[kind], record_id) is not None

    def _apply(self, changes: ChangeSet, origin: str) -> SupervisionError | None:
        try:
            touched = self.store.apply(changes, origin)
        except SupervisionError as fault:
            return fault
        self.changed.emit(frozenset(touched))
        self.saved.emit()
        return None

    def _remember(self, changes: ChangeSet) -> None:
        if changes.undoable and not changes.sealings:
            self.stack.push(_Gesture(self, changes))
        else:
            self.clear_undo()

    def _undo_of(self, changes: ChangeSet) -> object:
        """An Undo that does nothing once something else was done since."""
        if not self.stack.canUndo():
            return None
        index = self.stack.index()

        def act() -> None:
            if self.stack.index() == index:
                self.undo()

        return act
