"""What a gesture changes, as plain values: it can be kept, inverted, shown and sent to the one door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from supervision_desktop.domain.base import Record, Values, new_id, values_of
from supervision_desktop.fields.kinds import storable


@dataclass(frozen=True, repr=False)
class Change:
    """One record before and after: created (no before), changed (the changed fields only), or deleted (no after)."""

    kind: str
    id: str
    before: Values | None
    after: Values | None

    def __repr__(self) -> str:
        return f"<{self.what} {self.kind} {self.id}>"

    @property
    def what(self) -> str:
        """created, changed or deleted."""
        return "created" if self.before is None else "deleted" if self.after is None else "changed"

    def inverted(self) -> Change:
        """The change that takes this one back."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, repr=False)
class Sealing:
    """What is frozen when a record is finished or signed: canonical parts, and the paper as it was then."""

    kind: str
    record_id: str
    parts: Mapping[str, Any]
    collapses: tuple[str, ...] = ()
    pdf: bytes | None = None


@dataclass(frozen=True)
class ChangeSet:
    """One gesture: one transaction, one undo step, one history entry, one refresh.

    `label` names the gesture in the program's words and holds nothing the user typed.
    """

    label: str
    changes: tuple[Change, ...]
    undoable: bool = True
    sealings: tuple[Sealing, ...] = field(default=())

    def inverted(self) -> ChangeSet:
        """The gesture that takes this one back, last step first."""
        return replace(self, changes=tuple(c.inverted() for c in reversed(self.changes)))

    def __bool__(self) -> bool:
        return bool(self.changes or self.sealings)


def created(record: type[Record], values: Values, id: str | None = None) -> Change:
    """A new record; fields that are not named stay empty."""
    return Change(record.__tablename__, id or new_id(), None, _kept(values))


def changed(record: Record, **values: Any) -> Change | None:
    """A change of a loaded record, or None where nothing differs."""
    now = {name: getattr(record, name) for name in values}
    differing = {name: value for name, value in _kept(values).items() if now[name] != value}
    if not differing:
        return None
    return Change(record.__tablename__, record.id, {name: now[name] for name in differing}, differing)


def deleted(record: Record) -> Change:
    """The whole of a loaded record goes."""
    return Change(record.__tablename__, record.id, values_of(record), None)


def gesture(label: str, *changes: Change | None, undoable: bool = True) -> ChangeSet:
    """A ChangeSet of those changes that change something."""
    return ChangeSet(label, tuple(c for c in changes if c is not None), undoable)


def _kept(values: Values) -> dict[str, Any]:
    """Values as the file gives them back: storable text, and nothing chosen is None."""
    return {name: _kept_value(value) for name, value in values.items()}


def _kept_value(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    return tuple(map(storable, value)) or None if isinstance(value, tuple) else value
