"""Outcomes both sides aim for, with their progress and the actions towards them (ACT-08)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.actions import SharedOutcome
from supervision_desktop.i18n import tr
from supervision_desktop.services import cases, people, shared_outcomes
from supervision_desktop.services.shared_outcomes import OutcomeRow
from supervision_desktop.ui import layout
from supervision_desktop.ui.dialogs.page_dialog import PageDialog
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.link_lines import LinkLines
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import HeadingLabel, QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace

FORM = ("text", "on", "person_id", "case_id", "ended_on", "result")


class OutcomesDialog(PageDialog):
    """The list, and the chosen one under it."""

    def __init__(self, workspace: Workspace, parent: QWidget, chosen: str = "") -> None:
        super().__init__(tr("Shared outcomes"), parent, width=780, height=640)
        self._workspace = workspace
        self._rows: Sequence[OutcomeRow] = ()
        self.add = InlineAdd(tr("Add an outcome you both aim for and press Enter"), tr("New shared outcome"))
        self.table = DataTable(tr("Shared outcomes"), [
            Column(tr("Outcome")), Column(tr("With"), chars=16), Column(tr("Progress"), chars=24)], most_rows=8)
        self.form = FieldForm(workspace, SharedOutcome, FORM, parent=self)
        self.towards = LinkLines(tr("Open"))
        self._progress = QuietLabel("")
        self._build()
        keep_words(workspace, self.add.line, "line shared outcome")
        self.add.added.connect(self._added)
        self.table.chosen.connect(lambda _: self._show())
        self.towards.opened.connect(self._open)
        workspace.changed.connect(self._changed)
        self.finished.connect(lambda _: self.form.settle())
        self.refresh()
        self.table.set_id(chosen)
        self._show()

    def refresh(self) -> None:
        """The list anew; the chosen one stays chosen."""
        with self._workspace.read() as db:
            self._rows = shared_outcomes.outcomes(db)
            self.form.set_options("person_id", people.choices(db))
            self.form.set_options("case_id", cases.choices(db))
        self.table.set_rows([(one.outcome.text, one.with_whom, one.progress) for one in self._rows],
                            [one.outcome.id for one in self._rows])
        self.table.setVisible(bool(self._rows))
        self._show()

    def _build(self) -> None:
        form = self.form
        self.chosen = layout.boxed(layout.column(
            form["text"], form.columns("person_id", "case_id"), form.columns("on", "ended_on"), form["result"],
            HeadingLabel(tr("Actions towards it")), self._progress, self.towards,
            layout.row(button(tr("Take out"), self._remove, link=True), layout.spacer())))
        self.page.add(Section(tr("What you aim for together"), self.add, self.table, self.chosen,
                              hint=tr("actions are linked on their own page")))
        self.page.body.addStretch(1)
        self.foot((), (button(tr("Close"), self.accept),))

    def _show(self) -> None:
        found = next((one for one in self._rows if one.outcome.id == self.table.id()), None)
        self.chosen.setVisible(found is not None)
        if found is None:
            self.form.clear()
            return
        self.form.show(found.outcome)
        self._progress.setText(found.progress)
        self.towards.show_lines([(action_id, f"{text} ({self._workspace.label('action_status', state).lower()})")
                                 for action_id, text, state in found.actions])

    def _added(self, words: str) -> None:
        with self._workspace.read() as db:
            change, outcome_id = shared_outcomes.add(db, words, self._workspace.today())
        fault = self._workspace.attempt(change)
        self.add.hear(fault)
        if fault is None:
            self.table.set_id(outcome_id)
            self._show()

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & {"shared_outcome", "action"}:
            self.refresh()

    def _remove(self) -> None:
        self.form.discard()
        with self._workspace.read() as db:
            change = shared_outcomes.delete(db, self.table.id())
        self._workspace.commit(change)

    def _open(self, action_id: str) -> None:
        self.accept()
        self._workspace.open_wanted.emit("action", action_id)


def show_outcomes(workspace: Workspace, parent: QWidget, chosen: str = "") -> OutcomesDialog:
    """Opens the outcomes over a window."""
    dialog = OutcomesDialog(workspace, parent, chosen)
    dialog.open()
    return dialog
