"""Reading an exported practice: whatever the file holds, it is checked whole before anything is written."""
from __future__ import annotations

import json
import math
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.domain.base import Record, fields_of, kinds
from supervision_desktop.errors import BadInput, NewerFile
from supervision_desktop.exchange.container import refused, unpack
from supervision_desktop.exchange.json_archive import FORMAT, VERSION, attachment_name, paper_name
from supervision_desktop.exchange.tables import PLAIN_ID
from supervision_desktop.fields.kinds import Moment, Ref
from supervision_desktop.i18n import mark, tr
from supervision_desktop.store.canonical import canonical
from supervision_desktop.store.seal import agrees

ARCHIVE = mark("Archive")
SEALED_AT = Moment(mark("Sealed"), required=True)
Row = dict[str, Any]
Records = Mapping[tuple[str, str], Row]
"""Values by kind and id."""


class Paper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the kept PDF of a seal lies."""

    file: str
    sha256: str


class SealEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A seal as the archive tells it."""

    kind: str
    at: str
    digest: str
    digests: dict[str, str]
    parts: dict[str, Any]
    paper: Paper | None
    redacted: dict[str, str] = {}


class Head(msgspec.Struct, frozen=True):
    """What an archive says of itself."""

    format: str
    version: int
    complete: bool


class Body(Head, frozen=True, forbid_unknown_fields=True):
    """All of `practice.json` of a complete archive."""

    records: dict[str, dict[str, dict[str, Any]]]
    seals: dict[str, SealEntry]


@dataclass(frozen=True, repr=False)
class Archive:
    """A checked archive: values of every record by kind and id, the rows of the seals, contents of attachments."""

    records: Records
    seals: tuple[Row, ...]
    attached: tuple[bytes, ...] = ()


def read_archive(path: Path) -> Archive:
    """An archive that can be imported as it is.

    Raises BadInput for one without private fields, NewerFile for a later version, and DamagedFile with a sentence
    for everything else.
    """
    practice, papers = unpack(path)
    body = _body(practice)
    records = dict(_records(body))
    _check_references(records)
    seals = tuple(_seal_row(rid, seal, records, papers) for rid, seal in body.seals.items())
    attached = _attached(records, papers)
    if papers.keys() - attached.keys() != {seal.paper.file for seal in body.seals.values() if seal.paper}:
        raise refused(tr("It holds files that no record names."))
    return Archive(records, seals, tuple(attached.values()))


def _attached(records: Records, papers: Mapping[str, bytes]) -> dict[str, bytes]:
    """The contents of attachments by name; each is what its record says. One that could not be exported is not there."""
    found = {}
    for (kind, _), values in records.items():
        name = attachment_name(values["digest"]) if kind == Attachment.__tablename__ else ""
        if name in papers:
            found[name] = papers[name]
            if (sha256(papers[name]).hexdigest(), len(papers[name])) != (values["digest"], values["size"]):
                raise refused(tr("An attachment is not what its record says."))
    return found


def _body(practice: bytes) -> Body:
    try:
        told = json.loads(practice.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number,
                          parse_float=_finite)
        canonical(told)
        head = msgspec.convert(told, Head)
    except (ValueError, RecursionError, msgspec.ValidationError):
        raise refused() from None
    if head.format != FORMAT or head.version < 1:
        raise refused()
    if head.version > VERSION:
        raise NewerFile(tr("This archive comes from a newer version of Supervision Desktop; please update the program."))
    if not head.complete:
        raise BadInput(ARCHIVE, tr("This archive was exported without private notes, so it cannot be imported. "
                                   "Export again with private notes included."))
    try:
        return msgspec.convert(told, Body)
    except msgspec.ValidationError:
        raise refused() from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name comes twice")
    return found


def _no_number(_word: str) -> float:
    raise ValueError("not a number")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError("not a finite number")
    return value


def _records(body: Body) -> Iterator[tuple[tuple[str, str], Row]]:
    """Every record with all its fields; ids are unique across kinds, for the search knows records by id alone."""
    known = kinds()
    seen: set[str] = set()
    for kind, found in body.records.items():
        if kind not in known:
            raise refused(tr("It holds records of an unknown kind, {kind}.").format(kind=_shown(kind)))
        for record_id, told in found.items():
            if record_id in seen or not PLAIN_ID.fullmatch(record_id):
                raise refused(tr("An id under {kind} comes twice or is none.").format(kind=kind))
            seen.add(record_id)
            yield (kind, record_id), _values(known[kind], told)


def _values(record: type[Record], told: Row) -> Row:
    fields = fields_of(record)
    for name in told:
        if name not in fields:
            raise refused(tr("{kind} has no field {name}.").format(kind=record.__tablename__, name=_shown(name)))
    try:
        return {name: field.from_json(told.get(name)) for name, field in fields.items()}
    except ValueError as fault:
        raise refused(str(fault)) from None


def _shown(name: str) -> str:
    """A stranger's word, fit for one line of a message."""
    return "".join(c if c.isascii() and c.isprintable() else "?" for c in name[:40])


def _check_references(records: Records) -> None:
    for (kind, _), values in records.items():
        for name, field in fields_of(kinds()[kind]).items():
            if isinstance(field, Ref) and values[name] is not None and (field.to, values[name]) not in records:
                raise refused(tr("{label} names a record that is not in it.").format(label=field.label))


def _seal_row(record_id: str, seal: SealEntry, records: Records, papers: Mapping[str, bytes]) -> Row:
    """A seal that agrees with itself, with its paper and with its record."""
    closing = kinds()[seal.kind].SEALED_BY if seal.kind in kinds() else None
    closed = closing and records.get((seal.kind, record_id), {}).get(closing) is not None
    told: dict[str, Any] = {"parts": seal.parts, "digests": seal.digests}
    if seal.redacted:
        told["redacted"] = seal.redacted
    if not closed or not agrees(told) or sha256(canonical(seal.digests)).hexdigest() != seal.digest:
        raise refused(tr("A signed or finished record does not agree with its seal."))
    try:
        SEALED_AT.from_json(seal.at)
    except ValueError as fault:
        raise refused(str(fault)) from None
    body = canonical(told)
    return {"record_id": record_id, "kind": seal.kind, "at": seal.at, "parts": zlib.compress(body),
            "digest": seal.digest, "pdf": _pdf(record_id, seal, papers)}


def _pdf(record_id: str, seal: SealEntry, papers: Mapping[str, bytes]) -> bytes | None:
    if seal.paper is None:
        return None
    pdf = papers.get(seal.paper.file)
    if pdf is None or seal.paper.file != paper_name(record_id) or sha256(pdf).hexdigest() != seal.paper.sha256:
        raise refused(tr("The kept PDF of a record is missing or was changed."))
    return pdf
