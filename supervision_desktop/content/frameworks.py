"""Frameworks of competence: levels, areas, groups, criteria, rows and what each row says at each level."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from supervision_desktop.content.base import Code, ContentFault, Entry, Head, Words, fault, read, refuse_repeats


class Level(Entry, frozen=True, kw_only=True):
    """A level and what may be expected at it."""

    code: Code
    name: Words
    expects: tuple[Words, ...]
    source: Words


class Row(Entry, frozen=True, kw_only=True):
    """One line of a criterion: a descriptor for every level, and where each was read."""

    code: Code
    source: Words
    descriptors: dict[str, Words]
    note: str = ""


class Criterion(Entry, frozen=True, kw_only=True):
    """A named criterion with one row or more; `about_team` asks for the note on what a team is."""

    code: Code
    name: Words
    rows: tuple[Row, ...]
    about_team: bool = False


class Group(Entry, frozen=True, kw_only=True):
    """Criteria under one heading."""

    code: Code
    name: Words
    criteria: tuple[Criterion, ...]
    domain: str = ""
    note: str = ""


class Area(Entry, frozen=True, kw_only=True):
    """Groups under one area."""

    code: Code
    name: Words
    groups: tuple[Group, ...]


class Framework(Head, frozen=True, kw_only=True):
    """One version of a framework."""

    purpose: Words
    team: Words
    levels: tuple[Level, ...]
    areas: tuple[Area, ...]
    notes: tuple[Words, ...] = ()

    def groups(self) -> Iterator[Group]:
        """Every group in order."""
        return (group for area in self.areas for group in area.groups)

    def criteria(self) -> Iterator[Criterion]:
        """Every criterion in order."""
        return (criterion for group in self.groups() for criterion in group.criteria)

    def rows(self) -> Iterator[Row]:
        """Every row in order."""
        return (row for criterion in self.criteria() for row in criterion.rows)

    def row(self, code: str) -> Row:
        """The row of that code; KeyError when this version has none."""
        for row in self.rows():
            if row.code == code:
                return row
        raise KeyError(code)


@dataclass(frozen=True)
class Frameworks:
    """All frameworks in all their versions, so that an old assessment reads its old text."""

    every: tuple[Framework, ...]

    def get(self, framework_id: str, version: str) -> Framework:
        """That very version; KeyError when it is not there."""
        for one in self.every:
            if (one.id, one.version) == (framework_id, version):
                return one
        raise KeyError(f"{framework_id} {version}")

    def ids(self) -> tuple[str, ...]:
        """The ids in order of the folder."""
        return tuple(dict.fromkeys(one.id for one in self.every))

    def newest(self, framework_id: str) -> Framework:
        """The latest version, counted as numbers."""
        return max((one for one in self.every if one.id == framework_id), key=_order)


def load_frameworks(*folders: Path) -> Frameworks:
    """`<id>/<version>.toml` of each folder, ours first and a person's own beside them; raises ContentFault."""
    paths = [path for folder in folders for path in sorted(folder.glob("*/*.toml"))]
    found = Frameworks(tuple(load_framework(path) for path in paths))
    seen: set[tuple[str, str]] = set()
    for path, one in zip(paths, found.every, strict=True):
        if (one.id, one.version) in seen:
            raise fault(path, "id", f'and version stand twice ("{one.id}", "{one.version}")')
        seen.add((one.id, one.version))
    return found


def load_framework(path: Path) -> Framework:
    """One version from its file, whose folder is its id and whose name is its version; raises ContentFault."""
    one = read(path, Framework)
    if (one.id, one.version) != (path.parent.name, path.stem):
        raise fault(path, "id", f'and version should be "{path.parent.name}" and "{path.stem}", as folder and file say')
    levels = [level.code for level in one.levels]
    refuse_repeats(path, "levels.code", levels)
    refuse_repeats(path, "code", _codes(one))
    for parent, child in _families(one):
        if not child.startswith(f"{parent}."):
            raise fault(path, f"code {child}", f"should begin with {parent}.", child)
    for row in one.rows():
        if list(row.descriptors) != levels:
            raise fault(path, f"descriptors of {row.code}", f"should be for {', '.join(levels)}", row.code)
    return one


def _order(one: Framework) -> list[int]:
    try:
        return [int(part) for part in one.version.split(".")]
    except ValueError as error:
        raise ContentFault(f"frameworks/{one.id}: version should be a number such as 2 or 2.1.") from error


def _families(one: Framework) -> Iterator[tuple[str, str]]:
    for area in one.areas:
        for group in area.groups:
            yield area.code, group.code
            for criterion in group.criteria:
                yield group.code, criterion.code
                for row in criterion.rows:
                    yield criterion.code, row.code


def _codes(one: Framework) -> Iterator[str]:
    yield from (area.code for area in one.areas)
    yield from (child for _, child in _families(one))
