"""A tour in a few pages: what supervision is for and what is where; at its end, the time it took (PDM-10)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from supervision_desktop.content.help import Section as Words
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_text, minutes_text, parse_minutes
from supervision_desktop.i18n import tr
from supervision_desktop.services import tour
from supervision_desktop.ui.dialogs.page_dialog import PageDialog
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.workspace import Workspace

PAGE = "tour"
PLACE = "tour page"


class TourDialog(PageDialog):
    """One page after the other; closed half-way it begins again where it was left."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(tr("A tour in ten minutes"), parent, width=640, height=500)
        self._workspace, self._began = workspace, workspace.clock()
        self._pages = workspace.library.help.pages[PAGE].sections
        kept = workspace.remembered(PLACE) or ""
        self._at = min(int(kept), len(self._pages)) if kept.isdecimal() else 0
        self.title = PageTitle()
        self.words = [WordLabel("") for _ in range(max(1 + len(one.points) for one in self._pages))]
        self.page.add(self.title)
        self.body = Section("", *self.words, gap=10)
        self.page.add(self.body)
        self._end = self._built_end()
        self.page.add(self._end)
        self.back = button(tr("Back"), lambda: self._turn(self._at - 1), link=True)
        self.on = button(tr("Next"), lambda: self._turn(self._at + 1), primary=True)
        self.finish = button(tr("Finish"), self._finish, primary=True)
        self.foot((button(tr("Close"), self.reject, link=True), self.back), (self.on, self.finish))
        self._turn(self._at)

    def _built_end(self) -> QWidget:
        with self._workspace.read() as db:
            known = tour.state(db)
        self.took = LabelledField(tr("Time it took you"), QLineEdit(), help=tr("For example 12 min; change it as you like"))
        if known.minutes:
            self.took.editor.setText(minutes_text(known.minutes))
        self.log = QCheckBox(tr("Put it into the CPD log"))
        self.log.setChecked(True)
        self.log.setVisible(not known.entry)
        said = QuietLabel(tr("Done on {day}; it is in your CPD log.").format(day=day_text(known.done_on))
                          if known.entry and known.done_on else "")
        said.setVisible(bool(said.text()))
        return Section(tr("Before you go"), self.took, self.log, said)

    def _turn(self, at: int) -> None:
        """A page of the tour, or its end."""
        self._at = at
        self._workspace.remember(PLACE, str(at))
        ends = at >= len(self._pages)
        if ends:
            self.title.show_words(self.windowTitle(), tr("That is all. You find it again in the File menu."))
            if not self.took.editor.text():
                self.took.editor.setText(minutes_text(_minutes(self._began, self._workspace.clock())))
        else:
            self._show(self._pages[at])
        self.body.setVisible(not ends)
        self._end.setVisible(ends)
        self.back.setVisible(at > 0)
        self.on.setVisible(not ends)
        self.finish.setVisible(ends)
        (self.finish if ends else self.on).setDefault(True)
        (self.finish if ends else self.on).setFocus()
        self.page.verticalScrollBar().setValue(0)

    def _show(self, one: Words) -> None:
        self.title.show_words(self.windowTitle(), tr("{n} of {all}").format(n=self._at + 1, all=len(self._pages)))
        self.body.set_heading(one.heading)
        said = [*one.text, *(tr("• {point}").format(point=point) for point in one.points)]
        for number, label in enumerate(self.words):
            label.setText(said[number] if number < len(said) else "")
            label.setVisible(number < len(said))

    def _finish(self) -> None:
        try:
            minutes = parse_minutes(self.took.editor.text())
            with self._workspace.read() as db:
                change, _ = tour.finish(db, minutes, self._workspace.today(),
                                        log=self.log.isChecked() and not self.log.isHidden())
        except (ValueError, BadInput) as fault:
            self.took.say_problem(str(fault))
            return
        if self._workspace.commit(change):
            self._workspace.remember(PLACE, "0")
            self.accept()


def _minutes(began: datetime, now: datetime) -> int:
    return max(1, round((now - began).total_seconds() / 60))


def show_tour(workspace: Workspace, parent: QWidget) -> TourDialog:
    """Open the tour."""
    made = TourDialog(workspace, parent)
    made.open()
    return made
