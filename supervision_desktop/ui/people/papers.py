"""Insurance, data-protection registration and record check of somebody else: all optional (PRA-01 Amended)."""

from __future__ import annotations

from supervision_desktop.domain.people import Supervisee, Supervisor
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.people.part import FieldsPart
from supervision_desktop.ui.workspace import Workspace

FIELDS = ("insurer", "policy_number", "cover_pence", "insured_until", "data_registration", "data_registration_until",
          "record_check", "record_check_on", "update_service")


def papers_part(workspace: Workspace, record: type[Supervisor | Supervisee]) -> FieldsPart:
    """The papers of a supervisor or of a supervisee."""
    return FieldsPart(workspace, record, FIELDS, _laid_out)


def _laid_out(form: FieldForm) -> layout.Part:
    return layout.column(*(form.columns(*FIELDS[n:n + 2]) for n in range(0, 8, 2)), form[FIELDS[8]])
