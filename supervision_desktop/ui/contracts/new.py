"""A new contract in one line over the list: with whom, and who supervises whom."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.people import Person
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import contracts, people, profile
from supervision_desktop.store.changes import ChangeSet, gesture
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import layout
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.workspace import Workspace

TEMPLATE = "standard"
ROLES = {"received": "supervisor", "given": "supervisee"}


class NewContract(QWidget):
    """Asks over the list. `made` gives the id of the contract."""

    made = Signal(str)
    asking = Signal(bool)
    """Whether the line is open: the filter of the list can step back meanwhile."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._known: dict[str, str] = {}
        self._roles: dict[str, set[str]] = {}
        self.who = LabelledField(tr("With whom"), ValueCombo(tr("With whom")),
                                 help=tr("Choose somebody, or type a new name"))
        self.way = ChipBar(tr("Direction"), [ChipSpec(key, words) for key, words in workspace.choices("direction")])
        self.start = button(tr("Start the contract"), self._start, primary=True)
        self._not_now = button(tr("Not now"), self._put_away, link=True)
        self._make_typable()
        self.setLayout(layout.column(self.who, self.way, FlowLayout(self.start, self._not_now)))
        self.hide()

    def ask(self) -> None:
        """Opens the line and puts the keyboard into it."""
        kept = self._line.text()
        with self._workspace.read() as db:
            found = people.choices(db)
            relations = people.relations(db)
            supervises = profile.roles(db).supervises
        self.way.setVisible(supervises)   # who supervises nobody has only one direction
        if not supervises:
            self.way.set_key("received")
        self._roles = {}
        for row in relations:
            self._roles.setdefault(row.person_id, set()).add(row.role)
        self._known = {name.casefold(): person_id for person_id, name in reversed(found)}
        self.who.editor.set_choices(found)
        self.who.editor.setCurrentIndex(-1)
        self._line.setText(kept)
        self.show()
        self.asking.emit(True)
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_typable(self) -> None:
        line = self._line = self.who.editor.let_type()
        line.setPlaceholderText(tr("Name"))
        line.setAccessibleName(tr("With whom"))
        line.textChanged.connect(self._propose_way)
        line.returnPressed.connect(self._start)
        keep_words(self._workspace, line, "line contract")

    def _person(self) -> str:
        """The person that is chosen or whose name is typed; "" for somebody new."""
        combo = self.who.editor
        chosen = combo.currentIndex()
        if chosen >= 0 and combo.itemText(chosen) == combo.currentText():
            return str(combo.value())
        return self._known.get(combo.currentText().strip().casefold(), "")

    def _propose_way(self) -> None:
        """Somebody known only as supervisee is supervised; otherwise it stays as it is."""
        self.who.say_problem("")
        roles = self._roles.get(self._person(), set())
        if len(roles) == 1:
            self.way.set_key("given" if "supervisee" in roles else "received")

    def _start(self) -> None:
        try:
            with self._workspace.read() as db:
                change, contract_id = self._changes(db)
        except BadInput as refusal:
            self._refuse(refusal.sentence)
            return
        fault = self._workspace.attempt(change)
        if fault is not None:
            self._refuse(fault.sentence)
            return
        self._put_away()
        self.made.emit(contract_id)

    def _refuse(self, sentence: str) -> None:
        self.who.say_problem(sentence)
        self._line.setFocus()

    def _changes(self, db: Reading) -> tuple[ChangeSet, str]:
        """The contract, and with it whoever or whatever role is new. Raises BadInput."""
        today, way, person_id = self._workspace.today(), self.way.key(), self._person()
        name = self._line.text()
        if person_id:
            before = people.also(db, person_id, ROLES[way], today)
        elif name.strip().casefold() == db.get_one(Person, SELF).name.casefold():
            raise BadInput("other_id", tr("A contract is with somebody else. Choose another person."))
        else:
            make = people.new_supervisee if way == "given" else people.new_supervisor
            before, person_id = make(name, today)
        template = self._workspace.library.contract(TEMPLATE)
        contract, contract_id = contracts.new_contract(db, person_id, template, today, way)
        return gesture(contract.label, *before.changes, *contract.changes), contract_id

    def _put_away(self) -> None:
        self._line.clear()
        self.hide()
        self.asking.emit(False)
