"""Writing a file for the user: whole or not at all, hers alone to read, and never over another one unasked."""
from __future__ import annotations

import errno
import os
from glob import escape
from pathlib import Path

from supervision_desktop.errors import BadInput, DiskFull
from supervision_desktop.i18n import mark, tr
from supervision_desktop.store import folder as disk

OUTPUT = mark("Output")
NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV, errno.EMLINK}
"""How a file system says that it knows no hard links, as on most memory sticks."""


def check_free(path: Path) -> None:
    """Refuses a name that is taken. Raises BadInput."""
    if os.path.lexists(path):
        raise taken(path)


def taken(path: Path) -> BadInput:
    """What to say of a name that is taken."""
    sentence = tr("“{name}” is already there. Choose another name, or say that it may be replaced.")
    return BadInput(OUTPUT, sentence.format(name=path.name))


def write_file(path: Path, data: bytes, *, force: bool = False) -> None:
    """Writes a file that only this user can read; an older one of that name is replaced only with `force`.

    Raises BadInput where the name is taken, DiskFull, or OSError; then nothing is left behind and an older file stays.
    """
    if not force:
        check_free(path)
    _clear_halves(path)
    half = disk.temporary(path)
    try:
        disk.new_file(half, data)
        _place(half, path, force)
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull() from None
        raise OSError(fault.errno, fault.strerror, str(path)) from None
    finally:
        half.unlink(missing_ok=True)
    disk.settle(path.parent)


def _place(half: Path, path: Path, force: bool) -> None:
    if force:
        half.replace(path)
        return
    try:
        # Unlike a rename, a link never replaces what somebody else put there in the meantime.
        os.link(half, path)
    except FileExistsError:
        raise taken(path) from None
    except OSError as fault:
        if fault.errno not in NO_LINKS:
            raise
        check_free(path)
        half.rename(path)


def _clear_halves(path: Path) -> None:
    """Removes what a killed writer of this very file left: it may hold plain text."""
    for half in path.parent.glob(f".{escape(path.name)}.*{disk.TEMPORARY}"):
        if half.is_file() and not half.is_symlink():
            half.unlink()
