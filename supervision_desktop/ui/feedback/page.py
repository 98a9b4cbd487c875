"""Development, page Feedback: the log, check-ins beside supervision, and forms to ask with."""

from __future__ import annotations

import json

from supervision_desktop.domain.feedback import CHECK_IN
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import check_ins, feedback, feedback_forms, people
from supervision_desktop.ui import layout
from supervision_desktop.ui.feedback.check_ins_part import CheckInsPart
from supervision_desktop.ui.feedback.forms_part import FormsPart
from supervision_desktop.ui.feedback.log_part import LogPart
from supervision_desktop.ui.paged_tab import TabPage
from supervision_desktop.ui.workspace import Workspace


class FeedbackPage(TabPage):
    """What was said, and what comes of it."""

    title = mark("Feedback")
    watches = frozenset({"feedback", "feedback_answer", "feedback_form", "feedback_rhythm", "check_in", "contract", "link",
                         "action", "person", "supervision_session"})
    opens = frozenset({"feedback", "feedback_form", "check_in"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._place: tuple[str, str, str] | None = None
        self.log, self.check_ins, self.forms = LogPart(workspace), CheckInsPart(workspace), FormsPart(workspace)
        self.setLayout(layout.column(self.log, self.check_ins, self.forms, gap=layout.SECTION_GAP))
        self.forms.entered.connect(lambda feedback_id: self.open_record("feedback", feedback_id))

    def refresh(self) -> str:
        """The log, the check-ins and the forms."""
        with self.workspace.read() as db:
            rows, talks, known = feedback.rows(db), check_ins.rows(db), people.choices(db)
            rhythms, forms = check_ins.rhythms(db, CHECK_IN, self.workspace.today()), feedback_forms.forms(db)
        self.log.show_rows(rows)
        self.check_ins.show_rows(talks, rhythms, known)
        self.forms.show_forms(forms)
        self._go_back()
        waiting = sum(row.waiting for row in rows)
        return (tr("Beside supervision, and never counted as supervision") if not waiting else tr("1 agreed step still open")
                if waiting == 1 else tr("{n} agreed steps still open").format(n=waiting))

    def new(self) -> None:
        """The line that adds feedback."""
        self.look_at.emit(self.log)
        self.log.line.setFocus()

    def find_here(self) -> None:
        """The table of the log."""
        self.log.rows.table.setFocus()

    def print_current(self) -> None:
        """The form to ask with."""
        self.forms.print_form()

    def open_record(self, kind: str, record_id: str) -> None:
        """An entry, a check-in or a form; no id means a new one."""
        if kind == "check_in":
            self.check_ins.open(record_id)
            self.look_at.emit(self.check_ins)
        elif kind == "feedback_form":
            self.forms.open(record_id)
            self.look_at.emit(self.forms)
        elif record_id:
            self.log.choose(record_id)
            self.look_at.emit(self.log.rows)
        else:
            self.new()

    def state(self) -> str:
        """The chosen entry and check-in, and what the log is filtered to."""
        return json.dumps([self.log.which.key(), self.log.rows.table.id(), self.check_ins.rows.table.id()])

    def restore(self, state: str) -> None:
        """Back to where `state` was taken."""
        try:
            which, said, talk = map(str, json.loads(state))
        except (ValueError, TypeError):
            return
        self._place = which, said, talk

    def _go_back(self) -> None:
        """Where the user was, once the rows are there."""
        if self._place is not None:
            which, said, talk = self._place
            self._place = None
            self.log.filter_to(which)
            self.log.rows.choose(said)
            self.check_ins.rows.choose(talk)
