"""The privacy notice or client agreement that tells every client of supervision: named once, with its date (REC-11)."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit

from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import case_entries
from supervision_desktop.ui.widgets.day_edit import DayEdit
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.workspace import Workspace


class NoticeFold(Fold):
    """Two fields; with both filled in no case has to say it by itself."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.words = LabelledField(tr("Its name"), QLineEdit(), help=tr("For example privacy notice, version 3"))
        self.day = LabelledField(tr("Its date"), DayEdit(tr("Its date"), workspace.today))
        super().__init__(tr("A notice that tells all clients"),
                         QuietLabel(tr("Or a client agreement. Named with its date, no case is listed as not told.")),
                         Columns(self.words, self.day, least=220))
        self.words.editor.editingFinished.connect(self._keep)
        self.day.editor.value_changed.connect(lambda _: self._keep())
        self.day.editor.problem_found.connect(self.day.say_problem)

    def show_notice(self, named: tuple[str, date] | None) -> None:
        """What is named; what is being typed stays."""
        words, on = named or ("", None)
        self.set_hint(f"{words}, {day_text(on)}" if on else "")
        if named is not None and not self.words.editor.hasFocus():
            self.words.editor.setText(words)
            self.day.editor.set_value(on)

    def _keep(self) -> None:
        words, on = self.words.editor.text(), self.day.editor.value()
        with self._workspace.read() as db:
            named = case_entries.notice(db)
            if (words.strip(), on) == (named or ("", None)) or (bool(words.strip()) != bool(on)):
                return
            change = case_entries.name_notice(db, words, on)
        self._workspace.commit(change)
