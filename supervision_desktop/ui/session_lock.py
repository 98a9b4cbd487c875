"""Locking: after idle minutes, after sleep, when the system says so, or on demand; every window is covered first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from supervision_desktop.formats import Clock
from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.labels import HeadingLabel

TICK_MS = 5_000
ASLEEP = timedelta(seconds=60)
"""A tick that comes this late means that the computer slept."""

SIGNS_OF_LIFE = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TabletPress,
})


class IdleWatch(QObject):
    """Watches for signs of life. `lapsed` comes once after `minutes` without any, or after the computer slept."""

    lapsed = Signal()
    stirred = Signal()
    """Each sign of life: work in the background gives way to it."""

    def __init__(self, minutes: int, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.minutes = minutes
        self.held: Callable[[], int] = int
        """Minutes that what is on the screen may hold the idle lock off; sleep locks all the same."""
        self._clock = clock
        self._last = self._ticked = clock()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        _app().focusWindowChanged.connect(self._watch_windows)
        self._watch_windows()

    def idle_since(self) -> datetime:
        """When there was last a sign of life."""
        return self._last

    def look(self) -> None:
        """Compare the clock now; the timer calls this."""
        if not self._timer.isActive():
            return
        self._watch_windows()
        now = self._clock()
        step, self._ticked = now - self._ticked, now
        slept = step > ASLEEP
        if self._last > now:
            # The clock was set back; the time without a sign of life goes on from where it was.
            self._last += step
        if slept or now - self._last >= timedelta(minutes=max(self.minutes, self.held())):
            self.stop()
            self.lapsed.emit()

    def stop(self) -> None:
        """Watch no longer."""
        if self._timer.isActive():
            self._timer.stop()
            _app().focusWindowChanged.disconnect(self._watch_windows)
            for window in _app().topLevelWindows():
                window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a sign of life and let it pass."""
        if event.type() in SIGNS_OF_LIFE:
            self._last = self._clock()
            self.stirred.emit()
        return False

    def _watch_windows(self) -> None:
        """Look through every window there is: input comes to these first.

        Looking through the application instead would have PySide wrap each object that is sent anything.
        """
        for window in _app().topLevelWindows():
            window.installEventFilter(self)


class Cover(QWidget):
    """A plain sheet over a whole window."""

    def __init__(self, window: QWidget, words: str) -> None:
        super().__init__(window)
        self.setAutoFillBackground(True)
        label = HeadingLabel(words)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(layout.column(label))
        self.setAccessibleName(words)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.repaint()


def cover_all(words: str = "") -> None:
    """Cover every window at once; dialogs and menus over them are hidden."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and window.windowType() == Qt.WindowType.Window:
            Cover(window, words or tr("Locked"))
        elif window.isVisible():
            window.hide()


def bare_all() -> None:
    """Take everything but the covers from the windows: a screen reader looks under covers too."""
    QToolTip.hideText()
    for window in QApplication.topLevelWidgets():
        covered = window.findChild(Cover)
        for part in window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly) if covered else ():
            part.setVisible(part is covered)


def lock(settle: Callable[[], object], close: Callable[[], object], relaunch: Callable[[], object]) -> None:
    """Cover, keep what is typed and the place, let running work end and close the file, then start afresh."""
    cover_all()
    try:
        settle()
    finally:
        bare_all()
        close()
        relaunch()


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
