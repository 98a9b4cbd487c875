"""The level of a supervisee in each of their fields (SVE-01)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.people import Supervisee
from supervision_desktop.domain.supervising import SuperviseeLevel
from supervision_desktop.i18n import tr
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.workspace import Workspace


class Levels(QWidget):
    """One small choice for each ticked field."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._supervisee: Supervisee | None = None
        self._kept: dict[str, SuperviseeLevel] = {}
        self.choices: dict[str, ValueCombo] = {}
        self._columns = Columns(least=170)
        self.setLayout(self._columns)

    def show_levels(self, supervisee: Supervisee | None, levels: Sequence[SuperviseeLevel]) -> None:
        """The fields of one supervisee, each with its level."""
        self._supervisee, self._kept = supervisee, {one.field: one for one in levels}
        fields = (supervisee.practice_fields or ()) if supervisee else ()
        if tuple(self.choices) != tuple(fields):
            self._build(fields)
        for field, choice in self.choices.items():
            choice.set_value((self._kept[field].level or "") if field in self._kept else "")
        self.setVisible(bool(fields))

    def _build(self, fields: Sequence[str]) -> None:
        layout.clear(self._columns)
        self.choices = {}
        for field in fields:
            words = tr("Level, {field}").format(field=self._workspace.label("practice_fields", field).lower())
            choice = ValueCombo(words, [("", tr("Not chosen")), *self._workspace.choices("framework_level")])
            choice.value_chosen.connect(partial(self._chosen, field))
            self.choices[field] = choice
            self._columns.addWidget(LabelledField(words, choice))

    def _chosen(self, field: str, level: str) -> None:
        if self._supervisee is None:
            return
        kept = self._kept.get(field)
        step = (changed(kept, level=level or None) if kept is not None else created(
            SuperviseeLevel, {"supervisee_id": self._supervisee.id, "field": field, "level": level or None}))
        self._workspace.commit(gesture(tr("Level"), step))
