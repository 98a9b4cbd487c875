"""Documents to have ready: those of the contract and one's own, ticked when they lie there (PRE-07)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.preparation import RequiredDocument
from supervision_desktop.domain.sessions import PLANNED
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import preparation
from supervision_desktop.services.preparation import Document
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.tick_lines import TickLine, TickLines
from supervision_desktop.ui.workspace import Workspace


class PrepareDocuments(Fold):
    """Open by itself where the contract asks for documents that are not ready."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Documents to have ready"), build=self._built)
        self._workspace = workspace
        self._page: SessionPage | None = None
        self._documents: dict[str, Document] = {}
        self._form: FieldForm | None = None

    def show_documents(self, page: SessionPage, documents: Sequence[Document]) -> None:
        """The checklist of one session."""
        fresh = self._page is None or self._page.session.id != page.session.id
        self._page, self._documents = page, {one.name: one for one in documents}
        ready = sum(one.ready for one in documents)
        self.set_hint(tr("{ready} of {all} ready").format(ready=ready, all=len(documents)) if documents else "")
        if fresh:
            self.show_open(ready < len(documents) and page.session.status == PLANNED)
        self._fill()

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._page = None
        if self._form is not None:
            self._form.clear()

    def _built(self) -> QWidget:
        self.list = TickLines(tr("Documents to have ready"))
        self.add = InlineAdd(tr("Add a document and press Enter"), tr("New document"))
        self.out = button(tr("Take it off the list"), self._take_out, link=True)
        self._form = FieldForm(self._workspace, RequiredDocument, ["link"], parent=self)
        self._chosen = layout.boxed(layout.column(self._form["link"], FlowLayout(self.out), gap=4))
        made = layout.boxed(layout.column(self.list, self._chosen, self.add, gap=6))
        self.list.ticked.connect(self._tick)
        self.list.chosen.connect(self._choose)
        self.add.added.connect(self._add)
        self._fill()
        return made

    def _fill(self) -> None:
        page = self._page
        if self._form is None or page is None:
            return
        self.list.set_lines([TickLine(one.name, one.name + (f"\n{one.link}" if one.link else ""), one.ready)
                             for one in self._documents.values()])
        self.list.setVisible(bool(self._documents))
        self.list.set_read_only(page.sealed)
        self.add.setVisible(not page.sealed)
        self._choose(self.list.id())

    def _choose(self, name: str) -> None:
        if self._form is None:
            return
        found = self._documents.get(name)
        stored = found is not None and bool(found.id)
        self._chosen.setVisible(stored and self._page is not None and not self._page.sealed)
        if found is not None and stored:
            self._form.show({"link": found.link or None}, found.id)
        else:
            self._form.clear()

    def _tick(self, name: str, on: bool) -> None:
        page, found = self._page, self._documents.get(name)
        if page is not None and found is not None:
            with self._workspace.read() as db:
                change = preparation.tick_document(db, page.session.id, found, on)
            self._workspace.commit(change)

    def _add(self, name: str) -> None:
        page = self._page
        if page is None:
            return
        try:
            with self._workspace.read() as db:
                change = preparation.add_document(db, page.session, name)
        except BadInput as fault:
            self.add.hear(fault)
            return
        self.add.hear(self._workspace.attempt(change))

    def _take_out(self) -> None:
        found = self._documents.get(self.list.id())
        if found is not None and found.id and self._form is not None:
            self._form.discard()
            with self._workspace.read() as db:
                change = preparation.document_out(db, found.id)
            self._workspace.commit(change)
