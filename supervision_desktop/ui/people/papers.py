"""Insurance, data-protection registration and record check of somebody else: all optional (PRA-01 Amended)."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.domain.people import Supervisee, Supervisor
from supervision_desktop.services.people import PersonPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.people.part import Part
from supervision_desktop.ui.workspace import Workspace

FIELDS = ("insurer", "policy_number", "cover_pence", "insured_until", "data_registration", "data_registration_until",
          "record_check", "record_check_on", "update_service")


class PapersPart(Part):
    """The papers of a supervisor or of a supervisee."""

    def __init__(self, workspace: Workspace, record: type[Supervisor | Supervisee]) -> None:
        super().__init__()
        self._record = record
        form = self.form = FieldForm(workspace, record, FIELDS, parent=self)
        self.setLayout(layout.column(
            form.columns("insurer", "policy_number"), form.columns("cover_pence", "insured_until"),
            form.columns("data_registration", "data_registration_until"),
            form.columns("record_check", "record_check_on"), form["update_service"]))

    def forms(self) -> Sequence[FieldForm]:
        """The papers."""
        return (self.form,)

    def show_page(self, page: PersonPage) -> None:
        """One person's papers."""
        found = page.supervisor if self._record is Supervisor else page.supervisee
        if found is None:
            self.form.clear()
        else:
            self.form.show(found)
