"""The supervision itself as each side sees it: four points, what helped, what would help more (FBK-04)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from supervision_desktop.domain.feedback import InputEvaluation
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import evaluations
from supervision_desktop.services.benefits import RATED
from supervision_desktop.services.evaluations import InputRow
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Choices, Workspace

FORM = ("on", "by", *RATED, "helped", "more")
SIDES = ("supervisee", "supervisor")


class InputsPart(Section):
    """What was said of supervision; its course stands with the person it is about."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("The supervision itself"), hint=tr("each side says what helped"))
        self._workspace = workspace
        self._names: dict[str, str] = {}
        self.make = button(tr("Look at supervision with…"))
        self._people = QMenu(self.make)
        self.make.setMenu(self._people)
        self.rows = ChildRows(
            workspace, InputEvaluation, FORM,
            [Column(tr("Date"), chars=12, text=day_short), Column(tr("With"), chars=22), Column(tr("Whose view"), chars=13),
             Column(tr("Useful"), chars=12), Column(tr("What helped"))],
            self._cells, title=tr("The supervision itself"), gone=tr("View taken out"), arranged=lambda form: layout.column(
                form.columns("on", "by", least=180), form.columns(*RATED, least=170),
                form.columns("helped", "more", least=280)))
        self.course = QuietLabel(tr("How it goes over time stands with each supervisor or supervisee, under How supervision "
                                    "works for us."))
        self.add(layout.row(self.make, layout.spacer()))
        self.add(self.rows)
        self.add(self.course)

    def show_rows(self, rows: Sequence[InputRow], known: Choices) -> None:
        """All of it, newest first."""
        self._names = {row.record.id: row.name for row in rows}
        self.rows.show_records([row.record for row in rows])
        self.course.setVisible(bool(rows))
        self._offer(known)

    def open(self, record_id: str) -> None:
        """One view; for a person, a new one of the practitioner's side."""
        if record_id in self._names:
            self.rows.choose(record_id)
        elif record_id:
            self.begin(record_id, SIDES[0])
        else:
            self.make.setFocus()

    def begin(self, person_id: str, by: str, _checked: bool = False) -> None:
        """A view of one side."""
        change, made = evaluations.say_input(person_id, by, self._workspace.today())
        if self._workspace.commit(change):
            self.rows.choose(made)

    def _offer(self, known: Choices) -> None:
        self._people.clear()
        for person_id, name in known:
            views = self._people.addMenu(name.replace("&", "&&"))
            for by in SIDES:
                words = tr("View of the {side}").format(side=self._workspace.label("view_of", by).lower())
                views.addAction(words).triggered.connect(partial(self.begin, person_id, by))
        if not known:
            self._people.addAction(tr("Add a supervisor or supervisee first")).setEnabled(False)

    def _cells(self, one: InputEvaluation) -> tuple[object, ...]:
        label = self._workspace.label
        return (one.on, self._names.get(one.id, ""), label("view_of", one.by),
                label("session_rating_level", one.useful), one.helped or "")
