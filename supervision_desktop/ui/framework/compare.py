"""Two looks side by side: now and the last time, and mine and somebody else's."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain import assessment_figures as figures
from supervision_desktop.domain.assessment import SecondRating
from supervision_desktop.domain.assessment_figures import APART
from supervision_desktop.formats import day_short, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import assessment, people, search
from supervision_desktop.services import assessment_words as words
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.framework.desk import Desk
from supervision_desktop.ui.framework.rating_bar import RatingBar
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable


class BeforePart(QWidget):
    """What is otherwise than in the finished assessment before this one (FRW-07)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.says = QuietLabel("")
        self.table = DataTable(tr("What changed"), [Column(tr("Line")), Column(tr("Change"))], most_rows=20)
        self.setLayout(layout.column(Section(tr("Since the last time"), self.says, self.table)))

    def show_all(self) -> None:
        """Fill it from the desk."""
        page, framework = self._desk.page, self._desk.framework
        if framework is None:
            return
        named = words.names(framework, page)
        found = figures.differences([*named], page.marks_before, page.marks) if page.before else []
        self.says.setText(
            tr("There is no finished assessment of this field before this one.") if page.before is None else
            tr("Compared with the assessment begun on {day}.").format(day=day_text(page.before.begun_on)) if found else
            tr("Nothing is rated otherwise than on {day}.").format(day=day_text(page.before.begun_on)))
        label = self._desk.workspace.label
        self.table.set_rows([(named[one.code], words.difference(one, label)) for one in found])
        self.table.setVisible(bool(found))

    def settle(self) -> None:
        """Nothing is typed here."""


class SecondPart(QWidget):
    """A second view: who, which line, and how they see it; what is furthest apart stands first (FRW-09)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        workspace = desk.workspace
        self.rater, self.line = ValueCombo(tr("Second view by")), ValueCombo(tr("Criterion"))
        self.bar = RatingBar(tr("Their rating"), desk.scale(), can_leave_out=False)
        self.says = QuietLabel("")
        self._named: dict[str, str] = {}
        self.rows = ChildRows(
            workspace, SecondRating, ("note", "agreed", "agreed_reason"),
            [Column(tr("Line")), Column(tr("Mine"), chars=14), Column(tr("Theirs"), chars=14), Column(tr("By")),
             Column(tr("Settled on"), chars=14)], self._cells, title=tr("Second views"), gone=tr("Second view taken out"),
            arranged=lambda form: layout.column(form["note"], form.columns("agreed"), form["agreed_reason"]))
        self.setLayout(layout.column(
            Section(tr("Add a second view"), Columns(*(LabelledField(name, editor) for name, editor in (
                (tr("Second view by"), self.rater), (tr("Criterion"), self.line))), least=260), self.bar),
            Section(tr("Both views"), self.says, self.rows, hint=tr("furthest apart first, to talk over")),
            gap=layout.SECTION_GAP))
        self.bar.rated.connect(self._rate)
        self.line.value_chosen.connect(lambda _: self._show_bar())

    def show_all(self) -> None:
        """Fill it from the desk."""
        page, framework = self._desk.page, self._desk.framework
        if framework is None:
            return
        self._named = words.names(framework, page)
        with self._desk.workspace.read() as db:
            known = people.choices(db)
        rater = next((one.rater_id for one in page.second.values()), None)
        kept = self.rater.value()
        self.rater.set_choices([("", tr("Choose somebody")), *known])
        self.rater.set_value(kept or rater or "")
        codes = [code for code in self._named if code in page.ratings or code.count(".") == 2]
        self.line.set_choices([(code, self._named[code]) for code in codes])
        if self.line.value() is None and codes:
            self.line.set_value(codes[0])
        apart = figures.apart([*self._named], page.marks, page.second_marks)
        order = [one.code for one in apart] + [code for code in page.second if code not in {one.code for one in apart}]
        far = sum(abs(one.steps) >= APART for one in apart)
        self.says.setText(tr("No second view yet.") if not page.second else
                          tr("1 line is two steps or more apart.") if far == 1 else
                          tr("{n} lines are two steps or more apart.").format(n=far))
        self.rows.show_records([page.second[code] for code in order])
        self._show_bar()

    def settle(self) -> None:
        """Keep what is being typed."""
        self.rows.let_go()

    def _cells(self, one: SecondRating) -> tuple[str, ...]:
        page, label = self._desk.page, self._desk.workspace.label
        mine, theirs = page.marks.get(one.code), page.second_marks.get(one.code)
        return (self._named.get(one.code, one.code), words.value(mine.value if mine else None, label),
                words.value(theirs.value if theirs else None, label),
                ", ".join(filter(None, (page.raters.get(one.rater_id or "", ""), day_short(one.on) if one.on else ""))),
                label(words.SCALE, one.agreed) if one.agreed else "")

    def _show_bar(self) -> None:
        mark = self._desk.page.second_marks.get(str(self.line.value()))
        self.bar.show_value(mark.value if mark else None)

    def _rate(self, value: int | None) -> None:
        with self._desk.workspace.read() as db:
            change = assessment.second_view(db, self._desk.id, str(self.line.value()), value,
                                            str(self.rater.value()) if self.rater.value() else None,
                                            self._desk.workspace.today())
        self._desk.workspace.commit(change)


class EvidencePart(QWidget):
    """All evidence of the assessment with what it is for; a record of this file opens from here (FRW-06)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._records: dict[str, tuple[str, str]] = {}
        self.says = QuietLabel("")
        self.table = DataTable(tr("Evidence"), [
            Column(tr("For")), Column(tr("Evidence")), Column(tr("Kind"), chars=21), Column(tr("Strength"), chars=10)],
            most_rows=20)
        self.setLayout(layout.column(Section(tr("Evidence index"), self.says, self.table,
                                             hint=tr("Enter opens what is kept here"))))
        self.table.opened.connect(self._open)

    def show_all(self) -> None:
        """Fill it from the desk."""
        page, framework = self._desk.page, self._desk.framework
        if framework is None:
            return
        named, label = words.names(framework, page), self._desk.workspace.label
        found = [(named.get(code, code), one) for code in (*named, *(set(page.evidence) - set(named)))
                 for one in page.evidence.get(code, ())]
        self._records = {one.id: (one.record_kind, one.record_id) for _, one in found if one.record_kind and one.record_id}
        self.table.set_rows([(name, one.words or "", label("evidence_kinds", one.kind),
                              label("evidence_strength", one.strength) if one.strength else "") for name, one in found],
                            [one.id for _, one in found])
        bare = figures.not_evidenced(named, page.marks, page.evidence)
        self.says.setText(" ".join((
            tr("No evidence yet; it is added under a criterion, in Rating.") if not found else
            tr("1 piece of evidence.") if len(found) == 1 else tr("{n} pieces of evidence.").format(n=len(found)),
            tr("{n} lines rated mostly or consistently have none.").format(n=len(bare)) if bare else "")))
        self.table.setVisible(bool(found))

    def settle(self) -> None:
        """Nothing is typed here."""

    def _open(self, evidence_id: str) -> None:
        if evidence_id not in self._records:
            return
        workspace, found = self._desk.workspace, self._records[evidence_id]
        if not workspace.exists(*found):
            workspace.noticed.emit(tr("What it names was deleted. Its words stay here."), None)
            return
        with workspace.read() as db:
            kind, record_id = search.owner(db, *found)
        workspace.open_wanted.emit(kind, record_id)
