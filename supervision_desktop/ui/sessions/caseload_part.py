"""A caseload session: its eight parts, documents looked at, and the meetings a case was also taken to (SES-07, 10, 16)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.caseload_session import (
    CONSIDERED,
    NOT_APPLICABLE,
    CaseloadPart,
    DocumentLookedAt,
    LinkedMeeting,
    part_id,
)
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import caseload_session, cases
from supervision_desktop.services.caseload_session import Held
from supervision_desktop.services.closing import PARTS
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.framework.rating_bar import RatingBar
from supervision_desktop.ui.late_form import Perhaps
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Choices, Workspace

DOCUMENTS, MEETINGS = "essential_documents", "linked_processes"


class CaseloadLine(QWidget):
    """One part: considered or not applicable, and a note when there is something to keep."""

    def __init__(self, workspace: Workspace, key: str) -> None:
        super().__init__()
        self._workspace, self.key, self._session_id = workspace, key, ""
        self._found: CaseloadPart | None = None
        name = workspace.label(PARTS, key)
        self.bar = RatingBar(name, [workspace.label("considered", CONSIDERED)])
        self.note = Fold(tr("Note"), build=self._built)
        self.note.turn.setAccessibleName(f"{name}, {tr('Note')}")
        self._perhaps: Perhaps | None = None
        words = WordLabel(name)
        words.setToolTip(workspace.library.lists.help(PARTS, key))
        self.setLayout(layout.column(layout.row((words, 1), self.bar, gap=16), self.note, gap=0))
        self.bar.rated.connect(lambda value: self._say(None if value is None else CONSIDERED))
        self.bar.left_out.connect(lambda: self._say(NOT_APPLICABLE))
        self.note.opened.connect(self._show_note)

    def show_part(self, session_id: str, found: CaseloadPart | None, *, sealed: bool) -> None:
        """What one session says of it."""
        if session_id != self._session_id:
            self.note.show_open(bool(found and found.note))
        self._session_id, self._found = session_id, found
        state = found.state if found else None
        self.bar.show_value({CONSIDERED: 0, NOT_APPLICABLE: -1}.get(state or ""), closed=sealed)
        self._show_note(sealed=sealed)

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._session_id, self._found = "", None
        if self._perhaps is not None:
            self._perhaps.clear()

    def _built(self) -> QWidget:
        form = FieldForm(self._workspace, CaseloadPart, ["note"], parent=self)
        form["note"].label.hide()   # the line over it says the same word
        self._perhaps = Perhaps(form)
        return layout.boxed(layout.column(form["note"], margins=(18, 0, 0, 6)))

    def _show_note(self, *, sealed: bool | None = None) -> None:
        if self._perhaps is None or not self._session_id:
            return
        self._perhaps.show(self._found, part_id(self._session_id, self.key),
                           {"session_id": self._session_id, "part": self.key})
        if sealed is not None:
            self._perhaps.form.set_read_only(sealed)

    def _say(self, state: str | None) -> None:
        with self._workspace.read() as db:
            change = caseload_session.consider(db, self._session_id, self.key, state)
        self._workspace.commit(change)


class DocumentsPart(QWidget):
    """Documents looked at, each with its finding; one that is missing becomes an action."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: SessionPage | None = None
        self._cases: dict[str, str] = {}
        self.rows = ChildRows(
            workspace, DocumentLookedAt, ["note"],
            [Column(tr("Case"), chars=14), Column(tr("Document")), Column(tr("Finding"), chars=14)],
            self._cells, title=tr("Documents looked at"), gone=tr("Document taken out"))
        self.finding = LabelledField(tr("Finding"), ValueCombo(tr("Finding"), [
            (None, tr("Not said")), *workspace.choices("document_finding")]))
        self.case = LabelledField(tr("Case"), ValueCombo(tr("Case of the document")))
        self.document = LabelledField(tr("Document to add"), ValueCombo(tr("Document to add")))
        self._adding = layout.boxed(layout.row((self.case, 1), (self.document, 1)))
        self.setLayout(layout.column(self.rows, self.finding, self._adding, gap=6))
        self.rows.table.chosen.connect(lambda _: self._show_finding())
        self.finding.editor.value_chosen.connect(self._found)
        self.document.editor.value_chosen.connect(self._add)

    def show_documents(self, page: SessionPage, held: Held, offered: Choices) -> None:
        """The documents of one session."""
        other = self._page is None or self._page.session.id != page.session.id
        self._page = page
        self._cases = {one.id: case for one, case in held.documents}
        self.rows.show_records([one for one, _ in held.documents])
        self.rows.form.set_read_only(page.sealed)
        self.rows.out.setVisible(not page.sealed)
        kept = None if other else self.case.editor.value()
        self.case.editor.set_choices(offered)
        self.case.editor.set_value(kept if kept else (offered[0][0] if len(offered) == 1 else None))
        self.document.editor.set_choices(self._workspace.choices(DOCUMENTS, own=True))
        self.document.editor.set_value(None)
        self._adding.setVisible(bool(offered) and not page.sealed)
        self._show_finding()

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._page = None
        self.rows.let_go()

    def _cells(self, one: DocumentLookedAt) -> tuple[str, ...]:
        return (self._cases[one.id], self._workspace.label(DOCUMENTS, one.document),
                self._workspace.label("document_finding", one.finding))

    def _chosen(self) -> DocumentLookedAt | None:
        chosen = next((one for one in self.rows.records() if one.id == self.rows.table.id()), None)
        return chosen if isinstance(chosen, DocumentLookedAt) else None

    def _show_finding(self) -> None:
        one = self._chosen()
        self.finding.setVisible(one is not None)
        if one is not None and self._page is not None:
            self.finding.editor.set_value(one.finding)
            self.finding.editor.setEnabled(not self._page.sealed)

    def _add(self, document: object) -> None:
        if self._page is None or not document:
            return
        case_id = self.case.editor.value()
        if not case_id:
            self._workspace.noticed.emit(tr("Choose first whose document it is."), None)
            self.document.editor.set_value(None)
            self.case.editor.setFocus()
            return
        change, made = caseload_session.look_at(self._page.session.id, str(case_id), str(document))
        if self._workspace.commit(change):
            self.rows.choose(made)
            self._show_finding()

    def _found(self, finding: object) -> None:
        one = self._chosen()
        if one is None:
            return
        words = tr("Write the missing document: {document}").format(
            document=self._workspace.label(DOCUMENTS, one.document).lower())
        with self._workspace.read() as db:
            change = caseload_session.found(db, one.id, str(finding) if finding else None, words, self._workspace.today())
        more = len(change.changes) > 1
        self._workspace.commit(change, notice=tr("It stands among the actions") if more else "")


class MeetingsPart(QWidget):
    """Huddles, team reviews and talks where a case of this session was taken too."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: SessionPage | None = None
        self._cases: dict[str, str] = {}
        self.rows = ChildRows(
            workspace, LinkedMeeting, ["on", "case_id", "outcome"],
            [Column(tr("Meeting")), Column(tr("Date"), chars=12), Column(tr("Case"), chars=14)],
            self._cells, title=tr("Linked meetings"), gone=tr("Meeting taken out"))
        self.meeting = LabelledField(tr("Meeting to add"), ValueCombo(tr("Meeting to add")))
        self.setLayout(layout.column(self.rows, self.meeting, gap=6))
        self.meeting.editor.value_chosen.connect(self._add)

    def show_meetings(self, page: SessionPage, held: Held, offered: Choices) -> None:
        """The meetings of one session."""
        self._page = page
        self._cases = {one.id: case for one, case in held.meetings}
        self.rows.form.set_options("case_id", offered)
        self.rows.show_records([one for one, _ in held.meetings])
        self.rows.form.set_read_only(page.sealed)
        self.rows.out.setVisible(not page.sealed)
        self.meeting.editor.set_choices(self._workspace.choices(MEETINGS, own=True))
        self.meeting.editor.set_value(None)
        self.meeting.setVisible(not page.sealed)

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._page = None
        self.rows.let_go()

    def _cells(self, one: LinkedMeeting) -> tuple[str, ...]:
        return self._workspace.label(MEETINGS, one.kind), day_short(one.on) if one.on else "", self._cases[one.id]

    def _add(self, kind: object) -> None:
        if self._page is None or not kind:
            return
        change, made = caseload_session.meet(self._page.session.id, str(kind), None, self._page.session.on)
        if self._workspace.commit(change):
            self.rows.choose(made)


class CaseloadSessionPart(QWidget):
    """All of it for one session; made when its line is first opened."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.lines = {key: CaseloadLine(workspace, key) for key in workspace.library.lists.keys(PARTS)}
        self.documents, self.meetings = DocumentsPart(workspace), MeetingsPart(workspace)
        self.setLayout(layout.column(
            QuietLabel(tr("The eight parts come from a published policy; say of each that you thought about it, or that it "
                          "does not arise.")),
            *self.lines.values(), Fold(tr("Documents of named clients"), self.documents),
            Fold(tr("Other meetings where a case was taken"), self.meetings), gap=4))

    def show_page(self, page: SessionPage) -> None:
        """One session."""
        with self._workspace.read() as db:
            held, offered = caseload_session.held(db, page.session.id), cases.choices(db)
        for key, line in self.lines.items():
            line.show_part(page.session.id, held.parts.get(key), sealed=page.sealed)
        self.documents.show_documents(page, held, offered)
        self.meetings.show_meetings(page, held, offered)

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        for line in self.lines.values():
            line.clear()
        self.documents.clear()
        self.meetings.clear()


