"""How files come in and go out: the dialogs of the system, and the program that shows a file."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.services.attachments import PDF, PICTURE
from supervision_desktop.ui.outlets import system_outlets

PATTERNS = {PDF: "*.pdf", PICTURE: "*.png *.jpg *.jpeg"}


@dataclass(frozen=True)
class Hands:
    """What a place with files needs of the system around it."""

    choose_files: Callable[[QWidget, Collection[str]], list[Path]]
    """(window, kinds of file) -> the files chosen; none where the person changed her mind."""
    choose_place: Callable[[QWidget, str], Path | None]
    """(window, proposed name) -> where a copy goes; the question about replacing has been put."""
    show: Callable[[Path], bool]
    """Open a file with the program that shows it; False where there is none."""


def system_hands() -> Hands:
    """The system's own dialogs and programs."""
    return Hands(_ask_files, system_outlets().choose_file, _show)


def _ask_files(parent: QWidget, kinds: Collection[str]) -> list[Path]:
    dialog = QFileDialog(parent, tr("Add files"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    if kinds:
        dialog.setNameFilter(tr("Files that can be kept here ({patterns})").format(
            patterns=" ".join(PATTERNS[kind] for kind in kinds)))
    return [Path(name) for name in dialog.selectedFiles()] if dialog.exec() else []


def _show(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
