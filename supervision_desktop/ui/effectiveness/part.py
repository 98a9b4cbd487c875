"""How supervision with one person works, on their page: one closed line, made when it is opened."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.development import SupportSource
from supervision_desktop.domain.effectiveness_rules import INTERVAL_MONTHS, apart, strained, unanswered
from supervision_desktop.domain.feedback import InputEvaluation
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import benefits, development_shelf, effectiveness, evaluations
from supervision_desktop.services import effectiveness_words as words
from supervision_desktop.services.effectiveness import Review
from supervision_desktop.ui import layout
from supervision_desktop.ui.development.support_lines import SupportLines
from supervision_desktop.ui.effectiveness.noticed import BenefitsPart
from supervision_desktop.ui.effectiveness.review import REPORT, ReviewDialog
from supervision_desktop.ui.effectiveness.trend import TrendPart
from supervision_desktop.ui.link_lines import LinkLines
from supervision_desktop.ui.number_setting import NumberSetting
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.late_fold import LateFold
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace

INPUT = InputEvaluation.__tablename__
STRAINED = mark("Only you see this: at your last two reviews you noted a lot of strain, and supervision helped less than "
                "before. Would more sessions, other support or a change help? Your GP, your membership body or somebody "
                "you trust can be asked too.")


class EffectivenessPart(QWidget):
    """Reviews, their course, and benefits noticed; nothing is read but a date until the line is opened."""

    WATCHES: ClassVar[frozenset[str]] = frozenset({
        "effectiveness_review", "effectiveness_line", "benefit_noticed", "session_rating", "setting", "support_source",
        "input_evaluation"})

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._person_id = workspace, ""
        self.fold = LateFold(tr("Conditions, what helps, what gets in the way"), lambda: _Inside(workspace), self._show_in)
        self.setLayout(layout.column(Section(tr("How supervision works for us"), self.fold), gap=0))

    def show_person(self, person_id: str) -> None:
        """One relationship."""
        if person_id != self._person_id:
            self.settle()
        self._person_id = person_id
        with self._workspace.read() as db:
            last = effectiveness.last_on(db, person_id)
        self.fold.set_hint(tr("looked at {day}").format(day=day_text(last)) if last else tr("if you wish to look at it"))
        self.fold.fill()

    def clear(self) -> None:
        """Show nobody; what was typed is kept."""
        self._person_id = ""
        if self.fold.part is not None:
            self.fold.part.benefits_clear()

    def settle(self) -> None:
        """Keep what is being typed."""
        if self.fold.part is not None:
            self.fold.part.settle()

    def discard(self) -> None:
        """Give up what is typed: the person is no longer there."""
        if self.fold.part is not None:
            self.fold.part.discard()

    def _show_in(self, part: _Inside) -> None:
        if self._person_id:
            part.show_person(self._person_id)


class _Inside(QWidget):
    """What lies under the line."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._person_id, self._newest = workspace, "", ""
        self.state, self.talk, self.strained = QuietLabel(""), WordLabel(""), WordLabel("")
        self.support = SupportLines(workspace)
        self.look = button(tr("Look at it today"), self._begin)
        self.print = button(tr("Print the newest…"), self._print)
        self.say = button(tr("What helped?"), self._say_input, link=True)
        self.reviews = LinkLines(tr("Open"))
        self.course: TrendPart | None = None
        self.gains: BenefitsPart | None = None
        self.over_time = Fold(tr("Over time"), build=self._built_trend)
        self.noticed = Fold(tr("Benefits noticed"), build=self._built_benefits)
        self.every = NumberSetting(
            workspace, tr("Look at it again"), effectiveness.INTERVAL_SETTING, (3, INTERVAL_MONTHS, 12, 0),
            lambda n: tr("every {n} months").format(n=n) if n else tr("only when I want to"),
            help=tr("Today reminds you, once you have looked at it a first time"))
        self.rhythm = Fold(tr("How often"), self.every)
        self.setLayout(layout.column(
            self.strained, self.support, self.state, layout.boxed(FlowLayout(self.look, self.print, self.say)), self.talk,
            self.reviews, self.over_time, self.noticed, self.rhythm))
        self.reviews.opened.connect(self.open)
        for fold in (self.over_time, self.noticed):
            fold.opened.connect(lambda: self.show_person(self._person_id))

    def show_person(self, person_id: str) -> None:
        """Reviews with one person, and what lies open."""
        self._person_id = person_id
        with self._workspace.read() as db:
            found = effectiveness.reviews(db, person_id)
            side = effectiveness.side_in(effectiveness.direction(db, person_id))
            due, months = effectiveness.next_on(db, found), effectiveness.interval(db)
            noticed = benefits.benefits(db, person_id)
            rated = benefits.ratings(db, person_id) if self.over_time.is_open() else ()
            views = evaluations.inputs(db, person_id) if self.over_time.is_open() else ()
        self._newest = found[0].record.id if found else ""
        self.state.say(" ".join(filter(None, (
            tr("Six conditions in a minute or two, and more if you wish.") if not found else "",
            tr("Next look: {day}.").format(day=day_text(due)) if due else ""))))
        self.print.setVisible(bool(found))
        self.reviews.show_lines([(one.record.id, tr("Review of {day}").format(day=day_text(one.record.on)))
                                 for one in found])
        self._show_words(found, side)
        self.every.show_number(months)
        self.noticed.set_hint(str(len(noticed) or ""))
        if self.course is not None and self.over_time.is_open():
            self.course.show_trend(found, side, rated, views, self.width())
        if self.gains is not None:
            self.gains.show_benefits(person_id, noticed)

    def open(self, review_id: str) -> ReviewDialog:
        """One review over the window."""
        dialog = ReviewDialog(self._workspace, review_id, self)
        dialog.open()
        return dialog

    def benefits_clear(self) -> None:
        """Show nobody; what was typed is kept."""
        if self.gains is not None:
            self.gains.clear()

    def settle(self) -> None:
        """Keep what is being typed."""
        if self.gains is not None:
            self.gains.rows.form.settle()

    def discard(self) -> None:
        """Give up what is typed."""
        if self.gains is not None:
            self.gains.rows.form.discard()

    def _show_words(self, found: list[Review], side: str) -> None:
        """What to talk over; and, for her alone, that strain is high while supervision helps less (EFF-09)."""
        label = self._workspace.library.lists.label
        said = found[0].said() if found else ()
        far, alone = words.names(apart(said), label), words.names(unanswered(said), label)
        self.talk.say("\n".join(filter(None, (
            tr("You see it differently, worth talking over: {points}.").format(points=far) if far else "",
            tr("Strong, with nothing set against it yet: {points}.").format(points=alone) if alone else ""))))
        high = side == "supervisee" and strained([one.look() for one in found], side)
        self.strained.say(tr(STRAINED) if high else "")
        self._show_support(high)

    def _show_support(self, wanted: bool) -> None:
        """Where she finds support, beside that hint and nowhere else (PDM-09)."""
        found: list[SupportSource] = []
        if wanted:
            with self._workspace.read() as db:
                found = development_shelf.support(db)
        self.support.show_sources(found, wanted=wanted)

    def _begin(self) -> None:
        with self._workspace.read() as db:
            change, review_id = effectiveness.begin(db, self._person_id, self._workspace.today())
        if self._workspace.commit(change):
            self.open(review_id)

    def _print(self) -> None:
        self._workspace.print_wanted.emit(REPORT, {"review": self._newest})

    def _say_input(self) -> None:
        """Where both sides say what they think of the supervision itself (FBK-04)."""
        self._workspace.open_wanted.emit(INPUT, self._person_id)

    def _built_trend(self) -> QWidget:
        self.course = TrendPart(self._workspace)
        return self.course

    def _built_benefits(self) -> QWidget:
        self.gains = BenefitsPart(self._workspace)
        return self.gains
