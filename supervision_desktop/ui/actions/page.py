"""The page of one action: what is to be done, how it went, and where it comes from."""

from __future__ import annotations

from supervision_desktop.domain.actions import OPEN_STATES, Action, days_overdue
from supervision_desktop.domain.links import CRITERION
from supervision_desktop.domain.reflection import Reflection
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.formats import day_short, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import action_hints, actions, cases, linking, people, reflection, shared_outcomes
from supervision_desktop.services.actions import ActionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.actions.more import MorePart
from supervision_desktop.ui.attachments.files_part import FilesFold
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.link_lines import LinkLines
from supervision_desktop.ui.linked import LinkedFold
from supervision_desktop.ui.record_tab import RecordPage
from supervision_desktop.ui.reflection.begin import from_reflection
from supervision_desktop.ui.widgets.buttons import action, button, more_button
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace

FORM = ("text", "owner_id", "due_on", "case_id", "status", "done_on", "outcome", "effect")


class ActionView(RecordPage):
    """Shows one action; `gone` says that it was deleted."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._id, self._from = workspace, "", ""
        self.form = FieldForm(workspace, Action, FORM, parent=self)
        self.done = button(tr("Done"), self.mark_done, primary=True)
        self.title = PageTitle("", "", self.done, more_button(
            action(tr("No longer wanted"), self._drop, self), action(tr("Delete"), self.delete, self)))
        self.hint, self.origin = QuietLabel(""), LinkLines(tr("Open"))
        self.more = MorePart(workspace)
        self.reports: DataTable | None = None
        self._reported: Section | None = None
        self._trail = layout.column(gap=0)
        self.linked = LinkedFold(workspace, tr("Goal, criterion"), ("goal", CRITERION))
        self.files = FilesFold(workspace, Action.__tablename__)
        self._build()
        self.origin.opened.connect(self._open_origin)

    def show_id(self, record_id: str) -> bool:
        """One action with what was reported of it; False where there is none."""
        with self._workspace.read() as db:
            page = actions.page(db, record_id)
            if page is None:
                return False
            persons, references = people.choices(db, with_self=True), cases.choices(db)
            outcomes, most = shared_outcomes.outcomes(db), action_hints.often(db)
            source, linked = reflection.source_of(db, record_id), linking.around(db, record_id)
        self._id = record_id
        self.form.set_options("owner_id", persons)
        self.form.set_options("case_id", references)
        self.form.show(page.action)
        self.form["done_on"].setVisible(page.action.status == "done")
        self._show_words(page, most)
        self._show_origin(page, source)
        self.more.show_page(page, persons, outcomes)
        self._show_reports(page)
        self.linked.show_links((Action.__tablename__, record_id), linked)
        self.files.show_owner(record_id)
        return True

    def clear(self) -> None:
        """Show no action; what was typed is kept."""
        self._id = ""
        self.form.clear()
        self.more.clear()
        self.files.show_owner("")

    def mark_done(self) -> None:
        """Done, with Undo in the notice bar."""
        self._report("done", tr("Marked as done"))

    def delete(self) -> None:
        """With its reports and files."""
        with self._workspace.read() as db:
            change = actions.delete(db, self._id)
        self.form.discard()
        self.more.discard()
        self.gone.emit()
        self._workspace.commit(change)

    def _build(self) -> None:
        form = self.form
        form["text"].label.hide()  # the section says the same word
        self.setLayout(layout.column(
            self.title, self.hint,
            Section(tr("Action"), form["text"], form.columns("owner_id", "due_on", "case_id"), self.origin),
            Section(tr("How it went"), form.columns("status", "done_on"), form["outcome"], form["effect"],
                    hint=tr("only what is worth keeping")),
            Section(tr("More, if you wish"), self.more, self.linked, self.files), self._trail,
            gap=layout.SECTION_GAP))

    def _show_reports(self, page: ActionPage) -> None:
        """What was said of it since; the table is made for the first action that has a report."""
        if page.reports and self.reports is None:
            self.reports = DataTable(tr("Reports"), [Column(tr("Date"), chars=14), Column(tr("Report"), chars=14),
                                                     Column(tr("Note"))])
            self._reported = Section(tr("Reported at later sessions"), self.reports)
            self._trail.addWidget(self._reported)
        if self.reports is not None and self._reported is not None:
            self._reported.setVisible(bool(page.reports))
            self.reports.set_rows([(day_short(r.on), self._workspace.label("action_report", r.state), "; ".join(
                filter(None, (r.note, r.effect, r.evidence)))) for r in page.reports])

    def _show_words(self, page: ActionPage, most: int) -> None:
        one, today = page.action, self._workspace.today()
        is_open = one.status in OPEN_STATES
        late = days_overdue(one.status, one.due_on, today)
        facts = (self._workspace.label("action_status", one.status),
                 (tr("1 day overdue") if late == 1 else tr("{n} days overdue").format(n=late)) if late else "",
                 tr("about {whose} practice").format(whose=page.concerns) if page.concerns == tr("your own") else
                 tr("about the practice of {name}").format(name=page.concerns) if page.concerns else "")
        self.title.show_words(one.text, " · ".join(filter(None, facts)))
        self.done.setVisible(is_open)
        often = is_open and page.carried > most
        self.hint.say(tr("Carried forward {n} times. Is it too large, not wanted any more, or somebody else's?").format(
            n=page.carried) if often else "")

    def _show_origin(self, page: ActionPage, source: tuple[Reflection, object] | None) -> None:
        lines = []
        if page.session is not None and page.action.session_id:
            name, on = page.session
            lines.append((page.action.session_id, tr("Agreed with {name}, {day}").format(name=name, day=day_text(on))))
        self._from = source[0].id if source is not None else ""
        if source is not None:
            lines.append((self._from, from_reflection(source[0], self._workspace.label("models", source[0].model))))
        self.origin.show_lines(lines)

    def _open_origin(self, record_id: str) -> None:
        kind = Reflection if record_id == self._from else SupervisionSession
        self._workspace.open_wanted.emit(kind.__tablename__, record_id)

    def _report(self, state: str, notice: str) -> None:
        with self._workspace.read() as db:
            change = actions.report(db, self._id, state, self._workspace.today())
        self._workspace.commit(change, notice=notice)

    def _drop(self) -> None:
        with self._workspace.read() as db:
            change = actions.set_status(db, self._id, "dropped")
        self._workspace.commit(change, notice=tr("No longer wanted"))
