"""The page of one person: who they are, what they are for, what was asked of them, and what there has been."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import contracts, people, profile
from supervision_desktop.services.people import ACTIVE, ENDED, PersonPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.effectiveness.part import EffectivenessPart
from supervision_desktop.ui.people.aims import AimsPart
from supervision_desktop.ui.people.history import HistoryPart
from supervision_desktop.ui.people.part import Part
from supervision_desktop.ui.people.rest import RestPart
from supervision_desktop.ui.people.supervised import SupervisedPart
from supervision_desktop.ui.people.who import WhoPart
from supervision_desktop.ui.widgets.buttons import action, button, more_button
from supervision_desktop.ui.widgets.page import PageTitle
from supervision_desktop.ui.widgets.turn import in_turn
from supervision_desktop.ui.workspace import Workspace

TEMPLATE = "standard"
REST_MS = 120
"""How long after a first look at a supervisor what stands lower is made: it takes a while, and is seen by scrolling."""


class PersonView(QWidget):
    """Shows one person; `gone` says that the record was deleted."""

    gone = Signal()

    aims: AimsPart
    supervised: SupervisedPart

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._page: PersonPage | None = None
        self.who, self.history = WhoPart(workspace), HistoryPart(workspace)
        self.works = EffectivenessPart(workspace)
        self._made_rest: RestPart | None = None
        self._later = QTimer(self, singleShot=True, interval=REST_MS)
        self._later.timeout.connect(self._build_rest)
        self.parts: list[Part] = [self.who, self.history]
        self.title = PageTitle("", "", *self._built_actions())
        self._of_supervisor = layout.column(gap=layout.SECTION_GAP)
        self._of_supervisee = layout.column(gap=0)
        self.setLayout(layout.column(self.title, self.who, self._of_supervisor, self._of_supervisee, self.works,
                                     self.history, gap=layout.SECTION_GAP))
        self.history.unwritten.start_wanted.connect(self._new_contract)

    def show_page(self, page: PersonPage) -> None:
        """Fill everything with one person."""
        self._page = page
        if page.supervisor is not None and not self._of_supervisor.count():
            self._build_supervisor()
        if page.supervisee is not None and not self._of_supervisee.count():
            self.supervised = SupervisedPart(self._workspace)
            self._of_supervisee.addWidget(self.supervised)
            in_turn(self._made_rest or self.who, self.supervised)
            self.parts.append(self.supervised)
        self._show_those(page)
        self._show_title(page)
        for part in self.parts:
            part.show_page(page)
        if page.supervisor is not None and self._made_rest is None:
            self._later.start()
        self.works.setVisible(page.supervisor is not None or page.supervisee is not None)
        self.works.show_person(page.person.id)

    def show_need(self, need_id: str) -> None:
        """Open the needs at one of them, as from Today."""
        self.aims.show_need(need_id)

    def clear(self) -> None:
        """Show nobody; what was typed is kept."""
        self._page = None
        for part in self.parts:
            part.clear()
        self.works.clear()

    def forget(self) -> None:
        """The record is no longer there: what was typed on it has nowhere to go."""
        for part in self.parts:
            part.discard()
        self.works.discard()
        self.clear()

    @property
    def rest(self) -> RestPart:
        """What stands lower on a supervisor's page; made a moment after the first of them is seen, or when asked for."""
        return self._made_rest or self._build_rest()

    def show_change(self) -> QWidget:
        """Open the thought of a change, as from Today; returns where it stands."""
        fold = self.rest.choosing.considered
        fold.show_open(True)
        return fold

    def _build_supervisor(self) -> None:
        self.aims = AimsPart(self._workspace)
        self._of_supervisor.addWidget(self.aims)
        in_turn(self.who, self.aims)
        self.parts.append(self.aims)

    def _build_rest(self) -> RestPart:
        self._later.stop()
        made = self._made_rest = RestPart(self._workspace)
        self._of_supervisor.addWidget(made)
        in_turn(self.aims, made)
        self.parts.append(made)
        if self._page is not None:
            self._show_those(self._page)
            made.show_page(self._page)
        return made

    def _show_those(self, page: PersonPage) -> None:
        """Only the parts of the roles that somebody has."""
        for part in (self.aims, self._made_rest) if self._of_supervisor.count() else ():
            if part is not None:
                part.setVisible(page.supervisor is not None)
        if self._of_supervisee.count():
            self.supervised.setVisible(page.supervisee is not None)

    def _built_actions(self) -> tuple[QWidget, ...]:
        self.new_contract = button(tr("New contract"), self._new_contract)
        self.archive = action(tr("End it, and keep everything"), lambda: self._set_status(ENDED), self)
        self.resume = action(tr("Take it up again"), lambda: self._set_status(ACTIVE), self)
        self.also_me = action(tr("Also supervises me"), lambda: self._also("supervisor"), self)
        self.also_them = action(tr("I also supervise them"), lambda: self._also("supervisee"), self)
        return self.new_contract, more_button(self.archive, self.resume, self.also_me, self.also_them,
                                              action(tr("Delete"), self.delete, self))

    def _show_title(self, page: PersonPage) -> None:
        label = self._workspace.label
        bonds = [bond for bond in (page.supervisor, page.supervisee) if bond is not None]
        roles = (label("direction", "received") if page.supervisor else "",
                 label("direction", "given") if page.supervisee else "")
        state = ", ".join(dict.fromkeys(label("supervisor_status", bond.status).lower() for bond in bonds))
        since = min((bond.starts_on for bond in bonds if bond.starts_on), default=None)
        facts = (*roles, state, tr("since {day}").format(day=day_text(since)) if since else "")
        self.title.show_words(page.person.name, " · ".join(filter(None, facts)))
        with self._workspace.read() as db:
            supervises = profile.roles(db).supervises
        ended = bool(bonds) and all(bond.status == ENDED for bond in bonds)
        self.archive.setVisible(bool(bonds) and not ended)
        self.resume.setVisible(ended)
        self.also_me.setVisible(page.supervisor is None)
        self.also_them.setVisible(page.supervisee is None and supervises)

    def _new_contract(self) -> None:
        if self._page is None:
            return
        try:
            with self._workspace.read() as db:
                change, contract_id = contracts.new_contract(
                    db, self._page.person.id, self._workspace.library.contract(TEMPLATE), self._workspace.today())
        except BadInput as fault:
            self._workspace.noticed.emit(fault.sentence, None)
            return
        if self._workspace.commit(change):
            self._workspace.open_wanted.emit("contract", contract_id)

    def _set_status(self, status: str) -> None:
        if self._page is not None:
            words = tr("Supervision ended") if status == ENDED else tr("Supervision taken up again")
            self._workspace.commit(people.set_status(self._page, status, self._workspace.today()), notice=words)

    def _also(self, role: str) -> None:
        if self._page is None:
            return
        try:
            with self._workspace.read() as db:
                change = people.also(db, self._page.person.id, role, self._workspace.today())
        except BadInput as fault:
            self._workspace.noticed.emit(fault.sentence, None)
            return
        self._workspace.commit(change)

    def delete(self) -> None:
        """With everything that is only theirs; the door refuses kindly where others name them."""
        for part in self.parts:
            part.settle()   # this may commit, and so change what the page is
        self.works.settle()
        page = self._page
        if page is None:
            return
        with self._workspace.read() as db:
            change = people.delete(db, page)
        if self._workspace.commit(change, notice=tr("Deleted {name}").format(name=page.person.name)):
            self.gone.emit()
