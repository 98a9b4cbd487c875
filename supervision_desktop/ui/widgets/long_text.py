"""Long text: plain, grows with its words, and Tab leaves it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

LINES_LEAST, LINES_MOST = 3, 16


class LongTextEdit(QPlainTextEdit):
    """A box for sentences. `typed` follows each key, `finished` when the focus leaves after a change."""

    typed = Signal()
    finished = Signal()

    def __init__(self, placeholder: str = "", name: str = "", *, lines: int = LINES_LEAST,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._settled = lines, ""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.typed)
        self._shown_lines = lines
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def text(self) -> str:
        """What is written."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show a text without any signal; the place of the cursor stays when the text is the same."""
        self._settled = text
        if text == self.toPlainText():
            return
        blocked = self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(blocked)
        self.updateGeometry()

    def finish(self) -> None:
        """Say `finished` now if something was changed since the last time."""
        if self.toPlainText() != self._settled:
            self._settled = self.toPlainText()
            self.finished.emit()

    def sizeHint(self) -> QSize:
        """As high as its words, within limits."""
        shown = min(max(self._written_lines(), self._lines), max(LINES_MOST, self._lines))
        frame = 2 * round(self.document().documentMargin()) + 16
        return QSize(super().sizeHint().width(), shown * self.fontMetrics().lineSpacing() + frame)

    def minimumSizeHint(self) -> QSize:
        """It is never squeezed."""
        return QSize(self.fontMetrics().averageCharWidth() * 12, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need other lines."""
        super().resizeEvent(event)
        self._grow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving finishes what was typed."""
        super().focusOutEvent(event)
        # Its own context menu takes the focus only for a moment.
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finish()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs another height."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def _written_lines(self) -> int:
        """Lines the text takes at the present width."""
        return round(self.document().size().height())

    def _grow(self) -> None:
        if (lines := self._written_lines()) != self._shown_lines:
            self._shown_lines = lines
            self.updateGeometry()
