"""One page of prompts on risk, drift, escalation and safeguarding, filled with today's facts (PRE-06)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.formats import day_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Heading, bullets, grid, note
from supervision_desktop.reports.report import Context, CsvTable, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import prompts
from supervision_desktop.services.prompts import Now

ID = "supervision_prompt"
TITLE = mark("Prompts for supervision")
CASES, LEVEL = True, "reference"
LIST = "one_page_prompts"
LONGEST = 110
"""Characters of references that are named; more of them are counted."""
LINES, TALL = 3, 22
"""Lines to write on under each heading, and their height in points."""


@dataclass(frozen=True)
class Params:
    """Nothing is asked: it holds today's facts."""


@dataclass(frozen=True, repr=False)
class Prompt:
    """One heading: its question and the facts under it."""

    title: str
    question: str
    facts: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class PromptData:
    """The four headings."""

    frame: PageFrame
    prompts: tuple[Prompt, ...]


def collect(db: Session, params: Params, context: Context) -> PromptData:
    """Counts and references, never names; no letterhead, for the page stays between the two of them."""
    frame = page_frame(db, context, tr(TITLE), lead=(day_text(context.today),))
    found = prompts.now(db, context.today)
    said = {"risk": _risk(found), "drift": _drift(found), "escalation": _escalation(found),
            "safeguarding": _safeguarding(found)}
    lists = context.lists
    return PromptData(replace(frame, contact=(), logo=None), tuple(
        Prompt(lists.label(LIST, key), lists.help(LIST, key), said[key]) for key in said))


def story(data: PromptData, sheet: Sheet) -> list[Flowable]:
    """One page, whatever the caseload."""
    found: list[Flowable] = []
    for one in data.prompts:
        found += [Heading(sheet, one.title), *note(sheet, one.question), *bullets(sheet, one.facts),
                  grid(sheet, [[""]] * LINES, [sheet.width], [
                      ("LINEBELOW", (0, 0), (-1, -1), 0.4, sheet.colours["line"])], rowHeights=TALL)]
    return found


def rows(data: PromptData) -> CsvTable:
    """The facts for a spreadsheet."""
    return CsvTable((tr("Heading"), tr("Fact")), [(one.title, fact) for one in data.prompts for fact in one.facts])


def _risk(found: Now) -> tuple[str, ...]:
    return (tr("{n} of {all} open cases are at high own level: {names}").format(
                n=len(found.high), all=found.cases, names=_named(found.high)) if found.high else
            tr("None of {all} open cases is at high own level.").format(all=found.cases),
            tr("Marked to discuss: {names}").format(names=_named(found.flagged)) if found.flagged else
            tr("No case is marked to discuss."))


def _drift(found: Now) -> tuple[str, ...]:
    return (tr("Not presented for more than a year: {names}").format(names=_named(found.overdue_cases))
            if found.overdue_cases else tr("Every open case was presented within a year, or is not yet a year old."),
            tr("Actions past their date: {late}. Carried forward often: {carried}.").format(
                late=found.overdue_actions, carried=found.carried_actions))


def _escalation(found: Now) -> tuple[str, ...]:
    return (tr("Open requests for supervision: {n}. Topics that may need somebody else: {topics}.").format(
        n=found.requests, topics=found.for_others),)


def _safeguarding(found: Now) -> tuple[str, ...]:
    last = tr("Last session with this focus: {day}.").format(day=day_text(found.last_safeguarding)) \
        if found.last_safeguarding else tr("No session with this focus is noted.")
    return (tr("{n} of {all} open cases concern a child. Topics waiting: {topics}.").format(
        n=found.children, all=found.cases, topics=found.safeguarding_topics), last)


def _named(names: Sequence[str]) -> str:
    """As many names as two lines hold; the rest are counted."""
    shown: list[str] = []
    for name in names:
        if shown and sum(len(one) + 2 for one in (*shown, name)) > LONGEST:
            break
        shown.append(name[:LONGEST])
    rest = len(names) - len(shown)
    return ", ".join(shown) + (tr(" and {n} more").format(n=rest) if rest else "") + "."
