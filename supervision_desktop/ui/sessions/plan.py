"""Who takes part in a session, and under which terms it is planned."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import people, planning, sessions
from supervision_desktop.store.changes import deleted, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.badge import Badge
from supervision_desktop.ui.widgets.buttons import IconButton, button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, Sides
from supervision_desktop.ui.widgets.labels import WordLabel
from supervision_desktop.ui.workspace import Workspace


class Participants(QWidget):
    """Who takes part, with role; one more can be added, each can be taken out again."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._session_id = ""
        self._lines: list[_PersonLine] = []
        self._stack = layout.column(gap=4)
        self._person = ValueCombo(tr("Somebody else"))
        self._role = ValueCombo(tr("Role"), workspace.choices("participant_role"))
        self._role.set_value("peer")
        self._adding = LabelledField(tr("Somebody else"), self._person)
        self._adding_role = LabelledField(tr("Role"), self._role)
        self._more = layout.boxed(layout.column(Columns(self._adding, self._adding_role, least=160),
                                                layout.row(button(tr("Add to the session"), self._add),
                                                           layout.spacer("row"))))
        self._open = button(tr("Somebody else took part"), self._show_more, link=True)
        self.setLayout(layout.column(layout.boxed(self._stack), layout.row(self._open, layout.spacer("row")), self._more))

    def show_people(self, page: sessions.SessionPage) -> None:
        """Everybody of one session."""
        if page.session.id != self._session_id:
            self._more.hide()
            self._role.set_value("supervisee" if page.session.direction == "given" else "peer")
        self._session_id = page.session.id
        lines = layout.as_many(self._stack, self._lines, len(page.present), lambda: _PersonLine(self))
        for line, one in zip(lines, page.present, strict=True):
            line.show_person(one, self._workspace.label("participant_role", one.participant.role), page.sealed)
        self._open.setVisible(not page.sealed and self._more.isHidden())

    def remove(self, present: sessions.Present) -> None:
        """Takes somebody out, with Undo."""
        self._workspace.commit(gesture(tr("Participant taken out"), deleted(present.participant)))

    def _show_more(self) -> None:
        with self._workspace.read() as db:
            self._person.set_choices(people.choices(db, with_self=True))
        self._more.show()
        self._open.hide()
        self._person.setFocus()

    def _add(self) -> None:
        if self._person.value() is None:
            self._adding.say_problem(tr("Choose who took part."))
            return
        try:
            with self._workspace.read() as db:
                change = planning.add_participant(db, self._session_id, str(self._person.value()), str(self._role.value()))
        except BadInput as fault:
            self._adding.say_problem(fault.sentence)
            return
        self._adding.say_problem("")
        self._more.hide()
        self._workspace.commit(change)


class _PersonLine(QWidget):
    def __init__(self, owner: Participants) -> None:
        super().__init__()
        self._owner = owner
        self._present: sessions.Present | None = None
        self._name, self._role = WordLabel(""), Badge("", "quiet")
        self._out = IconButton("close", tr("Take out"), self._remove)
        self.setLayout(Sides(self._name, layout.boxed(layout.row(self._role, self._out))))

    def show_person(self, present: sessions.Present, role: str, sealed: bool) -> None:
        self._present = present
        self._name.setText(present.name)
        self._role.show_word(role, "quiet")
        self._out.setVisible(not sealed)
        self._out.setAccessibleName(tr("Take out {name}").format(name=present.name))

    def _remove(self) -> None:
        if self._present is not None:
            self._owner.remove(self._present)


def plan_facts(page: sessions.SessionPage) -> str:
    """'under the contract of 2 March 2026 (version 2)', or nothing."""
    if page.contract is None:
        return ""
    _, version, starts_on = page.contract
    when = day_text(starts_on) if starts_on else tr("no date")
    return tr("under the contract of {day} (version {version})").format(day=when, version=version or 1)
