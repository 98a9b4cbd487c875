"""Reading a content file: TOML into frozen, typed objects; every fault names the file and the key."""
from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from supervision_desktop.content.where import line_of
from supervision_desktop.errors import SupervisionError

Words = Annotated[str, msgspec.Meta(pattern=r"\S")]
Code = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.]*$")]
T = TypeVar("T", bound="Head")

# What the decoder says, and how a person would say it; the key stands in the decoder's own path.
MISSING = re.compile(r"Object missing required field `(?P<key>[^`]+)`")
UNKNOWN = re.compile(r"Object contains unknown field `(?P<key>[^`]+)`")
WRONG_KIND = re.compile(r"Expected `(?P<wanted>[^`]+)`, got `(?P<got>[^`]+)`")


class ContentFault(SupervisionError):
    """A content file cannot be used; the sentence names the file and the key."""

    default = "A content file cannot be used."


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Anything read from a content file: nothing in it may go unread or change later."""


class Head(Entry, frozen=True, kw_only=True):
    """What every content file says about itself."""

    id: Code
    version: Words
    title: Words
    language: Words
    source: Words
    licence: Words


def read(path: Path, kind: type[T]) -> T:
    """The file as one object of the kind; raises ContentFault."""
    try:
        return msgspec.toml.decode(path.read_bytes().decode("utf-8"), type=kind)
    except msgspec.ValidationError as error:
        raise fault(path, *_key_and_reason(str(error))) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise fault(path, "the text", f"is not readable TOML ({error})") from error
    except OSError as error:
        raise fault(path, "the file", f"cannot be opened ({error.strerror})") from error


def read_all(folder: Path, kind: type[T]) -> tuple[T, ...]:
    """Every file of the folder in order of name; refuses an empty folder and two files of one id."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise ContentFault(f"There is no content file in the folder {folder.name}.")
    found = tuple(read(path, kind) for path in paths)
    refuse_repeats(folder, "id", (one.id for one in found))
    return found


def refuse_repeats(path: Path, key: str, values: Iterable[str]) -> None:
    """Raise when two values are the same."""
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise fault(path, key, f'stands twice with the value "{value}"', value)
        seen.add(value)


def fault(path: Path, key: str, reason: str, value: str = "") -> ContentFault:
    """One sentence: the file (with its folder), the key, the reason, and the line of the key where it is known.

    `value` is what the key is given there, where the key alone does not say which one is meant.
    """
    try:
        line = line_of(path.read_text(encoding="utf-8"), key, value)
    except (OSError, UnicodeDecodeError):
        line = None
    return ContentFault(f"{path.parent.name}/{path.name}: {key} {reason}{f' (line {line})' if line else ''}.")


def _key_and_reason(message: str) -> tuple[str, str]:
    """The decoder's message taken apart: the key as a path through the file, and what is wrong there."""
    said, _, where = message.partition(" - at `$")
    where = where.rstrip("`").lstrip(".")
    if found := MISSING.match(said):
        return _joined(where, found["key"]), "is missing"
    if found := UNKNOWN.match(said):
        return _joined(where, found["key"]), "is not a key that is known here"
    if found := WRONG_KIND.match(said):
        return where, f"should be {found['wanted']} and is {found['got']}"
    return where, f"cannot be used ({said})"


def _joined(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key
