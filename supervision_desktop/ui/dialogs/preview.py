"""Preview: the very PDF that is printed and saved, how clients are named on it, and what could identify someone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QStackedWidget, QWidget

from supervision_desktop.errors import BadInput, Cancelled, SupervisionError
from supervision_desktop.i18n import tr
from supervision_desktop.reports.report import Identify, Report, read_params
from supervision_desktop.services import sharing
from supervision_desktop.ui import layout, paper, style
from supervision_desktop.ui.dialogs.preview_side import PRIVATE, SURE, PreviewSide
from supervision_desktop.ui.dialogs.protect_pdf import ProtectDialog
from supervision_desktop.ui.jobs import Progress
from supervision_desktop.ui.outlets import Outlets, opened, print_pdf
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout, Sides
from supervision_desktop.ui.widgets.labels import QuietLabel, announce
from supervision_desktop.ui.widgets.page import EmptyState
from supervision_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView
    from PySide6.QtPrintSupport import QPrinter

WIDTH, HEIGHT, SIDE = 1060, 760, 310


class PreviewDialog(QDialog):
    """One document on screen as it will be on paper. Nothing is printed, saved or logged before it is asked for."""

    def __init__(self, workspace: Workspace, report: Report, params: Any, outlets: Outlets, parent: QWidget,
                 level: Identify = "reference") -> None:
        super().__init__(parent)
        self._workspace, self._report, self._params, self._outlets = workspace, report, params, outlets
        self._paper: paper.Paper | None = None
        self._making: Progress | None = None
        self._leaving = self._closing = False
        self._view: QPdfView | None = None
        self._document: QPdfDocument | None = None
        self.setWindowTitle(tr(report.TITLE))
        with workspace.read() as db:
            names = sharing.recipients(db)
        self.side = PreviewSide(report, level, names)
        self._wait, self._stack = EmptyState(""), QStackedWidget()
        self._pages, self._says = QuietLabel(), QuietLabel()
        self.print = button(tr("Print…"), self._ask_printer, primary=True, icon="print")
        self.save = button(tr("Save PDF…"), self._ask_protection)
        self.cover = button(tr("Copy a text for the e-mail"), self._copy_covering, link=True)
        self._covering = ""
        self.close_it = button(tr("Close"), self.reject)
        self._build()
        self.side.changed.connect(self._make)
        self._make()

    def sizeHint(self) -> QSize:
        """Large, but within the window it belongs to."""
        over = self.parentWidget()
        room = over.window().size() if over else QSize(WIDTH, HEIGHT)
        return QSize(min(style.scaled(WIDTH), max(room.width() - 32, 640)),
                     min(style.scaled(HEIGHT), max(room.height() - 16, 480)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The paper gets the larger part, whatever the zoom."""
        self.side.setFixedWidth(min(style.scaled(SIDE), self.width() * 2 // 5))
        super().resizeEvent(event)

    def reject(self) -> None:
        """Close, once what is being printed or saved has gone and is logged."""
        self._closing = self._leaving
        if self._leaving:
            self._say(tr("This closes as soon as it is done."))
        else:
            super().reject()

    def page_count(self) -> int:
        """Pages shown; 0 while the document is being made."""
        return self._document.pageCount() if self._document is not None and self._paper is not None else 0

    def made(self) -> paper.Paper | None:
        """The document shown; None while it is being made."""
        return self._paper

    def said(self) -> str:
        """What stands beside the buttons: progress, a file that was saved, or what went wrong."""
        return self._says.text()

    def _build(self) -> None:
        self._stack.addWidget(self._wait)
        self.print.setShortcut(QKeySequence(QKeySequence.StandardKey.Print))
        self.print.setDefault(True)
        self.cover.setToolTip(tr("Neutral words to send the saved file with"))
        self.cover.hide()
        buttons = layout.boxed(FlowLayout(self.cover, self.close_it, self.save, self.print))
        self.setLayout(layout.column(
            (layout.row((self._stack, 1), self.side, gap=0), 1),
            layout.boxed(layout.column(Sides(layout.boxed(layout.row(self._pages, (self._says, 1))), buttons),
                                       margins=(12, 8, 12, 12))), gap=0, margins=0))
        self.resize(self.sizeHint())

    def _make(self) -> None:
        """Make the document with the present choices; an unfinished one is given up."""
        if self._making is not None:
            self._making.cancel()
        self._paper = None
        self._wait.set_sentence(tr("The document is being made…"))
        self._stack.setCurrentWidget(self._wait)
        self._enable(False)
        params = self._params
        if hasattr(params, SURE):
            params = replace(params, **dict.fromkeys((PRIVATE, SURE), self.side.private()))
        work = partial(paper.make, self._workspace, self._report, params, self.side.level())
        self._making = self._workspace.jobs.run(work, self, self._show, self._not_made, tr("Making the document"))
        self._making.moved.connect(lambda percent: self._wait.set_sentence(
            tr("The document is being made: {percent} %").format(percent=percent)))

    def _show(self, made: paper.Paper) -> None:
        from PySide6.QtPdfWidgets import QPdfView

        self._paper, self._making = made, None
        if self._view is None:
            self._view = QPdfView(self)
            self._view.setPageMode(QPdfView.PageMode.MultiPage)
            self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
            self._view.setAccessibleName(tr("Pages of the document"))
            self._view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._view.pageNavigator().currentPageChanged.connect(self._say_page)
            self._stack.addWidget(self._view)
        before, self._document = self._document, opened(made.pdf, self)
        self._view.setDocument(self._document)
        if before is not None:
            before.deleteLater()
        self._stack.setCurrentWidget(self._view)
        self.side.show_finds(made.finds)
        self._say_page(0)
        self._enable(True)
        self.print.setFocus()

    def _say_page(self, page: int) -> None:
        self._pages.setText(tr("Page {n} of {all}").format(n=page + 1, all=self.page_count()))

    def _not_made(self, fault: Exception) -> None:
        if isinstance(fault, Cancelled):
            return
        self._making = None
        self._wait.set_sentence(_sentence(fault))

    def _ask_protection(self) -> None:
        if not self.side.protect.isChecked():
            self._ask_file("")
            return
        dialog = ProtectDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._ask_file)
        dialog.open()

    def _ask_file(self, passphrase: str) -> None:
        path = self._outlets.choose_file(self, paper.file_name(self._workspace, self._report, "pdf"))
        if path is not None and self._paper is not None:
            at = self._workspace.clock() if self.side.seal.isChecked() else None
            self._leave("pdf", partial(_save, path, self._paper.pdf, passphrase, at),
                        tr("Saved as {name}.").format(name=path.name), with_password=bool(passphrase))

    def _ask_printer(self) -> None:
        printer: QPrinter | None = self._outlets.choose_printer(self)
        if printer is not None and self._paper is not None:
            self._leave("print", partial(print_pdf, self._paper.pdf, printer), tr("Sent to the printer."))

    def _leave(self, output: str, work: Callable[[Progress], str | None], done: str, *, with_password: bool = False) -> None:
        """Let the document out, in a job, and note it in the print log once it has gone."""
        level, private, cases = self.side.level(), self.side.private(), self._paper.cases if self._paper else ()

        def gone(sealed: str | None) -> None:
            given = self.side.given.take()
            paper.log(self._workspace, self._report, output, level, with_private=private, with_password=with_password,
                      sealed=sealed, given=given, cases=cases)
            if output != "print":
                self._covering = sharing.covering(with_password, sealed is not None)
                self.cover.show()
            noted = tr("Noted as given to {name}.").format(name=given.to) if given.to else ""
            self._left(" ".join(filter(None, (done, noted))))

        words = tr("Printing…") if output == "print" else tr("Saving…")
        self._enable(False)
        self._say(words)
        self._leaving = True
        self._workspace.jobs.run(work, self, gone, lambda fault: self._left(_sentence(fault)), words)

    def _left(self, words: str) -> None:
        self._leaving = False
        self._enable(True)
        self._say(words)
        if self._closing:
            self._workspace.noticed.emit(words, None)
            self.reject()

    def _copy_covering(self) -> None:
        """Neutral words about the file saved last; the watch over the clipboard takes them back."""
        QApplication.clipboard().setText(self._covering)
        self._say(tr("Copied. Paste it into your e-mail within half a minute."))

    def _say(self, words: str) -> None:
        self._says.setText(words)
        announce(self, words)

    def _enable(self, on: bool) -> None:
        for part in (self.print, self.save, self.side):
            part.setEnabled(on)
        if self._paper is None:
            self.side.setEnabled(True)


def show_preview(workspace: Workspace, report_id: str, texts: Mapping[str, str], outlets: Outlets,
                 parent: QWidget) -> PreviewDialog | None:
    """Open the preview of a report over a window; parameters that do not fit are said in the notice bar."""
    workspace.settling.emit()
    report = paper.report_of(report_id)
    try:
        params = read_params(report, texts, workspace.today())
    except BadInput as fault:
        workspace.noticed.emit(fault.sentence, None)
        return None
    made = PreviewDialog(workspace, report, params, outlets, parent, paper.level_of(workspace, report, params))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.open()
    return made


def _save(path: Path, pdf: bytes, passphrase: str, seal_at: datetime | None, _progress: Progress) -> str | None:
    """Writes the file; what its seal is known by, where it was given one."""
    if seal_at is not None:
        return paper.save_sealed(path, pdf, seal_at, passphrase)
    paper.save(path, pdf, passphrase)
    return None


def _sentence(fault: Exception) -> str:
    """What to say of a fault; one that nobody foresaw goes to the window's own handler."""
    if isinstance(fault, SupervisionError):
        return fault.sentence
    raise fault
