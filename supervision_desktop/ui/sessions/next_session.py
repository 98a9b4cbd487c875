"""The next session, planned before this one is closed: a day by the rhythm that was agreed, one click (SES-19)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.formats import WEEKDAYS, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import planning
from supervision_desktop.services.planning import Next
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.day_edit import DayEdit
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.labels import WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace


class NextSession(QWidget):
    """Proposes a day, or names the session that is planned already."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: SessionPage | None = None
        self._next: Next | None = None
        self.words = WordLabel("")
        self.day = LabelledField(tr("Date of the next session"), DayEdit(tr("Date of the next session"), workspace.today))
        self.plan = button(tr("Plan it"), self._plan)
        self.open = button(tr("Open it"), self._open, link=True)
        self._section = Section(tr("Next session"), self.words, self.day, FlowLayout(self.plan, self.open))
        self.setLayout(layout.column(self._section, gap=0))
        self.day.editor.problem_found.connect(self.day.say_problem)

    def show_page(self, page: SessionPage) -> None:
        """What comes after one session."""
        other = self._page is None or self._page.session.id != page.session.id
        self._page = page
        with self._workspace.read() as db:
            found = planning.proposed(db, page.session.id, self._workspace.today())
        changed, self._next = self._next != found, found
        planned = bool(found.session_id)
        weekday = WEEKDAYS[found.on.weekday()]
        self.words.setText((tr("Planned for {weekday} {day}.") if planned else
                            tr("Proposed: {weekday} {day}, {why}.")).format(
            weekday=weekday, day=day_text(found.on), why=found.why))
        self.day.setVisible(not planned)
        self.plan.setVisible(not planned)
        self.open.setVisible(planned)
        if other or changed:
            self.day.editor.set_value(found.on)
            self.day.say_problem("")

    def clear(self) -> None:
        """Show no session."""
        self._page = self._next = None

    def _plan(self) -> None:
        self.day.editor.finish()
        page, on = self._page, self.day.editor.value()
        if page is None or self.day.problem():
            return
        if on is None:
            self.day.say_problem(tr("Date of the next session is needed, for example +4w."))
            return
        with self._workspace.read() as db:
            change, _ = planning.next_session(db, page.session.id, on)
        self._workspace.commit(change, notice=tr("Next session planned for {day}").format(day=day_text(on)))

    def _open(self) -> None:
        if self._next is not None and self._next.session_id:
            self._workspace.open_wanted.emit("supervision_session", self._next.session_id)
