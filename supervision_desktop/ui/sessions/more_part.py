"""More of a record, for who wishes: learning, decisions, entries, caseload, recording, feedback, needs. Closed at first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.services import case_entries, caseload_session, feedback, session_record
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.cpd.from_session import LogAsCpd
from supervision_desktop.ui.development.from_record import SessionNeeds
from supervision_desktop.ui.feedback.in_session import SessionFeedback
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.sessions.caseload_part import CaseloadSessionPart
from supervision_desktop.ui.sessions.decisions import DecisionsPart
from supervision_desktop.ui.sessions.entries_part import EntriesPart
from supervision_desktop.ui.sessions.goals_fold import GoalsFold
from supervision_desktop.ui.sessions.recording_part import RecordingPart
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace

WORDS = ("key_points", "learning", "learning_target", "next_steps")
DECISIONS, ENTRIES, CASELOAD, RECORDING, FEEDBACK, NEEDS = (
    "decisions", "entries", "caseload", "recording", "feedback", "needs")


class Shown(Protocol):
    """A part that shows one session."""

    def show_page(self, page: SessionPage) -> None:
        """Fill it."""

    def clear(self) -> None:
        """Show no session."""


class MorePart(Section):
    """One line each; what lies under it is made when it is first opened."""

    def __init__(self, workspace: Workspace, form: FieldForm) -> None:
        self._workspace, self._form = workspace, form
        self._page: SessionPage | None = None
        self.made: dict[str, Shown] = {}
        self.cpd, self.goals = LogAsCpd(workspace), GoalsFold(workspace)
        self.words = Fold(tr("Key points, learning, next steps"), *(form[name] for name in WORDS), self.cpd)
        self.folds = {
            DECISIONS: Fold(tr("Decisions and their reasons"), build=self._maker(DECISIONS, DecisionsPart)),
            ENTRIES: Fold(tr("Entries for case files"), build=self._maker(ENTRIES, EntriesPart)),
            CASELOAD: Fold(tr("Caseload session"), build=self._maker(CASELOAD, CaseloadSessionPart)),
            RECORDING: Fold(tr("Recording and automatic notes"), build=self._maker(RECORDING, RecordingPart)),
            FEEDBACK: Fold(tr("Feedback said here"), build=self._maker(FEEDBACK, SessionFeedback)),
            NEEDS: Fold(tr("Development needs"), build=self._maker(NEEDS, SessionNeeds))}
        super().__init__(tr("More, if you wish"), self.goals, self.words, *self.folds.values(), gap=2)

    def show_page(self, page: SessionPage) -> None:
        """What one session holds of all this; a line that holds something says so."""
        other = self._page is None or self._page.session.id != page.session.id
        self._page = page
        if other:
            self.words.show_open(any(getattr(page.record, name) for name in WORDS))
            for fold in self.folds.values():
                fold.show_open(False)
        self.cpd.show_page(page)
        self.goals.show_page(page)
        with self._workspace.read() as db:
            decided = len(session_record.decisions(db, page.session.id))
            entries = case_entries.rows(db, page.session.id)
            made = session_record.recording(db, page.session.id)
            caseload, asked = caseload_session.held(db, page.session.id), caseload_session.asked_for(db, page.session)
            heard = len(feedback.of_session(db, page.session.id))
        open_ = sum(not row.filed for row in entries if row.entry)
        self.folds[DECISIONS].set_hint(str(decided) if decided else "")
        self.folds[DECISIONS].setVisible(bool(decided) or not page.sealed)
        counts = ((tr("cases: {n}"), len(entries)), (tr("not filed: {n}"), open_))
        self.folds[ENTRIES].set_hint(" · ".join(words.format(n=count) for words, count in counts if count))
        self.folds[CASELOAD].setVisible(asked or bool(caseload))
        said = sum(one.state is not None for one in caseload.parts.values())
        self.folds[CASELOAD].set_hint(tr("parts considered: {n}").format(n=said) if said else "")
        self.folds[RECORDING].set_hint(tr("something is noted") if made else "")
        self.folds[FEEDBACK].set_hint(str(heard) if heard else "")
        for name, part in self.made.items():
            if self.folds[name].is_open():
                part.show_page(page)

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._page = None
        self.cpd.clear()
        self.goals.clear()
        for part in self.made.values():
            part.clear()

    def go_to(self, name: str) -> bool:
        """Open one of the lines: `decisions` with the id of one, `entries`, or a field of the record."""
        kind, _, about = name.partition(" ")
        if kind in WORDS:
            self.words.show_open(True)
            self._form.focus(kind)
        elif kind in self.folds:
            self.folds[kind].show_open(True)
            self.folds[kind].turn.setFocus()
            part = self.made[kind]
            if about and isinstance(part, DecisionsPart):
                part.choose(about)
        return kind in WORDS or kind in self.folds

    def _maker(self, name: str, part: Callable[[Workspace], QWidget]) -> Callable[[], QWidget]:
        def make() -> QWidget:
            made = part(self._workspace)
            self.made[name] = made  # type: ignore[assignment]  # each of them shows a session
            self.folds[name].opened.connect(lambda: self._show(name))
            return layout.boxed(layout.column(made, margins=(0, 2, 0, 8)))
        return make

    def _show(self, name: str) -> None:
        if self._page is not None:
            self.made[name].show_page(self._page)
