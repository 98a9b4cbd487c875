"""Who came prepared, as it was seen: a word for each, and what was read (PRE-05)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.sessions import Participant
from supervision_desktop.i18n import tr
from supervision_desktop.services.sessions import Present, SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import HeadingLabel
from supervision_desktop.ui.workspace import Workspace

FIELDS = ("prepared", "read", "prepared_on")


class PreparePeople(Fold):
    """One line for each participant."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Who came prepared"), build=self._built)
        self._workspace = workspace
        self._present: Sequence[Present] = ()
        self._sealed = False
        self.lines: list[tuple[HeadingLabel, FieldForm, QWidget]] = []

    def show_page(self, page: SessionPage) -> None:
        """Everybody of one session, the practitioner first."""
        self._present = sorted(page.present, key=lambda one: (one.participant.person_id != SELF, one.name))
        self._sealed = page.sealed
        said = [one for one in self._present if one.participant.prepared]
        self.set_hint(", ".join(f"{one.name}: {self._workspace.label('prepared_state', one.participant.prepared).lower()}"
                                for one in said[:2]))
        self._fill()

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._present = ()
        for _, form, _ in self.lines:
            form.clear()

    def _built(self) -> QWidget:
        self._people = layout.column(gap=8)
        made = layout.boxed(self._people)
        self._fill(made)
        return made

    def _fill(self, holder: QWidget | None = None) -> None:
        if holder is None and not self.is_open() and not self.lines:
            return
        while len(self.lines) < len(self._present):
            form, name = FieldForm(self._workspace, Participant, FIELDS, parent=self), HeadingLabel("")
            line = layout.boxed(layout.column(name, form.columns(*FIELDS, least=170), gap=2))
            self.lines.append((name, form, line))
            self._people.addWidget(line)
        for number, (name, form, line) in enumerate(self.lines):
            line.setVisible(number < len(self._present))
            if number < len(self._present):
                one = self._present[number]
                name.setText(one.name)
                for field in FIELDS:
                    form[field].editor.setAccessibleName(f"{form[field].label.text()}: {one.name}")
                form.show(one.participant)
                form.set_read_only(self._sealed)
            else:
                form.clear()
