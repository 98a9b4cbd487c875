"""One case of a session: its entry for the case file, and whether the client knows of supervision."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.record_rules import ENTRY, NO_ENTRY
from supervision_desktop.domain.session_notes import CaseEntry
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import case_entries
from supervision_desktop.services.case_entries import EntryRow
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.identifying import Identifying
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.flow import FlowLayout, Sides
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.workspace import Workspace

WIDE = 34
"""Characters of room for where an entry is filed."""
TOLD = ("told", "told_on", "told_by", "told_reason")


class CaseLine(QWidget):
    """Closed it says what is chosen and whether it is filed; its parts are made when it is first opened."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._shown: tuple[SessionPage, EntryRow] | None = None
        self.body: CaseBody | None = None
        self.fold = Fold("", build=self._built)
        self.setLayout(layout.column(self.fold))

    def show_row(self, page: SessionPage, row: EntryRow) -> None:
        """One case and its entry."""
        if self._shown is not None and self._shown[1].case.id != row.case.id:
            self.fold.show_open(False)
        self._shown = (page, row)
        self.fold.turn.setText(f" {row.case.reference}".replace("&", "&&"))
        self.fold.turn.setAccessibleName(row.case.reference)
        self.fold.setAccessibleName(row.case.reference)
        self.fold.set_hint(self._says(row))
        if self.body is not None:
            self.body.show_row(page, row)

    def clear(self) -> None:
        """Show no case; what was typed is kept."""
        self._shown = None
        if self.body is not None:
            self.body.clear()

    def _says(self, row: EntryRow) -> str:
        kind = self._workspace.label("entry_kind", row.kind).lower()
        filed = row.entry.filed_on if row.entry else None
        state = tr("filed on {day}").format(day=day_text(filed)) if filed else tr("not filed")
        told = tr("does the client know?") if row.told_open else ""
        return " · ".join(filter(None, (kind, "" if row.kind == NO_ENTRY else state, told)))

    def _built(self) -> QWidget:
        self.body = CaseBody(self._workspace)
        if self._shown is not None:
            self.body.show_row(*self._shown)
        return self.body


class CaseBody(QWidget):
    """What goes into the file of one case, in its words as they will stand there."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._shown: tuple[SessionPage, EntryRow] | None = None
        self.kind = ChipBar(tr("Entry for the case file"), [
            ChipSpec(key, words) for key, words in workspace.choices("entry_kind")])
        self.form = FieldForm(workspace, CaseEntry, ["text"], parent=self)
        self.told = FieldForm(workspace, Case, TOLD, parent=self)
        self.whole, self.strangers = WordLabel(""), WordLabel("")
        self.copy, self.print = button(tr("Copy"), self._copy), button(tr("Print…"), self._print)
        self.reference, self.file = QLineEdit(), button("", self._file)
        self.reference.setPlaceholderText(tr("Where it is filed, if you wish"))
        self.reference.setAccessibleName(tr("Where it is filed"))
        self.reference.setMinimumWidth(self.reference.fontMetrics().averageCharWidth() * WIDE)
        self._outputs = layout.boxed(FlowLayout(self.copy, self.print, self.file))
        self.told_fold = Fold(tr("Does the client know of it?"), self.told.columns(*TOLD, least=200))
        self.setLayout(layout.column(
            self.kind, self.form["text"], self.strangers, QuietLabel(tr("As it goes into the file")), self.whole,
            Sides(self._outputs, self.reference), self.told_fold, margins=(20, 0, 0, 8)))
        self._identifying = Identifying(workspace, self)
        self._identifying.watch(self.form["text"])
        self.kind.chosen.connect(self._choose)

    def show_row(self, page: SessionPage, row: EntryRow) -> None:
        """One case and its entry; what is filed takes no change until it is taken back."""
        before, self._shown = self._shown, (page, row)
        other = before is None or (before[0].session.id, before[1].case.id) != (page.session.id, row.case.id)
        with self._workspace.read() as db:
            found = case_entries.text(db, page.session.id, row.case.id, self._workspace.library.lists)
            strangers = case_entries.strangers(db, row.case.id, found.whole)
        filed = row.entry is not None and row.entry.filed_on is not None
        self._identifying.leave_out([one.name for one in page.present])
        self.kind.set_key(row.kind)
        self.kind.setEnabled(not filed)
        if row.entry is not None:
            self.form.show(row.entry)
        else:
            self.form.clear()
        self.form.set_read_only(filed)
        self.form["text"].setVisible(row.kind == ENTRY)
        self.whole.setText("" if row.kind == NO_ENTRY else found.whole)
        self._show_strangers(sorted({one.words for one in strangers}))
        self._outputs.setVisible(row.kind != NO_ENTRY)
        self.reference.setVisible(row.kind != NO_ENTRY)
        self.reference.setReadOnly(filed)
        if row.entry is not None and filed:
            self.reference.setText(row.entry.filed_reference or "")
        elif other:
            self.reference.clear()   # where one entry is filed says nothing of another
        self.file.setText(tr("Not filed after all") if filed else tr("It is filed"))
        self.file.setAccessibleName(f"{self.file.text()}: {row.case.reference}")
        self.told.show(row.case)
        self.told_fold.set_hint(self._workspace.label("client_told", row.case.told).lower() if row.case.told else "")
        if other:
            self.told_fold.show_open(row.told_open)

    def clear(self) -> None:
        """Show no case; what was typed is kept."""
        self._shown = None
        self.form.clear()
        self.told.clear()
        self.reference.clear()

    def _show_strangers(self, words: list[str]) -> None:
        self.strangers.setText(tr("This may point to somebody else's case: {words}. Read it once more before it goes "
                                  "into this file.").format(words=", ".join(words)))
        self.strangers.setVisible(bool(words))

    def _choose(self, kind: str) -> None:
        if self._shown is not None:
            page, row = self._shown
            with self._workspace.read() as db:
                change = case_entries.choose(db, page.session.id, row.case.id, kind)
            self._workspace.commit(change)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.whole.text())
        self._workspace.noticed.emit(tr("Copied; it leaves the clipboard after half a minute"), None)

    def _print(self) -> None:
        if self._shown is not None:
            page, row = self._shown
            self._workspace.print_wanted.emit("case_entry", {"session": page.session.id, "case": row.case.id})

    def _file(self) -> None:
        if self._shown is None:
            return
        page, row = self._shown
        filed = row.entry is not None and row.entry.filed_on is not None
        with self._workspace.read() as db:
            change = case_entries.file(db, page.session.id, row.case.id, None if filed else self._workspace.today(),
                                       self.reference.text())
        self._workspace.commit(change, notice=tr("Not filed after all") if filed else tr("Filed today"))
