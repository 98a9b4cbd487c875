"""A new assessment in one line over the list: of which field."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import assessment, profile
from supervision_desktop.store.changes import gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.list_values import known_key, own_item
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.workspace import Workspace

LIST, USUAL = "practice_fields", "cmf"


class NewAssessment(QWidget):
    """Asks over the list. `made` gives the id of the assessment."""

    made = Signal(str)
    asking = Signal(bool)
    """Whether the line is open: the filter of the list can step back meanwhile."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.field = LabelledField(tr("Field of practice"), ValueCombo(tr("Field of practice")),
                                   help=tr("Your own fields first; choose one or type a name"))
        self.framework = ValueCombo(tr("Framework"))
        self.start = button(tr("Start the assessment"), self._start)
        self._not_now = button(tr("Not now"), self._put_away, link=True)
        line = self._line = self.field.editor.let_type()
        line.setPlaceholderText(tr("For example Brain injury"))
        line.setAccessibleName(tr("Field of practice"))
        line.returnPressed.connect(self._start)
        keep_words(workspace, line, "line assessment")
        self.setLayout(layout.column(self.field, Fold(tr("Another framework"), LabelledField(
            tr("Framework"), self.framework)), FlowLayout(self.start, self._not_now)))
        self.hide()

    def ask(self) -> None:
        """Opens the line and puts the keyboard into it."""
        frameworks = self._workspace.library.frameworks
        with self._workspace.read() as db:
            mine = [one.field for one in profile.fields(db)]
        known = dict(self._workspace.choices(LIST, own=True))
        order = [*mine, *(key for key in known if key not in mine)]
        self.field.editor.set_choices([(key, known.get(key, key)) for key in order])
        self.field.editor.setCurrentIndex(0 if mine else -1)
        self.framework.set_choices([(one, frameworks.newest(one).title) for one in frameworks.ids()])
        if self.framework.value() is None:
            self.framework.set_value(USUAL)
        self.show()
        self.asking.emit(True)
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _start(self) -> None:
        typed = " ".join(self._line.text().split())
        known = self._workspace.choices(LIST, own=True)
        field = known_key(typed, known)
        item = own_item(LIST, field, known)
        framework = self._workspace.library.frameworks.newest(str(self.framework.value()))
        try:
            with self._workspace.read() as db:
                change, made = assessment.start(db, field, framework, self._workspace.today())
        except BadInput as refusal:
            self.field.say_problem(refusal.sentence)
            return
        fault = self._workspace.attempt(gesture(change.label, item, *change.changes))
        if fault is not None:
            self.field.say_problem(fault.sentence)
            return
        self._put_away()
        self.made.emit(made)

    def _put_away(self) -> None:
        self._line.clear()
        self.field.say_problem("")
        self.hide()
        self.asking.emit(False)
