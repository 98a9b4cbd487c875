"""What belongs to choosing on one supervisor's page: open for a candidate, folded away for everybody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.choosing import CRITERIA
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import choosing
from supervision_desktop.services.choosing import ChoosingPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.choosing.answers import Answers, Decision, open_words
from supervision_desktop.ui.choosing.considering import Considering, why
from supervision_desktop.ui.choosing.ratings import Ratings
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.late_fold import LateFold
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace

Part = Answers | Decision | Considering | Ratings
P = TypeVar("P", Answers, Decision, Considering, Ratings)


class ChoosingPart(QWidget):
    """Ratings, fit, decision and a considered change of one supervisor; each part is made when first opened."""

    WATCHES: ClassVar[frozenset[str]] = frozenset({"supervisor_rating", "considered_change", "supervisor", "setting"})

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._page: ChoosingPage | None = None
        self._was = ("", False)
        self._why, self._left = WordLabel(""), QuietLabel("")
        self.strengths = self._fold(tr("Strengths and conditions"), Ratings)
        self.fit = self._fold(tr("How they fit"), Answers)
        self.decided = self._fold(tr("Decision"), Decision)
        self.considered = self._fold(tr("Thinking of a change"), Considering)
        self._section = Section(tr("Strengths"), self._why, self._left, self.fit, self.strengths, self.decided,
                                self.considered)
        self.setLayout(layout.column(self._section))

    def show_supervisor(self, supervisor_id: str) -> None:
        """One supervisor, by the id of the profile."""
        with self._workspace.read() as db:
            page = choosing.page(db, supervisor_id)
        if page is None:
            self.clear()
            return
        was_id, was_candidate = self._was
        self._page, self._was = page, (supervisor_id, page.is_candidate)
        made_active = was_id == supervisor_id and was_candidate and page.supervisor.status == "active"
        self._show_words(page, made_active)
        if was_id != supervisor_id:
            for fold in (self.fit, self.strengths, self.decided):
                fold.show_open(page.is_candidate)
            self.considered.show_open(page.prompt is not None)
        elif page.prompt is not None and not self.considered.is_open():
            self.considered.show_open(True)
        for part in self._made():
            self._show_in(part)

    def clear(self) -> None:
        """Show nobody; what was typed is kept."""
        self._page, self._was = None, ("", False)
        for part in self._made():
            part.clear()

    def settle(self) -> None:
        """Keep what is being typed."""
        for part in self._made():
            part.form.settle()

    def discard(self) -> None:
        """Give up what is typed: the person is no longer there."""
        for part in self._made():
            part.form.discard()

    def _show_words(self, page: ChoosingPage, made_active: bool) -> None:
        self._section.set_heading(tr("Choosing") if page.is_candidate else tr("Strengths"))
        self._section.set_hint(tr("words, not scores"))
        self.strengths.set_hint(tr("rated {day}").format(day=day_text(page.ratings[0].on)) if page.ratings else "")
        decided = page.supervisor.decision
        self.decided.set_hint(self._workspace.label("candidate_decision", decided))
        self.decided.setVisible(page.is_candidate or bool(decided))
        self.considered.setVisible(not page.is_candidate)
        self._why.setText(" ".join((why(page.prompt), tr("Would a change help?"))) if page.prompt else "")
        self._why.setVisible(page.prompt is not None)
        # A choice that was begun and not finished is worth a line, years without any are not.
        begun = made_active or 0 < len(page.open_criteria) < len(CRITERIA)
        left = open_words(page.open_criteria) if begun and not page.is_candidate else ""
        if made_active and left:
            self._workspace.noticed.emit(left, None)
        self._left.say(left)

    def _fold(self, words: str, part: Callable[[Workspace], P]) -> LateFold[P]:
        return LateFold(words, lambda: part(self._workspace), self._show_in)

    def _show_in(self, part: Part) -> None:
        if self._page is not None:
            part.show_page(self._page)

    def _made(self) -> list[Part]:
        folds = (self.strengths, self.fit, self.decided, self.considered)
        return [fold.part for fold in folds if fold.part is not None]
