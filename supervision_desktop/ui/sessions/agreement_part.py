"""Agreement of a record: what is known, one line for a reply, and the paper with its slip (REC-02)."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.record_rules import AGREED
from supervision_desktop.i18n import tr
from supervision_desktop.services import record_agreement
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.store.changes import deleted, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.day_edit import DayEdit
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace


class AgreementPart(Section):
    """The log in sentences, and what the other side answered, entered in one line."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._session_id = ""
        self._last = ""
        self.says = WordLabel("")
        self.who = LabelledField(tr("Who"), ValueCombo(tr("Who")))
        self.what = LabelledField(tr("What"), ValueCombo(tr("What"), workspace.choices("record_reply")))
        self.route = LabelledField(tr("By which way"), ValueCombo(tr("By which way"), workspace.choices("confirmed_route")))
        self.day = LabelledField(tr("Date"), DayEdit(tr("Date"), workspace.today))
        self.comment = LabelledField(tr("What they said, if more than yes"), QLineEdit())
        self.enter = button(tr("Enter it"), self._enter)
        self.back = button(tr("Take back the last line"), self._take_back, link=True)
        self.slip = button(tr("Record with a slip to send…"), self._print)
        line = Columns(self.who, self.what, self.route, self.day, least=130)
        self.fold = Fold(tr("Enter what was sent or answered"), line, self.comment, FlowLayout(self.enter, self.back))
        super().__init__(tr("Agreement of the record"), self.says, layout.row(self.slip, layout.spacer()), self.fold)
        self.what.editor.set_value(AGREED)
        self.route.editor.set_value("email")
        self.comment.editor.returnPressed.connect(self._enter)
        self.day.editor.problem_found.connect(self.day.say_problem)

    def show_page(self, page: SessionPage) -> None:
        """How far one record is agreed."""
        fresh, self._session_id = page.session.id != self._session_id, page.session.id
        with self._workspace.read() as db:
            found = record_agreement.agreement(db, page.session.id)
        words = record_agreement.sentences(found, self._workspace.library.lists)
        self.says.setText("\n".join(words) or tr("Nobody was asked yet. Send the record as a PDF; the answer is one line."))
        badge = found.standing.state if found.lines or found.closed_on else ""
        self.set_hint(self._workspace.label("record_agreement", badge).lower() if badge else "")
        others = [(one.participant.person_id, one.name) for one in page.present if one.participant.person_id != SELF]
        self.who.editor.set_choices(others)
        if fresh and others:
            self.fold.show_open(False)
            self.who.editor.set_value(others[0][0])
            self.day.editor.set_value(self._workspace.today())
            self.comment.editor.clear()
        self._last = found.lines[-1].id if found.lines else ""
        self.back.setVisible(bool(self._last))

    def _enter(self) -> None:
        on, who = self.day.editor.value(), self.who.editor.value()
        if on is None:
            self.day.say_problem(self.day.problem() or tr("Date is needed. Give the day on which it was sent or said."))
            return
        with self._workspace.read() as db:
            change = record_agreement.enter(
                db, self._session_id, on, str(self.what.editor.value()), str(who) if who else None,
                str(self.route.editor.value()), self.comment.editor.text())
        if self._workspace.commit(change):
            self.comment.editor.clear()

    def _take_back(self) -> None:
        with self._workspace.read() as db:
            line = record_agreement.line(db, self._last)
        if line is not None:
            self._workspace.commit(gesture(tr("Agreement taken back"), deleted(line)))

    def _print(self) -> None:
        self._workspace.print_wanted.emit("session_record", {"session": self._session_id, "slip": "yes"})
