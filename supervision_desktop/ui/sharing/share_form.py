"""One line of the share log: who, what, why, and which cases it was about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.sharing import Share
from supervision_desktop.i18n import tr
from supervision_desktop.services import cases, people, sharing
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.ticks import TickList
from supervision_desktop.ui.workspace import Workspace

FIELDS = ("what", "purpose", "on", "person_id", "recipient", "way", "basis")
CLOSED = "closed"


class ShareForm(QWidget):
    """Shows one line; the rest lies folded."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._id = workspace, ""
        self._offered: list[tuple[str, str]] = []
        self.fields = FieldForm(workspace, Share, FIELDS, parent=self)
        self.cases = TickList(tr("Cases"), [], least=120)
        self.about = Fold(tr("Which cases it was about"), self.cases)
        form = self.fields
        self.setLayout(layout.column(
            form.columns("what", "purpose", least=220), form.columns("person_id", "recipient", "on", least=150),
            Fold(tr("In which way, and what allows it"), form.columns("way", "basis", least=200)), self.about, gap=6))
        self.cases.ticked.connect(self._set_cases)

    def show_share(self, share_id: str) -> bool:
        """One line of the log; False where there is none of that id."""
        with self._workspace.read() as db:
            found = sharing.share(db, share_id)
            known = dict.fromkeys((one.person_id, one.name) for one in people.relations(db)) if found else {}
            offered = [(row.id, row.reference) for row in cases.rows(db)
                       if found and (row.status != CLOSED or row.id in found[1])]
        if found is None:
            self.clear()
            return False
        self._id = share_id
        self.fields.set_options("person_id", list(known))
        self.fields.show(found[0])
        self._offer(offered)
        self.cases.set_values(tuple(found[1]))
        self.about.set_hint(", ".join(words for case_id, words in offered if case_id in found[1]))
        return True

    def clear(self) -> None:
        """Show no line; what was typed is kept."""
        self._id = ""
        self.fields.clear()

    def discard(self) -> None:
        """Give up what is typed."""
        self.fields.discard()

    def _offer(self, offered: Sequence[tuple[str, str]]) -> None:
        if self._offered != offered:   # made anew they would lose the keyboard
            self._offered = [*offered]
            self.cases.set_choices(offered)

    def _set_cases(self, wanted: tuple[str, ...]) -> None:
        with self._workspace.read() as db:
            change = sharing.set_cases(db, self._id, wanted)
        self._workspace.commit(change)
