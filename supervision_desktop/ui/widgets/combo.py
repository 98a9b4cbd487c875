"""A choice of one: Python values stand beside the combo box, for Qt finds only some equal objects again."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from supervision_desktop.ui import style

Choices = Sequence[tuple[Hashable, str]]


class ValueCombo(QComboBox):
    """Choices as (value, words). `value_chosen` says what a person chose, never what code set."""

    value_chosen = Signal(object)

    def __init__(self, name: str = "", choices: Choices = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[Hashable] = []
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.set_choices(choices)
        self.activated.connect(lambda index: self.value_chosen.emit(self._values[index]))

    def set_choices(self, choices: Choices) -> None:
        """Offer these; the value chosen stays when it is among them. Emits nothing."""
        kept = self.value() if self.count() else None
        blocked = self.blockSignals(True)
        self.clear()
        self._values = [value for value, _ in choices]
        self.addItems([words for _, words in choices])
        self.blockSignals(blocked)
        self.set_value(kept)

    def value(self) -> Hashable:
        """The value chosen; None for none."""
        index = self.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def set_value(self, value: Hashable, words: str = "") -> None:
        """Choose a value without a signal; one no longer offered is added under its words, so nothing is lost."""
        blocked = self.blockSignals(True)
        if value not in self._values and value is not None:
            self._values.append(value)
            self.addItem(words or str(value))
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)
        self.blockSignals(blocked)
        self.update()

    def let_type(self) -> QLineEdit:
        """Let people type as well: what is offered and holds the words shows below. Returns the line."""
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line, completer = self.lineEdit(), self.completer()
        assert line is not None  # an editable box has both
        assert completer is not None
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        if (offered := completer.popup()) is not None:
            style.look().dress(offered)  # it belongs to no window
        return line

    def meant(self, words: str) -> Hashable:
        """The value that typed words stand for; None where they are none of those offered."""
        index = self.currentIndex()
        if self.itemText(index) != words:
            index = self.findText(words, Qt.MatchFlag.MatchFixedString)
        return self._values[index] if index >= 0 else None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the value, unless this field is in use."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def minimumSizeHint(self) -> QSize:
        """Long words do not widen a page."""
        return QSize(style.scaled(72), super().minimumSizeHint().height())
