"""The few line icons of the program, drawn in a colour of the look whenever they are painted."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from supervision_desktop.paths import resources_dir
from supervision_desktop.ui import style


class _LineIcon(QIconEngine):
    """Draws one SVG file with `currentColor` replaced, so that it follows the theme without being told."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name, self._token = name, token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        # Qt's SVG module is loaded by the first icon painted, never before the first window.
        from PySide6.QtSvg import QSvgRenderer

        token = "quiet" if mode == QIcon.Mode.Disabled else self._token
        QSvgRenderer(_drawing(self._name, getattr(style.tokens(), token))).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill("transparent")
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _LineIcon(self._name, self._token)


def icon(name: str, token: str = "text") -> QIcon:
    """An icon by its file name under resources/icons, in the colour of a token."""
    return QIcon(_LineIcon(name, token))


@lru_cache
def _drawing(name: str, colour: str) -> bytes:
    return (resources_dir() / "icons" / f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
