"""While somebody writes: what could identify a person here, and what could be said instead (REC-10).

It helps the eye; nothing is held back. Every pattern is bounded, so that a check takes as long as its text is long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case, InstructingParty
from supervision_desktop.domain.people import Person, Supervisee, Supervisor
from supervision_desktop.domain.session_notes import KnownName
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import identify_patterns as patterns

SHORTEST = 3
"""Letters of a word of a name that is noticed by itself."""
Naming = tuple[str, str, str]
"""A name, its kind, and words to put in its place ("" for none)."""
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+){0,4}")
OWNING = ("'s", "’s")
KINDS = {
    "client": (mark("A client's name"), mark("Say the reference.")),
    "noticed": (mark("A name you notice"), mark("Say who they are to the client.")),
    "person": (mark("A person's name"), mark("Say their role.")),
    "party": (mark("Who instructs"), mark("Say: the instructing party.")),
    "title": (mark("A title and a name"), mark("Say their role, such as the consultant.")),
    "place": (mark("A school or hospital"), mark("Say only what it is.")),
    "age": (mark("An exact age"), mark("Say about how old.")),
    "date": (mark("A full date"), mark("The month is often enough.")),
    "postcode": (mark("A postcode"), mark("Say the area, if it matters.")),
    "nhs": (mark("An NHS number"), mark("Leave it out.")),
    "insurance": (mark("A National Insurance number"), mark("Leave it out.")),
    "email": (mark("An e-mail address"), mark("Leave it out.")),
    "phone": (mark("A telephone number"), mark("Leave it out.")),
}
"""What each kind is called, and what to do about it where no words to put in are at hand."""
PLACES = ("School|Academy|College|Nursery|University|Hospital|Infirmary|Hospice|Clinic|Surgery|Medical Centre|Health Centre|"
          "Care Home")
NOT_NAMES = frozenset((
    "the", "a", "an", "her", "his", "their", "my", "our", "this", "that", "at", "in", "from", "and", "to"))
AGE = re.compile(r"(?<![\w-])(?:(?P<aged>aged? )(?P<a>\d{1,3})(?!\d)|(?P<b>\d{1,3})[- ]years?[- ]old\b"
                 r"|(?P<m>\d{1,2})[- ]months?[- ]old\b)", re.IGNORECASE)
OLDEST = 120


@dataclass(frozen=True, repr=False)
class Mark:
    """Something that could identify somebody: where it stands, what it is, and words to put there, if there are any."""

    start: int
    length: int
    kind: str
    instead: str = ""

    @property
    def title(self) -> str:
        """What it is."""
        return tr(KINDS[self.kind][0])

    @property
    def advice(self) -> str:
        """What to do about it, as a sentence."""
        return tr("“{words}” says less.").format(words=self.instead) if self.instead else tr(KINDS[self.kind][1])


@dataclass(frozen=True, repr=False)
class _Name:
    words: tuple[str, ...]
    kind: str
    instead: str


class Finder:
    """Finds what stands out in a piece of text. `left_out` are the people who take part: their names belong there."""

    def __init__(self, names: Iterable[Naming], left_out: Collection[str] = ()) -> None:
        self._own = {word.casefold() for name in left_out for word in WORD.findall(name)}
        self._by_first: dict[str, list[_Name]] = {}
        for name, kind, instead in names:
            if kind != "person" or name not in left_out:
                self._take(name, kind, instead)
        for found in self._by_first.values():
            found.sort(key=lambda one: -len(one.words))

    def __call__(self, text: str) -> list[Mark]:
        """The marks of a text in their order; of two that overlap the one that begins first stands."""
        found = sorted((*self._names(text), *self._patterns(text)), key=lambda one: (one.start, -one.length))
        kept: list[Mark] = []
        for one in found:
            if not kept or one.start >= kept[-1].start + kept[-1].length:
                kept.append(one)
        return kept

    def _take(self, name: str, kind: str, instead: str) -> None:
        words = tuple(word.casefold() for word in WORD.findall(name))
        if sum(map(len, words)) < SHORTEST - 1 or set(words) <= self._own:
            return   # a single letter would be found in every line
        alone = words if kind == "client" else ()   # of a client each part of the name is enough
        for part in dict.fromkeys((words, *((word,) for word in alone if len(word) >= SHORTEST and word not in self._own))):
            self._by_first.setdefault(part[0], []).append(_Name(part, kind, instead))

    def _names(self, text: str) -> Iterator[Mark]:
        places = [(match.start(), *_bare(match[0])) for match in WORD.finditer(text)] if self._by_first else []
        for place, (start, word, _) in enumerate(places):
            for one in self._by_first.get(word, ()):
                said = places[place:place + len(one.words)]
                if tuple(word for _, word, _ in said) == one.words and (len(said) > 1 or text[start].isupper()):
                    last, _, length = said[-1]
                    yield Mark(start, last + length - start, one.kind, one.instead)
                    break

    def _patterns(self, text: str) -> Iterator[Mark]:
        for kind, pattern, instead in PATTERNS:
            for match in pattern.finditer(text):
                if pattern is patterns.NHS and not patterns.is_nhs_number(match[0]):
                    continue
                if kind == "title" and {word.casefold() for word in WORD.findall(match[0])[1:]} <= self._own:
                    continue
                yield Mark(match.start(), match.end() - match.start(), kind, instead(match))
        for match in AGE.finditer(text):
            years = int(match["a"] or match["b"] or 0)
            if years <= OLDEST:
                yield Mark(match.start(), match.end() - match.start(), "age", age_band(years) if match["aged"] else "")
        for match in PLACE.finditer(text):
            words = match[0].split()
            skipped = next((n for n, word in enumerate(words) if word.casefold() not in NOT_NAMES), len(words))
            if skipped < len(words) - len(match["what"].split()):
                start = match.start() + len(" ".join(words[:skipped])) + bool(skipped)
                yield Mark(start, match.end() - start, "place", tr("the {what}").format(what=match["what"].lower()))


def _bare(word: str) -> tuple[str, int]:
    """A word without the s of owning, for comparing, and its length."""
    length = len(word) - 2 if word.endswith(OWNING) else len(word)
    return word[:length].casefold(), length


def age_band(years: int) -> str:
    """About how old somebody is."""
    if years < 18:
        return tr("under five") if years < 5 else tr("of school age") if years < 13 else tr("in their teens")
    if years < 20:
        return tr("in their late teens")
    tens = (tr("twenties"), tr("thirties"), tr("forties"), tr("fifties"), tr("sixties"), tr("seventies"), tr("eighties"))
    return tr("in their {tens}").format(tens=tens[years // 10 - 2]) if years < 90 else tr("over ninety")


def _nothing(match: re.Match[str]) -> str:
    return ""


def _month(match: re.Match[str]) -> str:
    """The month of a full date; "" where it is none."""
    return patterns.month_of(match[0])


PLACE = re.compile(rf"\b(?:[A-Z][\w'’.-]{{0,30}} (?:(?:of|and|the|&) )?){{1,4}}?(?P<what>{PLACES})\b")
PATTERNS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("date", patterns.FULL_DATE, _month),
    ("date", patterns.CALLED_BIRTH, _nothing),
    ("nhs", patterns.NHS, _nothing),
    ("nhs", patterns.CALLED_NHS, _nothing),
    ("insurance", patterns.INSURANCE, _nothing),
    ("postcode", patterns.POSTCODE, _nothing),
    ("email", patterns.EMAIL, _nothing),
    ("phone", patterns.PHONE, _nothing),
    ("title", patterns.TITLED, _nothing),
)


def finder(db: Session, left_out: Collection[str] = ()) -> Finder:
    """A finder that knows every name of the practice."""
    return Finder(names(db), left_out)


def names(db: Session) -> list[Naming]:
    """The clients, the people, who instructs, and the names she notices."""
    found = [(name, "client", reference) for name, reference in db.execute(
        select(Case.client_name, Case.reference).where(Case.client_name.is_not(None))) if name]
    found += [(name, "noticed", instead or "") for name, instead in db.execute(select(KnownName.name, KnownName.instead))
              if name]
    found += [(name, "person", "") for name in db.scalars(select(Person.name))]
    for party, contact in db.execute(select(InstructingParty.name, InstructingParty.contact)):
        found += [(words, "party", tr("the instructing party")) for words in (party, contact) if words]
    return found


def colleagues(db: Session) -> list[str]:
    """The practitioner and those she works with in supervision: their names may stand in any text."""
    around = select(Supervisor.person_id).union(select(Supervisee.person_id))
    return list(db.scalars(select(Person.name).where(or_(Person.id == SELF, Person.id.in_(around)))))
