"""Recording and automatic notes of a session: who knows, what for, where it is kept, when it is deleted (REC-08, REC-09)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from supervision_desktop.domain.session_notes import SessionRecording
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import recording, retention
from supervision_desktop.services.session_record import recording_id
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.badge import Badge
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.labels import FieldLabel, ProblemLabel, QuietLabel, WordLabel
from supervision_desktop.ui.workspace import Workspace

MADE = ("purpose", "location", "delete_by", "deleted_on")
TOOL = ("ai_tool", "ai_provider", "ai_checked_by", "ai_kept", "ai_deleted_on")
FIELDS = ("recorded", *MADE, "incident", "ai_used", "ai_removed", "ai_consent", "ai_reason", *TOOL)


class RecordingPart(QWidget):
    """Two ticks; what belongs to each shows under it. A recording that happened can always be entered."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: SessionPage | None = None
        self.form = FieldForm(workspace, SessionRecording, FIELDS, parent=self)
        self.people: dict[str, ValueCombo] = {}
        self.plan = QCheckBox(tr("A recording is planned"))
        self.warnings, self._protected, self.problem = WordLabel(""), QuietLabel(""), ProblemLabel()
        self._who = FlowLayout(gap=14)
        self._made = layout.boxed(self.form.columns(*MADE, least=200))
        self._tool = layout.boxed(layout.column(
            layout.row(self.form["ai_removed"], self.form["ai_consent"], layout.spacer()), self.form["ai_reason"],
            self.form.columns(*TOOL, least=200)))
        self.look = Badge(tr("Look again"), "warn")
        self.setLayout(layout.column(
            layout.row(self.look, layout.spacer()), self.warnings, FieldLabel(tr("Who knows of a recording")),
            layout.boxed(self._who), self.plan, self.problem, self.form["recorded"], self._made, self.form["incident"],
            self.form["ai_used"], self._tool, self._protected))
        self.plan.clicked.connect(self._plan)

    def show_page(self, page: SessionPage) -> None:
        """What is known of one session."""
        self._page = page
        with self._workspace.read() as db:
            found = recording.page(db, page.session.id)
            rules = retention.rules(db, self._workspace.library.retention)
        self.problem.say("")
        if found.made is None:
            self.form.show_new(recording_id(page.session.id), {"session_id": page.session.id})
        else:
            self.form.show(found.made)
        self._show_people(found)
        self._show_parts(found)
        self._protected.setText(self._how_protected(next((rule.words for rule in rules if rule.kept.key == "session"), "")))

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._page = None
        self.form.clear()

    def _show_people(self, found: recording.RecordingPage) -> None:
        wanted = {one.person_id for one in found.people}
        if wanted != self.people.keys():
            layout.clear(self._who)
            self.people = {one.person_id: ValueCombo(one.name, [
                (None, tr("Not noted")), *self._workspace.choices("recording_awareness")]) for one in found.people}
            for one in found.people:
                combo = self.people[one.person_id]
                combo.value_chosen.connect(partial(self._answer, one.person_id))
                self._who.addWidget(LabelledField(one.name, combo))
        for one in found.people:
            self.people[one.person_id].set_value(one.answer)

    def _show_parts(self, found: recording.RecordingPage) -> None:
        """What a tick asks for shows once it is set; a warning stands at the top."""
        made = found.made
        recorded, used = bool(made and made.recorded), bool(made and made.ai_used)
        self.plan.setChecked(bool(made and made.planned))
        self._made.setVisible(recorded or used)
        self.form["incident"].setVisible(recorded and bool(found.unaware))
        self._tool.setVisible(used)
        self.form["ai_reason"].setVisible(used and not (made and made.ai_removed))
        warnings = found.warnings()
        self.warnings.setText("\n".join(warnings))
        for part in (self.look, self.warnings):
            part.setVisible(bool(warnings))

    def _how_protected(self, kept: str) -> str:
        page = self._page
        assert page is not None  # asked for while one is shown
        named = self._workspace.label("identification_rule", page.session.identification or "reference").lower()
        return tr("Client data here: clients are named by {named}; the record is encrypted in this practice file and kept "
                  "{kept}.").format(named=named, kept=kept)

    def _answer(self, person_id: str, said: object) -> None:
        page = self._page
        if page is not None:
            self._do(lambda db: recording.answer(db, page.session.id, person_id, str(said) if said else None,
                                                 self._workspace.today()))

    def _plan(self, on: bool) -> None:
        page = self._page
        if page is not None and not self._do(lambda db: recording.plan(db, page.session.id, on)):
            self.plan.setChecked(not on)

    def _do(self, make: Callable[[Reading], ChangeSet]) -> bool:
        """Carry out what a service plans; its refusal stands under the tick."""
        try:
            with self._workspace.read() as db:
                change = make(db)
        except BadInput as fault:
            self.problem.say(fault.sentence)
            return False
        self.problem.say("")
        return self._workspace.commit(change)
