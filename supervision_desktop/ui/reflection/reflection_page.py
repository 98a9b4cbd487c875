"""One reflection: what it is about, the boxes of its model, what follows, and what can be done with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from supervision_desktop.content.models import ReflectiveModel
from supervision_desktop.domain.reflection import OWN, Reflection, ReflectionNote
from supervision_desktop.i18n import tr
from supervision_desktop.services import own_models
from supervision_desktop.services import reflection as service
from supervision_desktop.services.own_models import Models
from supervision_desktop.ui import layout
from supervision_desktop.ui.dialogs.help import show_help
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.form_entry import TOPIC
from supervision_desktop.ui.reflection.boxes import topic_of
from supervision_desktop.ui.reflection.closing import Closing, hint_only
from supervision_desktop.ui.reflection.grid_body import GridBody
from supervision_desktop.ui.reflection.kept import Kept
from supervision_desktop.ui.reflection.offers import EthicsOffer, FromAgenda
from supervision_desktop.ui.reflection.parts_body import PartsBody
from supervision_desktop.ui.widgets.buttons import action, button, more_button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.flow import FlowLayout, Sides
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.workspace import Choices, Workspace

WORKSHEET = "worksheet"
NAMES = 22
"""Characters that the names of the shipped models take."""


class ReflectionPage(QWidget):
    """Made for one model and one side, shared or private."""

    def __init__(self, workspace: Workspace, model: ReflectiveModel, *, private: bool) -> None:
        super().__init__()
        self._workspace, self.model, self.private = workspace, model, private
        self._line: service.Line | None = None
        self._title = "private_title" if private else "title"
        names = [self._title] if private else [self._title, "case_id", "agreed"]
        self.form = FieldForm(workspace, Reflection, names, parent=self)
        body = GridBody if model.is_grid else PartsBody
        self.body: GridBody | PartsBody = body(workspace, model, private=private)
        self.closing, self.kept = Closing(workspace, model, private=private), Kept()
        self.agenda, self.ethics = FromAgenda(workspace), EthicsOffer(workspace)
        self.again = button(tr("Begin the next round"), self._restart, link=True)
        self.other = ValueCombo(tr("Model of this reflection"))
        self.other.setMinimumContentsLength(NAMES)
        self._build(names)
        self.setProperty(TOPIC, topic_of(model))
        self.other.value_chosen.connect(self._switch)

    def show_line(self, line: service.Line, notes: dict[str, ReflectionNote], models: Models, cases: Choices, *,
                  closed: bool) -> None:
        """One reflection with its notes."""
        self._line = line
        reflection = line.reflection
        if not self.private:
            self.form.set_options("case_id", cases)
        self.form.show(reflection)
        self.form.set_read_only(closed)
        self.agenda.show_line(line, closed=closed)
        self.body.show_notes(reflection, notes, closed=closed)
        self.ethics.show_line(line, notes, closed=closed)
        self.closing.show_notes(line, notes, closed=closed)
        self.kept.show_notes(notes, self.model, models)
        turn = self.model.turn
        self.again.setVisible(bool(turn) and not closed and turn is not None and turn[1] in line.filled)
        self.other.set_choices([(key, one.title) for key, one in models.items()])
        self.other.set_value(own_models.key_of(reflection), self.model.title)
        for part in (self.other, self._more):
            part.setEnabled(not closed)

    def clear(self) -> None:
        """Show no reflection; what was typed is kept."""
        self._line = None
        self.form.clear()
        self.body.clear()
        self.closing.clear()

    def discard(self) -> None:
        """The reflection is gone: nothing that is typed needs keeping."""
        self._line = None
        for form in self.findChildren(FieldForm):
            form.discard()

    def _build(self, names: list[str]) -> None:
        form = self.form
        form[self._title].label.setText(tr("What it is about"))
        hint_only(form[self._title], tr("A few words to find it by"))
        for name in names:
            form[name].editor.setProperty(TOPIC, topic_of(self.model))
        head: list[layout.Part] = [form[self._title] if self.private else form.columns(self._title, "case_id", least=210)]
        head += [self.agenda] if self.private else [self.agenda, form["agreed"]]
        turn = tr("Share it with the session record") if self.private else tr("Keep it private")
        self._more = more_button(
            action(turn, partial(self._set_private, not self.private), self),
            action(tr("Print a blank worksheet…"), self._worksheet, self),
            action(tr("Delete this reflection"), self._delete, self), words=tr("More about this reflection"))
        about = button(tr("About this model"), self._help, link=True)
        foot = Sides(layout.boxed(FlowLayout(QuietLabel(tr("Model")), self.other, about)), self._more)
        self.setLayout(layout.column(*head, self.body, self.ethics, self.again, self.kept, self.closing, layout.boxed(foot),
                                     gap=layout.SECTION_GAP, margins=(0, 6, 0, 24)))

    def _switch(self, key: object) -> None:
        line = self._line
        if line is None:
            return
        self._workspace.settling.emit()
        with self._workspace.read() as db:
            models = own_models.known(db, self._workspace.library.models)
            change = service.switch(db, line.reflection.id, models[str(key)])
        self._workspace.commit(change, notice=tr("Nothing written was lost. The model is now {model}.").format(
            model=models[str(key)].title))

    def _set_private(self, private: bool) -> None:
        if self._line is not None:
            self._workspace.settling.emit()
            with self._workspace.read() as db:
                change = service.set_private(db, self._line.reflection.id, private)
            self._workspace.commit(change, notice=tr("Kept private: it stays out of prints") if private else
                                   tr("Shared: it prints with the session record"))

    def _restart(self) -> None:
        if self._line is not None and self.model.turn is not None:
            self._workspace.settling.emit()
            reflection = self._line.reflection
            with self._workspace.read() as db:
                change, _ = service.restart(db, reflection.id, reflection.session_id, self.model.turn)
            self._workspace.commit(change, notice=tr("The next round stands below"))

    def _delete(self) -> None:
        if self._line is not None:
            reflection_id = self._line.reflection.id
            self.discard()
            with self._workspace.read() as db:
                change = service.delete(db, reflection_id)
            self._workspace.commit(change)

    def _worksheet(self) -> None:
        own = self.model.own
        self._workspace.print_wanted.emit(WORKSHEET, {"model": OWN, "own": self.model.id} if own else
                                          {"model": self.model.id})

    def _help(self) -> None:
        show_help(self._workspace.library, self, self.window())

