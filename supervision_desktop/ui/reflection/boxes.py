"""One box of a reflection: its label, the words, what can be ticked with it, and thoughts to start from beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from supervision_desktop.content.models import Part, Question, ReflectiveModel
from supervision_desktop.domain.reflection import Reflection, ReflectionNote
from supervision_desktop.i18n import tr
from supervision_desktop.services import reflection as service
from supervision_desktop.store.changes import ChangeSet, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.beside import Beside
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.form_entry import TOPIC
from supervision_desktop.ui.list_values import own_item
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import FieldLabel, HeadingLabel, QuietLabel, WordLabel
from supervision_desktop.ui.widgets.long_text import LongTextEdit
from supervision_desktop.ui.widgets.ticks import TickList
from supervision_desktop.ui.workspace import Workspace

ANSWERS, FUNCTIONS = "answers", "functions"
PROMPTS_FROM = 520
"""Pixels from which thoughts stand beside a box and not under it."""


def topic_of(model: ReflectiveModel) -> str:
    """The topic of help about a model."""
    return "models" if model.own else f"models.{model.id}"


class Box(QWidget):
    """One note of one reflection. It can be aimed at another box of the same reflection."""

    def __init__(self, workspace: Workspace, question: Question, model: ReflectiveModel, *, private: bool,
                 tags: Sequence[Part] = ()) -> None:
        super().__init__()
        self._workspace, self._box = workspace, question.code
        self._reflection: Reflection | None = None
        self._exists = False
        self._field = "private_text" if private else "text"
        self.choice = _choice(workspace, question, self._put) if question.choice else None
        self.form = FieldForm(workspace, ReflectionNote, [self._field], parent=self) if question.writes else None
        self.tags = TickList(tr("Functions"), [(part.code, part.title) for part in tags], least=105) if tags else None
        parts: list[layout.Part] = [self.choice] if self.choice else []
        parts += [self.form[self._field]] if self.form else []
        parts += [self.tags] if self.tags else []
        self.setLayout(layout.column(*parts, layout.spacer("column"), gap=6))
        if self.tags is not None:
            self.tags.ticked.connect(lambda values: self._put(FUNCTIONS, values))
        if self.form is not None:
            _show_words(self.form[self._field], question, topic_of(model))

    def aim(self, code: str, label: str) -> None:
        """At another box, called something else."""
        self._box = code
        if self.form is not None:
            self.form[self._field].editor.setAccessibleName(label)

    def hide_labels(self) -> None:
        """Where a heading says the same."""
        for holder in self.findChildren(LabelledField):
            holder.label.hide()

    def show_note(self, reflection: Reflection, note: ReflectionNote | None, *, closed: bool) -> None:
        """What stands in the box, or an empty box that makes its note with the first words."""
        self._reflection = reflection
        if self.choice is not None:
            self.choice.show_values(note.ticked if note else (), closed)
        if self.tags is not None:
            self.tags.set_values(note.served if note else ())
            self.tags.setEnabled(not closed)
        if self.form is not None:
            self._show_words(self.form, reflection, note)
            self.form.set_read_only(closed)

    def clear(self) -> None:
        """Show no reflection; what was typed is kept."""
        if self.form is not None:
            self.form.clear()

    def focus_words(self) -> None:
        """Put the caret into it."""
        if self.form is not None:
            self.form.focus()

    def _show_words(self, form: FieldForm, reflection: Reflection, note: ReflectionNote | None) -> None:
        wanted = note.id if note else service.note_id(reflection.id, self._box)
        if form.record_id != wanted or self._exists != (note is not None):
            form.clear()
            self._exists = note is not None
            if note is None:
                form.show_new(wanted, {}, self._make(reflection, self._box))
        if note is not None:
            form.show(note)

    def _make(self, reflection: Reflection, box: str) -> Callable[[str, dict[str, Any]], ChangeSet]:
        """Makes the note of this very box, whatever is shown by the time it is settled."""
        return lambda record_id, values: service.new_note(reflection, box, values, record_id)

    def _put(self, name: str, values: object) -> None:
        if self._reflection is not None and isinstance(values, tuple):
            if self.form is not None:
                self.form.settle()
            with self._workspace.read() as db:
                change = service.put(db, self._reflection.id, self._box, name, values)
            self._workspace.commit(change)


class PartBlock(QWidget):
    """A part of a model: its title and what it is about, its boxes, and thoughts to start from beside them."""

    def __init__(self, workspace: Workspace, part: Part, model: ReflectiveModel, *, private: bool, titled: bool = True,
                 bold: bool = True, tags: Sequence[Part] = ()) -> None:
        super().__init__()
        self.setAccessibleName(part.title)
        self.boxes = {one.code: Box(workspace, one, model, private=private, tags=tags) for one in part.questions}
        for one in part.questions if titled else ():
            if len(part.questions) == 1 or one.label == part.title:
                self.boxes[one.code].hide_labels()   # the part's title says it
        words = layout.boxed(layout.column(*self.boxes.values(), gap=layout.GAP))
        head: list[layout.Part] = [HeadingLabel(part.title) if bold else WordLabel(part.title)] if titled else []
        head += [QuietLabel(part.about)] if part.about else []
        self.prompts = Prompts(part.prompts)
        body = Beside(words, self.prompts, least=PROMPTS_FROM) if part.prompts else words
        self.setLayout(layout.column(layout.column(*head, gap=1), body, gap=6))

    def show_notes(self, reflection: Reflection, notes: dict[str, ReflectionNote], *, closed: bool) -> None:
        """What stands in its boxes; nothing is asked any more where they are closed."""
        self.prompts.setVisible(bool(self.prompts.parent()) and not closed)
        for code, box in self.boxes.items():
            box.show_note(reflection, notes.get(code), closed=closed)

    def clear(self) -> None:
        """Show no reflection."""
        for box in self.boxes.values():
            box.clear()


class Prompts(QWidget):
    """Thoughts to start from, in quiet words."""

    def __init__(self, words: Sequence[str] = ()) -> None:
        super().__init__()
        self._labels: list[QuietLabel] = []
        self._stack = layout.column(gap=6)
        self.setLayout(layout.column(self._stack, layout.spacer("column"), gap=0))
        self.show_prompts(words)

    def show_prompts(self, words: Sequence[str]) -> None:
        """These, and no others."""
        for label, one in zip(layout.as_many(self._stack, self._labels, len(words), QuietLabel), words, strict=True):
            label.setText(one)


class _Choice(QWidget):
    """One value of a list, or several; an open list takes words of one's own."""

    def __init__(self, workspace: Workspace, question: Question, put: Callable[[str, object], None]) -> None:
        super().__init__()
        self._workspace, self._list_id, self._put = workspace, question.choice, put
        self._label = question.label
        own = workspace.library.lists.by_id[question.choice].open
        self.ticks = TickList(question.label, workspace.choices(question.choice, own=own)) if question.many else None
        self.combo = None if question.many else ValueCombo(
            question.label, [("", tr("Not said")), *workspace.choices(question.choice)])
        self.add = InlineAdd(tr("Add one of your own and press Enter"), tr("Add to {list}").format(
            list=question.label.lower())) if question.many and own else None
        shown = self.ticks or LabelledField(question.label, self.combo or QWidget())
        parts: list[layout.Part] = [FieldLabel(question.label)] if self.ticks else []
        self.setLayout(layout.column(*parts, shown, *([self.add] if self.add else []), gap=4))
        if self.ticks is not None:
            self.ticks.ticked.connect(lambda values: put(ANSWERS, values))
        if self.combo is not None:
            self.combo.value_chosen.connect(lambda value: put(ANSWERS, (str(value),) if value else ()))
        if self.add is not None:
            self.add.added.connect(self._added)

    def show_values(self, values: Sequence[str], closed: bool) -> None:
        """Tick these."""
        if self.ticks is not None:
            self.ticks.set_values(values)
            self.ticks.setEnabled(not closed)
        if self.combo is not None:
            self.combo.set_value(values[0] if values else "")
            self.combo.setEnabled(not closed)
        if self.add is not None:
            self.add.setVisible(not closed)

    def _added(self, words: str) -> None:
        """One of her own joins the list, and is ticked."""
        assert self.ticks is not None
        item = own_item(self._list_id, words, self._workspace.choices(self._list_id, own=True))
        if item is not None:
            fault = self._workspace.attempt(gesture(tr("Own value"), item))
            if fault is not None:
                self._refuse(fault.sentence)
                return
            self.ticks.set_choices(self._workspace.choices(self._list_id, own=True))
        self._put(ANSWERS, tuple(dict.fromkeys((*self.ticks.values(), words))))

    def _refuse(self, sentence: str) -> None:
        if self.add is not None:
            self.add.refuse(sentence)


def _choice(workspace: Workspace, question: Question, put: Callable[[str, object], None]) -> _Choice:
    return _Choice(workspace, question, put)


def _show_words(holder: LabelledField[QWidget], question: Question, topic: str) -> None:
    """The model's own label and question in the place of the field's."""
    holder.label.setText(question.label.replace("&", "&&"))
    editor = holder.editor
    editor.setAccessibleName(question.label)
    editor.setAccessibleDescription(question.prompt)
    editor.setProperty(TOPIC, topic)
    if isinstance(editor, LongTextEdit):
        editor.setPlaceholderText(question.prompt)
    holder.fold_help(editor)   # what private means is said once, at the head of what is private
