"""The review of a contract: begun, talked through, decided; and the reviews before it (CON-18, CON-21)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QWidget

from supervision_desktop.domain.contract_review import ContractReview
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import contract_review, contracts
from supervision_desktop.services.contract_review import CHANGE, END, KEEP, Decision, Reviews, Topic
from supervision_desktop.ui import layout
from supervision_desktop.ui.contracts.scores import ScoresPart
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.day_edit import DayEdit
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import FieldLabel, QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace


class ReviewPage(QWidget):
    """`opened` names the next version, once a review has begun it."""

    opened = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: contracts.ContractPage | None = None
        self._reviews = Reviews(None, (), contract_review.USUAL, {})
        self._date = FieldForm(workspace, Contract, ["review_on"], parent=self)
        self.begin = button(tr("Begin a review"), self._begin)
        self._next = Section(
            tr("Next review"), self._date.columns("review_on", least=200),
            QuietLabel(tr("When its date comes, after marked progress, or when something gets difficult.")),
            layout.boxed(FlowLayout(self.begin)))
        self.form = FieldForm(workspace, ContractReview, ["note", "on", "because"], parent=self)
        self._scores: ScoresPart | None = None
        self.met = Fold(tr("Were expectations met"), build=self._built_scores)
        self.now = Section(tr("This review"), self.form["note"], self.form.columns("on", "because", least=200), self.met,
                           *self._outcome_parts(), hint=tr("the contract stays in force meanwhile"))
        self._past = layout.column(gap=10)
        self._older = Section(tr("Earlier reviews"), self._past)
        self.setLayout(layout.column(self._next, self.now, self._older, gap=layout.SECTION_GAP))
        self._connect()

    def show_reviews(self, reviews: Reviews) -> None:
        """What is known of its reviews; shown with the next page."""
        fresh = reviews.open is not None and (self._reviews.open is None or self._reviews.open.id != reviews.open.id)
        self._reviews = reviews
        if fresh:
            self.outcomes[KEEP].setChecked(True)
            self.interval.editor.set_value(reviews.interval)
            self._propose()

    def show_page(self, page: contracts.ContractPage) -> None:
        """Fill with one contract."""
        self._page, review = page, self._reviews.open
        self._next.setVisible(review is None and page.contract.status not in ("ended", "superseded"))
        self.now.setVisible(review is not None)
        self._date.show(page.contract)
        if review is None:
            self.form.clear()
        else:
            self.form.show(review)
            self._show_scores()
        self._show_outcome()
        self._show_past()

    def clear(self) -> None:
        """Show no contract; what was typed is kept."""
        self._page = None
        self._date.clear()
        self.form.clear()
        if self._scores is not None:
            self._scores.clear()

    def discard(self) -> None:
        """A draft has no review."""

    def _outcome_parts(self) -> list[layout.Part]:
        self.outcomes = {key: QRadioButton(words) for key, words in self._workspace.choices("review_outcome")}
        self.interval = LabelledField(tr("Review again"), ValueCombo(
            tr("Review again"), self._workspace.choices("review_interval")))
        self.day = LabelledField(tr("Next review"), DayEdit(tr("Next review"), self._workspace.today))
        self.last = LabelledField(tr("Last day"), DayEdit(tr("Last day"), self._workspace.today))
        self.record = button("", self._decide)
        self.drop = button(tr("Drop this review"), self._drop, link=True)
        ways = layout.boxed(layout.column(FieldLabel(tr("Outcome")), FlowLayout(*self.outcomes.values(), gap=16), gap=2))
        dates = Columns(self.interval, self.day, self.last, least=200)
        return [ways, dates, layout.boxed(FlowLayout(self.record, self.drop))]

    def _connect(self) -> None:
        for radio in self.outcomes.values():
            radio.toggled.connect(self._show_outcome)
        self.interval.editor.value_chosen.connect(lambda _: self._propose())
        self.day.editor.value_changed.connect(lambda _: self.day.say_problem(""))
        for field in (self.day, self.last):
            field.editor.problem_found.connect(field.say_problem)
        self.met.opened.connect(self._show_scores)

    def _built_scores(self) -> ScoresPart:
        self._scores = ScoresPart(self._workspace)
        return self._scores

    def _show_scores(self) -> None:
        said, review = len(self._reviews.scores), self._reviews.open
        self.met.set_hint(tr("{n} answers").format(n=said) if said else "")
        if self._scores is not None and self._page is not None and review is not None:
            self._scores.show_review(self._page, review, self._reviews.scores)

    def _outcome(self) -> str:
        return next((key for key, radio in self.outcomes.items() if radio.isChecked()), KEEP)

    def _show_outcome(self) -> None:
        outcome = self._outcome()
        for field in (self.interval, self.day):
            field.setVisible(outcome != END)
        self.last.setVisible(outcome == END)
        words = {KEEP: tr("Record the review"), CHANGE: tr("Record and begin the next version"),
                 END: tr("Record and end the contract")}[outcome]
        self.record.setText(words)
        self.record.setAccessibleName(words)

    def _propose(self) -> None:
        """The day that follows from the interval; the last day is today."""
        review = self._reviews.open
        if review is not None:
            proposed = contract_review.next_day(str(self.interval.editor.value()), review.on)
            if proposed is not None:
                self.day.editor.set_value(proposed)
                self.day.say_problem("")
            self.last.editor.set_value(self._workspace.today())

    def _show_past(self) -> None:
        layout.clear(self._past)
        for review in self._reviews.past:
            outcome = self._workspace.label("review_outcome", review.outcome)
            facts = (day_text(review.on), outcome,
                     tr("next on {day}").format(day=day_text(review.next_on)) if review.next_on else "")
            parts: list[layout.Part] = [WordLabel(" · ".join(filter(None, facts)))]
            if review.note:
                parts.append(QuietLabel(review.note))
            parts += [QuietLabel(self._short(one)) for one in self._reviews.short if one.review_id == review.id]
            self._past.addWidget(layout.boxed(layout.column(*parts, gap=2)))
        self._older.setVisible(bool(self._reviews.past))

    def _short(self, one: Topic) -> str:
        """What fell short: whose word it is, what was said, and the line itself."""
        said = tr("{name}: {score}.").format(
            name=one.said_by, score=self._workspace.label("expectation_met", one.score).lower())
        return " ".join(filter(None, (f"• {one.expectation}", said, one.comment)))

    def _begin(self) -> None:
        if self._page is not None:
            self._date.settle()
            with self._workspace.read() as db:
                change, _ = contract_review.begin(db, self._page.contract.id, self._workspace.today())
            if self._workspace.commit(change):
                self.form.focus("note")

    def _drop(self) -> None:
        review = self._reviews.open
        if review is not None:
            self.form.discard()
            with self._workspace.read() as db:
                change = contract_review.drop(db, review.id)
            self._workspace.commit(change)

    def _decide(self) -> None:
        outcome, review = self._outcome(), self._reviews.open
        field = self.last if outcome == END else self.day
        field.editor.finish()
        day = field.editor.value()
        if review is None or day is None:
            field.say_problem(field.problem() or tr("Give a date, for example +6m or 4 July."))
            return
        self._workspace.settling.emit()
        decision = Decision(outcome, day, None if outcome == END else str(self.interval.editor.value()))
        with self._workspace.read() as db:
            change, draft = contract_review.decide(db, review.id, decision, self._workspace.today())
        fault = self._workspace.attempt(change)
        if fault is not None:
            field.say_problem(fault.sentence)
        elif draft:
            self.opened.emit(draft)
