"""The printed contract against the same words and shapes made and built by ReportLab alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from statistics import median
from xml.sax.saxutils import escape

import seed
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Table
from sqlalchemy import select
from stand import Figure, Stand, in_turn
from writes import opened

from supervision_desktop.content.contracts import load_template
from supervision_desktop.content.lists import load_lists
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.paths import resources_dir
from supervision_desktop.reports import contract as report
from supervision_desktop.reports.page import PageFrame, build_pdf
from supervision_desktop.reports.report import Context
from supervision_desktop.reports.style import Sheet, load_sheet

PAGES = 12
TOP = [("VALIGN", (0, 0), (-1, -1), "TOP")]


def contract(stand: Stand) -> Iterator[Figure]:
    """A contract of twelve pages."""
    sheet = load_sheet(resources_dir())
    data = _long_enough(_collected(stand), sheet)

    def ours() -> float:
        begun = time.perf_counter()
        build_pdf(report.story(data, sheet), data.frame, sheet)
        return time.perf_counter() - begun

    def alone() -> float:
        begun = time.perf_counter()
        _plainly(_flowables(data, sheet), sheet)
        return time.perf_counter() - begun

    one, other = in_turn(stand.times(40), ours, alone)
    count, plain = _pages(build_pdf(report.story(data, sheet), data.frame, sheet)), _pages(_plainly(_flowables(data, sheet), sheet))
    yield Figure("12-page contract ÷ the same flowables made and built by ReportLab alone", median(one) / median(other), 1.15, "×",
                 f"{count} and {plain} pages, {median(one) * 1000:.0f} and {median(other) * 1000:.0f} ms; on both sides each text one "
                 "Paragraph, the same tables and fonts; ours adds cleaning, outline, head, foot and page x of y")


def _collected(stand: Stand) -> report.ContractData:
    lists = load_lists(resources_dir() / "lists")
    context = Context(seed.TODAY, lists, lambda name: load_template(resources_dir() / "contracts" / f"{name}.toml"))
    with opened(stand.practice(1)) as (store, _), store.read() as db:
        chosen = db.scalars(select(Contract.id).where(Contract.status == "signed").order_by(Contract.id)).first()
        return report.collect(db, report.Params(str(chosen)), context)


def _long_enough(data: report.ContractData, sheet: Sheet) -> report.ContractData:
    """The contract with its own sections said again until it has twelve pages."""
    first, last = data.sections[:-2], data.sections[-2:]
    for count in range(len(first), 20 * len(first)):
        longer = replace(data, sections=tuple(first[n % len(first)] for n in range(count)) + last)
        if _pages(build_pdf(report.story(longer, sheet), longer.frame, sheet)) >= PAGES:
            return longer
    raise ValueError("the contract does not grow")


def _pages(pdf: bytes) -> int:
    return pdf.count(b"/Type /Page\n") or pdf.count(b"/Type /Page ")


def _plainly(story: list[Flowable], sheet: Sheet) -> bytes:
    page, target = sheet.look.page, BytesIO()
    SimpleDocTemplate(target, pagesize=(page.width_mm * mm, page.height_mm * mm), invariant=1, pageCompression=1,
                      leftMargin=page.margin_mm * mm - 6, rightMargin=page.margin_mm * mm - 6, topMargin=page.head_mm * mm - 6,
                      bottomMargin=page.foot_mm * mm - 6).build(story, canvasmaker=Canvas)
    return target.getvalue()


def _flowables(data: report.ContractData, sheet: Sheet) -> list[Flowable]:
    """The same words and shapes by ReportLab's own constructors."""
    def text(words: str, style: str, mark: str | None = None) -> Paragraph:
        return Paragraph(escape(words), sheet.styles[style], bulletText=mark)

    half = sheet.width / 2
    story = [*_top(data.frame, text), Table([[[text(one.role, "label"), text(one.name, "cell_bold"), *(
        text(more, "cell") for more in (*one.address, *one.registrations))] for one in data.parties]], [half, half], style=TOP)]
    for number, section in enumerate(data.sections, 1):
        story.append(text(section.heading, "numbered_heading", str(number)))
        story += [text(" ".join(words), "clause", f"{number}.{n}") for n, words in enumerate(section.clauses, 1)]
        if section.code == report.EXPECTATIONS:
            story.append(Table([[text("The supervisor", "cell_head"), text("The supervisee", "cell_head")],
                                [[text(line, "point", "(a)") for line in side]
                                 for side in (data.of_supervisor, data.of_supervisee)]], [half, half], style=TOP, splitInRow=1))
    story.append(text("Schedule", "heading"))
    story.append(Table([[text(label, "label"), text(value, "cell")] for label, value in data.terms],
                       [sheet.width * 0.3, sheet.width * 0.7], style=TOP))
    signed = Table([[[text(one.role, "label"), text(one.name, "cell_bold"), text(one.sentence, "cell")] for one in data.signatures]],
                   [half, half], style=TOP)
    return [*story, KeepTogether([signed]), text(data.wording, "note"), text(data.seal, "note")]


def _top(frame: PageFrame, text: type[Paragraph] | object) -> list[Flowable]:
    assert callable(text)
    return [text(frame.practice, "practice"), *(text(words, "contact") for words in frame.contact), text(frame.title, "title"),
            *(text(words, "lead") for words in frame.lead)]
