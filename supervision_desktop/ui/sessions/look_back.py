"""Actions from before: what became of each, one click, said in the session that looks back on them (ACT-03)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.actions import NOT_REVIEWED, ActionReport
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import actions
from supervision_desktop.services.actions import ActionRow
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.turn import in_turn
from supervision_desktop.ui.workspace import Workspace

WORDS = ("note", "effect", "evidence")


class LookBack(QWidget):
    """One line for each action; what is not touched counts as not reviewed when the record is finished."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: SessionPage | None = None
        self.lines: list[ReportLine] = []
        self._stack = layout.column(gap=10)
        self.section = Section(tr("Actions from before"), layout.boxed(self._stack), hint=tr("one click each, if you wish"))
        self.setLayout(layout.column(self.section, gap=0))

    def show_page(self, page: SessionPage) -> None:
        """The actions that one session looks back on; a finished record hides them."""
        self._page = page
        rows = () if page.sealed else page.look_back
        for line, row in zip(layout.as_many(self._stack, self.lines, len(rows), self._made_line), rows, strict=True):
            line.show_row(row, page.session.id)
        for line in self.lines[len(rows):]:
            line.clear()
        self.setVisible(bool(rows))

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._page = None
        for line in self.lines:
            line.clear()

    def _made_line(self) -> ReportLine:
        made = ReportLine(self._workspace)
        made.reported.connect(self._report)
        return made

    def _report(self, action_id: str, state: str) -> None:
        page = self._page
        if page is not None:
            with self._workspace.read() as db:
                change = actions.report(db, action_id, state, page.session.on, session_id=page.session.id)
            self._workspace.commit(change, notice=tr("Reported: {state}").format(
                state=self._workspace.label("action_report", state).lower()))


class ReportLine(QWidget):
    """One action with what may be said of it; a few words more only where they are asked for."""

    reported = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._id, self._session_id = workspace, "", ""
        self._text, self._facts = WordLabel(""), QuietLabel("")
        self.states = ChipBar(tr("What became of it"), [
            ChipSpec(key, words) for key, words in sorted(workspace.choices("action_report"), key=_not_reviewed_first)])
        self.more = button(tr("Add a word"), self._turn, link=True)
        self.open = button(tr("Open"), lambda: workspace.open_wanted.emit("action", self._id), link=True)
        self.form: FieldForm | None = None
        self._stack = layout.column(Sides(
            layout.boxed(layout.column(self._text, self._facts, gap=2)),
            layout.boxed(layout.row((self.states, 1), self.more, self.open, gap=0))), gap=4)
        self.setLayout(self._stack)
        self.states.chosen.connect(lambda state: self.reported.emit(self._id, state))

    def show_row(self, row: ActionRow, session_id: str) -> None:
        """One action and what this session said of it."""
        if row.id != self._id:
            self.clear()
        self._id, self._session_id = row.id, session_id
        due = tr("by {day}").format(day=day_short(row.due_on)) if row.due_on else tr("no date")
        late = row.days_overdue(self._workspace.today())
        carried = tr("carried forward {n} ×").format(n=row.carried) if row.carried else ""
        self._text.setText(row.text)
        over = tr("{n} days over").format(n=late) if late else ""
        who = tr("me") if row.mine else row.owner
        self._facts.setText(" · ".join(filter(None, (who, due, over, row.case, carried))))
        self.states.set_key(row.said or NOT_REVIEWED)
        self.states.setAccessibleName(tr("What became of it: {title}").format(title=row.text))
        self.more.setVisible(row.said is not None)
        for link in (self.more, self.open):
            link.setAccessibleName(f"{link.text()}: {row.text}")
        if self.form is not None and self._box.isVisibleTo(self):
            self._show_form()

    def clear(self) -> None:
        """Show no action; what was typed is kept."""
        self._id = ""
        if self.form is not None:
            self.form.clear()
            self._box.hide()

    def _turn(self) -> None:
        if self.form is None:
            self.form = FieldForm(self._workspace, ActionReport, WORDS, parent=self)
            self._box = layout.boxed(self.form.columns(*WORDS, least=180))
            self._stack.addWidget(self._box)
            in_turn(self.open, self._box)
            self._box.hide()
        self._box.setVisible(not self._box.isVisibleTo(self))
        if self._box.isVisibleTo(self):
            self._show_form()
            self.form.focus("note")

    def _show_form(self) -> None:
        assert self.form is not None  # asked for only once it is there
        with self._workspace.read() as db:
            found = actions.report_of(db, self._id, self._session_id)
        if found is None:
            self.form.clear()
        else:
            self.form.show(found)


def _not_reviewed_first(choice: tuple[str, str]) -> bool:
    return choice[0] != NOT_REVIEWED
