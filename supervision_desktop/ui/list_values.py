"""What a typed word stands for in a list that is open to the user's own values."""

from __future__ import annotations

from supervision_desktop.domain.practice import ListItem
from supervision_desktop.store.changes import Change, created
from supervision_desktop.ui.workspace import Choices


def known_key(words: str, known: Choices) -> str:
    """The key of the value that is meant, by key or label in any case; else the words themselves."""
    typed = words.casefold()
    return next((key for key, label in known if typed in (key.casefold(), label.casefold())), words)


def own_item(list_id: str, value: str, known: Choices) -> Change | None:
    """The item that a value of the user's own needs in its list; None where there is nothing to add."""
    return created(ListItem, {"list_id": list_id, "label": value}) if value and value not in dict(known) else None
