"""A subject-access pack as one zip: the pages, the same as JSON, and the files under neutral names (PRV-06).

With a passphrase all of it goes into the protected PDF, as files attached to it: what lay beside it would lie there open.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import msgspec

from supervision_desktop.errors import BadInput, DamagedFile
from supervision_desktop.exchange.files import OUTPUT, write_file
from supervision_desktop.exchange.json_archive import MOST_ATTACHED
from supervision_desktop.i18n import tr
from supervision_desktop.reports import subject_access
from supervision_desktop.reports.protect import protect, with_files
from supervision_desktop.reports.report import Context, as_pdf
from supervision_desktop.reports.style import Sheet
from supervision_desktop.reports.subject_access import AccessData, Params
from supervision_desktop.store.attachments import Files
from supervision_desktop.store.door import Store

PAGES, RECORDS, FOLDER = "pack.pdf", "pack.json", "files"
FIRST = (1980, 1, 1, 0, 0, 0)
"""The date of every member: a pack tells nothing of when it was made but what its pages say."""


@dataclass(frozen=True)
class Packed:
    """What a pack came to: files in it, and files that could not be read."""

    files: int
    missing: int


def write(store: Store, hold_id: str, context: Context, sheet: Sheet, path: Path, *, passphrase: str = "",
          files: Files | None = None, check: Callable[[], object] = lambda: None, force: bool = True) -> Packed:
    """Writes the pack of one request. Raises BadInput, DiskFull or OSError; `check` may raise to stop between steps."""
    with store.read() as db:
        data = subject_access.collect(db, Params(hold_id), context)
    check()
    contents, missing = _contents(data, files)
    check()
    records = msgspec.json.format(msgspec.json.encode(data.pack), indent=1) + b"\n"
    pdf = as_pdf(subject_access, data, sheet)
    check()
    beside = {RECORDS: records, **contents}
    members = {PAGES: protect(with_files(pdf, beside), passphrase)} if passphrase else {PAGES: pdf, **beside}
    write_file(path, _zipped(members), force=force)
    return Packed(len(contents), missing)


def _contents(data: AccessData, files: Files | None) -> tuple[dict[str, bytes], int]:
    """The files by their place in the pack, and how many could not be read."""
    wanted = [one for one in data.pack.entries if one.digest]
    found: dict[str, bytes] = {}
    for one in wanted if files is not None else ():
        assert files is not None
        with suppress(DamagedFile):
            found[f"{FOLDER}/{one.file}"] = files.read(one.digest)
        if sum(map(len, found.values())) > MOST_ATTACHED:
            raise BadInput(OUTPUT, tr("The files are too large together for one pack; at most {n} MB. Leave some out, and "
                                      "hand them over by themselves.").format(n=MOST_ATTACHED // 1024**2))
    return found, len(wanted) - len(found)


def _zipped(members: Mapping[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, FIRST)
            entry.external_attr = 0o600 << 16
            container.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return target.getvalue()
