"""A whole practice as one file, to keep or to move: out, and back into an empty practice file.

The archive is a zip whose members are stored uncompressed, without dates: `practice.json` first, then
`files/<id>.pdf` for every signed contract or finished record that kept its paper, and `files/<digest>` for the content
of every attachment (its SHA-256 in hex), in order of name.

`practice.json` is one JSON object in UTF-8, keys sorted, no spaces:

* `"format": "supervision-desktop-practice"` and `"version": 1`.
* `"complete"`: true when private fields are included. When false, private fields are left out of the records,
  `parts` and `paper` out of the seals, and all attachments (they may hold clients' names); such an archive is for
  reading and cannot be imported.
* `"records"`: {kind: {id: {field: value}}}, every kind and every field. Dates are `2025-07-04`, moments are
  `2025-07-04T14:05:00Z` (UTC), times of day and lengths are minutes, money is pence, shares are hundredths of a per
  cent (2000 is 20 %), choices are the keys of their list, a reference is the id of the other record, several values
  are a list, an empty field is null. The kinds `list_item`, `setting` and `print_log` hold own list values, the
  settings of the practice, and the log of what was printed and exported.
* `"seals"`: {id of the record: seal}. `kind` and `at` say what was sealed and when; `parts` is what is printed of it,
  `digests` the SHA-256 of each part's canonical JSON, `digest` the SHA-256 over `digests`; a part that was erased
  later is left only in `digests`; of one that words about an erased client were taken out of, `redacted` holds the SHA-256
  of what is left. `paper` is null or {"file", "sha256"} of the kept PDF.

History, drafts, the bin, backups, keys, where the window was, and whether this file's own recovery sheet was checked
are not part of it. Equal practices give equal bytes, so export, import and export again end where they began.
"""
from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.domain.base import Record, kinds
from supervision_desktop.domain.plumbing import Seal
from supervision_desktop.errors import BadInput, DamagedFile
from supervision_desktop.exchange.container import pack
from supervision_desktop.exchange.files import OUTPUT, write_file
from supervision_desktop.i18n import tr
from supervision_desktop.services.practice import SHEET_CHECKED, logged
from supervision_desktop.services.sharing import NOBODY, Given, all_cases, with_given
from supervision_desktop.store.attachments import Files
from supervision_desktop.store.canonical import canonical, to_json
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.store.door import Store

FORMAT, VERSION = "supervision-desktop-practice", 1
MOST_ATTACHED = 700 * 1024**2
"""Bytes of all attachments in one archive, which is put together in memory."""
LEFT_OUT = frozenset({("setting", SHEET_CHECKED)})
"""What is true of one practice file only."""


def export(store: Store, path: Path, *, include_private: bool, force: bool = False, files: Files | None = None,
           given: Given = NOBODY) -> int:
    """Writes the whole practice to a file and notes it in the print log. Raises BadInput, DiskFull or OSError.

    Returns how many attachments could not be read and are not in it; without `files` none can be.
    """
    left = write_archive(store, path, include_private=include_private, force=force, files=files)
    with store.read() as db:
        log = noted(db, store.now(), include_private, given)
    store.apply(log, origin="export")
    return left


def write_archive(store: Store, path: Path, *, include_private: bool, force: bool = False,
                  files: Files | None = None) -> int:
    """Writes the file alone, as `export` does; what is noted of it comes once it is there."""
    with store.read() as db:
        papers, left = _attached(db, files) if include_private else ({}, 0)
        data = archive_bytes(db, include_private=include_private, attached=papers)
    write_file(path, data, force=force)
    return left


def noted(db: Session, at: str, include_private: bool, given: Given = NOBODY) -> ChangeSet:
    """What the logs say of such a file: where it was given to somebody, every case was shared."""
    log = logged(at, tr("Whole practice"), "zip", with_private=include_private)
    return with_given(db, log, given, all_cases(db))


def _attached(db: Session, files: Files | None) -> tuple[dict[str, bytes], int]:
    """The contents of attachments by their place in the archive, and how many could not be read."""
    found: dict[str, bytes] = {}
    digests = set(db.scalars(select(Attachment.digest)))
    for digest in digests if files else ():
        with suppress(DamagedFile):
            found[attachment_name(digest)] = files.read(digest) if files else b""
    if sum(map(len, found.values())) > MOST_ATTACHED:
        raise BadInput(OUTPUT, tr("The attachments are too large together for one file; at most {n} MB can be exported.")
                       .format(n=MOST_ATTACHED // 1024**2))
    return found, len(digests) - len(found)


def archive_bytes(db: Session, *, include_private: bool, attached: Mapping[str, bytes] | None = None) -> bytes:
    """The archive as bytes."""
    papers: dict[str, bytes] = dict(attached or {})
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "complete": include_private,
        "records": {kind: _records(db, record, include_private) for kind, record in kinds().items()},
        "seals": {seal.record_id: _seal(seal, include_private, papers) for seal in db.scalars(select(Seal))},
    }
    return pack(canonical(whole), papers)


def attachment_name(digest: str) -> str:
    """Where the content of an attachment lies in the archive."""
    return f"files/{digest}"


def paper_name(record_id: str) -> str:
    """Where the kept PDF of a sealed record lies in the archive."""
    return f"files/{record_id}.pdf"


def _records(db: Session, record: type[Record], private: bool) -> dict[str, Any]:
    if record is Attachment and not private:
        return {}
    found = db.execute(select(record.__table__)).mappings()
    rows = ({**row} for row in found)
    return {row.pop("id"): to_json(record, row, private=private) for row in rows
            if (record.__tablename__, row["id"]) not in LEFT_OUT}


def _seal(seal: Seal, private: bool, papers: dict[str, bytes]) -> dict[str, Any]:
    """One seal as JSON; its paper goes to `papers`."""
    body = json.loads(zlib.decompress(seal.parts))
    told = {"kind": seal.kind, "at": seal.at, "digest": seal.digest, "digests": body["digests"]}
    if "redacted" in body:
        told["redacted"] = body["redacted"]
    if not private:
        return told
    if seal.pdf is None:
        return {**told, "parts": body["parts"], "paper": None}
    name = paper_name(seal.record_id)
    papers[name] = seal.pdf
    return {**told, "parts": body["parts"], "paper": {"file": name, "sha256": sha256(seal.pdf).hexdigest()}}
