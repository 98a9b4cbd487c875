"""Contract templates: headings, clauses with their reasons, expectations, and the terms that fill them."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from supervision_desktop.content.base import Code, Entry, Head, Words, fault, read, refuse_repeats

PLACE = re.compile(r"\{([a-z_]+)\}")


class Term(Entry, frozen=True, kw_only=True):
    """Something the parties settle: a text put in where `{key}` stands, or (with `choice`) a key of that list.

    `glance` puts it into the schedule at the end; what is long stands in its clause alone.
    """

    key: Code
    label: Words
    help: Words
    choice: str = ""
    glance: bool = True


class Phrase(Entry, frozen=True, kw_only=True):
    """A wording that depends on one term, put in where `{key}` stands.

    `texts` holds a wording for each choice; `given` is used for any other value, `otherwise` when there is none.
    """

    key: Code
    of: Code
    texts: dict[str, Words] = {}
    given: str = ""
    otherwise: str = ""

    def wording(self, value: str) -> str:
        """The wording for a value of the term; it may hold places of its own."""
        return self.texts.get(value, self.given) if value.strip() else self.otherwise


class Clause(Entry, frozen=True, kw_only=True):
    """One clause: its sentences and why it is there; `included` in a new contract; `law` limits it to one law."""

    code: Code
    text: tuple[Words, ...]
    note: Words
    included: bool = True
    law: Literal["", "england_wales", "scotland", "northern_ireland"] = ""

    def wording(self) -> str:
        """The clause as one text to edit: a sentence on each line, its places still open."""
        return "\n".join(self.text)


class Heading(Entry, frozen=True, kw_only=True):
    """A numbered heading of the printed contract."""

    code: Code
    title: Words
    clauses: tuple[Clause, ...]


class Expectation(Entry, frozen=True, kw_only=True):
    """One line a side can hold the other to; both sides may change the wording."""

    code: Code
    text: Words


class ContractTemplate(Head, frozen=True, kw_only=True):
    """A whole contract as data."""

    terms: tuple[Term, ...]
    phrases: tuple[Phrase, ...]
    headings: tuple[Heading, ...]
    of_supervisor: tuple[Expectation, ...]
    of_supervisee: tuple[Expectation, ...]

    def clauses(self) -> tuple[Clause, ...]:
        """Every clause in order of the page, those of every law among them."""
        return tuple(clause for heading in self.headings for clause in heading.clauses)

    def clauses_under(self, law: str) -> tuple[Clause, ...]:
        """The clauses a contract under that law is made from; an empty law leaves out what belongs to one law only."""
        return tuple(clause for clause in self.clauses() if clause.law in ("", law))

    def places(self, values: Mapping[str, str]) -> dict[str, str]:
        """What stands in each `{place}`, from texts and chosen keys by term; a place nobody has filled is empty."""
        texts = {term.key: values.get(term.key, "") for term in self.terms if not term.choice}
        phrases = {one.key: " ".join(filled(one.wording(values.get(one.of, "")), texts)) for one in self.phrases}
        return texts | phrases


class LibraryClause(Entry, frozen=True, kw_only=True):
    """A clause that some contracts want and most do not, offered under its heading by its title."""

    code: Code
    heading: Code
    title: Words
    text: tuple[Words, ...]
    note: Words

    def wording(self) -> str:
        """The clause as one text to edit: a sentence on each line, its places still open."""
        return "\n".join(self.text)


class ClauseLibrary(Head, frozen=True, kw_only=True):
    """Clauses to add to a contract, whatever template it began from."""

    clauses: tuple[LibraryClause, ...]

    def under(self, heading: str) -> tuple[LibraryClause, ...]:
        """The clauses offered under one heading."""
        return tuple(clause for clause in self.clauses if clause.heading == heading)


def sentences(clause: Clause, places: Mapping[str, str]) -> list[str]:
    """The clause as it is printed; a sentence with a place that is empty or not named is left out."""
    return filled(clause.wording(), dict.fromkeys(PLACE.findall(clause.wording()), "") | dict(places))


def filled(text: str, places: Mapping[str, str]) -> list[str]:
    """A stored clause as it is printed, line by line: a line with an empty place is left out.

    Braces that name none of the places were typed by a person and stay as they are.
    """
    lines = (line.strip() for line in text.splitlines())
    return [_with_places(line, places) for line in lines if line and not _waits(line, places)]


def load_template(path: Path) -> ContractTemplate:
    """The template of the file; raises ContentFault, also for a place that nothing fills."""
    template = read(path, ContractTemplate)
    refuse_repeats(path, "key", [*(term.key for term in template.terms), *(one.key for one in template.phrases)])
    refuse_repeats(path, "headings.code", (heading.code for heading in template.headings))
    refuse_repeats(path, "clauses.code", (clause.code for clause in template.clauses()))
    refuse_repeats(path, "of_supervisor.code", (one.code for one in template.of_supervisor))
    refuse_repeats(path, "of_supervisee.code", (one.code for one in template.of_supervisee))
    texts = [term.key for term in template.terms if not term.choice]
    for phrase in template.phrases:
        _refuse_unknown(path, f"phrase {phrase.key}", [phrase.of], [term.key for term in template.terms])
        wordings = " ".join([*phrase.texts.values(), phrase.given, phrase.otherwise])
        _refuse_unknown(path, f"phrase {phrase.key}", PLACE.findall(wordings), texts)
    for clause in template.clauses():
        known = [*texts, *(phrase.key for phrase in template.phrases)]
        _refuse_unknown(path, f"clause {clause.code}", PLACE.findall(clause.wording()), known)
    return template


def load_clauses(path: Path, template: ContractTemplate) -> ClauseLibrary:
    """The clause library of the file, checked against the headings and terms of a template; raises ContentFault."""
    library = read(path, ClauseLibrary)
    refuse_repeats(path, "clauses.code", [*(one.code for one in library.clauses), *(one.code for one in template.clauses())])
    headings, known = {heading.code for heading in template.headings}, template.places({})
    for clause in library.clauses:
        if clause.heading not in headings:
            raise fault(path, f"clause {clause.code}", f"stands under {clause.heading}, which is not among the headings")
        _refuse_unknown(path, f"clause {clause.code}", PLACE.findall(clause.wording()), known)
    return library


def named_template(folder: Path, name: str) -> ContractTemplate:
    """The template of that name among the files of a folder; a stored name is never read as a path."""
    path = {one.stem: one for one in folder.glob("*.toml")}.get(name)
    if path is None:
        raise fault(folder, "name", "holds no contract template of the name that the contract gives")
    return load_template(path)


def _waits(line: str, places: Mapping[str, str]) -> bool:
    return any(key in places and not places[key].strip() for key in PLACE.findall(line))


def _with_places(line: str, places: Mapping[str, str]) -> str:
    def value(place: re.Match[str]) -> str:
        text = places.get(place[1], place[0]).strip()
        # A person may end her words with a full stop where the sentence has its own.
        return text.removesuffix(".") if line[place.end():place.end() + 1] == "." else text
    return PLACE.sub(value, line)


def _refuse_unknown(path: Path, where: str, used: Iterable[str], known: Iterable[str]) -> None:
    for key in used:
        if key not in known:
            raise fault(path, where, f"names {{{key}}}, which is not among the terms")
