"""The question sheet: what to ask a possible supervisor, with lines to write on (DDG-09)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from reportlab.platypus import Flowable
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.due_diligence import HEADINGS
from supervision_desktop.domain.people import Person, Supervisor
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Ref, YesNo
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Heading, grid, kept, note, paragraphs, space
from supervision_desktop.reports.report import Context, asks, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import due_diligence
from supervision_desktop.services.due_diligence import Checks

ID = "question_sheet"
TITLE = mark("Questions for a possible supervisor")
CASES = False
LINE_HEIGHT = 20
"""Points for a line to write on."""
LINES = 2
APPROACH = (mark("How do you make sure that everybody you supervise is met as they are, whatever their background?"),
            mark("How do you keep ethical questions in view when a decision is pressing?"),
            mark("How do you look at something that went wrong?"))
CAPABILITY = (mark("What do you know of this kind of work, and where does it come from?"),
              mark("What do you do when a session becomes emotional?"),
              mark("How do you build a working relationship, and notice when it does not hold?"))
FIT = (mark("How would you describe the way you supervise?"),
       mark("For which questions would you send me to somebody else?"),
       mark("Which framework or ideas do you start from?"),
       mark("What would make it easy, or hard, for me to tell you about a mistake?"),
       mark("Which client groups have you worked with, and how recently?"),
       mark("Which standards of case management do you work to?"))
BRINGS = {"experience": mark("What experience do you have of supervising?"),
          "training": mark("Which training in supervision have you had, and when?"),
          "knowledge": mark("What do you draw on when you supervise?"),
          "skills": mark("Which of your skills do people mention after supervision?")}
CHECKS = {"identity": mark("May I see something that shows who you are?"),
          "registration": mark("Where can I look up your registration or membership?"),
          "insurance": mark("Who insures you, for how much, and until when?"),
          "supervision_training": mark("May I see proof of your training in supervision?"),
          "relevant_experience": mark("How many years have you worked in case management, and how many in all?"),
          "references": mark("Whom may I ask about working with you?"),
          "data_protection": mark("What do you write down, where is it kept, and for how long?"),
          "double_roles": mark("Do we meet in any other role, such as employer, referrer or colleague on a case?"),
          "fee_terms": mark("What does a session cost, and what when one is cancelled?"),
          "own_supervision": mark("Who supervises you, how often, and when did you last meet?"),
          "well_being": mark("Do you look after yourself in a way that I need not worry about? A yes is enough."),
          "current_knowledge": mark("How do you stay up to date?")}
TWO_OF_A_FIELD = (mark("{field}: how do you keep up with the people the work is about?"),
                  mark("{field}: how do you keep up with the standards I have to meet?"))
CULTURE = (("culture_theirs", mark("What should I know about you?")),
           ("culture_mine", mark("What should you know about me?")),
           ("culture_agreed", mark("What do we do differently because of it?")))


@dataclass(frozen=True)
class Params:
    """For whom; notes on understanding each other only where they may stand on prints and both questions say yes."""

    person: str = field(metadata=asks(Ref(mark("Supervisor"), mark("For whom"), required=True, to="person")))
    private: bool = field(default=False, metadata=asks(
        YesNo(mark("With notes on understanding each other"), mark("Only those that may stand on prints"))))
    private_sure: bool = field(default=False, metadata=asks(
        YesNo(mark("Really with these notes"), mark("Asked a second time, for it cannot be taken back"))))


@dataclass(frozen=True, repr=False)
class Group:
    """Questions under one heading, each with what is known already; "" leaves lines to write on."""

    title: str
    questions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, repr=False)
class SheetData:
    """Every question."""

    frame: PageFrame
    groups: tuple[Group, ...]


def people(db: Session, params: Params) -> Collection[str]:
    """Whom the sheet is about."""
    return (params.person,)


def collect(db: Session, params: Params, context: Context) -> SheetData:
    """All questions of due diligence and choosing; none is left out because it was asked before."""
    person = db.get(Person, params.person)
    supervisor = db.scalar(select(Supervisor).where(Supervisor.person_id == params.person))
    found = due_diligence.checks(db, supervisor.id, context.today) if supervisor is not None else None
    if person is None or supervisor is None or found is None:
        raise BadInput("person", tr("There is no such supervisor here. Choose somebody who supervises you or may do so."))
    frame = page_frame(db, context, tr(TITLE), lead=(tr("For a first talk with {name}").format(name=person.name),))
    private = params.private and params.private_sure and bool(supervisor.culture_print)
    return SheetData(frame, tuple(group for group in _groups(found, context, private) if group.questions))


def story(data: SheetData, sheet: Sheet) -> list[Flowable]:
    """The questions laid out, with lines under each; a question keeps its lines on its page."""
    found: list[Flowable] = note(sheet, tr("Take what matters to you; nobody needs to ask everything. A question about "
                                           "well-being needs no more than a yes or no."))
    for group in data.groups:
        asked = [_question(sheet, *one) for one in group.questions]
        found += [kept([Heading(sheet, group.title), *asked[0]]), *(kept(one) for one in asked[1:])]
    return found


def _groups(found: Checks, context: Context, private: bool) -> Iterator[Group]:
    items = {point.item: point for point in found.points}
    checklist = [*CHECKS, *(item for item in items if item not in CHECKS)]
    yield Group(tr("Own supervision and well-being"), tuple(
        (tr(CHECKS[item]), "") for item in ("own_supervision", "well_being")))
    yield Group(tr("Keeping up"), tuple(
        (tr(words).format(field=context.lists.label("practice_fields", one.field)), "")
        for one in found.questions for words in TWO_OF_A_FIELD) or ((tr(CHECKS["current_knowledge"]), ""),))
    empty = found.empty_headings
    yield Group(tr("Able to supervise"), tuple(
        (_titled(context, key), "") for key in HEADINGS if key in empty))
    yield Group(tr("Before we start"), tuple(
        (tr(CHECKS.get(item, item)), "") for item in checklist
        if item not in ("own_supervision", "well_being", "current_knowledge")))
    yield Group(tr("How you work"), tuple((tr(words), "") for words in (*APPROACH, *CAPABILITY)))
    yield Group(tr("Whether it fits"), tuple((tr(words), "") for words in FIT))
    yield Group(tr("Understanding each other"), tuple(
        (tr(words), (getattr(found.supervisor, name) or "") if private else "") for name, words in CULTURE))


def _titled(context: Context, key: str) -> str:
    return f"{context.lists.label('supervisor_needs', key)}. {tr(BRINGS[key])}"


def _question(sheet: Sheet, words: str, known: str) -> list[Flowable]:
    if known:
        return [*paragraphs(sheet, words), *paragraphs(sheet, known, "item"), space(6)]
    lines: Sequence[Sequence[object]] = [[""] for _ in range(LINES)]
    return [*paragraphs(sheet, words), grid(sheet, lines, [sheet.width], [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, sheet.colours["line"])], rowHeights=LINE_HEIGHT), space(4)]
