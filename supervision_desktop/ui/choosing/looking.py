"""Looking for a supervisor: what for, whom you asked, candidates side by side, and whether it is the right time."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal

from supervision_desktop.i18n import tr
from supervision_desktop.services import choosing, people
from supervision_desktop.services.comparison import comparison
from supervision_desktop.ui.choosing.compare import Compare
from supervision_desktop.ui.choosing.need import Need
from supervision_desktop.ui.choosing.right_time import RightTime
from supervision_desktop.ui.choosing.search_log import SearchLog
from supervision_desktop.ui.widgets.buttons import action, button, more_button
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.page import PageArea, PageTitle, Section
from supervision_desktop.ui.workspace import Workspace

COMPARISON = "supervisor_comparison"


class LookingPage(PageArea):
    """The page beside the list while somebody is looked for. `left` says that the search is put away."""

    left = Signal()
    person_wanted = Signal(str)
    WATCHES: ClassVar[frozenset[str]] = frozenset({
        "supervisor_search", "search_line", "right_time_check", "supervisor_rating", "due_diligence_item"})
    OPENS: ClassVar[frozenset[str]] = frozenset({"supervisor_search", "search_line", "right_time_check"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(name=tr("Looking for a supervisor"))
        self._workspace = workspace
        self.need, self.log, self.compare = Need(workspace), SearchLog(workspace), Compare(workspace)
        self.right_time: RightTime | None = None
        self.print = button(tr("Print the comparison"), self.print_comparison)
        self._title = PageTitle(tr("Looking for a supervisor"), "", self.print, more_button(
            action(tr("I am no longer looking"), self.left.emit, self)))
        self.check = Fold(tr("What would help just now?"), build=self._built_check)
        for part in (self._title, Section(tr("What I need"), self.need, hint=tr("a line is enough")),
                     Section(tr("Where I asked"), self.log, hint=tr("the membership bodies keep no list")),
                     Section(tr("Candidates side by side"), self.compare, hint=tr("words, not scores")),
                     Section(tr("The right supervision at the right time"), self.check)):
            self.add(part)
        self._connect()

    def refresh(self) -> None:
        """Everything anew."""
        with self._workspace.read() as db:
            searches, lines = choosing.searches(db), choosing.search_lines(db)
            checks, supervisors = choosing.checks(db), people.active_supervisors(db)
            found = comparison(db, self._workspace.library.lists, self._workspace.today())
        self.need.show_searches(searches)
        self.log.show_lines(lines)
        self.compare.show_comparison(found)
        if self.right_time is not None:
            self.right_time.show_checks(checks, [(person_id, name) for person_id, name, _ in supervisors])
        count = len(found.candidates)
        self._title.show_words(tr("Looking for a supervisor"), {
            0: tr("nobody to compare yet"), 1: tr("1 to compare")}.get(count, tr("{n} to compare").format(n=count)))
        self.print.setEnabled(bool(count))

    def clear(self) -> None:
        """Let go of what is shown; what was typed is kept."""
        for part in (self.need, self.log, self.compare):
            part.clear()
        if self.right_time is not None:
            self.right_time.clear()

    def turn_to(self, kind: str, record_id: str) -> None:
        """Show one of its records: a line of the log, a check, or the need."""
        if kind == "search_line":
            self.log.choose(record_id)
            self.ensureWidgetVisible(self.log)
        elif kind == "right_time_check":
            self.check.show_open(True)
            self.ensureWidgetVisible(self.check)

    def print_comparison(self) -> None:
        """The comparison as paper."""
        self._workspace.settling.emit()
        self._workspace.print_wanted.emit(COMPARISON, {})

    def _connect(self) -> None:
        for part in (self.log, self.compare):
            part.person_wanted.connect(self.person_wanted)
        self.check.opened.connect(self.refresh)

    def _built_check(self) -> RightTime:
        self.right_time = RightTime(self._workspace)
        return self.right_time
