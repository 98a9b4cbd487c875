"""Given to … for …: one optional line beside what is printed or saved; it never holds anything up (PRV-04)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.services.sharing import Given
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.widgets.labels import QuietLabel

LONGEST = 200


class GivenLine(QWidget):
    """Two short lines, both optional; `names` are offered while somebody types."""

    def __init__(self, names: Sequence[str] = (), least: int = 110) -> None:
        super().__init__()
        self.to = LabelledField(tr("Given to"), QLineEdit())
        self.purpose = LabelledField(tr("For"), QLineEdit())
        self._said = QuietLabel(tr("If you like. It goes into the share log, with the cases named in the document."))
        self.to.editor.setPlaceholderText(tr("nobody"))
        for field in (self.to, self.purpose):
            field.editor.setMaxLength(LONGEST)
        offered = QCompleter(list(names), self)
        offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        offered.setFilterMode(Qt.MatchFlag.MatchContains)
        self.to.editor.setCompleter(offered)
        self.setLayout(layout.column(Columns(self.to, self.purpose, least=least), self._said, gap=4))

    def given(self) -> Given:
        """What was typed."""
        return Given(self.to.editor.text().strip(), self.purpose.editor.text().strip())

    def take(self) -> Given:
        """What was typed, for one copy: the lines are empty again, so that no copy is noted twice."""
        found = self.given()
        self.to.editor.clear()
        self.purpose.editor.clear()
        return found
