"""The register: registration with the regulator, what is held and why, notices, and who holds data for the practice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import SELF, new_id
from supervision_desktop.domain.governance import PrivacyNotice, ProcessingActivity, Processor
from supervision_desktop.domain.people import Practitioner
from supervision_desktop.formats import day_short, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import governance
from supervision_desktop.services.governance import Register
from supervision_desktop.ui import layout
from supervision_desktop.ui.attachments.files_part import FilesFold
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.governance.named_rows import NamedRows
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.fact_line import FactLine
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace


class RegisterPart(QWidget):
    """`keeping` opens the page about how long things are kept."""

    def __init__(self, workspace: Workspace, keeping: Callable[[], object]) -> None:
        super().__init__()
        self._workspace = workspace
        self.practice = FieldForm(workspace, Practitioner, ("data_registration", "data_registration_until"), parent=self)
        self.activities = self._activities()
        self.usual = button(tr("Begin with what this program keeps"), self._begin, link=True)
        self.notices = NamedRows(
            workspace, PrivacyNotice, ("name", "on", "review_on", "given_how"),
            [Column(tr("Notice")), Column(tr("Dated"), chars=14, text=day_short),
             Column(tr("Look again"), chars=14, text=day_short)],
            lambda one: (one.name, one.on, one.review_on), title=tr("Privacy notices"), gone=tr("Privacy notice taken out"),
            asks=tr("A notice, such as for clients and families, then Enter"), new=tr("New privacy notice"))
        self.notice_files = FilesFold(workspace, PrivacyNotice.__tablename__, words=tr("The notice itself"))
        self.processors = NamedRows(
            workspace, Processor, ("name", "holds", "place", "agreement_on", "review_on", "note"),
            [Column(tr("Who")), Column(tr("What they hold or see")), Column(tr("Agreement"), chars=14, text=day_short)],
            lambda one: (one.name, one.holds or "", one.agreement_on), title=tr("Who holds data for you"),
            gone=tr("Taken out of the register"), asks=tr("Somebody who holds or sees data for you, then Enter"),
            new=tr("New holder of data"), arranged=lambda form: layout.column(
                form.columns("name", "holds"), form.columns("place", "agreement_on", "review_on"), form["note"]))
        self._tools = layout.column(gap=6)
        self._build(keeping)
        self.notices.rows.table.chosen.connect(self._show_files)

    def show_register(self, found: Register) -> None:
        """Fill everything."""
        if found.profile is not None:
            self.practice.show(found.profile)
        elif not self.practice.record_id:
            self.practice.show_new(new_id(), {"person_id": SELF})
        self.activities.show_records(found.activities)
        self.usual.setVisible(not found.activities)
        self.notices.show_records(found.notices)
        self._show_files(self.notices.rows.table.id())
        self.processors.show_records(found.processors)
        layout.clear(self._tools)
        for tool in found.tools:
            renews = tr("renews {day}").format(day=day_text(tool.renews_on)) if tool.renews_on else ""
            self._tools.addWidget(FactLine(" · ".join(filter(None, (
                tr("{name}, from your tools in use").format(name=tool.name), tool.data_protection_note or "", renews)))))

    def open_record(self, kind: str, record_id: str) -> None:
        """Turn to one line."""
        by_kind = {Processor.__tablename__: self.processors, ProcessingActivity.__tablename__: self.activities}
        by_kind.get(kind, self.notices).choose(record_id)
        if kind == PrivacyNotice.__tablename__:
            self._show_files(record_id)

    def _activities(self) -> NamedRows:
        work = self._workspace
        return NamedRows(
            work, ProcessingActivity, ("name", "about", "purpose", "basis", "special", "shared_with", "reviewed_on", "note"),
            [Column(tr("What is held")), Column(tr("About whom")), Column(tr("Lawful basis"), chars=20)],
            lambda one: (one.name, one.about or "",
                         work.label("lawful_basis", one.basis) if one.basis else tr("Not said yet")),
            title=tr("What is held, and why"), gone=tr("Line taken out of the register"),
            asks=tr("Something you hold about people, then Enter"), new=tr("New line in the register"),
            arranged=lambda form: layout.column(
                form.columns("name", "about"), form["purpose"], form.columns("basis", "special", least=220),
                form.columns("shared_with", "reviewed_on"), form["note"]))

    def _build(self, keeping: Callable[[], object]) -> None:
        link = button(tr("How long each is kept…"), keeping, link=True)
        self.setLayout(layout.column(
            Section(tr("Registration with the regulator"), self.practice.columns(
                "data_registration", "data_registration_until"), hint=tr("Today reminds you of the renewal")),
            Section(tr("What is held, and why"), self.activities, layout.row(self.usual, link, layout.spacer()),
                    hint=tr("the basis is your decision")),
            Section(tr("Privacy notices"), self.notices, self.notice_files),
            Section(tr("Who holds or sees data for you"), self.processors, self._tools,
                    QuietLabel(tr("This program itself sends nothing anywhere."))),
            gap=layout.SECTION_GAP))

    def _show_files(self, notice_id: str) -> None:
        self.notice_files.show_owner(notice_id)
        self.notice_files.setVisible(bool(notice_id))

    def _begin(self) -> None:
        with self._workspace.read() as db:
            changes = governance.usual_activities(db)
        self._workspace.commit(changes)
