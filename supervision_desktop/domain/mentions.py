"""What a text may call somebody by, where it does, and the text without it. Pure; it finds names, never who is meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from supervision_desktop.i18n import mark, tr

GONE = mark("(erased)")
"""What stands where a name stood, and in a line that may not be empty."""
SHORTEST = 3
"""Letters and digits of the shortest name that is looked for; a shorter one stands in every other line."""
PARTS = re.compile(r"[^\W_]+")


class Names:
    """`whole` are names as they are known, `alone` single words of them that count where they begin with a capital."""

    def __init__(self, whole: Iterable[str], alone: Iterable[str] = ()) -> None:
        names = dict.fromkeys(map(_plain, whole))
        known = [parts for name in names if len("".join(parts := PARTS.findall(name))) >= SHORTEST]
        words = [word for word in dict.fromkeys(map(_plain, alone)) if len(word) >= SHORTEST]
        # The longest first, so that a whole name is found before a word of it.
        either = [rf"(?i:{_joined(parts)})" for parts in sorted(known, key=lambda parts: -len("".join(parts)))]
        either += [f"{re.escape(form)}" for word in words for form in dict.fromkeys((word.capitalize(), word.upper(), word))]
        self._sought = re.compile(rf"(?<![^\W_])(?:{'|'.join(either)})(?![^\W_])") if either else None
        self._parts = tuple({max(parts, key=len).casefold() for parts in (*known, *([word] for word in words))})
        self._likes = tuple(dict.fromkeys(_like(parts) for parts in (*known, *([word] for word in words))))

    def __bool__(self) -> bool:
        return self._sought is not None

    @property
    def likes(self) -> tuple[str, ...]:
        """Patterns for LIKE that every text in which one of them stands will fit; some others fit as well."""
        return self._likes

    def stand_in(self, text: str) -> bool:
        """Whether one of them stands in a text."""
        if self._sought is None:
            return False
        whole = _plain(text)
        folded = whole.casefold()   # cheap, and nearly every text is done with it
        return any(part in folded for part in self._parts) and self._sought.search(whole) is not None

    def found(self, text: str) -> tuple[str, ...]:
        """Those that stand in a text, as they are written there, each once."""
        hits = self._sought.finditer(_plain(text)) if self._sought is not None else ()
        return tuple(dict.fromkeys(hit[0] for hit in hits))

    def without(self, text: str) -> str:
        """The text with a mark in the place of each."""
        if self._sought is None or not self.stand_in(text):
            return text
        return self._sought.sub(lambda _: tr(GONE), _plain(text))

    def lines(self, text: str) -> Iterator[str]:
        """The lines of a text in which one of them stands; the lines over which one is broken come as one."""
        if self._sought is None or not self.stand_in(text):
            return
        whole, read = _plain(text), -1
        for hit in self._sought.finditer(whole):
            if hit.end() > read:
                start, end = whole.rfind("\n", 0, hit.start()) + 1, whole.find("\n", hit.end())
                read = end if end >= 0 else len(whole)
                yield " ".join(whole[start:read].splitlines()).strip()


def _plain(text: str) -> str:
    """Letters with their marks as one sign each: a name pasted from elsewhere may come in two."""
    return unicodedata.normalize("NFC", text)


def words_in(value: Any) -> Iterator[str]:
    """Every text in plain lists and dictionaries, such as a report's figures and words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from words_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from words_in(part)


def words_of(names: Collection[str], others: Iterable[str]) -> list[str]:
    """The single words of names by which somebody may be called, unless they are in the name of somebody else as well."""
    taken = {word.casefold() for name in map(_plain, others) for word in PARTS.findall(name)}
    words = [word for name in map(_plain, names) for word in PARTS.findall(name)]
    return [word for word in words if word.casefold() not in taken and not word.isdigit()]


def _joined(parts: Iterable[str]) -> str:
    return r"[\W_]{0,3}".join(map(re.escape, parts))


def _like(parts: Iterable[str]) -> str:
    """Letters that a database may not know in small and capital are left open."""
    return "%" + "%".join(re.sub(r"[^a-zA-Z0-9]+", "%", part) for part in parts) + "%"
