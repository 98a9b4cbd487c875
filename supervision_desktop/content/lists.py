"""The closed lists: what a choice field offers, with a label and a line of help for each value."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from supervision_desktop.content.base import Code, Entry, Head, Words, fault, read_all, refuse_repeats


class ListItem(Entry, frozen=True, kw_only=True):
    """One value: the key that is stored, the label that is shown, one line of help."""

    key: Code
    label: Words
    help: Words


class ClosedList(Entry, frozen=True, kw_only=True):
    """A list of values; to an open one the practitioner may add her own.

    `also` names a list whose keys are known here without being offered: what may be recorded, but is something else.
    """

    id: Code
    title: Words
    source: Words
    open: bool
    also: str = ""
    items: tuple[ListItem, ...]


class ListFile(Head, frozen=True, kw_only=True):
    """One file of lists that belong together."""

    lists: tuple[ClosedList, ...]


@dataclass(frozen=True)
class Lists:
    """All lists by id."""

    by_id: Mapping[str, ClosedList]

    def items(self, list_id: str) -> tuple[ListItem, ...]:
        """The values of a list in their order."""
        return self.by_id[list_id].items

    def keys(self, list_id: str) -> tuple[str, ...]:
        """The keys of a list in their order."""
        return tuple(item.key for item in self.items(list_id))

    def label(self, list_id: str, key: str) -> str:
        """What is shown for a key; a value the list does not hold is the practitioner's own and shown as it is."""
        found = self._item(list_id, key)
        return found.label if found else key

    def help(self, list_id: str, key: str) -> str:
        """The line of help for a key, empty for a value of her own."""
        found = self._item(list_id, key)
        return found.help if found else ""

    def _item(self, list_id: str, key: str) -> ListItem | None:
        return self._by_key[list_id].get(key)

    @cached_property
    def _by_key(self) -> Mapping[str, Mapping[str, ListItem]]:
        """The values of every list, those of the list it also knows behind its own."""
        return {list_id: {item.key: item for item in (*(self.items(one.also) if one.also else ()), *one.items)}
                for list_id, one in self.by_id.items()}


def load_lists(folder: Path) -> Lists:
    """Every list of the folder; raises ContentFault."""
    files = read_all(folder, ListFile)
    every = [one for file in files for one in file.lists]
    refuse_repeats(folder, "lists.id", (one.id for one in every))
    for one in every:
        refuse_repeats(folder, f"{one.id}.items.key", (item.key for item in one.items))
        if one.also and one.also not in {other.id for other in every}:
            raise fault(folder, f"{one.id}.also", "names a list that is not there")
    return Lists(MappingProxyType({one.id: one for one in every}))
