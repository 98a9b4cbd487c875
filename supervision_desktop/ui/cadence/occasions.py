"""Occasions on which more supervision might help: to be taken up or left, and chosen which to hear of (CAD-07)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import cadence_triggers
from supervision_desktop.services.cadence_triggers import EARLY_FIELD, HIGH_RISK, Occasion
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.ticks import TickList
from supervision_desktop.ui.workspace import Workspace


class OccasionLine(QWidget):
    """One occasion, and what to make of it."""

    def __init__(self, part: OccasionsPart) -> None:
        super().__init__()
        self._part = part
        self._occasion: Occasion | None = None
        self.words = WordLabel()
        self.take = button(tr("Plan a session"), partial(self._answer, True))
        self.leave = button(tr("Leave it"), partial(self._answer, False), link=True)
        self.setLayout(Sides(self.words, layout.boxed(layout.row(self.take, self.leave))))

    def show_occasion(self, occasion: Occasion, sentence: str) -> None:
        """Fill the line."""
        self._occasion = occasion
        self.words.setText(sentence)
        self.take.setAccessibleName(tr("Plan a session: {words}").format(words=sentence))
        self.leave.setAccessibleName(tr("Leave it: {words}").format(words=sentence))

    def _answer(self, taken_up: bool) -> None:
        if self._occasion is not None:
            self._part.answer(self._occasion, taken_up)


class OccasionsPart(QWidget):
    """The lines, and ticks for what to hear of."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.lines: list[OccasionLine] = []
        self._stack = layout.column()
        self.none = QuietLabel(tr("Nothing at present."))
        self.ticks = TickList(tr("What to hear of"), workspace.choices("cadence_triggers"), least=280)
        self.setLayout(layout.column(self.none, self._stack, QuietLabel(tr("What to hear of")), self.ticks))
        self.ticks.ticked.connect(self._switch)

    def show_occasions(self, found: Sequence[Occasion]) -> None:
        """Fill it."""
        with self._workspace.read() as db:
            on = cadence_triggers.switched_on(db)
        self.ticks.set_values(on)
        lines = layout.as_many(self._stack, self.lines, len(found), lambda: OccasionLine(self))
        for line, one in zip(lines, found, strict=True):
            line.show_occasion(one, self._sentence(one))
        self.none.setVisible(not found)

    def answer(self, occasion: Occasion, taken_up: bool) -> None:
        """Keeps the answer; who takes it up plans a session next."""
        if self._workspace.commit(cadence_triggers.answer(occasion, taken_up, self._workspace.today())) and taken_up:
            self._workspace.open_wanted.emit("supervision_session", "")

    def _sentence(self, one: Occasion) -> str:
        day = day_text(one.since) if one.since else ""
        if one.trigger == HIGH_RISK:
            return tr("{case}, at high risk, is with you since {day} and was not in supervision yet.").format(
                case=one.about, day=day)
        field = self._workspace.label("practice_fields", one.about)
        if one.trigger == EARLY_FIELD:
            return tr("{field}, where you are at CMP1: no supervision had to do with it in the last three months.").format(
                field=field)
        return tr("{field} is new since {day}: no supervision had to do with it yet.").format(field=field, day=day)

    def _switch(self, chosen: tuple[str, ...]) -> None:
        with self._workspace.read() as db:
            change = cadence_triggers.switch(db, chosen)
        self._workspace.commit(change)
