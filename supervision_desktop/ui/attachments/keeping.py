"""Keeping files with a record: read, checked and encrypted in a job, then named by one gesture."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from supervision_desktop.domain.attachments import LARGEST
from supervision_desktop.errors import BadInput, SupervisionError
from supervision_desktop.fields.kinds import storable
from supervision_desktop.i18n import tr
from supervision_desktop.reports.sound import check, check_size
from supervision_desktop.services import attachments
from supervision_desktop.services.attachments import Content
from supervision_desktop.store.attachments import Files
from supervision_desktop.ui.jobs import Progress
from supervision_desktop.ui.workspace import Workspace


@dataclass(frozen=True, repr=False)
class Taken:
    """What came of some files: contents that are kept, and a sentence for each file that was refused."""

    contents: tuple[Content, ...]
    refused: tuple[str, ...] = ()


def take_files(files: Files, paths: Sequence[Path], kinds: Collection[str], progress: Progress) -> Taken:
    """Read, check and encrypt files; one that is refused stops no other. Raises DiskFull. To be run in a job."""
    contents, refused = list[Content](), list[str]()
    for number, path in enumerate(paths):
        progress.report(100 * number // len(paths), tr("File {n} of {all}").format(n=number + 1, all=len(paths)))
        name = storable(path.name)
        try:
            data = _read(path, name)
            check(name, data, kinds)
            contents.append(Content(name, len(data), files.put(data)))
        except BadInput as fault:
            refused.append(fault.sentence)
    return Taken(tuple(contents), tuple(refused))


def take_text(files: Files, name: str, text: str) -> Content:
    """Encrypt a text as a UTF-8 file. Raises BadInput where it is too large, and DiskFull. To be run in a job."""
    data = storable(text).encode()
    check_size(name, len(data))
    return Content(name, len(data), files.put(data))


def name_them(workspace: Workspace, owner_kind: str, owner_id: str, taken: Taken) -> list[str]:
    """Have the record name what was taken, each content once; returns what there is to say, nothing where all is well."""
    with workspace.read() as db:
        known = attachments.already(db, owner_id, taken.contents)
    fresh: dict[str, Content] = {}
    said = list(taken.refused)
    for one in taken.contents:
        if one.digest in known:
            other = known[one.digest]
            said.append((tr("“{name}” is here already. It was not added again.") if one.name == other else
                         tr("“{name}” is here already, as “{other}”. It was not added again.")).format(
                name=one.name, other=other))
        else:
            fresh[one.digest] = one
            known[one.digest] = one.name
    fault: SupervisionError | None = None
    if fresh and workspace.exists(owner_kind, owner_id):
        fault = workspace.attempt(attachments.add_all(owner_kind, owner_id, [*fresh.values()], workspace.today()))
    elif fresh:
        said.append(tr("What these files belong to is no longer here, so they were not added."))
    if workspace.files is not None and taken.contents:
        workspace.files.settled(*(one.digest for one in taken.contents))
    return [*said, fault.sentence] if fault else said


def sentence_of(fault: Exception) -> str:
    """What to say of a job that failed; a fault that nobody foresaw goes to the window's own handler."""
    if isinstance(fault, SupervisionError):
        return fault.sentence
    if isinstance(fault, OSError):
        return tr("It could not be written to the practice folder. Nothing was added or changed; try again.")
    raise fault


def _read(path: Path, name: str) -> bytes:
    """The whole file, never more than can be kept. Raises BadInput."""
    try:
        if not path.is_file():
            raise BadInput("File", (tr("“{name}” is a folder. Add the files in it.") if path.is_dir() else
                                    tr("“{name}” is not there any more.")).format(name=name))
        check_size(name, path.stat().st_size)
        with path.open("rb") as source:
            return source.read(LARGEST + 1)
    except OSError:
        raise BadInput("File", tr("“{name}” cannot be read. Check that you may open it and that its disk is there.").format(
            name=name)) from None
