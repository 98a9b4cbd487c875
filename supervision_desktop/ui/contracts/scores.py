"""Were expectations met: what each side says of each agreed line at a review (CON-21)."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.contract_review import NOT_MET, ContractReview, ExpectationScore
from supervision_desktop.i18n import tr
from supervision_desktop.reports.contract import ROLES
from supervision_desktop.services import contract_review, contracts
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace

UNSAID = "–"


class ScoresPart(QWidget):
    """The agreed expectations of both sides; the chosen one is scored under the table."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: contracts.ContractPage | None = None
        self._review: ContractReview | None = None
        self._scores: contract_review.Scores = {}
        self.table = DataTable(tr("Were expectations met"), [
            Column(tr("Of the"), chars=11), Column(tr("Expectation")), Column(tr("Supervisor says"), chars=11),
            Column(tr("Supervisee says"), chars=11)], most_rows=7)
        self._line = WordLabel()
        self.sides = [_Side(workspace, partial(self._say, n)) for n in (0, 1)]
        self.rest = button(tr("All others were met"), self._rest)
        self._chosen = layout.boxed(layout.column(self._line, Columns(*self.sides, least=240)))
        self._topics = QuietLabel()
        self.setLayout(layout.column(
            QuietLabel(tr("Begin with what was not met, or only partly; then one press settles the others.")), self.table,
            self._chosen, self._topics, layout.boxed(FlowLayout(self.rest))))
        self.table.chosen.connect(lambda _: self._show_chosen())

    def show_review(self, page: contracts.ContractPage, review: ContractReview, scores: contract_review.Scores) -> None:
        """Fill with the expectations of a contract and what was said of them at this review."""
        self._page, self._review, self._scores = page, review, scores
        lines = [line for line in page.expectations if line.included]
        lines.sort(key=lambda line: (line.side != "supervisor", line.position))
        kept = self.table.id()
        self.table.set_rows([(tr(ROLES[line.side]).lower(), line.text, *self._words(line.id))
                             for line in lines], [line.id for line in lines])
        known = kept if any(line.id == kept for line in lines) else lines[0].id if lines else ""
        self.table.set_id(known)
        self._show_chosen()
        open_lines = 2 * len(lines) - len(scores)
        self.rest.setVisible(open_lines > 0)
        count = len({key for key, one in scores.items() if one.score == NOT_MET})
        self._topics.say(tr("Not met: {n}. Each is a topic for your next session.").format(n=count) if count else "")

    def clear(self) -> None:
        """Show nothing; what was typed is kept."""
        self._page = self._review = None
        for side in self.sides:
            side.comment.clear()

    def _parties(self) -> tuple[contracts.Party, contracts.Party]:
        assert self._page is not None  # asked only while one is shown
        return self._page.supervisor, self._page.supervisee

    def _words(self, expectation_id: str) -> tuple[str, str]:
        said = [self._scores.get((expectation_id, party.person_id)) for party in self._parties()]
        first, second = (self._workspace.label("expectation_met", one.score) if one else UNSAID for one in said)
        return first, second

    def _show_chosen(self) -> None:
        chosen, page = self.table.id(), self._page
        line = next((one for one in page.expectations if one.id == chosen), None) if page is not None else None
        self._chosen.setVisible(line is not None)
        if line is None:
            return
        self._line.setText(line.text)
        for side, party in zip(self.sides, self._parties(), strict=True):
            side.show_side(tr("{name} says").format(name=party.name), self._scores.get((line.id, party.person_id)))

    def _say(self, side: int, said: str) -> None:
        if self._review is not None:
            with self._workspace.read() as db:
                change = contract_review.score(db, self._review.id, self.table.id(), self._parties()[side].person_id,
                                               said or None, self._workspace.today())
            self._workspace.commit(change)

    def _rest(self) -> None:
        if self._review is not None:
            with self._workspace.read() as db:
                change = contract_review.rest_met(
                    db, self._review.id, [party.person_id for party in self._parties()], self._workspace.today())
            self._workspace.commit(change)


class _Side(QWidget):
    """What one side says of one line; a comment only where something was said."""

    def __init__(self, workspace: Workspace, said: partial[None]) -> None:
        super().__init__()
        choices = [("", tr("Not said")), *workspace.choices("expectation_met")]
        self.field = LabelledField("", ValueCombo(tr("Was it met"), choices))
        self.comment = FieldForm(workspace, ExpectationScore, ["comment"], parent=self)
        self.setLayout(layout.column(self.field, self.comment["comment"]))
        self.field.editor.value_chosen.connect(lambda value: said(str(value)))

    def show_side(self, label: str, score: ExpectationScore | None) -> None:
        self.field.label.setText(label.replace("&", "&&"))
        self.field.editor.setAccessibleName(label)
        self.field.editor.set_value(score.score if score else "")
        self.comment["comment"].setVisible(score is not None)
        if score is None:
            self.comment.clear()
        else:
            self.comment.show(score)
