"""A review: conditions in front; what helps, what gets in the way and how she is behind folds (EFF-01 to EFF-05)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.effectiveness import EffectivenessReview
from supervision_desktop.domain.effectiveness_rules import (
    BARRIER,
    BARRIERS_RESEARCH,
    BARRIERS_WORK,
    BOTH,
    CONDITION,
    COST,
    ENABLER,
    FACETS,
    FIELDS,
    ITEMS,
    SUPERVISEE,
    SUPERVISOR,
    Point,
    apart,
    unanswered,
)
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import add_months, day_text, money_text
from supervision_desktop.i18n import tr
from supervision_desktop.reports.cost_table import money_of
from supervision_desktop.services import costs, effectiveness, effectiveness_proposals
from supervision_desktop.services import effectiveness_words as words
from supervision_desktop.services.effectiveness import Review
from supervision_desktop.services.effectiveness_proposals import Proposal
from supervision_desktop.ui import layout
from supervision_desktop.ui.dialogs.page_dialog import PageDialog
from supervision_desktop.ui.effectiveness.point import PointLine, Seen
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import HeadingLabel, QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace

REPORT = "effectiveness"
KINDS = frozenset({"effectiveness_review", "effectiveness_line", "action", "topic"})


class ReviewDialog(PageDialog):
    """One review. Nothing is asked: what is left unsaid stays unsaid."""

    def __init__(self, workspace: Workspace, review_id: str, parent: QWidget) -> None:
        with workspace.read() as db:
            found = effectiveness.review(db, review_id)
        name = found.name if found is not None else ""
        super().__init__(tr("How supervision with {name} works").format(name=name), parent, width=860, height=720)
        self._workspace, self._id = workspace, review_id
        self._review: Review | None = found
        self._proposals: Mapping[Point, Proposal] = {}
        self.lines: dict[Point, PointLine] = {}
        self.head = FieldForm(workspace, EffectivenessReview, ["on", "note"], parent=self)
        self.strain: FieldForm | None = None
        self.view = ChipBar(tr("Whose view"))
        self.take = button(tr("Take over what is proposed"), self._take)
        self.talk, self.alone = WordLabel(""), WordLabel("")
        self.helps, self.hinders = Fold(tr("What helps"), build=self._built_enablers), Fold(
            tr("What gets in the way"), build=self._built_barriers)
        self.own = Fold(tr("How you are, for yourself"), build=self._built_strain)
        self._build()
        self._connect()
        self.refresh()
        self.view.setFocus()

    def refresh(self) -> None:
        """Everything as it stands."""
        with self._workspace.read() as db:
            self._review = effectiveness.review(db, self._id)
            if self._review is not None:
                self._proposals = effectiveness_proposals.proposals(
                    db, self._review.record.person_id, self._review.record.on)
        found = self._review
        if found is None:
            self.reject()
            return
        label = self._workspace.library.lists.label
        order = (found.side, *(view for view in (SUPERVISEE, SUPERVISOR) if view != found.side), BOTH)
        self.view.set_chips([ChipSpec(by, words.view_name(by, found.side, found.name, label)) for by in order])
        self.head.show(found.record)
        self.own.setVisible(found.side == SUPERVISEE)
        if self.strain is not None:
            self.strain.show(found.record)
        self._show_lines()

    def _build(self) -> None:
        self.page.add(Section(tr("Whose view"), self.view, self.talk, self.alone,
                              hint=tr("leave out whatever you like")))
        self.conditions = Section(tr("Six conditions"), *self._made((CONDITION, item) for item in ITEMS[CONDITION]),
                                  layout.row(self.take, layout.spacer()), gap=12)
        self.page.add(self.conditions)
        self.page.add(Section(tr("More, if you wish"), self.helps, self.hinders, self.own, self.head["note"],
                              self.head.columns("on"), gap=10))
        self.page.body.addStretch(1)
        self.foot((button(tr("Take this review out"), self._drop, link=True),),
                  (button(tr("Print…"), self._print), button(tr("Close"), self.accept, primary=True)))

    def _connect(self) -> None:
        self.view.chosen.connect(lambda _: self._show_lines())
        self.finished.connect(lambda _: self._settle())
        self._workspace.changed.connect(self._changed)

    def _made(self, points: Iterable[Point]) -> list[PointLine]:
        made = [PointLine(self._workspace, point) for point in points]
        for line in made:
            self.lines[line.point] = line
            line.said.connect(self._say)
            line.agreed.connect(self._agree)
            line.opened.connect(self._open)
        return made

    def _built_enablers(self) -> QWidget:
        made = layout.boxed(layout.column(*self._made((ENABLER, item) for item in ITEMS[ENABLER]), gap=12))
        self._show_lines()
        return made

    def _built_barriers(self) -> QWidget:
        self.cost = QuietLabel("")
        groups = ((tr("Time, space and trust, each by itself"), FACETS), (tr("Found in research"), BARRIERS_RESEARCH),
                  (tr("Known in case management"), BARRIERS_WORK))
        parts: list[layout.Part] = []
        for heading, items in groups:
            parts.append(HeadingLabel(heading))
            for line in self._made((BARRIER, item) for item in items):
                parts += [line, self.cost] if line.point[1] == COST else [line]
        self._show_cost()
        made = layout.boxed(layout.column(*parts, gap=12))
        self._show_lines()
        return made

    def _built_strain(self) -> QWidget:
        self.strain = FieldForm(self._workspace, EffectivenessReview, ["stress", "stress_note"], parent=self)
        if self._review is not None:
            self.strain.show(self._review.record)
        return layout.boxed(layout.column(self.strain["stress"], self.strain["stress_note"]))

    def _show_lines(self) -> None:
        found, by = self._review, self.view.key()
        if found is None:
            return
        label, far = self._workspace.library.lists.label, apart(found.said())
        titles = self._actions(found)
        for point, line in self.lines.items():
            others = [tr("{view}: {value}").format(view=words.view_name(one.by, found.side, found.name, label),
                                                   value=words.step(one, label))
                      for one in found.said() if one.point == point and one.by != by]
            own = found.line(point, by)
            action = (own.action_id, titles[own.action_id]) if own is not None and own.action_id in titles else None
            line.show_point(Seen(found, by, self._proposals.get(point) if by == found.side else None, others, point in far,
                                 action))
        self._show_words(found, far)
        self.take.setVisible(by == found.side and bool(self._open_proposals(found)))

    def _show_words(self, found: Review, far: list[Point]) -> None:
        label = self._workspace.library.lists.label
        named, alone = words.names(far, label), words.names(unanswered(found.said()), label)
        self.talk.setText(tr("You see it differently, worth talking over: {points}.").format(points=named) if far else "")
        self.alone.setText(tr("Strong, with nothing set against it yet: {points}.").format(points=alone) if alone else "")
        self.talk.setVisible(bool(far))
        self.alone.setVisible(bool(alone))
        for fold, part in ((self.helps, ENABLER), (self.hinders, BARRIER)):
            told = len({one.item for one in found.said() if one.part == part})
            fold.set_hint(tr("{n} of {all} told").format(n=told, all=len(ITEMS[part])) if told else "")

    def _show_cost(self) -> None:
        """Beside the barrier: what the year before this review cost, by the figures of the costs page (EFF-11)."""
        if self._review is None:
            return
        last = self._review.record.on
        first = add_months(last, -12) + timedelta(days=1)
        with self._workspace.read() as db:
            found = costs.figures(db, first, last)
        lines = [*([(tr("Cost of supervision"), money_text(found.total))] if found.total else []),
                 *money_of(found, self._workspace.library.lists).apart]
        said = "; ".join(f"{name}: {value}" for name, value in lines)
        self.cost.setText(tr("{first} to {last}. {figures}.").format(
            first=day_text(first), last=day_text(last), figures=said or tr("Nothing was spent or left uncharged")))

    def _actions(self, found: Review) -> dict[str, str]:
        ids = [one.action_id for one in found.lines if one.action_id]
        with self._workspace.read() as db:
            return effectiveness.action_titles(db, ids)

    def _open_proposals(self, found: Review) -> dict[Point, str]:
        """What is proposed for points that are on the page and of which nothing is said."""
        side = found.side
        return {point: made.value for point, made in self._proposals.items() if point in self.lines and not getattr(
            found.line(point, side), FIELDS[point[0]], None)}

    def _say(self, point: Point, value: str) -> None:
        with self._workspace.read() as db:
            change = effectiveness.say(db, self._id, point, self.view.key(), value, self.lines[point].name)
        self._workspace.commit(change)

    def _take(self) -> None:
        if self._review is not None:
            values, label = self._open_proposals(self._review), self._workspace.library.lists.label
            with self._workspace.read() as db:
                change = effectiveness.say_all(db, self._id, self.view.key(), values, lambda point: words.name(point, label))
            self._workspace.commit(change, notice=tr("Taken over; change what does not fit"))

    def _agree(self, point: Point, typed: str, line: InlineAdd) -> None:
        try:
            with self._workspace.read() as db:
                change = effectiveness.add_action(db, self._id, point, self.view.key(), typed, self._workspace.today())
        except BadInput as fault:
            line.refuse(fault.sentence)
            return
        line.hear(self._workspace.attempt(change))

    def _open(self, action_id: str) -> None:
        self.accept()
        self._workspace.open_wanted.emit("action", action_id)

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS and self.isVisible():
            self.refresh()

    def _settle(self) -> None:
        self.head.settle()
        for line in self.lines.values():
            line.settle()
        if self.strain is not None:
            self.strain.settle()

    def _print(self) -> None:
        self.accept()
        self._workspace.print_wanted.emit(REPORT, {"review": self._id})

    def _drop(self) -> None:
        for form in filter(None, (self.head, self.strain)):
            form.discard()
        with self._workspace.read() as db:
            change = effectiveness.drop(db, self._id)
        self._workspace.commit(change)
        self.reject()
