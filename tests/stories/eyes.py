"""Runs the real program and answers what is on its screen, one JSON line for each line read; all inputs come from X.

Started by conftest.py: `python eyes.py [arguments of the program]`.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from PySide6.QtCore import QPoint, QSocketNotifier
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from supervision_desktop import app as program


def main() -> int:
    """Open the eyes as soon as there is an application, then be the program."""
    really_begin = program.Program.begin
    keep: list[QSocketNotifier] = []

    def begin(self: program.Program) -> bool:
        notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        notifier.activated.connect(lambda *_: answer())
        keep.append(notifier)
        return really_begin(self)

    program.Program.begin = begin  # type: ignore[method-assign]
    return program.main(sys.argv)


def answer() -> None:
    """Read one question and write one answer."""
    question = json.loads(sys.stdin.readline() or '{"ask": "leave"}')
    found = {"see": see, "texts": texts, "window": window, "shot": shot, "leave": leave}[question.pop("ask")](**question)
    print(json.dumps(found), flush=True)


def see(name: str, kind: str = "") -> dict[str, Any] | None:
    """The widget of this accessible name or text in the window in front: its middle on the screen, its words."""
    front = in_front()
    parts = [front, *front.findChildren(QWidget)] if front is not None else []
    for part in parts:
        if part.isVisible() and (kind in ("", *kinds_of(part))) and name in names_of(part):
            middle = part.mapToGlobal(QPoint(min(part.width() // 2, 200), min(part.height() // 2, 14)))
            return {"x": middle.x(), "y": middle.y(), "text": words_of(part), "enabled": part.isEnabled(),
                    "focus": part.hasFocus()}
    return None


def texts(kind: str) -> list[str]:
    """What all widgets of a class in the window in front say."""
    front = in_front()
    parts = front.findChildren(QWidget) if front is not None else []
    return [words_of(part) for part in parts if part.isVisible() and kind in kinds_of(part)]


def window() -> dict[str, Any]:
    """The window in front: its X id, its title, and what has the keyboard."""
    front, focus = in_front(), QApplication.focusWidget()
    return {"id": int(front.winId()) if front else 0, "title": front.windowTitle() if front else "",
            "focus": focus.accessibleName() if focus else "", "kind": type(front).__name__}


def shot(path: str) -> bool:
    """A picture of the whole screen."""
    return QApplication.primaryScreen().grabWindow(0).save(path)


def leave() -> None:
    """Nobody asks any more."""
    os._exit(1)


def in_front() -> QWidget | None:
    """The popup, dialog or window a person would be typing into."""
    modal = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    shown = [part for part in QApplication.topLevelWidgets() if part.isVisible() and part.isWindow()]
    return modal or QApplication.activeWindow() or (shown[-1] if shown else None)


def kinds_of(part: QWidget) -> list[str]:
    """Names of the classes a widget is made of."""
    return [kind.__name__ for kind in type(part).__mro__]


def names_of(part: QWidget) -> list[str]:
    """All a person might call a widget."""
    return [part.accessibleName(), words_of(part)]


def words_of(part: QWidget) -> str:
    """What a widget says."""
    for reader in ("toPlainText", "currentText", "text"):
        if callable(getattr(part, reader, None)):
            return str(getattr(part, reader)())
    interface = QAccessible.queryAccessibleInterface(part)
    return interface.text(QAccessible.Text.Value) if interface else ""


if __name__ == "__main__":
    sys.exit(main())
