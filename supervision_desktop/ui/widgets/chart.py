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
        self._image = QImage()
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
        if self._image.size() != size:
            self._image = self._document.render(0, size)
            self._image.setDevicePixelRatio(self.devicePixelRatioF())
        painter = QPainter(self)
        # Charts are drawn for paper, in ink; they keep white ground in every theme.
        painter.fillRect(0, 0, width, self.heightForWidth(width), QColor(PAPER))
        painter.drawImage(0, 0, self._image)


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
        if side == "table" and self._table is not None:
            self._stack.setCurrentWidget(self._table)
        else:
            self._stack.setCurrentWidget(self._paper)

    def table(self) -> DataTable | None:
        """The table twin."""
        return self._table
