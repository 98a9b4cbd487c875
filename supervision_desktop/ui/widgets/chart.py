"""A chart on the screen: the very drawing that goes on paper, with the same figures as a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.tokens import PAPER
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.table import Cells, Column, DataTable

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument


class _Paper(QWidget):
    """Page one of a PDF, as wide as there is room, up to its size at 100 %."""

    def __init__(self) -> None:
        super().__init__()
        self._document: QPdfDocument | None = None
        self._bytes = QBuffer(self)
        self._image = QImage()
        self._shown: tuple[QSize, str] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_pdf(self, pdf: bytes) -> None:
        # QtPdf is large; it is loaded by the first chart looked at.
        from PySide6.QtPdf import QPdfDocument

        if self._document is None:
            self._document = QPdfDocument(self)
        self._document.close()
        self._bytes.close()
        self._bytes.setData(QByteArray(pdf))
        self._bytes.open(QBuffer.OpenModeFlag.ReadOnly)
        self._document.load(self._bytes)
        self._shown = None
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._document is None or not self._document.pageCount():
            return QSize(style.scaled(320), style.scaled(160))
        points = self._document.pagePointSize(0)
        return QSize(style.scaled(points.width() * 4 / 3), style.scaled(points.height() * 4 / 3))

    def minimumSizeHint(self) -> QSize:
        return QSize(style.scaled(160), style.scaled(80))

    def heightForWidth(self, width: int) -> int:
        wanted = self.sizeHint()
        return round(min(width, wanted.width()) * wanted.height() / max(wanted.width(), 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._document is None or not self._document.pageCount():
            return
        width = min(self.width(), self.sizeHint().width())
        size = QSize(width, self.heightForWidth(width)) * self.devicePixelRatioF()
        shown = (size, style.tokens().panel)
        if self._shown != shown:
            self._shown, self._image = shown, _on_panel(self._document.render(0, size))
            self._image.setDevicePixelRatio(self.devicePixelRatioF())
        QPainter(self).drawImage(0, 0, self._image)


def _on_panel(ink: QImage) -> QImage:
    """A drawing made for white paper on the colour of the panel: dark themes see it in light ink."""
    panel = QColor(style.tokens().panel)
    whole = QImage(ink.size(), QImage.Format.Format_RGB32)
    whole.fill(QColor(PAPER))
    over = QPainter(whole)
    over.drawImage(0, 0, ink)
    over.end()
    dark = panel.lightness() < 128
    if dark:
        # Grey first: turned round, a cool ink would come out warm.
        whole = whole.convertToFormat(QImage.Format.Format_Grayscale8).convertToFormat(QImage.Format.Format_RGB32)
        whole.invertPixels()
    over.begin(whole)
    modes = QPainter.CompositionMode
    over.setCompositionMode(modes.CompositionMode_Lighten if dark else modes.CompositionMode_Darken)
    over.fillRect(whole.rect(), panel)
    over.end()
    return whole


def _make_room(part: QWidget, shown: bool) -> None:
    policy = part.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Fixed if shown else QSizePolicy.Policy.Ignored)
    part.setSizePolicy(policy)


class ChartView(QWidget):
    """A drawing and its table twin; chips turn from one to the other."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._paper = _Paper()
        self._paper.setAccessibleName(name)
        self._paper.setAccessibleDescription(tr("The same figures stand in the table."))
        self._table: DataTable | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self._paper)
        self._turn = ChipBar(tr("Show as"), [ChipSpec("chart", tr("Chart")), ChipSpec("table", tr("Table"))])
        self._turn.chosen.connect(self.show_side)
        self.setLayout(layout.column(self._turn, self._stack))
        self.setAccessibleName(name)

    def show_chart(self, pdf: bytes, columns: Sequence[Column], rows: Cells) -> None:
        """Show one page of PDF, and these rows as its twin."""
        self._paper.show_pdf(pdf)
        if self._table is not None:
            self._stack.removeWidget(self._table)
            self._table.deleteLater()
        self._table = DataTable(self._name, columns, most_rows=24)
        self._table.set_rows(rows)
        self._stack.addWidget(self._table)
        self.show_side(self._turn.key())

    def show_side(self, side: str) -> None:
        """Turn to "chart" or "table"."""
        self._turn.set_key(side)
        table = side == "table" and self._table is not None
        if self._table is not None:
            # Else the drawing would stand in a room as high as the table, or the table in that of the drawing.
            _make_room(self._table, table)
            _make_room(self._paper, not table)
        self._stack.setCurrentWidget(self._table if table and self._table is not None else self._paper)

    def table(self) -> DataTable | None:
        """The table twin."""
        return self._table
