"""The practitioner's own profile: kept field by field, like everywhere; a short one for the first start."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from supervision_desktop.domain.base import SELF, new_id
from supervision_desktop.domain.people import Person, Practitioner
from supervision_desktop.i18n import tr
from supervision_desktop.services import people
from supervision_desktop.services.profile import RESPONSIBILITY, RESPONSIBILITY_SOURCE
from supervision_desktop.store.changes import ChangeSet, created, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.dialogs.page_dialog import fit
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.people.registrations import Registrations
from supervision_desktop.ui.setup.guide import show_guide
from supervision_desktop.ui.setup.more import More
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import PageArea, PageTitle, Section
from supervision_desktop.ui.workspace import Workspace

ME = ("name", "profession", "email", "phone", "address")
STAND = ("mission", "vision", "values_held", "stands_from")
SHORT = ("trading_name",)
PRACTICE = ("trading_name", "header_note", "employment_status", "rate_pence", "vat_points", "insurer", "policy_number",
            "cover_pence", "insured_until", "data_registration", "data_registration_until", "record_check",
            "record_check_on", "update_service", "case_management_since", "newly_registered", *STAND)
WATCHED = frozenset({"person", "practitioner", "registration", "practice_field", "earlier_profession", "body_expectation",
                     "supervisor", "setting"})


class ProfilePanel(QWidget):
    """Who the practitioner is (PRA-01). `short` asks only what stands at the head of a print."""

    def __init__(self, workspace: Workspace, *, short: bool = False) -> None:
        super().__init__()
        self._workspace = workspace
        self.me = FieldForm(workspace, Person, ME, parent=self)
        self.practice = FieldForm(workspace, Practitioner, SHORT if short else PRACTICE, parent=self)
        self.registrations = Registrations(workspace, "own registration")
        self.more = None if short else More(workspace)
        self.setLayout(layout.column(*(self._short() if short else self._whole()), gap=layout.SECTION_GAP))
        workspace.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Fill everything as it is stored."""
        with self._workspace.read() as db:
            person, profile, registrations = people.self_page(db)
        if person is not None:
            self.me.show(person)
        elif not self.me.record_id:
            self.me.show_new(SELF, {}, self._introduce)
        if profile is not None:
            self.practice.show(profile)
        elif person is not None and not self.practice.record_id:
            self.practice.show_new(new_id(), {"person_id": SELF})
        self.registrations.show_person(person.id if person else "", registrations)
        if self.more is not None:
            self.more.refresh(person is not None, profile is not None)

    def settle(self) -> None:
        """Keep what can be kept, and the rest as typed."""
        more = self.more.forms() if self.more else ()
        for form in (self.me, self.practice, self.registrations.rows.form, *more):
            form.settle()

    def _short(self) -> list[layout.Part]:
        me, practice = self.me, self.practice
        return [Section(tr("At the head of your prints"), me.columns("name"), practice["trading_name"], me["profession"],
                        hint=tr("the rest can wait")),
                Section(tr("Memberships and registrations"), self.registrations)]

    def _whole(self) -> list[layout.Part]:
        me, practice, more = self.me, self.practice, self.more
        assert more is not None  # only the short one has none
        guide = button(tr("Set up by questions…"), lambda: show_guide(self._workspace, self), link=True)
        return [
            Section(tr("You"), me.columns("name", "profession"), me.columns("email", "phone"), me["address"]),
            Section(tr("Your roles"), more.roles, layout.row(guide, layout.spacer()),
                    hint=tr("tabs and lists follow; nothing is deleted")),
            Section(tr("Memberships and registrations"), self.registrations),
            Section(tr("Fields of practice"), more.fields, hint=tr("levels differ from field to field")),
            Section(tr("Your practice"), practice.columns("trading_name", "header_note"), more.logo,
                    practice.columns("employment_status", "rate_pence", "vat_points"),
                    QuietLabel(tr("All amounts are in pounds sterling (GBP).")), hint=tr("stands at the head of prints")),
            Section(tr("Insurance"), practice.columns("insurer", "policy_number"),
                    practice.columns("cover_pence", "insured_until"), hint=tr("Today reminds you of the renewal")),
            Section(tr("Data protection and checks"), practice.columns("data_registration", "data_registration_until"),
                    practice.columns("record_check", "record_check_on"), practice["update_service"],
                    hint=tr("only if you wish to keep it here")),
            Section(tr("What your bodies expect about supervision"), more.expectations,
                    hint=tr("Today reminds you to look again")),
            Section(tr("If you like"),
                    Fold(tr("Experience, and the work before it"),
                         practice["case_management_since"], practice["newly_registered"], more.work),
                    Fold(tr("Mission, vision and values"), practice["mission"], practice["vision"],
                         practice["values_held"], practice["stands_from"])),
            QuietLabel(f"{tr(RESPONSIBILITY)} ({tr(RESPONSIBILITY_SOURCE)})")]

    def _introduce(self, person_id: str, values: dict[str, Any]) -> ChangeSet:
        return gesture(tr("Your profile"), created(Person, values, person_id),
                       created(Practitioner, {"person_id": person_id}))

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if not kinds.isdisjoint(WATCHED):
            self.refresh()


class ProfileDialog(QDialog):
    """The profile in a window of its own; there is nothing to save, only to close."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, *, first: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Your profile"))
        self.panel = ProfilePanel(workspace, short=first)
        words = tr("Name and body stand on contracts and records.") if first else tr("Kept as you finish each field.")
        self._page = PageArea(PageTitle(tr("Who you are") if first else tr("Your profile"), words), self.panel,
                              name=tr("Your profile"))
        self.done_button = button(tr("Go on") if first else tr("Close"), self.accept, primary=True)
        self.later = button(tr("Not now"), self.reject, link=True)
        self.later.setVisible(first)
        self.setLayout(layout.column((self._page, 1), layout.boxed(
            layout.row(self.later, layout.spacer(), self.done_button, margins=(24, 8, 24, 16))), gap=0))
        fit(self, parent or self, 600 if first else 760, 560 if first else 680)
        self.panel.me.focus()

    def done(self, result: int) -> None:
        """Whatever closes it: what is typed is kept."""
        self.panel.settle()
        super().done(result)


def show_profile(workspace: Workspace, parent: QWidget, *, first: bool = False) -> ProfileDialog:
    """Open the profile; `first` is the short version right after a practice file was made."""
    made = ProfileDialog(workspace, parent, first=first)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.open()
    return made
