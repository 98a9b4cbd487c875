"""The notice bar: says what was done, offers Undo, stops nobody."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui import icons, layout
from supervision_desktop.ui.widgets.buttons import IconButton, button
from supervision_desktop.ui.widgets.labels import WordLabel, announce

SHOWN_MS = 12_000


class NoticeBar(QFrame):
    """One line such as "Deleted the action" with Undo. It goes by itself, but never while pointed at or focused."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Notice"))
        self._words = WordLabel()
        self._undo: Callable[[], object] | None = None
        self._button = button(tr("Undo"), self._run, link=True, icon="undo")
        self._close = IconButton("close", tr("Close this notice"), self.hide)
        self.setLayout(layout.row((self._words, 1), self._button, self._close, margins=(14, 4, 6, 4)))
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self._tire)
        self.hide()

    def say(self, sentence: str, act: Callable[[], object] | None = None, act_words: str = "") -> None:
        """Show a sentence; `act` is what its button does (Undo unless named otherwise)."""
        self._undo = act
        self._words.setText(sentence)
        self._button.setVisible(act is not None)
        self._button.setText(act_words or tr("Undo"))
        self._button.setAccessibleName(act_words or tr("Undo"))
        self._button.setIcon(icons.icon("right" if act_words else "undo", "accent"))
        self.show()
        self._timer.start()
        announce(self, sentence)

    def sentence(self) -> str:
        """The sentence shown last."""
        return self._words.text()

    def _run(self) -> None:
        act = self._undo
        self.hide()
        if act is not None:
            act()

    def _tire(self) -> None:
        if self.underMouse() or self._holds_focus():
            self._timer.start()
        else:
            self.hide()

    def _holds_focus(self) -> bool:
        return self._button.hasFocus() or self._close.hasFocus()
