"""The complaints log: what came when, by when an answer is due, what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.governance import Complaint
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import governance
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.ui import layout
from supervision_desktop.ui.attachments.files_part import FilesFold
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.governance.named_rows import NamedRows
from supervision_desktop.ui.identifying import Identifying
from supervision_desktop.ui.number_setting import NumberSetting
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

NAMES = ("name", "received_on", "from_whom", "about_data", "said", "acknowledge_by", "acknowledged_on", "answer_by",
         "answered_on", "outcome", "answer", "learning")
WITHOUT_NAMES = ("name", "from_whom", "said", "answer", "learning")


class ComplaintsPart(QWidget):
    """The log, the newest first."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._identifying = Identifying(workspace, self)
        self.log = NamedRows(
            workspace, Complaint, NAMES,
            [Column(tr("Received"), chars=14, text=day_short), Column(tr("What it is about")),
             Column(tr("Where it stands"), chars=22), Column(tr("Answer by"), chars=14, text=day_short)],
            lambda one: (one.received_on, one.name, governance.complaint_words(one), one.answer_by), title=tr("Complaints"),
            gone=tr("Complaint taken out"), asks=tr("A complaint that came, in a line without names, then Enter"),
            new=tr("New complaint"), arranged=self._arranged, make=self._made)
        self._identifying.watch_line(self.log.add)
        self.files = FilesFold(workspace, Complaint.__tablename__, words=tr("Letters"))
        self.acknowledge = self._days(tr("Days to say that it came"), governance.ACKNOWLEDGE, (3, 5, 7, 14, 30))
        self.answer = self._days(tr("Days to answer"), governance.ANSWER, (14, 20, 28, 56, 90))
        self.setLayout(layout.column(
            Section(tr("Complaints"), self.log, self.files,
                    Fold(tr("Your own days"), Columns(self.acknowledge, self.answer, least=200)))))
        self.log.rows.table.chosen.connect(self._show_files)

    def show_complaints(self, found: Sequence[Complaint], allowed: tuple[int, int]) -> None:
        """Fill the log; `allowed` are the days that a new one begins with."""
        self.log.show_records(found)
        self._show_files(self.log.rows.table.id())
        self.acknowledge.show_number(allowed[0])
        self.answer.show_number(allowed[1])

    def open_record(self, record_id: str) -> None:
        """Turn to one complaint."""
        self.log.choose(record_id)
        self._show_files(record_id)

    def _days(self, label: str, name: str, offered: Sequence[int]) -> NumberSetting:
        return NumberSetting(self._workspace, label, name, offered, lambda n: tr("{n} days").format(n=n),
                             help=tr("For complaints from now on"))

    def _arranged(self, form: FieldForm) -> layout.Part:
        self._identifying.watch(*(form[name] for name in WITHOUT_NAMES))
        return layout.column(
            form["name"], form.columns("received_on", "from_whom"), form["about_data"], form["said"],
            form.columns("acknowledge_by", "acknowledged_on"), form.columns("answer_by", "answered_on", "outcome"),
            form["answer"], form["learning"])

    def _made(self, words: str) -> tuple[ChangeSet, str]:
        with self._workspace.read() as db:
            return governance.new_complaint(db, words, self._workspace.today())

    def _show_files(self, complaint_id: str) -> None:
        self.files.show_owner(complaint_id)
        self.files.setVisible(bool(complaint_id))
