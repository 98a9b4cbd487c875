"""Everything that is imported while the passphrase is typed, in the worker."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from supervision_desktop.formats import Clock
from supervision_desktop.store.keystore import SafeStore, system_store
from supervision_desktop.ui import entry, running, tabs
from supervision_desktop.ui.doors import Remembering
from supervision_desktop.ui.library import Library

__all__ = ["Known", "entry", "look_round", "running", "tabs"]


@dataclass(frozen=True)
class Known:
    """What was found out meanwhile: the texts, the safe store of this computer, whether it remembers the passphrase."""

    library: Library
    store: SafeStore | None
    remembering: Remembering


def look_round(folder: Path, resources: Path, clock: Clock) -> Known:
    """Read the texts and ask for the safe store."""
    library, store = Library(resources), system_store()
    assert library.lists and library.models
    return Known(library, store, entry.remembering(folder, store, clock))
