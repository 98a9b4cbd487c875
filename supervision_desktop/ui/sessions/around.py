"""Around what was said: how she is and what the work does to her (private), the terms, and whether time was protected."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import cases, session_terms, wellbeing
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace

WELL = ("wellbeing", "wellbeing_note", "support_wanted", "wellbeing_released")
IMPACT = ("impact", "impact_case_id")
TERMS = ("recording", "ai_notes", "identification", "terms_by", "terms_on")
KEPT = ("kept_free", "kept_private", "on_time", "interruptions", "adjusted")


class AroundSession(QWidget):
    """Four closed folds; none of it is ever required, and each is built when it is opened."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: SessionPage | None = None
        self._agreed: Contract | None = None
        self._forms: dict[str, FieldForm] = {}
        self._differs: dict[str, QuietLabel] = {}
        self.well = Fold(tr("How you are"), build=self._build_well)
        self.impact = Fold(tr("What the work does to you"), build=self._build_impact)
        self.terms = Fold(tr("Terms of this session"), build=self._build_terms)
        self.kept = Fold(tr("Was the time protected, the space private"), build=self._build_kept)
        self._trend = QuietLabel("")
        self.setLayout(layout.column(Section(tr("Around the session"), self.well, self.impact, self.terms, self.kept, gap=2),
                                     gap=0))

    def show_page(self, page: SessionPage) -> None:
        """What is kept around one session; how she is belongs to sessions where she is supervised."""
        self._page = page
        with self._workspace.read() as db:
            self._agreed = db.get(Contract, page.session.contract_id) if page.session.contract_id else None
        record, label = page.record, self._workspace.label
        self.well.set_hint(label("wellbeing_level", record.wellbeing).lower() if record.wellbeing else tr("private"))
        self.impact.set_hint(tr("something is written") if record.impact else tr("private"))
        differing = session_terms.differing(page.session, self._agreed)
        self.terms.set_hint(tr("not as in the contract") if differing else tr("confirmed") if page.session.terms_by else "")
        said = [label("was_it_so", value).lower() for value in (page.session.kept_free, page.session.kept_private) if value]
        self.kept.set_hint(", ".join(said))
        self._fill()

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._page = None
        for form in self._forms.values():
            form.clear()

    def form(self, name: str) -> FieldForm:
        """The form in the fold well, impact, terms or kept, once it was opened."""
        return self._forms[name]

    def _fill(self) -> None:
        page = self._page
        if page is None:
            return
        for name, form in self._forms.items():
            form.show(page.record if name in ("well", "impact") else page.session)
            form.set_read_only(page.sealed)
        if "well" in self._forms:
            self._show_trend(page)
        if "impact" in self._forms:
            with self._workspace.read() as db:
                known = cases.choices(db)
            self._forms["impact"].set_options("impact_case_id", known)
        if "terms" in self._forms:
            self._show_terms(page)

    def _show_trend(self, page: SessionPage) -> None:
        with self._workspace.read() as db:
            found = wellbeing.trend(db, page.session.on)
        told = [tr("{day}: {word}").format(day=day_short(on), word=self._workspace.label("wellbeing_level", level).lower())
                for on, level in found]
        self._trend.say(tr("Over time, for you alone: {told}").format(told=" · ".join(told)) if len(told) > 1 else "")

    def _show_terms(self, page: SessionPage) -> None:
        differing = session_terms.differing(page.session, self._agreed)
        lists = {"recording": "recording_rule", "ai_notes": "ai_notes_rule", "identification": "identification_rule"}
        for name, line in self._differs.items():
            agreed = getattr(self._agreed, name) if self._agreed is not None else None
            line.say(tr("Not as in the contract: {agreed}").format(
                agreed=self._workspace.label(lists[name], agreed)) if name in differing else "")

    def _made(self, name: str, record: type[SessionRecord | SupervisionSession], names: tuple[str, ...]) -> FieldForm:
        return self._forms.setdefault(name, FieldForm(self._workspace, record, names, parent=self))

    def _build_well(self) -> QWidget:
        form = self._made("well", SessionRecord, WELL)
        form["wellbeing"].label.hide()   # the fold says the same words
        form["wellbeing"].fold_help(form["wellbeing"].editor)   # the notes under it say what private means
        self._fill()
        return layout.boxed(layout.column(form["wellbeing"], self._trend, form["wellbeing_note"], form["support_wanted"],
                                          form["wellbeing_released"], gap=6))

    def _build_impact(self) -> QWidget:
        form = self._made("impact", SessionRecord, IMPACT)
        form["impact"].label.hide()   # the fold says the same words
        self._fill()
        return layout.boxed(layout.column(form["impact"], form.columns("impact_case_id", least=260), gap=6))

    def _build_terms(self) -> QWidget:
        form = self._made("terms", SupervisionSession, TERMS)
        for name in session_terms.CONFIRMED:
            self._differs[name] = QuietLabel("")
            form[name].add_under(self._differs[name])
        self._fill()
        return layout.boxed(layout.column(form.columns(*TERMS[:3], least=200), form.columns(*TERMS[3:], least=200), gap=6))

    def _build_kept(self) -> QWidget:
        form = self._made("kept", SupervisionSession, KEPT)
        self._fill()
        return layout.boxed(layout.column(
            form.columns(*KEPT[:3], least=180), form["interruptions"], form["adjusted"], gap=6))
