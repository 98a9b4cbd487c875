"""The two marked kinds of push button, apart because the first window needs them and little else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton


class PrimaryButton(QPushButton):
    """The next step of this screen; there is one."""


class LinkButton(QPushButton):
    """A step that reads as a link, inside or after words."""


def push(made: QPushButton, words: str, clicked: Callable[[], object]) -> QPushButton:
    """Give a button its words and what it does."""
    made.setText(words)
    made.setAccessibleName(words)
    made.setAutoDefault(False)
    made.clicked.connect(lambda: clicked())
    return made
