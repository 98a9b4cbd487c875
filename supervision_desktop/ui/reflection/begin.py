"""How a reflection begins: on the model agreed for the session, on another, on one's own, or as a next round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from supervision_desktop.domain.reflection import Reflection
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import own_models
from supervision_desktop.services import reflection as service
from supervision_desktop.services.own_models import Models
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.ui import layout
from supervision_desktop.ui.reflection.own_models import show_own_models
from supervision_desktop.ui.widgets.buttons import action, button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.workspace import Workspace

MOST = 36
"""Characters of a name on a button."""


class Begin(QWidget):
    """Nothing is made until a button is pressed. `begun` gives the id of a new reflection."""

    begun = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._session: SupervisionSession | None = None
        self._models: Models = {}
        self._offers: tuple[object, ...] = ()
        self.words = QuietLabel("")
        self._flow = FlowLayout()
        self.other = button(tr("Another model"))
        self.menu = QMenu(self.other)
        self.other.setMenu(self.menu)
        self.setLayout(layout.column(self.words, layout.boxed(self._flow), gap=6))

    def show_offers(self, session: SupervisionSession, begun: Sequence[Reflection], models: Models,
                    own: Mapping[str, str], rounds: Sequence[service.Round]) -> None:
        """A button for each agreed model that was not begun, one for each round that can go on, and all the others."""
        self._session, self._models = session, models
        taken = {own_models.key_of(one) for one in begun}
        offered = [key for key in session.models or () if key in models and key not in taken]
        offers = (tuple(offered), tuple(rounds), bool(begun), tuple((key, one.title) for key, one in models.items()),
                  tuple(own))
        if offers == self._offers:
            return
        self._offers = offers
        self.other.setParent(self)   # it is kept while the others are made anew
        layout.clear(self._flow)
        for key in offered:
            words = tr("Begin {model}").format(model=short(models[key].title))
            self._flow.addWidget(button(words, partial(self._begin, key)))
        for one in rounds:
            if one.model in models:
                press = button(tr("Next round: {model}").format(model=short(models[one.model].title)),
                               partial(self._go_on, one))
                press.setToolTip(tr("It begins with what was found out on {day}.").format(day=day_text(one.on)))
                press.setAccessibleDescription(press.toolTip())
                self._flow.addWidget(press)
        self.other.setText(tr("Another model") if offered or begun else tr("Begin with a model"))
        self.other.setAccessibleName(self.other.text())
        self._flow.addWidget(self.other)
        self.other.show()
        self.words.say("" if begun else tr("One click begins; the summary alone is fine too.") if offered else
                       tr("No model is needed. One gives the talk a shape, so that what is hard is not left out."))
        self._fill_menu(own)

    def _fill_menu(self, own: Mapping[str, str]) -> None:
        self.menu.clear()
        for key, model in self._models.items():
            if not model.own or key in own:
                line = action(model.title, partial(self._begin, key), self.menu)
                line.setToolTip(model.helps)
                self.menu.addAction(line)
        self.menu.addSeparator()
        self.menu.addAction(action(tr("Models of your own…"), self._own, self.menu))

    def _begin(self, key: str) -> None:
        if self._session is not None:
            with self._workspace.read() as db:
                change, made = service.begin(db, self._session.id, self._models[key])
            self._made(change, made)

    def _go_on(self, one: service.Round) -> None:
        turn = self._models[one.model].turn
        if self._session is not None and turn is not None:
            with self._workspace.read() as db:
                change, made = service.restart(db, one.id, self._session.id, turn)
            self._made(change, made)

    def _made(self, change: ChangeSet, reflection_id: str) -> None:
        if self._workspace.commit(change):
            self.begun.emit(reflection_id)

    def _own(self) -> None:
        show_own_models(self._workspace, self)


def short(words: str) -> str:
    """Words for a button, which cannot wrap."""
    return words if len(words) <= MOST else f"{words[:MOST - 1].rstrip()}…"


def from_reflection(one: Reflection, model: str) -> str:
    """Where an action comes from; of a private reflection no word is said."""
    if one.private:
        return tr("From a reflection you keep to yourself")
    return tr("From the reflection “{about}” ({model})").format(about=short(one.title), model=model) if one.title else \
        tr("From a reflection ({model})").format(model=model)
