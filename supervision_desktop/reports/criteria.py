"""Criteria on paper: their names, for a code says nothing to whom the paper is shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from supervision_desktop.content.frameworks import load_frameworks
from supervision_desktop.paths import resources_dir

Named = tuple[str, str]
"""A standard and the code of one of its criteria."""


def criterion_names(wanted: Collection[Named]) -> Mapping[Named, str]:
    """Names by standard and code; one that its framework no longer has keeps its code."""
    found = {one: one[1] for one in wanted}
    if wanted:
        known = load_frameworks(resources_dir() / "frameworks")
        for standard in {standard for standard, _ in wanted} & set(known.ids()):
            found |= {one: criterion.name for criterion in known.newest(standard).criteria()
                      if (one := (standard, criterion.code)) in found}
    return found
