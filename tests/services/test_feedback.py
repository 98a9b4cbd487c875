"""Feedback, check-ins, evaluations and appraisals: kept beside supervision, reminding where a rhythm was agreed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from supervision_desktop.content.frameworks import load_frameworks
from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence import CadenceRule
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.feedback import (
    CHECK_IN,
    EVALUATION,
    Appraisal,
    CheckIn,
    EvaluationSection,
    EvaluationStep,
    Feedback,
    FeedbackAnswer,
    FeedbackRhythm,
    WrittenEvaluation,
    next_due,
)
from supervision_desktop.domain.links import Link
from supervision_desktop.errors import BadInput
from supervision_desktop.paths import resources_dir
from supervision_desktop.services import (
    appraisals,
    assessment,
    cadence,
    cadence_statement,
    check_ins,
    evaluations,
    feedback,
    feedback_forms,
    people,
    sessions,
    time_groups,
    today,
)
from supervision_desktop.services.assessment_offers import offers


def every(desk: Any, record: type) -> list[Any]:
    return desk.ask(lambda db: db.query(record).all())


def lines(desk: Any, *kinds: str) -> list[tuple[str, str, str]]:
    return [(one.group, one.title, one.reason) for one in desk.ask(today.items, desk.today) if one.kind in kinds]


@pytest.mark.requirement("FBK-01")
def test_an_agreed_step_becomes_an_action_that_knows_where_it_came_from(desk) -> None:
    ruth = desk.supervisor("Ruth Example")
    session = desk.held(ruth)
    said = desk.apply(feedback.new_feedback(desk.today, "Letters are clear, calls are late", person_id=ruth,
                                            session_id=session))
    with pytest.raises(BadInput, match="Agreed step is empty"):
        desk.ask(feedback.step_to_action, said, desk.today)
    desk.edit(Feedback, said, agreed_step="Ring back within a day")
    assert [row.waiting for row in desk.ask(feedback.rows)] == [True]
    made = desk.do(feedback.step_to_action, said, desk.today)
    action = desk.get(Action, made)
    assert (action.text, action.owner_id, action.status, action.session_id) == (
        "Ring back within a day", SELF, "open", session)
    assert desk.ask(feedback.led_to, said) == [(made, "Ring back within a day")]
    [row] = desk.ask(feedback.rows)
    assert (row.who, row.step, row.actions, row.waiting) == ("Ruth Example", "Ring back within a day", 1, False)
    desk.do(feedback.delete, said)
    assert every(desk, Link) == []
    assert desk.get(Action, made).text == "Ring back within a day"


def test_feedback_outlives_the_session_and_the_person_it_names(desk) -> None:
    ruth, sam = desk.supervisor("Ruth Example"), desk.supervisor("Sam Example")
    session = desk.held(ruth)
    said = desk.apply(feedback.new_feedback(desk.today, "Clear", person_id=sam, session_id=session))
    held = desk.apply(appraisals.new_appraisal(desk.today, person_id=sam))
    assert desk.ask(feedback.of_session, session) == [(said, "Clear")]
    found = desk.ask(sessions.page, session)
    desk.do(sessions.delete, found)
    desk.do(people.delete, desk.ask(people.page, sam))
    kept = desk.get(Feedback, said)
    assert (kept.session_id, kept.person_id, desk.get(Appraisal, held).person_id) == (None, None, None)


@pytest.mark.requirement("FBK-02")
def test_check_ins_have_a_rhythm_and_stand_on_today(desk) -> None:
    ruth = desk.supervisor("Ruth Example")
    assert desk.ask(check_ins.rhythms, CHECK_IN, desk.today) == []
    desk.do(check_ins.set_every, ruth, CHECK_IN, "monthly", date(2026, 10, 1))
    [one] = desk.ask(check_ins.rhythms, CHECK_IN, desk.today)
    assert (one.name, one.every, one.by_contract, one.last, one.due) == (
        "Ruth Example", "monthly", False, None, date(2026, 11, 1))
    assert lines(desk, "check_in") == [("due", "Ruth Example", "Check-in by 1 November 2026")]
    planned = desk.apply(check_ins.new_check_in(ruth, desk.today + timedelta(days=3)))
    assert lines(desk, "check_in") == [("next", "Ruth Example", "Check-in on 24 November 2026")]
    desk.edit(CheckIn, planned, on=desk.today, progress="Settled in", challenges="Travel")
    assert lines(desk, "check_in") == []
    [one] = desk.ask(check_ins.rhythms, CHECK_IN, desk.today)
    assert (one.last, one.due) == (desk.today, date(2026, 12, 21))
    assert [row.words for row in desk.ask(check_ins.rows)] == ["Settled in · Travel"]
    desk.do(check_ins.set_every, ruth, CHECK_IN, "never", desk.today)
    assert desk.ask(check_ins.rhythms, CHECK_IN, desk.today)[0].due is None
    desk.do(check_ins.set_every, ruth, CHECK_IN, check_ins.BY_CONTRACT, desk.today)
    assert every(desk, FeedbackRhythm) == []


@pytest.mark.requirement("FBK-02")
@pytest.mark.requirement("FBK-05")
@pytest.mark.requirement("SES-04")
def test_check_ins_evaluations_and_appraisals_are_in_no_figure_of_supervision(desk) -> None:
    ruth = desk.supervisor("Ruth Example")
    desk.apply(cadence.new_rule("Once a month", "monthly", desk.today))
    desk.held(ruth, on=date(2026, 9, 10))
    whole = (date(2026, 1, 1), desk.today)

    def told() -> list[Any]:
        return [desk.ask(cadence.states, desk.today), desk.ask(cadence_statement.statement, *whole, desk.today),
                desk.ask(time_groups.total, *whole), desk.ask(sessions.rows)]

    before = told()
    assert before[3]
    for days in (3, 10, 40, 70):
        desk.apply(check_ins.new_check_in(ruth, desk.today - timedelta(days=days), "Talked"))
        desk.apply(appraisals.new_appraisal(desk.today - timedelta(days=days), person_id=ruth))
        desk.do(evaluations.begin, ruth, desk.today - timedelta(days=days))
    assert len(every(desk, CheckIn)) == len(every(desk, Appraisal)) == 4
    assert told() == before
    assert every(desk, CadenceRule)


@pytest.mark.requirement("CON-15")
def test_what_a_contract_says_of_feedback_becomes_reminders(desk) -> None:
    ruth = desk.supervisor("Ruth Example")
    contract = desk.contract(ruth, check_in_every="monthly", evaluation_every="six_months", starts_on=date(2026, 5, 1),
                             evaluation_steps="Notes by both; A talk")
    assert lines(desk, "check_in", "written_evaluation") == [], "a draft reminds of nothing"
    desk.sign(contract, SELF, ruth, on=date(2026, 5, 1))
    assert lines(desk, "check_in", "written_evaluation") == [
        ("due", "Ruth Example", "Check-in by 1 November 2026"),
        ("due", "Ruth Example", "Written evaluation by 1 November 2026")]
    assert desk.ask(check_ins.rhythms, EVALUATION, desk.today)[0].by_contract
    begun = desk.do(evaluations.begin, ruth, desk.today)
    assert [one.text for one in desk.ask(evaluations.page, begun).steps] == ["Notes by both", "A talk"]
    desk.apply(check_ins.new_check_in(ruth, desk.today, "Well"))
    assert lines(desk, "check_in", "written_evaluation") == []
    desk.do(check_ins.set_every, ruth, CHECK_IN, "weekly", desk.today)
    assert desk.ask(check_ins.rhythms, CHECK_IN, desk.today)[0].due == desk.today + timedelta(weeks=1)
    assert desk.get(Contract, contract).check_in_every == "monthly"


@pytest.mark.parametrize(("every", "starts", "held", "due"), [
    ("monthly", date(2026, 1, 15), [], date(2026, 11, 15)),
    ("monthly", date(2026, 11, 15), [], date(2026, 12, 15)),
    ("two_weeks", date(2020, 1, 1), [date(2026, 11, 1), date(2026, 11, 10)], date(2026, 11, 24)),
    ("each_session", date(2020, 1, 1), [date(2026, 11, 1)], None),
    ("never", date(2020, 1, 1), [], None),
    ("twelve_months", None, [], None)])
def test_the_next_one_is_an_interval_after_the_last(every, starts, held, due) -> None:
    assert next_due(every, starts, held, date(2026, 11, 21)) == due


@pytest.mark.requirement("FBK-03")
def test_an_evaluation_keeps_the_steps_and_headings_it_was_given(desk) -> None:
    sam = desk.apply(people.new_supervisee("Sam Example", desk.today))
    first = desk.do(evaluations.begin, sam, date(2026, 1, 10))
    page = desk.ask(evaluations.page, first)
    assert (page.record.whose, page.evaluated, page.author) == ("theirs", "Sam Example", "Morgan Sample")
    assert len(page.sections) == len(page.steps) == 4
    desk.edit(EvaluationSection, page.sections[0].id, heading="Letters", text="Clear", comment="Thank you")
    desk.do(evaluations.take_out, page.sections[1].id)
    desk.do(evaluations.add_heading, first, "Travel")
    desk.do(evaluations.add_step, first, "A copy for each")
    desk.edit(EvaluationStep, page.steps[0].id, text="Notes", done_on=desk.today)
    desk.edit(WrittenEvaluation, first, rating="as_agreed", author_signed_on=desk.today, evaluated_signed_on=desk.today)
    [row] = desk.ask(evaluations.rows)
    assert (row.signed, row.done, row.steps) == (True, 1, 5)
    again = desk.ask(evaluations.page, desk.do(evaluations.begin, sam, date(2026, 7, 10)))
    assert [one.heading for one in again.sections][0::3] == ["Letters", "Travel"]
    assert [(one.text, one.done_on) for one in again.steps][::4] == [("Notes", None), ("A copy for each", None)]
    assert (again.record.starts_on, again.record.rating) == (date(2026, 1, 10), None)
    desk.do(evaluations.delete, first)
    assert len(every(desk, WrittenEvaluation)) == 1
    assert {one.evaluation_id for one in every(desk, EvaluationSection)} == {again.record.id}


@pytest.mark.requirement("FBK-05")
def test_an_appraisal_has_objectives_and_a_next_date(desk) -> None:
    held = desk.apply(appraisals.new_appraisal(date(2025, 11, 1), "The agency"))
    for words in ("Write shorter reports", "A course on capacity"):
        desk.do(appraisals.add_objective, held, words)
    desk.edit(Appraisal, held, next_on=date(2026, 11, 28))
    assert lines(desk, "appraisal") == [("next", "The agency", "Appraisal by 28 November 2026")]
    _, objectives = desk.ask(appraisals.page, held)
    assert [one.objective for one in objectives] == ["Write shorter reports", "A course on capacity"]
    desk.apply(appraisals.new_appraisal(desk.today, "The agency"))
    assert lines(desk, "appraisal") == []
    assert [(row.who, row.objectives) for row in desk.ask(appraisals.rows)] == [("The agency", 0), ("The agency", 2)]


@pytest.mark.requirement("FBK-05")
@pytest.mark.requirement("FRW-06")
def test_feedback_evaluations_and_appraisals_can_be_picked_as_evidence(desk) -> None:
    ruth = desk.supervisor("Ruth Example")
    desk.apply(feedback.new_feedback(desk.today, "Letters are clear", person_id=ruth))
    desk.apply(feedback.new_feedback(desk.today, "Said to somebody else", "given"))
    desk.do(evaluations.begin, ruth, desk.today)
    held = desk.apply(appraisals.new_appraisal(desk.today, "The agency"))
    found = [one for one in desk.ask(offers) if one.kind == "feedback"]
    assert [one.words for one in found] == [
        "Feedback, Ruth Example: Letters are clear", "Written evaluation, Ruth Example, 21 Nov 2026",
        "Appraisal, The agency, 21 Nov 2026"]
    cmf = load_frameworks(resources_dir() / "frameworks").newest("cmf")
    begun = desk.do(assessment.start, "brain_injury", cmf, desk.today)
    one = found[-1]
    desk.apply(assessment.add_evidence(begun, "CMA.LEA.3", one.kind, words=one.words, record=one.record, on=one.on))
    [kept] = desk.ask(assessment.page, begun).evidence["CMA.LEA.3"]
    assert (kept.record_kind, kept.record_id) == ("appraisal", held)


@pytest.mark.requirement("FBK-06")
def test_a_form_has_the_usual_questions_or_her_own_and_answers_keep_what_was_asked(desk) -> None:
    assert feedback_forms.questions_of(None, "client") != feedback_forms.questions_of(None, "colleague")
    form = desk.apply(feedback_forms.new_form("Families", "family"))
    own = desk.ask(feedback_forms.forms)[0]
    assert feedback_forms.questions_of(own) == feedback_forms.usual_questions("family")
    desk.edit(type(own), form, questions="What helps?\n\n What does not? ")
    own = desk.ask(feedback_forms.forms)[0]
    asked = feedback_forms.questions_of(own)
    assert asked == ["What helps?", "What does not?"]
    said = desk.apply(feedback.from_form(own.name, asked, desk.today, own.source))
    desk.do(feedback_forms.delete, form)
    page = desk.ask(feedback.page, said)
    assert (page.record.summary, page.record.source) == ("Answers: Families", "family")
    assert [one.question for one in page.answers] == asked
    desk.edit(FeedbackAnswer, page.answers[0].id, answer="Ringing back")
    desk.do(feedback.delete, said)
    assert every(desk, FeedbackAnswer) == []
