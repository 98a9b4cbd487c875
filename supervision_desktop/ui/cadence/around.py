"""What stands around the rules: fields of practice, cases, those supervised, and why sessions were missed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import cadence_words as words
from supervision_desktop.services.cadence_around import CaseState, FieldState, Missed
from supervision_desktop.services.cadence_people import Supervisees
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace


class FieldsPart(QWidget):
    """Each field of practice with the last supervision that had to do with it (CAD-15)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.table = DataTable(tr("Fields of practice"), [
            Column(tr("Field")), Column(tr("Level"), chars=8), Column(tr("Supervision that had to do with it"), chars=36)],
            most_rows=8)
        section = Section(tr("Supervision for your fields"), self.table,
                          hint=tr("by the field of the session, or of a case"))
        self.setLayout(layout.column(section, gap=0))

    def show_fields(self, found: Sequence[FieldState]) -> None:
        """Fill it; without fields it is not shown."""
        label = self._workspace.label
        self.table.set_rows([(label("practice_fields", one.field), label("framework_level", one.level), words.field(one))
                             for one in found])
        self.setVisible(bool(found))


class CasesPart(QWidget):
    """Each open case with its last presentation (CAD-05); a row opens its case."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.table = DataTable(tr("Cases in supervision"), [
            Column(tr("Case")), Column(tr("Last in supervision"), chars=22, text=day_short),
            Column(tr("Again by"), chars=14, text=day_short), Column(tr("State"), chars=18)], most_rows=8)
        section = Section(tr("Every case once a year"), self.table, hint=tr("by the parts of a session's time"))
        self.setLayout(layout.column(section, gap=0))
        self.table.opened.connect(lambda case_id: workspace.open_wanted.emit("case", case_id))

    def show_cases(self, found: Sequence[CaseState]) -> None:
        """Fill it; without cases it is not shown."""
        self.table.set_rows([(one.reference, one.last, one.due,
                              self._workspace.label("presentation_state", one.state)) for one in found],
                            [one.case_id for one in found])
        self.setVisible(bool(found))


class PeoplePart(QWidget):
    """Those supervised, each against the rule adopted for them, and how many had a session (SVE-05)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.months = WordLabel()
        self.table = DataTable(tr("Those you supervise"), [
            Column(tr("Name")), Column(tr("With a session"), chars=22), Column(tr("Next by"), chars=14, text=day_short),
            Column(tr("State"), chars=14)], most_rows=8)
        self.none = QuietLabel(tr("No rule for them is adopted yet. Add one under “Your rules”."))
        self.setLayout(layout.column(Section(tr("Those you supervise"), self.none, self.months, self.table), gap=0))
        self.table.opened.connect(lambda person_id: workspace.open_wanted.emit("person", person_id))

    def show_people(self, found: Supervisees) -> None:
        """Fill it."""
        label = self._workspace.library.lists.label
        self.months.setText("\n".join(words.supervisees(one) for one in found.months))
        self.table.set_rows([
            (one.name, words.share(one.state.figures, one.state.row.rule.unit), one.state.due,
             words.due_word(one.state, label))
            for one in found.people if one.state.figures is not None and one.state.row.rule is not None],
            [one.person_id for one in found.people])
        self.none.setVisible(not found.months)
        for part in (self.months, self.table):
            part.setVisible(bool(found.months))


class MissedPart(QWidget):
    """Sessions that did not happen: by whom, what stood in the way, and reasons in her words, most first (CAD-10)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.by, self.barriers, self.reasons = WordLabel(), WordLabel(), WordLabel()
        section = Section(tr("Sessions that did not happen"), self.by, self.barriers, self.reasons,
                          hint=tr("in the last twelve months"))
        self.setLayout(layout.column(section, gap=0))

    def show_missed(self, found: Missed) -> None:
        """Fill it; where none was missed it is not shown."""
        said = ", ".join(f"{count} {words.missed_by(key)}" for key, count in found.by)
        self.by.setText(f"{said}.")
        self.barriers.setText("\n".join(f"{count} × {self._workspace.label('missed_barriers', key)}"
                                        for key, count in found.barriers))
        self.barriers.setVisible(bool(found.barriers))
        self.reasons.setText("\n".join(f"{count} × {reason}" for reason, count in found.reasons))
        self.reasons.setVisible(bool(found.reasons))
        self.setVisible(bool(found.by))
