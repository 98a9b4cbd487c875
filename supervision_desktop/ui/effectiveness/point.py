"""One point of a review: its name, what one side says, what the other said, and a word on it where that is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.effectiveness import EffectivenessLine
from supervision_desktop.domain.effectiveness_rules import BARRIER, FIELDS, Point
from supervision_desktop.i18n import tr
from supervision_desktop.services import effectiveness
from supervision_desktop.services import effectiveness_words as words
from supervision_desktop.services.effectiveness_proposals import Proposal
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.late_form import Perhaps
from supervision_desktop.ui.link_lines import LinkLines
from supervision_desktop.ui.widgets.badge import Badge
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.turn import in_turn
from supervision_desktop.ui.workspace import Workspace

UNSAID = ""


@dataclass(frozen=True, repr=False)
class Seen:
    """What a line shows: the review, whose view, what is proposed, what others said, whether views are far apart."""

    review: effectiveness.Review
    by: str
    proposal: Proposal | None
    others: Sequence[str]
    apart: bool
    action: tuple[str, str] | None


class PointLine(QWidget):
    """`said` gives the point and the value chosen; `agreed` the point, the words of an action and the line they stand in."""

    opened = Signal(str)
    said = Signal(object, str)
    agreed = Signal(object, str, object)

    def __init__(self, workspace: Workspace, point: Point) -> None:
        super().__init__()
        self._workspace, self.point = workspace, point
        self._seen: Seen | None = None
        label = workspace.library.lists.label
        self.name = words.name(point, label)
        self._gloss = workspace.library.lists.help(words.list_of(point), point[1])
        self._facts, self._answer, self.badge = QuietLabel(self._gloss), QuietLabel(""), Badge("", "warn")
        self.combo = ValueCombo(self.name, [(UNSAID, tr("Not said")), *workspace.choices(words.STEPS[point[0]])])
        self.more = button(tr("A word on it"), self._turn, link=True)
        self.more.setAccessibleName(f"{self.more.text()}: {self.name}")
        self.form: Perhaps | None = None
        right = layout.boxed(layout.row(self.badge, self.combo, self.more))
        self._stack = layout.column(Sides(layout.boxed(layout.column(
            WordLabel(self.name), self._facts, self._answer, gap=2)), right), gap=4)
        self.setLayout(self._stack)
        self.combo.value_chosen.connect(lambda value: self.said.emit(self.point, str(value or "")))

    def show_point(self, seen: Seen) -> None:
        """What is said of it by one side at one review."""
        self._seen = seen
        line = seen.review.line(self.point, seen.by)
        value = (getattr(line, FIELDS[self.point[0]]) if line is not None else None) or UNSAID
        self.combo.set_value(value)
        proposed = seen.proposal if seen.proposal is not None and not value else None
        step = self._workspace.label(words.STEPS[self.point[0]], proposed.value) if proposed else ""
        known = tr("{facts}. Proposed: {value}").format(facts=proposed.because, value=step) if proposed else ""
        noted = line is not None and bool(line.evidence or line.counter or line.action_id)
        told = " · ".join(filter(None, (*seen.others, known, tr("a word is noted") if noted else "")))
        answer = self._counter_words() if self.point[0] == BARRIER and value not in (UNSAID, "0") else ""
        self._facts.say(told[:1].upper() + told[1:] if told or answer else self._gloss)
        self._answer.say(answer)
        self.badge.show_word(tr("Talk it over"), "warn")
        self.badge.setVisible(seen.apart)
        if self.form is not None and self._box.isVisibleTo(self):
            self._fill()

    def minimumSizeHint(self) -> QSize:
        """No higher than it is at its width."""
        return layout.at_its_width(self, super().minimumSizeHint())

    def clear(self) -> None:
        """Show no review; what was typed is kept."""
        self._seen = None
        if self.form is not None:
            self.form.clear()
            self._box.hide()

    def settle(self) -> None:
        """Keep what is typed."""
        if self.form is not None:
            self.form.form.settle()

    def _counter_words(self) -> str:
        """The answer of the guidance to a barrier that is there, in the help's words (EFF-10)."""
        sections = self._workspace.library.help.pages["barriers"].sections
        code = words.answered_under(self.point[1])
        return next((" ".join(one.text) for one in sections if one.code == code), "")

    def _turn(self) -> None:
        if self.form is None:
            self._build_form()
        self._box.setVisible(not self._box.isVisibleTo(self))
        if self._box.isVisibleTo(self) and self.form is not None:
            self._fill()
            self.form.form.focus()

    def _build_form(self) -> None:
        names = ("counter", "evidence") if self.point[0] == BARRIER else ("evidence",)
        form = FieldForm(self._workspace, EffectivenessLine, names, parent=self)
        self.form = Perhaps(form)
        self.add = InlineAdd(tr("Agree an action and press Enter"), tr("New action: {point}").format(point=self.name))
        self.link = LinkLines(tr("Open"))
        self._box = layout.boxed(layout.column(*(form[name] for name in names), self.link, self.add,
                                               margins=(16, 4, 0, 8)))
        self._stack.addWidget(self._box)
        in_turn(self.more, self._box)
        self._box.hide()
        self.add.added.connect(lambda typed: self.agreed.emit(self.point, typed, self.add))
        self.link.opened.connect(self.opened)

    def _fill(self) -> None:
        seen = self._seen
        if self.form is None or seen is None:
            return
        review_id = seen.review.record.id
        self.form.show(seen.review.line(self.point, seen.by), effectiveness.line_id(review_id, self.point, seen.by),
                       effectiveness.given(review_id, self.point, seen.by))
        self.link.show_lines([seen.action] if seen.action else [])
        self.add.setVisible(seen.action is None)
