"""Backups in plain words: when, why, how large."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from supervision_desktop.formats import moment_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.store.rotation import Backup
from supervision_desktop.ui.widgets.table import Column

REASONS = {
    "daily": mark("First change of a day"),
    "close": mark("When the window was closed"),
    "request": mark("Asked for"),
    "before-upgrade": mark("Before an upgrade"),
    "before-restore": mark("Before going back to a backup"),
    "before-import": mark("Before an import"),
    "before-erasure": mark("Before an erasure"),
    "before-deletion": mark("Before a deletion"),
    "new-key": mark("With a new key"),
}


def reason_text(reason: str) -> str:
    """Why a backup was made."""
    return tr(REASONS[reason]) if reason in REASONS else reason


def size_text(size: int) -> str:
    """A size in the unit a person would use."""
    return tr("{n:.1f} MB").format(n=size / 1e6) if size >= 100_000 else tr("{n} kB").format(n=max(round(size / 1e3), 1))


def columns() -> list[Column]:
    """The columns of a list of backups."""
    return [Column(tr("Made"), chars=26, text=moment_text), Column(tr("Why")),
            Column(tr("Size"), number=True, chars=9, text=size_text)]


def rows(found: Sequence[Backup]) -> list[tuple[datetime, str, int]]:
    """Their rows; the ids of the rows are the names of the files."""
    return [(one.made, reason_text(one.reason), one.path.stat().st_size) for one in found]
