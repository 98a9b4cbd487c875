"""Development: needs, training, and how mandatory training stands, on a page or two (PDM-01, PDM-02, PDM-07)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.domain.development import DONE, DROPPED, NEED, TrainingOffer
from supervision_desktop.fields.kinds import YesNo
from supervision_desktop.formats import day_short, minutes_text, money_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.criteria import Named, criterion_names
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, kept, paragraphs, table
from supervision_desktop.reports.report import Context, CsvTable, asks, page_frame, pounds
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import development
from supervision_desktop.services import development_training as training
from supervision_desktop.services.development import NeedRow
from supervision_desktop.services.development_words import must_state

ID = "development"
TITLE = mark("Development and training")
CASES = False


@dataclass(frozen=True)
class Params:
    """How much of it."""

    settled: bool = field(default=False, metadata=asks(
        YesNo(mark("With what is settled"), mark("Needs that are met or dropped, and training that was dropped"))))


@dataclass(frozen=True, repr=False)
class Need:
    """One need, strength or limit in words."""

    words: str
    nature: str
    state: str
    field: str
    criteria: tuple[str, ...]
    plan: str
    towards: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Training:
    """One training in words."""

    title: str
    state: str
    on: str
    minutes: int
    cost_pence: int
    provider: str
    until: str


@dataclass(frozen=True, repr=False)
class Must:
    """One training that must be renewed."""

    title: str
    done: str
    until: str
    state: str


@dataclass(frozen=True, repr=False)
class DevelopmentData:
    """All that the page says."""

    frame: PageFrame
    needs: tuple[Need, ...]
    training: tuple[Training, ...]
    must: tuple[Must, ...]


def collect(db: Session, params: Params, context: Context) -> DevelopmentData:
    """Open needs, strengths, training that is not dropped; with `settled` the rest too."""
    needs = [row for row in development.rows(db) if params.settled or row.open or (row.need.nature or NEED) != NEED]
    offers = [one for one in training.rows(db) if params.settled or one.state != DROPPED]
    names = criterion_names({one for row in needs for one in row.criteria})
    return DevelopmentData(
        page_frame(db, context, tr(TITLE)), tuple(_need(row, names, context) for row in needs),
        tuple(_training(one, context) for one in offers),
        tuple(Must(row.latest.title, _day(row.latest) if row.latest.state == DONE else "",
                   day_short(row.until) if row.until else "", must_state(row))
              for row in training.must(db, context.today)))


def story(data: DevelopmentData, sheet: Sheet) -> list[Flowable]:
    """What must be renewed first: it is what somebody asks for."""
    if not (data.needs or data.training):
        return paragraphs(sheet, tr("Nothing is noted yet."))
    return [one for part in (_must_part(data, sheet), _needs_part(data, sheet), _training_part(data, sheet)) for one in part]


def rows(data: DevelopmentData) -> CsvTable:
    """Needs and training in one table, minutes as plain numbers."""
    return CsvTable(
        (tr("What"), tr("Words"), tr("State"), tr("Date"), tr("Holds until"), tr("Minutes"), tr("Cost"), tr("Provider"),
         tr("Field"), tr("Criteria")),
        [*((one.nature, one.words, one.state, "", "", "", "", "", one.field, "; ".join(one.criteria)) for one in data.needs),
         *((tr("Training"), one.title, one.state, one.on, one.until, str(one.minutes or ""),
            pounds(one.cost_pence) if one.cost_pence else "", one.provider, "", "") for one in data.training)],
        figures=(5, 6))


def _must_part(data: DevelopmentData, sheet: Sheet) -> Iterator[Flowable]:
    if data.must:
        yield kept([Heading(sheet, tr("Training that must be renewed")), table(
            sheet, (Column(tr("What it is"), 2.6), Column(tr("Done"), 1.2), Column(tr("Holds until"), 1.2),
                    Column(tr("State"), 2)),
            [(one.title, one.done, one.until, one.state[:1].upper() + one.state[1:]) for one in data.must])])


def _needs_part(data: DevelopmentData, sheet: Sheet) -> Iterator[Flowable]:
    if data.needs:
        yield Heading(sheet, tr("Needs, strengths and limits"))
        yield table(
            sheet, (Column(tr("What it is"), 3.4), Column(tr("Kind"), 1.6), Column(tr("State"), 1, optional=True),
                    Column(tr("Criteria"), 1.8, optional=True)),
            [("\n".join(filter(None, (one.words, one.plan))), one.nature, one.state, "\n".join(one.towards))
             for one in data.needs])


def _training_part(data: DevelopmentData, sheet: Sheet) -> Iterator[Flowable]:
    if data.training:
        yield Heading(sheet, tr("Training"))
        yield table(
            sheet, (Column(tr("What it is"), 3), Column(tr("State"), 1), Column(tr("Date"), 1.3, optional=True),
                    Column(tr("Time"), 1, figures=True, optional=True),
                    Column(tr("Cost"), 1, figures=True, optional=True)),
            [("\n".join(filter(None, (one.title, one.provider))), one.state, one.on,
              minutes_text(one.minutes) if one.minutes else "", money_text(one.cost_pence) if one.cost_pence else "")
             for one in data.training])


def _need(row: NeedRow, names: Mapping[Named, str], context: Context) -> Need:
    one, label = row.need, context.lists.label
    nature = one.nature or NEED
    state = label("need_state", one.status or development.OPEN) if nature == NEED else ""
    return Need(one.need, label("need_nature", nature), state, label("practice_fields", one.field) if one.field else "",
                tuple(sorted(code for _, code in row.criteria)), one.plan or "",
                tuple(names[each] for each in sorted(row.criteria)))


def _training(one: TrainingOffer, context: Context) -> Training:
    return Training(one.title, context.lists.label("development_state", one.state), _day(one), one.minutes or 0,
                    one.cost_pence or 0, one.provider or "", day_short(one.valid_until) if one.valid_until else "")


def _day(one: TrainingOffer) -> str:
    return day_short(one.on) if one.on else ""
