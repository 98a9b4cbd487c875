"""One editor for each kind of field. All speak text: what is shown, drafted and parsed is one and the same words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from supervision_desktop.fields.base import Field
from supervision_desktop.fields.kinds import Choice, Day, LongText, Moment, Ref, Tags, YesNo
from supervision_desktop.i18n import tr
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.day_edit import DayEdit
from supervision_desktop.ui.widgets.long_text import LongTextEdit
from supervision_desktop.ui.widgets.ticks import TickList
from supervision_desktop.ui.widgets.wrapping import WrappingTick

Choices = Sequence[tuple[str, str]]
"""(what is stored, what is shown)."""
HINT = "hint while open"
"""Under this a closed line keeps the words that stand in it while it is empty and open."""


class Editor(QObject):
    """The widget of one field. `typed` follows every touch of a person, `finished` a choice, a tick or Enter."""

    typed = Signal()
    finished = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget
        self._given = self._shown = ""

    def text(self) -> str:
        """The words as they stand; exactly those that were set while nobody touched them."""
        now = self._typed_text()
        return self._given if now == self._shown else now

    def set_text(self, text: str) -> None:
        """Show these words without a signal; cursor and focus stay where the words are the same."""
        if text != self.text():
            self._put(text)
        self._given, self._shown = text, self._typed_text()

    def set_read_only(self, on: bool) -> None:
        """Let the words be read but not changed."""
        self.widget.setEnabled(not on)

    def set_choices(self, choices: Choices) -> None:
        """Offer these; only editors that offer something do."""

    def inputs(self) -> Sequence[QWidget]:
        """The widgets that take the keyboard."""
        return (self.widget,)

    def _typed_text(self) -> str:
        """What the widget says now."""
        raise NotImplementedError

    def _put(self, text: str) -> None:
        """Have the widget say this."""
        raise NotImplementedError

    def _touched(self) -> None:
        self.typed.emit()
        self.finished.emit()


class LineEditor(Editor):
    """One line: text, numbers, money, times. Read when finished."""

    def __init__(self) -> None:
        self.line = QLineEdit()
        super().__init__(self.line)
        self.line.textEdited.connect(self.typed)
        self.line.returnPressed.connect(self.finished)

    def _typed_text(self) -> str:
        return self.line.text()

    def _put(self, text: str) -> None:
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def set_read_only(self, on: bool) -> None:
        """Let the words be read but not changed."""
        _close(self.line, on)


class LongEditor(Editor):
    """Several paragraphs."""

    def __init__(self) -> None:
        self.box = LongTextEdit()
        super().__init__(self.box)
        self.box.typed.connect(self.typed)

    def _typed_text(self) -> str:
        # The plain text of the document would turn hard spaces into soft ones.
        return self.box.document().toRawText().replace("\u2029", "\n")

    def _put(self, text: str) -> None:
        self.box.set_text(text)

    def set_read_only(self, on: bool) -> None:
        """Let the words be read but not changed."""
        _close(self.box, on)


class DayEditor(Editor):
    """A date as people type it, or from a calendar."""

    def __init__(self, field: Day, today: Callable[[], date]) -> None:
        self.day = DayEdit(field.label, today)
        self._field, self._today = field, today
        super().__init__(self.day)
        self.day.typed.connect(self.typed)
        self.day.problem_found.connect(self._touched)

    def _typed_text(self) -> str:
        return self.day.text()

    def _put(self, text: str) -> None:
        try:
            self.day.set_value(self._field.parse(text, self._today()))
        except ValueError:
            self.day.set_text(text)

    def set_read_only(self, on: bool) -> None:
        """Let the words be read but not changed."""
        _close(self.day.line, on)
        for part in self.day.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            part.setEnabled(not on or part is self.day.line)

    def inputs(self) -> Sequence[QWidget]:
        """The widgets that take the keyboard."""
        return (self.day.line,)


class TickEditor(Editor):
    """Yes or no as a tick; untouched it is neither."""

    def __init__(self, field: YesNo) -> None:
        self.tick = WrappingTick(field.label.replace("&", "&&"))
        self._field = field
        super().__init__(self.tick)
        self.tick.clicked.connect(self._touched)

    def _typed_text(self) -> str:
        return self._field.text(self.tick.isChecked())

    def _put(self, text: str) -> None:
        self.tick.setChecked(text == self._field.text(True))


class ComboEditor(Editor):
    """One of a list, or another record; what is not needed can be taken back."""

    def __init__(self, field: Field[str]) -> None:
        self.combo = ValueCombo(field.label)
        self._may_be_empty = not field.required
        super().__init__(self.combo)
        self.combo.value_chosen.connect(lambda _value: self._touched())

    def set_choices(self, choices: Choices) -> None:
        """Offer these, and to take the choice back; what is chosen stays."""
        empty = [("", tr("Not chosen"))] if self._may_be_empty else []
        self.combo.set_choices([*empty, *choices])

    def _typed_text(self) -> str:
        return str(self.combo.value() or "")

    def _put(self, text: str) -> None:
        self.combo.set_value(text or None)


class OwnEditor(Editor):
    """One of a list or words of one's own; typing finds what is offered."""

    def __init__(self, field: Choice) -> None:
        self.combo = ValueCombo(field.label)
        self._choices: Choices = ()
        super().__init__(self.combo)
        line = self.combo.let_type()
        line.setPlaceholderText(tr("Choose or type"))
        line.textEdited.connect(self.typed)
        line.returnPressed.connect(self.finished)
        self.combo.activated.connect(self._touched)

    def set_choices(self, choices: Choices) -> None:
        """Offer these; what is chosen stays."""
        kept = self._typed_text()
        self._choices = tuple(choices)
        self.combo.set_choices(choices)
        self._put(kept)

    def _typed_text(self) -> str:
        words = self.combo.currentText().strip()
        return next((key for key, label in self._choices if label.casefold() == words.casefold()), words)

    def _put(self, text: str) -> None:
        self.combo.setEditText(dict(self._choices).get(text, text))


class TicksEditor(Editor):
    """Several of a list."""

    def __init__(self, field: Tags) -> None:
        self.ticks = TickList(field.label)
        self._field, self._choices = field, list[tuple[str, str]]()
        super().__init__(self.ticks)
        self.ticks.ticked.connect(self._touched)

    def set_choices(self, choices: Choices) -> None:
        """Offer these; what is chosen stays."""
        self._choices = [*choices]
        self.ticks.set_choices(self._choices)

    def _typed_text(self) -> str:
        return self._field.text(tuple(str(value) for value in self.ticks.values()))

    def _put(self, text: str) -> None:
        values = self._field.parse(text, date.min) or ()
        unknown = [value for value in values if value not in dict(self._choices)]
        if unknown:
            self.set_choices([*self._choices, *((value, value) for value in unknown)])
        self.ticks.set_values(values)


def _close(line: QLineEdit | QPlainTextEdit, on: bool) -> None:
    """Close a line, or open it again; a closed one does not say what might be typed."""
    line.setReadOnly(on)
    hint = line.property(HINT)
    if on and line.placeholderText():
        line.setProperty(HINT, line.placeholderText())
        line.setPlaceholderText("")
    elif hint and not on:
        line.setPlaceholderText(hint)
        line.setProperty(HINT, "")


def editor_for(field: Field[Any], today: Callable[[], date]) -> Editor:
    """The editor of a field by its kind."""
    if isinstance(field, Choice):
        return OwnEditor(field) if field.own else ComboEditor(field)
    if isinstance(field, Ref):
        return ComboEditor(field)
    if isinstance(field, LongText):
        return LongEditor()
    if isinstance(field, Day):
        return DayEditor(field, today)
    if isinstance(field, YesNo):
        return TickEditor(field)
    if isinstance(field, Tags) and field.list_id:
        return TicksEditor(field)
    editor = LineEditor()
    if isinstance(field, Moment):
        editor.set_read_only(True)
    return editor
