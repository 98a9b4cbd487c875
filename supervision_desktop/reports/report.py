"""What a report is: a module with ID, TITLE, CASES, Params, collect, story, and, where it has them, rows and people.

`collect` reads every figure and word into a frozen Data whose `frame` holds the page's surroundings; `story` lays it
out and knows neither database nor clock. CASES says that it is about cases, so its PDF is protected by default; LEVEL,
where a report has it, how it names clients whatever is chosen.
`people(db, params)` gives the ids of those with whom a document is shared by its nature, such as a session's.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol, get_args

import msgspec
from reportlab.platypus import Flowable
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.content.contracts import ContractTemplate
from supervision_desktop.content.lists import Lists
from supervision_desktop.content.models import ReflectiveModel, load_models
from supervision_desktop.domain.cases import Case
from supervision_desktop.errors import BadInput, DamagedFile
from supervision_desktop.fields.base import Field
from supervision_desktop.fields.kinds import Choice
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.paths import resources_dir
from supervision_desktop.reports.page import PageFrame, build_pdf
from supervision_desktop.reports.pictures import safe_picture
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import identify, practice, profile
from supervision_desktop.store.attachments import Files

Identify = Literal["reference", "initials", "full_name"]
LEVELS: tuple[Identify, ...] = get_args(Identify)
DRAFT = mark("Draft")
SAMPLE = mark("Sample")
LOGO_PIXELS = 250_000
"""Enough for the height of a logo at 300 dots per inch, whatever its shape."""


def shipped_models() -> Mapping[str, ReflectiveModel]:
    """The reflective models of the program."""
    return load_models(resources_dir() / "models")


@dataclass(frozen=True)
class Context:
    """What every report may need besides the records and its own parameters.

    `template` gives a contract template by name; `identify` says how clients are named on this print (RPT-07); `files`
    holds the content of attachments; `models` gives the reflective models.
    """

    today: date
    lists: Lists
    template: Callable[[str], ContractTemplate]
    identify: Identify = "reference"
    files: Files | None = None
    models: Callable[[], Mapping[str, ReflectiveModel]] = shipped_models


@dataclass(frozen=True)
class CsvTable:
    """The rows of a report as a table of words; `figures` are the columns that a spreadsheet may count with."""

    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    figures: Sequence[int] = ()


def pounds(pence: int) -> str:
    """'12.50': money as a plain number for a table."""
    sign = "-" if pence < 0 else ""
    return f"{sign}{abs(pence) // 100}.{abs(pence) % 100:02d}"


class Report(Protocol):
    """One printed document; the modules of this package are its implementations."""

    ID: str
    TITLE: str
    CASES: bool
    Params: type[Any]

    def collect(self, db: Session, params: Any, context: Context) -> Any:
        """Every figure and word of the document. Raises BadInput naming a parameter that does not fit."""

    def story(self, data: Any, sheet: Sheet) -> list[Flowable]:
        """The document laid out."""


def asks(field: Field[Any]) -> Mapping[str, Field[Any]]:
    """The metadata of a Params attribute that carries its field."""
    return {"field": field}


def parameters(report: Report) -> dict[str, Field[Any]]:
    """The parameters of a report by attribute name, in the order they are asked for."""
    return {one.name: one.metadata["field"] for one in dataclasses.fields(report.Params)}


def read_params(report: Report, texts: Mapping[str, str], today: date, lists: Lists | None = None) -> Any:
    """Parameters from typed texts; with `lists` a choice may be named as it is shown.

    Raises BadInput naming the parameter and what would be accepted.
    """
    values: dict[str, Any] = {}
    for name, field in parameters(report).items():
        if not texts.get(name, "").strip() and not field.required:
            continue
        try:
            value = field.parse(_key(field, texts.get(name, ""), lists), today)
        except ValueError as fault:
            raise BadInput(name, str(fault)) from None
        if problem := field.problem(value):
            raise BadInput(name, problem)
        values[name] = value
    return report.Params(**values)


def _key(field: Field[Any], text: str, lists: Lists | None) -> str:
    """The key of a choice by its key or its words; raises ValueError where a closed list has no such thing."""
    if lists is None or not isinstance(field, Choice) or not field.list_id or not text.strip():
        return text
    items, said = lists.items(field.list_id), text.strip().casefold()
    found = next((item.key for item in items if said in (item.key.casefold(), item.label.casefold())), "")
    if not found and not field.own:
        raise ValueError(tr("{label}: “{words}” is not one of {all}.").format(
            label=tr(field.label), words=text.strip()[:60], all=", ".join(item.label for item in items)))
    return found or text


def fixed_level(report: Report) -> Identify | None:
    """How a report names clients whatever is chosen, where it says so with LEVEL; None where there is a choice."""
    level: Identify | None = getattr(report, "LEVEL", None)
    return level


def usual_level(db: Session, report: Report, params: Any, today: date) -> Identify:
    """How clients are named unless somebody chooses: as agreed with those the document is shared with (CON-09)."""
    if (fixed := fixed_level(report)) is not None:
        return fixed
    people: Callable[[Session, Any], Collection[str]] | None = getattr(report, "people", None)
    agreed = identify.rule(db, people(db, params), today) if report.CASES and people else ""
    return next((level for level in LEVELS if level == agreed), "reference")


def as_pdf(report: Report, data: Any, sheet: Sheet, files: Files | None = None,
           told: Callable[[int], None] = lambda percent: None) -> bytes:
    """The document as a PDF; a report that says BROAD stands on pages turned on their side.

    A report with a function `behind(pdf, data, files, told)` puts pages of attachments after its own; `told` hears how
    far that is, in percent, and may raise Cancelled.
    """
    paper = sheet.broad() if getattr(report, "BROAD", False) else sheet
    pdf = build_pdf(report.story(data, paper), data.frame, paper)
    behind: Callable[[bytes, Any, Files, Callable[[int], None]], bytes] | None = getattr(report, "behind", None)
    return behind(pdf, data, files, told) if behind and files is not None else pdf


def as_json(data: Any) -> Any:
    """The collected figures and words as plain lists and dictionaries."""
    return msgspec.to_builtins(data)


def as_table(report: Report, data: Any) -> CsvTable | None:
    """The document's table for a spreadsheet, or None where it has none."""
    rows: Callable[[Any], CsvTable] | None = getattr(report, "rows", None)
    return rows(data) if rows else None


def page_frame(db: Session, context: Context, neutral_title: str, **more: Any) -> PageFrame:
    """The page's surroundings with the practice's letterhead; a sample practice is marked as one."""
    head = practice.letterhead(db)
    bodies = ", ".join(" ".join(filter(None, (context.lists.label("bodies", body), number)))
                       for body, number in head.registrations)
    marks = (*more.pop("marks", ()), *((tr(SAMPLE),) if head.sample else ()))
    return PageFrame(
        title=more.pop("title", neutral_title), neutral_title=neutral_title, practice=head.name,
        contact=tuple(filter(None, (*head.lines, bodies))), made_on=day_text(context.today), marks=marks,
        logo=_logo(db, context.files), **more)


def _logo(db: Session, files: Files | None) -> bytes | None:
    """The practice's picture (PRA-01), small; a print is worth more than its picture, so a damaged one is left out."""
    digest = profile.logo(db)
    if digest is None or files is None:
        return None
    try:
        return safe_picture(files.read(digest), LOGO_PIXELS)
    except (BadInput, DamagedFile):
        return None


def case_names(db: Session, context: Context) -> dict[str, str]:
    """How each case is named on this print, by its reference: a name stands beside the reference, never alone."""
    if context.identify == "reference":
        return {}
    named = db.execute(select(Case.reference, Case.client_name).where(Case.client_name.is_not(None)))
    return {reference: f"{reference} ({_shown(name, context.identify)})" for reference, name in named if name}


def _shown(name: str, identify: Identify) -> str:
    return name if identify == "full_name" else " ".join(f"{word[0].upper()}." for word in name.split())
