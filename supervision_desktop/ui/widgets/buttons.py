"""Buttons: one primary a screen, plain ones, links, and small icon buttons. Shortcuts show in the system's notation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui import icons, style
from supervision_desktop.ui.widgets.push import PrimaryButton
from supervision_desktop.ui.widgets.wrapping import WrappingLink

Key = QKeySequence.StandardKey | str


class IconButton(QToolButton):
    """A small button with an icon; its words are its accessible name and tooltip."""

    def __init__(self, icon: str, words: str, clicked: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.setIcon(icons.icon(icon))
        self.setAccessibleName(words)
        self.setToolTip(words)
        if clicked is not None:
            self.clicked.connect(lambda: clicked())

    def sizeHint(self) -> QSize:
        """A square as high as other controls."""
        side = style.scaled(32)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """It never shrinks."""
        return self.sizeHint()


def native_keys(key: Key) -> str:
    """A shortcut as this system writes it: Ctrl+N, or ⌘N on a Mac."""
    sequence = QKeySequence(key)
    return sequence.toString(QKeySequence.SequenceFormat.NativeText)


def button(words: str, clicked: Callable[[], object] | None = None, *, key: Key | None = None,
           primary: bool = False, link: bool = False, icon: str = "") -> QPushButton:
    """A push button. `key` only shows the shortcut: the window's menus own the keys, so that none is taken twice."""
    made: QPushButton = PrimaryButton() if primary else WrappingLink() if link else QPushButton()
    made.setText(f"{words}  {native_keys(key)}" if key else words)
    made.setAccessibleName(words)
    made.setAutoDefault(False)
    if icon:
        made.setText(f" {made.text()}")
        made.setIcon(icons.icon(icon, "on_accent" if primary else "accent" if link else "text"))
    if clicked is not None:
        made.clicked.connect(lambda: clicked())
    return made


def more_button(*actions: QAction, words: str = "") -> QPushButton:
    """The "More" button of a page with its menu; `menu()` gives the menu to add to later."""
    made = button("")
    made.setIcon(icons.icon("more"))
    made.setAccessibleName(words or tr("More"))
    made.setToolTip(words or tr("More"))
    made.setMenu(menu(made, *actions))
    return made


def menu(parent: QWidget, *actions: QAction) -> QMenu:
    """A menu that lives as long as its parent."""
    made = QMenu(parent)
    made.addActions(list(actions))
    return made


def action(words: str, triggered: Callable[[], object], parent: QWidget, icon: str = "") -> QAction:
    """One line of a menu."""
    made = QAction(words, parent)
    if icon:
        made.setIcon(icons.icon(icon))
    made.triggered.connect(lambda: triggered())
    return made
