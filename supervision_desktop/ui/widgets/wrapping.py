"""Links and ticks whose words wrap where there is no room for them on one line, as the words around them do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QIcon, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from supervision_desktop.ui import style
from supervision_desktop.ui.widgets.push import LinkButton

ONE_LINE, WORDS, MIDDLE = 0x0100 | 0x0800, 0x1000 | 0x0800 | 0x0001, 0x0080
"""Qt's flags for words on one line, for words that wrap from the left (both with "&&" for "&"), and for half height.

Numbers, because importing the name `Qt` takes 20 ms, and links stand in the first window.
"""
GAP = 6
"""Between icon and words, at 100 %."""
AMPLE = QRect(0, 0, 1000, 1000)
"""Any size: what border and padding take is the same in all."""


class WrappingLink(LinkButton):
    """A link that is never cut: its words go on in a next line. The icon stands beside the first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measured: tuple[str, bool, QSize, QSize] | None = None
        self.setSizePolicy(_wrapping())

    def sizeHint(self) -> QSize:
        """All words on one line."""
        return self._measures()[0]

    def minimumSizeHint(self) -> QSize:
        """The longest word needs its room."""
        line, chrome = self._measures()
        return QSize(chrome.width() + _longest_word(self), line.height())

    def heightForWidth(self, width: int) -> int:
        """As many lines as the words take."""
        line, chrome = self._measures()
        if width >= line.width():
            return line.height()
        room = QRect(0, 0, max(width - chrome.width(), 1), 1)
        words = self.fontMetrics().boundingRect(room, WORDS, self.text().strip())
        return max(line.height(), words.height() + chrome.height())

    def changeEvent(self, event: QEvent) -> None:
        """Another font or style measures anew."""
        self._measured = None
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button as the style draws it; then its icon and its words."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        tokens = style.tokens()
        painter.setPen(tokens.accent if self.isEnabled() else tokens.quiet)
        words = self._room()
        height = painter.fontMetrics().boundingRect(words, WORDS, self.text().strip()).height()
        words.setTop(words.top() + max(words.height() - height, 0) // 2)
        painter.drawText(words, WORDS, self.text().strip())
        if not self.icon().isNull():
            side = self.iconSize().height()
            beside = words.top() + (painter.fontMetrics().height() - side) // 2
            self.icon().paint(painter, QRect(QPoint(words.left() - self._icon_room(), beside), self.iconSize()))

    def _room(self) -> QRect:
        """Where the words stand."""
        return self._within(self.rect()).adjusted(self._icon_room(), 0, 0, 0)

    def _icon_room(self) -> int:
        return 0 if self.icon().isNull() else self.iconSize().width() + style.scaled(GAP)

    def _measures(self) -> tuple[QSize, QSize]:
        """The size on one line, and what border, padding and icon take of it; layouts ask for them again and again."""
        words, plain = self.text().strip(), self.icon().isNull()
        if self._measured is None or self._measured[:2] != (words, plain):
            height = super().sizeHint().height()   # this may dress it, and so come before what is measured
            chrome = AMPLE.size() - self._within(AMPLE).size() + QSize(self._icon_room(), 0)
            line = QSize(chrome.width() + self.fontMetrics().size(ONE_LINE, words).width() + 1, height)
            self._measured = words, plain, line, chrome
        return self._measured[2:]

    def _within(self, rect: QRect) -> QRect:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.rect = rect
        return self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)


class WrappingTick(QCheckBox):
    """A tick whose words go on in a next line."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setSizePolicy(_wrapping())

    def column_width(self) -> int:
        """The width it likes to have among others."""
        return self.sizeHint().width()

    def minimumSizeHint(self) -> QSize:
        """The longest word needs its room."""
        line = self.sizeHint()
        return QSize(self._chrome() + _longest_word(self), line.height())

    def heightForWidth(self, width: int) -> int:
        """As many lines as the words take."""
        line = self.sizeHint()
        if width >= line.width():
            return line.height()
        room, one = QRect(0, 0, max(width - self._chrome(), 1), 1), self.fontMetrics().height()
        return line.height() + max(self.fontMetrics().boundingRect(room, WORDS, self.text()).height() - one, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """On one line as the style draws it; else the box, and the words beside it."""
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)
        painter.setPen(style.tokens().text if self.isEnabled() else style.tokens().quiet)
        painter.drawText(words, WORDS | MIDDLE, self.text())

    def _chrome(self) -> int:
        """What box, gap and border take of the width."""
        return self.sizeHint().width() - self.fontMetrics().size(ONE_LINE, self.text()).width()


def _wrapping() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy


def _longest_word(button: QAbstractButton) -> int:
    metrics = button.fontMetrics()
    return max((metrics.horizontalAdvance(word) for word in button.text().split()), default=0) + 1
