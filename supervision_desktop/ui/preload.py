"""Everything that is imported while the passphrase is typed, in the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from supervision_desktop.formats import Clock, local_today
from supervision_desktop.services import people, profile, sessions, today
from supervision_desktop.store.keystore import SafeStore, system_store
from supervision_desktop.store.rehearsal import rehearsal
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
    """Read the texts, ask for the safe store, and rehearse what the first look will ask."""
    library, store = Library(resources), system_store()
    assert library.lists
    assert library.models
    _rehearse(local_today(clock))
    return Known(library, store, entry.remembering(folder, store, clock))


def _rehearse(day: date) -> None:
    """What the first tab asks, and the list of the one turned to most."""
    with rehearsal() as db:
        today.items(db, day)
        people.relations(db)
        profile.roles(db)
        sessions.rows(db)
