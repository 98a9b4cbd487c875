"""The one thing to say before the program starts again over other records."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.paths import APP_NAME


def say_and_go(sentence: str, parent: QWidget, go: Callable[[], object]) -> QMessageBox:
    """Say it; however the box is closed, go on."""
    box = QMessageBox(parent)
    box.setWindowTitle(APP_NAME)
    box.setText(sentence)
    box.addButton(tr("Open again"), QMessageBox.ButtonRole.AcceptRole)
    box.finished.connect(lambda _: go())
    box.open()
    return box
