"""A form to ask for feedback with: questions and room to write, and nobody's name on it (FBK-06)."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.domain.feedback import FeedbackForm
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Choice, Ref
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import grid, kept, note, paragraphs, space
from supervision_desktop.reports.report import Context, asks, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import feedback_forms

ID = "feedback_form"
TITLE = mark("Form to ask for feedback")
CASES = False
LINE_HEIGHT = 22
LINES = 3
USUAL = "client"


@dataclass(frozen=True)
class Params:
    """Who is asked; a form of her own goes before the usual questions."""

    source: str = field(default=USUAL, metadata=asks(
        Choice(mark("Who is asked"), mark("The usual questions differ"), list_id="feedback_source", own=True)))
    form: str = field(default="", metadata=asks(Ref(mark("Own form"), mark("Or one of your own"), to="feedback_form")))


@dataclass(frozen=True, repr=False)
class FormData:
    """Opening words and questions; what stands on the form names nobody but the one who asks."""

    frame: PageFrame
    opening: str
    questions: tuple[str, ...]


def collect(db: Session, params: Params, context: Context) -> FormData:
    """The questions asked for. Raises BadInput where there is no such form."""
    form = db.get(FeedbackForm, params.form) if params.form else None
    if params.form and form is None:
        raise BadInput("form", tr("There is no such form here. Choose another one, or leave it empty."))
    return FormData(
        page_frame(db, context, tr(TITLE), title=tr("How is my work from your side?"),
                   confidential=tr("For the person who asks only. Giving your name is up to you.")),
        feedback_forms.opening_of(form), tuple(feedback_forms.questions_of(form, params.source)))


def story(data: FormData, sheet: Sheet) -> list[Flowable]:
    """Each question keeps its lines on its page; who answers may say so at the end."""
    found: list[Flowable] = [*paragraphs(sheet, data.opening), space(8)]
    found += [kept([*paragraphs(sheet, words, "cell_bold"), _lines(sheet, LINES), space(10)]) for words in data.questions]
    plain = tr("Both may stay empty. Please write nobody else's name on this form.")
    return [*found, kept([_who(sheet), space(5), *note(sheet, plain)])]


def _lines(sheet: Sheet, count: int) -> Flowable:
    return grid(sheet, [[""]] * count, [sheet.width], [("LINEBELOW", (0, 0), (-1, -1), 0.4, sheet.colours["line"])],
                rowHeights=LINE_HEIGHT)


def _who(sheet: Sheet) -> Flowable:
    """Where a name and a date can be written."""
    words = [paragraphs(sheet, name, "label") for name in (tr("Your name, if you like"), tr("Date"))]
    shares = (0.22, 0.43, 0.1, 0.25)
    rules = [("LINEBELOW", (place, 0), (place, 0), 0.4, sheet.colours["line"]) for place in (1, 3)]
    return grid(sheet, [[words[0], "", words[1], ""]], [sheet.width * share for share in shares],
                [*rules, ("VALIGN", (0, 0), (-1, -1), "BOTTOM"), ("LEFTPADDING", (2, 0), (2, 0), 10)], rowHeights=[28])
