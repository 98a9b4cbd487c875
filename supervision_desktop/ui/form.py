"""Fields of one record as labelled editors that keep what is typed: committed when finished, drafted until then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from supervision_desktop.domain.base import Record, Values, fields_of, values_of
from supervision_desktop.errors import BadInput, StaleRecord, SupervisionError
from supervision_desktop.fields.kinds import Choice, LongText, Moment
from supervision_desktop.store.changes import Change, ChangeSet, created, gesture
from supervision_desktop.ui.attachments.over_long import OverLong
from supervision_desktop.ui.drafting import Drafting
from supervision_desktop.ui.editors import Choices
from supervision_desktop.ui.form_entry import Entry, built_entry
from supervision_desktop.ui.identifying import Identifying
from supervision_desktop.ui.list_values import own_item
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.workspace import Workspace

DRAFT_MS = 1000
Make = Callable[[str, dict[str, Any]], ChangeSet]
"""(id, values) -> the gesture that creates a record and whatever comes with it."""
Along = Callable[[str, dict[str, Any]], Iterable[Change]]
"""(id, values that change) -> what goes with them in the same gesture; may raise BadInput."""


class FieldForm(QObject):
    """The fields `names` of one kind of record. The tab lays them out itself: `form["fee_pence"]` is a widget.

    `options` are the choices of references as (id, title); `groups` are names that commit together once the focus
    leaves all of them.
    """

    committed = Signal(str)
    """The id of the record, after something of it was committed."""
    born = Signal(str)
    """The id of a new record, once it has all it needs and exists."""

    def __init__(self, workspace: Workspace, record: type[Record], names: Sequence[str], *, parent: QWidget,
                 options: Mapping[str, Choices] | None = None, groups: Sequence[Sequence[str]] = (),
                 along: Along | None = None) -> None:
        super().__init__(parent)
        self._along = along
        self._workspace, self._record = workspace, record
        self._groups = [tuple(group) for group in groups]
        self._id, self._values, self._forced = "", dict[str, Any](), False
        self._make: Make | None = None
        self._drafts = Drafting(workspace, record.__tablename__, self)
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_MS)
        self._entries = {name: built_entry(workspace, record, name) for name in names}
        self._inputs = {part: entry.name for entry in self._entries.values() for part in entry.editor.inputs()}
        for name, choices in (options or {}).items():
            self.set_options(name, choices)
        self._connect()
        named = [entry.holder for entry in self._entries.values() if entry.field.pseudonymous]
        if named:
            Identifying(workspace, parent, colleagues=True).watch(*named)
        self.clear()

    def __getitem__(self, name: str) -> LabelledField[QWidget]:
        """The labelled editor of one field, to be laid out by the tab."""
        return self._entries[name].holder

    def columns(self, *names: str, least: int = 150) -> Columns:
        """Some fields beside each other, under each other where the width is short."""
        return Columns(*(self[name] for name in names), least=least)

    @property
    def record_id(self) -> str:
        """The record shown, or to be; "" for none."""
        return self._id

    def show(self, record: Record | Values, record_id: str = "") -> None:
        """Show a record (or values with their id). The same id is refilled around what is being typed."""
        values = values_of(record) if isinstance(record, Record) else dict(record)
        new_id = record.id if isinstance(record, Record) else record_id
        if new_id != self._id:
            self.settle()
            self._start(new_id, None)
        if self._make is None:
            self._fill(values)

    def show_new(self, record_id: str, given: Values, make: Make | None = None) -> None:
        """Show a record that does not exist yet. It is made when it has all it needs; till then it is drafts."""
        self.settle()
        self._start(record_id, make or self._make_plain)
        self._fill(dict(given))

    def clear(self) -> None:
        """Show no record; what was typed is committed or drafted first."""
        self.settle()
        self._start("", None)
        self._fill({})

    def set_options(self, name: str, choices: Choices) -> None:
        """What a reference (or any choice) offers."""
        entry = self._entries[name]
        text = entry.editor.text()
        entry.editor.set_choices(choices)
        entry.editor.set_text(text)

    def set_read_only(self, on: bool) -> None:
        """Close every field to change, as for parts of a sealed record (a record's own seal is seen to)."""
        self._forced = on
        self._show_access()

    def values(self) -> Values:
        """The values as committed (or given, for a new record)."""
        return dict(self._values)

    def say_problem(self, name: str, sentence: str) -> None:
        """Show a sentence under one field."""
        self[name].say_problem(sentence)

    def focus(self, name: str = "") -> None:
        """Put the keyboard into a field, by default the first."""
        entry = self._entries[name] if name else next(iter(self._entries.values()))
        entry.editor.inputs()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def unfinished(self) -> bool:
        """Whether something typed is not committed."""
        return bool(self._id) and any(entry.dirty for entry in self._entries.values())

    def settle(self) -> None:
        """Commit what can be committed now and draft the rest."""
        if not self._id:
            return
        for entry in self._entries.values():
            self._finish(entry.name)
        self._write_drafts()

    def discard(self) -> None:
        """Give up what is typed and its drafts; a new record that does not exist yet is forgotten."""
        for entry in self._entries.values():
            self._settled(entry)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Finish a field when the focus leaves it; an editor without uncommitted words leaves Ctrl+Z to the window."""
        name = self._inputs.get(watched) if isinstance(watched, QWidget) else None
        if name and isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self._left(name)
        elif (name and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
              and event.matches(QKeySequence.StandardKey.Undo) and not self._entries[name].dirty):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._draft_aside)
        self._workspace.settling.connect(self.settle)
        for entry in self._entries.values():
            entry.editor.typed.connect(self._timer.start)
            entry.editor.finished.connect(lambda name=entry.name: self._finish(name))
            if isinstance(entry.field, LongText):
                OverLong(self._workspace, self._record.__tablename__, entry.field, entry.holder,
                         partial(self._words_of, entry), partial(self._put_back, entry))
        for part in self._inputs:
            part.installEventFilter(self)

    def _start(self, record_id: str, make: Make | None) -> None:
        """Turn to another record, with its drafts."""
        self._timer.stop()
        self._id, self._make = record_id, make
        for entry in self._entries.values():
            entry.value, entry.drafted, entry.restore, entry.held = None, None, False, False
            entry.editor.set_text("")
            entry.holder.say_problem("")
        for name, text in self._drafts.found(record_id).items() if record_id else ():
            if name in self._entries:
                entry = self._entries[name]
                entry.drafted, entry.restore = text, True

    def _fill(self, values: Values) -> None:
        """Show stored values around what is typed, and drafts over them."""
        for entry in self._entries.values():
            fresh = values.get(entry.name)
            if entry.restore:
                entry.value, entry.restore = fresh, False
                entry.editor.set_text(entry.drafted or "")
                self._read([entry])
            elif not entry.dirty:
                entry.value = fresh
                entry.editor.set_text(entry.field.text(fresh))
        typed = {entry.name: entry.value for entry in self._entries.values()}
        self._values = {**values, **typed}
        self._show_access()

    def _words_of(self, entry: Entry) -> tuple[str, str]:
        """The record that exists, or "", and the words in a field."""
        return "" if self._make is not None else self._id, entry.editor.text()

    def _put_back(self, entry: Entry, record_id: str, text: str) -> None:
        """Words that are kept elsewhere leave the field, or its draft where another record is shown by now."""
        if record_id == self._id and entry.editor.text() == text:
            self._settled(entry)
        elif record_id != self._id and self._drafts.found(record_id).get(entry.name) == text:
            self._drafts.drop(record_id, entry.name)

    def _show_access(self) -> None:
        column = self._record.SEALED_BY
        sealed = bool(column and self._values.get(column))
        for entry in self._entries.values():
            closed = sealed and entry.name not in self._record.OPEN_FIELDS
            entry.editor.set_read_only(self._forced or closed or not self._id or isinstance(entry.field, Moment))

    def _left(self, name: str) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self._inputs.get(focus) in set(self._group(name)) - {name}:
            self._read([self._entries[name]])
        else:
            self._finish(name)

    def _group(self, name: str) -> tuple[str, ...]:
        return next((group for group in self._groups if name in group), (name,))

    def _finish(self, name: str) -> None:
        """Commit a field with its group, and with what rules between fields had held back."""
        wanted = [self._entries[n] for n in self._group(name)]
        touched = [entry for entry in wanted if entry.dirty]
        held = [entry for entry in self._entries.values() if entry.held and entry.dirty and entry not in touched]
        if not self._id:
            return
        if not touched:
            for entry in wanted:
                self._settled(entry)
        elif not (held and self._commit(touched + held)):
            self._commit(touched)

    def _commit(self, entries: Sequence[Entry]) -> bool:
        if self._make is not None:
            entries = [entry for entry in self._entries.values()
                       if entry in entries or (entry.dirty and self._read([entry]) is not None)]
        given = self._read(entries)
        if given is None or not self._fit(entries, given):
            self._write_drafts()
            return False
        if self._make is not None:
            return self._bear(entries, given)
        differing = {name: value for name, value in given.items() if value != self._values[name]}
        before = {name: self._values[name] for name in differing}
        change = Change(self._record.__tablename__, self._id, before, differing)
        label = ", ".join(self._entries[name].field.label for name in differing)
        try:
            own = [*self._own_values(entries, given)]
            along = self._along(self._id, differing) if self._along and differing else ()
        except BadInput as refusal:
            self._refused(entries, refusal)
            return False
        changes = gesture(label, *own, change, *along) if differing else gesture(label)
        self._take(given)
        fault = self._workspace.attempt(changes)
        if fault is not None:
            self._take(before)
            self._refused(entries, fault)
            return False
        for entry in entries:
            self._settled(entry)
        if differing:
            self.committed.emit(self._id)
        return True

    def _read(self, entries: Iterable[Entry]) -> dict[str, Any] | None:
        """The values typed, or None with a sentence under each field that cannot be read."""
        given: dict[str, Any] = {}
        sound = True
        for entry in entries:
            try:
                value = entry.field.parse(entry.editor.text(), self._workspace.today())
                sentence = entry.field.problem(value) or ""
                given[entry.name] = value
            except ValueError as fault:
                sentence = str(fault)
            entry.held = False
            entry.holder.say_problem(sentence)
            sound = sound and not sentence
        return given if sound else None

    def _fit(self, entries: Sequence[Entry], given: Values) -> bool:
        """Whether the values agree with the rest of the record; else its sentence, and these are held back."""
        faults = self._record.problems({**self._values, **given})
        for name, sentence in faults.items():
            self._entries.get(name, entries[0]).holder.say_problem(sentence)
        for entry in entries:
            entry.held = bool(faults)
        return not faults

    def _bear(self, entries: Sequence[Entry], given: dict[str, Any]) -> bool:
        """Make the new record once it has all it needs."""
        assert self._make is not None
        whole = {**self._values, **given}
        needed = [n for n, field in fields_of(self._record).items() if field.required and n in self._entries]
        if any(whole.get(name) in (None, "", ()) for name in needed):
            self._write_drafts()
            return False
        changes = self._make(self._id, {name: value for name, value in whole.items() if value is not None})
        own = tuple(self._own_values(entries, given))
        make, self._make = self._make, None
        shown = dict(self._values)
        self._take(whole)
        fault = self._workspace.attempt(ChangeSet(changes.label, own + changes.changes))
        if fault is not None:
            self._make = make
            self._take(shown)
            self._refused(entries, fault)
            return False
        for entry in entries:
            self._settled(entry)
        self.born.emit(self._id)
        return True

    def _make_plain(self, record_id: str, values: dict[str, Any]) -> ChangeSet:
        return gesture(self._record.__name__, created(self._record, values, record_id))

    def _own_values(self, entries: Iterable[Entry], given: Values) -> Iterable[Change]:
        """List items for values of the user's own that are new."""
        for entry in entries:
            field, value = entry.field, given.get(entry.name)
            if isinstance(field, Choice) and field.own and value:
                known = self._workspace.choices(field.list_id, own=True)
                item = own_item(field.list_id, value, known)
                if item is not None:
                    yield item
                    entry.editor.set_choices([*known, (value, value)])

    def _take(self, values: Values) -> None:
        self._values.update(values)
        for entry in self._entries.values():
            if entry.name in values:
                entry.value = values[entry.name]

    def _settled(self, entry: Entry) -> None:
        """A field is as stored: canonical words, no sentence, no draft."""
        entry.held = False
        entry.editor.set_text(entry.field.text(entry.value))
        entry.holder.say_problem("")
        if entry.drafted is not None:
            self._drop_draft(entry)

    def _refused(self, entries: Sequence[Entry], fault: SupervisionError) -> None:
        """Say why at the field it concerns; what was typed stays, as a draft too."""
        self._write_drafts()
        if isinstance(fault, StaleRecord):
            # Read again: the words then stand over the newer values, and the next try starts from those.
            for entry in entries:
                entry.restore = True
            self._workspace.noticed.emit(fault.sentence, None)
            self._workspace.changed.emit(frozenset({self._record.__tablename__}))
        else:
            name = fault.field if isinstance(fault, BadInput) else ""
            self._entries.get(name, entries[0]).holder.say_problem(fault.sentence)

    def _write_drafts(self) -> None:
        """Keep now what is typed and not committed, and drop drafts of what is."""
        unsure = self._drafts.unsure
        for entry in self._entries.values():
            text = entry.editor.text()
            if self._id and entry.dirty and (unsure or text != entry.drafted):
                self._drafts.keep(self._id, entry.name, text)
                entry.drafted = text
            elif entry.drafted is not None and not entry.dirty:
                self._drop_draft(entry)
        self._drafts.sure()

    def _draft_aside(self) -> None:
        """A pause in the typing: keep what is new, without making anybody wait."""
        fresh = {entry.name: entry.editor.text() for entry in self._entries.values()
                 if entry.dirty and entry.editor.text() != entry.drafted}
        if not self._id or not fresh or self._workspace.jobs.running():
            self._write_drafts()
            return
        for name, text in fresh.items():
            self._entries[name].drafted = text
        self._drafts.keep_aside(self._id, fresh)

    def _drop_draft(self, entry: Entry) -> None:
        entry.drafted = None
        self._drafts.drop(self._id, entry.name)
