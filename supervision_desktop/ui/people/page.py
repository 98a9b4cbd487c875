"""The page of one person: who they are, what they are for, how they work, and what there has been."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.people import Person, Supervisee, Supervisor
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_short, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import contracts, people
from supervision_desktop.services.people import PersonPage
from supervision_desktop.store.changes import Change, changed, deleted, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.link_lines import LinkLines
from supervision_desktop.ui.people.purposes import Purposes
from supervision_desktop.ui.people.registrations import Registrations
from supervision_desktop.ui.widgets.badge import Badge
from supervision_desktop.ui.widgets.buttons import action, button, more_button
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.workspace import Workspace

TEMPLATE = "standard"
ENDED, ACTIVE = "ended", "active"
WHO = ("name", "organisation", "profession", "email", "phone", "address", "notes")
ABOUT = ("practising", "years_case_management", "years_total", "specialist_fields", "client_groups", "theory")
HOW = ("formats", "models", "fee_pence", "fee_basis", "approach")
OWN = ("own_supervision", "own_supervision_asked_on", "own_supervision_note")
BOND = ("status", "starts_on", "ends_on")
SUPERVISED = (*BOND, "agreed_frequency", "employment_status", "newly_registered", "practice_fields")


class PersonView(QWidget):
    """Shows one person; `gone` says that the record was deleted."""

    gone = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._page: PersonPage | None = None
        self._who = FieldForm(workspace, Person, WHO, parent=self)
        self._how = FieldForm(workspace, Supervisor, (*HOW, *ABOUT, *OWN, *BOND), parent=self,
                              groups=[("fee_pence", "fee_basis")], along=self._goes_along)
        self._supervised = FieldForm(workspace, Supervisee, SUPERVISED, parent=self, along=self._supervisee_along)
        self._registrations = Registrations(workspace, "registration")
        self._purposes = Purposes(workspace)
        self._contracts = LinkLines(tr("Contract"))
        self._build()
        self._contracts.opened.connect(lambda contract_id: workspace.open_wanted.emit("contract", contract_id))

    def show_page(self, page: PersonPage, namesake: str) -> None:
        """Fill everything with one person; `namesake` is the hint about somebody who may be the same."""
        self._page = page
        self._who.show(page.person)
        self._same.setText(namesake)
        self._same.setVisible(bool(namesake))
        self._registrations.show_person(page.person.id, page.registrations)
        self._show_title(page)
        self._show_supervisor(page)
        self._show_supervisee(page)
        self._show_history(page)

    def clear(self) -> None:
        """Show nobody; what was typed is kept."""
        self._page = None
        for form in (self._who, self._how, self._supervised):
            form.clear()
        self._registrations.show_person("", [])
        self._purposes.show_purposes("", [])

    def forget(self) -> None:
        """The record is no longer there: what was typed on it has nowhere to go."""
        for form in (self._who, self._how, self._supervised, self._registrations.rows.form, self._purposes.rows.form):
            form.discard()
        self.clear()

    def _build(self) -> None:
        who, how, given = self._who, self._how, self._supervised
        self._title = PageTitle("", "", *self._built_actions())
        self._same = QuietLabel("")
        self._asked = Badge("", "warn")
        self._held, self._no_contract = WordLabel(""), QuietLabel(tr("No contract yet."))
        self._under = QuietLabel(tr("Contracts"))
        self._bond = layout.boxed(how.columns(*BOND))
        self._sections = [
            Section(tr("Purposes"), self._purposes, hint=tr("several supervisors may stand side by side")),
            Section(tr("How"), how["formats"], how.columns("fee_pence", "fee_basis"), how["approach"], how["models"],
                    Fold(tr("Experience and theory"), how.columns("practising", "years_case_management", "years_total"),
                         how["theory"], how["specialist_fields"], how["client_groups"]),
                    hint=tr("only what helps you")),
            Section(tr("Own supervision"), layout.row(self._asked, layout.spacer()),
                    how.columns("own_supervision", "own_supervision_asked_on"), how["own_supervision_note"],
                    hint=tr("a supervisor is supervised too"))]
        self._as_supervisee = Section(
            tr("Whom I supervise"), given.columns(*BOND),
            given.columns("agreed_frequency", "employment_status"), given["newly_registered"], given["practice_fields"])
        self._history = Section(tr("History"), self._bond, self._held, self._no_contract, self._under,
                                self._contracts)
        self.setLayout(layout.column(
            self._title,
            Section(tr("Who"), who.columns("name", "organisation", "profession"), self._same, who.columns("email", "phone"),
                    self._registrations, Fold(tr("Address and notes"), who["address"], who["notes"])),
            *self._sections, self._as_supervisee, self._history, gap=layout.SECTION_GAP))

    def _built_actions(self) -> tuple[QWidget, ...]:
        self.new_contract = button(tr("New contract"), self._new_contract)
        self._archive = action(tr("End it, and keep everything"), lambda: self._set_status(ENDED), self)
        self._resume = action(tr("Take it up again"), lambda: self._set_status(ACTIVE), self)
        self._also_me = action(tr("Also supervises me"), lambda: self._also("supervisor"), self)
        self._also_them = action(tr("I also supervise them"), lambda: self._also("supervisee"), self)
        return self.new_contract, more_button(self._archive, self._resume, self._also_me, self._also_them,
                                              action(tr("Delete"), self._delete, self))

    def _show_title(self, page: PersonPage) -> None:
        label = self._workspace.label
        bonds = [bond for bond in (page.supervisor, page.supervisee) if bond is not None]
        roles = (label("direction", "received") if page.supervisor else "",
                 label("direction", "given") if page.supervisee else "")
        state = ", ".join(dict.fromkeys(label("supervisor_status", bond.status).lower() for bond in bonds))
        since = min((bond.starts_on for bond in bonds if bond.starts_on), default=None)
        facts = (*roles, state, tr("since {day}").format(day=day_text(since)) if since else "")
        self._title.show_words(page.person.name, " · ".join(filter(None, facts)))
        ended = bool(bonds) and all(bond.status == ENDED for bond in bonds)
        self._archive.setVisible(bool(bonds) and not ended)
        self._resume.setVisible(ended)
        self._also_me.setVisible(page.supervisor is None)
        self._also_them.setVisible(page.supervisee is None)

    def _show_supervisor(self, page: PersonPage) -> None:
        found = page.supervisor
        for section in self._sections:
            section.setVisible(found is not None)
        if found is None:
            self._how.clear()
            self._purposes.show_purposes("", [])
            return
        self._how.show(found)
        self._purposes.show_purposes(found.id, page.purposes)
        unasked = found.own_supervision in (None, "not_asked")
        self._asked.show_word(self._workspace.label("own_supervision", "not_asked") if unasked else "", "warn")
        self._asked.setVisible(unasked)

    def _show_supervisee(self, page: PersonPage) -> None:
        self._as_supervisee.setVisible(page.supervisee is not None)
        if page.supervisee is None:
            self._supervised.clear()
        else:
            self._supervised.show(page.supervisee)

    def _show_history(self, page: PersonPage) -> None:
        self._bond.setVisible(page.supervisor is not None)
        last = tr(", the last on {day}").format(day=day_text(page.last_session)) if page.last_session else ""
        held = {0: tr("No session held yet"), 1: tr("1 session held")}.get(
            page.sessions_held, tr("{n} sessions held").format(n=page.sessions_held))
        self._held.setText(f"{held}{last}.")
        self._contracts.show_lines([(contract_id, self._contract_words(version, status, starts))
                                    for contract_id, version, status, starts, _ in page.contracts])
        self._no_contract.setVisible(not page.contracts)
        self._under.setVisible(bool(page.contracts))

    def _contract_words(self, version: int | None, status: str, starts: date | None) -> str:
        when = day_short(starts) if starts else tr("no date")
        return tr("Version {n}, {when}, {state}").format(
            n=version or 1, when=when, state=self._workspace.label("contract_status", status).lower())

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

    def _goes_along(self, supervisor_id: str, given: dict[str, Any]) -> Iterator[Change]:
        """An answer about own supervision is dated; a state brings its day."""
        found = self._page.supervisor if self._page else None
        if found is None or found.id != supervisor_id:
            return
        answer = given.get("own_supervision")
        more = self._state_along(found, given)
        if answer and answer != "not_asked" and "own_supervision_asked_on" not in given:
            more["own_supervision_asked_on"] = found.own_supervision_asked_on or self._workspace.today()
        change = changed(found, **more)
        if change is not None:
            yield change

    def _supervisee_along(self, supervisee_id: str, given: dict[str, Any]) -> Iterator[Change]:
        found = self._page.supervisee if self._page else None
        change = changed(found, **self._state_along(found, given)) if found and found.id == supervisee_id else None
        if change is not None:
            yield change

    def _state_along(self, bond: Supervisor | Supervisee, given: dict[str, Any]) -> dict[str, Any]:
        """Ending gives a day on which it ended, taking it up again takes that day away."""
        status = given.get("status")
        if status is None or "ends_on" in given:
            return {}
        return {"ends_on": (bond.ends_on or self._workspace.today()) if status == ENDED else None}

    def _set_status(self, status: str) -> None:
        page = self._page
        if page is None:
            return
        bonds = [bond for bond in (page.supervisor, page.supervisee) if bond is not None]
        given = {"status": status}
        words = tr("Supervision ended") if status == ENDED else tr("Supervision taken up again")
        self._workspace.commit(gesture(words, *(changed(bond, status=status, **self._state_along(bond, given))
                                                for bond in bonds)), notice=words)

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

    def _delete(self) -> None:
        """With everything that is only theirs; the door refuses kindly where others name them."""
        for form in (self._who, self._how, self._supervised):
            form.settle()   # this may commit, and so change what the page is
        page = self._page
        if page is None:
            return
        own = [*page.purposes, *page.registrations, *filter(None, (page.supervisor, page.supervisee)), page.person]
        if self._workspace.commit(gesture(tr("Person deleted"), *map(deleted, own)),
                                  notice=tr("Deleted {name}").format(name=page.person.name)):
            self.gone.emit()
