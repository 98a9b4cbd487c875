"""Quiet underlining in a long text, off the path of typing: what could be said otherwise, and one key that says it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit, QToolTip

from supervision_desktop.i18n import tr
from supervision_desktop.services.identify_marks import Mark
from supervision_desktop.ui import style
from supervision_desktop.ui.widgets.buttons import action
from supervision_desktop.ui.widgets.labels import announce

PAUSE_MS = 350
"""Rest after the last key before anything is looked at."""
SLICE = 1_500
"""Characters looked at in one go: a millisecond, so that no key waits."""
AROUND = 80
"""The longest mark: so far around a change marks are made anew, and as far again is read to see them whole."""
MOST = 300
"""Marks shown in one text."""
Find = Callable[[str], Sequence[Mark]]


@dataclass
class _Shown:
    """A mark and the place it has in the text, which follows what is typed before it."""

    place: QTextCursor
    said: Mark


class Underliner(QObject):
    """Looks at what changed once the keys rest. `added` gives selected words that should be noticed from now on."""

    added = Signal(str)

    def __init__(self, editor: QPlainTextEdit, find: Find) -> None:
        super().__init__(editor)
        self._editor, self._find = editor, find
        self._shown: list[_Shown] = []
        self._dirty: tuple[int, int] | None = None
        self._at: _Shown | None = None
        self.looked_at = 0
        """Characters looked at so far."""
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._look)
        editor.document().contentsChange.connect(self._changed)
        editor.cursorPositionChanged.connect(self._moved)
        editor.installEventFilter(self)
        editor.viewport().installEventFilter(self)
        self.look_again()

    def marks(self) -> list[tuple[str, Mark]]:
        """The words underlined, each with what is said about them."""
        return [(one.place.selectedText(), one.said) for one in self._shown]

    def look_again(self) -> None:
        """Look at the whole text, as after a name became known; in slices, once nothing else is to do."""
        self._dirty = (0, max(self._editor.document().characterCount() - 1, 0))
        self._timer.start(PAUSE_MS)

    def suggest(self, place: int) -> QMenu | None:
        """The menu of what could be said at a place in the text, or None where nothing is marked."""
        found = self._mark_at(place)
        if found is None:
            return None
        menu = QMenu(self._editor)
        self._fill(menu, found)
        return menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F2 at a mark, the context menu, words under the pointer, and new colours."""
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(event, QKeyEvent):
            return event.key() == Qt.Key.Key_F2 and self._key(event)
        if kind == QEvent.Type.ContextMenu and watched is self._editor.viewport():
            return self._context(event.pos(), event.globalPos())  # type: ignore[attr-defined]  # a QContextMenuEvent
        if kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and watched is self._editor.viewport():
            return self._tip(event)
        if kind == QEvent.Type.StyleChange and watched is self._editor:
            self._show()
        return False

    def _changed(self, place: int, removed: int, added: int) -> None:
        """Only notes where: the looking waits until the keys rest."""
        low, high = self._dirty or (place, place)
        if place <= high:
            high += added - removed
        self._dirty = (max(0, min(low, place)), max(high, place + added))
        self._timer.start(PAUSE_MS)

    def _look(self) -> None:
        """One slice; the next one when the window has nothing else to do."""
        if self._dirty is None or not self._editor.isVisible() or self._editor.isReadOnly():
            if self._editor.isReadOnly():
                self._clear()
            return
        low, high = self._dirty
        end = self._editor.document().characterCount() - 1
        low, last = min(low, end), min(high, low + SLICE, end)
        self._look_at(low - AROUND, last + AROUND, end)
        self._dirty = (last, high) if last < min(high, end) else None
        self._show()
        if self._dirty is not None:
            self._timer.start(0)

    def _look_at(self, first: int, last: int, end: int) -> None:
        """Make the marks anew that touch what lies between two places."""
        begin = max(0, first - AROUND)
        text = self._cursor(begin, min(end, last + AROUND)).selectedText().replace("\u2029", "\n")
        self.looked_at += len(text)
        kept = [one for one in self._shown if one.place.hasSelection()
                and (one.place.selectionEnd() <= first or one.place.selectionStart() >= last)]
        for said in self._find(text):
            start = begin + _units(text[:said.start])
            stop = start + _units(text[said.start:said.start + said.length])
            if stop > first and start < last and len(kept) < MOST:
                kept.append(_Shown(self._cursor(start, stop), said))
        self._shown = sorted(kept, key=lambda one: one.place.selectionStart())

    def _show(self) -> None:
        """Draw the marks; the text itself, and what can be undone in it, are not touched."""
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        look.setUnderlineColor(QColor(style.tokens().accent))
        found = []
        for one in self._shown:
            if one.place.hasSelection():
                drawn = QTextEdit.ExtraSelection()
                drawn.cursor, drawn.format = one.place, look
                found.append(drawn)
        self._editor.setExtraSelections(found)

    def _clear(self) -> None:
        self._shown, self._dirty = [], None
        self._editor.setExtraSelections([])

    def _moved(self) -> None:
        """Say once what stands at the caret, when it comes there without typing."""
        if self._timer.isActive() or not self._shown:
            return
        found = self._mark_at(self._editor.textCursor().position())
        if found is not None and found is not self._at:
            announce(self._editor, tr("{what}. {advice} F2 offers it.").format(
                what=found.said.title, advice=found.said.advice))
        self._at = found

    def _mark_at(self, place: int) -> _Shown | None:
        return next((one for one in self._shown if one.place.hasSelection()
                     and one.place.selectionStart() <= place <= one.place.selectionEnd()), None)

    def _key(self, event: QKeyEvent) -> bool:
        menu = self.suggest(self._editor.textCursor().position())
        if menu is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            at: QRect = self._editor.cursorRect()
            menu.popup(self._editor.viewport().mapToGlobal(at.bottomLeft()))
        return True

    def _context(self, at: QPoint, where: QPoint) -> bool:
        """The editor's own menu with what is offered here above it."""
        found = self._mark_at(self._editor.cursorForPosition(at).position())
        words = " ".join(self._editor.textCursor().selectedText().split())
        if self._editor.isReadOnly() or (found is None and not words):
            return False
        usual = self._editor.createStandardContextMenu(at)
        first = usual.actions()[0]
        offered = QMenu(usual)
        if found is not None:
            self._fill(offered, found)
        if words and len(words) <= AROUND:
            offered.addAction(action(tr("Notice “{words}” from now on").format(words=words),
                                     lambda: self.added.emit(words), offered))
        usual.insertActions(first, offered.actions())
        usual.insertSeparator(first)
        usual.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        usual.popup(where)
        return True

    def _fill(self, menu: QMenu, found: _Shown) -> None:
        title = action(f"{found.said.title}: {found.said.advice}", lambda: None, menu)
        title.setEnabled(False)
        menu.addAction(title)
        if found.said.instead:
            menu.addAction(action(tr("Write “{words}”").format(words=found.said.instead), lambda: self._put(found), menu))

    def _put(self, found: _Shown) -> None:
        """As if it was typed: it can be taken back with the keys that take typing back."""
        found.place.insertText(found.said.instead)
        self._shown = [one for one in self._shown if one is not found]
        self._show()
        self._editor.setFocus()

    def _tip(self, event: QHelpEvent) -> bool:
        found = self._mark_at(self._editor.cursorForPosition(event.pos()).position())
        if found is None:
            return False
        QToolTip.showText(event.globalPos(), f"{found.said.title}. {found.said.advice}", self._editor)
        return True

    def _cursor(self, first: int, last: int) -> QTextCursor:
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        cursor.setKeepPositionOnInsert(True)   # what is typed after a mark is not part of it
        return cursor


def _units(text: str) -> int:
    """Places that a text takes in a document, where a sign beyond the first 65,536 takes two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
