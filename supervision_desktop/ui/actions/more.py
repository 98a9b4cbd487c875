"""What may be kept of an action besides itself: a decision on a suggestion, options, the outcome it helps towards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.actions import Action, option_lines
from supervision_desktop.i18n import tr
from supervision_desktop.services import actions, shared_outcomes
from supervision_desktop.services.actions import ActionPage
from supervision_desktop.services.shared_outcomes import OutcomeRow
from supervision_desktop.store.changes import Change
from supervision_desktop.ui import layout
from supervision_desktop.ui.editors import Choices
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.late_form import LateForm
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.workspace import Workspace

DETAILS = ("how", "kind", "risk")
DECIDED = ("decision", "decided_on", "practice_of_id", "decision_reason")
OPTIONS = ("options", "option_chosen", "option_reason")


class MorePart(QWidget):
    """Four closed lines; each is made when it is opened (ACT-06 to ACT-08)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: ActionPage | None = None
        self._outcomes: Sequence[OutcomeRow] = ()
        self.details = LateForm(workspace, Action, DETAILS, tr("How, what kind, which risk"), _details)
        self.decided = LateForm(workspace, Action, DECIDED, tr("A suggestion, and what was decided"), _decided,
                                along=self._goes_along)
        self.options = LateForm(workspace, Action, OPTIONS, tr("Options considered"), _options)
        self.outcome = LateForm(workspace, Action, ("outcome_id",), tr("An outcome you both aim for"), self._arranged)
        self.folds = (self.details, self.decided, self.options, self.outcome)
        self.setLayout(layout.column(*self.folds, gap=6))

    def show_page(self, page: ActionPage, people: Choices, outcomes: Sequence[OutcomeRow]) -> None:
        """One action."""
        self._page, self._outcomes = page, outcomes
        action, label = page.action, self._workspace.label
        self.details.show_record(action)
        self.decided.show_record(action, {"practice_of_id": people})
        self.options.show_record(action)
        self.outcome.show_record(action, {"outcome_id": [(one.outcome.id, one.outcome.text) for one in outcomes]})
        towards = next((one for one in outcomes if one.outcome.id == action.outcome_id), None)
        count = len(option_lines(action.options))
        self.details.set_hint(", ".join(filter(None, (label("action_kind", action.kind), tr("how") if action.how else "",
                                                      tr("risk") if action.risk else ""))))
        self.decided.set_hint(label("advice_decision", action.decision))
        self.options.set_hint(tr("{n} options").format(n=count) if count else "")
        self.outcome.set_hint(towards.progress if towards else "")
        if self.outcome.form is not None:
            self._show_progress(towards)

    def clear(self) -> None:
        """Show no action; what was typed is kept."""
        self._page = None
        for fold in self.folds:
            fold.clear()

    def discard(self) -> None:
        """Give up what is typed: the action is no longer there."""
        for fold in self.folds:
            fold.discard()

    def _goes_along(self, action_id: str, given: Mapping[str, Any]) -> Iterable[Change]:
        if self._page is None or "decision" not in given or given.get("decided_on"):
            return ()
        return actions.decide(self._page.action, given["decision"], self._workspace.today())

    def _arranged(self, form: FieldForm) -> layout.Part:
        self.add = InlineAdd(tr("Name an outcome and press Enter"), tr("New shared outcome"))
        self.progress = QuietLabel("")
        self.add.added.connect(self._added)
        found = next((one for one in self._outcomes if self._page and one.outcome.id == self._page.action.outcome_id), None)
        self._show_progress(found)
        return layout.column(form["outcome_id"], self.progress, self.add)

    def _show_progress(self, towards: OutcomeRow | None) -> None:
        self.progress.setText(towards.progress if towards else "")
        self.progress.setVisible(towards is not None)

    def _added(self, words: str) -> None:
        if self._page is not None:
            with self._workspace.read() as db:
                change, _ = shared_outcomes.add(db, words, self._workspace.today(), self._page.action.id)
            self.add.hear(self._workspace.attempt(change))


def _details(form: FieldForm) -> layout.Part:
    return layout.column(form["how"], form.columns("kind", "risk", least=200))


def _decided(form: FieldForm) -> layout.Part:
    return layout.column(form.columns("decision", "decided_on", "practice_of_id"), form["decision_reason"])


def _options(form: FieldForm) -> layout.Part:
    form["options"].label.hide()  # the fold says the same words
    return layout.column(form["options"], form["option_chosen"], form["option_reason"])
