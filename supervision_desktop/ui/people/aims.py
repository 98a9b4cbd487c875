"""What a supervisor is for: purposes, what they take on, and the needs they cover."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.domain.people import Supervisor
from supervision_desktop.i18n import tr
from supervision_desktop.services import supervising
from supervision_desktop.services.people import PersonPage
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.people.needs import NeedsPart
from supervision_desktop.ui.people.part import PersonFold, SectionPart
from supervision_desktop.ui.people.purposes import Purposes
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.workspace import Workspace

RESPONSIBILITIES = "supervisor_responsibilities"


class AimsPart(SectionPart):
    """Purposes in front; responsibilities and needs folded."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Purposes"), hint=tr("several supervisors may stand side by side"))
        self._workspace = workspace
        self.purposes = Purposes(workspace)
        self.form = FieldForm(workspace, Supervisor, ["responsibilities"], parent=self)
        self.form["responsibilities"].label.hide()   # the fold says the same words
        self.gaps = QuietLabel("")
        self.taken_on = Fold(tr("What they take on"), self.form["responsibilities"], self.gaps)
        self.needs = PersonFold(tr("What you need, and who covers it"), lambda: NeedsPart(workspace))
        for part in (self.purposes, self.taken_on, self.needs):
            self.section.add(part)

    def forms(self) -> Sequence[FieldForm]:
        """Responsibilities, and the chosen purpose."""
        return self.form, self.purposes.rows.form

    def folds(self) -> Sequence[PersonFold]:
        """The needs."""
        return (self.needs,)

    def show_page(self, page: PersonPage) -> None:
        """One supervisor."""
        found = page.supervisor
        if found is None:
            self.clear()
            return
        self.purposes.show_purposes(found.id, page.purposes)
        self.form.show(found)
        with self._workspace.read() as db:
            gaps = supervising.gaps(db)
            uncovered = sum(row.uncovered for row in supervising.needs(db))
        named = ", ".join(self._workspace.label(RESPONSIBILITIES, key).lower() for key in gaps)
        self.gaps.say(tr("Nobody takes on: {what}.").format(what=named) if gaps else "")
        self.taken_on.set_hint(tr("{n} of {all}").format(
            n=len(found.responsibilities or ()), all=len(supervising.RESPONSIBILITIES)) if found.responsibilities else "")
        self.needs.set_hint(tr("{n} not covered").format(n=uncovered) if uncovered else "")
        self.needs.show_page(page)

    def show_need(self, need_id: str) -> None:
        """Open the needs at one of them."""
        self.needs.show_open(True)
        part = self.needs.part
        if isinstance(part, NeedsPart):
            part.choose(need_id)

    def clear(self) -> None:
        """Show nobody."""
        super().clear()
        self.purposes.show_purposes("", [])
