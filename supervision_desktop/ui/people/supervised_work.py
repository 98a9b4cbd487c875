"""The work of a supervisee: their cases by reference, their development, their way to supervising."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from supervision_desktop.domain.base import Record
from supervision_desktop.domain.people import Supervisee
from supervision_desktop.domain.supervising import TO_TALK_OVER, SuperviseeCase, SuperviseeNeed, SupervisorGrowth
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import supervising
from supervision_desktop.services.people import PersonPage
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import Arranged, ChildRows
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.people.part import Part
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

CASE = ("reference", "condition", "within_expertise", "on", "presentation", "planned", "note")
NEED = ("need", "criterion", "on", "plan", "progress")
GROWTH = ("activity", "on", "outcome", "criteria")


class _Added(Part):
    """Records of one kind as a table, added in one line."""

    def __init__(self, workspace: Workspace, rows: ChildRows, record: type[Record], asked: str, placeholder: str) -> None:
        super().__init__()
        self._workspace, self.rows, self._record, self._asked = workspace, rows, record, asked
        self.page: PersonPage | None = None
        self.add = InlineAdd(placeholder)
        keep_words(workspace, self.add.line, f"line {record.__tablename__}")
        self.add.added.connect(self._on_added)

    def forms(self) -> Sequence[FieldForm]:
        """The chosen record."""
        return (self.rows.form,)

    def clear(self) -> None:
        """Show nobody."""
        self.page = None
        super().clear()
        self.rows.let_go()

    def owner(self, page: PersonPage) -> Mapping[str, Any]:
        """What a new record begins with."""
        return {"supervisee_id": page.supervisee.id if page.supervisee else ""}

    def _on_added(self, words: str) -> None:
        if self.page is None:
            return
        made = created(self._record, {**self.owner(self.page), self._asked: words, "on": self._workspace.today()})
        fault = self._workspace.attempt(gesture(self.add.accessibleName(), made))
        if fault is not None:
            self.add.refuse(fault.sentence)
        else:
            self.rows.choose(made.id)


class CasesPart(_Added):
    """What a supervisor needs to know of a supervisee's cases (SVE-03)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _table(
            workspace, SuperviseeCase, CASE,
            [Column(tr("Reference"), chars=14), Column(tr("Condition")), Column(tr("Expertise"), chars=10),
             Column(tr("Date"), chars=12, text=day_short)],
            lambda one: (one.reference, one.condition or "", workspace.label("within_expertise", one.within_expertise),
                         one.on),
            lambda form: layout.column(form.columns(*CASE[:4]), *(form[name] for name in CASE[4:])),
            tr("Their cases"), tr("Case taken out")), SuperviseeCase, "reference",
            tr("Add a case by its reference, never a name"))
        self.next_talk = QuietLabel("")
        self.setLayout(layout.column(self.next_talk, self.rows, self.add))

    def show_page(self, page: PersonPage) -> None:
        """The cases of one supervisee; those to talk over are named."""
        self.page = page
        with self._workspace.read() as db:
            found = supervising.supervised(db, page.supervisee).cases
        self.rows.show_records(found)
        talk = ", ".join(one.reference for one in found if one.within_expertise in TO_TALK_OVER)
        self.next_talk.say(tr("For your next talk: {cases}.").format(cases=talk) if talk else "")


class DevelopmentPart(_Added):
    """Strengths, needs and progress of a supervisee (SVE-04)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _table(
            workspace, SuperviseeNeed, NEED, [Column(tr("Need")), Column(tr("Criterion"), chars=18),
                                              Column(tr("Date"), chars=12, text=day_short)],
            lambda one: (one.need, one.criterion or "", one.on),
            lambda form: layout.column(form.columns(*NEED[:3], least=180), *(form[name] for name in NEED[3:])),
            tr("Development"), tr("Need taken out")), SuperviseeNeed, "need",
            tr("Add a development need and press Enter"))
        self.strengths = FieldForm(workspace, Supervisee, ["strengths"], parent=self)
        self.setLayout(layout.column(self.strengths["strengths"], self.rows, self.add))

    def forms(self) -> Sequence[FieldForm]:
        """Strengths, and the chosen need."""
        return self.strengths, self.rows.form

    def show_page(self, page: PersonPage) -> None:
        """The development of one supervisee."""
        self.page = page
        if page.supervisee is not None:
            self.strengths.show(page.supervisee)
        with self._workspace.read() as db:
            found = supervising.supervised(db, page.supervisee).needs
        self.rows.show_records(found)


class GrowthPart(_Added):
    """Help on the way to supervising others (SVE-07)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _table(
            workspace, SupervisorGrowth, GROWTH, [Column(tr("Activity")), Column(tr("Date"), chars=12, text=day_short)],
            lambda one: (one.activity, one.on),
            lambda form: layout.column(form.columns("activity", "on", least=220), form["outcome"], form["criteria"]),
            tr("Becoming a supervisor"), tr("Entry taken out")), SupervisorGrowth, "activity",
            tr("Add what you did to help them supervise"))
        self.setLayout(layout.column(self.rows, self.add))

    def owner(self, page: PersonPage) -> Mapping[str, Any]:
        """It belongs to the person, whatever they are besides."""
        return {"person_id": page.person.id}

    def show_page(self, page: PersonPage) -> None:
        """What was done for one person."""
        self.page = page
        with self._workspace.read() as db:
            found = supervising.growth(db, page.person.id)
        self.rows.show_records(found)


def _table(workspace: Workspace, record: type[Record], names: Sequence[str], columns: Sequence[Column],
           cells: Callable[[Any], tuple[Any, ...]], arranged: Arranged, title: str, gone: str) -> ChildRows:
    return ChildRows(workspace, record, names, columns, cells, title=title, gone=gone, arranged=arranged)
