"""Rules of a session's record, without any file: agreement, lateness, decisions, abbreviations, awareness."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from supervision_desktop.domain.base import Values

SENT, AGREED, DISPUTED, NOTED = "sent", "agreed", "disputed", "noted"
"""What a line of the log of agreement says."""
KNOWS = ("aware", "agrees", "objects")
NO_ENTRY, LINE, ENTRY = "none", "line", "entry"
ASKED_ROLES = {"supervisor": "supervisor", "supervisee": "supervisee", "peer": "supervisee"}
"""Whose agreement is asked for, and on which side they stand; observers are not asked."""
AWAY = ("apologies", "absent")
SHORT_FORM = re.compile(r"(?<![\w(/.-])([A-Z]{2,7})(?:s|['’]s)?(?![\w)/-])")
"""Two to seven capitals by themselves; in brackets they are being explained."""
PLAIN_WORDS = frozenset({
    "NHS", "UK", "GP", "GPS", "CPD", "GDPR", "AI", "PDF", "CV", "TV", "ID", "OK", "AM", "PM", "UTC", "BBC", "HMRC", "VAT",
    "USA", "EU", "ICO", "II", "III", "IV", "VI", "VII", "VIII", "IX", "CM", "PTSD"})
"""Short forms that nobody needs to have explained."""


@dataclass(frozen=True, repr=False)
class Reply:
    """One line of the log, in order of its date."""

    on: date
    state: str
    person_id: str | None


@dataclass(frozen=True)
class Standing:
    """How far a record is agreed: a key of `record_agreement`, and by ids who has agreed and who is still to agree."""

    state: str
    agreed: tuple[str, ...]
    waiting: tuple[str, ...]


def standing(sides: Mapping[str, str], replies: Iterable[Reply], closed_by: str | None) -> Standing:
    """What the log says. `sides` gives supervisor or supervisee by person; who closes a record has agreed to it."""
    replies = tuple(replies)
    said = {reply.person_id: reply.state for reply in replies if reply.person_id and reply.state in (AGREED, DISPUTED)}
    if closed_by is not None:
        said.setdefault(closed_by, AGREED)
    agreed = tuple(person for person in sides if said.get(person) == AGREED)
    waiting = tuple(person for person in sides if person not in agreed)
    return Standing(_state({sides[person] for person in agreed}, waiting, said, replies, closed_by), agreed, waiting)


def _state(agreed: set[str], waiting: Sequence[str], said: Mapping[str, str], replies: Iterable[Reply],
           closed_by: str | None) -> str:
    if DISPUTED in said.values():
        return "disputed"
    if not waiting and agreed:
        return "agreed_by_both"
    others = {person for person, state in said.items() if state == AGREED} - {closed_by}
    if not others and any(reply.state == SENT for reply in replies):
        return "sent"
    return f"agreed_by_{next(iter(agreed))}" if len(agreed) == 1 else "sent" if agreed else "draft"


def working_days(first: date, last: date) -> int:
    """Days from Monday to Friday after `first` up to and with `last`; public holidays count as any other day."""
    return sum((first + timedelta(days=n)).weekday() < 5 for n in range(1, (last - first).days + 1))


def late_by(held_on: date, finished_on: date, limit: int, working: bool) -> int:
    """By how many days a record was finished later than the own limit allows; 0 where it was in time (REC-06)."""
    passed = working_days(held_on, finished_on) if working else (finished_on - held_on).days
    return max(passed - limit, 0)


DECISION_PARTS = {"risk_identified": ("risk",), "action_agreed": ("action",), "owner": ("owner_id", "owner_name"),
                  "by_when": ("by_when",)}
"""The four parts of a decision (004 L20) and the fields that hold them."""


def parts_missing(values: Values) -> list[str]:
    """The parts of a decision that are not there: what makes it hard to test later (REC-05)."""
    return [part for part, names in DECISION_PARTS.items() if not any(values.get(name) for name in names)]


def unaware(people: Iterable[str], answers: Mapping[str, str | None]) -> list[str]:
    """Those who are not shown as knowing of a recording; who objects knows of it."""
    return [person for person in people if answers.get(person) not in KNOWS]


def short_forms(text: str) -> list[str]:
    """The short forms in a text that are not explained where they stand, each once; lines all in capitals are left alone."""
    found: dict[str, None] = {}
    for line in text.splitlines():
        if not line.isupper() or len(line.split()) < 3:
            found.update(dict.fromkeys(SHORT_FORM.findall(line)))
    return [short for short in found if short not in PLAIN_WORDS and f"({short})" not in text]


class Expander:
    """Says each short form in full where it first occurs; one for a whole document."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._left = {short: long for short, long in known.items() if long}

    def __call__(self, text: str) -> str:
        """The text with what has not been explained before explained now."""
        for short, long in list(self._left.items()):
            found = re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text)
            if found is None:
                continue
            del self._left[short]
            if text[found.start() - 1:found.start()] == "(" or long.casefold() in text[:found.start()].casefold():
                continue
            text = f"{text[:found.start()]}{_as_sentence(text[:found.start()], long)} ({short}){text[found.end():]}"
        return text


def _as_sentence(before: str, words: str) -> str:
    """With a capital where a sentence begins."""
    begins = not before.strip() or before.rstrip().endswith((".", "!", "?")) or before.endswith("\n")
    return words[:1].upper() + words[1:] if begins else words


def nothing_said(told: str | None, reason: str | None, document: str | None, told_on: date | None, *,
                 notice: bool) -> bool:
    """Whether it is still open that the client knows: no answer, no reason, and no dated notice that says so (REC-11)."""
    if told in ("yes", "not_appropriate") or (reason or "").strip() or notice:
        return False
    return not ((document or "").strip() and told_on is not None)
