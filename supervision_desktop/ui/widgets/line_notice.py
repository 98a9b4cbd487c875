"""A quiet line under a short field: what typed in it could identify somebody, before it is kept. Nothing is held back."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.services.identify_marks import Mark
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel, announce
from supervision_desktop.ui.widgets.underlining import PAUSE_MS, Find


class LineNotice(QObject):
    """Looks once the keys rest, and at once when the line is left."""

    def __init__(self, holder: LabelledField[QWidget] | InlineAdd, line: QLineEdit, find: Find) -> None:
        super().__init__(line)
        self._holder, self._line, self._find = holder, line, find
        self._label: QuietLabel | None = None
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._look)
        line.textChanged.connect(lambda _: self._timer.start())
        line.editingFinished.connect(self._at_once)

    def words(self) -> str:
        """The line shown; "" for none."""
        return self._label.text() if self._label is not None and not self._label.isHidden() else ""

    def look_again(self) -> None:
        """Look anew, as after a name became known."""
        if self._line.text():
            self._timer.start()

    def marks(self) -> list[tuple[str, Mark]]:
        """What stands out, each with what is said about it."""
        text = self._line.text()
        found = self._find(text) if text and not self._line.isReadOnly() else ()
        return [(text[one.start:one.start + one.length], one) for one in found]

    def _at_once(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._look()

    def _look(self) -> None:
        self._say([tr("“{words}”: {what}. {advice}").format(
            words=words, what=_lowered(one.title), advice=one.advice) for words, one in self.marks()])

    def _say(self, sentences: list[str]) -> None:
        if self._label is None and sentences:
            self._label = QuietLabel("")
            self._holder.add_under(self._label)
        if self._label is None:
            return
        words, before = "\n".join(sentences), self.words()
        self._label.setText(words)
        self._label.setVisible(bool(words))
        self._holder.updateGeometry()
        if words and words != before and self._line.hasFocus():
            announce(self._line, words)


def _lowered(title: str) -> str:
    """A title within a sentence: 'a full date', 'an NHS number'."""
    return title[:1].lower() + title[1:]
