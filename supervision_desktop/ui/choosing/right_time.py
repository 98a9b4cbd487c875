"""The right supervision at the right time: four short looks, and the session that comes of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.choosing import FACTORS, RightTimeCheck
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import choosing
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.link_lines import LinkLines
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import HeadingLabel, QuietLabel
from supervision_desktop.ui.workspace import Choices, Workspace

LEAST = 260
PRESSING, LONGEST = "pressing", 1000
"""The rating that says it cannot well wait; characters of a reason."""
WHAT = ("supervisor_id", "wanted_by", "arrangement", "focus")


class RightTime(QWidget):
    """Checks of what supervision is right now (SUP-13), the newest shown."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._checks: Sequence[RightTimeCheck] = ()
        self._chosen = ""
        self.begin = button(tr("Look at it today"), self._begin)
        self.plan = button(tr("Plan the session"), self._plan)
        self.ask = button(tr("Ask for supervision now"), self._ask)
        self.out = button(tr("Take this check out"), self._take_out, link=True)
        self.form = FieldForm(workspace, RightTimeCheck,
                              ("on", *(f"{name}{part}" for name in FACTORS for part in ("", "_note")), *WHAT), parent=self)
        self._day, self._settled = HeadingLabel(""), QuietLabel("")
        self.earlier = LinkLines(tr("Check"))
        self._fold = Fold(tr("Earlier checks"), self.earlier)
        self._shown = self._built()
        self.setLayout(layout.column(
            QuietLabel(tr("Four short looks at where you are; they end in a session that fits.")),
            self._shown, FlowLayout(self.begin), self._fold))
        self.earlier.opened.connect(self._choose)

    def show_checks(self, checks: Sequence[RightTimeCheck], supervisors: Choices) -> None:
        """The newest check, or the one that was chosen."""
        self._checks = checks
        self.form.set_options("supervisor_id", supervisors)
        if self._chosen not in {one.id for one in checks}:
            self._chosen = checks[0].id if checks else ""
        self.earlier.show_lines([(one.id, day_text(one.on)) for one in checks])
        self._fold.setVisible(len(checks) > 1)
        self._show()

    def clear(self) -> None:
        """Show nothing; what was typed is kept."""
        self.form.clear()

    def _built(self) -> QWidget:
        form = self.form
        pairs = Columns(*(layout.boxed(layout.column(form[name], form[f"{name}_note"], gap=4)) for name in FACTORS),
                        least=LEAST)
        return layout.boxed(layout.column(
            self._day, pairs, HeadingLabel(tr("What would help")),
            form.columns("supervisor_id", "wanted_by", "arrangement", "on", least=LEAST), form["focus"],
            self._settled, FlowLayout(self.plan, self.ask, self.out)))

    def _current(self) -> RightTimeCheck | None:
        return next((one for one in self._checks if one.id == self._chosen), None)

    def _show(self) -> None:
        found = self._current()
        self._shown.setVisible(found is not None)
        if found is None:
            self.form.clear()
            return
        self._day.setText(day_text(found.on))
        self.form.show(found)
        settled = found.finished_on
        for part in (self.plan, self.ask):
            part.setVisible(settled is None)
        self._settled.setText(tr("Settled on {day}: a session was planned or asked for.").format(
            day=day_text(settled)) if settled else "")
        self._settled.setVisible(settled is not None)

    def _choose(self, check_id: str) -> None:
        self._chosen = check_id
        self._show()

    def _begin(self) -> None:
        change, check_id = choosing.new_check(self._workspace.today())
        kept, self._chosen = self._chosen, check_id
        if self._workspace.commit(change):
            self.form.focus(FACTORS[0])
        else:
            self._chosen = kept

    def _plan(self) -> None:
        self.form.settle()
        found = self._current()
        if found is None or self.form.unfinished():
            return
        try:
            with self._workspace.read() as db:
                change, session_id = choosing.plan_from(db, found, self._workspace.today())
        except BadInput as fault:
            self.form.say_problem(fault.field, fault.sentence)
            self.form.focus(fault.field)
            return
        if self._workspace.commit(change):
            self._workspace.open_wanted.emit("supervision_session", session_id)

    def _ask(self) -> None:
        """Asks out of turn where no day can be named yet; what presses is the reason."""
        self.form.settle()
        found = self._current()
        if found is None or self.form.unfinished():
            return
        pressing = [self.form[name].label.text() for name in FACTORS if getattr(found, name) == PRESSING]
        notes = [str(getattr(found, f"{name}_note")) for name in FACTORS if getattr(found, f"{name}_note")]
        reason = "; ".join(notes or pressing) or tr("The check of {day}").format(day=day_text(found.on))
        change, request_id = choosing.ask_from(found, reason[:LONGEST], self._workspace.today())
        if self._workspace.commit(change):
            self._workspace.open_wanted.emit("supervision_request", request_id)

    def _take_out(self) -> None:
        found = self._current()
        if found is not None:
            self.form.discard()
            with self._workspace.read() as db:
                change = choosing.check_out(db, found)
            self._workspace.commit(change)
