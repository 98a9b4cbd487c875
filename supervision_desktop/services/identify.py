"""What in a document could point to a person: names known here, patterns such as postcodes; and how clients are named.

It helps the eye and finds no more than it was told to look for; reading the page is not replaced.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.mentions import Names, words_of
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.session_notes import KnownName
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import identify_patterns as patterns

PATTERNS = (
    (mark("Date of birth?"), patterns.BIRTH),
    (mark("NHS number?"), patterns.NHS),
    (mark("National Insurance number?"), patterns.INSURANCE),
    (mark("Postcode"), patterns.POSTCODE),
    (mark("E-mail address"), patterns.EMAIL),
    (mark("Telephone number"), patterns.PHONE),
)
SHORTEST_NAME = 3
"""Letters of a surname that is looked for by itself; shorter ones are words of the language."""
SHORTEST_REFERENCE = 2
"""Signs of a reference that is taken out of a text."""


LEVELS = ("reference", "initials", "full_name")
"""How clients are named, from what says least of them (the list `identification_rule`)."""
IN_FORCE = ("signed", "under_review")


@dataclass(frozen=True, repr=False)
class Known:
    """The names this practice file knows."""

    clients: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    noticed: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Find:
    """Something that could identify somebody: what it looks like, and the words."""

    kind: str
    words: str


def known(db: Session) -> Known:
    """Names of clients and of people in the practice file, and those the practitioner wants to be noticed."""
    clients = db.scalars(select(Case.client_name).where(Case.client_name.is_not(None)).distinct())
    return Known(tuple(name for name in clients if name), tuple(db.scalars(select(Person.name))),
                 tuple(db.scalars(select(KnownName.name))))


def rule(db: Session, person_ids: Collection[str], today: date) -> str:
    """How clients are named towards these people: the rule of the contracts in force, the most careful of several.

    By reference where one of them has no contract in force, or its rule is open (CON-09, PRV-02).
    """
    agreed = db.execute(select(Contract.other_id, Contract.identification).where(
        Contract.other_id.in_(person_ids), Contract.status.in_(IN_FORCE),
        or_(Contract.starts_on.is_(None), Contract.starts_on <= today),
        or_(Contract.ends_on.is_(None), Contract.ends_on >= today))).all()
    rules = [LEVELS.index(level) if level in LEVELS else 0 for _, level in agreed]
    covered = bool(person_ids) and {other for other, _ in agreed} >= set(person_ids)
    return LEVELS[min(rules)] if covered else LEVELS[0]


def found(texts: Iterable[str], names: Known) -> tuple[Find, ...]:
    """What stands out in the texts, each once, names first."""
    whole = "\n".join(texts)
    clients = with_surnames(names.clients, *names.people)
    # A first name is a word of the language too: by itself it counts only with a capital.
    parts = Names(names.clients, words_of(names.clients, names.people))
    finds = [*(Find(tr("Client's name"), " ".join(words.split())) for words in parts.found(whole)),
             *named(tr("Client's name"), clients, whole), *named(tr("A name you notice"), names.noticed, whole),
             *named(tr("Person"), names.people, whole)]
    for kind, pattern in PATTERNS:
        finds += [Find(tr(kind), match[0]) for match in pattern.finditer(whole)
                  if kind != "NHS number?" or patterns.is_nhs_number(match[0])]
    return tuple(dict.fromkeys(finds))


def with_surnames(names: Iterable[str], *others: str) -> tuple[str, ...]:
    """Names and each surname by itself, unless it is in the name of somebody else as well."""
    taken, whole = {word for name in others for word in name.split()}, tuple(names)
    return (*whole, *{name.split()[-1] for name in whole if name.split()} - taken)


def named(kind: str, names: Iterable[str], whole: str) -> list[Find]:
    """Where any of these names stands in a text, as it is written there; the longest of them first."""
    wanted = _any_of(names, SHORTEST_NAME)
    return [Find(kind, match[0]) for match in wanted.finditer(whole)] if wanted else []


def replaced(names: Iterable[str], whole: str, instead: str) -> str:
    """A text with other words in the place of any of these names."""
    wanted = _any_of(names, SHORTEST_REFERENCE)
    return wanted.sub(lambda _: instead, whole) if wanted else whole


def _any_of(names: Iterable[str], shortest: int) -> re.Pattern[str] | None:
    wanted = sorted({name.strip() for name in names if len(name.strip()) >= shortest}, key=len, reverse=True)
    either = "|".join(map(re.escape, wanted))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE) if wanted else None
