"""The entry for one case's own file: that it was talked about in supervision, or what came of it in short (REC-04)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.record_rules import Expander
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Ref
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Heading, facts, paragraphs
from supervision_desktop.reports.report import Context, asks, case_names, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import abbreviations, case_entries

ID = "case_entry"
TITLE = mark("Entry for the case file")
CASES = True


@dataclass(frozen=True)
class Params:
    """Which case of which session; nothing about another case is read."""

    session: str = field(metadata=asks(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session")))
    case: str = field(metadata=asks(Ref(mark("Case"), mark("Which case"), required=True, to="case")))


@dataclass(frozen=True, repr=False)
class EntryData:
    """The words of one entry."""

    frame: PageFrame
    on: date
    present: str
    points: str
    decisions: tuple[str, ...]
    actions: tuple[str, ...]
    short: bool


def collect(db: Session, params: Params, context: Context) -> EntryData:
    """What belongs into the file of this one case."""
    case = db.get(Case, params.case)
    if case is None or db.get(SupervisionSession, params.session) is None:
        raise BadInput("case", tr("That case or session is no longer here. Choose another one."))
    found = case_entries.text(db, params.session, params.case, context.lists)
    full = Expander(abbreviations.used(db, [found.points, *found.decisions, *found.actions]))
    name = case_names(db, context).get(case.reference, case.reference)
    frame = page_frame(db, context, tr(TITLE), lead=(tr("Case {name}").format(name=name),))
    return EntryData(frame, found.on, found.present, full(found.points), tuple(map(full, found.decisions)),
                     tuple(map(full, found.actions)), found.short)


def story(data: EntryData, sheet: Sheet) -> list[Flowable]:
    """The entry laid out."""
    first = tr("Discussed in supervision on {day}.").format(day=day_text(data.on))
    if data.short:
        return paragraphs(sheet, first)
    found: list[Flowable] = [*paragraphs(sheet, first), *facts(sheet, [(tr("Present"), data.present)])]
    if data.points.strip():
        found += [Heading(sheet, tr("Points")), *paragraphs(sheet, data.points)]
    for title, lines in ((tr("Decided"), data.decisions), (tr("Actions"), data.actions)):
        if lines:
            found += [Heading(sheet, title), *(part for line in lines for part in paragraphs(sheet, line, "item", "–"))]
    return found
