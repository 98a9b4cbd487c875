"""How a supervisor works: formats, fee, approach; their experience beside one's own."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.domain.people import Supervisor
from supervision_desktop.i18n import tr
from supervision_desktop.services import supervising
from supervision_desktop.services.people import PersonPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.people.part import Part, PersonFold, SectionPart
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.workspace import Workspace

FIELDS = ("formats", "fee_pence", "fee_basis", "approach")
EXPERIENCE = ("practising", "years_case_management", "years_total", "specialist_fields", "client_groups", "models",
              "theory")


class HowPart(SectionPart):
    """Only what helps; experience is folded."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("How"), hint=tr("only what helps you"))
        self._workspace = workspace
        form = self.form = FieldForm(workspace, Supervisor, FIELDS, parent=self, groups=[("fee_pence", "fee_basis")])
        self.new_here = QuietLabel("")
        self.experience = PersonFold(tr("Experience, models and theory"), lambda: ExperiencePart(workspace))
        self.section.add(layout.column(form["formats"], form.columns("fee_pence", "fee_basis"), form["approach"],
                                       self.new_here, self.experience))

    def forms(self) -> Sequence[FieldForm]:
        """The supervisor's manner."""
        return (self.form,)

    def folds(self) -> Sequence[PersonFold]:
        """Experience."""
        return (self.experience,)

    def show_page(self, page: PersonPage) -> None:
        """One supervisor; a hint, never a warning (SUP-18)."""
        found = page.supervisor
        if found is None:
            self.clear()
            return
        self.form.show(found)
        with self._workspace.read() as db:
            facts = supervising.experience_facts(db, found, self._workspace.today())
            new = (supervising.newcomer_hint(db, self._workspace.today())
                   if found.status == supervising.ACTIVE else "")
        self.new_here.say(new)
        self.experience.set_hint(facts)
        self.experience.show_page(page)


class ExperiencePart(Part):
    """Years, fields, groups, models and theory; the years of both people beside each other (SUP-17)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        form = self.form = FieldForm(workspace, Supervisor, EXPERIENCE, parent=self)
        self.years, self.fair = WordLabel(""), QuietLabel("")
        self.setLayout(layout.column(form.columns(*EXPERIENCE[:3]), self.years, self.fair,
                                     *(form[name] for name in EXPERIENCE[3:])))

    def forms(self) -> Sequence[FieldForm]:
        """Experience."""
        return (self.form,)

    def show_page(self, page: PersonPage) -> None:
        """One supervisor."""
        found, today = page.supervisor, self._workspace.today()
        if found is None:
            self.clear()
            return
        self.form.show(found)
        with self._workspace.read() as db:
            facts = supervising.experience_facts(db, found, today)
            fair = supervising.experience_hint(db, found, today)
        for label, words in ((self.years, facts), (self.fair, fair)):
            label.say(words)
