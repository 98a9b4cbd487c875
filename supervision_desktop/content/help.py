"""Help pages: found by topic (the field in focus) or by words, and read offline."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from supervision_desktop.content.base import Code, Entry, Head, Words, fault, read_all, refuse_repeats


class Section(Entry, frozen=True, kw_only=True):
    """One headed piece of a page: paragraphs, then points, then a table; each with its source."""

    code: Code
    heading: Words
    text: tuple[Words, ...] = ()
    points: tuple[Words, ...] = ()
    columns: tuple[Words, ...] = ()
    rows: tuple[tuple[Words, ...], ...] = ()
    source: str = ""

    def words(self) -> str:
        """All its words, for searching."""
        return " ".join([self.heading, *self.text, *self.points, *self.columns, *(" ".join(row) for row in self.rows)])


class HelpPage(Head, frozen=True, kw_only=True):
    """One page; `topics` are the fields, tabs and list values it is opened from (`contract`, `contract.fee`)."""

    summary: Words
    topics: tuple[Code, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Found:
    """A place in the help that holds every word looked for."""

    page: HelpPage
    section: Section


@dataclass(frozen=True)
class Help:
    """All pages by id."""

    pages: Mapping[str, HelpPage]

    def about(self, topic: str) -> HelpPage | None:
        """The page for a topic, else for what it is part of: `contract.fee`, then `contract`."""
        owners = {one: page for page in self.pages.values() for one in page.topics}
        while topic and topic not in owners:
            topic = topic.rpartition(".")[0]
        return owners.get(topic)

    def search(self, text: str) -> list[Found]:
        """The places that hold every word, those with all of them in the heading first."""
        wanted = text.casefold().split()
        found = [Found(page, section) for page, section in self._places() if _holds(section.words(), wanted)]
        return sorted(found, key=lambda one: not _holds(one.section.heading, wanted)) if wanted else []

    def _places(self) -> Iterator[tuple[HelpPage, Section]]:
        return ((page, section) for page in self.pages.values() for section in page.sections)


def load_help(folder: Path) -> Help:
    """Every page of the folder; raises ContentFault."""
    pages = read_all(folder, HelpPage)
    refuse_repeats(folder, "topics", (topic for page in pages for topic in page.topics))
    for page in pages:
        path = folder / f"{page.id}.toml"
        refuse_repeats(path, "sections.code", (section.code for section in page.sections))
        for section in page.sections:
            if any(len(row) != len(section.columns) for row in section.rows):
                raise fault(path, f"section {section.code}", "has a row that is not as wide as its columns")
    return Help(MappingProxyType({page.id: page for page in pages}))


def _holds(text: str, wanted: list[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in wanted)
