"""Quiet words above the figures: what is missing altogether, what piled up, what is not reached. Never more than words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import cadence_words as words
from supervision_desktop.services import planning
from supervision_desktop.services.cadence_around import Pressure, silence_words
from supervision_desktop.services.cadence_view import View
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.labels import WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace


class Note(QWidget):
    """A sentence, and at most one thing that can be done about it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = WordLabel()
        self.button: QPushButton = button("", self._do)
        self._act: Callable[[], object] | None = None
        self.setLayout(Sides(self.words, self.button))

    def say(self, sentence: str, act_words: str = "", act: Callable[[], object] | None = None) -> None:
        """Show the sentence; "" hides the note."""
        self.words.setText(sentence)
        self._act = act
        self.button.setText(act_words)
        self.button.setAccessibleName(act_words)
        self.button.setVisible(act is not None)
        self.setVisible(bool(sentence))

    def _do(self) -> None:
        if self._act is not None:
            self._act()


class NotesPart(QWidget):
    """CAD-16, CAD-14 and CAD-11 in words; hidden while there is nothing to say."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.silence, self.pressure, self.shortfall = Note(), Note(), Note()
        self.setLayout(layout.column(Section(tr("Worth a thought"), self.silence, self.pressure, self.shortfall), gap=0))

    def show_notes(self, found: View) -> None:
        """What there is to say today."""
        quiet = silence_words(found.silence, found.plainly, found.bodies)
        kind = "person" if found.silence.no_supervisor else "supervision_session"
        act = tr("Add a supervisor") if found.silence.no_supervisor else tr("Plan a session")
        self.silence.say(quiet, act, partial(self._workspace.open_wanted.emit, kind, "") if quiet else None)
        self._show_pressure(found.pressure)
        self._show_shortfall(found)
        self.setVisible(bool(quiet or found.pressure or found.short))

    def _show_pressure(self, found: Pressure | None) -> None:
        if found is None:
            self.pressure.say("")
            return
        said = tr("You called off {n} sessions within 60 days. It is in busy times that a look from outside helps most.")
        sentence = said.format(n=found.times)
        if found.planned_on is not None:
            self.pressure.say(f"{sentence} {tr('The next is planned for {day}.').format(day=day_text(found.planned_on))}")
            return
        act = partial(self._plan, found) if found.person_id else None
        self.pressure.say(f"{sentence} {tr('{day} would be a day for it.').format(day=day_text(found.proposed))}",
                          tr("Plan it for {day}").format(day=day_text(found.proposed)), act)

    def _show_shortfall(self, found: View) -> None:
        label = self._workspace.library.lists.label
        lines = [f"{words.name(one.row, label)}: {words.share(one.figures, one.row.rule.unit)}, {words.spare(one.figures)}."
                 for one in found.short if one.figures is not None and one.row.rule is not None]
        ask = tr("Who could help to make room for it?")
        self.shortfall.say(f"{' '.join(lines)} {ask}" if lines else "")

    def _plan(self, found: Pressure) -> None:
        with self._workspace.read() as db:
            change, session_id = planning.plan(db, found.person_id, found.proposed)
        if self._workspace.commit(change):
            self._workspace.open_wanted.emit("supervision_session", session_id)
