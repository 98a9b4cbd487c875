"""What stands around a document: letterhead, numbers, marks, properties, outline; the same data, the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdf
import pytest
from PIL import Image
from reportlab.platypus import Spacer

from supervision_desktop.errors import SupervisionError
from supervision_desktop.paths import resources_dir
from supervision_desktop.reports.page import PROGRAM, PageFrame, build_pdf
from supervision_desktop.reports.parts import Column as C
from supervision_desktop.reports.parts import Heading, kept, paragraphs, table
from supervision_desktop.reports.style import Sheet, load_sheet

FRAME = PageFrame(
    "Supervision contract of Dr Morgan Vale", "Ashdown Case Management", "21 November 2026",
    contact=("12 Example Street", "01632 960123"), lead=("Version 2",), version="Version 2, draft",
    neutral_title="Supervision contract")
LONG = "A sentence that fills the page a little more. " * 300


@pytest.mark.requirement("RPT-01")
def test_every_page_has_number_date_practice_and_confidentiality(
        sheet: Sheet, pages: Callable[[bytes], list[str]]) -> None:
    found = pages(build_pdf(paragraphs(sheet, LONG), FRAME, sheet))
    assert len(found) > 2
    for number, text in enumerate(found, 1):
        assert f"Page {number} of {len(found)}" in text
        assert "Made on 21 November 2026" in text
        assert "Confidential" in text
        assert "Ashdown Case Management" in text


@pytest.mark.requirement("CON-20")
@pytest.mark.parametrize("marks", [("Draft",), ("Sample",), ("Draft", "Sample")])
def test_marks_stand_on_every_page(
        sheet: Sheet, pages: Callable[[bytes], list[str]], marks: tuple[str, ...]) -> None:
    frame = replace(FRAME, marks=marks, version="Version 2")
    for text in pages(build_pdf(paragraphs(sheet, LONG), frame, sheet)):
        assert all(mark in text for mark in marks)
    assert "Draft" not in " ".join(pages(build_pdf(paragraphs(sheet, LONG), replace(frame, marks=()), sheet)))


def test_same_data_same_bytes(sheet: Sheet) -> None:
    def make(with_sheet: Sheet) -> bytes:
        story = [Heading(with_sheet, "One"), *paragraphs(with_sheet, "שלום ✓ " + LONG)]
        return build_pdf(story, replace(FRAME, marks=("Draft",)), with_sheet)

    first = make(sheet)
    build_pdf(paragraphs(sheet, "السلام ≥ something else in between"), FRAME, sheet)
    assert make(sheet) == first
    assert make(load_sheet(resources_dir())) == first
    assert build_pdf(paragraphs(sheet, "Other words"), FRAME, sheet) != first


@pytest.mark.fault(70)
def test_properties_name_nobody(sheet: Sheet) -> None:
    pdf = build_pdf(paragraphs(sheet, "Words"), FRAME, sheet)
    with pikepdf.open(BytesIO(pdf)) as document:
        info = {key: str(value) for key, value in document.docinfo.items()}
        assert info["/Title"] == "Supervision contract"
        assert {info["/Author"], info["/Creator"], info["/Producer"]} == {PROGRAM}
        assert "Vale" not in str(info)
        assert "Ashdown" not in str(info)
        assert str(document.Root.Lang) == "en-GB"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)


def test_every_font_is_embedded(sheet: Sheet) -> None:
    story = [*paragraphs(sheet, "plain ✓ שלום ≥"), table(sheet, (C("A"), C("B")), [("1", "2")])]
    with pikepdf.open(BytesIO(build_pdf(story, FRAME, sheet))) as document:
        fonts = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
        assert len(fonts) >= 4
        assert all("/FontFile2" in one.FontDescriptor for one in fonts)


def test_outline_leads_to_the_right_pages(sheet: Sheet) -> None:
    story = [part for name in ("First", "Second & <third>") for part in (
        Heading(sheet, name), *paragraphs(sheet, LONG), Heading(sheet, f"Below {name}", 2), *paragraphs(sheet, LONG))]
    reader = pypdf.PdfReader(BytesIO(build_pdf(story, FRAME, sheet)))
    found: list[tuple[str, int]] = []

    def walk(items: list[object]) -> None:
        for item in items:
            if isinstance(item, list):
                walk(item)
            else:
                found.append((item.title, reader.get_destination_page_number(item)))  # type: ignore[attr-defined]

    walk(list(reader.outline))
    assert [title for title, _ in found] == [
        FRAME.title, "First", "Below First", "Second & <third>", "Below Second & <third>"]
    for title, page in found:
        text = " ".join((reader.pages[page].extract_text() or "").split())
        assert title in text
    assert len({page for _, page in found}) > 3


def test_a_title_too_long_for_the_running_header_is_shortened_there_only(
        sheet: Sheet, pages: Callable[[bytes], list[str]]) -> None:
    title = "A very long title about שלום and other matters, " * 6
    found = pages(build_pdf(paragraphs(sheet, LONG), replace(FRAME, title=title), sheet))
    assert found[0].count("and other matters") == 6
    assert "…" in found[1]
    assert found[1].count("and other matters") < 3


def test_a_logo_stands_beside_the_letterhead(sheet: Sheet, pages: Callable[[bytes], list[str]]) -> None:
    picture = BytesIO()
    Image.new("RGB", (600, 200), "#33474F").save(picture, "PNG")
    pdf = build_pdf(paragraphs(sheet, "Words"), replace(FRAME, logo=picture.getvalue()), sheet)
    assert "Ashdown Case Management" in pages(pdf)[0]
    assert [image.image.size for image in pypdf.PdfReader(BytesIO(pdf)).pages[0].images if image.image] == [(600, 200)]


def test_a_fault_of_layout_says_nothing_of_the_document(sheet: Sheet) -> None:
    with pytest.raises(SupervisionError) as caught:
        build_pdf([kept([*paragraphs(sheet, "secret words"), Spacer(10, 5000)])], FRAME, sheet)
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None
