"""The due diligence checklist of one supervisor: a result with one click each, date, proof and note where wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from supervision_desktop.domain.due_diligence import DONE, FAILED, NOT_NEEDED, OPEN, DueDiligenceItem
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import due_diligence, owned
from supervision_desktop.services.due_diligence import Checks, Point
from supervision_desktop.services.people import PersonPage
from supervision_desktop.store.changes import gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.attachments.files_part import FilesFold
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.list_values import own_item
from supervision_desktop.ui.people.chosen_rows import ChosenRows, Line
from supervision_desktop.ui.people.part import Part
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

LIST, RESULTS = "due_diligence_items", "due_diligence_result"
ANSWERS = ((DONE, mark("Done")), (NOT_NEEDED, mark("Not needed")), (FAILED, mark("Not satisfactory")),
           (OPEN, mark("Open again")))


class Checklist(Part):
    """Choose a point, say how it stands; the next open one is chosen by itself."""

    def __init__(self, workspace: Workspace, asked: Callable[[], Checks | None]) -> None:
        super().__init__()
        self._workspace, self._asked = workspace, asked
        self._found: Checks | None = None
        self.answers = {key: button(tr(words), partial(self._answer, key)) for key, words in ANSWERS}
        self.files = FilesFold(workspace, DueDiligenceItem.__tablename__, words=tr("Proof kept here"))
        self.out = button(tr("Take this point out"), self._remove, link=True)
        self.rows = ChosenRows(
            workspace, DueDiligenceItem, ("on", "link", "note"),
            [Column(tr("Point")), Column(tr("Result"), chars=24), Column(tr("Date"), chars=12, text=day_short)],
            title=tr("Checklist"), arranged=lambda form: form.columns("on", "link", "note", least=180),
            over=layout.boxed(FlowLayout(*self.answers.values())),
            under=layout.boxed(layout.column(self.files, layout.row(self.out, layout.spacer()))))
        self.add = InlineAdd(tr("Add a point of your own and press Enter"), tr("New point"))
        keep_words(workspace, self.add.line, "line due diligence")
        self.setLayout(layout.column(self.rows, self.add))
        self.rows.chosen.connect(self._show_point)
        self.add.added.connect(self._added)

    def forms(self) -> Sequence[FieldForm]:
        """The chosen point."""
        return (self.rows.form,)

    def clear(self) -> None:
        """Show no checklist."""
        self._found = None
        self.rows.let_go()

    def show_page(self, page: PersonPage) -> None:
        """The points for one supervisor."""
        found = self._asked()
        if found is None:
            self.clear()
            return
        self._found = found
        self.rows.show_lines([self._line(one, found.supervisor.id) for one in found.points])

    def _line(self, one: Point, supervisor_id: str) -> Line:
        words = self._workspace.label(LIST, one.item)
        result = self._workspace.label(RESULTS, one.result)
        if one.from_page:
            result = tr("{result}, from this page").format(result=result)
        return Line(one.item, words, (words, result, one.record.on if one.record else None), one.record,
                    {"supervisor_id": supervisor_id, "item": one.item, "result": OPEN}, supervisor_id,
                    self._workspace.library.lists.help(LIST, one.item))

    def _point(self) -> Point | None:
        line = self.rows.line()
        return next((one for one in self._found.points if line and one.item == line.key), None) if self._found else None

    def _show_point(self, _: str) -> None:
        point = self._point()
        if point is None:
            return
        self.answers[OPEN].setVisible(point.record is not None and point.record.result != OPEN)
        for key in (DONE, NOT_NEEDED, FAILED):
            self.answers[key].setEnabled(point.result != key)
        self.files.setVisible(point.record is not None)
        self.files.show_owner(point.record.id if point.record is not None else "")
        self.out.setVisible(point.own)

    def _answer(self, result: str) -> None:
        self.settle()
        point = self._point()
        if point is None or self._found is None:
            return
        change = due_diligence.settle_point(point, self._found.supervisor.id, result, self._workspace.today())
        if self._workspace.commit(change) and result in (DONE, NOT_NEEDED) and self._found is not None:
            left = [one.item for one in self._found.points if one.result == OPEN]
            if left:
                self.rows.choose(left[0])

    def _added(self, words: str) -> None:
        if self._found is None:
            return
        try:
            change, _ = due_diligence.add_point(self._found, words)
        except BadInput as fault:
            self.add.refuse(fault.sentence)
            return
        values: Any = change.changes[0].after
        item = own_item(LIST, values["item"], self._workspace.choices(LIST, own=True))
        if (refusal := self._workspace.attempt(gesture(change.label, item, *change.changes))) is not None:
            self.add.refuse(refusal.sentence)
        else:
            self.rows.choose(values["item"])

    def _remove(self) -> None:
        point = self._point()
        if point is not None and point.record is not None:
            self.rows.form.discard()
            with self._workspace.read() as db:
                gone = owned.deletion(db, point.record)
            self._workspace.commit(gesture(tr("Point taken out"), *gone))
