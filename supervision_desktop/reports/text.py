"""The one way for words of a person onto paper: every sign shown literally, in time linear in their length.

ReportLab paragraphs are markup and quadratic in their length, so text is cleaned, cut and escaped here first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from xml.sax.saxutils import escape

from supervision_desktop.formats import MONTHS
from supervision_desktop.reports.fonts import Fonts

PIECE = 4_000
"""Characters in one ReportLab paragraph at most."""
LINES = 50
"""Line breaks in one ReportLab paragraph at most."""
WORD = 200
"""Characters of a word before it is broken."""
LONGEST = 60
"""Letters of a word that surely fits a line of the page."""

_DAY = re.compile(rf"(?<=\d) (?=(?:{'|'.join(MONTHS)})\b)")
_NEW_LINES = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_GAP = re.compile(r"\n[ \t]*\n\s*")
_LONG_WORD = re.compile(rf"(\S{{{WORD}}})(?=\S)")
_LONG_WORD_AHEAD = re.compile(rf"\S{{{WORD + 1}}}")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u200f\u202b\u202e\u2067]")

# Seen by nobody: soft hyphen, zero width signs, direction marks, variation selectors, byte order mark.
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
# Signs that turn the writing direction around could make a page say something else than the record: shown.
_TURNS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]

_REPLACED: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(1, 32) if chr(code) not in "\t\n"},
    **{code: f"[U+{code:04X}]" for code in [*range(0x80, 0xA0), *_TURNS]},
    **dict.fromkeys([0, *range(0xD800, 0xE000)], "\ufffd"),
    **dict.fromkeys([0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "),
    127: "\u2421",
}


def clean(text: str) -> str:
    """Text that a PDF can hold: what cannot be printed is replaced by a sign that says so."""
    return _NEW_LINES.sub("\n", text).translate(_REPLACED)


def is_right_to_left(text: str) -> bool:
    """Whether a text holds anything written from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def is_plain(piece: str, fonts: Fonts) -> bool:
    """Whether each sign of a piece is in the family and seen, and no word is longer than a line of the page."""
    strange = not piece.isascii() and (fonts.foreign(piece) or _INVISIBLE.search(piece))
    return not strange and max(map(len, piece.split()), default=0) <= LONGEST


def pieces(text: str, fonts: Fonts) -> Iterator[str]:
    """The paragraphs of a text, none over PIECE characters, only letters we can print, no endless words.

    Single line breaks stay in them; empty lines part them.
    """
    if len(text) <= PIECE and text.isascii() and text.isprintable():
        yield from filter(None, [_broken(text.strip())])
        return
    for block in _GAP.split(clean(text).strip()):
        for part in _cut(block):
            yield from _cut(_printable(part, fonts))


def line(text: str, fonts: Fonts) -> str:
    """A short text on one line, not yet escaped, for places that take no markup."""
    return " ".join(_INVISIBLE.sub("", " ".join(pieces(text, fonts))).split())


def whole_days(text: str) -> str:
    """The text, in which no line breaks between the day and its month."""
    return _DAY.sub("\u00a0", text)


def markup(text: str, fonts: Fonts) -> str:
    """ReportLab markup that shows this piece literally; letters the family lacks name their font."""
    if text.isascii():
        return escape(text).replace("\n", "<br/>")
    text = _INVISIBLE.sub("", text)
    foreign = fonts.foreign(text)
    marked = escape(text)
    for font in sorted({name for letter in foreign if (name := fonts.carrier(letter))}):
        own = re.escape("".join(sorted(letter for letter in foreign if fonts.carrier(letter) == font)))
        # Spaces between go along: ReportLab is slow where every word changes the font.
        marked = re.sub(f"[{own}](?:[{own} ]*[{own}])?", rf'<font name="{font}">\g<0></font>', marked)
    return marked.replace("\n", "<br/>")


def _printable(text: str, fonts: Fonts) -> str:
    """Composed letters; what no embedded font has as its code point; long words broken."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        lost = {ord(c): f"[U+{ord(c):04X}]" for c in fonts.foreign(text) if not _INVISIBLE.match(c) and not fonts.carrier(c)}
        text = text.translate(lost)
    return _broken(text)


def _broken(text: str) -> str:
    return _LONG_WORD.sub(r"\1 ", text) if len(text) > WORD and _LONG_WORD_AHEAD.search(text) else text


def _cut(text: str) -> Iterator[str]:
    """Parts of at most PIECE characters and LINES lines, cut at a line break or space where one is near the end."""
    if text.count("\n") > LINES:
        lines = text.split("\n")
        for first in range(0, len(lines), LINES):
            yield from _cut("\n".join(lines[first:first + LINES]))
        return
    start = 0
    while len(text) - start > PIECE:
        stop = start + PIECE
        gap = max(text.rfind(" ", start + PIECE // 2, stop), text.rfind("\n", start + PIECE // 2, stop))
        stop = gap + 1 if gap > 0 else stop
        yield text[start:stop].strip()
        start = stop
    if rest := text[start:].strip():
        yield rest
