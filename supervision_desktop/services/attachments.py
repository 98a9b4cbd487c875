"""Attachments of a record: what there is, adding some, and taking them away with what they belong to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from mimetypes import MimeTypes

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.domain.base import fields_of, kinds
from supervision_desktop.fields.kinds import Ref
from supervision_desktop.i18n import tr
from supervision_desktop.store.changes import Change, ChangeSet, created, deleted, gesture

NOTE_AT = 1024**3
"""Bytes of all attachments from which on it is mentioned that backups grow with them."""
COLUMNS = select(Attachment.id, Attachment.name, Attachment.size, Attachment.digest, Attachment.added_on,
                 Attachment.media_type, Attachment.description)
Columns = Select[str, str, int | None, str, date | None, str | None, str | None]
PDF, PICTURE = "pdf", "picture"
"""Kinds of file that a place may ask for; a picture is a PNG or a JPEG."""


@dataclass(frozen=True, repr=False)
class AttachmentRow:
    """One attachment in the list of its record."""

    id: str
    name: str
    size: int
    digest: str
    added_on: date | None
    media_type: str = ""
    description: str = ""


@dataclass(frozen=True, repr=False)
class Content:
    """What the store keeps already and no record names yet."""

    name: str
    size: int
    digest: str


def rows(db: Session, owner_id: str) -> list[AttachmentRow]:
    """The attachments of one record, oldest first."""
    return _rows(db, COLUMNS.where(Attachment.owner_id == owner_id).order_by(Attachment.added_on, Attachment.name))


def newest(db: Session, number: int) -> list[AttachmentRow]:
    """The attachments of all records that came last, newest first."""
    return _rows(db, COLUMNS.order_by(Attachment.added_on.desc(), Attachment.name).limit(number))


def _rows(db: Session, wanted: Columns) -> list[AttachmentRow]:
    return [AttachmentRow(rid, name, size or 0, digest, added, media or "", about or "")
            for rid, name, size, digest, added, media, about in db.execute(wanted)]


def count(db: Session, owner_id: str) -> int:
    """How many attachments a record has."""
    return db.scalar(select(func.count()).where(Attachment.owner_id == owner_id)) or 0


def total(db: Session) -> int:
    """Bytes of all attachments, as they were when they were added."""
    return db.scalar(select(func.sum(Attachment.size))) or 0


def add_all(owner_kind: str, owner_id: str, contents: Sequence[Content], today: date) -> ChangeSet:
    """New attachments in one gesture; their types are read from their names."""
    return gesture(tr("Attachment"), *(_created(owner_kind, owner_id, one, media_type(one.name), today) for one in contents))


def already(db: Session, owner_id: str, contents: Sequence[Content]) -> dict[str, str]:
    """What each digest is called that the record holds already, or that comes twice."""
    known = {row.digest: row.name for row in rows(db, owner_id)}
    return {one.digest: known[one.digest] for one in contents if one.digest in known}


def home(db: Session, kind: str, record_id: str) -> tuple[str, str]:
    """Kind and id of the record on whose page files are shown: a part's whole, such as the session of its notes."""
    record = db.get(kinds()[kind], record_id)
    for name, field in fields_of(kinds()[kind]).items():
        if isinstance(field, Ref) and field.owned and getattr(record, name, None):
            return home(db, field.to, getattr(record, name))
    return kind, record_id


def free_name(db: Session, owner_id: str, stem: str, ending: str) -> str:
    """A name that no attachment of the record has: "Summary 2025-07-04.txt", then "… (2).txt"."""
    taken = {row.name for row in rows(db, owner_id)}
    names = (f"{stem}.{ending}", *(f"{stem} ({n}).{ending}" for n in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def media_type(name: str) -> str:
    """The type that the ending of a name stands for, by a table that is the same on every computer; "" if unknown."""
    return MimeTypes().guess_type(name)[0] or ""


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


def _created(owner_kind: str, owner_id: str, content: Content, kind: str, today: date) -> Change:
    return created(Attachment, {
        "owner_kind": owner_kind, "owner_id": owner_id, "name": content.name, "media_type": kind or None,
        "size": content.size, "digest": content.digest, "added_on": today})
