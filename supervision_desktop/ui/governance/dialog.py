"""Data protection: the register, breaches and complaints of a practice, on one page reached from the File menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.development import Tool
from supervision_desktop.domain.governance import (
    Breach,
    BreachNotice,
    Complaint,
    PrivacyNotice,
    ProcessingActivity,
    Processor,
)
from supervision_desktop.i18n import tr
from supervision_desktop.services import governance
from supervision_desktop.services.breach import Here
from supervision_desktop.ui.dialogs.page_dialog import PageDialog
from supervision_desktop.ui.dialogs.preview import show_preview
from supervision_desktop.ui.governance.breaches_part import BreachesPart
from supervision_desktop.ui.governance.complaints_part import ComplaintsPart
from supervision_desktop.ui.governance.register_part import RegisterPart
from supervision_desktop.ui.outlets import Outlets
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.notice import NoticeBar
from supervision_desktop.ui.widgets.page import PageTitle
from supervision_desktop.ui.widgets.steps import Step, StepBar
from supervision_desktop.ui.workspace import Workspace

REGISTER, BREACHES, COMPLAINTS = "register", "breaches", "complaints"
PAGES = {
    ProcessingActivity.__tablename__: REGISTER, PrivacyNotice.__tablename__: REGISTER, Processor.__tablename__: REGISTER,
    Breach.__tablename__: BREACHES, Complaint.__tablename__: COMPLAINTS}
"""Kinds of record that open here, and on which of its pages."""
WATCHED = frozenset({*PAGES, BreachNotice.__tablename__, "practitioner", "setting", Tool.__tablename__})


class DataProtectionDialog(PageDialog):
    """Three pages with a switch; each is made when first turned to, and filled anew after each change."""

    def __init__(self, workspace: Workspace, here: Here, outlets: Outlets, keeping: Callable[[], object],
                 parent: QWidget) -> None:
        super().__init__(tr("Data protection"), parent, width=820, height=760)
        self._workspace, self._here, self._outlets, self._keeping = workspace, here, outlets, keeping
        self._made: dict[str, QWidget] = {}
        self.notice = NoticeBar()
        self.switch = StepBar(tr("Pages"), [Step(REGISTER, tr("Register")), Step(BREACHES, tr("Breaches")),
                                            Step(COMPLAINTS, tr("Complaints"))], numbered=False)
        for part in (PageTitle(tr("Data protection"), tr("What you hold and why, what went wrong, who was not content.")),
                     self.notice, self.switch):
            self.page.add(part)
        self.print = button(tr("Print the register…"), partial(self._print, "data_protection_register", {}))
        self.foot((self.print,), (button(tr("Close"), self.reject, primary=True),))
        self.switch.chosen.connect(self.turn_to)
        workspace.changed.connect(self._on_changed)
        workspace.noticed.connect(self.notice.say)

    def turn_to(self, name: str) -> None:
        """Show a page."""
        self.switch.set_key(name)
        if name not in self._made:
            made = self._made[name] = self._make(name)
            made.hide()
            self.page.add(made)
        self.refresh()
        for key, part in self._made.items():
            part.setVisible(key == name)

    def part(self, name: str) -> QWidget:
        """A page by its name, made if it was not."""
        self.turn_to(name)
        return self._made[name]

    def open_record(self, kind: str, record_id: str) -> None:
        """Turn to one record; without a kind to the register."""
        made = self.part(PAGES.get(kind, REGISTER))
        if isinstance(made, RegisterPart):
            if kind:
                made.open_record(kind, record_id)
        elif isinstance(made, BreachesPart | ComplaintsPart):
            made.open_record(record_id)

    def refresh(self) -> None:
        """The page turned to, anew."""
        with self._workspace.read() as db:
            found, allowed = governance.register(db), governance.allowed(db)
        shown = self._made.get(self.switch.key())
        if isinstance(shown, RegisterPart):
            shown.show_register(found)
        elif isinstance(shown, BreachesPart):
            shown.show_breaches(found.breaches)
        elif isinstance(shown, ComplaintsPart):
            shown.show_complaints(found.complaints, allowed)

    def done(self, result: int) -> None:
        """Whatever closes it: what is typed is kept."""
        self._workspace.settling.emit()
        super().done(result)

    def _make(self, name: str) -> QWidget:
        if name == BREACHES:
            return BreachesPart(self._workspace, self._here, self._print_breach)
        return ComplaintsPart(self._workspace) if name == COMPLAINTS else RegisterPart(self._workspace, self._keeping)

    def _print_breach(self, breach_id: str) -> None:
        self._print("breach_record", {"breach": breach_id})

    def _print(self, report_id: str, texts: dict[str, str]) -> None:
        show_preview(self._workspace, report_id, texts, self._outlets, self)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if not kinds.isdisjoint(WATCHED):
            self.refresh()


def show_data_protection(workspace: Workspace, here: Here, outlets: Outlets, keeping: Callable[[], object], parent: QWidget,
                         kind: str = "", record_id: str = "") -> DataProtectionDialog:
    """Open it over a window, at a record where one is named."""
    made = DataProtectionDialog(workspace, here, outlets, keeping, parent)
    made.open_record(kind, record_id)
    made.open()
    return made
