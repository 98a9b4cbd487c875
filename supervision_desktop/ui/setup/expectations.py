"""What each body expects about supervision, in the practitioner's own words (PRA-05)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.profile import BodyExpectation
from supervision_desktop.formats import day_short, minutes_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import profile
from supervision_desktop.services.profile import CODE_REFERENCE
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.list_values import known_key, own_item
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

LIST = "bodies"
FIELDS = ("body", "reference", "expectation", "sessions", "per", "year_minutes", "link", "checked_on", "check_on")


class Expectations(QWidget):
    """A table of expectations; nothing is read into them that she did not write."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.rows = ChildRows(
            workspace, BodyExpectation, FIELDS,
            [Column(tr("Body"), chars=12), Column(tr("Reference")), Column(tr("At least"), chars=16),
             Column(tr("Check again"), chars=14, text=day_short)],
            lambda one: (workspace.label(LIST, one.body), one.reference or "", self._least(one), one.check_on),
            title=tr("What bodies expect"), gone=tr("Expectation taken out"),
            arranged=lambda form: layout.column(
                form.columns("body", "reference"), form["expectation"], form.columns("sessions", "per", "year_minutes"),
                form["link"], form.columns("checked_on", "check_on")))
        self.add = InlineAdd(tr("Add a body that expects something, such as VRA"), tr("New expectation of a body"))
        keep_words(workspace, self.add.line, "line body expectation")
        self.begin = button(tr("Begin with the Code of Ethics, section 4.13"), self._begin, link=True)
        self.setLayout(layout.column(self.rows, self.add, layout.row(self.begin, layout.spacer())))
        self.add.added.connect(self._added)

    def show_expectations(self, records: Sequence[BodyExpectation]) -> None:
        """Fill it; the Code is offered until it stands there."""
        self.rows.show_records(records)
        self.begin.setVisible(all(one.reference != tr(CODE_REFERENCE) for one in records))

    def _least(self, one: BodyExpectation) -> str:
        unit = self._workspace.label("cadence_unit", one.per).lower()
        sessions = tr("{n} a {unit}").format(n=one.sessions, unit=unit or tr("period")) if one.sessions else ""
        hours = tr("{time} a year").format(time=minutes_text(one.year_minutes)) if one.year_minutes else ""
        return ", ".join(filter(None, (sessions, hours)))

    def _added(self, words: str) -> None:
        name = " ".join(words.split())
        known = self._workspace.choices(LIST, own=True)
        body = known_key(name, known)
        item = own_item(LIST, body, known)
        made = created(BodyExpectation, {"person_id": SELF, "body": body, "checked_on": self._workspace.today()})
        fault = self._workspace.attempt(gesture(tr("New expectation of a body"), item, made))
        if fault is not None:
            self.add.refuse(fault.sentence)
        else:
            self.rows.choose(made.id)

    def _begin(self) -> None:
        with self._workspace.read() as db:
            entry = profile.code_entry(db, self._workspace.today())
        change = gesture(tr("New expectation of a body"), entry)
        if self._workspace.commit(change) and entry is not None:
            self.rows.choose(entry.id)
