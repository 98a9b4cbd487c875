"""How a supervisor works: formats, fee, approach; their experience beside one's own."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.domain.people import Supervisor
from supervision_desktop.i18n import tr
from supervision_desktop.services import supervising
from supervision_desktop.services.people import PersonPage
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.people.part import SectionPart
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.workspace import Workspace

FIELDS = ("formats", "models", "fee_pence", "fee_basis", "approach", "practising", "years_case_management",
          "years_total", "specialist_fields", "client_groups", "theory")


class HowPart(SectionPart):
    """Only what helps; experience is folded."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("How"), hint=tr("only what helps you"))
        self._workspace = workspace
        form = self.form = FieldForm(workspace, Supervisor, FIELDS, parent=self, groups=[("fee_pence", "fee_basis")])
        self.years, self.fair, self.new_here = WordLabel(""), QuietLabel(""), QuietLabel("")
        self.experience = Fold(
            tr("Experience, models and theory"), form.columns("practising", "years_case_management", "years_total"),
            self.years, self.fair, form["specialist_fields"], form["client_groups"], form["models"], form["theory"])
        for part in (form["formats"], form.columns("fee_pence", "fee_basis"), form["approach"], self.new_here,
                     self.experience):
            self.section.add(part)

    def forms(self) -> Sequence[FieldForm]:
        """The supervisor's manner and experience."""
        return (self.form,)

    def show_page(self, page: PersonPage) -> None:
        """One supervisor; hints, never warnings (SUP-17, SUP-18)."""
        found = page.supervisor
        if found is None:
            self.clear()
            return
        self.form.show(found)
        today = self._workspace.today()
        with self._workspace.read() as db:
            facts = supervising.experience_facts(db, found, today)
            fair = supervising.experience_hint(db, found, today)
            new = supervising.newcomer_hint(db, today) if found.status == supervising.ACTIVE else ""
        for label, words in ((self.years, facts), (self.fair, fair), (self.new_here, new)):
            label.setText(words)
            label.setVisible(bool(words))
        self.experience.set_hint(facts)
