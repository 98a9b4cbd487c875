"""What this practice file knows of words: abbreviations, names to notice; and the own limit for finishing a record."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.domain.session_notes import Abbreviation, KnownName
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import abbreviations, practice, session_record
from supervision_desktop.services.session_record import RECORD_DAYS, RECORD_DAYS_KIND, WORKING
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import FieldLabel
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

DAYS = "days"


class WordLists(QWidget):
    """Two short lists, and one number."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.short = ChildRows(workspace, Abbreviation, ("short", "long"), (Column(tr("Short form"), chars=12),
                               Column(tr("Stands for"))), lambda one: (one.short, one.long or tr("known to everybody")),
                               title=tr("Abbreviations"), gone=tr("Abbreviation taken out"))
        self.names = ChildRows(workspace, KnownName, ("name", "instead"), (Column(tr("Name"), chars=24),
                               Column(tr("Say instead"))), lambda one: (one.name or "", one.instead or ""),
                               title=tr("Names to notice"), gone=tr("Name taken out"))
        self.add_short = InlineAdd(tr("Add an abbreviation, such as MDT = multidisciplinary team, and press Enter"),
                                   tr("New abbreviation"))
        self.add_name = InlineAdd(tr("Add a name to notice in notes and press Enter"), tr("New name to notice"))
        self.days = LabelledField(tr("Days to finish a record"), QLineEdit(), help=tr("For yourself; never printed"))
        self.kind = LabelledField(tr("Counted in"), ValueCombo(tr("Counted in"), [
            (DAYS, tr("Days")), (WORKING, tr("Working days"))]))
        self.setLayout(layout.column(
            FieldLabel(tr("Abbreviations: prints say them in full where they first occur")), self.short, self.add_short,
            FieldLabel(tr("Names to notice: relatives, schools, hospitals, others around clients")), self.names,
            self.add_name, Columns(self.days, self.kind, least=200)))
        self.add_short.added.connect(self._add_short)
        self.add_name.added.connect(self._add_name)
        self.days.editor.editingFinished.connect(self._keep_limit)
        self.kind.editor.value_chosen.connect(lambda _: self._keep_limit())

    def refresh(self) -> None:
        """Show what there is now."""
        with self._workspace.read() as db:
            short, names = abbreviations.known(db), abbreviations.names(db)
            limit, working = session_record.limit(db)
        self.short.show_records(short)
        self.names.show_records(names)
        if not self.days.editor.hasFocus():
            self.days.editor.setText(str(limit))
        self.kind.editor.set_value(WORKING if working else DAYS)

    def clear(self) -> None:
        """Keep what was typed."""
        self.short.let_go()
        self.names.let_go()

    def _add_short(self, words: str) -> None:
        short, _, long = words.partition("=")
        try:
            with self._workspace.read() as db:
                change = abbreviations.add(db, short, long)
        except BadInput as fault:
            self.add_short.refuse(fault.sentence)
            return
        self.add_short.hear(self._workspace.attempt(change))

    def _add_name(self, words: str) -> None:
        self.add_name.hear(self._workspace.attempt(gesture(tr("Name to notice"), created(KnownName, {"name": words}))))

    def _keep_limit(self) -> None:
        days, kind = self.days.editor.text().strip(), str(self.kind.editor.value())
        if not days.isdigit() or int(days) > 365:
            self.days.say_problem(tr("Days to finish a record is a number from 0 to 365."))
            return
        self.days.say_problem("")
        with self._workspace.read() as db:
            if (int(days), kind == WORKING) == session_record.limit(db):
                return
            first = practice.set_setting(db, RECORD_DAYS, days)
            second = practice.set_setting(db, RECORD_DAYS_KIND, kind)
        self._workspace.commit(gesture(tr("Setting"), *first.changes, *second.changes))
