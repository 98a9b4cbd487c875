"""What stands beside a rating: words, a wish, evidence, and what stands for the criterion."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.assessment import Equivalent, Evidence, Rating, part_id
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import assessment, goals
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.development.found_lines import FoundLines
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.framework.desk import Desk
from supervision_desktop.ui.framework.towards import TowardsFold
from supervision_desktop.ui.late_form import Perhaps
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.table import Column

RATING = ("note", "wish", "reason")


class Beside(QWidget):
    """Made when a line is opened; shows one line of the assessment."""

    def __init__(self, desk: Desk, name: str, *, team: bool) -> None:
        super().__init__()
        self._desk, self._name, self._code = desk, name, ""
        workspace = desk.workspace
        framework = desk.framework
        self.form = FieldForm(workspace, Rating, RATING, parent=self)
        self._rating = Perhaps(self.form)
        self.topic = button(tr("Make it a topic for supervision"), self._make_topic, link=True)
        self.goal = button(tr("Make it a goal"), self._make_goal, link=True)
        self.need = button(tr("Make it a development need"), self._make_need, link=True)
        self.towards = TowardsFold(desk, name)
        self.help = FoundLines(workspace)
        self.helped = QuietLabel(tr("On your shelf and among your training"))
        self.rows = ChildRows(
            workspace, Evidence, ("words", "kind", "on", "strength", "note"),
            [Column(tr("Evidence")), Column(tr("Kind"), chars=18), Column(tr("From"), chars=12, text=day_short)],
            lambda one: (one.words or "", workspace.label("evidence_kinds", one.kind), one.on),
            title=tr("Evidence, {name}").format(name=name), gone=tr("Evidence taken out"),
            arranged=lambda form: layout.column(form["words"], form.columns("kind", "on", "strength"), form["note"]))
        self.add = InlineAdd(tr("Add evidence in words and press Enter"), tr("New evidence, {name}").format(name=name))
        self.pick = ValueCombo(tr("Evidence from this practice file, {name}").format(name=name))
        self.equivalent: FieldForm | None = None
        self._perhaps: Perhaps | None = None
        self.equivalents = Fold(tr("Something else stands for it"), build=self._built_equivalent)
        self._adding = layout.boxed(layout.column(
            self.add, LabelledField(tr("Or choose from this practice file"), self.pick)))
        self._team = QuietLabel(framework.team if team and framework is not None else "")
        self._team.setVisible(bool(self._team.text()))
        self.setLayout(layout.column(
            self._team, self.form["note"], self.form["wish"], self.form["reason"],
            layout.boxed(FlowLayout(self.topic, self.goal, self.need)), self.helped, self.help, self.towards,
            self.rows, self._adding, self.equivalents, gap=10))
        self.add.added.connect(self._add_words)
        self.pick.value_chosen.connect(self._add_record)
        self.equivalents.opened.connect(self._fill_equivalent)

    def show_code(self, code: str) -> None:
        """What stands beside one line."""
        self._code = code
        found = self._desk.rating(code)
        self._rating.show(found, part_id(self._desk.id, code), {"assessment_id": self._desk.id, "code": code})
        self.form["reason"].setVisible(found is not None and bool(found.not_applicable))
        self.towards.show_code(code)
        self.rows.show_records(self._desk.evidence(code))
        helpful = self._desk.helpful(code)
        self.helped.setVisible(bool(helpful))
        self.help.show_found(helpful)
        closed = self._desk.closed
        self.form.set_read_only(closed)
        self.rows.form.set_read_only(closed)
        self.rows.out.setVisible(not closed)
        self._adding.setVisible(not closed)
        if not closed:
            self.pick.set_choices([("", tr("Choose a session, an action, learning, a goal …")),
                                   *((key, one.words) for key, one in self._desk.offers().items())])
            self.pick.set_value("")
        self.equivalents.setVisible(not closed or bool(self._desk.equivalents(code)))
        self.equivalents.set_hint(tr("see here") if self._desk.equivalents(code) else "")
        if self.equivalents.is_open():
            self._fill_equivalent()

    def clear(self) -> None:
        """Show nothing; what was typed is kept."""
        self._rating.clear()
        self.rows.let_go()
        if self._perhaps is not None:
            self._perhaps.clear()

    def _add_words(self, words: str) -> None:
        try:
            change, made = assessment.add_evidence(self._desk.id, self._code, "text", words=words,
                                                   on=self._desk.workspace.today())
        except BadInput as fault:
            self.add.refuse(fault.sentence)
            return
        if self._desk.workspace.commit(change):
            self.rows.choose(made)

    def _add_record(self, chosen: str) -> None:
        if not chosen:
            return
        one = self._desk.offers()[chosen]
        change, made = assessment.add_evidence(
            self._desk.id, self._code, one.kind, words=one.words, record=one.record, on=one.on)
        if self._desk.workspace.commit(change):
            self.rows.choose(made)

    def _make_topic(self) -> None:
        self.form.settle()
        found = self._desk.rating(self._code)
        change = assessment.topic_from((found.wish if found else None) or "", self._name, self._desk.workspace.today())
        self._desk.workspace.commit(change, notice=tr("It waits among the topics for your next session."))

    def _make_need(self) -> None:
        self.form.settle()
        found = self._desk.rating(self._code)
        self._desk.note_need(self._code, (found.wish if found else None) or self._name)

    def _make_goal(self) -> None:
        self.form.settle()
        found, workspace = self._desk.rating(self._code), self._desk.workspace
        change, _ = goals.from_criterion((found.wish if found else None) or "", self._name, self._desk.standard(self._code),
                                         self._code, workspace.today())
        workspace.commit(change, notice=tr("It stands among your goals now, with this criterion."))

    def _built_equivalent(self) -> QWidget:
        form = self.equivalent = FieldForm(
            self._desk.workspace, Equivalent, ("words", "agreed_by", "on"), parent=self)
        self._perhaps = Perhaps(form)
        return layout.boxed(layout.column(form["words"], form.columns("agreed_by", "on")))

    def _fill_equivalent(self) -> None:
        if self._perhaps is None or self.equivalent is None:
            return
        found = self._desk.equivalents(self._code)
        self._perhaps.show(found[0] if found else None, part_id(self._desk.id, self._code, "equivalent"),
                           {"assessment_id": self._desk.id, "code": self._code})
        self.equivalent.set_read_only(self._desk.closed)
