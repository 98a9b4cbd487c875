"""Whatever somebody types stands on paper as typed: nothing is markup, nothing is lost, nothing is slow."""

from __future__ import annotations

import sys
import time
import unicodedata
from collections.abc import Callable
from io import BytesIO
from types import FrameType

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.platypus import Flowable

from supervision_desktop.reports.page import PageFrame, build_pdf
from supervision_desktop.reports.parts import Column, paragraphs, table, written
from supervision_desktop.reports.style import Sheet
from supervision_desktop.reports.text import LINES, PIECE, WORD, clean, line, markup, pieces

HOSTILE = [
    "<para>", "</para>", "<b>bold", "a < b & c > d", "&amp; &lt; &#65;", "&#x0;", "{} {0} {x!r}", "%s %d %(x)s %",
    '<img src="/etc/hosts"/>', '<a href="javascript:alert(1)">press</a>', '<a href="https://example.org">link</a>',
    "<font color='[[[getattr(pow, \"__globals__\")]]]'>x</font>", '<para><font color="red">', "<br/>", "<!-- -->",
    "<![CDATA[ x ]]>", "]]>", '<seq id="x"/>', '<index item="x"/>', "<onDraw name=x/>", "<unichar code='65'/>",
    "<greek>a</greek>", "<sub>1</sub>", "' OR 1=1 --", "\\n\\t \\(paren\\)",
]
Way = Callable[[Sheet, str], list[Flowable]]
ANYTHING = st.text(st.characters(), max_size=400)
FRAME = PageFrame("Words", "Ashdown Case Management", "21 November 2026")


def squeezed(text: str) -> str:
    """Without white space, so that line breaks do not count."""
    return "".join(text.split())


def built(sheet: Sheet, *texts: str, way: Way = paragraphs) -> bytes:
    return build_pdf([part for text in texts for part in way(sheet, text)], FRAME, sheet)


def active_parts(pdf: bytes) -> list[str]:
    """Names of what could act, link or embed in a PDF."""
    with pikepdf.open(BytesIO(pdf)) as document:
        found = [str(key) for one in document.objects if isinstance(one, pikepdf.Dictionary) for key in one]
    wanted = {"/URI", "/JS", "/JavaScript", "/EmbeddedFile", "/EmbeddedFiles", "/Launch", "/AA", "/OpenAction", "/Annots"}
    return [key for key in found if key in wanted]


@pytest.mark.fault(67)
@pytest.mark.parametrize("way", [paragraphs, written])
@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_text_prints_literally(sheet: Sheet, pages: Callable[[bytes], list[str]], text: str, way: Way) -> None:
    pdf = built(sheet, f"before {text} after", way=way)
    assert squeezed(f"before {text} after") in squeezed(" ".join(pages(pdf)))
    assert active_parts(pdf) == []


@pytest.mark.fault(67)
@settings(max_examples=60)
@given(ANYTHING, ANYTHING)
def test_any_text_builds_in_a_paragraph_and_in_a_cell(sheet: Sheet, one: str, other: str) -> None:
    cells = table(sheet, (Column("A"), Column("B", 1, True)), [(one, other), (other, one)])
    frame = PageFrame(one, other, "today", contact=(one,), lead=(other,))
    pdf = build_pdf([*paragraphs(sheet, one), *written(sheet, other), cells], frame, sheet)
    assert pdf.startswith(b"%PDF")
    assert active_parts(pdf) == []


@pytest.mark.parametrize("text", ["Many words that fill more than a line of the page. " * 9, "One\nTwo\n\nThree ☐ café",
                                  "x" * 150 + "\nafter", "שלום\nMinutes: 90", "Place: 茶\nDay: Monday"])
def test_lines_of_a_record_read_as_its_paragraph_does(
        sheet: Sheet, pages: Callable[[bytes], list[str]], text: str) -> None:
    assert pages(built(sheet, text, way=written)) == pages(built(sheet, text))


def test_lines_of_a_record_go_on_over_the_page(sheet: Sheet, pages: Callable[[bytes], list[str]]) -> None:
    told = [f"Line {n}: kept." for n in range(150)]
    found = pages(built(sheet, "Before", "\n".join(told), way=written))
    assert [sum(words in page for page in found) for words in told] == [1] * len(told)
    assert len(found) > 2
    assert all(page.count("kept.") > 1 for page in found), "no line stands alone"


@given(ANYTHING)
def test_cleaning_leaves_nothing_a_pdf_cannot_hold(text: str) -> None:
    cleaned = clean(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in cleaned if c not in "\t\n")
    assert clean(cleaned) == cleaned


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Z"), max_codepoint=0x24F), max_size=9000))
def test_pieces_keep_every_letter_and_stay_short(sheet: Sheet, text: str) -> None:
    found = list(pieces(text, sheet.fonts))
    assert all(len(one) <= PIECE and one.count("\n") <= LINES for one in found)
    assert squeezed("".join(found)) == squeezed(unicodedata.normalize("NFC", text))


def test_control_characters_show_as_their_picture(sheet: Sheet, pages: Callable[[bytes], list[str]]) -> None:
    text = pages(built(sheet, "a\x00b\x07c\x1bd\x7fe\ud800f\x85g\x9bh"))[0]
    assert "a\ufffdb\u2407c\u241bd\u2421e\ufffdf g[U+009B]h" in text


def test_what_no_font_has_prints_as_its_code_point(sheet: Sheet, pages: Callable[[bytes], list[str]]) -> None:
    text = pages(built(sheet, "tea 😀 茶 ✓ → ≥ ☐ café cafe\u0301 \ue000"))[0]
    assert "tea [U+1F600] [U+8336] ✓ → ≥ ☐ café café [U+E000]" in text


def test_signs_that_turn_the_direction_are_shown(sheet: Sheet, pages: Callable[[bytes], list[str]]) -> None:
    assert "paid [U+202E]001£" in pages(built(sheet, "paid \u202e001£"))[0]


@pytest.mark.parametrize("text", ["שלום עולם", "Meeting with שלום עולם today"])
def test_hebrew_reads_in_order(sheet: Sheet, pages: Callable[[bytes], list[str]], text: str) -> None:
    assert text in pages(built(sheet, text))[0]


def test_arabic_letters_are_joined_and_found(sheet: Sheet, pages: Callable[[bytes], list[str]]) -> None:
    drawn = pages(built(sheet, "السلام عليكم"))[0]
    assert "\ufecb" in drawn, "the first letter of the second word stands in its initial shape"
    assert "السلام عليكم" in unicodedata.normalize("NFKC", drawn)


def test_lines_from_right_to_left_are_broken_in_the_order_of_reading(
        sheet: Sheet, pages: Callable[[bytes], list[str]]) -> None:
    words = " ".join(["ראשון", *["אמצע"] * 60, "אחרון"])
    text = pages(built(sheet, words))[0]
    assert text.index("ראשון") < text.index("אמצע") < text.index("אחרון")


@pytest.mark.requirement("RPT-11")
def test_long_words_are_broken(sheet: Sheet) -> None:
    assert all(len(word) <= WORD for one in pieces("x" * 10_000, sheet.fonts) for word in one.split())


def test_a_line_has_no_breaks(sheet: Sheet) -> None:
    assert line("one\ntwo\r\n\n three\u200b", sheet.fonts) == "one two three"
    assert markup("a\nb", sheet.fonts) == "a<br/>b"


@pytest.mark.fault(68)
def test_work_grows_with_length_only(sheet: Sheet) -> None:
    """Counted in calls of functions, ours and the libraries': seconds would tell more of the machine than of the text."""
    def work(length: int) -> int:
        text = ("The quick brown case manager jumps over <b>three</b> urgent requests & one meeting. " * 12 + "\n") * 99
        counted = 0

        def count(_frame: FrameType, event: str, _told: object) -> None:
            nonlocal counted
            counted += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            built(sheet, text[:length])
        finally:
            sys.setprofile(before)
        return counted

    work(2_000)
    assert work(90_000) < 12 * work(9_000)


@pytest.mark.long
@pytest.mark.fault(68)
@pytest.mark.parametrize("text", ["A plain sentence of the usual kind, with a comma. ", "x", "short line\n"])
def test_a_million_characters_take_seconds(sheet: Sheet, text: str) -> None:
    began = time.perf_counter()
    built(sheet, (text * (1_000_000 // len(text) + 1))[:1_000_000])
    assert time.perf_counter() - began < 20


@pytest.mark.fault(69)
@settings(max_examples=40)
@given(st.lists(st.text(st.characters(categories=("L", "N", "P"), max_codepoint=0x17F), min_size=1, max_size=60),
                min_size=1, max_size=40))
def test_the_paper_holds_every_word(
        sheet: Sheet, pages: Callable[[bytes], list[str]], words: list[str]) -> None:
    text = " ".join(words)
    body = squeezed(" ".join(pages(built(sheet, text))))
    assert squeezed(unicodedata.normalize("NFC", clean(text))) in body
