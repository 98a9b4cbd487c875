"""The one error dialog: a plain sentence and where the crash log lies, never what a record says."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from supervision_desktop.errors import SupervisionError
from supervision_desktop.i18n import tr
from supervision_desktop.paths import APP_NAME


def sentence_of(fault: BaseException) -> str:
    """What a fault says to a person: its own sentence where it has one, else that something went wrong."""
    if isinstance(fault, SupervisionError):
        return fault.sentence
    return tr("Something went wrong that the program did not expect. What you had finished is kept; if this happens "
              "again, please close the program and open it anew.")


def show_fault(fault: BaseException, log: Path | None, parent: QWidget | None = None) -> QMessageBox:
    """Open the dialog, without stopping what else goes on."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(APP_NAME)
    box.setText(sentence_of(fault))
    if log is not None:
        box.setInformativeText(tr("A note for the developers, without any of your records, is in {path}.").format(path=log))
    box.addButton(QMessageBox.StandardButton.Close)
    box.open()
    return box
