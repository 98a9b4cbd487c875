"""The printed contract and session record against the same words and shapes made and built by ReportLab alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from io import BytesIO
from statistics import median
from typing import Any
from unittest.mock import patch

import seed
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table
from sqlalchemy import select
from stand import Figure, Stand, in_turn
from writes import opened

from supervision_desktop.content.contracts import load_template
from supervision_desktop.content.lists import load_lists
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.paths import resources_dir
from supervision_desktop.reports import contract as report
from supervision_desktop.reports import page as pages
from supervision_desktop.reports import parts, session_pages, session_record, signatures
from supervision_desktop.reports.page import build_pdf
from supervision_desktop.reports.report import Context
from supervision_desktop.reports.session_pages import AgreedAction, Decided, Said, SessionData
from supervision_desktop.reports.style import Sheet, load_sheet

PAGES = 12
RECORD_PAGES = 10
MODULES = (parts, pages, signatures, session_pages)


def contract(stand: Stand) -> Iterator[Figure]:
    """A contract of twelve pages."""
    sheet = load_sheet(resources_dir())
    yield _compared(stand, f"{PAGES}-page contract", report, _long_enough(_collected(stand), sheet), sheet)


def record(stand: Stand) -> Iterator[Figure]:
    """A session record of ten pages: decisions with their options, cases with notes, actions, long words."""
    sheet = load_sheet(resources_dir())
    yield _compared(stand, f"{RECORD_PAGES}-page session record", session_record, _long_record(stand, sheet), sheet)


def _compared(stand: Stand, what: str, document: Any, data: Any, sheet: Sheet) -> Figure:
    """One document by us and by ReportLab alone, in turn."""
    noted = _noted(document, data, sheet)

    def ours() -> float:
        begun = time.perf_counter()
        build_pdf(document.story(data, sheet), data.frame, sheet)
        return time.perf_counter() - begun

    def alone() -> float:
        begun = time.perf_counter()
        _plainly(noted, sheet)
        return time.perf_counter() - begun

    one, other = in_turn(stand.times(40), ours, alone)
    count = _pages(build_pdf(document.story(data, sheet), data.frame, sheet))
    plain = _pages(_plainly(noted, sheet))
    return Figure(
        f"{what} ÷ the same flowables made and built by ReportLab alone", median(one) / median(other), 1.15, "×",
        f"{count} and {plain} pages, {median(one) * 1000:.0f} and {median(other) * 1000:.0f} ms; on both sides the "
        "same paragraphs, tables, styles and fonts; ours adds escaping and cleaning, outline, head, foot and page x of y")


def _collected(stand: Stand) -> report.ContractData:
    lists = load_lists(resources_dir() / "lists")
    context = Context(seed.TODAY, lists, lambda name: load_template(resources_dir() / "contracts" / f"{name}.toml"))
    with opened(stand.practice(1)) as (store, _), store.read() as db:
        chosen = db.scalars(select(Contract.id).where(Contract.status == "signed").order_by(Contract.id)).first()
        return report.collect(db, report.Params(str(chosen)), context)


def _long_record(stand: Stand, sheet: Sheet) -> SessionData:
    """A finished record of the practice with everything a record can hold, said again until it has ten pages."""
    lists = load_lists(resources_dir() / "lists")
    context = Context(seed.TODAY, lists, lambda name: load_template(resources_dir() / "contracts" / f"{name}.toml"))
    with opened(stand.practice(1)) as (store, _), store.read() as db:
        chosen = db.scalars(select(SupervisionSession.id).where(SupervisionSession.finished_at.is_not(None))
                            .order_by(SupervisionSession.id)).first()
        data = session_record.collect(db, session_record.Params(str(chosen)), context)
    words = " ".join(text for _, text in data.words) or "A quiet week with one long conversation about the plan."
    decided = Decided("A note to the team each Friday", "The team acts on an old plan", "Nell", seed.TODAY, words,
                      ("A meeting", "A shared folder", "A note each Friday"), "Tern 18")
    for count in range(1, 60):
        longer = replace(
            data, topics=tuple(Said(f"Topic {n}", words, "Tern 18") for n in range(count)),
            cases=tuple(Said(f"Case {n}", words) for n in range(count)), decisions=(decided,) * count,
            actions=tuple(AgreedAction(f"Action {n}: {words[:80]}", "Nell", seed.TODAY) for n in range(2 * count)))
        if _pages(build_pdf(session_record.story(longer, sheet), longer.frame, sheet)) >= RECORD_PAGES:
            return longer
    raise ValueError("the record does not grow")


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


def _plainly(story: list[Any], sheet: Sheet) -> bytes:
    """Made from what is noted and built by ReportLab as it comes."""
    page, target = sheet.look.page, BytesIO()
    side = page.margin_mm * mm - 6
    SimpleDocTemplate(target, pagesize=(page.width_mm * mm, page.height_mm * mm), invariant=1, pageCompression=1,
                      leftMargin=side, rightMargin=side, topMargin=page.head_mm * mm - 6,
                      bottomMargin=page.foot_mm * mm - 6).build(_made(story))
    return target.getvalue()


def _noted(document: Any, data: Any, sheet: Sheet) -> list[Any]:
    """Our own story, each of ReportLab's flowables with a note of what it was made from."""
    def noting(kind: type[Flowable], alone: type[Flowable]) -> Callable[..., Flowable]:
        def make(*args: Any, **more: Any) -> Flowable:
            made = kind(*args, **more)
            made.noted = (alone, args, more)
            return made
        return make

    with ExitStack() as patches:
        for module in MODULES:
            for kind in (Paragraph, Table, KeepTogether, Spacer, HRFlowable):
                if hasattr(module, kind.__name__):
                    patches.enter_context(patch.object(module, kind.__name__, noting(kind, kind)))
        # Our tables are ReportLab's but for how they part on two pages.
        patches.enter_context(patch.object(parts, "_Rows", noting(parts._Rows, Table)))
        return [*pages._opening(data.frame, sheet), *document.story(data, sheet)]


def _made(noted: Any) -> Any:
    """The same again by ReportLab's constructors; of our headings the paragraph in them."""
    if isinstance(noted, parts.Heading):
        return _made(noted.inner)
    if hasattr(noted, "noted"):
        kind, args, more = noted.noted
        return kind(*_made(args), **{name: _made(value) for name, value in more.items()})
    return type(noted)(map(_made, noted)) if isinstance(noted, list | tuple) else noted
