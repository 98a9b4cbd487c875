"""Tables that are no records: history, drafts, bin, seals, search and the counters. Only `store` writes them."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from supervision_desktop.domain.base import Base


class Meta(Base):
    """Facts about the file itself: commit counter, audit key, copy of the key file."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(String, primary_key=True)
    value: Mapped[str] = mapped_column(String)


class Entry(Base):
    """One gesture in the history; holds no text of the user's."""

    __tablename__ = "entry"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[str] = mapped_column(String)
    origin: Mapped[str] = mapped_column(String)
    label: Mapped[str] = mapped_column(String)
    kinds: Mapped[str] = mapped_column(String)
    prev: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[bytes] = mapped_column(LargeBinary)


class ChangeRow(Base):
    """One record's change within an entry: what it was before, compressed, and a digest of both sides.

    Redaction empties `salt` and `before`; the digest stays, so the chain still verifies.
    """

    __tablename__ = "change"

    seq: Mapped[int] = mapped_column(ForeignKey("entry.seq"), primary_key=True)
    n: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String)
    record_id: Mapped[str] = mapped_column(String(36))
    what: Mapped[str] = mapped_column(String(7))
    fields: Mapped[str] = mapped_column(String)
    salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    before: Mapped[bytes | None] = mapped_column(LargeBinary)
    after_digest: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (Index("ix_change_record_id_seq", "record_id", "seq"),)


class Draft(Base):
    """Typed text that is not yet committed: survives a crash and a lock."""

    __tablename__ = "draft"

    kind: Mapped[str] = mapped_column(String, primary_key=True)
    record_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    field: Mapped[str] = mapped_column(String, primary_key=True)
    text: Mapped[str] = mapped_column(String)
    at: Mapped[str] = mapped_column(String)


class ViewState(Base):
    """Where the user was: open tab, chosen record, chips."""

    __tablename__ = "view_state"

    key: Mapped[str] = mapped_column(String, primary_key=True)
    value: Mapped[str] = mapped_column(String)


class BinItem(Base):
    """What was deleted, whole, until the bin is emptied by hand."""

    __tablename__ = "bin_item"

    seq: Mapped[int] = mapped_column(ForeignKey("entry.seq"), primary_key=True)
    at: Mapped[str] = mapped_column(String)
    kind: Mapped[str] = mapped_column(String)
    title: Mapped[str] = mapped_column(String)
    changes: Mapped[bytes] = mapped_column(LargeBinary)


class Seal(Base):
    """What was finished or signed, frozen: canonical JSON of what is printed, one digest per part."""

    __tablename__ = "seal"

    record_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    kind: Mapped[str] = mapped_column(String)
    at: Mapped[str] = mapped_column(String)
    parts: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(String(64))
    pdf: Mapped[bytes | None] = mapped_column(LargeBinary)


class SearchDocument(Base):
    """The integer document id that the full-text index knows a record by."""

    __tablename__ = "search_document"

    docid: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String)
    record_id: Mapped[str] = mapped_column(String(36), unique=True)
