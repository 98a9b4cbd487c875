"""Models of one's own: a name, stages with questions, and functions and stakeholders if wanted (MOD-12)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.reflection import OWN, CustomModel, CustomPart
from supervision_desktop.i18n import tr
from supervision_desktop.services import own_models
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.adding import added
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.dialogs.page_dialog import PageDialog
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

FIELDS = ("name", "about", "private", "retired")


class OwnModels(PageDialog):
    """Sets up own models; what is changed is kept at once."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(tr("Models of your own"), parent, width=720, height=680)
        self._workspace = workspace
        self.which = ValueCombo(tr("Which model"))
        self.add = InlineAdd(tr("Name a new model and press Enter"), tr("New model"))
        self.form = FieldForm(workspace, CustomModel, FIELDS, parent=self)
        self.kind = ChipBar(tr("Kind of part"), [
            ChipSpec(key, label) for key, label in workspace.choices("model_dimensions")])
        self.add_part = InlineAdd(tr("Add a part and press Enter"), tr("New part"))
        self.parts = ChildRows(
            workspace, CustomPart, ("title", "prompt"),
            [Column(tr("Kind"), chars=12), Column(tr("Title"), chars=22), Column(tr("Questions"))], self._cells,
            title=tr("Parts of the model"), gone=tr("Part taken out"),
            arranged=lambda form: layout.column(form["title"], form["prompt"]))
        self._used = QuietLabel("")
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """The models there are, and the one that is chosen."""
        with self._workspace.read() as db:
            names = own_models.names(db)
        kept = str(self.which.value() or "")
        self.which.set_choices(names)
        known = dict(names)
        self.which.set_value(kept if kept in known else names[0][0] if names else None)
        self._which.setVisible(len(names) > 1)
        self._show()

    def _show(self) -> None:
        model_id = str(self.which.value() or "")
        with self._workspace.read() as db:
            page = own_models.found(db, model_id) if model_id else None
        for section in (self._about, self._parts):
            section.setVisible(page is not None)
        for press in (self.print, self.delete):
            press.setEnabled(page is not None)
        if page is None:
            self.form.clear()
            self.parts.let_go()
            return
        self.form.show(page.model)
        self.parts.show_records(page.parts)
        self.form["retired"].setVisible(bool(page.used or page.model.retired))
        self._used.setText("" if not page.used else tr("Used in one reflection.") if page.used == 1 else
                           tr("Used in {n} reflections.").format(n=page.used))
        self._used.setVisible(bool(page.used))

    def _build(self) -> None:
        self._which = LabelledField(tr("Which model"), self.which)
        form = self.form
        self._about = Section(tr("The model"), self._which, form["name"], form["about"], form["private"], form["retired"],
                              self._used)
        move = layout.boxed(FlowLayout(button(tr("Move up"), lambda: self._move(-1), link=True),
                                       button(tr("Move down"), lambda: self._move(1), link=True)))
        self._parts = Section(
            tr("Its parts"), self.parts, move, self.kind, self.add_part,
            QuietLabel(tr("Stages are boxes to write in. With stakeholders they become a grid; functions sort what is "
                          "written.")))
        for part in (QuietLabel(tr("Your own model stands beside the others in every session, and prints like them.")),
                     self.add, self._about, self._parts):
            self.page.add(part)
        self.print = button(tr("Print a worksheet…"), self._print)
        self.delete = button(tr("Delete"), self._delete)
        self.foot((self.print, self.delete), (button(tr("Close"), self.accept, primary=True),))

    def _connect(self) -> None:
        self.add.added.connect(self._added)
        self.add_part.added.connect(self._part_added)
        self.which.value_chosen.connect(lambda _: self._show())
        self._workspace.changed.connect(self._heard)
        self.finished.connect(self._let_go)

    def _heard(self, kinds: frozenset[str]) -> None:
        if not kinds.isdisjoint({CustomModel.__tablename__, CustomPart.__tablename__}):
            self.refresh()

    def _let_go(self) -> None:
        """What was typed is kept, and the window hears no more."""
        self._workspace.changed.disconnect(self._heard)
        self.form.clear()
        self.parts.let_go()

    def _added(self, words: str) -> None:
        if model_id := added(self._workspace, self.add, lambda: own_models.add(words)):
            self.which.set_value(model_id, words)
            self.refresh()

    def _part_added(self, words: str) -> None:
        def plan() -> tuple[ChangeSet, str]:
            with self._workspace.read() as db:
                return own_models.add_part(db, str(self.which.value()), self.kind.key(), words)

        if part_id := added(self._workspace, self.add_part, plan):
            self.parts.choose(part_id)

    def _move(self, by: int) -> None:
        if self.parts.table.id():
            with self._workspace.read() as db:
                change = own_models.move(db, self.parts.table.id(), by)
            self._workspace.commit(change)

    def _delete(self) -> None:
        model_id = str(self.which.value() or "")
        if model_id:
            self.form.discard()
            with self._workspace.read() as db:
                change = own_models.delete(db, model_id)
            self._workspace.commit(change)

    def _print(self) -> None:
        model_id = str(self.which.value() or "")
        self.accept()
        self._workspace.print_wanted.emit("worksheet", {"model": OWN, "own": model_id})

    def _cells(self, part: CustomPart) -> tuple[str, str, str]:
        kind = self._workspace.label("model_dimensions", part.dimension)
        return kind, part.title, " ".join((part.prompt or "").split())


def show_own_models(workspace: Workspace, over: QWidget) -> OwnModels:
    """Opens the window over the page it was asked for."""
    made = OwnModels(workspace, over.window())
    style.look().dress(made)
    made.open()
    return made
