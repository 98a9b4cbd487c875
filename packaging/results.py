"""What the last whole test run showed, and how it covers the catalogue of requirements.

Standard library only.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CODE = ("supervision_desktop", "resources", "tests", "packaging", "pyproject.toml")
ROWS = range(1, 83)
"""The rows of the fault matrix."""

LEFT_OVERS = {"__pycache__", ".DS_Store"}


@dataclass
class Coverage:
    """Which requirements have a passing test; those that wait are kept apart, with the groups they wait for."""

    passed: set[str] = field(default_factory=set)
    waiting: dict[str, set[str]] = field(default_factory=dict)
    faults: set[int] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)


def code_hash(root: Path) -> str:
    """One digest over every file that decides how the tests come out."""
    digest = hashlib.sha256()
    for path in _code_files(root):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _code_files(root: Path) -> Iterator[Path]:
    for name in CODE:
        found = [root / name] if (root / name).is_file() else sorted((root / name).rglob("*"))
        yield from (path for path in found if path.is_file() and not LEFT_OVERS & set(path.parts))


def stamp(target: Path, code: str) -> dict[str, Any]:
    """Note in the results which code they belong to, and give them back."""
    found: dict[str, Any] = {"code": code, **json.loads(target.read_text(encoding="utf-8"))}
    target.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return found


def sound(target: Path, code: str) -> dict[str, Any]:
    """The results of the last whole run. Raises ValueError with a sentence when they say nothing about this code."""
    try:
        found: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ValueError("There are no test results: run `python packaging/dev.py test` first.") from None
    if found.get("code") != code:
        raise ValueError("The test results are older than the code: run `python packaging/dev.py test` again.")
    if found["exit"] != 0:
        raise ValueError("The last test run failed: mend that first, then run `python packaging/dev.py test` again.")
    return found


def catalogue(path: Path) -> dict[str, str]:
    """Every requirement's id with its title, in order."""
    rows = re.findall(r"^([A-Z]{3}-\d\d)  (\S.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(rows)


def cover(tests: dict[str, Any], known: dict[str, str]) -> Coverage:
    """Read the marks of the passing tests against the catalogue."""
    coverage = Coverage()
    for entry in tests.values():
        coverage.unknown.update(name for name, _ in entry["requirements"] if name not in known)
        if entry["outcome"] != "passed":
            continue
        coverage.faults.update(entry["faults"])
        for name, waits_for in entry["requirements"]:
            if waits_for is None:
                coverage.passed.add(name)
            else:
                coverage.waiting.setdefault(name, set()).add(waits_for)
    # A requirement is met when nothing about it waits any more.
    coverage.passed -= coverage.waiting.keys()
    return coverage


def figures(tests: dict[str, Any]) -> dict[str, int]:
    """What the passing fault tests counted, added up by name: kills, states after a power cut, flipped bits."""
    found: dict[str, int] = {}
    for entry in tests.values():
        if entry["outcome"] == "passed":
            for name, count in entry.get("figures", {}).items():
                found[name] = found.get(name, 0) + count
    return found


def figure_lines(tests: dict[str, Any]) -> Iterator[str]:
    """The figures as a short table, in the order the tests stand in."""
    found = figures(tests)
    if found:
        yield "figures of the fault tests"
    for name, count in found.items():
        yield f"  {name:<60}{count:>9,}"


def spans(rows: Iterable[int]) -> str:
    """Row numbers as they are printed: "1-4, 7"."""
    found: list[list[int]] = []
    for row in sorted(rows):
        if found and found[-1][-1] == row - 1:
            found[-1].append(row)
        else:
            found.append([row])
    return ", ".join(f"{span[0]}-{span[-1]}" if len(span) > 2 else ", ".join(map(str, span)) for span in found)


def lines(coverage: Coverage, known: dict[str, str]) -> Iterator[str]:
    """The coverage as it is printed: a line per group, then what waits, then the fault rows."""
    for group in dict.fromkeys(name[:3] for name in known):
        every = [name for name in known if name.startswith(group)]
        done, late = (sum(name in some for name in every) for some in (coverage.passed, coverage.waiting))
        yield f"{group} {done}/{len(every)}" + (f", {late} waiting" if late else "")
    yield f"all {len(coverage.passed)}/{len(known)}"
    for name, groups in sorted(coverage.waiting.items()):
        yield f"waiting: {name} for {', '.join(sorted(groups))}"
    yield f"rows of the fault matrix with a passing test: {spans(coverage.faults) or 'none'}"
    yield f"rows without one: {spans(set(ROWS) - coverage.faults) or 'none'}"
