"""More of a record, for who wishes: learning, decisions, entries, caseload, recording, feedback, needs. Closed at first."""

from __future__ import annotations

from collections.abc import Callable

from supervision_desktop.i18n import tr
from supervision_desktop.services import case_entries, caseload_session, feedback, session_record
from supervision_desktop.services.sessions import SessionPage
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
from supervision_desktop.ui.widgets.late_fold import LateFold
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace

WORDS = ("key_points", "learning", "learning_target", "next_steps")
DECISIONS, ENTRIES, CASELOAD, RECORDING, FEEDBACK, NEEDS = (
    "decisions", "entries", "caseload", "recording", "feedback", "needs")
More = DecisionsPart | EntriesPart | CaseloadSessionPart | RecordingPart | SessionFeedback | SessionNeeds
"""A part that shows one session."""


class MorePart(Section):
    """One line each; what lies under it is made when it is first opened."""

    def __init__(self, workspace: Workspace, form: FieldForm) -> None:
        self._workspace, self._form = workspace, form
        self._page: SessionPage | None = None
        self.cpd, self.goals = LogAsCpd(workspace), GoalsFold(workspace)
        self.words = Fold(tr("Key points, learning, next steps"), *(form[name] for name in WORDS), self.cpd)
        self.folds = {
            DECISIONS: self._fold(tr("Decisions and their reasons"), DecisionsPart),
            ENTRIES: self._fold(tr("Entries for case files"), EntriesPart),
            CASELOAD: self._fold(tr("Caseload session"), CaseloadSessionPart),
            RECORDING: self._fold(tr("Recording and automatic notes"), RecordingPart),
            FEEDBACK: self._fold(tr("Feedback said here"), SessionFeedback),
            NEEDS: self._fold(tr("Development needs"), SessionNeeds)}
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
        for fold in self.folds.values():
            fold.fill()

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._page = None
        self.cpd.clear()
        self.goals.clear()
        for fold in self.folds.values():
            if fold.part is not None:
                fold.part.clear()

    def go_to(self, name: str) -> bool:
        """Open one of the lines: `decisions` with the id of one, `entries`, or a field of the record."""
        kind, _, about = name.partition(" ")
        if kind in WORDS:
            self.words.show_open(True)
            self._form.focus(kind)
        elif kind in self.folds:
            part = self.folds[kind].open_part()
            self.folds[kind].turn.setFocus()
            if about and isinstance(part, DecisionsPart):
                part.choose(about)
        return kind in WORDS or kind in self.folds

    def _fold(self, words: str, part: Callable[[Workspace], More]) -> LateFold[More]:
        return LateFold(words, lambda: part(self._workspace), self._show_in, margins=(0, 2, 0, 8))

    def _show_in(self, part: More) -> None:
        if self._page is not None:
            part.show_page(self._page)
