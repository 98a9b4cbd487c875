"""Tables repeat their heading and wrap, nothing runs over the edge, what belongs together stays together."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pypdf
import pytest
from reportlab.lib.units import mm
from reportlab.platypus import Spacer

from supervision_desktop.reports.charts import Bar, stacked_bars
from supervision_desktop.reports.page import PageFrame, build_pdf
from supervision_desktop.reports.parts import (
    Column,
    Heading,
    clauses,
    facts,
    grouped,
    kept,
    lettered,
    note,
    noted,
    paragraphs,
    table,
    two_columns,
)
from supervision_desktop.reports.signatures import Signature, read_strokes, signature_blocks
from supervision_desktop.reports.style import Sheet
from supervision_desktop.reports.time_chart import months_pdf

FRAME = PageFrame("Parts", "Ashdown Case Management", "21 November 2026")
Pages = Callable[[bytes], list[str]]
COLUMNS = (Column("What", 2), Column("Who"), Column("Minutes", 1, True))


@dataclass(frozen=True)
class Drawn:
    """A run of text on a page: where it begins, in which font and size."""

    text: str
    left: float
    low: float
    font: str
    size: float


def drawn(pdf: bytes) -> list[Drawn]:
    """Every run of text of every page."""
    found: list[Drawn] = []

    def note(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        if text.strip() and font:
            name = str(font["/BaseFont"]).split("+")[-1]
            found.append(Drawn(text.strip("\n"), cm[4] + tm[4] * cm[0], cm[5] + tm[5] * cm[3], name, size))

    for page in pypdf.PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=note)
    return found


@pytest.mark.requirement("RPT-11")
@pytest.mark.parametrize("word", ["x" * 200, "W" * 5_000, "https://example.org/" + "a-very-long-path/" * 40, "中" * 300])
def test_nothing_runs_over_the_right_edge(sheet: Sheet, word: str) -> None:
    story = [Heading(sheet, word[:200]), *paragraphs(sheet, word), *facts(sheet, ((word[:90], word[:900]),)),
             *clauses(sheet, 3, [(word[:400],)]), *two_columns(sheet, (word[:90], "B"), ((word[:400],), (word[:400],))),
             table(sheet, COLUMNS, [(word[:900], word[:300], word[:300])])]
    frame = PageFrame(word[:150], word[:150], "today", contact=(word[:200],), lead=(word[:200],))
    edge = (sheet.look.page.width_mm - sheet.look.page.margin_mm) * mm
    runs = drawn(build_pdf(story, frame, sheet))
    assert len(runs) > 10
    for run in runs:
        assert run.left + sheet.fonts.width(run.text.rstrip(), run.size, run.font) <= edge + 0.5, run.text[:40]


@pytest.mark.requirement("RPT-11")
def test_a_table_repeats_its_heading_on_every_page(sheet: Sheet, pages: Pages) -> None:
    rows = [(f"Row {n} with words that need more than one line in this column to be read in full", "Robin", str(n))
            for n in range(80)]
    found = pages(build_pdf([table(sheet, COLUMNS, rows, ("Total", "", "3160"))], FRAME, sheet))
    assert len(found) > 2
    assert all("What Who Minutes" in text for text in found)
    assert all(f"Row {n} " in " ".join(found) for n in range(80))


def test_figures_stand_at_the_right(sheet: Sheet) -> None:
    rows = [("a", "b", "5"), ("a", "b", "12345"), ("a", "b", "1\n22")]
    runs = drawn(build_pdf([table(sheet, COLUMNS, rows)], FRAME, sheet))
    ends = {round(run.left + sheet.fonts.width(run.text.strip(), run.size, run.font))
            for run in runs if run.text.strip() in ("5", "12345", "1", "22", "Minutes")}
    assert len(ends) == 1


def test_a_cell_longer_than_a_page_goes_on(sheet: Sheet, pages: Pages) -> None:
    words = " ".join(f"word{n}" for n in range(2_500))
    text = " ".join(pages(build_pdf([table(sheet, COLUMNS, [(words, "b", "1")])], FRAME, sheet)))
    assert "word0 " in text
    assert "word2499" in text


def test_a_very_long_fact_stands_below_its_label(sheet: Sheet, pages: Pages) -> None:
    story = facts(sheet, (("Short", "value"), ("Long", "many words " * 900), ("Empty", " "), ("Last", "value")))
    text = " ".join(pages(build_pdf(story, FRAME, sheet)))
    assert text.count("many") == text.count("words") == 900
    assert text.index("Short") < text.index("Long") < text.index("Last")
    assert "Empty" not in text


def test_points_have_letters_and_beyond_them_numbers(sheet: Sheet, pages: Pages) -> None:
    few = pages(build_pdf(lettered(sheet, ["one", "two"]), FRAME, sheet))[0]
    many = pages(build_pdf(lettered(sheet, [f"point {n}" for n in range(30)]), FRAME, sheet))[0]
    assert "(a) one (b) two" in few
    assert "(30) point 29" in many


def test_a_line_that_is_no_sentence_keeps_its_own_line(sheet: Sheet) -> None:
    runs = [run.text for run in drawn(build_pdf(
        clauses(sheet, 4, [("We bring these.", "first: a list", "second: a pen", "Nothing else.")]), FRAME, sheet))]
    assert any(run.strip() == "second: a pen" for run in runs)
    assert any(run.strip().endswith("We bring these. first: a list") for run in runs)


def test_nothing_stands_alone_at_the_turn_of_a_page(sheet: Sheet, pages: Pages) -> None:
    """No heading without a row, no row by itself, no note without a row, no title of a group without its rows."""
    height = (sheet.look.page.height_mm - 20 - sheet.look.page.foot_mm) * mm
    rows = [(f"Row {n}", "Robin", str(n)) for n in range(5)]
    for left_over in range(20, 230, 7):
        story = [Spacer(0, height - 90 - left_over), Heading(sheet, "First"), Heading(sheet, "Second", 2),
                 *note(sheet, "Rated"), noted(sheet, table(sheet, COLUMNS, rows), "The note")]
        for text in pages(build_pdf(story, FRAME, sheet)):
            held = text.count("Row ")
            assert held != 1, left_over
            assert held or not re.search("First|Second|Rated|The note", text), left_over
        story = [Spacer(0, height - 90 - left_over), grouped(sheet, COLUMNS, [("One", rows[:3]), ("Two", rows[3:])])]
        found = [text for text in pages(build_pdf(story, FRAME, sheet)) if "Minutes" in text]
        assert not any(re.search(r"(One|Two) (Confidential|$)", text) for text in found), left_over


def test_an_optional_column_without_a_word_is_left_out(sheet: Sheet, pages: Pages) -> None:
    columns = (Column("What"), Column("VAT", 1, True, optional=True), Column("State", optional=True))
    text = pages(build_pdf([table(sheet, columns, [("a", "", "paid"), ("b", "", "")], ("Total", "", ""))], FRAME, sheet))[0]
    assert "What State" in text
    assert "VAT" not in text


@pytest.mark.requirement("CON-20")
@pytest.mark.parametrize("left_over", range(40, 240, 20))
def test_signatures_stay_whole_and_with_their_heading(sheet: Sheet, pages: Pages, left_over: int) -> None:
    height = (sheet.look.page.height_mm - 20 - sheet.look.page.foot_mm) * mm
    blocks = signature_blocks(sheet, [Signature("Supervisor", "Dr Morgan Vale"), Signature("Supervisee", "Robin Ashdown")])
    story = [Spacer(0, height - 90 - left_over), kept([Heading(sheet, "Signatures"), blocks])]
    found = [text for text in pages(build_pdf(story, FRAME, sheet)) if "Signatures" in text]
    assert len(found) == 1
    for words in ("Dr Morgan Vale", "Robin Ashdown", "Signature", "Date"):
        assert words in found[0]


@pytest.mark.requirement("CON-19")
def test_signed_is_said_only_of_ink_and_of_a_hand() -> None:
    day = date(2026, 2, 3)
    ink = Signature("Supervisor", "Dr Morgan Vale", "on_paper", day)
    hand = Signature("Supervisor", "Dr Morgan Vale", "drawn", day)
    mail = Signature("Supervisor", "Dr Morgan Vale", "confirmed_elsewhere", day, "by e-mail", "Robin Ashdown")
    assert "signed on paper on 3 February 2026" in ink.sentence
    assert "signed by hand" in hand.sentence
    assert mail.sentence == "Dr Morgan Vale confirmed by e-mail on 3 February 2026; recorded by Robin Ashdown."
    assert (ink.signed, hand.signed, mail.signed) == (True, True, False)
    assert Signature("Supervisor", "Dr Morgan Vale").sentence == ""


def test_a_drawn_signature_is_drawn_as_lines(sheet: Sheet) -> None:
    strokes = read_strokes("[[[0, 0], [40, 30], [80, 5]], [[10, 40], [70, 42]], [[5, 5]], []]")
    assert len(strokes) == 3

    def content(one: Signature) -> bytes:
        with pikepdf.open(BytesIO(build_pdf([signature_blocks(sheet, [one])], FRAME, sheet))) as document:
            return document.pages[0].Contents.read_bytes()

    day = date(2026, 2, 3)
    plain = content(Signature("Supervisor", "Dr Morgan Vale", "drawn", day))
    inked = content(Signature("Supervisor", "Dr Morgan Vale", "drawn", day, strokes=strokes))
    assert len(re.findall(rb"\bl\b", inked)) == len(re.findall(rb"\bl\b", plain)) + 4
    assert b"/Im" not in inked


@pytest.mark.parametrize("text", [None, "", "nonsense", "5", '["a"]', '[[["a", 1]]]', "[[[1]]]", "[[1, 2]]"])
def test_what_is_no_drawing_prints_as_none(text: str | None) -> None:
    assert read_strokes(text) == ()


@pytest.mark.requirement("RPT-11")
def test_bars_are_told_apart_by_pattern_not_colour(sheet: Sheet) -> None:
    bars = [Bar("Jan 2026", 120, 0), Bar("Feb 2026", 0, 90), Bar("Mar 2026", 60, 30), Bar("Apr 2026", 0, 0)]
    drawing = stacked_bars(sheet, bars, ("Billable", "Not billable"))
    groups = [one for one in drawing.contents if getattr(one, "contents", None) is not None]
    kinds = [sorted({type(part).__name__ for part in _flat(group)}) for group in groups]
    assert ["Rect"] in kinds, "a full bar is one field"
    assert ["Line", "Rect"] in kinds, "a hatched bar is a field with lines"


@pytest.mark.parametrize("most", [0, 1, 59, 61, 700, 12_345, 100_000])
def test_the_tallest_bar_fits_the_chart(sheet: Sheet, most: int) -> None:
    drawing = stacked_bars(sheet, [Bar("Jan", most // 2, most - most // 2)] * 30, ("A", "B"))
    left, low, right, high = drawing.getBounds()
    assert left >= -1
    assert low >= -1
    assert right <= drawing.width + 1
    assert high <= drawing.height + 1


def _flat(group: Any) -> list[Any]:
    return [leaf for part in group.contents
            for leaf in (_flat(part) if getattr(part, "contents", None) is not None else [part])]


@pytest.mark.requirement("CON-20")
@pytest.mark.parametrize("left_over", range(0, 130, 10))
def test_a_heading_never_ends_a_page(sheet: Sheet, pages: Pages, left_over: int) -> None:
    height = (sheet.look.page.height_mm - 20 - sheet.look.page.foot_mm) * mm
    story = [Spacer(0, height - 80 - left_over), Heading(sheet, "Ending"), *paragraphs(sheet, "What follows it. " * 60)]
    found = [text for text in pages(build_pdf(story, FRAME, sheet)) if "Ending" in text]
    assert len(found) == 1
    assert "What follows it." in found[0]


def test_the_chart_of_the_screen_is_the_drawing_of_the_paper(sheet: Sheet, pages: Pages) -> None:
    text = pages(months_pdf(sheet, (("Oct 2026", 90, 30), ("Nov 2026", 45, 0))))[0]
    for words in ("Oct 2026", "Nov 2026", "Billable", "Not billable", "1 h 30 min"):
        assert words in text


def test_hebrew_goes_on_over_pages_and_in_narrow_cells(sheet: Sheet, pages: Pages) -> None:
    story = [*paragraphs(sheet, "\n".join(f"שורה {n}" for n in range(120)), "clause", "1.1"),
             table(sheet, (Column("A"), *(Column("x") for _ in range(8))), [("מילהארוכהמאודבלירווח" * 3, *"12345678")])]
    found = " ".join(pages(build_pdf(story, FRAME, sheet)))
    assert found.count("שורה") == 120
    assert "שורה 119" in found
    assert "1.1" in found
