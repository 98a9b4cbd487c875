"""What each wants of a session, and the time to prepare for it: one record, made with its first word (PRE-08, PRE-10)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.preparation import Preparation, preparation_id
from supervision_desktop.errors import BadInput, SupervisionError
from supervision_desktop.formats import minutes_text, parse_minutes
from supervision_desktop.i18n import tr
from supervision_desktop.services import preparation
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.store.changes import ChangeSet, created, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.workspace import Workspace

FIELDS = ("purpose", "wanted_supervisee", "wanted_supervisor", "boundaries", "time_split", "agreed", "planned_minutes",
          "protected")


class PrepareWants(QObject):
    """Two folds over one form, which is built when either is opened first."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._holder = workspace, parent
        self._page: SessionPage | None = None
        self._kept: Preparation | None = None
        self._fresh = self._time_built = False
        self.form: FieldForm | None = None
        self._taken = ""
        self.wants = Fold(tr("What each of you wants of it"), build=self._build_wants)
        self.time = Fold(tr("Time to prepare"), build=self._build_time)

    def show_page(self, page: SessionPage, kept: Preparation | None, minutes: int) -> None:
        """What is kept for one session."""
        self._page, self._kept = page, kept
        self.wants.set_hint(tr("settled") if kept and kept.agreed else (kept.purpose or "").strip()[:60] if kept else "")
        planned = minutes_text(kept.planned_minutes) if kept and kept.planned_minutes else ""
        taken = tr("{time} so far, non-billable").format(time=minutes_text(minutes)) if minutes else ""
        self.time.set_hint(" · ".join(filter(None, (tr("planned: {time}").format(time=planned) if planned else "", taken))))
        self._taken = taken
        self._fill()
        self._show_taken()

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._page = self._kept = None
        if self.form is not None:
            self.form.clear()

    def _built(self) -> FieldForm:
        if self.form is None:
            self.form = FieldForm(self._workspace, Preparation, FIELDS, parent=self._holder)
            self._fill()
        return self.form

    def _build_wants(self) -> QWidget:
        form = self._built()
        return layout.boxed(layout.column(
            form["purpose"], form.columns("wanted_supervisee", "wanted_supervisor", least=240), form["boundaries"],
            form["time_split"], form["agreed"], gap=6))

    def _build_time(self) -> QWidget:
        form = self._built()
        self.took = InlineAdd(tr("Add how long it took and press Enter, for example 20"), tr("Time it took"))
        self.took.added.connect(self._took)
        self._so_far = QuietLabel("")
        made = layout.boxed(layout.column(form.columns("planned_minutes", "protected", least=200), self._so_far, self.took,
                                          gap=6))
        self._time_built = True
        self._show_taken()
        return made

    def _show_taken(self) -> None:
        if self._time_built and self._page is not None:
            self._so_far.say(self._taken)
            self.took.setVisible(not self._page.sealed)

    def _fill(self) -> None:
        form, page = self.form, self._page
        if form is None or page is None:
            return
        wanted = preparation_id(page.session.id)
        if self._kept is not None:
            if self._fresh:
                form.clear()   # it came into being elsewhere, such as by moving a line
                self._fresh = False
            form.show(self._kept)
        elif not (self._fresh and form.record_id == wanted):
            form.show_new(wanted, {"session_id": page.session.id}, self._make)
            self._fresh = True
        form.set_read_only(page.sealed)

    def _make(self, record_id: str, values: dict[str, Any]) -> ChangeSet:
        self._fresh = False
        given: Mapping[str, Any] = values
        return gesture(tr("Preparation"), created(Preparation, given, record_id))

    def _took(self, words: str) -> None:
        page = self._page
        if page is None:
            return
        fault: SupervisionError | None
        try:
            with self._workspace.read() as db:
                change = preparation.took(db, page.session.id, parse_minutes(words), self._workspace.today())
            fault = self._workspace.attempt(change)
        except ValueError as wrong:
            fault = BadInput("minutes", str(wrong))
        except BadInput as refusal:
            fault = refusal
        self.took.hear(fault)
