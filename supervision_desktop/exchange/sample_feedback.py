"""The sample practitioner's feedback: a log, check-ins, one evaluation with a comment, both views, an appraisal, a form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import select

from supervision_desktop.domain.feedback import (
    Appraisal,
    AppraisalObjective,
    CheckIn,
    EvaluationSection,
    EvaluationStep,
    Feedback,
    FeedbackAnswer,
    InputEvaluation,
    WrittenEvaluation,
)
from supervision_desktop.formats import add_months
from supervision_desktop.services import appraisals, check_ins, evaluations, feedback, feedback_forms
from supervision_desktop.services.benefits import RATED
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture
from supervision_desktop.store.door import Store

Do = Callable[[ChangeSet], object]
AGENCY = "Harbour Case Management (fictional)"
RESPONSE = "Said thank you, and that a list comes with the next letter."
REACTION = "It stung for an evening. It is true all the same."
ANSWERS = ("She rings back when she says she will.", "More often: say who does what. Less often: long letters.",
           "Mostly. After the meeting in spring we were not sure.", "Always.", None)
TEXTS = (("Reports are on time, and families understand them.", "I did not know that families read them."),
         ("Hand over sooner. Three tasks came back that others could do.", "Agreed. I find it hard in the first month."),
         ("Two students were with him, and both asked to come again.", None),
         ("An hour a month to plan, without the telephone.", "That hour would help most."))
VIEWS = ((9, "supervisee", ("3", "3", "2", "3"), "The question who else could do it.", None),
         (9, "supervisor", ("3", "3", "3", "4"), "Three lines the evening before.", "More of what did not go well."),
         (2, "supervisee", ("4", "4", "3", "4"), "Being asked what I had not asked myself.", "A look back at older cases."),
         (2, "supervisor", ("4", "3", "4", "4"), "She brings what is hard.", None))
TALKS = ((75, "Two new cases taken on", "Evening calls from one family", "Calls until six o'clock only"),
         (40, "Calls are fewer", None, None))


def add_feedback(store: Store, do: Do, today: date, ruth: str, sam: str) -> None:
    """Feedback both ways, and what came of it."""
    _log(store, do, today, ruth, sam)
    _form(store, do, today)
    with store.read() as db:
        rhythm = check_ins.set_every(db, sam, "regular_check_in", "monthly", add_months(today, -4))
    do(rhythm)
    do(gesture("Sample", *(created(CheckIn, {
        "person_id": sam, "on": today - timedelta(days=ago), "progress": moves, "challenges": not_yet, "outcome": came})
        for ago, moves, not_yet, came in TALKS)))
    _evaluate(store, do, today, sam)
    do(gesture("Sample", *(created(InputEvaluation, {
        "person_id": ruth, "on": add_months(today, -ago), "by": by, "helped": helped, "more": more,
        **dict(zip(RATED, levels, strict=True))}) for ago, by, levels, helped, more in VIEWS)))
    _appraise(store, do, today)


def _log(store: Store, do: Do, today: date, ruth: str, sam: str) -> None:
    said, with_step = feedback.new_feedback(
        today - timedelta(days=33), "Letters are clear; families wait for a list of who does what", person_id=ruth,
        source="colleague", strengths="Plain words, one page.", to_improve="A list of who does what, at the top.",
        agreed_step="Put a list of who does what on top of every letter", response=RESPONSE, reaction=REACTION)
    do(said)
    with store.read() as db:
        step, _ = feedback.step_to_action(db, with_step, today - timedelta(days=33))
    do(step)
    for ago, words, way, more in (
            (12, "You stayed calm when the meeting did not", "given", {
                "person_id": sam, "strengths": "You asked everybody for one sentence.",
                "agreed_step": "Try the same at the next review meeting"}),
            (61, "Always rings back on the day", "received", {"other": "Daughter, Alder 47", "source": "family"})):
        change, _ = feedback.new_feedback(today - timedelta(days=ago), words, way, **more)
        do(change)


def _form(store: Store, do: Do, today: date) -> None:
    """A form for families, and one that came back."""
    made, _ = feedback_forms.new_form("Families, once a year", "family")
    do(made)
    questions = feedback_forms.usual_questions("family")
    came, feedback_id = feedback.from_form("Families, once a year", questions, today - timedelta(days=20), "family")
    do(came)
    with store.read() as db:
        boxes = db.scalars(select(FeedbackAnswer).where(FeedbackAnswer.feedback_id == feedback_id)
                           .order_by(FeedbackAnswer.position)).all()
        told = changed(db.get_one(Feedback, feedback_id), other="A parent", summary="Rings back; letters could be shorter")
        answers = [changed(box, answer=words) for box, words in zip(boxes, ANSWERS, strict=True)]
    do(gesture("Sample", told, *answers))


def _evaluate(store: Store, do: Do, today: date, sam: str) -> None:
    with store.read() as db:
        begun, evaluation_id = evaluations.begin(db, sam, today - timedelta(days=18))
    do(begun)
    with store.read() as db:
        record = db.get_one(WrittenEvaluation, evaluation_id)
        page = evaluations.page(db, evaluation_id)
        assert page is not None  # made above
        whole = changed(record, rating="coming_along", comment="Fair. I would like to look again in half a year.",
                        plan="One hour a month without the telephone. A list of tasks that others can do.",
                        author_signed_on=today - timedelta(days=4))
        texts = [changed(db.get_one(EvaluationSection, one.id), text=text, comment=comment)
                 for one, (text, comment) in zip(page.sections, TEXTS, strict=False)]
        steps = [changed(db.get_one(EvaluationStep, one.id), done_on=today - timedelta(days=18 - 4 * place))
                 for place, one in enumerate(page.steps[:-1])]
    do(gesture("Sample", whole, *texts, *steps))


def _appraise(store: Store, do: Do, today: date) -> None:
    made, held = appraisals.new_appraisal(add_months(today, -7), AGENCY)
    do(made)
    with store.read() as db:
        told = changed(db.get_one(Appraisal, held), result="Contract hours kept; reports praised by two solicitors.",
                       next_step="Take part in the induction of new associates.", next_on=add_months(today, 5))
    do(gesture("Sample", told, *(created(AppraisalObjective, {
        "appraisal_id": held, "position": place, "objective": words, "result": result})
        for place, (words, result) in enumerate((
            ("All reports within ten working days", "reached"), ("A second language course", "not_reached"))))))
