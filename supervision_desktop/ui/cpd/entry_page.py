"""The page of one CPD entry: what it was in front, the rest folded until it is wanted."""

from __future__ import annotations

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.cpd import CpdEntry
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.formats import day_text, minutes_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import cpd, linking
from supervision_desktop.services.cpd import CpdPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.attachments.files_part import FilesFold
from supervision_desktop.ui.cpd.standards_part import StandardsFold
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.late_form import LateForm
from supervision_desktop.ui.link_lines import LinkLines
from supervision_desktop.ui.linked import LinkedFold
from supervision_desktop.ui.record_tab import RecordPage
from supervision_desktop.ui.widgets.buttons import action, more_button
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.workspace import Workspace

FORM = ("title", "on", "kind", "minutes", "field")
CIRCLE = ("plan", "did", "reflection", "applied", "client_effect", "next_step")
PAID = ("provider", "cost_pence", "participatory_minutes")
TOWARDS = ("goal", "supervision_need", "development_need")
SHARED = ("shared_how", "shared_with", "shared_on", "shared_effect")


class EntryView(RecordPage):
    """Shows one entry; `gone` says that it was deleted. `whole` is a button that leads to the whole log."""

    def __init__(self, workspace: Workspace, whole: QWidget) -> None:
        super().__init__()
        self._workspace, self._id = workspace, ""
        self.form = FieldForm(workspace, CpdEntry, FORM, parent=self)
        self.title = PageTitle("", "", whole, more_button(action(tr("Delete"), self.delete, self)))
        self.counted = QuietLabel("")
        self.circle = LateForm(workspace, CpdEntry, CIRCLE, tr("Plan, do, reflect, apply"),
                               lambda form: layout.column(*(form[name] for name in CIRCLE)))
        self.paid = LateForm(workspace, CpdEntry, PAID, tr("Provider, cost"), lambda form: layout.column(
            form[PAID[0]], form.columns(*PAID[1:])))
        self.shared = LateForm(workspace, CpdEntry, SHARED, tr("Passed on to others"), lambda form: layout.column(
            form.columns(*SHARED[:3]), form["shared_effect"]))
        self.standards = StandardsFold(workspace, tr("Counts towards"),
                                       lambda db, entry_id, link, on: cpd.tick(db, entry_id, link, on=on))
        self.goals = LinkedFold(workspace, tr("Towards a goal or need"), TOWARDS)
        self.files = FilesFold(workspace, CpdEntry.__tablename__, words=tr("Certificate and files"))
        self.setAcceptDrops(True)
        self.origin = LinkLines(tr("Open the session"))
        self._build()
        self.origin.opened.connect(
            lambda session_id: workspace.open_wanted.emit(SupervisionSession.__tablename__, session_id))

    def show_id(self, record_id: str) -> bool:
        """One entry; False where there is none."""
        with self._workspace.read() as db:
            page, linked = cpd.page(db, record_id), linking.around(db, record_id)
        if page is None:
            return False
        self._id, entry = record_id, page.entry
        label = self._workspace.label("cpd_kind", entry.kind)
        self.title.show_words(entry.title, " · ".join(filter(None, (
            label, day_text(entry.on), minutes_text(page.minutes) if page.minutes else ""))))
        self.form.show(entry)
        self._show_session(page)
        for fold in (self.circle, self.paid, self.shared):
            fold.show_record(entry)
        self._say_hints(entry)
        count = len(page.links)
        self.standards.show_links(record_id, page.links, tr("1 criterion") if count == 1 else
                                  tr("{n} criteria").format(n=count) if count else "")
        self.goals.show_links((CpdEntry.__tablename__, record_id), linked)
        self.files.show_owner(record_id)
        return True

    def clear(self) -> None:
        """Show no entry; what was typed is kept."""
        self._id = ""
        for part in (self.form, self.circle, self.paid, self.shared):
            part.clear()
        self.standards.show_links("", frozenset(), "")
        self.files.show_owner("")

    def begin(self) -> None:
        """The keyboard into the title."""
        self.form.focus("title")

    def focus_field(self, name: str) -> None:
        """The keyboard into one field, wherever it lies."""
        if name in FORM:
            self.form.focus(name)
        for fold, names in ((self.circle, CIRCLE), (self.paid, PAID), (self.shared, SHARED)):
            if name in names:
                fold.show_open(True)
                if fold.form is not None:
                    fold.form.focus(name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A certificate may be let go anywhere on the page."""
        self.files.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """It goes to the files of this entry."""
        self.files.dropEvent(event)

    def delete(self) -> None:
        """With its files."""
        with self._workspace.read() as db:
            change = cpd.delete(db, self._id)
        for part in (self.form, self.circle, self.paid, self.shared):
            part.discard()
        self.gone.emit()
        self._workspace.commit(change)

    def _build(self) -> None:
        form = self.form
        self.setLayout(layout.column(
            self.title,
            Section(tr("What"), form["title"], form.columns("on", "kind", "minutes", "field"), self.counted, self.origin,
                    self.paid),
            Section(tr("What came of it"), self.circle, self.shared, hint=tr("a sentence is enough")),
            Section(tr("Evidence"), self.standards, self.goals, self.files), gap=layout.SECTION_GAP))

    def _show_session(self, page: CpdPage) -> None:
        own = page.entry.minutes
        words = ""
        if page.session and own is None and page.minutes:
            words = tr("The time is the session's: {time}. It is counted once.").format(time=minutes_text(page.minutes))
        elif page.session and own is not None and own != page.minutes:
            words = tr("Counted: {time}. The session's time is counted once, however many entries come from it.").format(
                time=minutes_text(page.minutes))
        self.counted.say(words)
        lines = [(page.entry.session_id or "", tr("From the session with {name}").format(name=page.session))]
        self.origin.show_lines(lines if page.session else [])

    def _say_hints(self, entry: CpdEntry) -> None:
        self.circle.set_hint(tr("reflected") if entry.reflection else "")
        self.paid.set_hint(entry.provider or "")
        self.shared.set_hint(self._workspace.label("cpd_sharing", entry.shared_how))
