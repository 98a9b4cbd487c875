"""A new supervisor or supervisee in one line over the list: a name, who supervises whom, what for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.domain.people import Person
from supervision_desktop.errors import BadInput, SupervisionError
from supervision_desktop.i18n import tr
from supervision_desktop.services import people
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.ui import layout
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.people.purposes import LIST
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.workspace import Workspace

SUPERVISOR, SUPERVISEE = "supervisor", "supervisee"
USUAL = "case_management"


class NewPerson(QWidget):
    """Asks over the list. `made` gives the id of the person who now stands in it."""

    made = Signal(str)
    asking = Signal(bool)
    """Whether the questions are open now."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._known = ""
        self.name = LabelledField(tr("Name"), QLineEdit())
        self.who = LabelledField(tr("Who supervises"), ValueCombo(tr("Who supervises"), [
            (SUPERVISOR, workspace.label("direction", "received")), (SUPERVISEE, workspace.label("direction", "given"))]))
        self.purpose = LabelledField(tr("Purpose"), ValueCombo(tr("Purpose"), workspace.choices(LIST)))
        self._hint = QuietLabel("")
        self.same = button(tr("It is the same person"), self._use_known, link=True)
        self.add = button(tr("Add"), self._add, primary=True)
        self._not_now = button(tr("Not now"), self._put_away, link=True)
        self._seen = layout.boxed(layout.column(self._hint, layout.row(self.same, layout.spacer()), gap=0))
        self.setLayout(layout.column(self.name, self._seen, Columns(self.who, self.purpose, least=185),
                                     layout.row(self.add, self._not_now, layout.spacer())))
        keep_words(workspace, self.name.editor, "line person")
        self._connect()
        self._show_hint()
        self._propose()
        self.hide()

    def take_up(self) -> None:
        """Opens the line again where a name was typed and not used."""
        if self.name.editor.text():
            self.show()
            self.asking.emit(True)

    def ask(self) -> None:
        """Opens the line and puts the keyboard into the name."""
        self.show()
        self.asking.emit(True)
        self.name.editor.setFocus()

    def offer_both(self, on: bool) -> None:
        """Whether supervisees can be added too; who supervises nobody is not asked (PRA-02)."""
        self.who.setVisible(on)
        if not on:
            self.who.editor.set_value(SUPERVISOR)
            self._show_who()

    def _connect(self) -> None:
        self.name.editor.textChanged.connect(self._show_hint)
        self.name.editor.returnPressed.connect(self._add)
        self.who.editor.value_chosen.connect(lambda _: self._show_who())

    def _propose(self) -> None:
        self.who.editor.set_value(SUPERVISOR)
        self.purpose.editor.set_value(USUAL)
        self._show_who()

    def _show_who(self) -> None:
        self.purpose.setVisible(self.who.editor.value() == SUPERVISOR)

    def _show_hint(self) -> None:
        """Somebody of the same name is only hinted at: people share names (SUP-03 Amended)."""
        typed = " ".join(self.name.editor.text().split()).casefold()
        self.name.say_problem("")
        self._known = ""
        if typed:
            with self._workspace.read() as db:
                same = (pid for pid, name in people.choices(db, with_self=True) if name.casefold() == typed)
                person = db.get(Person, next(same, ""))
                words = people.same_name_hint(db, person.name, person.email) if person else None
            self._known = person.id if person else ""
            self._hint.setText(words or "")
        self._seen.setVisible(bool(self._known))

    def _use_known(self) -> None:
        known = self._known
        self._give(lambda: self._also(known))

    def _add(self) -> None:
        self._give(self._new)

    def _also(self, person_id: str) -> tuple[ChangeSet, str]:
        with self._workspace.read() as db:
            return people.also(db, person_id, str(self.who.editor.value()), self._workspace.today()), person_id

    def _new(self) -> tuple[ChangeSet, str]:
        name, today = self.name.editor.text(), self._workspace.today()
        if self.who.editor.value() == SUPERVISEE:
            return people.new_supervisee(name, today)
        purpose = self.purpose.editor.value()
        return people.new_supervisor(name, today, str(purpose) if purpose else None)

    def _give(self, make: Callable[[], tuple[ChangeSet, str]]) -> None:
        """Makes it so; a refusal stands under the name, which stays."""
        try:
            change, person_id = make()
            fault: SupervisionError | None = self._workspace.attempt(change)
        except BadInput as refusal:
            fault = refusal
        if fault is not None:
            self.name.say_problem(fault.sentence)
            self.name.editor.setFocus()
            return
        self._put_away()
        self.made.emit(person_id)

    def _put_away(self) -> None:
        self.name.editor.clear()
        self._propose()
        self.hide()
        self.asking.emit(False)
