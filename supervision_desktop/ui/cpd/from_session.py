"""From a session's learning to the CPD log or a goal in one click, beside the learning text (REC-15)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.cpd import SUPERVISION, TRAINING
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import cpd, goals
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.workspace import Workspace

KIND = "cpd_entry"
Making = Callable[[Reading], tuple[ChangeSet, str]]


class LogAsCpd(QWidget):
    """A button for the learning, and one for a part that was training; a second click opens what the first one made."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: SessionPage | None = None
        self.learning = button(tr("Log as CPD"), self.log, link=True)
        self.training = button(tr("Log the training as CPD"), self.log_training, link=True)
        self.goal = button(tr("Make it a goal"), self.make_goal, link=True)
        self.setLayout(layout.column(FlowLayout(self.learning, self.goal, self.training)))

    def show_page(self, page: SessionPage) -> None:
        """The learning of one session."""
        self._page = page
        with self._workspace.read() as db:
            logged, trained = (cpd.of_session(db, page.session.id, kind) for kind in (SUPERVISION, TRAINING))
            aimed = goals.of_session(db, page.session.id)
        self.goal.setText(tr("Open the goal") if aimed else tr("Make it a goal"))
        self.learning.setText(tr("Open the CPD entry") if logged else tr("Log as CPD"))
        self.training.setText(tr("Open the CPD entry for the training") if trained else tr("Log the training as CPD"))
        self.training.setVisible(bool(trained or self._training_part()))

    def clear(self) -> None:
        """Show no session."""
        self._page = None

    def log(self) -> None:
        """An entry with the learning in it, or the one that is there."""
        # The learning may be half typed in the field beside.
        self._workspace.settling.emit()
        if self._page is not None:
            session_id = self._page.session.id
            self._made(SUPERVISION, lambda db: cpd.from_session(db, session_id))

    def make_goal(self) -> None:
        """A goal with the learning as its words, or the one that is there."""
        self._workspace.settling.emit()
        if self._page is None:
            return
        session_id, today = self._page.session.id, self._workspace.today()
        try:
            with self._workspace.read() as db:
                there = goals.of_session(db, session_id)
                change, made = (None, there) if there else goals.from_session(db, session_id, today)
        except BadInput:
            self._workspace.noticed.emit(tr("Write what was learned first; its first line becomes the goal."), None)
            return
        if change is None or self._workspace.commit(change):
            self._workspace.open_wanted.emit(goals.KIND, made)

    def log_training(self) -> None:
        """An entry for the part of the session that was training."""
        part = self._training_part()
        self._made(TRAINING, lambda db: cpd.from_time(db, part))

    def _training_part(self) -> str:
        parts = self._page.parts if self._page is not None else ()
        return next((entry.id for entry, _ in parts if entry.purpose == TRAINING), "")

    def _made(self, kind: str, making: Making) -> None:
        if self._page is None:
            return
        with self._workspace.read() as db:
            there = cpd.of_session(db, self._page.session.id, kind)
            change, made = (None, there) if there else making(db)
        if change is None or self._workspace.commit(change):
            self._workspace.open_wanted.emit(KIND, made)
