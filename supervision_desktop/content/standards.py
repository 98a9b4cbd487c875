"""Standards that learning may count towards: data packs with the day from which each version is in force."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from supervision_desktop.content.base import Code, Entry, Head, Words, fault, read, refuse_repeats
from supervision_desktop.content.frameworks import Framework


class Criterion(Entry, frozen=True, kw_only=True):
    """One thing that a standard asks for; a retired one stays readable and is no longer offered."""

    code: Code
    name: Words
    retired: bool = False


class Part(Entry, frozen=True, kw_only=True):
    """Criteria under one heading."""

    name: Words
    criteria: tuple[Criterion, ...]


class Standard(Head, frozen=True, kw_only=True):
    """One version of a standard."""

    valid_from: date
    parts: tuple[Part, ...]

    def criteria(self) -> Iterator[Criterion]:
        """Every criterion in order."""
        return (criterion for part in self.parts for criterion in part.criteria)


@dataclass(frozen=True)
class Standards:
    """All packs in all their versions."""

    every: tuple[Standard, ...]

    def in_force(self, day: date) -> tuple[Standard, ...]:
        """The newest version of each standard that is in force on a day, by title."""
        newest: dict[str, Standard] = {}
        for one in sorted(self.every, key=lambda one: one.valid_from):
            if one.valid_from <= day:
                newest[one.id] = one
        return tuple(sorted(newest.values(), key=lambda one: one.title.casefold()))


def load_standards(*folders: Path) -> Standards:
    """`<id>-<version>.toml` of each folder, ours and a person's own; raises ContentFault that names file and key."""
    paths = [path for folder in folders for path in sorted(folder.glob("*.toml"))]
    every = [_load(path) for path in paths]
    found = sorted(zip(paths, every, strict=True), key=lambda pair: (pair[1].id, pair[1].valid_from))
    for (_, before), (path, after) in pairwise(found):
        if before.id == after.id:
            _refuse_lost(path, before, after)
    return Standards(tuple(one for _, one in found))


def from_framework(framework: Framework) -> Standard:
    """A framework as something to count towards: each group with its criteria."""
    return Standard(
        id=framework.id, version=framework.version, title=framework.title, language=framework.language,
        source=framework.source, licence=framework.licence, valid_from=date.min,
        parts=tuple(Part(name=group.name, criteria=tuple(Criterion(code=one.code, name=one.name) for one in group.criteria))
                    for group in framework.groups()))


def _load(path: Path) -> Standard:
    one = read(path, Standard)
    if path.stem != f"{one.id}-{one.version}":
        raise fault(path, "id", f'and version should be those in the name of the file, "{path.stem}"')
    refuse_repeats(path, "parts.criteria.code", (criterion.code for criterion in one.criteria()))
    if not any(one.criteria()):
        raise fault(path, "parts", "holds no criterion")
    return one


def _refuse_lost(path: Path, before: Standard, after: Standard) -> None:
    """What was counted under a code must still be found under it, and mean the same."""
    if before.valid_from == after.valid_from:
        raise fault(path, "valid_from", f"is the day of version {before.version} too")
    names = {criterion.code: criterion.name for criterion in after.criteria()}
    for criterion in before.criteria():
        if criterion.code not in names:
            raise fault(path, "parts.criteria.code",
                        f'leaves out "{criterion.code}" of version {before.version}; keep it with retired = true')
        if names[criterion.code] != criterion.name:
            raise fault(path, "parts.criteria.code",
                        f'renames "{criterion.name}" of version {before.version} under "{criterion.code}"; '
                        "give the new meaning a new code", criterion.code)
