"""Two layouts that wrap: parts in lines (chips, headings with a hint) and fields in equal columns."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from supervision_desktop.ui import style

Placed = list[tuple[QLayoutItem, QRect]]


class _Wrapping(QLayout):
    """What both share: items, and a height that follows from the width."""

    def __init__(self, *parts: QWidget, gap: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._known: dict[int, tuple[int, Placed]] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._placed(width)[0]

    def invalidate(self) -> None:
        self._known.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in self._placed(rect.width())[1]:
            item.setGeometry(place.translated(rect.topLeft()))

    def minimumSize(self) -> QSize:
        least = QSize()
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return least

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _placed(self, width: int) -> tuple[int, Placed]:
        """Height and places at a width; nested layouts ask for the same few again and again, and take one in the end."""
        known = self._known.get(width)
        if known is None:
            placed = self._place(QRect(0, 0, width, 0))
            known = self._known[width] = max((rect.y() + rect.height() for _, rect in placed), default=0), placed
        return known

    def _place(self, area: QRect) -> Placed:
        raise NotImplementedError


class FlowLayout(_Wrapping):
    """Parts from left to right, wrapping."""

    def sizeHint(self) -> QSize:
        """Everything beside each other."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def _place(self, area: QRect) -> Placed:
        placed: Placed = []
        line: Placed = []
        x, y = area.x(), area.y()
        for item in self._shown():
            width = min(_wanted(item), max(area.width(), item.minimumSize().width()))
            if line and x + width > area.x() + area.width():
                y += _level(line, y) + self.spacing()
                placed, line, x = placed + line, [], area.x()
            line.append((item, QRect(x, y, width, _height(item, width))))
            x += width + self.spacing()
        if line:
            _level(line, y)
        return placed + line


class Sides(_Wrapping):
    """Two parts: one from the left, one at the right edge, or under the first where the width is short."""

    def __init__(self, left: QWidget, right: QWidget, gap: int = 16) -> None:
        super().__init__(left, right, gap=gap)

    def sizeHint(self) -> QSize:
        """Everything beside each other."""
        shown = self._shown()
        width = sum(_wanted(item) for item in shown) + self.spacing()
        return QSize(width, max((item.sizeHint().height() for item in shown), default=0))

    def _place(self, area: QRect) -> Placed:
        shown = self._shown()
        if len(shown) < 2:
            return [(item, QRect(area.topLeft(), QSize(area.width(), _height(item, area.width())))) for item in shown]
        left, right = shown
        end = _wanted(right)
        rest = area.width() - end - self.spacing()
        if rest < min(_wanted(left), _least_beside(left, area.width())):
            return self._stacked(left, right, area)
        sides = [
            (left, QRect(area.x(), area.y(), rest, _height(left, rest))),
            (right, QRect(area.x() + rest + self.spacing(), area.y(), end, _height(right, end))),
        ]
        _level(sides, area.y())
        return sides

    def _stacked(self, left: QLayoutItem, right: QLayoutItem, area: QRect) -> Placed:
        above = QRect(area.topLeft(), QSize(area.width(), _height(left, area.width())))
        width = min(_wanted(right), area.width())
        place = QPoint(area.x(), above.y() + above.height() + self.spacing() // 4)
        return [(left, above), (right, QRect(place, QSize(width, _height(right, width))))]


class Columns(_Wrapping):
    """Parts in columns of equal width, as many beside each other as `least` pixels each allow."""

    def __init__(self, *parts: QWidget, least: int = 150, gap: int = 10) -> None:
        self._least = least
        super().__init__(*parts, gap=gap)

    def sizeHint(self) -> QSize:
        """Everything beside each other."""
        shown = self._shown()
        height = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(len(shown) * (style.scaled(self._least) + self.spacing()), height)

    def _place(self, area: QRect) -> Placed:
        shown = self._shown()
        gap = self.spacing()
        least = max([style.scaled(self._least), *(_column_width(item, area.width()) for item in shown)])
        across = max(1, min(len(shown), (area.width() + gap) // (least + gap)))
        room = area.width() - gap * (across - 1)
        edges = [n * gap + round(room * n / across) for n in range(across + 1)]
        placed: Placed = []
        y = area.y()
        for start in range(0, len(shown), across):
            line = shown[start:start + across]
            spans = [(edges[n], edges[n + 1] - edges[n] - gap) for n in range(len(line))]
            tall = max(_height(item, width) for item, (_, width) in zip(line, spans, strict=True))
            placed += [(item, QRect(area.x() + x, y, width, tall))
                       for item, (x, width) in zip(line, spans, strict=True)]
            y += tall + gap
        return placed


def _wanted(item: QLayoutItem) -> int:
    """The width an item likes; wrapping words like to stand on one line."""
    wish = getattr(item.widget(), "wanted_width", None)
    return int(wish()) if callable(wish) else item.sizeHint().width()


def _column_width(item: QLayoutItem, most: int) -> int:
    """What one of several columns needs: words that can wrap do so only where there is one column."""
    likes = getattr(item.widget(), "column_width", None)
    return max(min(int(likes()), most) if callable(likes) else 0, item.minimumSize().width())


def _least_beside(left: QLayoutItem, width: int) -> int:
    """What the left of two parts needs beside the other: words wrap down to half, chips and fields keep their line."""
    needs = getattr(left.widget(), "least_beside", None)
    if callable(needs):
        return int(needs(width))
    wraps = callable(getattr(left.widget(), "wanted_width", None))
    return max(left.minimumSize().width(), width // 2) if wraps else _wanted(left)


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def _level(line: Placed, y: int) -> int:
    """Centre the parts of a line on each other; returns the height of the line."""
    tall = max(rect.height() for _, rect in line)
    for _, rect in line:
        rect.moveTop(y + (tall - rect.height()) // 2)
    return tall
