"""What stands lower on a supervisor's page, under what a first look takes in."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.services.people import PersonPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.choosing.sections import ChoosingPart
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.people.asking import OwnSupervisionPart
from supervision_desktop.ui.people.checks import DueDiligencePart
from supervision_desktop.ui.people.how import HowPart
from supervision_desktop.ui.people.part import Part, PersonFold
from supervision_desktop.ui.people.relation import RelationPart
from supervision_desktop.ui.workspace import Workspace


class RestPart(Part):
    """Own supervision, due diligence, how they work, the relationship, and choosing."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.asking, self.checks = OwnSupervisionPart(workspace), DueDiligencePart(workspace)
        self.how, self.relation = HowPart(workspace), RelationPart(workspace)
        self.choosing = ChoosingPart(workspace)
        self.parts: tuple[Part, ...] = (self.asking, self.checks, self.how, self.relation)
        self.setLayout(layout.column(*self.parts, self.choosing, gap=layout.SECTION_GAP))

    def forms(self) -> Sequence[FieldForm]:
        """The fields of all of them."""
        return [form for part in self.parts for form in part.forms()]

    def folds(self) -> Sequence[PersonFold]:
        """The folds of all of them."""
        return [fold for part in self.parts for fold in part.folds()]

    def show_page(self, page: PersonPage) -> None:
        """One person; somebody who is no supervisor has none of it."""
        for part in self.parts:
            part.show_page(page)
        if page.supervisor is not None:
            self.choosing.show_supervisor(page.supervisor.id)
        else:
            self.choosing.clear()

    def clear(self) -> None:
        """Show nobody; what was typed is kept."""
        for part in self.parts:
            part.clear()
        self.choosing.clear()

    def settle(self) -> None:
        """Keep what is typed."""
        super().settle()
        self.choosing.settle()

    def discard(self) -> None:
        """Give up what is typed: the person is no longer there."""
        super().discard()
        self.choosing.discard()
