"""The oldest versions that may be locked: below them lies a known fault. Needs nothing but Python.

A list of our own, since looking a fault up needs a network; look it through whenever the locks are made anew.
"""

from __future__ import annotations

import re
from pathlib import Path

FLOORS = {
    "cryptography": ("44.0.1", "the OpenSSL inside did not refuse an unauthenticated server (CVE-2024-12797)"),
    "lxml": ("4.9.1", "a crash by a crafted document (CVE-2022-2309)"),
    "mako": ("1.2.2", "a slow expression (CVE-2022-40023)"),
    "pillow": ("11.3.0", "a write beyond a buffer (CVE-2025-48379)"),
    "pyside6-essentials": ("6.10", "the oldest that the program was tried with"),
    "reportlab": ("3.6.13", "code run from a colour (CVE-2023-33733)"),
    "sqlcipher3": ("0.6.4", "SQLite 3.51.1 could lose what it had written (its WAL reset)"),
    "zipp": ("3.19.1", "no end with a crafted archive (CVE-2024-5569)"),
}
"""From which version on, and what is wrong with the older ones."""
CEILINGS = {"pyside6-essentials": ("6.12", "6.12.0 loses count of None on Python 3.11")}
"""Up to below which version, and why."""


def problems(lock: Path) -> list[str]:
    """What a lock holds that it must not, one sentence each; empty where all is well."""
    found = []
    for name, version in re.findall(r"^([a-z0-9.-]+)==([^ \n]+)", lock.read_text(encoding="utf-8"), re.MULTILINE):
        floor, ceiling = FLOORS.get(name), CEILINGS.get(name)
        if floor and _parts(version) < _parts(floor[0]):
            found.append(f"{lock.name}: {name} {version} is older than {floor[0]}: {floor[1]}")
        if ceiling and _parts(version) >= _parts(ceiling[0]):
            found.append(f"{lock.name}: {name} {version} is not older than {ceiling[0]}: {ceiling[1]}")
    return found


def _parts(version: str) -> tuple[int, ...]:
    """'6.11.3' as numbers; a letter ends them, so that a release candidate counts as what it leads to."""
    return tuple(int(part) for part in re.findall(r"\d+", re.split(r"[a-z]", version, maxsplit=1)[0]))
