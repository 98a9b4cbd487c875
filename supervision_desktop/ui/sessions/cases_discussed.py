"""The cases of a session, each with a note of its own; each counts as presented that day (SES-09)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.i18n import tr
from supervision_desktop.services import agenda
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Choices, Workspace

FIELDS = ("note", "why", "minutes")
Noted = Sequence[tuple[CaseDiscussed, str]]


class CasesDiscussed(Fold):
    """Which cases were discussed: a tick in the agenda brings its case here; others can be added."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Cases discussed"), build=self._built)
        self._workspace = workspace
        self._page: SessionPage | None = None
        self._noted: Noted = ()
        self._cases: Choices = []
        self._rows: ChildRows | None = None

    def show_cases(self, page: SessionPage, noted: Noted, cases: Choices) -> None:
        """The cases of one session, and those that may have been discussed."""
        other = self._page is None or self._page.session.id != page.session.id
        self._page, self._noted, self._cases = page, noted, cases
        names = ", ".join(reference for _, reference in noted[:4])
        self.set_hint(names + (" …" if len(noted) > 4 else ""))
        self.setVisible(bool(noted or cases))
        if other:
            self.show_open(False)
        self._fill()

    def choose_case(self, case_id: str) -> None:
        """Open the note on one of them."""
        found = next((one.id for one, _ in self._noted if one.case_id == case_id), None)
        self.show_open(True)
        if found is not None and self._rows is not None:
            self._rows.choose(found)
            self._rows.form.focus("note")

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._page, self._noted = None, ()
        if self._rows is not None:
            self._rows.let_go()

    def _built(self) -> QWidget:
        self._rows = ChildRows(
            self._workspace, CaseDiscussed, FIELDS,
            [Column(tr("Case"), chars=16), Column(tr("Note")), Column(tr("Minutes"), number=True, chars=8)],
            self._cells, title=tr("Cases discussed"), gone=tr("Case taken out"), arranged=_arranged)
        self.case = LabelledField(tr("Case to add"), ValueCombo(tr("Case to add")))
        self.case.editor.value_chosen.connect(self._add)
        made = layout.boxed(layout.column(self._rows, self.case, gap=6))
        self._fill()
        return made

    def _cells(self, one: CaseDiscussed) -> tuple[object, ...]:
        note = (one.note or "").strip().splitlines()
        return dict(self._references())[one.id], note[0] if note else "", one.minutes or ""

    def _references(self) -> list[tuple[str, str]]:
        return [(one.id, reference) for one, reference in self._noted]

    def _fill(self) -> None:
        page = self._page
        if self._rows is None or page is None:
            return
        taken = {one.case_id for one, _ in self._noted}
        self._rows.show_records([one for one, _ in self._noted])
        self._rows.form.set_read_only(page.sealed)
        self._rows.out.setVisible(not page.sealed)
        self.case.editor.set_choices([(one, words) for one, words in self._cases if one not in taken])
        self.case.editor.set_value(None)
        self.case.setVisible(not page.sealed)

    def _add(self, case_id: object) -> None:
        page = self._page
        if page is None or self._rows is None:
            return
        with self._workspace.read() as db:
            change, made = agenda.discuss_case(db, page, str(case_id))
        if self._workspace.commit(change):
            self._rows.choose(made)
            self._rows.form.focus("note")


def _arranged(form: FieldForm) -> layout.Part:
    return layout.column(form["note"], form.columns("why", "minutes", least=180), gap=4)
