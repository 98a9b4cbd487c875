"""The profile: how ratings lie in each group and level, and where she sees herself, with her reason (FRW-08)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.assessment import Assessment
from supervision_desktop.i18n import tr
from supervision_desktop.services import assessment
from supervision_desktop.services import assessment_words as words
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.framework.closer import LevelHead
from supervision_desktop.ui.framework.desk import Desk
from supervision_desktop.ui.framework.heat_map import HeatMap
from supervision_desktop.ui.number_setting import NumberSetting
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable

PICTURE, TABLE = "picture", "table"
FIELDS = ("level", "level_reason", "next_review_on", "title", "education_route", "education_details", "experience",
          "education_proof")


class ProfilePart(QWidget):
    """Counts and spread; nothing works out a level."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._of = desk, ""
        self.side = ChipBar(tr("Shown as"), [ChipSpec(PICTURE, tr("Picture")), ChipSpec(TABLE, tr("Table"))])
        self.picture, self.table = HeatMap(), QWidget()
        self.twin: DataTable | None = None
        self._table_stack = layout.column(gap=0)
        self.table.setLayout(self._table_stack)
        self.form = FieldForm(desk.workspace, Assessment, FIELDS, parent=self)
        self._levels = layout.column(gap=4)
        self.every = NumberSetting(
            desk.workspace, tr("After finishing, look again"), assessment.INTERVAL_SETTING, (6, 12, 24, 0),
            lambda n: tr("after {n} months").format(n=n) if n else tr("only when I want to"),
            help=tr("Proposes the day; you can give another"))
        self.form["level"].label.hide()  # the section says the same words
        self.setLayout(layout.column(
            Section(tr("How my ratings lie"), self.side, self.picture, self.table,
                    hint=tr("how many of each group and level; no total")),
            Section(tr("Where I see myself"), self.form["level"], self.form["level_reason"],
                    Fold(tr("What each level expects"), self._levels), hint=tr("yours to say, and to talk over")),
            Section(tr("Next look"), self.form.columns("next_review_on", "title", least=220),
                    Fold(tr("How often"), self.every)),
            Fold(tr("Education and experience"), self.form["education_route"], self.form["education_details"],
                 self.form["experience"], self.form["education_proof"]), gap=layout.SECTION_GAP))
        self.side.chosen.connect(self._turn)
        self._turn()

    def show_all(self) -> None:
        """Fill it from the desk."""
        framework, page = self._desk.framework, self._desk.page
        if framework is None:
            return
        if self._of != f"{framework.id} {framework.version}":
            self._of = f"{framework.id} {framework.version}"
            self._build_levels()
        rows = words.heat(framework, page.marks)
        label = self._desk.workspace.label
        self.picture.show_rows(rows, (tr("Criteria"), *(one.code for one in framework.levels)), self._desk.scale())
        assert self.twin is not None  # built with the levels
        self.twin.set_rows([(row.name, *(words.spread(cell, label) for cell in row.cells)) for row in rows])
        self.form.set_options("level", [(one.code, f"{one.code}, {one.name}") for one in framework.levels])
        self.form.show(page.record)
        with self._desk.workspace.read() as db:
            months = assessment.interval(db)
        self.every.show_number(months)

    def settle(self) -> None:
        """Keep what is being typed."""
        self.form.clear()

    def _build_levels(self) -> None:
        framework = self._desk.framework
        assert framework is not None  # asked for by show_all
        for stack in (self._levels, self._table_stack):
            layout.clear(stack)
        for level in framework.levels:
            self._levels.addWidget(LevelHead(level))
        self.twin = DataTable(tr("How my ratings lie"), [
            Column(tr("Group")), Column(tr("Criteria")), *(Column(one.code) for one in framework.levels)], most_rows=16)
        self._table_stack.addWidget(self.twin)

    def _turn(self) -> None:
        self.picture.setVisible(self.side.key() == PICTURE)
        self.table.setVisible(self.side.key() == TABLE)
