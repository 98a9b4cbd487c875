"""Actions: what was agreed, who does it by when, and how it went."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from supervision_desktop.domain.actions import OPEN_STATES, Action
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import action_hints, actions
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import layout
from supervision_desktop.ui.actions.figures import show_figures
from supervision_desktop.ui.actions.narrow import Narrow
from supervision_desktop.ui.actions.outcomes import show_outcomes
from supervision_desktop.ui.actions.page import ActionView
from supervision_desktop.ui.identifying import Identifying
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.record_tab import RecordPage, RecordPageTab
from supervision_desktop.ui.records import RecordsPane
from supervision_desktop.ui.widgets.buttons import action, more_button
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.rows import Row
from supervision_desktop.ui.workspace import Workspace

REPORT = "action_list"


class ActionsTab(RecordPageTab):
    """The register across sessions (ACT-01)."""

    title, kind, new_words = mark("Actions"), "action", mark("New action")
    watches = frozenset({"action", "action_report", "person", "case", "supervision_session", "shared_outcome", "setting",
                         "reflection", "goal", "link"})
    opens = frozenset({"action", "shared_outcome"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, RecordsPane(
            tr("Actions"), search=tr("Find in actions"), new=tr("New"),
            chips=[("open", tr("Open")), ("mine", tr("Mine")), ("others", tr("Others'")), ("overdue", tr("Overdue")),
                   ("often", tr("Carried often")), ("done", tr("Done"))],
            empty=tr("No actions yet. They come out of sessions, or press New.")))
        self.add = InlineAdd(tr("Add an action and press Enter"), tr("New action"))
        self.narrow = Narrow(workspace)
        head = self.pane.side.head
        head.addWidget(self.narrow)
        head.addLayout(layout.row((self.add, 1), layout.top(more_button(
            action(tr("How they went…"), lambda: show_figures(workspace, self), self),
            action(tr("Shared outcomes…"), lambda: show_outcomes(workspace, self), self),
            action(tr("Print the list…"), self.print_current, self), words=tr("More about actions")))))
        keep_words(workspace, self.add.line, "line action")
        Identifying(workspace, self, colleagues=True).watch_line(self.add)
        self.add.added.connect(self._added)
        self.narrow.narrowed.connect(self.refresh)

    def page(self) -> RecordPage:
        """The page of one action."""
        return ActionView(self.workspace)

    @classmethod
    def count(cls, workspace: Workspace) -> int | None:
        """Open actions."""
        with workspace.read() as db:
            return actions.open_count(db)

    def rows(self, db: Reading) -> Sequence[Row]:
        """Open ones first by date."""
        whole = self.pane.wants_all or any(self.narrow.chosen())
        found, most = actions.rows(db, limit=None if whole else actions.NEWEST), action_hints.often(db)
        self.narrow.offer(found)
        return [self._row(row, most) for row in found if self.narrow.keeps(row)]

    def every(self, db: Reading) -> Mapping[str, int]:
        """Open ones are all listed, of the others the newest; what is narrowed down to is there whole."""
        if any(self.narrow.chosen()):
            return {}
        return {"": actions.count(db), "done": actions.count(db, Action.status == "done")}

    def new(self) -> None:
        """The line over the list takes the next action."""
        self.add.setFocus()

    def open_record(self, kind: str, record_id: str) -> None:
        """An action in the list, a shared outcome over it."""
        if kind == "shared_outcome":
            show_outcomes(self.workspace, self, record_id)
        else:
            super().open_record(kind, record_id)

    def print_current(self) -> None:
        """The list of open actions as paper."""
        self.workspace.print_wanted.emit(REPORT, {})

    def state(self) -> str:
        """The chosen action, the search words, the chip, and what the list is narrowed to."""
        return json.dumps([*json.loads(super().state()), self.narrow.chosen()])

    def restore(self, state: str) -> None:
        """Back to where `state` was taken."""
        try:
            told = json.loads(state or "[]")
        except ValueError:
            return
        if isinstance(told, list) and len(told) == 4 and isinstance(told[3], list):
            self.narrow.choose([str(one) for one in told.pop()])
        super().restore(json.dumps(told))

    def _row(self, row: actions.ActionRow, most: int) -> Row:
        today = self.workspace.today()
        overdue, is_open = row.days_overdue(today), row.status in OPEN_STATES
        due = tr("by {day}").format(day=day_short(row.due_on)) if row.due_on else tr("no date")
        carried = tr("carried {n} times").format(n=row.carried) if is_open and row.carried > 1 else ""
        word = (tr("1 day over") if overdue == 1 else tr("{n} days over").format(n=overdue)) if overdue else (
            self.workspace.label("action_status", row.status))
        tone = "bad" if overdue else "accent" if is_open else "good" if row.status == "done" else "quiet"
        chips = {"open", "mine" if row.mine else "others"} if is_open else {"done"} if row.status == "done" else set()
        chips |= ({"overdue"} if overdue else set()) | ({"often"} if is_open and row.carried > most else set())
        who = tr("me") if row.mine else row.owner
        return Row(row.id, row.text, " · ".join(filter(None, (who, due, row.case, carried))), word, tone,
                   " ".join(filter(None, (row.text, row.owner, row.case, row.with_whom))), frozenset(chips))

    def _added(self, words: str) -> None:
        with self.workspace.read() as db:
            change, action_id = actions.add(db, words, self.workspace.today())
        fault = self.workspace.attempt(change)
        if fault is not None:
            self.add.refuse(fault.sentence)
        else:
            self.open_record(self.kind, action_id)
