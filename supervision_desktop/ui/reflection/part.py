"""Reflection in a session: each one a line that opens, the agreed model one click away, private ones in their own place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.content.models import ReflectiveModel
from supervision_desktop.domain.sessions import PRIVATE, SupervisionSession
from supervision_desktop.i18n import tr
from supervision_desktop.services import cases, own_models
from supervision_desktop.services import reflection as service
from supervision_desktop.services.own_models import Models
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.reflection.begin import Begin, short
from supervision_desktop.ui.reflection.coverage_part import CoverageFold
from supervision_desktop.ui.reflection.reflection_page import ReflectionPage
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Choices, Workspace

REFLECTIONS = "reflections"
"""What the closing panel calls this part when it leads here."""


class ReflectionPart(QWidget):
    """The reflections of one session. A model's boxes are made when its line is opened."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._session_id = ""
        self.lines: dict[str, ReflectionLine] = {}
        self.begin = Begin(workspace)
        self.coverage = CoverageFold(workspace)
        self._open, self._quiet = layout.column(gap=2), layout.column(gap=2)
        self._shared = Section(tr("Reflection"), self._open, self.begin, self.coverage)
        self._private = Section(tr("Kept to yourself"), QuietLabel(tr(PRIVATE) + "."), self._quiet,
                                hint=tr("stays out of prints"))
        self.setLayout(layout.column(self._shared, self._private, gap=layout.SECTION_GAP))
        self.begin.begun.connect(self.open_line)

    def show_page(self, page: SessionPage) -> None:
        """The reflections of one session."""
        session = page.session
        if session.id != self._session_id:
            self.clear()
        self._session_id = session.id
        with self._workspace.read() as db:
            found = service.lines(db, session.id)
            models = own_models.known(db, self._workspace.library.models)
            rounds = [] if page.sealed else service.to_go_on(db, session, [
                one.turn[1] for one in models.values() if one.turn])
            offered = dict(own_models.names(db, offered=True))
        self._show_lines(found, models, closed=page.sealed)
        self.begin.setVisible(not page.sealed)
        self.begin.show_offers(session, [line.reflection for line in found], models, offered, rounds)
        self.coverage.show_page(page)
        self._shared.setVisible(not page.sealed or any(not line.reflection.private for line in found))
        self._private.setVisible(any(line.reflection.private for line in found))
        self._shared.set_hint(_agreed(session, models))

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._session_id = ""
        for line in self.lines.values():
            line.clear()
            _remove(line)
        self.lines.clear()

    def open_line(self, reflection_id: str) -> None:
        """Open one reflection, as after it was begun."""
        if reflection_id in self.lines:
            self.lines[reflection_id].fold.show_open(True)

    def go_to(self, reflection_id: str = "") -> None:
        """Open one reflection, or ("") the first in which something is open, and put the keyboard there."""
        found = next((line for key, line in self.lines.items()
                      if key == reflection_id or (not reflection_id and line.is_unfinished())), None)
        if found is not None:
            found.fold.show_open(True)
            found.fold.turn.setFocus()

    def _show_lines(self, found: Sequence[service.Line], models: Models, *, closed: bool) -> None:
        wanted = {line.reflection.id for line in found}
        for gone in self.lines.keys() - wanted:
            line = self.lines.pop(gone)
            line.forget()
            _remove(line)
        for one in found:
            if one.reflection.id not in self.lines:
                self.lines[one.reflection.id] = ReflectionLine(self._workspace)
            line = self.lines[one.reflection.id]
            place = self._quiet if one.reflection.private else self._open
            if place.indexOf(line) < 0:
                place.addWidget(line)
            line.show_line(one, models, closed=closed)


class ReflectionLine(QWidget):
    """One reflection: its model, what it is about and how far it is; opened, its page."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._line: service.Line | None = None
        self._models: Models = {}
        self._closed = False
        self.page: ReflectionPage | None = None
        self._stack = layout.column(gap=0)
        self._holder = layout.boxed(self._stack)
        self.fold = Fold("", self._holder)
        self.setLayout(layout.column(self.fold))
        self.fold.opened.connect(self._fill)

    def show_line(self, line: service.Line, models: Models, *, closed: bool) -> None:
        """Its words, and its page where it is open."""
        self._line, self._models, self._closed = line, models, closed
        model = models.get(own_models.key_of(line.reflection))
        name = model.title if model else tr("A model that is no longer here")
        again = tr("round {n}").format(n=line.reflection.cycle) if (line.reflection.cycle or 1) > 1 else ""
        words = ", ".join(filter(None, (short(name), again)))
        self.fold.turn.setText(f" {words}".replace("&", "&&"))
        spoken = ", ".join(filter(None, (name, again, line.title)))
        self.fold.turn.setAccessibleName(spoken)
        self.fold.setAccessibleName(spoken)
        self.fold.set_hint(" · ".join(filter(None, (line.title, line.case or "", _how_far(line, closed)))))
        if self.fold.is_open():
            self._fill()

    def is_unfinished(self) -> bool:
        """Whether something is open in it."""
        return self._line is not None and bool(self._line.open_points())

    def clear(self) -> None:
        """Show nothing; what was typed is kept."""
        if self.page is not None:
            self.page.clear()

    def forget(self) -> None:
        """The reflection is gone: there is nothing to keep words for."""
        if self.page is not None:
            self.page.discard()

    def _fill(self) -> None:
        line = self._line
        model = self._models.get(own_models.key_of(line.reflection)) if line is not None else None
        if line is None or model is None:
            return
        private = bool(line.reflection.private)
        if self.page is None or self.page.model != model or self.page.private != private:
            self._make(model, private=private)
        assert self.page is not None  # it was just made
        with self._workspace.read() as db:
            notes = service.notes(db, line.reflection.id)
            offered: Choices = [] if private else [*cases.choices(db)]
        self.page.show_line(line, notes, self._models, offered, closed=self._closed)

    def _make(self, model: ReflectiveModel, *, private: bool) -> None:
        if self.page is not None:
            self.page.clear()
        layout.clear(self._stack)
        self.page = ReflectionPage(self._workspace, model, private=private)
        self._stack.addWidget(self.page)


def _remove(line: ReflectionLine) -> None:
    """Out of the page now, not when Qt gets round to it: until then it would still take its room."""
    line.hide()
    line.setParent(None)
    line.deleteLater()


def _how_far(line: service.Line, closed: bool) -> str:
    written = tr("{n} written").format(n=len(line.filled)) if line.filled else tr("nothing written yet")
    came = "" if not line.actions else tr("1 action") if line.actions == 1 else tr("{n} actions").format(n=line.actions)
    still = tr("something is open") if line.filled and not closed and line.open_points() else ""
    return " · ".join(filter(None, (written, came, still)))


def _agreed(session: SupervisionSession, models: Models) -> str:
    """Which models were agreed for this session."""
    named = [models[key].title for key in session.models or () if key in models]
    return tr("as agreed: {models}").format(models=", ".join(named)) if named else tr("only if a model helps")
