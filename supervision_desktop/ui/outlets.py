"""Where paper goes: the file a person chooses, the printer she chooses, and drawing the pages of a PDF on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, QStandardPaths
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from supervision_desktop.errors import SupervisionError
from supervision_desktop.i18n import tr
from supervision_desktop.ui.jobs import Progress

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

FINEST = 600
"""Dots per inch drawn at most (140 MB for the page at hand); finer ones are not told apart on paper."""
POINTS = 72


@dataclass(frozen=True)
class Outlets:
    """How a file and a printer are chosen; None where the person changed her mind."""

    choose_file: Callable[[QWidget, str], Path | None]
    """(window, proposed name) -> the file; the question about replacing an older one has been put."""
    choose_printer: Callable[[QWidget], QPrinter | None]


def system_outlets() -> Outlets:
    """The system's own dialogs."""
    return Outlets(_ask_file, _ask_printer)


def opened(pdf: bytes, parent: QObject) -> QPdfDocument:
    """A PDF in memory as a document; it and the buffer it reads from live as long as `parent`."""
    # QtPdf is large; it is loaded by the first document looked at.
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer(parent)
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(parent)
    document.load(buffer)
    return document


def print_pdf(pdf: bytes, printer: QPrinter, progress: Progress) -> None:
    """Draw the pages of a PDF on a printer at its own resolution. Raises SupervisionError where it takes no page."""
    holder = QObject()
    document = opened(pdf, holder)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise SupervisionError(tr("The printer took no page. Check that it is on and connected, then try again."))
    try:
        pages = _wanted(printer, document.pageCount())
        for number, page in enumerate(pages):
            progress.report(100 * number // len(pages), tr("Page {n} of {all}").format(n=number + 1, all=len(pages)))
            if number:
                printer.newPage()
            _draw(document, page, painter, printer)
    finally:
        painter.end()
        document.close()


def _wanted(printer: QPrinter, count: int) -> list[int]:
    """The pages asked for in the printer's dialog, from 0."""
    first, last = printer.fromPage() or 1, printer.toPage() or count
    return list(range(first - 1, min(last, count)))


def _draw(document: QPdfDocument, page: int, painter: QPainter, printer: QPrinter) -> None:
    coarser = -(-printer.resolution() // FINEST)
    paper = printer.pageLayout().fullRectPixels(printer.resolution() // coarser).size()
    points = document.pagePointSize(page)
    scale = min(paper.width() / points.width(), paper.height() / points.height(), printer.resolution() / coarser / POINTS)
    whole = QSize(round(points.width() * scale), round(points.height() * scale))
    painter.save()
    painter.scale(coarser, coarser)
    painter.drawImage(0, 0, document.render(page, whole))
    painter.restore()


def _ask_file(parent: QWidget, name: str) -> Path | None:
    dialog = QFileDialog(parent, tr("Save as"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix)
    dialog.setNameFilter(f"*{Path(name).suffix}")
    dialog.setDirectory(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    dialog.selectFile(name)
    return Path(dialog.selectedFiles()[0]) if dialog.exec() else None


def _ask_printer(parent: QWidget) -> QPrinter | None:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    return printer if QPrintDialog(printer, parent).exec() else None
