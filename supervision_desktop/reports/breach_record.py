"""The record of one breach: facts, effects, what was done, who was told when (Article 33(5) of the UK GDPR)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.domain.governance import Breach
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Ref
from supervision_desktop.formats import clock_text, day_text, moment_text, read_stamp
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, facts, kept, paragraphs, table
from supervision_desktop.reports.report import Context, CsvTable, asks, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import breach
from supervision_desktop.services.breach import BreachRow

ID = "breach_record"
TITLE = mark("Record of a breach")
CASES = False


@dataclass(frozen=True)
class Params:
    """Which breach."""

    breach: str = field(metadata=asks(Ref(mark("Breach"), mark("Which one"), required=True, to="breach")))


@dataclass(frozen=True, repr=False)
class BreachData:
    """All of it in words; `texts` are (heading, words), `told` (who, when, how)."""

    frame: PageFrame
    facts: tuple[tuple[str, str], ...]
    clock: tuple[str, ...]
    told: tuple[tuple[str, str, str], ...]
    texts: tuple[tuple[str, str], ...]


def collect(db: Session, params: Params, context: Context) -> BreachData:
    """The record. Raises BadInput where it is no longer there."""
    found = breach.row(db, params.breach)
    if found is None:
        raise BadInput("breach", tr("That breach is no longer here. Choose another one."))
    one, label = found.breach, context.lists.label
    told = tuple((label("breach_told", line.whom), _when(line.on, line.at), line.how or "") for line in found.notices)
    frame = page_frame(db, context, tr(TITLE), lead=(one.name,))
    return BreachData(frame, _facts(found, context), _clock(found), told, tuple(
        (heading, words) for heading, words in (
            (tr("Which data"), one.data or ""), (_known_heading(one), one.facts or ""),
            (tr("What could follow"), one.follows or ""), (tr("What was done"), one.done or ""),
            (tr("Why the regulator was not told, or later"), one.reason or ""),
            (tr("What is different now"), one.learned or "")) if words.strip()))


def story(data: BreachData, sheet: Sheet) -> list[Flowable]:
    """The record laid out."""
    found: list[Flowable] = facts(sheet, data.facts)
    found += [Heading(sheet, tr("The 72 hours")), *(part for line in data.clock for part in paragraphs(sheet, line))]
    if data.told:
        columns = (Column(tr("Told"), 1.4), Column(tr("When"), 1.6), Column(tr("How, and what came back"), 3))
        found.append(kept([Heading(sheet, tr("Who was told")), table(sheet, columns, data.told)]))
    for heading, words in data.texts:
        found += [Heading(sheet, heading), *paragraphs(sheet, words)]
    return found


def rows(data: BreachData) -> CsvTable:
    """Each thing that is said, beside what it is."""
    return CsvTable((tr("What"), tr("Words")), [
        *((tr("What happened"), words) for words in data.frame.lead),
        *((label, words) for label, words in data.facts if words), *((tr("The 72 hours"), line) for line in data.clock),
        *((tr("Told"), ", ".join(filter(None, line))) for line in data.told), *data.texts])


def _facts(found: BreachRow, context: Context) -> tuple[tuple[str, str], ...]:
    one, label = found.breach, context.lists.label
    return ((tr("Kind"), label("breach_kind", one.kind) if one.kind else ""),
            (tr("Happened"), day_text(one.happened_on) if one.happened_on else ""),
            (tr("Known since"), _when(one.known_on, one.known_at)),
            (tr("People concerned"), str(one.people_count) if one.people_count is not None else ""),
            (tr("Risk to people"), label("breach_risk", one.risk or "not_decided")),
            (tr("Closed"), day_text(one.closed_on) if one.closed_on else ""))


def _clock(found: BreachRow) -> tuple[str, ...]:
    """The 72 hours as they stand on paper: what depends on the hour of printing is left out."""
    return tuple(fact.words for fact in breach.settled_facts(found))


def _known_heading(one: Breach) -> str:
    if one.facts_at is None:
        return tr("What the program knew")
    return tr("What the program knew on {moment}").format(moment=moment_text(read_stamp(one.facts_at)))


def _when(day: date, minutes: int | None) -> str:
    return day_text(day) if minutes is None else f"{day_text(day)}, {clock_text(minutes)}"
