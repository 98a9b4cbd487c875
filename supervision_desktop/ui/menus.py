"""Commands: words, what they do, the key that calls them. The menus own the keys; the palette offers the same commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

Key = QKeySequence.StandardKey | str | None


@dataclass(frozen=True)
class Command:
    """One thing that can be done from a menu or the palette."""

    words: str
    run: Callable[[], object]
    key: Key = None
    role: QAction.MenuRole = QAction.MenuRole.NoRole


Section = tuple[str, Sequence[Command | QAction | None]]
"""A menu's title and its lines; None draws a line between."""


def fill(window: QMainWindow, sections: Sequence[Section]) -> None:
    """Put the sections into the window's menu bar."""
    for title, lines in sections:
        menu = window.menuBar().addMenu(title)
        for line in lines:
            if line is None:
                menu.addSeparator()
            else:
                menu.addAction(line if isinstance(line, QAction) else _action(window, line))


def _action(window: QMainWindow, command: Command) -> QAction:
    action = QAction(command.words, window)
    action.setMenuRole(command.role)
    if command.key is not None:
        action.setShortcut(QKeySequence(command.key))
    action.triggered.connect(lambda: command.run())
    return action
