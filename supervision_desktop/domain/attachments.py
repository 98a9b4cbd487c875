"""Files kept with a record: a letter, a scan, a certificate. The content lies beside the records, encrypted."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, stored
from supervision_desktop.fields.kinds import Day, Number, Text
from supervision_desktop.i18n import mark

LARGEST = 25 * 1024**2
"""Bytes of one attachment."""


class Attachment(Record):
    """A file that belongs to one record of any kind; `digest` is the SHA-256 of its content, in hex."""

    __tablename__ = "attachment"
    UNSEARCHED = frozenset({"owner_kind", "owner_id", "media_type", "digest"})
    GOES_WITH = ("owner_id",)

    owner_kind: Mapped[str | None] = stored(Text(mark("Kind of record"), mark("What it belongs to"), limit=100))
    owner_id: Mapped[str] = stored(
        Text(mark("Belongs to"), mark("The record it is kept with"), required=True, limit=100), index=True)
    name: Mapped[str] = stored(Text(mark("File name"), mark("As it was called when it was added"), required=True))
    description: Mapped[str | None] = stored(
        Text(mark("What it is"), mark("In a few words, if the name does not say it"), limit=1000))
    media_type: Mapped[str | None] = stored(Text(mark("Type"), mark("What kind of file it is"), limit=200))
    size: Mapped[int | None] = stored(Number(mark("Size"), mark("In bytes"), maximum=LARGEST))
    digest: Mapped[str] = stored(
        Text(mark("Digest"), mark("By which its content is found and checked"), required=True, limit=64), index=True)
    added_on: Mapped[date | None] = stored(Day(mark("Added"), mark("The day it was added")))
