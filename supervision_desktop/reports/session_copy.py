"""One participant's copy of a group's record: their own cases, and nothing of anybody else's (PRV-11)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.people import Supervisee
from supervision_desktop.domain.supervising import SuperviseeCase
from supervision_desktop.i18n import tr
from supervision_desktop.services import identify
from supervision_desktop.services.sessions import SessionPage

BY_CASE = ("topics", "cases", "decisions", "actions", "reflections")
"""Parts of a record that may be about a case."""
AS_THEY_ARE = ("people", "abbreviations")


@dataclass(frozen=True, repr=False)
class Copy:
    """What is left of a record; `mask` takes other people's cases out of any text, `own` says whose a case is."""

    words: Mapping[str, Any]
    mask: Callable[[str], str]
    own: Callable[[str | None], bool]


def whole(words: Mapping[str, Any]) -> Copy:
    """The record as it is."""
    return Copy(words, str, lambda _: True)


def copy_for(db: Session, words: Mapping[str, Any], found: SessionPage, person_id: str) -> Copy:
    """What one participant gets: a case that nobody is known to hold is nobody's, and stays out."""
    held = db.execute(select(Case.reference, Case.client_name, Case.party_reference, Case.holder_id)).all()
    apart = db.execute(select(SuperviseeCase.reference, Supervisee.person_id).join(
        Supervisee, Supervisee.id == SuperviseeCase.supervisee_id)).all()
    whose = [*((reference, holder) for reference, _, _, holder in held), *((one, holder) for one, holder in apart)]
    theirs = {reference for reference, holder in whose if holder == person_id}
    said = {one.get("case") or "" for part in BY_CASE for one in words.get(part, ())}
    others = ({reference for reference, _ in whose} | said) - theirs
    theirs_too = " ".join(name for _, name, _, holder in held if name and holder == person_id)
    clients = [name for _, name, _, holder in held if name and holder != person_id]
    parties = [words for _, _, words, holder in held if words and holder != person_id]
    hidden = (*others, *parties, *identify.with_surnames(clients, theirs_too))

    def mask(text: str) -> str:
        return identify.replaced(hidden, text, tr("(another case)"))

    def own(case: str | None) -> bool:
        return not case or case in theirs

    # A record finished by an earlier version does not say which case an action is about.
    foreign = {row.text for row in found.actions if not own(row.case)}
    kept = {name: _masked(part, mask) for name, part in words.items() if name not in (*BY_CASE, *AS_THEY_ARE)}
    for name in BY_CASE:
        left = [one for one in words.get(name, ()) if own(one.get("case"))]
        kept[name] = _masked([one for one in left if name != "actions" or one["text"] not in foreign], mask)
    return Copy(kept | {name: words[name] for name in AS_THEY_ARE if name in words}, mask, own)


def _masked(value: Any, mask: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, dict):
        return {name: _masked(part, mask) for name, part in value.items()}
    return [_masked(part, mask) for part in value] if isinstance(value, list | tuple) else value
