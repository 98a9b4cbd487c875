"""What a caseload session went through, as pairs of words for its record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from supervision_desktop.content.lists import Lists
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services.closing import PARTS

Pairs = tuple[tuple[str, str], ...]


def told(words: Mapping[str, Any], lists: Lists, names: Mapping[str, str],
         full: Callable[[str], str]) -> tuple[tuple[str, Pairs], ...]:
    """Headings with their pairs, from the sealed words; `names` says how a case is named, `full` spells short forms out."""
    known = {one["part"]: one for one in words.get("parts", ())}
    order = [*lists.keys(PARTS), *(key for key in known if key not in lists.keys(PARTS))]
    parts = [(lists.label(PARTS, key), _joined(lists.label("considered", known[key]["state"]), full(known[key]["note"])))
             for key in order if key in known]
    documents = [(names.get(one["case"], one["case"]), _joined(
        lists.label("essential_documents", one["document"]), lists.label("document_finding", one["finding"]),
        full(one["note"]))) for one in words.get("documents", ())]
    meetings = [(lists.label("linked_processes", one["kind"]), _joined(
        day_short(date.fromisoformat(one["on"])) if one["on"] else "", names.get(one["case"], one["case"]),
        full(one["outcome"]))) for one in words.get("meetings", ())]
    found = ((tr("Parts of the caseload session"), parts), (tr("Documents looked at"), documents),
             (tr("Other meetings"), meetings))
    return tuple((title, tuple(pairs)) for title, pairs in found if pairs)


def _joined(*words: str) -> str:
    return " · ".join(filter(None, words))
