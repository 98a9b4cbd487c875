"""What changed from one version of a contract to the next, down to the words. Nothing is read or written to compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy.orm import Session

from supervision_desktop.content.contracts import ContractTemplate
from supervision_desktop.content.lists import Lists
from supervision_desktop.i18n import tr
from supervision_desktop.services import contract_terms, contracts, signing
from supervision_desktop.store.seal import seal_of

ADDED, REMOVED, CHANGED, ORDER = "added", "removed", "changed", "order"
ALIKE = 0.4
"""Share of words in common from which two clauses count as one that was changed."""

Words = Mapping[str, Any]
"""The printed words of a version, as `signing.sealed_parts` gives them."""


@dataclass(frozen=True, repr=False)
class Run:
    """Some words that both versions have, or that only this one has."""

    text: str
    own: bool


@dataclass(frozen=True, repr=False)
class Difference:
    """One line that is not the same: where it stands, what became of it, and the words before and after."""

    heading: str
    label: str
    what: str
    was: tuple[Run, ...] = ()
    now: tuple[Run, ...] = ()


def words_of(db: Session, found: contracts.ContractPage, template: ContractTemplate, lists: Lists) -> Words:
    """The words of a version as they print: sealed ones as they were sealed."""
    seal = seal_of(db, found.contract.id) if found.sealed else None
    return seal.parts if seal else signing.sealed_parts(found, contract_terms.printed(found, template, lists))


def compare(before: Words, after: Words, titles: Mapping[str, str]) -> tuple[Difference, ...]:
    """Every line that differs, in the order of the paper; `titles` names the headings by their code."""
    return (*_parties(before, after), *_terms(before, after), *_expectations(before, after),
            *_clauses(before, after, titles))


def _parties(before: Words, after: Words) -> Iterator[Difference]:
    heading = tr("The parties")
    for role, label in (("supervisor", tr("Supervisor")), ("supervisee", tr("Supervisee"))):
        yield from _line(heading, label, _party(before["parties"][role]), _party(after["parties"][role]))


def _party(words: Mapping[str, Any]) -> str:
    return ", ".join((words["name"], *words["address"], *words["registrations"]))


def _expectations(before: Words, after: Words) -> Iterator[Difference]:
    for side, heading in (("supervisor", tr("What is expected of the supervisor")),
                          ("supervisee", tr("What is expected of the supervisee"))):
        yield from _lines(heading, before["expectations"][side], after["expectations"][side])


def _clauses(before: Words, after: Words, titles: Mapping[str, str]) -> Iterator[Difference]:
    was, now = before["clauses"], after["clauses"]
    for code in dict.fromkeys((*titles, *was, *now)):
        yield from _lines(titles.get(code, code), [" ".join(block) for block in was.get(code, ())],
                          [" ".join(block) for block in now.get(code, ())])


def _terms(before: Words, after: Words) -> Iterator[Difference]:
    was, now = (dict(words["terms"]) for words in (before, after))
    for label in dict.fromkeys((*now, *was)):
        yield from _line(tr("The terms at a glance"), label, was.get(label, ""), now.get(label, ""))


def _lines(heading: str, was: Sequence[str], now: Sequence[str]) -> Iterator[Difference]:
    """Lines of a list: what stands in both is left alone, what is alike is one line changed."""
    both = Counter(was) & Counter(now)
    gone, new = _without(was, both), _without(now, both)
    if not gone and not new and list(was) != list(now):
        yield Difference(heading, "", ORDER)
    for old in gone:
        nearest = max(new, key=lambda line: _alike(old, line), default="")
        if nearest and _alike(old, nearest) >= ALIKE:
            new.remove(nearest)
            yield from _line(heading, "", old, nearest)
        else:
            yield from _line(heading, "", old, "")
    for line in new:
        yield from _line(heading, "", "", line)


def _without(lines: Sequence[str], both: Counter[str]) -> list[str]:
    left = Counter(both)
    found = []
    for line in lines:
        if left[line]:
            left[line] -= 1
        else:
            found.append(line)
    return found


def _line(heading: str, label: str, was: str, now: str) -> Iterator[Difference]:
    if was == now:
        return
    if not was or not now:
        yield Difference(heading, label, REMOVED if was else ADDED, _whole(was), _whole(now))
        return
    old, new = was.split(), now.split()
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    yield Difference(
        heading, label, CHANGED,
        tuple(Run(" ".join(old[a:b]), tag != "equal") for tag, a, b, _, _ in steps if b > a),
        tuple(Run(" ".join(new[a:b]), tag != "equal") for tag, _, _, a, b in steps if b > a))


def _whole(text: str) -> tuple[Run, ...]:
    return (Run(text, True),) if text else ()


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
