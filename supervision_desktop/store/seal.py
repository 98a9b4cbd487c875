"""Seals: what is printed of a finished record, frozen with one digest per part."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.plumbing import Seal
from supervision_desktop.i18n import tr
from supervision_desktop.store.canonical import canonical

SHOWN = 16
"""Hex digits of the digest that stand on paper."""


@dataclass(frozen=True)
class Sealed:
    """A seal as it was made; of the parts in `redacted` something was taken out when a client was erased."""

    at: str
    digest: str
    parts: Mapping[str, Any]
    whole: bool
    redacted: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The digits for paper, in groups of four."""
        return " ".join(self.digest[i:i + 4] for i in range(0, SHOWN, 4))

    @property
    def told(self) -> str:
        """The digits, and that something was taken out since, where it was."""
        taken = tr("what was about an erased client was taken out later") if self.redacted else ""
        return ", ".join(filter(None, (self.shown, taken)))


def frozen(parts: Mapping[str, Any]) -> tuple[bytes, str]:
    """Parts with their digests as canonical JSON, and the digest over all of them.

    The whole digest is made of the parts' digests, so that one part can be redacted and the rest still checked.
    """
    digests = {name: hashlib.sha256(canonical(part)).hexdigest() for name, part in parts.items()}
    body = canonical({"parts": dict(parts), "digests": digests})
    return body, hashlib.sha256(canonical(digests)).hexdigest()


def seal_of(db: Session, record_id: str) -> Sealed | None:
    """The seal of a finished record, and whether it still agrees with itself."""
    found = db.execute(select(Seal.at, Seal.digest, Seal.parts).where(Seal.record_id == record_id)).first()
    if found is None:
        return None
    body = json.loads(zlib.decompress(found.parts))
    whole = agrees(body) and hashlib.sha256(canonical(body["digests"])).hexdigest() == found.digest
    return Sealed(found.at, found.digest, body["parts"], whole, tuple(body.get("redacted", ())))


def agrees(body: Mapping[str, Any]) -> bool:
    """Whether every part is what its digest says; of one that words were taken out of, what the digest of the rest says."""
    expected = {**body["digests"], **body.get("redacted", {})}
    return all(hashlib.sha256(canonical(part)).hexdigest() == expected.get(name) for name, part in body["parts"].items())


def sealed_pdf(db: Session, record_id: str) -> bytes | None:
    """The paper as it was when it was sealed."""
    return db.execute(select(Seal.pdf).where(Seal.record_id == record_id)).scalar()
