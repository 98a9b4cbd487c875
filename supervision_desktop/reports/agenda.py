"""The agenda of one session, to print or to send beforehand (PRE-12). Private notes stay out unless asked for twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.domain.sessions import ends_at
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Ref, YesNo
from supervision_desktop.formats import clock_text, day_text, minutes_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, bullets, facts, grid, note, paragraphs, table
from supervision_desktop.reports.report import Context, CsvTable, asks, case_names, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import agenda, preparation, sessions
from supervision_desktop.services.agenda_sources import Item

ID = "agenda"
TITLE = mark("Agenda for supervision")
CASES = True
FREE, FREE_HEIGHT = 6, 26
"""Lines to write on where there is no topic yet, and points between them."""


@dataclass(frozen=True)
class Params:
    """Which session; what topics do to her prints only where both questions are answered yes."""

    session: str = field(metadata=asks(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session")))
    private: bool = field(default=False, metadata=asks(
        YesNo(mark("With private notes"), mark("Kept out unless you ask for them"))))
    private_sure: bool = field(default=False, metadata=asks(
        YesNo(mark("Really with private notes"), mark("Asked a second time, for it cannot be taken back"))))


@dataclass(frozen=True, repr=False)
class Line:
    """One line of the agenda."""

    topic: str
    about: str
    wanted: str
    private: str = ""


@dataclass(frozen=True, repr=False)
class AgendaData:
    """Every word of an agenda."""

    frame: PageFrame
    facts: tuple[tuple[str, str], ...]
    settled: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    missing: tuple[str, ...]


def people(db: Session, params: Params) -> list[str]:
    """Everybody who takes part but the practitioner."""
    return sessions.other_ids(db, params.session)


def collect(db: Session, params: Params, context: Context) -> AgendaData:
    """The agenda in its order, what is settled, and documents that are not ready yet."""
    found = sessions.page(db, params.session)
    if found is None:
        raise BadInput("session", tr("That session is no longer here. Choose another one."))
    names, private = case_names(db, context), params.private and params.private_sure
    session = found.session
    frame = page_frame(db, context, tr(TITLE), lead=(day_text(session.on), tr("With {names}").format(names=found.others)))
    return AgendaData(
        frame, _facts(found, context), tuple(preparation.expectations(db, session.id)),
        tuple(_line(item, names, context, private=private) for item in agenda.sheet(db, found).items),
        tuple(preparation.missing(db, session)))


def story(data: AgendaData, sheet: Sheet) -> list[Flowable]:
    """The agenda laid out, with room to write beside each line."""
    found: list[Flowable] = [*facts(sheet, data.facts)]
    if data.settled:
        found += [Heading(sheet, tr("What this session is for")), *facts(sheet, data.settled)]
    found += [Heading(sheet, tr("Topics")), *_lines(sheet, data.lines)]
    if data.missing:
        found += [Heading(sheet, tr("Papers not ready yet")), *bullets(sheet, data.missing)]
    return found


def rows(data: AgendaData) -> CsvTable:
    """The lines for a spreadsheet."""
    return CsvTable((tr("Topic"), tr("Why it is here"), tr("Wanted")),
                    [(line.topic, line.about, line.wanted) for line in data.lines])


def _lines(sheet: Sheet, lines: Sequence[Line]) -> list[Flowable]:
    if not lines:
        return [*paragraphs(sheet, tr("Nothing has been put on it yet.")),
                grid(sheet, [[""]] * FREE, [sheet.width], [("LINEBELOW", (0, 0), (-1, -1), 0.4, sheet.colours["line"])],
                     rowHeights=FREE_HEIGHT)]
    columns = (Column("", 0.36), Column(tr("Topic"), 2.6), Column(tr("Why it is here"), 2.2), Column(tr("Notes"), 1.6))
    found: list[Flowable] = [table(sheet, columns, [
        (f"{number}", "\n".join(filter(None, (line.topic, line.wanted))), line.about, "")
        for number, line in enumerate(lines, 1)])]
    for number, line in enumerate(lines, 1):
        if line.private:
            found += note(sheet, tr("{n}, private: {words}").format(n=number, words=line.private))
    return found


def _facts(found: sessions.SessionPage, context: Context) -> tuple[tuple[str, str], ...]:
    session, label = found.session, context.lists.label
    end = ends_at(session.starts, session.minutes)
    time = "" if session.starts is None else clock_text(session.starts)
    if time and end is not None:
        time = tr("{a} to {b} ({length})").format(a=time, b=clock_text(end), length=minutes_text(session.minutes or 0))
    pairs = ((tr("Time"), time), (tr("Format"), label("delivery_format", session.format) if session.format else ""),
             (tr("Place"), session.place or ""),
             (tr("Focus"), ", ".join(label("focus", key) for key in session.focus or ())))
    return tuple((name, text) for name, text in pairs if text)


def _line(item: Item, names: Mapping[str, str], context: Context, *, private: bool) -> Line:
    case = names.get(item.case or "", item.case or "")
    kind = context.lists.label("topics", item.kind) if item.kind else ""
    topic = case if item.case and item.text == item.case else item.text
    about = (kind, case if case != topic else "", item.reason)
    wanted = item.topic.wanted if item.topic and item.topic.wanted else ""
    return Line(topic, " · ".join(filter(None, about)), tr("Wanted: {what}").format(what=wanted) if wanted else "",
                (item.topic.emotion or "") if private and item.topic else "")
