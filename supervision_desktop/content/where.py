"""On which line of a content file a key stands: whoever writes a pack of her own looks for lines, not for paths."""
from __future__ import annotations

import re

PATH = re.compile(r"[\w.\[\]]+")
STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")
BRACES = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#[^\n]*|[{}]")


def line_of(text: str, key: str, value: str = "") -> int | None:
    """The line of a key such as `parts[0].criteria[1].code`, or the last one that has `value` for its code.

    A key that is missing is looked for where it should be: the line on which its table begins. None where nothing fits.
    """
    if value:
        found = [*re.finditer(rf"\b(?:code|key|id)\s*=\s*[\"']{re.escape(value)}[\"']", text)]
        return _line(text, found[-1].start()) if found else None
    if not PATH.fullmatch(key):
        return None
    at, names = 0, list[str]()
    for name, place in STEP.findall(key):
        names.append(name)
        there = _tables(text, names, at)
        if place and int(place) < len(there):
            at = there[int(place)]
            continue
        given = re.compile(rf"(?<![\w.\"]){re.escape(name)}\s*=").search(text, at, _end(text, at))
        if given is None:
            break
        at = _inline(text, given.end(), int(place)) if place else given.start()
    return _line(text, at) if at else None


def _tables(text: str, names: list[str], begin: int) -> list[int]:
    """Where the tables of that name begin, within the table above them."""
    above = re.compile(rf"^[ \t]*\[\[{re.escape('.'.join(names[:-1]))}\]\]", re.MULTILINE).search(text, begin + 1)
    heads = re.compile(rf"^[ \t]*\[\[{re.escape('.'.join(names))}\]\]", re.MULTILINE)
    return [found.start() for found in heads.finditer(text, begin, above.start() if above and len(names) > 1 else len(text))]


def _end(text: str, begin: int) -> int:
    """Where the next table begins; a table within braces ends with its brace."""
    if text[begin:begin + 1] == "{":
        depth = 0
        for found in BRACES.finditer(text, begin):
            depth += {"{": 1, "}": -1}.get(found[0], 0)
            if not depth:
                return found.end()
    head = re.compile(r"^[ \t]*\[", re.MULTILINE).search(text, begin + 1)
    return head.start() if head else len(text)


def _inline(text: str, begin: int, place: int) -> int:
    """Where the table of that place within brackets begins."""
    depth = count = 0
    for found in BRACES.finditer(text, begin):
        if found[0] == "{" and not depth and (count := count + 1) > place:
            return found.start()
        depth += {"{": 1, "}": -1}.get(found[0], 0)
    return begin


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
