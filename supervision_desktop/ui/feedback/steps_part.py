"""The steps on the way to a written evaluation: ticked when done, changed, added and taken out (FBK-03)."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.domain.feedback import EvaluationStep
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import evaluations
from supervision_desktop.store.changes import changed, deleted, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.tick_lines import TickLine, TickLines
from supervision_desktop.ui.widgets.turn import in_turn
from supervision_desktop.ui.workspace import Workspace


class StepsFold(Fold):
    """Closed; its hint says how far it is."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace, self._id = workspace, ""
        self._steps: dict[str, EvaluationStep] = {}
        self.lines = TickLines(tr("How we go about it"))
        self.form: FieldForm | None = None
        self.new = InlineAdd(tr("Add a step and press Enter"), tr("New step"))
        keep_words(workspace, self.new.line, "line step")
        self.out = button(tr("Take the step out"), self._remove, link=True)
        self._under = layout.column(layout.row(self.out, layout.spacer()), gap=4)
        self._chosen = layout.boxed(self._under)
        super().__init__(tr("How we go about it"), self.lines, self._chosen, self.new)
        self.lines.ticked.connect(self._tick)
        self.lines.chosen.connect(self._show)
        self.new.added.connect(self._added)

    def show_steps(self, evaluation_id: str, steps: Sequence[EvaluationStep]) -> None:
        """The steps of one evaluation."""
        self._id, self._steps = evaluation_id, {one.id: one for one in steps}
        self.lines.set_lines([TickLine(one.id, f"{one.text} ({day_short(one.done_on)})" if one.done_on else one.text,
                                       one.done_on is not None) for one in steps])
        done = sum(one.done_on is not None for one in steps)
        self.set_hint(tr("{n} of {all} done").format(n=done, all=len(steps)) if steps else "")
        self._show(self.lines.id())

    def discard(self) -> None:
        """Give up what is typed."""
        if self.form is not None:
            self.form.discard()

    def _show(self, step_id: str) -> None:
        found = self._steps.get(step_id)
        self._chosen.setVisible(found is not None)
        if found is not None:
            self._built_form().show(found)
        elif self.form is not None:
            self.form.clear()

    def _built_form(self) -> FieldForm:
        if self.form is None:
            self.form = FieldForm(self._workspace, EvaluationStep, ("text", "done_on"), parent=self)
            fields = layout.boxed(layout.row((self.form["text"], 3), (self.form["done_on"], 1)))
            self._under.insertWidget(0, fields)
            in_turn(self.lines, fields)
        return self.form

    def _tick(self, step_id: str, on: bool) -> None:
        found = self._steps.get(step_id)
        if found is not None:
            self._workspace.commit(gesture(tr("Step"), changed(found, done_on=self._workspace.today() if on else None)))

    def _remove(self) -> None:
        found = self._steps.get(self.lines.id())
        if found is not None:
            self.discard()
            self._workspace.commit(gesture(tr("Step taken out"), deleted(found)))

    def _added(self, words: str) -> None:
        with self._workspace.read() as db:
            change, _ = evaluations.add_step(db, self._id, words)
        self.new.hear(self._workspace.attempt(change))
