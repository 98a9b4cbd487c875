"""Criteria rated low in the framework, what there is for each, and one click that makes a need of it (PDM-01, PDM-06)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.services import development
from supervision_desktop.services.assessment_words import SCALE
from supervision_desktop.services.development import Gap
from supervision_desktop.ui import layout
from supervision_desktop.ui.development.found_lines import FoundLines
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.labels import HeadingLabel, QuietLabel
from supervision_desktop.ui.widgets.late_fold import LateFold
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace


class GapsFold(Section):
    """Nothing is read until the line is opened."""

    def __init__(self, workspace: Workspace) -> None:
        self.fold = LateFold(tr("Criteria with little to show so far"), lambda: GapsPart(workspace),
                             lambda part: part.refresh())
        super().__init__(tr("From your framework"), self.fold, hint=tr("your own ratings"))

    def follow(self) -> None:
        """Fill it where it is open."""
        self.fold.fill()


class GapsPart(QWidget):
    """The table, and the chosen criterion under it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._gaps: dict[str, Gap] = {}
        self.table = DataTable(tr("Criteria with little to show so far"), [
            Column(tr("Criterion")), Column(tr("My rating"), chars=19), Column(tr("There is"), chars=12)], most_rows=8)
        self.name, self.nothing = HeadingLabel(""), QuietLabel("")
        self.help = FoundLines(workspace)
        self.make = button(tr("Make it a development need"), self._make)
        self._chosen = layout.boxed(layout.column(self.name, self.help, layout.boxed(FlowLayout(self.make)), gap=4))
        self.setLayout(layout.column(self.table, self.nothing, self._chosen))
        self.table.chosen.connect(self._show)

    def refresh(self) -> None:
        """Low ratings of the newest assessments."""
        with self._workspace.read() as db:
            found = development.gaps(db, self._workspace.library.frameworks)
        self._gaps = {f"{gap.assessment_id} {gap.criterion[1]}": gap for gap in found}
        label = self._workspace.label
        self.table.set_rows([(f"{gap.criterion[1]}  {gap.name}", label(SCALE, str(gap.value)), _count(gap))
                             for gap in found], list(self._gaps))
        self.table.setVisible(bool(found))
        self.nothing.setText("" if found else tr("No criterion is rated low, or nothing is rated yet."))
        self.nothing.setVisible(not found)
        self._show(self.table.id())

    def _show(self, key: str) -> None:
        gap = self._gaps.get(key)
        self._chosen.setVisible(gap is not None)
        if gap is not None:
            self.name.setText(gap.name)
            self.help.show_found([*gap.needs, *gap.help])
            self.make.setVisible(not gap.needs)

    def _make(self) -> None:
        change, made = development.from_gap(self._gaps[self.table.id()], self._workspace.today())
        if self._workspace.commit(change):
            self._workspace.open_wanted.emit("development_need", made)


def _count(gap: Gap) -> str:
    found: Sequence[str] = [tr("a need") if gap.needs else "", str(len(gap.help)) if gap.help else ""]
    return " · ".join(filter(None, found))
