"""Thinking of another supervisor: why it is asked, what was decided, and when to ask."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.domain.base import label_of
from supervision_desktop.domain.choosing import ConsideredChange, Prompt, SupervisorRating
from supervision_desktop.formats import day_short, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import choosing, people
from supervision_desktop.services.choosing import UNSURE_ENOUGH, ChoosingPage
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.number_setting import NumberSetting
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

OFFERED = (2, 3, 4, 0)
"""From how many "unsure" it may ask; 0 = only when she marks it herself."""


def why(prompt: Prompt) -> str:
    """The dated facts behind the question (SUP-11)."""
    day = day_text(prompt.on)
    if prompt.own_mark:
        return tr("You noted on {day} that you are thinking of a change.").format(day=day)
    points = ", ".join(label_of(SupervisorRating, name) for name in prompt.points)
    return tr("On {day} you were unsure of {n} points: {points}.").format(day=day, n=len(prompt.points), points=points)


class Considering(QWidget):
    """The question, the answer, and earlier answers about one supervisor."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: ChoosingPage | None = None
        self.decision = LabelledField(tr("Decision"), ValueCombo(tr("Decision"), workspace.choices("change_decision")))
        self.reason = LabelledField(tr("Reason"), QLineEdit(), help=tr("One line, if you wish"))
        self.reason.fold_help(self.reason.editor)
        self.note = button(tr("Note the decision"), self._decide)
        self.mark = button(tr("I am thinking of a change"), self._mark, link=True)
        self.rows = ChildRows(
            workspace, ConsideredChange, ("on", "decision", "reason", "end_reason", "successor_id"),
            [Column(tr("Date"), chars=14, text=day_short), Column(tr("Decision"), chars=16), Column(tr("Reason"))],
            lambda one: (one.on, workspace.label("change_decision", one.decision) or tr("Open"), one.reason or ""),
            title=tr("Changes thought about"), gone=tr("Taken out"))
        self.ask_from = NumberSetting(workspace, tr("Ask me"), UNSURE_ENOUGH, OFFERED, _offer)
        self._build()

    @property
    def form(self) -> FieldForm:
        """The fields of the earlier answer that is chosen."""
        return self.rows.form

    def show_page(self, page: ChoosingPage) -> None:
        """The question about one supervisor, where there is one, and what was decided before."""
        if self._page is None or self._page.supervisor.id != page.supervisor.id:
            self.decision.editor.set_value(None)
        self._page = page
        with self._workspace.read() as db:
            others, enough = people.choices(db), choosing.enough(db)
        self.rows.form.set_options("successor_id", [one for one in others if one[0] != page.supervisor.person_id])
        self.rows.show_records(page.considered)
        self.ask_from.show_number(enough)
        self._asked.setVisible(page.prompt is not None)
        self.mark.setVisible(page.prompt is None)

    def clear(self) -> None:
        """Show nobody; what was typed is kept."""
        self._page = None
        self.rows.let_go()

    def _build(self) -> None:
        keep_words(self._workspace, self.reason.editor, "line considered change")
        self._asked = layout.boxed(layout.column(
            Columns(self.decision, self.reason, least=200), FlowLayout(self.note)))
        self.setLayout(layout.column(self._asked, FlowLayout(self.mark), self.rows, Columns(self.ask_from, least=260)))

    def _mark(self) -> None:
        self._act(lambda page: choosing.consider(page, self._workspace.today()))

    def _decide(self) -> None:
        decision = self.decision.editor.value()
        if decision is None:
            self.decision.say_problem(tr("Decision is needed. Choose what you will do."))
            return
        self.decision.say_problem("")
        reason = self.reason.editor.text().strip()
        if self._act(lambda page: choosing.consider(page, self._workspace.today(), str(decision), reason)):
            self.reason.editor.clear()
            self.decision.editor.set_value(None)
            self._show_newest()

    def _act(self, make: Callable[[ChoosingPage], ChangeSet]) -> bool:
        return self._page is not None and self._workspace.commit(make(self._page))

    def _show_newest(self) -> None:
        """What was just decided: where it ends, why and who follows can be added."""
        if self._page is not None and self._page.considered:
            self.rows.choose(self._page.considered[0].id)


def _offer(enough: int) -> str:
    return tr("from {n} times “unsure” in one rating").format(n=enough) if enough else tr("only when I note it myself")
