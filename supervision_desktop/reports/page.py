"""The page: letterhead, title, running header, footer with page x of y, marks, metadata and outline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFZCompress
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, Image, NextPageTemplate, PageTemplate, Spacer
from reportlab.platypus.doctemplate import LayoutError

from supervision_desktop.errors import SupervisionError
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.parts import Heading, grid, lead, paragraphs, rule
from supervision_desktop.reports.style import Sheet
from supervision_desktop.reports.text import clean, line

CONFIDENTIAL = mark("Confidential: for the people named or addressed here only.")
PROGRAM = "Supervision Desktop"
LOGO_MM = 18
"""Height of a logo at most."""


@dataclass(frozen=True)
class PageFrame:
    """What stands around a document on its pages.

    `neutral_title` names the kind of document and goes into the file's properties; `title` may name people.
    """

    title: str
    practice: str
    made_on: str
    contact: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    confidential: str = CONFIDENTIAL
    version: str = ""
    neutral_title: str = ""
    logo: bytes | None = field(default=None, repr=False)


def build_pdf(story: Sequence[Flowable], frame: PageFrame, sheet: Sheet) -> bytes:
    """The finished PDF. The same story and frame give the same bytes.

    Raises SupervisionError, without any words of the document, where something cannot be laid out.
    """
    target = BytesIO()
    document = _document(target, frame, sheet)
    lead(story)
    try:
        document.build([NextPageTemplate("later"), *_opening(frame, sheet), *story],
                       canvasmaker=lambda *args, **more: _PageCanvas(frame, sheet, *args, **more))
    except LayoutError:
        # ReportLab's message quotes the text it could not place.
        raise SupervisionError(tr("This document could not be laid out on the page; nothing was written.")) from None
    return target.getvalue()


class _PageCanvas(Canvas):  # type: ignore[misc]  # ReportLab ships no types
    """Keeps each page until the number of pages is known, then draws what stands around the text.

    Bookmarks are kept with their page, for ReportLab would point them all at the page being written.
    """

    def __init__(self, frame: PageFrame, sheet: Sheet, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        # Compressed, but not written out again as ASCII, which is slow and a quarter larger.
        self._doc.defaultStreamFilters = [PDFZCompress]
        self._frame, self._sheet = frame, sheet
        self._pages: list[dict[str, Any]] = []
        self._places: list[tuple[str, dict[str, Any]]] = []

    def bookmarkPage(self, key: str, fit: str = "XYZ", **place: Any) -> None:
        """Notes the place; it is made real when its page is written."""
        self._places.append((key, {"fit": fit, **place}))

    def showPage(self) -> None:
        """Puts the page aside."""
        self._pages.append(dict(self.__dict__))
        self._places = []
        self._startPage()

    def save(self) -> None:
        """Writes every page with its surroundings, then the file."""
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            for key, place in self._places:
                super().bookmarkPage(key, **place)
            _draw_around(self, self._frame, self._sheet, number, len(self._pages))
            super().showPage()
        self._doc.SaveToFile(self._filename, self)


def _document(target: BytesIO, frame: PageFrame, sheet: Sheet) -> BaseDocTemplate:
    page = sheet.look.page
    width, height, margin = page.width_mm * mm, page.height_mm * mm, page.margin_mm * mm
    # The properties of a file travel with it and are read by machines: they name the kind of document, nobody in it.
    document = BaseDocTemplate(
        target, pagesize=(width, height), invariant=1, lang="en-GB", displayDocTitle=True,
        title=clean(frame.neutral_title or frame.title), subject=tr("Professional supervision"), author=PROGRAM,
        creator=PROGRAM, producer=PROGRAM, pageCompression=0,
        initialFontName=sheet.fonts.regular)
    low = page.foot_mm * mm

    def area(name: str, head: float) -> PageTemplate:
        box = Frame(margin, low, width - 2 * margin, height - head - low, 0, 0, 0, 0, id=name)
        return PageTemplate(id=name, frames=[box], onPage=lambda canvas, _: _draw_behind(canvas, frame, sheet))

    document.addPageTemplates([area("first", margin), area("later", page.head_mm * mm)])
    return document


def _opening(frame: PageFrame, sheet: Sheet) -> list[Flowable]:
    """Letterhead and title of the first page."""
    letterhead: list[Flowable] = [*paragraphs(sheet, frame.practice, "practice")]
    for words in frame.contact:
        letterhead += paragraphs(sheet, words, "contact")
    top: list[Flowable] = [_beside_logo(letterhead, frame.logo, sheet)] if frame.logo else letterhead
    lead = [part for words in frame.lead for part in paragraphs(sheet, words, "lead")]
    return [*top, Spacer(0, 5), rule(sheet), Spacer(0, 14), Heading(sheet, frame.title, 0), *lead, Spacer(0, 6)]


def _beside_logo(letterhead: list[Flowable], logo: bytes, sheet: Sheet) -> Flowable:
    width, height = ImageReader(BytesIO(logo)).getSize()
    tall = min(LOGO_MM * mm, height, sheet.width / 3 * height / width)
    picture = Image(BytesIO(logo), tall * width / height, tall, hAlign="RIGHT")
    return grid(sheet, [[letterhead, picture]], [sheet.width * 2 / 3, sheet.width / 3],
                [("RIGHTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 0),
                 ("ALIGN", (1, 0), (1, 0), "RIGHT")])


def _draw_behind(canvas: Canvas, frame: PageFrame, sheet: Sheet) -> None:
    """The large word behind the text of a draft or sample."""
    if not frame.marks:
        return
    page = sheet.look.page
    size = 96 if len(frame.marks) == 1 else 72
    canvas.saveState()
    canvas.setFillColor(sheet.colours["mark"])
    canvas.setFont(sheet.fonts.bold, size)
    canvas.translate(page.width_mm * mm / 2, page.height_mm * mm / 2)
    canvas.rotate(52)
    for place, words in enumerate(frame.marks):
        canvas.drawCentredString(0, -size / 3 - place * size * 1.2, words)
    canvas.restoreState()


def _draw_around(canvas: Canvas, frame: PageFrame, sheet: Sheet, number: int, count: int) -> None:
    """Running header (from the second page on) and footer of one page."""
    page, style = sheet.look.page, sheet.style("running")
    right, foot = (page.width_mm - page.margin_mm) * mm, _foot(sheet)
    if number == 1:
        _keep(canvas, "footer", lambda: _draw_footer(canvas, frame, sheet))
    if number == 2:
        _keep(canvas, "header", lambda: _draw_header(canvas, frame, sheet))
    canvas.doForm("footer")
    if number > 1:
        canvas.doForm("header")
    canvas.saveState()
    canvas.setFillColor(sheet.colours["quiet"])
    canvas.setFont(sheet.fonts.regular, style.fontSize)
    canvas.drawRightString(right, foot - style.leading, tr("Page {n} of {all}").format(n=number, all=count))
    if frame.marks:
        canvas.setFont(sheet.fonts.bold, style.fontSize)
        canvas.drawRightString(right, foot - 2 * style.leading, " · ".join(frame.marks))
    canvas.restoreState()


def _keep(canvas: Canvas, name: str, draw: Callable[[], None]) -> None:
    """Draws once what stands on every page, to be shown there by its name."""
    canvas.beginForm(name)
    draw()
    canvas.endForm()


def _foot(sheet: Sheet) -> float:
    """Where the line above the footer stands."""
    return float(sheet.look.page.foot_mm * mm - 14)


def _pen(canvas: Canvas, sheet: Sheet, level: float) -> float:
    """Sets the quiet pen, draws a hairline across and returns the left margin."""
    page, style = sheet.look.page, sheet.style("running")
    left, right = page.margin_mm * mm, (page.width_mm - page.margin_mm) * mm
    canvas.setStrokeColor(sheet.colours["line"])
    canvas.setLineWidth(0.5)
    canvas.setFillColor(sheet.colours["quiet"])
    canvas.setFont(sheet.fonts.regular, style.fontSize)
    canvas.line(left, level, right, level)
    return float(left)


def _draw_footer(canvas: Canvas, frame: PageFrame, sheet: Sheet) -> None:
    foot, leading = _foot(sheet), sheet.style("running").leading
    left = _pen(canvas, sheet, foot)
    facts = filter(None, (tr("Made on {day}").format(day=frame.made_on), frame.version))
    canvas.drawString(left, foot - leading, tr(frame.confidential))
    canvas.drawString(left, foot - 2 * leading, " · ".join(facts))


def _draw_header(canvas: Canvas, frame: PageFrame, sheet: Sheet) -> None:
    page = sheet.look.page
    top = (page.height_mm - page.head_mm) * mm + 13
    left, half = _pen(canvas, sheet, top), sheet.width / 2
    _draw_name(canvas, sheet, frame.practice, "running", (left, top, half))
    _draw_name(canvas, sheet, frame.title, "running_right", (left + half, top, half))


def _draw_name(canvas: Canvas, sheet: Sheet, text: str, style: str, place: tuple[float, float, float]) -> None:
    """One line of a person's own words, in whatever letters, at (left, bottom, width)."""
    left, bottom, width = place
    words = _shortened(text, width - 8, sheet)
    for part in paragraphs(sheet, words, style)[:1]:
        part.wrapOn(canvas, width, width)
        part.drawOn(canvas, left, bottom)


def _shortened(text: str, room: float, sheet: Sheet) -> str:
    """A repeated name, cut to its place: it stands in full on the first page."""
    words, size = line(text, sheet.fonts), sheet.style("running").fontSize
    if sheet.fonts.width(words, size) <= room:
        return words
    while words and sheet.fonts.width(words + "…", size) > room:
        words = words[:-1]
    return words.rstrip() + "…"
