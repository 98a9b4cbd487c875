"""What is on the screen of the program, and where: one JSON line asks, one answers. Every input still comes from X."""

from __future__ import annotations

import json
import os
import socket
from typing import Any

from PySide6.QtCore import QObject, QPoint, QSocketNotifier, Qt
from PySide6.QtWidgets import QApplication, QWidget


def listen(program: QObject) -> None:
    """Answer from now on, on a socket named after the process; it is there under that name once somebody listens."""
    place = os.path.join(os.environ["STORY_EYES"], str(os.getpid()))
    ear = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    ear.bind(f"{place}.soon")
    ear.listen()
    os.rename(f"{place}.soon", place)
    notifier = QSocketNotifier(ear.fileno(), QSocketNotifier.Type.Read, program)
    notifier.activated.connect(lambda *_: answer(ear))


def answer(ear: socket.socket) -> None:
    """Read one question and write one answer."""
    caller, _ = ear.accept()
    with caller, caller.makefile("rw", encoding="utf-8") as line:
        question = json.loads(line.readline())
        found = {"see": see, "words": words, "front": front, "shot": shot}[question.pop("ask")](**question)
        line.write(json.dumps(found) + "\n")


def see(name: str, kind: str = "", nth: int = 0) -> dict[str, Any] | None:
    """The nth part of this name in the window in front; one that takes no keyboard only where its class is asked for.

    The point given is in it; `in_view` says whether it can be seen, not scrolled away or covered.
    """
    window = in_front()
    parts = parts_of(window) if window is not None else []
    found = [part for part in parts if called(part, name, kind)]
    if nth >= len(found):
        return None
    part = found[nth]
    inside = QPoint(min(part.width() // 2, 200), min(part.height() // 2, 14))
    place = part.mapToGlobal(inside)
    return {"x": place.x(), "y": place.y(), "said": said(part), "enabled": part.isEnabled(), "focus": part.hasFocus(),
            "in_view": part.visibleRegion().contains(inside)}


def words(everywhere: bool = False) -> list[str]:
    """All that can be read in the window in front, or in every window, titles included."""
    shown = [part for part in QApplication.topLevelWidgets() if part.isVisible()]
    windows = shown if everywhere else [part for part in (in_front(),) if part is not None]
    titles = [window.windowTitle() for window in windows]
    return [*filter(None, titles), *filter(None, (said(part) for window in windows for part in parts_of(window)))]


def front() -> dict[str, Any]:
    """The window in front: its X id, its class, whether it has the keyboard, and what in it has."""
    window, focus = in_front(), QApplication.focusWidget()
    return {"id": int(window.winId()) if window else 0, "kind": type(window).__name__,
            "active": window is not None and window.isActiveWindow(),
            "popup": QApplication.activePopupWidget() is not None,
            "focus": focus.accessibleName() if focus else "", "said": said(focus) if focus else ""}


def shot(path: str) -> bool:
    """A picture of the whole screen."""
    return QApplication.primaryScreen().grabWindow(0).save(path)


def in_front() -> QWidget | None:
    """The dialog or window a person would be typing into; never a menu or a tooltip."""
    kinds = (Qt.WindowType.Window, Qt.WindowType.Dialog)
    shown = [part for part in QApplication.topLevelWidgets() if part.isVisible() and part.windowType() in kinds]
    return QApplication.activeModalWidget() or QApplication.activeWindow() or (shown[-1] if shown else None)


def parts_of(window: QWidget) -> list[QWidget]:
    """A window and all in it that is shown."""
    return [window, *(part for part in window.findChildren(QWidget) if part.isVisible())]


def called(part: QWidget, name: str, kind: str) -> bool:
    """Whether a person would call it so: by its accessible name or by what it says."""
    kinds = [each.__name__ for each in type(part).__mro__]
    takes_keys = part.focusPolicy() != Qt.FocusPolicy.NoFocus
    return (kind in kinds if kind else takes_keys) and name in (part.accessibleName(), said(part))


def said(part: QWidget) -> str:
    """What a widget says."""
    for name in ("toPlainText", "currentText", "text"):
        read = getattr(part, name, None)
        if callable(read):
            return str(read())
    return ""
