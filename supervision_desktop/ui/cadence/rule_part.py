"""One rule by itself: whose it is, what it asks for, by when the next session is due, and how the year went."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.cadence_rules import DUE_SOON, OVERDUE
from supervision_desktop.domain.cadence_strip import cells
from supervision_desktop.i18n import tr
from supervision_desktop.services import cadence_words as words
from supervision_desktop.services.cadence import RuleState
from supervision_desktop.services.cadence_view import AHEAD, COMPLETE, MONTHS
from supervision_desktop.ui import layout
from supervision_desktop.ui.cadence.strip import Strip
from supervision_desktop.ui.widgets.badge import Badge
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace

TONES = {OVERDUE: "warn", DUE_SOON: "accent"}


class RulePart(QWidget):
    """A panel; `opened` gives kind and id of what the rule stands in."""

    opened = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._state: RuleState | None = None
        self.badge, self.due, self.asks = Badge(), WordLabel(), QuietLabel()
        self.share, self.strip, self.hours = WordLabel(), Strip(tr("Period by period")), WordLabel()
        self.group, self.diary, self.complete = QuietLabel(), WordLabel(), WordLabel()
        self.link = button("", self._open, link=True)
        now = layout.boxed(layout.column(self.asks, layout.row(self.badge, (self.due, 1)), self.hours, gap=6))
        self.section = Section("", Sides(now, self.link), self.share, self.strip, self.complete, self.diary, self.group,
                               gap=6)
        self.setLayout(layout.column(self.section, gap=0))

    def show_state(self, state: RuleState, shown: frozenset[str]) -> None:
        """Fill it, with the parts that were chosen."""
        self._state = state
        label = self._workspace.library.lists.label
        self.section.set_heading(words.name(state.row, label))
        self.section.set_hint(words.source(state.row, label))
        self.badge.show_word(words.due_word(state, label) if state.due else "", TONES.get(state.due_state, "quiet"))
        self.badge.setVisible(state.due is not None)
        self.asks.say(words.asks(state.row, label))
        self.due.say(words.due(state))
        asked = state.row.year_minutes
        self.hours.say(tr("{hours} this year").format(hours=words.hours(state.year_held, asked)) if asked else "")
        self._show_periods(state, shown)
        self.group.say(tr("Only group sessions counted here. A group is usually meant beside one to one, not in place "
                           "of it.") if state.only_group else "")
        self.link.setText(self._link_words(state))
        self.link.setAccessibleName(f"{self._link_words(state)}, {words.name(state.row, label)}")

    def _show_periods(self, state: RuleState, shown: frozenset[str]) -> None:
        figures, rule = state.figures, state.row.rule
        if figures is None or rule is None:
            for part in (self.share, self.complete, self.diary):
                part.say("")
            self.strip.show_cells(())
            return
        counted = ", ".join(filter(None, (words.share(figures, rule.unit), words.spare(figures))))
        self.share.say(counted if MONTHS in shown else "")
        self.strip.show_cells(cells(figures, rule.unit) if MONTHS in shown else ())
        self.complete.say(words.complete(figures, rule.unit) if COMPLETE in shown else "")
        self.diary.say(words.diary(state.ahead, rule.unit) if state.ahead and AHEAD in shown else "")

    def _link_words(self, state: RuleState) -> str:
        return {"contract": tr("Open the contract"), "body_expectation": tr("Open what the body expects")}.get(
            state.row.kind, tr("Change the rule"))

    def _open(self) -> None:
        if self._state is not None:
            self.opened.emit(self._state.row.kind, self._state.row.id)


class RuleLine(QWidget):
    """Rules of one supervisee in short, to read only (SVE-05)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.badge, self.words = Badge(), WordLabel()
        self.setLayout(Sides(self.words, self.badge))

    def show_state(self, state: RuleState) -> None:
        """Name, share and what is due."""
        label = self._workspace.library.lists.label
        share = words.share(state.figures, state.row.rule.unit) if state.figures and state.row.rule else ""
        self.words.setText(f"{state.row.name}: {'. '.join(filter(None, (share, words.due(state))))}.")
        self.badge.show_word(words.due_word(state, label) if state.due else "", TONES.get(state.due_state, "quiet"))
