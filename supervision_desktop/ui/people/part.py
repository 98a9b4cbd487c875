"""What the parts of a person's page have in common: fields of a relationship, panels, and folds made when first opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.people import Supervisee, Supervisor
from supervision_desktop.services.people import PersonPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import Along, FieldForm
from supervision_desktop.ui.widgets.late_fold import LateFold
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace


class Part(QWidget):
    """A piece of the page: shows a person, clears, keeps or gives up what is typed."""

    def forms(self) -> Sequence[FieldForm]:
        """The forms in it."""
        return ()

    def folds(self) -> Sequence[PersonFold]:
        """The folds in it."""
        return ()

    def show_page(self, page: PersonPage) -> None:
        """Show one person."""
        raise NotImplementedError

    def clear(self) -> None:
        """Show nobody; what was typed is kept."""
        for form in self.forms():
            form.clear()
        for fold in self.folds():
            fold.clear()

    def settle(self) -> None:
        """Commit what can be committed now and draft the rest."""
        for form in self.forms():
            form.settle()
        for fold in self.folds():
            fold.settle()

    def discard(self) -> None:
        """Give up what is typed: the person is no longer there."""
        for form in self.forms():
            form.discard()
        for fold in self.folds():
            fold.discard()


class SectionPart(Part):
    """A part in a panel of its own."""

    def __init__(self, heading: str, *parts: layout.Part, hint: str = "") -> None:
        super().__init__()
        self.section = Section(heading, *parts, hint=hint)
        self.setLayout(layout.column(self.section, gap=0))


class FieldsPart(Part):
    """Some fields of the relationship with a person, laid out by `arranged`."""

    def __init__(self, workspace: Workspace, record: type[Supervisor | Supervisee], names: Sequence[str],
                 arranged: Callable[[FieldForm], layout.Part], *, along: Along | None = None) -> None:
        super().__init__()
        self._record = record
        self.form = FieldForm(workspace, record, names, parent=self, along=along)
        self.setLayout(layout.column(arranged(self.form), gap=0))

    def forms(self) -> Sequence[FieldForm]:
        """The fields."""
        return (self.form,)

    def show_page(self, page: PersonPage) -> None:
        """The fields for one person."""
        found = page.supervisor if self._record is Supervisor else page.supervisee
        if found is None:
            self.form.clear()
        else:
            self.form.show(found)


class PersonFold(LateFold[Part]):
    """A closed line over a part that shows a person."""

    def __init__(self, words: str, make: Callable[[], Part]) -> None:
        self._page: PersonPage | None = None
        super().__init__(words, make, self._show_in)

    def show_page(self, page: PersonPage) -> None:
        """Show one person; a closed fold is filled when it opens."""
        fresh = self._page is None or self._page.person.id != page.person.id
        self._page = page
        if fresh:
            self.settle()
        self.fill()

    def clear(self) -> None:
        """Show nobody."""
        self._page = None
        if self.part is not None:
            self.part.clear()

    def settle(self) -> None:
        """Keep what is typed inside."""
        if self.part is not None:
            self.part.settle()

    def discard(self) -> None:
        """Give up what is typed inside."""
        if self.part is not None:
            self.part.discard()

    def _show_in(self, part: Part) -> None:
        if self._page is not None:
            part.show_page(self._page)
