"""Keeping every window of this program out of screenshots and shared screens, until a person lets them in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow


class CaptureBlock(QObject):
    """On from the start where the system can do it; what is let in stays so until the program is closed or locked."""

    def __init__(self, block: Callable[[int, bool], bool] | None, parent: QObject) -> None:
        super().__init__(parent)
        self._block = block
        self._on = block is not None
        if block is not None:
            # A dialog is a window of its own; each new one takes the focus.
            _app().focusWindowChanged.connect(self._cover)
            self._cover()

    def able(self) -> bool:
        """Whether this system can do it at all."""
        return self._block is not None

    def on(self) -> bool:
        """Whether others see black where our windows are."""
        return self._on

    def allow_sharing(self) -> None:
        """Let the windows be seen in captures from now on."""
        self._on = False
        self._cover()

    def end(self) -> None:
        """Watch for new windows no longer; those that are kept out stay so."""
        if self._block is not None:
            _app().focusWindowChanged.disconnect(self._cover)

    def _cover(self, _: QWindow | None = None) -> None:
        for window in QGuiApplication.topLevelWindows():
            if self._block is not None and window.isVisible():
                self._block(window.winId(), self._on)


def _app() -> QGuiApplication:
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    return app
