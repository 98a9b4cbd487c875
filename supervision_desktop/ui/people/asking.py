"""A supervisor's own supervision and well-being: asked, when, and when to ask again (DDG-01 to 03)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from supervision_desktop.domain.due_diligence import NOT_ASKED
from supervision_desktop.domain.people import Supervisor
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import due_diligence
from supervision_desktop.services.people import PersonPage
from supervision_desktop.store.changes import Change, changed
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.number_setting import NumberSetting
from supervision_desktop.ui.people.part import SectionPart
from supervision_desktop.ui.widgets.badge import Badge
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import Columns, Sides
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.workspace import Workspace

FIELDS = ("own_supervision", "own_supervision_asked_on", "own_supervision_note", "own_supervision_with",
          "own_supervision_last_on", "ask_again_on", "wellbeing_asked_on", "wellbeing_satisfied")
DATES = {"own_supervision": "own_supervision_asked_on", "wellbeing_satisfied": "wellbeing_asked_on"}
"""Answers, and the date each brings with it."""
INTERVALS = (6, 12, 18, 24, 36, 0)


class OwnSupervisionPart(SectionPart):
    """Two questions a supervisor is asked, and asked again."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Own supervision"), hint=tr("a supervisor is supervised too"))
        self._workspace = workspace
        self._supervisor: Supervisor | None = None
        form = self.form = FieldForm(workspace, Supervisor, FIELDS, parent=self, along=self._goes_along)
        self.asked, self.due = Badge("", "warn"), QuietLabel("")
        self.again = button(tr("Asked again today"), self._asked_again)
        self.interval = NumberSetting(
            workspace, tr("Usual interval"), due_diligence.ASK_MONTHS, INTERVALS,
            lambda n: tr("{n} months").format(n=n) if n else tr("Do not remind me"),
            help=tr("For every supervisor; a reminder, no rule"))
        self.more = Fold(tr("More about it"), form.columns("own_supervision_with", "own_supervision_last_on"),
                         Columns(form["ask_again_on"], self.interval))
        for part in (Sides(layout.boxed(layout.row(self.asked, (self.due, 1))), self.again),
                     form.columns("own_supervision", "own_supervision_asked_on"), form["own_supervision_note"],
                     form.columns("wellbeing_asked_on", "wellbeing_satisfied"), self.more):
            self.section.add(part)

    def forms(self) -> Sequence[FieldForm]:
        """The answers."""
        return (self.form,)

    def show_page(self, page: PersonPage) -> None:
        """One supervisor."""
        found = self._supervisor = page.supervisor
        if found is None:
            self.clear()
            return
        self.form.show(found)
        with self._workspace.read() as db:
            months = due_diligence.ask_months(db)
        self.interval.show_number(months)
        day, today = due_diligence.next_ask(found, months), self._workspace.today()
        unasked, late = found.own_supervision in NOT_ASKED, day is not None and day <= today
        word = self._workspace.label("own_supervision", "not_asked") if unasked else tr("Ask again") if late else ""
        self.asked.show_word(word, "warn")
        self.asked.setVisible(bool(word))
        words = ((tr("Due since {day}.") if late else tr("Ask again on {day}.")).format(day=day_text(day))
                 if day is not None else "")
        self.due.setText(words)   # never hidden: it holds the badge at the left
        self.again.setVisible(late and not unasked)

    def _goes_along(self, supervisor_id: str, given: dict[str, Any]) -> Iterator[Change]:
        """An answer is dated."""
        found = self._supervisor
        if found is None or found.id != supervisor_id:
            return
        more = {day: self._workspace.today() for answer, day in DATES.items()
                if given.get(answer) not in NOT_ASKED and day not in given and getattr(found, day) is None}
        change = changed(found, **more)
        if change is not None:
            yield change

    def _asked_again(self) -> None:
        if self._supervisor is not None:
            self.settle()
            self._workspace.commit(due_diligence.asked_again(self._supervisor, self._workspace.today()))
