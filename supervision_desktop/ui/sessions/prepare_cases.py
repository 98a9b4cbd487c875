"""Cases as they are brought to a session: filled from the case, changed here only, and taken back when asked (PRE-09)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.preparation import ELEMENTS, CasePreparation
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import owned, preparation
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.store.changes import gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.workspace import Choices, Workspace

Sheets = Sequence[tuple[CasePreparation, str]]


class PrepareCases(Fold):
    """Choose a case to prepare; one sheet is open at a time."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Prepare a case"), build=self._built)
        self._workspace = workspace
        self._page: SessionPage | None = None
        self._sheets: Sheets = ()
        self._cases: Choices = []
        self._form: FieldForm | None = None

    def show_cases(self, page: SessionPage, sheets: Sheets, cases: Choices) -> None:
        """The prepared cases of one session, and those that may join them."""
        self._page, self._sheets, self._cases = page, sheets, cases
        self.set_hint(", ".join(reference for _, reference in sheets[:3]) + (" …" if len(sheets) > 3 else ""))
        self.setVisible(bool(cases or sheets))
        self._fill()

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._page, self._sheets = None, ()
        if self._form is not None:
            self._form.clear()

    def _built(self) -> QWidget:
        form = self._form = FieldForm(self._workspace, CasePreparation, ELEMENTS, parent=self)
        self.which = ChipBar(tr("Prepared cases"))
        self.which.chosen.connect(self._choose)
        self.case = LabelledField(tr("Case to prepare"), ValueCombo(tr("Case to prepare")))
        self.case.editor.value_chosen.connect(self._prepare)
        self.into = button(tr("Add this to the notes of the case"), self._into_case)
        self.out = button(tr("Take it out"), self._take_out, link=True)
        self._sheet = layout.boxed(layout.column(
            *(form[name] for name in ELEMENTS), FlowLayout(self.into, self.out), gap=6))
        made = layout.boxed(layout.column(self.which, self.case, self._sheet, gap=6))
        self._fill()
        return made

    def _fill(self) -> None:
        page = self._page
        if self._form is None or page is None:
            return
        taken = {sheet.case_id for sheet, _ in self._sheets}
        kept = self.which.key()
        self.which.set_chips([ChipSpec(sheet.id, reference) for sheet, reference in self._sheets])
        self.which.setVisible(len(self._sheets) > 1)
        self.case.editor.set_choices([(one, words) for one, words in self._cases if one not in taken])
        self.case.editor.set_value(None)
        self.case.setVisible(not page.sealed)
        ids = [sheet.id for sheet, _ in self._sheets]
        self._choose(kept if kept in ids else ids[0] if ids else "")

    def _chosen(self) -> CasePreparation | None:
        return next((sheet for sheet, _ in self._sheets if self._form and sheet.id == self._form.record_id), None)

    def _choose(self, sheet_id: str) -> None:
        found = next((sheet for sheet, _ in self._sheets if sheet.id == sheet_id), None)
        assert self._form is not None  # built before anything can be chosen
        self._sheet.setVisible(found is not None)
        if found is None:
            self._form.clear()
            return
        self.which.set_key(sheet_id)
        self._form.show(found)
        sealed = self._page is not None and self._page.sealed
        self._form.set_read_only(sealed)
        self.out.setVisible(not sealed)

    def _prepare(self, case_id: object) -> None:
        page = self._page
        if page is None:
            return
        try:
            with self._workspace.read() as db:
                change, made = preparation.prepare_case(db, page.session.id, str(case_id))
        except BadInput as fault:
            self.case.say_problem(fault.sentence)
            return
        self.case.say_problem("")
        if self._workspace.commit(change):
            self._choose(made)
            self._form.focus("goals") if self._form is not None else None

    def _into_case(self) -> None:
        if self._form is not None:
            self._form.settle()
        found = self._chosen()
        if found is None:
            return
        with self._workspace.read() as db:
            change = preparation.into_case(db, db.get_one(CasePreparation, found.id), self._workspace.today())
        words = tr("Added to the notes of the case") if change else tr("The notes of the case say all this already")
        if self._workspace.commit(change, notice=words if change else "") and not change:
            self._workspace.noticed.emit(words, None)

    def _take_out(self) -> None:
        found = self._chosen()
        if found is not None and self._form is not None:
            self._form.discard()
            with self._workspace.read() as db:
                gone = owned.deletion(db, found)
            self._workspace.commit(gesture(tr("Prepared case taken out"), *gone))
