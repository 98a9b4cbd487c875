"""Actions: what was agreed, who does it by when, and how it went."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.domain.actions import OPEN_STATES, Action
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import actions, cases, people
from supervision_desktop.services.attachments import gone_with
from supervision_desktop.store.changes import deleted, gesture
from supervision_desktop.store.door import Reading
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.record_tab import RecordTab
from supervision_desktop.ui.records import RecordsPane
from supervision_desktop.ui.widgets.buttons import action, button, more_button
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.widgets.rows import Row
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace

FORM = ("text", "owner_id", "due_on", "case_id", "status", "done_on", "kind", "how", "outcome", "effect")


class ActionsTab(RecordTab):
    """The register across sessions (ACT-01)."""

    title, kind, new_words = mark("Actions"), "action", mark("New action")
    watches = frozenset({"action", "action_report", "person", "case", "supervision_session"})
    opens = frozenset({"action"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, RecordsPane(
            tr("Actions"), search=tr("Find in actions"), new=tr("New"),
            chips=[("open", tr("Open")), ("overdue", tr("Overdue")), ("done", tr("Done"))],
            empty=tr("No actions yet. They come out of sessions, or press New.")))
        self._add = InlineAdd(tr("Add an action and press Enter"), tr("New action"))
        self.pane.side.head.addWidget(self._add)
        self._add.added.connect(self._added)

    def build(self) -> None:
        """The action, how it went, what was reported."""
        self._form = FieldForm(self.workspace, Action, FORM, parent=self)
        self._done = button(tr("Done"), self._mark_done, primary=True)
        self._title = PageTitle("", "", self._done, more_button(action(tr("Delete"), self._delete, self)))
        self._reports = DataTable(tr("Reports"), [Column(tr("Date"), chars=14), Column(tr("Report"), chars=14),
                                                  Column(tr("Note"))])
        self._trail = Section(tr("Reported at later sessions"), self._reports)
        self._build()

    @classmethod
    def count(cls, workspace: Workspace) -> int | None:
        """Open actions."""
        with workspace.read() as db:
            return actions.open_count(db)

    def rows(self, db: Reading) -> Sequence[Row]:
        """Open ones first by date."""
        return [self._row(row) for row in actions.rows(db)]

    def show_record(self, record_id: str) -> None:
        """One action with what was reported of it."""
        with self.workspace.read() as db:
            page = actions.page(db, record_id)
            persons, references = people.choices(db, with_self=True), cases.choices(db)
        if page is None:
            self.pane.select("")
            return
        self._form.set_options("owner_id", persons)
        self._form.set_options("case_id", references)
        self._form.show(page.action)
        is_open = page.action.status in OPEN_STATES
        self._title.show_words(page.action.text, self.workspace.label("action_status", page.action.status))
        self._done.setVisible(is_open)
        self._form["done_on"].setVisible(page.action.status == "done")
        self._trail.setVisible(bool(page.reports))
        self._reports.set_rows([(day_short(r.on), self.workspace.label("action_report", r.state), r.note or "")
                                for r in page.reports])

    def show_nothing(self) -> None:
        """No action chosen."""
        if self.built:
            self._form.clear()

    def new(self) -> None:
        """The line over the list takes the next action."""
        self._add.setFocus()

    def _build(self) -> None:
        form = self._form
        self.pane.page.add(self._title)
        self.pane.page.add(Section(tr("Action"), form["text"], form.columns("owner_id", "due_on", "case_id")))
        self.pane.page.add(Section(tr("How it went"), form.columns("status", "done_on", "kind"), form["outcome"],
                                   form["effect"], form["how"], hint=tr("only what is worth keeping")))
        self.pane.page.add(self._trail)

    def _row(self, row: actions.ActionRow) -> Row:
        today = self.workspace.today()
        overdue, is_open = row.overdue(today), row.status in OPEN_STATES
        due = tr("by {day}").format(day=day_short(row.due_on)) if row.due_on else tr("no date")
        carried = tr("carried {n} times").format(n=row.carried) if row.carried > 1 else ""
        word = tr("Overdue") if overdue else self.workspace.label("action_status", row.status)
        tone = "bad" if overdue else "accent" if is_open else "good" if row.status == "done" else "quiet"
        chips = {"open"} if is_open else {"done"} if row.status == "done" else set()
        who = tr("me") if row.mine else row.owner
        return Row(row.id, row.text, " · ".join(filter(None, (who, due, row.case, carried))), word, tone,
                   " ".join(filter(None, (row.text, row.owner, row.case))),
                   frozenset(chips | ({"overdue"} if overdue else set())))

    def _added(self, words: str) -> None:
        with self.workspace.read() as db:
            change, action_id = actions.add(db, words, self.workspace.today())
        fault = self.workspace.attempt(change)
        if fault is not None:
            self._add.refuse(fault.sentence)
        else:
            self.open_record(self.kind, action_id)

    def _mark_done(self) -> None:
        with self.workspace.read() as db:
            change = actions.report(db, self.pane.selected_id(), "done", self.workspace.today())
        self.workspace.commit(change, notice=tr("Marked as done"))

    def _delete(self) -> None:
        with self.workspace.read() as db:
            page = actions.page(db, self.pane.selected_id())
            files = gone_with(db, [self.pane.selected_id()])
        if page is not None:
            self._form.discard()
            self.pane.select("")
            self.workspace.commit(gesture(tr("Action deleted"), *(deleted(r) for r in page.reports), *files,
                                          deleted(page.action)))
