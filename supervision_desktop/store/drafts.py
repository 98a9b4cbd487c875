"""The small door's two uses: typed text that is not committed yet, and where the user was."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from supervision_desktop.domain.plumbing import Draft, ViewState
from supervision_desktop.fields.kinds import storable
from supervision_desktop.store.door import Store


@dataclass(frozen=True, repr=False)
class Unfinished:
    """One field's uncommitted text."""

    kind: str
    record_id: str
    field: str
    text: str
    at: str


def keep(store: Store, kind: str, record_id: str, field: str, typed: str) -> None:
    """Keeps typed text as a draft, in place of an earlier one of the same field.

    A file that is open to read keeps none, and no view state: the text stays on the screen.
    """
    if store.read_only:
        return
    row = {"kind": kind, "record_id": record_id, "field": field, "text": storable(typed), "at": store.now()}
    with store.writing() as connection:
        connection.execute(insert(Draft).values(row).on_conflict_do_update(
            index_elements=["kind", "record_id", "field"], set_={"text": row["text"], "at": row["at"]}))


def discard(store: Store, kind: str, record_id: str, field: str) -> None:
    """Drops a draft once its text is committed or given up."""
    if store.read_only:
        return
    with store.writing() as connection:
        connection.execute(delete(Draft).where(
            Draft.kind == kind, Draft.record_id == record_id, Draft.field == field))


def unfinished(db: Session, record_id: str | None = None) -> list[Unfinished]:
    """Drafts of one record, or all, oldest first."""
    wanted = select(Draft.kind, Draft.record_id, Draft.field, Draft.text, Draft.at).order_by(Draft.at)
    if record_id is not None:
        wanted = wanted.where(Draft.record_id == record_id)
    return [Unfinished(*row) for row in db.execute(wanted)]


def remember(store: Store, key: str, value: str) -> None:
    """Keeps a piece of view state: the open tab, the chosen record."""
    if store.read_only:
        return
    with store.writing() as connection:
        connection.execute(insert(ViewState).values(key=key, value=value).on_conflict_do_update(
            index_elements=["key"], set_={"value": value}))


def remembered(db: Session, key: str) -> str | None:
    """A piece of view state, or None."""
    return db.execute(select(ViewState.value).where(ViewState.key == key)).scalar()
