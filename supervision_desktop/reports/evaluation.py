"""A written evaluation: under each heading the text, and beside it the comment of the person evaluated (FBK-03)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.domain.feedback import WrittenEvaluation
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Ref
from supervision_desktop.formats import day_short, day_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import PAD, Column, Heading, facts, grid, kept, paragraphs, table
from supervision_desktop.reports.report import Context, asks, page_frame
from supervision_desktop.reports.signatures import Signature, signature_blocks
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import evaluations, feedback
from supervision_desktop.services.evaluations import EvaluationPage

ID = "evaluation"
TITLE = mark("Written evaluation")
CASES = False
TEXT_SHARE = 0.58
"""Of the width is for the text; the comment has the rest."""


@dataclass(frozen=True)
class Params:
    """Which evaluation."""

    evaluation: str = field(metadata=asks(
        Ref(mark("Evaluation"), mark("With whom, and when"), required=True, to="written_evaluation")))


@dataclass(frozen=True, repr=False)
class Part:
    """One heading with what stands left and right of it."""

    heading: str
    text: str
    comment: str


@dataclass(frozen=True, repr=False)
class EvaluationData:
    """Everything on the paper."""

    frame: PageFrame
    author: str
    evaluated: str
    period: str
    rating: str
    parts: tuple[Part, ...]
    plan: str
    comment: str
    actions: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    signatures: tuple[Signature, ...]


def people(db: Session, params: Params) -> Collection[str]:
    """The person it is shared with."""
    return (db.get_one(WrittenEvaluation, params.evaluation).person_id,)


def collect(db: Session, params: Params, context: Context) -> EvaluationData:
    """One evaluation. Raises BadInput where there is no such."""
    found = evaluations.page(db, params.evaluation)
    if found is None:
        raise BadInput("evaluation", tr("There is no such evaluation. Choose another."))
    record = found.record
    rating = context.lists.label("evaluation_rating", record.rating) if record.rating else ""
    return EvaluationData(
        page_frame(db, context, tr(TITLE), title=tr("Evaluation of {name}").format(name=found.evaluated),
                   lead=(day_text(record.on),)),
        found.author, found.evaluated, _period(record), rating,
        tuple(Part(one.heading, one.text or "", one.comment or "") for one in found.sections), record.plan or "",
        record.comment or "", tuple(words for _, words in feedback.led_to(db, record.id)),
        tuple((one.text, day_short(one.done_on) if one.done_on else "") for one in found.steps), _signatures(found))


def story(data: EvaluationData, sheet: Sheet) -> list[Flowable]:
    """Text and comment side by side; how it came about and the signatures at the end."""
    found: list[Flowable] = facts(sheet, [(tr("Written by"), data.author), (tr("Period"), data.period),
                                          (tr("In one phrase"), data.rating)])
    comment = tr("Comment by {name}").format(name=data.evaluated)
    for part in (one for one in data.parts if one.text or one.comment):
        found += [Heading(sheet, part.heading), _side_by_side(sheet, data.author, part.text, comment, part.comment)]
    if data.plan or data.comment:
        found += [Heading(sheet, tr("Agreed plan")), _side_by_side(sheet, tr("Plan"), data.plan, comment, data.comment)]
    if data.actions:
        found.append(table(sheet, (Column(tr("Actions")),), [(words,) for words in data.actions]))
    steps: list[Flowable] = [Heading(sheet, tr("How we went about it")), table(
        sheet, (Column(tr("Step"), 4), Column(tr("Done"), 1)), data.steps)] if data.steps else []
    # The steps stay with the signatures: a page of signatures alone could belong to anything.
    return [*found, kept([*steps, Heading(sheet, tr("Signed")), signature_blocks(sheet, data.signatures)])]


def _side_by_side(sheet: Sheet, title: str, text: str, beside: str, comment: str) -> Flowable:
    heads = [paragraphs(sheet, words, "cell_head") for words in (title, beside)]
    cells = [paragraphs(sheet, words or "–", "cell") for words in (text, comment)]
    return grid(sheet, [heads, cells], [sheet.width * TEXT_SHARE, sheet.width * (1 - TEXT_SHARE)], [
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, sheet.colours["line"]), ("RIGHTPADDING", (0, 0), (0, -1), 14),
        ("LINEBEFORE", (1, 0), (1, -1), 0.5, sheet.colours["line"]), ("LEFTPADDING", (1, 0), (1, -1), 2 * PAD)],
        repeatRows=1, spaceAfter=6)


def _period(record: WrittenEvaluation) -> str:
    if record.starts_on and record.ends_on:
        return tr("{a} to {b}").format(a=day_text(record.starts_on), b=day_text(record.ends_on))
    one = record.starts_on or record.ends_on
    return day_text(one) if one else ""


def _signatures(found: EvaluationPage) -> tuple[Signature, ...]:
    """A day of signing means ink on the printed copy; where there is none a line to sign on is left."""
    return tuple(Signature(role, name, "on_paper" if on else "", on) for role, name, on in (
        (tr("Author"), found.author, found.record.author_signed_on),
        (tr("Person evaluated"), found.evaluated, found.record.evaluated_signed_on)))
