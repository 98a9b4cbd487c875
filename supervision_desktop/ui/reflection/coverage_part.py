"""What reflections have looked at over time, and what was left out (MOD-14)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.reports.coverage_chart import coverage_pdf, month_word
from supervision_desktop.reports.style import Sheet, load_sheet
from supervision_desktop.services import coverage, own_models
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.reflection.kept import labels
from supervision_desktop.ui.widgets.chart import ChartView
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.late_fold import LateFold
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace

MONTHS = (3, 6, 12)
MARK = "◇"
"""The shape that stands with what was left out, on the screen and on paper."""


class CoverageView(QWidget):
    """Notes by function, stage and stakeholder, month by month: as a picture, as a table, and the notes themselves."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._sheet: Sheet | None = None
        self._ids: list[str] = []
        self.who = ChipBar(tr("With whom"), [ChipSpec("", tr("Everybody"))])
        self.model = ChipBar(tr("Model"))
        self.months = ChipBar(tr("How long"), [ChipSpec(str(n), tr("{n} months").format(n=n)) for n in MONTHS])
        self.months.set_key(str(coverage.USUAL_MONTHS))
        self.says = QuietLabel("")
        self.chart = ChartView(tr("What reflections looked at"))
        self.about = ValueCombo(tr("Show the notes about"))
        self.found = DataTable(tr("Notes"), [
            Column(tr("Date"), chars=12), Column(tr("Where"), chars=24), Column(tr("Note"))], most_rows=6)
        self._about = LabelledField(tr("Show the notes about"), self.about)
        self.setLayout(layout.column(self.who, self.months, self.model, self.says, self.chart,
                                     self._about, self.found))
        self.who.chosen.connect(lambda _: self._fill())
        self.months.chosen.connect(lambda _: self._fill())
        self.model.chosen.connect(lambda _: self._fill())
        self.about.value_chosen.connect(lambda _: self._find())
        self.found.opened.connect(lambda session_id: workspace.open_wanted.emit("supervision_session", session_id))

    def show_for(self, person_ids: list[str]) -> None:
        """Begin with the first of these persons with whom there is a reflection."""
        with self._workspace.read() as db:
            people = coverage.people(db)
        self.who.set_chips([*(ChipSpec(one, tr("With {name}").format(name=name)) for one, name in people),
                            ChipSpec("", tr("Everybody"))])
        if person_ids != self._ids:
            self._ids = list(person_ids)
            self.who.set_key(next((one for one, _ in people if one in person_ids), ""))
        self._fill()

    def _fill(self) -> None:
        months = int(self.months.key())
        with self._workspace.read() as db:
            models = own_models.known(db, self._workspace.library.models)
            every = coverage.coverage(db, models, self._workspace.today(), months, self.who.key())
        used = list(dict.fromkeys(one.model for one in every.tallies))
        kept = self.model.key()
        self.model.set_chips([ChipSpec(key, models[key].title) for key in used])
        if used:
            self.model.set_key(kept if kept in used else _first(every, used))
        self.model.setVisible(len(used) > 1)
        found = coverage.Coverage(every.months, tuple(one for one in every.tallies if one.model == self.model.key()))
        for part in (self.chart, self._about):
            part.setVisible(bool(used))
        self.says.setText(_said(found, months))
        if used:
            self._show_chart(found)
            self._offer(found)
        self._find()

    def _show_chart(self, found: coverage.Coverage) -> None:
        self._sheet = self._sheet or load_sheet(self._workspace.library.resources)
        months = [Column(month_word(month), number=True, chars=5) for month in found.months]
        columns = [Column(tr("Part")), *months, Column(tr("Together"), number=True, chars=8),
                   Column(tr("Left out"), chars=10)]
        rows = [(one.title, *one.counts, one.total, f"{MARK} {tr('left out')}" if one.left_out else "")
                for one in found.tallies]
        self.chart.show_chart(coverage_pdf(self._sheet, found), columns, rows)

    def _offer(self, found: coverage.Coverage) -> None:
        """The parts that have notes, to see them."""
        keys = [("|".join((one.model, one.dimension, one.part)), f"{one.title} ({one.total})")
                for one in found.tallies if one.total]
        kept = self.about.value() or ""
        self.about.set_choices([("", tr("Choose a part")), *keys])
        self.about.set_value(kept if kept in dict(keys) else "")

    def _find(self) -> None:
        wanted = tuple(str(self.about.value() or "").split("|"))
        self.found.setVisible(len(wanted) == 3)
        if len(wanted) != 3:
            return
        with self._workspace.read() as db:
            models = own_models.known(db, self._workspace.library.models)
            notes = coverage.notes_about(db, models, (wanted[0], wanted[1], wanted[2]), self._workspace.today(),
                                         int(self.months.key()), self.who.key())
        called = labels(models[wanted[0]])
        self.found.set_rows([(day_short(one.on), called.get(one.box, one.box), " ".join(one.words.split()))
                             for one in notes], [one.session_id for one in notes])


class CoverageFold(LateFold[CoverageView]):
    """Closed at first, and made and counted only when it is opened."""

    def __init__(self, workspace: Workspace) -> None:
        self._page: SessionPage | None = None
        super().__init__(tr("Looked at over time"), lambda: CoverageView(workspace), self._show_in)

    def show_page(self, page: SessionPage) -> None:
        """With the people of one session first."""
        self._page = page
        self.fill()

    def _show_in(self, view: CoverageView) -> None:
        if self._page is not None:
            view.show_for([one.participant.person_id for one in self._page.present])


def _first(found: coverage.Coverage, used: list[str]) -> str:
    """The model on which most was written."""
    return max(used, key=lambda key: sum(one.total for one in found.tallies if one.model == key))


def _said(found: coverage.Coverage, months: int) -> str:
    """What was left out, in words."""
    if not found.tallies:
        return tr("There is no reflection to count yet.")
    left = [one.title for one in found.tallies if one.left_out]
    return tr("{mark} No note in {n} months on {parts}.").format(mark=MARK, n=months, parts=", ".join(left)) if left else \
        tr("Every part had a note in {n} months.").format(n=months)
