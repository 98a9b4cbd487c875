"""Attachments of a record: what there is, adding one, and taking them away with what they belong to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.i18n import tr
from supervision_desktop.store.changes import Change, ChangeSet, created, deleted, gesture

NOTE_AT = 1024**3
"""Bytes of all attachments from which on it is mentioned that backups grow with them."""


@dataclass(frozen=True, repr=False)
class AttachmentRow:
    """One attachment in the list of its record."""

    id: str
    name: str
    size: int
    digest: str
    added_on: date | None


def rows(db: Session, owner_id: str) -> list[AttachmentRow]:
    """The attachments of one record, oldest first."""
    found = db.execute(
        select(Attachment.id, Attachment.name, Attachment.size, Attachment.digest, Attachment.added_on)
        .where(Attachment.owner_id == owner_id).order_by(Attachment.added_on, Attachment.name))
    return [AttachmentRow(rid, name, size or 0, digest, added) for rid, name, size, digest, added in found]


def count(db: Session, owner_id: str) -> int:
    """How many attachments a record has."""
    return db.scalar(select(func.count()).where(Attachment.owner_id == owner_id)) or 0


def add(owner_kind: str, owner_id: str, name: str, media_type: str, size: int, digest: str, today: date) -> ChangeSet:
    """A new attachment, whose content the store keeps already under this digest."""
    return gesture(tr("Attachment"), created(Attachment, {
        "owner_kind": owner_kind, "owner_id": owner_id, "name": name, "media_type": media_type or None, "size": size,
        "digest": digest, "added_on": today}))


def remove(db: Session, attachment_id: str) -> ChangeSet:
    """One attachment goes; its content stays until the bin is emptied."""
    return gesture(tr("Attachment removed"), deleted(db.get_one(Attachment, attachment_id)))


def gone_with(db: Session, owner_ids: Collection[str]) -> tuple[Change, ...]:
    """What a gesture that deletes records takes along: their attachments."""
    return tuple(deleted(one) for one in db.scalars(select(Attachment).where(Attachment.owner_id.in_(owner_ids))))


def size_text(size: int) -> str:
    """340 kB, 2.5 MB."""
    if size < 1_000_000:
        return tr("{n} kB").format(n=max(1, round(size / 1000)))
    return tr("{n:.1f} MB").format(n=size / 1_000_000)


def total_hint(total: int) -> str:
    """A sentence once all attachments together are large, else nothing."""
    if total < NOTE_AT:
        return ""
    return tr("Attachments now take {n:.1f} GB. Every computer and folder that holds backups needs that much room.").format(
        n=total / 1_000_000_000)
