"""The order in which Tab goes through parts that are made late."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def in_turn(before: QWidget, part: QWidget) -> None:
    """Lets Tab go from one widget into a part that was made after what follows it; else it would come last of all."""
    last = (_stops(before) or [before])[-1]
    stops = _stops(part)
    # Qt moves only what takes the keyboard itself: a field that hands it on counts as such meanwhile.
    handing = [(stop, proxy, proxy.focusPolicy()) for stop in (last, *stops)
               if stop.focusPolicy() == Qt.FocusPolicy.NoFocus and (proxy := stop.focusProxy()) is not None]
    for stop, _, policy in handing:
        stop.setFocusPolicy(policy)
    for stop in stops:
        QWidget.setTabOrder(last, stop)
        last = stop
    for stop, proxy, policy in handing:
        stop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        proxy.setFocusPolicy(policy)


def _stops(part: QWidget) -> list[QWidget]:
    """What in a part can have the keyboard, as it was laid out; a field that hands it on is moved with what is in it."""
    if part.focusPolicy() != Qt.FocusPolicy.NoFocus or part.focusProxy() is not None:
        return [part]
    return [stop for child in part.children() if isinstance(child, QWidget) and not child.isWindow()
            for stop in _stops(child)]
