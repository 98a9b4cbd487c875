"""The parts of the profile beside its plain fields: roles, logo, fields, earlier work, what bodies expect."""

from __future__ import annotations

from supervision_desktop.services import profile
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.setup.expectations import Expectations
from supervision_desktop.ui.setup.experience import EarlierWork
from supervision_desktop.ui.setup.fields_of_practice import FieldsOfPractice
from supervision_desktop.ui.setup.logo import LogoPart
from supervision_desktop.ui.setup.roles import RoleTicks
from supervision_desktop.ui.workspace import Workspace


class More:
    """They are laid out by the profile, and filled together."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.roles, self.logo = RoleTicks(workspace), LogoPart(workspace)
        self.fields, self.work = FieldsOfPractice(workspace), EarlierWork(workspace)
        self.expectations = Expectations(workspace)

    def refresh(self, person: bool, practitioner: bool) -> None:
        """Fill them; nothing can be added before there is somebody it belongs to."""
        with self._workspace.read() as db:
            fields, uncovered = profile.practice_fields(db), profile.uncovered(db)
            work, found = profile.earlier(db), profile.experience(db, self._workspace.today())
            expected, roles = profile.expectations(db), profile.roles(db)
        self.roles.show_roles(roles)
        self.fields.show_fields(fields, uncovered)
        self.work.show_work(work, found)
        self.expectations.show_expectations(expected)
        self.logo.refresh()
        self.roles.setEnabled(person)
        for part in (self.fields, self.work, self.expectations):
            part.add.setEnabled(person)
        self.expectations.begin.setEnabled(person)
        self.logo.setEnabled(practitioner)

    def forms(self) -> tuple[FieldForm, ...]:
        """What may hold words not kept yet."""
        return tuple(part.rows.form for part in (self.fields, self.work, self.expectations))
