"""How a candidate fits: approach and capability, six selection criteria, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import label_of, values_of
from supervision_desktop.domain.choosing import APPROACH, CAPABILITY, CRITERIA, open_criteria
from supervision_desktop.domain.people import Supervisor
from supervision_desktop.i18n import tr
from supervision_desktop.services import choosing
from supervision_desktop.services.choosing import ChoosingPage
from supervision_desktop.store.changes import Change, changed
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import HeadingLabel, QuietLabel
from supervision_desktop.ui.workspace import Workspace

DECISION = ("decision", "decided_on", "decision_reason")
LEAST = 230


def open_words(names: Sequence[str]) -> str:
    """The selection criteria that have no answer yet, in one line; "" for none (SUP-07)."""
    found = ", ".join(label_of(Supervisor, name) for name in names)
    return tr("Still open: {criteria}.").format(criteria=found) if found else ""


class Answers(QWidget):
    """What was seen of one supervisor while choosing (SUP-06, SUP-07)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.form = form = FieldForm(
            workspace, Supervisor, (*APPROACH, *CAPABILITY, "answers_note", *CRITERIA, "criteria_note"), parent=self)
        self.setLayout(layout.column(
            HeadingLabel(tr("Approach and capability")), form.columns(*APPROACH, *CAPABILITY, least=LEAST),
            HeadingLabel(tr("Selection criteria")), form.columns(*CRITERIA, least=LEAST),
            Fold(tr("Notes"), form["answers_note"], form["criteria_note"])))

    def show_page(self, page: ChoosingPage) -> None:
        """The answers about one supervisor."""
        self.form.show(page.supervisor)

    def clear(self) -> None:
        """Show nobody; what was typed is kept."""
        self.form.clear()


class Decision(QWidget):
    """What was decided about a candidate; one who was chosen can be made active (SUP-09)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._supervisor: Supervisor | None = None
        self.form = FieldForm(workspace, Supervisor, DECISION, parent=self, along=self._dated)
        self.start = button("", self._make_active)
        self._open = QuietLabel("")
        self.setLayout(layout.column(self.form.columns("decision", "decided_on", least=LEAST), self.form["decision_reason"],
                                     FlowLayout(self.start), self._open))

    def show_page(self, page: ChoosingPage) -> None:
        """The decision about one supervisor."""
        self.show_supervisor(page.supervisor, page.name)

    def show_supervisor(self, supervisor: Supervisor, name: str) -> None:
        """The decision about somebody of this name."""
        self._supervisor = supervisor
        self.form.show(supervisor)
        offered = supervisor.decision == "chosen" and supervisor.status != "active"
        self.start.setText(tr("{name} supervises me from now on").format(name=name))
        self.start.setAccessibleName(self.start.text())
        self.start.setVisible(offered)
        left = open_words(open_criteria(values_of(supervisor)))
        self._open.setText(left)
        self._open.setVisible(offered and bool(left))

    def clear(self) -> None:
        """Show nobody; what was typed is kept."""
        self._supervisor = None
        self.form.clear()

    def _dated(self, supervisor_id: str, given: dict[str, Any]) -> Iterator[Change]:
        """A decision brings its day."""
        found = self._supervisor
        if found is None or found.id != supervisor_id or "decision" not in given or "decided_on" in given:
            return
        change = changed(found, decided_on=self._workspace.today() if given["decision"] else None)
        if change is not None:
            yield change

    def _make_active(self) -> None:
        self.form.settle()
        found = self._supervisor
        if found is None:
            return
        left = open_words(open_criteria(values_of(found)))
        words = " ".join(filter(None, (tr("Active from now on."), left)))
        self._workspace.commit(choosing.make_active(found, self._workspace.today()), notice=words)
