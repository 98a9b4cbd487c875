"""When a widget stands on the screen and how large a process is: both sides of a comparison ask it the same way."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class Painted(QObject):
    """Calls back once, after the next paint of a widget is done and flushed."""

    def __init__(self, widget: QWidget, then: Callable[[], object]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The paint begins; what is queued now runs when it is over."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


def memory() -> dict[str, int]:
    """Bytes of this process in memory: all of them, and those that are its own, as task managers tell them."""
    with open("/proc/self/smaps_rollup", encoding="ascii") as file:
        told = {name: int(rest.split()[0]) * 1024 for name, _, rest in (line.partition(":") for line in list(file)[1:])}
    return {"resident": told["Rss"], "private": told["Private_Dirty"]}


def leave(words: object) -> None:
    """One line to who started this, then the end without any tidying."""
    print(words, flush=True)
    os._exit(0)
