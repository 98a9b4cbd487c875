"""Where she finds support, as lines beside a hint that it may be time to ask (PDM-09)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.development import SupportSource
from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout
from supervision_desktop.ui.link_lines import LinkLines
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.workspace import Workspace

KIND = SupportSource.__tablename__


class SupportLines(QWidget):
    """Each source with how to reach it; where there is none, the way to name one."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.lines = LinkLines(tr("Open"))
        self.name_one = button(tr("Name where you find support…"), lambda: self._open(""), link=True)
        self.setLayout(layout.column(self.lines, layout.row(self.name_one, layout.spacer()), gap=0))
        self.lines.opened.connect(self._open)
        self.hide()

    def show_sources(self, found: Sequence[SupportSource], *, wanted: bool) -> None:
        """All of them while they are wanted."""
        self.lines.show_lines([(one.id, ": ".join(filter(None, (one.name, one.contact)))) for one in found])
        self.name_one.setVisible(not found)
        self.setVisible(wanted)

    def _open(self, source_id: str) -> None:
        self._workspace.open_wanted.emit(KIND, source_id)
