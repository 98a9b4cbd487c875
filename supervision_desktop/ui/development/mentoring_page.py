"""Mentoring, as mentor or mentee, with its meetings; it never counts as supervision (PDM-03)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from supervision_desktop.domain.development import Mentoring, MentoringMeeting
from supervision_desktop.formats import day_short, minutes_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import development_mentoring as mentoring
from supervision_desktop.services import people
from supervision_desktop.services.development_mentoring import MentoringRow
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.cpd.line import read_time_and_day
from supervision_desktop.ui.development.list_page import ListPage, ListRow, Look
from supervision_desktop.ui.development.record_part import RecordPart
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Choices, Workspace

FORM = ("person_id", "side", "starts_on", "ends_on", "aims")
MEETING = ("on", "minutes", "about")
ONGOING, ENDED = "ongoing", "ended"
CPD = "cpd_entry"
Told = tuple[MentoringRow, Choices]


class MentoringPart(RecordPart):
    """One mentoring and its meetings."""

    record = Mentoring
    gone_words = mark("Mentoring deleted")

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, FORM)
        form = self.form
        self.more = self.folded(tr("What came of it"), ("outcome",), lambda late: layout.column(late["outcome"]))
        self.rows = ChildRows(
            workspace, MentoringMeeting, MEETING,
            [Column(tr("Date"), chars=12, text=day_short), Column(tr("Time"), chars=10), Column(tr("What it was about"))],
            lambda one: (one.on, minutes_text(one.minutes) if one.minutes else "", one.about or ""),
            title=tr("Meetings"), gone=tr("Meeting taken out"),
            arranged=lambda found: layout.column(found.columns("on", "minutes"), found["about"]))
        self.met = InlineAdd(tr("Such as: 1 h saying no to an insurer yesterday"), tr("New meeting in one line"))
        keep_words(workspace, self.met.line, "line mentoring_meeting")
        self.log = button(tr("Put the chosen meeting into the CPD log"), self._log, link=True)
        for part in (form.columns("person_id", "side", least=200), form.columns("starts_on", "ends_on"), form["aims"],
                     LabelledField(tr("Meetings"), self.met), self.rows, self.more, self.foot(self.log)):
            self.add(part)
        self.met.added.connect(self._add_meeting)
        self.rows.table.chosen.connect(lambda _: self._show_log())

    def ask(self, db: Reading, record: Any) -> Told:
        """Its meetings, and people to choose from."""
        row = next(row for row in mentoring.rows(db) if row.mentoring.id == record.id)
        return row, people.choices(db)

    def heading(self, record: Any, told: Told) -> str:
        """With whom, and which way."""
        return mentoring.title(told[0])

    def fill(self, record: Any, told: Told) -> None:
        """Its meetings."""
        self.form.set_options("person_id", told[1])
        self.rows.show_records(told[0].meetings)
        self.more.set_hint(tr("something is written") if record.outcome else "")
        self._show_log()

    def clear(self) -> None:
        """Show none."""
        super().clear()
        self.rows.let_go()

    def _show_log(self) -> None:
        self.log.setVisible(bool(self.rows.table.id()) and bool(self.rows.records()))

    def _add_meeting(self, words: str) -> None:
        today = self.workspace.today()
        minutes, on, left = read_time_and_day(words, (), today)
        about = " ".join(left)
        change, made = mentoring.met(self.id, on or today, minutes, about[:1].upper() + about[1:])
        fault = self.workspace.attempt(change)
        self.met.hear(fault)
        if fault is None:
            self.rows.choose(made)

    def _log(self) -> None:
        with self.workspace.read() as db:
            change, entry = mentoring.log(db, self.rows.table.id())
        if self.workspace.commit(change):
            self.workspace.open_wanted.emit(CPD, entry)


class MentoringPage(ListPage):
    """All of it, what goes on first."""

    title, kind = mark("Mentoring"), "mentoring"
    watches = frozenset({"mentoring", "mentoring_meeting", "person"})
    opens = frozenset({"mentoring"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, Look(
            tr("Mentoring"), tr("The name of your mentor, or of whom you mentor"), tr("New mentoring"),
            tr("Find in mentoring"), tr("No mentoring yet. A mentor may be anybody outside your own practice."),
            tr("apart from supervision")),
            [Column(tr("With")), Column(tr("Which way"), chars=14), Column(tr("Meetings"), number=True, chars=9),
             Column(tr("Last"), chars=12, text=day_short)])
        self._all: Sequence[MentoringRow] = ()

    def narrowings(self) -> Sequence[tuple[str, str]]:
        """What goes on, and what is over."""
        return (ONGOING, tr("Going on")), (ENDED, tr("Ended"))

    def rows(self, db: Reading) -> Sequence[ListRow]:
        """All of it."""
        self._all = mentoring.rows(db)
        return [self._row(row) for row in self._all]

    def make(self, words: str) -> tuple[ChangeSet, str]:
        """With somebody by name; being mentored unless changed."""
        with self.workspace.read() as db:
            return mentoring.begin(db, words, mentoring.MENTEE, self.workspace.today())

    def part(self) -> RecordPart:
        """One mentoring."""
        return MentoringPart(self.workspace)

    def facts(self) -> str:
        """Meetings in all, and that they are no supervision."""
        count, minutes = sum(len(row.meetings) for row in self._all), sum(row.minutes for row in self._all)
        if not count:
            return ""
        return tr("{n} meetings, {time}; none of it counts as supervision").format(n=count, time=minutes_text(minutes))

    def _row(self, row: MentoringRow) -> ListRow:
        one = row.mentoring
        return ListRow(one.id, (row.name, self.workspace.label("mentoring_side", one.side), len(row.meetings), row.last),
                       frozenset({ENDED if one.ends_on else ONGOING}), " ".join(filter(None, (row.name, one.aims))))
