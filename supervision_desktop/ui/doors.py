"""What the gate is given: ways into a practice file and the pages of a first start. Known after the first paint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from supervision_desktop.ui.dialogs.restore import Found, RestorePage
from supervision_desktop.ui.dialogs.welcome import CreatePage, WelcomePage, choose_folder

if TYPE_CHECKING:
    # A first start shows its pages before the store is imported.
    from supervision_desktop.store.openfile import Practice
    from supervision_desktop.store.recovery import RecoveryCode


@dataclass(frozen=True)
class Remembering:
    """Whether this computer can remember how to open a practice file, whether it does, and if not, why."""

    able: bool
    remembered: bool
    why_not: str


@dataclass(frozen=True)
class Opened:
    """An open practice file; `code` is the recovery code of one that was just made, `said` a thing to tell."""

    practice: Practice
    code: RecoveryCode | None = None
    by_code: bool = False
    said: str = ""


@dataclass(frozen=True)
class Doors:
    """Ways into a practice file. The first three run in the worker; they raise SupervisionError."""

    open: Callable[[Path, str, bool, bool], Opened]
    """Folder, what was typed ("" opens as remembered), whether it is a recovery code, whether to remember."""
    create: Callable[[Path, str, str], Opened]
    """Folder, passphrase, name."""
    sample: Callable[[], Opened]
    pause_after: Callable[[int], float]
    look_back: Callable[[Path, str, bool], Sequence[Found]]
    """The backups of a folder, looked at until a sound one is found; in the worker."""
    bring_back: Callable[[Path, Path, str, bool, bool], Opened]
    """Folder, backup, what was typed, whether it is a recovery code, whether a damaged file there is set aside."""


@dataclass(frozen=True)
class Pages:
    """The pages that only a first start shows."""

    welcome: Callable[[], WelcomePage]
    create: Callable[[Path], CreatePage]
    choose: Callable[[QWidget], Path | None]
    """Ask for the folder of a practice file."""
    restore: Callable[[Path, str], RestorePage]
    """Folder, and why the file there cannot be opened ("" where there is none)."""


def pages() -> Pages:
    """The pages of a first start."""
    return Pages(WelcomePage, CreatePage, choose_folder, RestorePage)
