"""Finding criteria in an assessment (FRW-19)."""

from __future__ import annotations

from dataclasses import dataclass

from supervision_desktop.content.frameworks import Criterion, Framework, Group
from supervision_desktop.domain import assessment_figures as figures
from supervision_desktop.domain.assessment_figures import UNRATED, Marks
from supervision_desktop.services.assessment import Page
from supervision_desktop.services.assessment_words import fits

ALL, OPEN, NO_EVIDENCE, LEFT_OUT, LOW, WISHES, SUPERVISION = (
    "", "open", "no_evidence", "left_out", "low", "wishes", "supervision")
ABOUT_SUPERVISION = ("supervision", "supervis")
"""How a criterion on supervision is known by its name or group."""
STARTING = 1
"""Up to here a rating is a gap."""


@dataclass(frozen=True)
class Filter:
    """What is looked for; empty parts ask nothing."""

    words: str = ""
    chip: str = ALL
    group: str = ""
    level: str = ""
    rating: int | None = None

    def __bool__(self) -> bool:
        return self != Filter()


def sift(framework: Framework, page: Page, wanted: Filter) -> dict[str, list[str]]:
    """Codes of the criteria that fit, by the code of their group; groups without one are left out."""
    found: dict[str, list[str]] = {}
    marks = page.marks
    for group in framework.groups():
        if wanted.group in ("", group.code):
            worded = set(fits(group, wanted.words, framework))
            codes = [one.code for one in group.criteria if one.code in worded and _said(framework, one, marks, wanted)
                     and _chip(framework, group, one, page, wanted.chip)]
            if codes:
                found[group.code] = codes
    return found


def _said(framework: Framework, criterion: Criterion, marks: Marks, wanted: Filter) -> bool:
    """Whether a line of it, at the level asked for, has the rating asked for."""
    if not wanted.level and wanted.rating is None:
        return True
    codes = [code for code in figures.lines_of(framework, criterion)
             if not wanted.level or code.endswith(f".{wanted.level}")]
    given = [marks[code].value for code in codes if code in marks and not marks[code].not_applicable]
    return wanted.rating in given if wanted.rating is not None else any(value is not None for value in given)


def _chip(framework: Framework, group: Group, criterion: Criterion, page: Page, chip: str) -> bool:
    codes, marks = figures.lines_of(framework, criterion), page.marks
    values = [marks[code].value for code in codes if code in marks]
    if chip == OPEN:
        return figures.criterion_state(framework, criterion, marks) == UNRATED
    if chip == NO_EVIDENCE:
        return any(code in marks and marks[code].value is not None and code not in page.evidence for code in codes)
    if chip == LEFT_OUT:
        return any(code in marks and marks[code].not_applicable for code in codes)
    if chip == LOW:
        return any(value is not None and value <= STARTING for value in values)
    if chip == WISHES:
        return any(code in page.ratings and page.ratings[code].wish for code in codes)
    if chip == SUPERVISION:
        return any(word in f"{group.name} {criterion.name}".casefold() for word in ABOUT_SUPERVISION)
    return True
