"""Check-ins: short talks beside supervision, one line each, with a rhythm where one is wanted (FBK-02)."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.domain.feedback import CHECK_IN, CheckIn
from supervision_desktop.formats import day_short, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import check_ins
from supervision_desktop.services.check_ins import CheckInRow, Rhythm
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.ui import layout
from supervision_desktop.ui.adding import added
from supervision_desktop.ui.feedback.actions_part import ActionsPart
from supervision_desktop.ui.feedback.kept_rows import KeptRows, RecordView
from supervision_desktop.ui.feedback.line import read_check_in
from supervision_desktop.ui.feedback.rhythm import RhythmFold
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.widgets.buttons import action, more_button
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import HeadingLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Choices, Workspace

FORM = ("on", "progress", "challenges", "outcome")


class CheckInView(RecordView):
    """Shows one check-in."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.form = FieldForm(workspace, CheckIn, FORM, parent=self)
        self.heading, self.follow = HeadingLabel(""), ActionsPart(workspace, CheckIn)
        form = self.form
        self.setLayout(layout.column(
            Sides(self.heading, more_button(action(tr("Delete"), self.delete, self), words=tr("More about this check-in"))),
            layout.row(form["on"], layout.spacer()), form.columns(*FORM[1:], least=220), self.follow))

    def show_record(self, record_id: str) -> None:
        """One check-in that is there."""
        with self._workspace.read() as db:
            found = check_ins.page(db, record_id)
        if found is None:
            return
        self._id, (record, name) = record_id, found
        self.heading.setText(f"{name} · {day_text(record.on)}")
        self.form.show(record)
        self.follow.show_record(record_id)

    def clear(self) -> None:
        """Show none; what was typed is kept."""
        self._id = ""
        self.form.clear()

    def delete(self) -> None:
        """Its actions stay."""
        with self._workspace.read() as db:
            change = check_ins.delete(db, self._id)
        self.form.discard()
        self.gone.emit()
        self._workspace.commit(change)


class CheckInsPart(Section):
    """The list of check-ins, and how often they are wanted."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Check-ins"), hint=tr("beside supervision, and never counted as supervision"))
        self._workspace = workspace
        self._people: Choices = []
        self._rhythms: Sequence[Rhythm] = ()
        self.line = InlineAdd(tr("Such as: Ruth: settled in, or Ruth 5 December to plan one"),
                              tr("New check-in in one line"))
        keep_words(workspace, self.line.line, "line check-in")
        self.rows = KeptRows(DataTable(tr("Check-ins"), [
            Column(tr("Date"), chars=12, text=day_short), Column(tr("With"), chars=24), Column(tr("What was said")),
            Column(tr("State"), chars=18)], most_rows=6), lambda: CheckInView(workspace))
        self.rhythm = RhythmFold(workspace, CHECK_IN)
        for part in (self.line, self.rows, self.rhythm):
            self.add(part)
        self.line.added.connect(self._added)

    def show_rows(self, rows: Sequence[CheckInRow], rhythms: Sequence[Rhythm], known: Choices) -> None:
        """All check-ins, newest first."""
        self._people, self._rhythms = known, rhythms
        today = self._workspace.today()
        self.rows.show_rows([(row.on, row.name, row.words, "" if row.noted else tr("planned") if row.on >= today
                              else tr("nothing noted yet")) for row in rows], [row.id for row in rows])
        self.rhythm.show_rhythms(rhythms, known)

    def open(self, record_id: str) -> None:
        """One check-in; or, for one that is only due, the line begins with whom it is due with."""
        if self.rows.choose(record_id):
            return
        due = next((one for one in self._rhythms if one.id == record_id), None)
        if due is not None:
            self.line.set_text(f"{due.name}: ")
        self.line.line.setFocus()

    def _added(self, typed: str) -> None:
        def plan() -> tuple[ChangeSet, str]:
            said = read_check_in(typed, self._people, self._workspace.today())
            return check_ins.new_check_in(said.person_id, said.on, said.progress)

        if made := added(self._workspace, self.line, plan):
            self.rows.choose(made)
