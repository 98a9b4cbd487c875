"""Drafts of one kind of record: kept at once, or in the worker while somebody types, and always in the order asked for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from supervision_desktop.store import drafts
from supervision_desktop.ui.jobs import Progress
from supervision_desktop.ui.workspace import Workspace


class Drafting(QObject):
    """Keeps and drops drafts; `unsure` while some are still on their way to the disk."""

    def __init__(self, workspace: Workspace, kind: str, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._kind = workspace, kind
        self._aside: Progress | None = None

    @property
    def unsure(self) -> bool:
        """Whether the worker may not have written yet what it was given."""
        return self._aside is not None

    def found(self, record_id: str) -> dict[str, str]:
        """The drafts of one record by field."""
        with self._workspace.read() as db:
            return {draft.field: draft.text for draft in drafts.unfinished(db, record_id) if draft.kind == self._kind}

    def keep(self, record_id: str, name: str, text: str) -> None:
        """Keep one now."""
        drafts.keep(self._workspace.store, self._kind, record_id, name, text)

    def keep_aside(self, record_id: str, texts: Mapping[str, str]) -> None:
        """Keep some in the worker, for waiting for the disk would be felt while typing."""
        def work(_: Progress) -> None:
            for name, text in texts.items():
                self.keep(record_id, name, text)

        self._aside = self._workspace.jobs.run(work, self, lambda _: self.sure())

    def sure(self) -> None:
        """Nothing is on its way, or what is has been written again."""
        self._aside = None

    def drop(self, record_id: str, name: str) -> None:
        """Drop one: now, or after the worker has written it."""
        store, kind = self._workspace.store, self._kind
        if self._aside is None:
            drafts.discard(store, kind, record_id, name)
        else:
            self._workspace.jobs.run(lambda _: drafts.discard(store, kind, record_id, name), self, lambda _: None)
