"""Bringing records in from a file: choose it, say which column is which, see every row, bring them in, take them out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from supervision_desktop.errors import BadInput, Cancelled, SupervisionError
from supervision_desktop.exchange.foreign_table import WESTERN, ForeignTable, OtherEncoding, read_table
from supervision_desktop.formats import moment_text, read_stamp, stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services import importing
from supervision_desktop.services.import_targets import TARGETS
from supervision_desktop.services.importing import Preview
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.store.stop import Stop
from supervision_desktop.ui import layout
from supervision_desktop.ui.asked import Asked
from supervision_desktop.ui.dialogs.page_dialog import PageDialog
from supervision_desktop.ui.importing.columns import ColumnChoices
from supervision_desktop.ui.importing.shown import RowsShown
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.widgets.labels import ProblemLabel, QuietLabel
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace

ChooseTable = Callable[[QWidget], Path | None]
"""Asks for a table to read; None where the person changed her mind."""
TOO_LARGE = 65 * 1024 * 1024


@dataclass(frozen=True, repr=False)
class _Loaded:
    name: str
    data: bytes
    table: ForeignTable


def ask_table(parent: QWidget) -> Path | None:
    """The system's own dialog."""
    name, _ = QFileDialog.getOpenFileName(parent, tr("Choose a table"), "", tr("Tables (*.csv *.xlsx *.txt *.tsv)"))
    return Path(name) if name else None


class ImportDialog(PageDialog):
    """Nothing is written before the last button; what went in can be taken out again."""

    def __init__(self, workspace: Workspace, parent: QWidget, choose: ChooseTable = ask_table) -> None:
        super().__init__(tr("Bring in from a file"), parent, width=860, height=720)
        self._workspace, self._choose = workspace, choose
        self._asked = Asked(workspace.jobs, self._refused, self)
        self._loaded: _Loaded | None = None
        self._preview: Preview | None = None
        self.target = ValueCombo(tr("What"), [(target.key, tr(target.title)) for target in TARGETS])
        self.target.set_value(TARGETS[0].key)
        self.encoding = ValueCombo(tr("Written by"), [
            ("", tr("Unicode (UTF-8)")), (WESTERN, tr("An older Windows program"))])
        self.encoding.set_value("")
        self.sheet = ValueCombo(tr("Sheet"))
        self.file = QuietLabel(tr("No file yet: CSV or XLSX; its first row names the columns."))
        self._problem = ProblemLabel()
        self.columns, self.shown = ColumnChoices(workspace), RowsShown(workspace)
        self.earlier = DataTable(tr("Earlier imports"), _columns(), most_rows=5)
        self.look = button(tr("Show what would come in"), self._look)
        self.go = button(tr("Bring in"), self._bring_in, primary=True)
        self._build()
        self._connect()
        self._show_earlier()

    def settle(self) -> None:
        """Stop what runs before the practice is closed."""
        self._asked.end()

    def _build(self) -> None:
        self._encoding_field = LabelledField(tr("Written by"), self.encoding)
        self._sheet_field = LabelledField(tr("Sheet"), self.sheet)
        self._which = Section(tr("Which column is which"), self.columns, layout.row(self.look, layout.spacer()),
                              hint=tr("found by their names where they say so"))
        self._rows = Section(tr("What would come in"), self.shown, hint=tr("nothing is written yet"))
        self._before = Section(tr("Earlier imports"), self.earlier,
                               layout.row(button(tr("Take the chosen one out again"), self._take_out), layout.spacer()))
        self.page.add(PageTitle(
            tr("Bring in from a file"), tr("Sessions, time, learning or training that you kept elsewhere.")))
        where = Columns(LabelledField(tr("What"), self.target), self._encoding_field, self._sheet_field, least=180)
        choose = layout.row(button(tr("Choose a file…"), self._choose_file), layout.spacer())
        for part in (Section(tr("The file"), where, self.file, self._problem, choose), self._which, self._rows,
                     self._before):
            self.page.add(part)
        for hidden in (self._encoding_field, self._sheet_field, self._which, self._rows):
            hidden.hide()
        self.foot((), (button(tr("Close"), self.reject), self.go))
        self.go.setEnabled(False)

    def _connect(self) -> None:
        self.target.value_chosen.connect(lambda _: self._show_columns())
        self.encoding.value_chosen.connect(lambda _: self._read_again())
        self.sheet.value_chosen.connect(lambda _: self._read_again())
        self.columns.edited.connect(self._forget_preview)
        self._workspace.settling.connect(self.settle)

    def _choose_file(self) -> None:
        path = self._choose(self)
        if path is None:
            return
        try:
            if path.stat().st_size > TOO_LARGE:
                raise BadInput(tr("File"), tr("This file is too large to be a table of records."))
            data = path.read_bytes()
        except OSError:
            self._refused(BadInput(tr("File"), tr("“{name}” cannot be read.").format(name=path.name)))
            return
        except BadInput as fault:
            self._refused(fault)
            return
        self.sheet.set_choices([])
        self._encoding_field.hide()
        self.encoding.set_value("")
        self._read(path.name, data)

    def _read_again(self) -> None:
        if self._loaded is not None:
            self._read(self._loaded.name, self._loaded.data)

    def _read(self, name: str, data: bytes) -> None:
        """Read the table in the worker; the encoding is asked for where it must be."""
        encoding, sheet = str(self.encoding.value() or ""), str(self.sheet.value() or "")
        self._loaded = _Loaded(name, data, ForeignTable((), (), ()))
        # What was looked at belongs to the file before: it must not come in under the name of this one.
        self._which.hide()
        self._forget_preview()
        self.file.setText(name)
        lines = data.count(b"\n")

        def work(stop: Stop) -> ForeignTable:
            return read_table(data, encoding=encoding, sheet=sheet, told=self._telling(stop, lines))

        self._asked.run(self, tr("Reading the table…"), work, lambda table: self._came(_Loaded(name, data, table)))

    def _came(self, loaded: _Loaded) -> None:
        self._loaded = loaded
        self._problem.say("")
        rows = len(loaded.table.rows)
        self.file.setText((tr("{name}: 1 row") if rows == 1 else tr("{name}: {n} rows")).format(name=loaded.name, n=rows))
        self.sheet.set_choices([(sheet, sheet) for sheet in loaded.table.sheets])
        self._sheet_field.setVisible(len(loaded.table.sheets) > 1)
        self._show_columns()

    def _show_columns(self) -> None:
        if self._loaded is not None and self._loaded.table.headers:
            self.columns.show_table(self._target(), self._loaded.table)
            self._which.show()
        self._forget_preview()

    def _forget_preview(self) -> None:
        self._preview = None
        self._rows.hide()
        self.go.setEnabled(False)
        self.go.setText(tr("Bring in"))

    def _target(self) -> importing.Target:
        return next(target for target in TARGETS if target.key == self.target.value())

    def _look(self) -> None:
        """Every row through its fields, in the worker."""
        loaded, target = self._loaded, self._target()
        if loaded is None or not self.columns.complete():
            return
        mapping, choices, today = self.columns.mapping(), self.columns.choices(), self._workspace.today()
        lists, rows = self._workspace.library.lists, zip(loaded.table.numbers, loaded.table.rows, strict=True)
        last = loaded.table.numbers[-1] if loaded.table.numbers else 0

        def work(stop: Stop) -> Preview:
            with self._workspace.read() as db:
                return importing.preview(db, target, rows, mapping, lists, today, choices, self._telling(stop, last))

        self._asked.run(self, tr("Looking at the rows…"), work, self._show_preview)

    def _show_preview(self, found: Preview) -> None:
        self._preview = found
        self._problem.say("")
        self.columns.ask_about(found)
        self.shown.show_preview(found, with_duplicates=self.columns.choices().with_duplicates)
        self._rows.show()
        count = self.shown.ready()
        self.go.setText(tr("Bring in {n} rows").format(n=count) if count != 1 else tr("Bring in 1 row"))
        self.go.setEnabled(count > 0)
        QTimer.singleShot(0, self._rows, lambda: self.page.ensureWidgetVisible(self._rows))  # once it has its place

    def _bring_in(self) -> None:
        """All rows that are ready, as one gesture: all of them or none."""
        found, loaded = self._preview, self._loaded
        if found is None or loaded is None:
            return
        choices, workspace = self.columns.choices(), self._workspace

        def work(stop: Stop) -> tuple[ChangeSet, set[str]]:
            with workspace.read() as db:
                known = importing.known(db, workspace.today())
            changes, _ = importing.changes(found, known, loaded.name, stamp(workspace.clock), choices)
            return changes, workspace.apply_aside(changes, stop)

        self._asked.run(self, tr("Bringing the rows in…"), work, self._done)

    def _telling(self, stop: Stop, last: int) -> Callable[[int], None]:
        """Hears how many rows are through, of how many, and whether somebody wants to stop."""
        def told(row: int) -> None:
            stop.check()
            if row <= last:
                self._asked.say(100 * row // last)
        return told

    def _done(self, result: tuple[ChangeSet, set[str]]) -> None:
        changes, touched = result
        self._workspace.take_over(changes, touched, notice=changes.label)
        self.accept()

    def _take_out(self) -> None:
        batch = self.earlier.id()
        if not batch:
            self._problem.say(tr("Choose an import in the list first."))
            return
        try:
            with self._workspace.read() as db:
                change = importing.take_out(db, batch)
        except BadInput as refusal:
            self._problem.say(refusal.sentence)
            return
        fault = self._workspace.attempt(change)
        self._problem.say(fault.sentence if fault else "")
        self._show_earlier()

    def _show_earlier(self) -> None:
        with self._workspace.read() as db:
            found = importing.batches(db)
        titles = {target.key: tr(target.title) for target in TARGETS}
        self.earlier.set_rows([(one.at, titles.get(one.target, one.target), one.file_name, one.count) for one in found],
                              [one.id for one in found])
        self._before.setVisible(bool(found))

    def _refused(self, fault: Exception) -> None:
        if isinstance(fault, OtherEncoding):
            self._encoding_field.show()
            self.encoding.setFocus()
        if isinstance(fault, SupervisionError) and not isinstance(fault, Cancelled):
            self._problem.say(fault.sentence)
            self.page.ensureWidgetVisible(self._problem)


def _columns() -> list[Column]:
    return [Column(tr("When"), chars=24, text=lambda at: moment_text(read_stamp(at))), Column(tr("What"), chars=12),
            Column(tr("File")), Column(tr("Rows"), number=True, chars=8)]


def show_import(workspace: Workspace, parent: QWidget) -> ImportDialog:
    """Open the dialog over a window."""
    made = ImportDialog(workspace, parent)
    made.open()
    return made
