"""The time of a session in parts: what of it was supervision, training or case work, and what is charged."""

from __future__ import annotations

from supervision_desktop.domain.time import Part, TimeEntry
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import cases
from supervision_desktop.services import time as time_service
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.store import drafts
from supervision_desktop.ui.times.split_editor import SplitEditor
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace

KIND, FIELD = "supervision_session", "parts"


class SessionTime(Section):
    """Keeps an incomplete split as a draft; commits one that adds up."""

    def __init__(self, workspace: Workspace) -> None:
        self.split = SplitEditor(workspace.choices("time_purpose"), workspace.choices("time_outcome")[:2])
        super().__init__(tr("Time"), self.split)
        self._workspace = workspace
        self._session_id = ""
        self.split.split.connect(self._commit)
        self.split.drafted.connect(self._draft)

    def show_page(self, page: SessionPage) -> None:
        """The parts of one session, or what was typed and does not add up yet."""
        self._session_id = page.session.id
        with self._workspace.read() as db:
            references = cases.choices(db)
            kept = drafts.unfinished(db, page.session.id)
        draft = next((d.text for d in kept if d.field == FIELD), "")
        self.split.show_parts(page.session.minutes or 0, [_part(entry) for entry, _ in page.parts], references, draft)
        self.set_hint(self.split.placed())

    def _commit(self, parts: tuple[Part, ...]) -> None:
        try:
            with self._workspace.read() as db:
                change = time_service.split(db, self._session_id, parts, self._workspace.today())
        except BadInput as fault:
            self._workspace.noticed.emit(fault.sentence, None)
            return
        drafts.discard(self._workspace.store, KIND, self._session_id, FIELD)
        self._workspace.commit(change)
        self.set_hint(self.split.placed())

    def _draft(self, text: str) -> None:
        if self._session_id:
            drafts.keep(self._workspace.store, KIND, self._session_id, FIELD, text)
            self.set_hint(self.split.placed())


def _part(entry: TimeEntry) -> Part:
    return Part(entry.minutes, entry.purpose, entry.case_id, entry.outcome)
