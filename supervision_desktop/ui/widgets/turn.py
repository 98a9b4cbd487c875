"""The order in which Tab goes through parts that are made late."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def in_turn(before: QWidget, part: QWidget) -> None:
    """Lets Tab go from one widget into a part that was made after what follows it; else it would come last of all."""
    last = [before, *_stops(before)][-1]
    for stop in _stops(part):
        QWidget.setTabOrder(last, stop)
        last = stop


def _stops(part: QWidget) -> list[QWidget]:
    """What in a part can have the keyboard, in the order in which it was laid out; lists that drop down are windows."""
    window = part.window()
    return [one for one in (part, *part.findChildren(QWidget)) if one.focusPolicy() != Qt.FocusPolicy.NoFocus
            and one.focusProxy() is None and one.window() is window]
