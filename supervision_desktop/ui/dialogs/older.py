"""An older copy of the records is in place: go on with it, or look at the backups."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.paths import APP_NAME
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.labels import HeadingLabel, WordLabel


class OlderDialog(QDialog):
    """Asks once; closed without an answer, the next opening asks again."""

    def __init__(self, keep: Callable[[], object], bring_back: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(APP_NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.keep = button(tr("Keep this copy"), lambda: self._go(keep))
        self.look = button(tr("Look at the backups…"), lambda: self._go(bring_back), primary=True)
        self.later = button(tr("Decide later"), self.reject, link=True)
        self.setLayout(layout.column(
            HeadingLabel(tr("An older copy of your records is in place")),
            WordLabel(tr("This computer has seen newer ones: an earlier copy of the file was put back. "
                         "Look at the backups first if you do not know why.")),
            FlowLayout(self.look, self.keep, self.later), margins=20, gap=12))
        self.setMinimumWidth(style.scaled(460))

    def _go(self, way: Callable[[], object]) -> None:
        self.accept()
        way()


def ask_which(parent: QWidget, keep: Callable[[], object], bring_back: Callable[[], object]) -> OlderDialog:
    """Ask which copy to go on with."""
    made = OlderDialog(keep, bring_back, parent)
    made.open()
    return made
