"""How a supervisor keeps up in each field, and what makes them able to supervise (DDG-05, DDG-06)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from supervision_desktop.domain.due_diligence import HEADINGS, FieldCurrency, SupervisingSkill
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services.due_diligence import Checks, Question
from supervision_desktop.services.people import PersonPage
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.attachments.files_part import FilesFold
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.people.chosen_rows import ChosenRows, Line
from supervision_desktop.ui.people.part import Part
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

QUESTIONS = ("population", "population_on", "standards", "standards_on", "rating", "ask_on")
DATES = {"population": "population_on", "standards": "standards_on"}
SKILLS = ("text", "proof", "on")


class KeepingUp(Part):
    """Two questions for each field the supervisor is used for."""

    def __init__(self, workspace: Workspace, asked: Callable[[], Checks | None]) -> None:
        super().__init__()
        self._workspace, self._asked = workspace, asked
        self._found: Checks | None = None
        self.none = QuietLabel(tr("Tick a field of practice under How, or let them cover a need in one: "
                                  "its two questions then stand here."))
        self.rows = ChosenRows(
            workspace, FieldCurrency, QUESTIONS,
            [Column(tr("Field")), Column(tr("Client population"), chars=20), Column(tr("Practice standards"), chars=20)],
            title=tr("Keeping up, field by field"), arranged=_laid_out, along=self._dated, make=self._made)
        self.setLayout(layout.column(self.none, self.rows))

    def forms(self) -> Sequence[FieldForm]:
        """The chosen field."""
        return (self.rows.form,)

    def clear(self) -> None:
        """Show no questions."""
        self._found = None
        self.rows.let_go()

    def show_page(self, page: PersonPage) -> None:
        """The fields of one supervisor."""
        found = self._found = self._asked()
        self.none.setVisible(found is None or not found.questions)
        self.rows.setVisible(bool(found and found.questions))
        if found is None:
            self.clear()
            return
        self.rows.show_lines([self._line(one, found.supervisor.id) for one in found.questions])

    def _line(self, one: Question, supervisor_id: str) -> Line:
        words, kept = self._workspace.label("practice_fields", one.field), one.record
        return Line(one.field, words, (words, _answer(kept, "population"), _answer(kept, "standards")), kept,
                    {"supervisor_id": supervisor_id, "field": one.field}, f"{supervisor_id} field")

    def _made(self, record_id: str, values: dict[str, Any]) -> ChangeSet:
        line = self.rows.line()
        days = {day: self._workspace.today() for answer, day in DATES.items() if values.get(answer) and not values.get(day)}
        return gesture(tr("Keeping up"), created(
            FieldCurrency, {**(line.given if line else {}), **values, **days}, record_id))

    def _dated(self, record_id: str, given: dict[str, Any]) -> Iterator[Change]:
        """An answer is dated."""
        kept = [one.record for one in self._found.questions if one.record] if self._found else []
        for one in kept:
            days = {day: self._workspace.today() for answer, day in DATES.items()
                    if given.get(answer) and day not in given and getattr(one, day) is None}
            change = changed(one, **days) if one.id == record_id else None
            if change is not None:
                yield change


class Skills(Part):
    """Experience, training, knowledge and skills for supervising, with proof."""

    def __init__(self, workspace: Workspace, asked: Callable[[], Checks | None]) -> None:
        super().__init__()
        self._workspace, self._asked = workspace, asked
        self.files = FilesFold(workspace, SupervisingSkill.__tablename__, words=tr("Proof kept here"))
        self.rows = ChosenRows(
            workspace, SupervisingSkill, SKILLS,
            [Column(tr("Heading"), chars=14), Column(tr("What they have")), Column(tr("Date"), chars=12, text=day_short)],
            title=tr("Able to supervise"), under=self.files,
            arranged=lambda form: layout.column(form["text"], form.columns("proof", "on", least=180)))
        self.setLayout(layout.column(self.rows))
        self.rows.chosen.connect(self._show_files)

    def forms(self) -> Sequence[FieldForm]:
        """The chosen heading."""
        return (self.rows.form,)

    def clear(self) -> None:
        """Show no headings."""
        self.rows.let_go()

    def show_page(self, page: PersonPage) -> None:
        """The four headings of one supervisor."""
        found = self._asked()
        if found is None:
            self.clear()
            return
        self.rows.show_lines([self._line(key, found) for key in HEADINGS])

    def _line(self, key: str, found: Checks) -> Line:
        kept, words = found.skills.get(key), self._workspace.label("supervisor_needs", key)
        said = " ".join((kept.text or "").split()) if kept else ""
        return Line(key, words, (words, said, kept.on if kept else None), kept,
                    {"supervisor_id": found.supervisor.id, "heading": key}, f"{found.supervisor.id} skill",
                    self._workspace.library.lists.help("supervisor_needs", key))

    def _show_files(self, _: str) -> None:
        line = self.rows.line()
        kept = line.record if line is not None else None
        self.files.setVisible(kept is not None)
        self.files.show_owner(kept.id if kept is not None else "")


def _laid_out(form: FieldForm) -> layout.Part:
    return layout.column(layout.row((form["population"], 3), (form["population_on"], 1), gap=10),
                         layout.row((form["standards"], 3), (form["standards_on"], 1), gap=10),
                         form.columns("rating", "ask_on", least=180))


def _answer(kept: FieldCurrency | None, name: str) -> str:
    """The day a question was answered, or that it is open."""
    if kept is None or not getattr(kept, name):
        return tr("Not asked yet")
    day = getattr(kept, f"{name}_on")
    return day_short(day) if day is not None else tr("Answered")
