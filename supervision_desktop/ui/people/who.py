"""Who somebody is: name, work, how to reach them, memberships and registrations."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.domain.people import Person
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import people
from supervision_desktop.services.people import PersonPage
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.people.part import SectionPart
from supervision_desktop.ui.people.registrations import Registrations
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.workspace import Workspace

FIELDS = ("name", "organisation", "profession", "email", "phone", "address", "notes")


class WhoPart(SectionPart):
    """The person behind the relationship."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Who"))
        self._workspace = workspace
        self.form = FieldForm(workspace, Person, FIELDS, parent=self)
        self.same, self.ran_out = QuietLabel(""), QuietLabel("")
        self.registrations = Registrations(workspace, "registration")
        for part in (self.form.columns("name", "organisation", "profession"), self.same,
                     self.form.columns("email", "phone"), self.registrations, self.ran_out,
                     Fold(tr("Address and notes"), self.form["address"], self.form["notes"])):
            self.section.add(part)

    def forms(self) -> Sequence[FieldForm]:
        """The person and the chosen registration."""
        return self.form, self.registrations.rows.form

    def show_page(self, page: PersonPage) -> None:
        """One person."""
        self.form.show(page.person)
        self.registrations.show_person(page.person.id, page.registrations)
        with self._workspace.read() as db:
            namesake = people.namesake_hint(db, page.person)
        gone = [tr("The registration with {body} ran out on {day}.").format(
            body=self._workspace.label("bodies", one.body), day=day_text(one.expires_on))
            for one in page.registrations if one.expires_on is not None and one.expires_on < self._workspace.today()]
        for label, words in ((self.same, namesake), (self.ran_out, " ".join(gone))):
            label.say(words)

    def clear(self) -> None:
        """Show nobody."""
        super().clear()
        self.registrations.show_person("", [])
