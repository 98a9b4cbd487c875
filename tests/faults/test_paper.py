"""Rows 67, 69, 70 at length: a paper of any words acts on nothing, holds them all, opens with its passphrase."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pypdf
import pytest

from supervision_desktop.paths import resources_dir
from supervision_desktop.reports.page import PageFrame, build_pdf
from supervision_desktop.reports.parts import Column, paragraphs, table
from supervision_desktop.reports.protect import protect
from supervision_desktop.reports.style import Sheet, load_sheet
from supervision_desktop.reports.text import clean

PIECES = (
    "<para>", "</b>", "a < b & c", "&#x0;", "&amp;amp;", '<img src="file:///etc/hosts"/>', '<a href="javascript:x()">y</a>',
    '<a href="https://example.org">z</a>', "<font color='[[[getattr(pow, \"__globals__\")]]]'>x</font>", "<br/>", "]]>",
    "<onDraw name=x/>", "<seq/>", "%s{0}{x!r}", "\\(paren\\)", "\0", "\x07\x1b\x7f\x85", "\ud800", "\ufffe", "\u202epaid",
    "\u2066x\u2069", "שלום", "السلام", "😀", "茶", "café", "e\u0301", "\u200b", "\u2028", "\r\n", "\t", "x" * 300, "'", '"')
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789äöüéèçßœłžģñ£€–—…()[]/+-=%&<>#@"
ACTIVE = {"/URI", "/JS", "/JavaScript", "/EmbeddedFile", "/EmbeddedFiles", "/Launch", "/AA", "/OpenAction", "/Annots"}
NAMES = ("Ashdown", "Vale", "Fictional")


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    """The house style."""
    return load_sheet(resources_dir())


def hostile(chance: random.Random) -> str:
    """A note of anything at all."""
    parts = [chance.choice(PIECES) if chance.random() < 0.6 else "".join(
        chr(chance.choice((chance.randrange(0x250), chance.randrange(0x3000), chance.randrange(0x110000))))
        for _ in range(chance.randrange(1, 12))) for _ in range(chance.randrange(1, 9))]
    return chance.choice(("", " ")).join(parts)


def keys_in(value: Any) -> Iterator[str]:
    for one in value:
        if isinstance(one, pikepdf.Dictionary):
            yield from map(str, one.keys())


@pytest.mark.fault(67)
@pytest.mark.rounds(40, 5_000)
def test_any_note_builds_and_nothing_in_it_acts(sheet: Sheet, figures: dict[str, int], rounds: int) -> None:
    chance, active = random.Random(67), 0
    for _ in range(rounds):
        one, other = hostile(chance), hostile(chance)
        cells = table(sheet, (Column("A"), Column("B", 1, True)), [(one, other)])
        frame = PageFrame(one, other, "today", contact=(other,), lead=(one,))
        pdf = build_pdf([*paragraphs(sheet, one), cells], frame, sheet)
        with pikepdf.open(BytesIO(pdf)) as document:
            active += not ACTIVE.isdisjoint(keys_in(document.objects))
    figures |= {"papers built of hostile notes": rounds, "of them with an active part": active}
    assert active == 0


@pytest.mark.fault(67)
def test_a_right_to_left_cell_that_just_fits_a_page_is_not_cut_in_one(sheet: Sheet) -> None:
    one = ("\x12\u2d70\u021f\u0773\U00100e35\xc3\U000390cb<a href=\"javascript:x()\">y</a>" + "x" * 300
           + "\u1525\U0010f528\xb8W\u13afz")
    other = ("<seq/> \u0d040\u0200\U0007d256 \u0193\x99\u0dbb\U000c3753\u0126\u012f\u015e \u8336 \U00078a96_\u2dac"
             "\U000e78a0\U000c71b5\u20c0\u017c8\u2200\u018d\u019a \U0001e145\U00042cf5\U000c0068\U000c8e56")
    cells = table(sheet, (Column("A"), Column("B", 1, True)), [(one, other)])
    frame = PageFrame(one, other, "today", contact=(other,), lead=(one,))
    assert build_pdf([*paragraphs(sheet, one), cells], frame, sheet)


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


@pytest.mark.fault(69)
@pytest.mark.rounds(15, 200)
def test_the_paper_holds_every_letter_of_the_note(sheet: Sheet, figures: dict[str, int], rounds: int) -> None:
    chance, lost = random.Random(69), []
    for _ in range(rounds):
        words = ["".join(chance.choices(LETTERS, k=chance.randint(1, 40))) for _ in range(chance.randint(1, 900))]
        note = "".join(word + chance.choice((" ", " ", " ", "\n", "\n\n")) for word in words)
        pdf = build_pdf(paragraphs(sheet, note), PageFrame("", "", ""), sheet)
        pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]
        at = 0
        found = squeezed("".join(_body(page) for page in pages))
        for word in map(squeezed, clean(note).split()):
            at = found.find(word, at)
            if at < 0:
                lost.append(word)
                break
            at += len(word)
    figures |= {"notes read back from paper": rounds, "of them with something lost": len(lost)}
    assert not lost


def _body(page: str) -> str:
    """A page without the line at its foot."""
    lines = page.strip().splitlines()
    return "\n".join(line for line in lines if not line.startswith(("Page ", "Confidential")))


@pytest.mark.fault(70)
@pytest.mark.rounds(6, 200)
def test_a_protected_paper_opens_with_its_passphrase_only_and_names_nobody(
        sheet: Sheet, figures: dict[str, int], rounds: int) -> None:
    chance = random.Random(70)
    for number in range(rounds):
        frame = PageFrame("Contract of Dr Morgan Vale", "Ashdown Case Management", "today", neutral_title="Contract")
        pdf = build_pdf(paragraphs(sheet, f"Jo Fictional, note {number}"), frame, sheet)
        passphrase = unicodedata.normalize("NFKC", "".join(chance.choices(LETTERS, k=chance.randint(8, 60))))
        secret = protect(pdf, passphrase)
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(BytesIO(secret), password=passphrase[1:] + "x")
        with pikepdf.open(BytesIO(secret), password=passphrase) as document:
            assert (document.encryption.R, document.encryption.bits) == (6, 256)
            told = str(dict(document.docinfo)) + str(document.open_metadata())
        assert not [name for name in NAMES if name in told or name.encode() in secret]
    figures["protected papers opened"] = rounds
