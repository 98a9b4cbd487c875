"""How records of development read in a line."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.i18n import mark, tr
from supervision_desktop.services.development import Criterion, Found

KINDS = {"resource": mark("Resource: {title}"), "training_offer": mark("Training: {title}"),
         "development_need": mark("Development need: {title}"), "supervision_session": mark("Session: {title}"),
         "assessment": mark("Assessment: {title}")}
REPORT = "development"


def line_of(found: Found) -> str:
    """What it is and what it is called."""
    return tr(KINDS.get(found.kind, "{title}")).format(title=found.title)


def lines_of(found: Sequence[Found]) -> list[tuple[str, str]]:
    """Lines for `LinkLines`; the id carries the kind along."""
    return [(f"{one.kind} {one.id}", line_of(one)) for one in found]


def codes(criteria: frozenset[Criterion]) -> str:
    """The codes of criteria, for a list."""
    return ", ".join(sorted(code for _, code in criteria))
