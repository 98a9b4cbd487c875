"""Somebody whom the practitioner supervises: the agreement in short, and behind folds their work and development."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from supervision_desktop.domain.people import Supervisee
from supervision_desktop.i18n import tr
from supervision_desktop.services import supervising
from supervision_desktop.services.people import PAST_STATES, PersonPage, state_along
from supervision_desktop.store.changes import Change, changed
from supervision_desktop.ui import layout
from supervision_desktop.ui.cadence.supervisee_lines import SuperviseeLines
from supervision_desktop.ui.development.supervising_shelf import SupervisingShelf
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.people.levels import Levels
from supervision_desktop.ui.people.papers import papers_part
from supervision_desktop.ui.people.part import PersonFold, SectionPart
from supervision_desktop.ui.people.supervised_work import CasesPart, DevelopmentPart, GrowthPart
from supervision_desktop.ui.widgets.badge import Badge
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.workspace import Workspace

BOND = ("status", "starts_on", "ends_on")
FIELDS = (*BOND, "agreed_frequency", "employment_status", "newly_registered", "practice_fields")


class SupervisedPart(SectionPart):
    """One supervisee (SVE-01 to 04, 07)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Whom I supervise"))
        self._workspace = workspace
        self._supervisee: Supervisee | None = None
        form = self.form = FieldForm(workspace, Supervisee, FIELDS, parent=self, along=self._goes_along)
        self.mine, self.own_state = Badge(tr("Your own supervision"), "warn"), WordLabel("")
        self.often, self.ready = SuperviseeLines(workspace), QuietLabel("")
        self.levels = Levels(workspace)
        self.cases = PersonFold(tr("Their cases"), lambda: CasesPart(workspace))
        self.development = PersonFold(tr("Strengths and development"), lambda: DevelopmentPart(workspace))
        self.growth = PersonFold(tr("Becoming a supervisor"), lambda: GrowthPart(workspace))
        self.papers = PersonFold(tr("Insurance and registrations"), lambda: papers_part(workspace, Supervisee))
        self.shelf = PersonFold(tr("Resources on supervising"), lambda: SupervisingShelf(workspace))
        self.section.add(layout.column(
            self.mine, self.own_state, self.often, form.columns(*BOND),
            form.columns("agreed_frequency", "employment_status"),
            form["newly_registered"], form["practice_fields"], self.levels, self.ready))
        for part in self.folds():
            self.section.add(part)

    def forms(self) -> Sequence[FieldForm]:
        """The agreement in short."""
        return (self.form,)

    def folds(self) -> Sequence[PersonFold]:
        """Cases, development, growth, papers, resources."""
        return self.cases, self.development, self.growth, self.papers, self.shelf

    def show_page(self, page: PersonPage) -> None:
        """One supervisee."""
        found = self._supervisee = page.supervisee
        if found is None:
            self.clear()
            return
        self.form.show(found)
        with self._workspace.read() as db:
            own = supervising.own_state(db, self._workspace.today())
            early = supervising.fields_to_grow_into(db, found)
            work = supervising.supervised(db, found)
            talk = len(supervising.to_talk_over(db, page.person.id))
        self.own_state.setText(" ".join(own))
        for part in (self.mine, self.own_state):
            part.setVisible(bool(own) and found.status not in PAST_STATES)
        named = ", ".join(self._workspace.label("practice_fields", key).lower() for key in early)
        self.ready.say(tr("Supervising others is usually expected from CMP2; your own level in {fields} is CMP1.")
                       .format(fields=named) if early else "")
        self.levels.show_levels(found, work.levels)
        self.often.show_person(page.person.id)
        self.cases.set_hint(tr("{n} for your next talk").format(n=talk) if talk
                            else str(len(work.cases)) if work.cases else "")
        self.development.set_hint(str(len(work.needs)) if work.needs else "")
        for fold in self.folds():
            fold.show_page(page)

    def clear(self) -> None:
        """Show nobody."""
        self._supervisee = None
        super().clear()
        self.levels.show_levels(None, ())

    def _goes_along(self, supervisee_id: str, given: dict[str, Any]) -> Iterator[Change]:
        """A state brings its day."""
        found = self._supervisee
        change = (changed(found, **state_along(found, given, self._workspace.today()))
                  if found is not None and found.id == supervisee_id else None)
        if change is not None:
            yield change
