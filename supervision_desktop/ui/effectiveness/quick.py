"""How was it: four answers and a remark after a session, in less than a minute (EFF-08)."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import label_of
from supervision_desktop.domain.effectiveness import SessionRating
from supervision_desktop.domain.sessions import HELD
from supervision_desktop.i18n import tr
from supervision_desktop.services import benefits
from supervision_desktop.services.benefits import RATED
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.late_form import Perhaps
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace

UNSAID = ""


class QuickRating(QWidget):
    """One click for each answer; for sessions in which the practitioner was supervised, before and after the seal."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._session_id = workspace, ""
        levels = [ChipSpec(UNSAID, tr("Not said")), *(ChipSpec(*one) for one in workspace.choices("session_rating_level"))]
        self.answers = {name: ChipBar(label_of(SessionRating, name), levels) for name in RATED}
        self.form: Perhaps | None = None
        self.remark = Fold(tr("A remark, for yourself"), build=self._built)
        self.wanted = QuietLabel("")
        self.section = Section(
            tr("How was it for you?"), self.wanted, *(layout.boxed(Sides(WordLabel(label_of(SessionRating, name)), bar))
                                         for name, bar in self.answers.items()), self.remark,
            hint=tr("if you like; for yourself, not printed"))
        self.setLayout(layout.column(self.section, gap=0))
        for name, bar in self.answers.items():
            bar.chosen.connect(partial(self._rate, name))
        self.remark.opened.connect(self._show_remark)

    def show_page(self, page: SessionPage) -> None:
        """The rating of one session; hidden until it was held, and where somebody else was supervised."""
        self._session_id = page.session.id
        self.setVisible(page.session.status == HELD and page.session.direction != "given")
        if self.isHidden():
            return
        with self._workspace.read() as db:
            found = benefits.rating(db, self._session_id)
            wanted = benefits.wanted(db, self._session_id)
        self.wanted.say(tr("What you wanted of it: {words}").format(words=wanted) if wanted else "")
        for name, bar in self.answers.items():
            bar.set_key((getattr(found, name) if found is not None else None) or UNSAID)
        if self.remark.is_open():
            self._show_remark()

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._session_id = ""
        if self.form is not None:
            self.form.clear()

    def _rate(self, name: str, level: str) -> None:
        with self._workspace.read() as db:
            change = benefits.rate(db, self._session_id, name, level or None, self._workspace.today())
        self._workspace.commit(change)

    def _built(self) -> QWidget:
        form = FieldForm(self._workspace, SessionRating, ["remark"], parent=self)
        self.form = Perhaps(form)
        return form["remark"]

    def _show_remark(self) -> None:
        if self.form is None or not self._session_id:
            return
        with self._workspace.read() as db:
            found = benefits.rating(db, self._session_id)
        self.form.show(found, benefits.rating_id(self._session_id), {
            "session_id": self._session_id, "on": self._workspace.today()})
