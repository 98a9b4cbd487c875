"""A blank worksheet for a reflective model: its headings and questions, and room to write (MOD-15)."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.content.models import STAGES, STAKEHOLDERS, Part, Question, ReflectiveModel
from supervision_desktop.domain.reflection import NO_MODEL, OWN
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Choice, Ref
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import PAD, Heading, grid, kept, note, paragraphs, space
from supervision_desktop.reports.report import Context, asks, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import own_models

ID = "worksheet"
TITLE = mark("Worksheet for reflection")
CASES = False
LINE_HEIGHT = 20
LINES, FEW = 4, 2
"""Lines to write on under a question, and where a part asks several."""
CELL_HEIGHT = 96
SPREAD = "\u00a0" * 3 + " "
"""Between things to tick."""
FIRST = "morrison"


@dataclass(frozen=True)
class Params:
    """Which model; an own one goes before the others."""

    model: str = field(default=FIRST, metadata=asks(
        Choice(mark("Model"), mark("Morrison unless you choose another"), list_id="models")))
    own: str = field(default="", metadata=asks(
        Ref(mark("Own model"), mark("Or one of your own"), to="custom_model")))


@dataclass(frozen=True)
class Room:
    """One question: what can be ticked, and how many lines to write on."""

    label: str
    words: str
    lines: int
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ask:
    """One heading of the sheet: what it is about, thoughts to start from, and its questions."""

    title: str
    about: str
    prompts: tuple[str, ...]
    questions: tuple[Room, ...]


@dataclass(frozen=True)
class WorksheetData:
    """Every heading and question, without any answer."""

    frame: PageFrame
    helps: str
    asks: tuple[Ask, ...]
    functions: tuple[tuple[str, str], ...]
    stages: tuple[str, ...]
    stakeholders: tuple[str, ...]
    closing: tuple[Room, ...]


def collect(db: Session, params: Params, context: Context) -> WorksheetData:
    """The layout of one model. Raises BadInput where there is none of that name."""
    models = own_models.known(db, context.models())
    model = models.get(params.own or params.model)
    plain = next(iter(models.values())).closing
    if model is None and (params.own or params.model != NO_MODEL):
        raise BadInput("own" if params.own or params.model == OWN else "model",
                       tr("There is no such model here. Choose another one."))
    title = model.title if model else context.lists.label("models", NO_MODEL)
    return WorksheetData(
        page_frame(db, context, tr(TITLE), lead=(title,)), model.helps if model else "",
        tuple(_ask(part, context) for one in (model.dimensions if model else ()) for part in one.parts if part.questions),
        tuple((one.title, " ".join((one.about, *one.prompts)).strip()) for one in (model.tags if model else ())),
        _titles(model, STAGES), _titles(model, STAKEHOLDERS),
        tuple(Room(one.label, one.prompt, LINES) for one in (model.closing if model else plain)))


def story(data: WorksheetData, sheet: Sheet) -> list[Flowable]:
    """The sheet laid out: each question keeps its lines on its page."""
    found: list[Flowable] = [*note(sheet, data.helps), _head(sheet)]
    for one in data.asks:
        found += _asked(sheet, one)
    if data.stakeholders and data.stages:
        found.append(kept([Heading(sheet, tr("From each side")), _grid(sheet, data)]))
    if data.functions:
        found += [kept([Heading(sheet, title, 2), *note(sheet, words)]) if words else Heading(sheet, title, 2)
                  for title, words in data.functions]
    actions = Room(tr("Actions"), tr("Who does what, by when? Or: no action, because …"), LINES)
    blocks = [_lines(sheet, room) for room in (*data.closing, actions)]
    return [*found, kept([Heading(sheet, tr("What follows")), *blocks[0]]), *map(kept, blocks[1:])]


def _ask(part: Part, context: Context) -> Ask:
    asked = {one.prompt for one in part.questions}
    lines = FEW if len(part.questions) > 1 else LINES
    return Ask(part.title, part.about, tuple(words for words in part.prompts if words not in asked),
               tuple(_room(one, part, lines, context) for one in part.questions))


def _room(one: Question, part: Part, lines: int, context: Context) -> Room:
    choices = tuple(item.label for item in context.lists.items(one.choice)) if one.choice else ()
    return Room("" if one.label == part.title else one.label, one.prompt, lines if one.writes else 0, choices)


def _titles(model: ReflectiveModel | None, code: str) -> tuple[str, ...]:
    """The parts of a grid; none where the model has no grid."""
    return tuple(part.title for part in model.parts(code)) if model and model.is_grid else ()


def _asked(sheet: Sheet, one: Ask) -> list[Flowable]:
    blocks = [_lines(sheet, room) for room in one.questions]
    head = [Heading(sheet, one.title), *paragraphs(sheet, one.about), *note(sheet, " ".join(one.prompts))]
    return [kept([*head, *blocks[0]]), *(kept(block) for block in blocks[1:])]


def _lines(sheet: Sheet, room: Room) -> list[Flowable]:
    """A question with lines to write on; its choices stand with a square each."""
    ticks = SPREAD.join(f"□ {choice}".replace(" ", "\u00a0") for choice in room.choices)
    lines = [grid(sheet, [[""]] * room.lines, [sheet.width], [("LINEBELOW", (0, 0), (-1, -1), 0.4, sheet.colours["line"])],
                  rowHeights=LINE_HEIGHT)] if room.lines else []
    return [*(paragraphs(sheet, room.label, "cell_bold") if room.label else ()), *paragraphs(sheet, room.words, "label"),
            *paragraphs(sheet, ticks), *lines, space(10)]


def _head(sheet: Sheet) -> Flowable:
    """Where the date, the other person and the subject are written."""
    words = [paragraphs(sheet, name, "label") for name in (tr("Date"), tr("With"), tr("About"))]
    shares = (0.08, 0.16, 0.08, 0.24, 0.1, 0.34)
    rule = [("LINEBELOW", (place, 0), (place, 0), 0.4, sheet.colours["line"]) for place in (1, 3, 5)]
    return grid(sheet, [[words[0], "", words[1], "", words[2], ""]], [sheet.width * share for share in shares],
                [*rule, ("VALIGN", (0, 0), (-1, -1), "BOTTOM"), ("LEFTPADDING", (2, 0), (2, 0), 10),
                 ("LEFTPADDING", (4, 0), (4, 0), 10)], rowHeights=[26], spaceAfter=8)


def _grid(sheet: Sheet, data: WorksheetData) -> Flowable:
    """An empty table to write in."""
    first = 0.14
    widths = [sheet.width * first, *([sheet.width * (1 - first) / len(data.stakeholders)] * len(data.stakeholders))]
    heads = [paragraphs(sheet, words, "cell_head") for words in ("", *data.stakeholders)]
    rows = [[paragraphs(sheet, stage, "cell_head"), *("" for _ in data.stakeholders)] for stage in data.stages]
    return grid(sheet, [heads, *rows], widths, [("GRID", (0, 0), (-1, -1), 0.5, sheet.colours["line"]),
                                                ("LEFTPADDING", (0, 0), (-1, -1), PAD)],
                rowHeights=[22, *([CELL_HEIGHT] * len(rows))])
