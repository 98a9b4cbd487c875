"""What a supervisor is looked for now, and which experience matters more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import new_id
from supervision_desktop.domain.choosing import SupervisorSearch
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.link_lines import LinkLines
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.workspace import Workspace


class Need(QWidget):
    """The need of the moment (SUP-08); earlier ones stay to be read."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._searches: Sequence[SupervisorSearch] = ()
        self._chosen, self._stored = "", False
        self.form = FieldForm(workspace, SupervisorSearch,
                              ("on", "need", "weight", "practice_fields", "context", "reason"), parent=self)
        self.another = button(tr("Begin another search"), self._begin, link=True)
        self._which = QuietLabel("")
        self.earlier = LinkLines(tr("Search"))
        self._fold = Fold(tr("Earlier searches"), self.earlier)
        form = self.form
        self.setLayout(layout.column(
            self._which, form["need"], form.columns("weight", "on", least=220),
            Fold(tr("Field, context, reason"), form["practice_fields"], form["context"], form["reason"],
                 layout.row(self.another, layout.spacer())),
            self._fold))
        self.earlier.opened.connect(self._choose)

    def show_searches(self, searches: Sequence[SupervisorSearch]) -> None:
        """The newest, or the one that was chosen; a first one is made as soon as something is said."""
        self._searches = searches
        known = {one.id: one for one in searches}
        if self._chosen not in known and (self._stored or not self._chosen):
            self._chosen = searches[0].id if searches else ""
        self._show(known.get(self._chosen))
        self.another.setVisible(bool(searches))
        self.earlier.show_lines([(one.id, _words(one)) for one in searches])
        self._fold.setVisible(len(searches) > 1)

    def clear(self) -> None:
        """Show nothing; what was typed is kept."""
        self.form.clear()

    def _show(self, found: SupervisorSearch | None) -> None:
        past = found is not None and found.id != self._searches[0].id
        self._which.say(tr("An earlier search; the newest sets the order.") if past else "")
        if found is not None:
            self.form.show(found)
        elif self._stored or not self.form.record_id:
            self._chosen = new_id() if self._stored or not self._chosen else self._chosen
            self.form.show_new(self._chosen, {"on": self._workspace.today()})
        self._stored = found is not None

    def _choose(self, search_id: str) -> None:
        self._chosen = search_id
        self.show_searches(self._searches)

    def _begin(self) -> None:
        """A new search, made as soon as something is said of it."""
        self._chosen, self._stored = new_id(), False
        self.form.show_new(self._chosen, {"on": self._workspace.today()})
        self.form.focus("need")


def _words(search: SupervisorSearch) -> str:
    need = " ".join((search.need or "").split())
    return ", ".join(filter(None, (day_text(search.on), need[:80])))
