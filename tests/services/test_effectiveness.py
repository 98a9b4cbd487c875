"""Reviews of how supervision works: what is said, what follows from it, what is proposed, what is due again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence import CadenceRule
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.effectiveness import BenefitNoticed, EffectivenessLine, EffectivenessReview, SessionRating
from supervision_desktop.domain.effectiveness_rules import (
    BARRIER,
    CONDITION,
    ENABLER,
    SUPERVISEE,
    SUPERVISOR,
    apart,
    unanswered,
)
from supervision_desktop.domain.people import Supervisor
from supervision_desktop.domain.preparation import Topic
from supervision_desktop.domain.sessions import Participant, SupervisionSession
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import add_months
from supervision_desktop.services import (
    benefits,
    cadence,
    effectiveness,
    effectiveness_words,
    people,
    practice,
    sessions,
    today,
)
from supervision_desktop.services.effectiveness_proposals import proposals
from supervision_desktop.store.changes import created, gesture

TODAY = date(2026, 11, 21)
TRUST, TIME = (CONDITION, "trust_relationship"), (CONDITION, "protected_time")
WORKLOAD = (BARRIER, "heavy_workload")


@pytest.fixture
def robin(desk: Any) -> str:
    return str(desk.supervisor())


@pytest.fixture
def review(desk: Any, robin: str) -> str:
    return str(desk.do(effectiveness.begin, robin, TODAY))


def topics(desk: Any) -> list[Topic]:
    with desk.store.read() as db:
        return list(db.query(Topic))


def bond(desk: Any, person: str) -> str:
    return str(desk.ask(people.page, person).supervisor.id)


def told(desk: Any, review: str) -> dict[tuple[str, str], str]:
    return {(one.item, one.by): one.value for one in desk.ask(effectiveness.review, review).said()}


@pytest.mark.requirement("EFF-01")
def test_a_condition_that_is_missing_becomes_a_topic_and_goes_again_when_it_holds(
        desk: Any, robin: str, review: str) -> None:
    desk.do(effectiveness.say, review, TRUST, SUPERVISEE, "not_met", "Trust")
    (topic,) = topics(desk)
    assert (topic.text, topic.person_id, topic.state, topic.on) == ("How supervision works: Trust", robin, "waiting", TODAY)
    assert topic.reason == "Said to be missing when you looked at it on 21 November 2026"
    desk.do(effectiveness.say, review, TRUST, SUPERVISEE, "not_met", "Trust")
    assert len(topics(desk)) == 1
    desk.do(effectiveness.say, review, TRUST, SUPERVISEE, "partly", "Trust")
    assert topics(desk) == []
    assert told(desk, review) == {("trust_relationship", SUPERVISEE): "partly"}
    desk.do(effectiveness.say, review, TRUST, SUPERVISEE, "", "Trust")
    assert told(desk, review) == {}


@pytest.mark.requirement("EFF-01")
def test_a_topic_that_was_talked_about_stays(desk: Any, review: str) -> None:
    desk.do(effectiveness.say, review, TRUST, SUPERVISEE, "not_met", "Trust")
    desk.edit(Topic, topics(desk)[0].id, state="discussed")
    desk.do(effectiveness.say, review, TRUST, SUPERVISEE, "met", "Trust")
    assert [one.state for one in topics(desk)] == ["discussed"]


@pytest.mark.requirement("EFF-01")
def test_an_action_is_made_where_it_is_wanted_and_outlives_the_review(desk: Any, review: str) -> None:
    desk.do(effectiveness.say, review, TRUST, SUPERVISEE, "not_met", "Trust")
    desk.do(effectiveness.add_action, review, TRUST, SUPERVISEE, "Ask for an hour about us", TODAY)
    line = desk.ask(effectiveness.review, review).line(TRUST, SUPERVISEE)
    action = desk.get(Action, line.action_id)
    assert (action.text, action.owner_id) == ("Ask for an hour about us", SELF)
    with pytest.raises(BadInput, match="Action is needed"):
        desk.do(effectiveness.add_action, review, TRUST, SUPERVISEE, " ", TODAY)
    desk.do(effectiveness.drop, review)
    assert desk.ask(effectiveness.review, review) is None
    assert topics(desk) == []
    assert desk.get(Action, action.id).text == "Ask for an hour about us"
    assert desk.sound()


def test_a_review_of_today_is_gone_on_with(desk: Any, robin: str, review: str) -> None:
    assert desk.do(effectiveness.begin, robin, TODAY) == review
    assert desk.get(EffectivenessReview, review).direction == "received"
    sam = desk.apply(people.new_supervisee("Sam Example", TODAY))
    given = desk.do(effectiveness.begin, sam, TODAY)
    assert desk.get(EffectivenessReview, given).direction == "given"
    assert desk.ask(effectiveness.review, given).side == SUPERVISOR


@pytest.mark.requirement("EFF-01")
@pytest.mark.requirement("EFF-02")
@pytest.mark.requirement("PRE-05")
def test_values_are_proposed_from_what_is_known_with_the_facts(desk: Any, robin: str) -> None:
    assert desk.ask(proposals, robin, TODAY) == {}
    for n, (free, private, prepared) in enumerate((("yes", "yes", "prepared"), ("partly", "yes", "not_prepared"),
                                                   ("no", "yes", None))):
        session = desk.held(robin, on=date(2026, 8 + n, 3))
        desk.edit(SupervisionSession, session, kept_free=free, kept_private=private)
        for one in desk.ask(sessions.page, session).present:
            desk.edit(Participant, one.participant.id, prepared=prepared)
    desk.edit(Supervisor, bond(desk, robin), choice="assigned", culture_theirs="Likes silence")
    found = desk.ask(proposals, robin, TODAY)
    assert {point: made.value for point, made in found.items()} == {
        TIME: "partly", (CONDITION, "safe_private_space"): "met", (CONDITION, "preparation"): "partly",
        (ENABLER, "protected_time"): "3", (ENABLER, "private_space"): "5", (ENABLER, "choice_of_supervisor"): "2",
        (ENABLER, "cultural_understanding"): "3"}
    assert found[TIME].because == "Time kept free in 1 of 3 sessions"
    assert found[CONDITION, "preparation"].because == "Came prepared 2 of 4 times, both of you counted"
    contract = desk.contract(robin, purpose_individual=True, purpose_on=date(2026, 3, 2))
    assert (CONDITION, "shared_purpose") not in desk.ask(proposals, robin, TODAY), "a draft is nothing agreed"
    desk.edit(Contract, contract, status="agreed")
    found = desk.ask(proposals, robin, TODAY)
    assert (found[CONDITION, "shared_purpose"].value, found[CONDITION, "shared_purpose"].because) == (
        "met", "Settled on 2 March 2026")
    assert found[ENABLER, "shared_purpose_needs_based"].value == "4"


@pytest.mark.requirement("SUP-14")
@pytest.mark.parametrize(("choice", "value"), [
    ("own_choice", "5"), ("offered_choice", "4"), ("assigned", "2"), (None, None)])
def test_whether_there_was_a_choice_proposes_how_far_that_helps(
        desk: Any, robin: str, choice: str | None, value: str | None) -> None:
    desk.edit(Supervisor, bond(desk, robin), choice=choice)
    found = desk.ask(proposals, robin, TODAY).get((ENABLER, "choice_of_supervisor"))
    assert (found.value if found else None) == value


@pytest.mark.requirement("SUP-15")
def test_what_is_adjusted_for_each_other_proposes_understanding_without_its_words(desk: Any, robin: str) -> None:
    desk.edit(Supervisor, bond(desk, robin), culture_agreed="A pause after each question")
    found = desk.ask(proposals, robin, TODAY)[ENABLER, "cultural_understanding"]
    assert (found.value, "pause" in found.because) == ("4", False)


@pytest.mark.requirement("EFF-02")
def test_regular_is_proposed_low_below_four_fifths_of_an_adopted_rule(desk: Any, robin: str) -> None:
    for month in (1, 2, 3, 5, 6, 8, 9):
        desk.held(robin, on=date(2026, month, 5))
    assert (ENABLER, "regular") not in desk.ask(proposals, robin, TODAY), "no rule was adopted"
    rule = desk.apply(cadence.new_rule("Every month", cadence.PRESETS[0][0], date(2025, 1, 1)))
    desk.edit(CadenceRule, rule, count=1, unit="month", focus=None, adopted=False)
    assert (ENABLER, "regular") not in desk.ask(proposals, robin, TODAY)
    desk.edit(CadenceRule, rule, adopted=True, source="own_policy")
    found = desk.ask(proposals, robin, TODAY)[ENABLER, "regular"]
    assert found.value == "2"
    assert "“Every month”" in found.because
    for month in (4, 7, 10, 11):
        desk.held(robin, on=date(2026, month, 5))
    for month in (11, 12):
        desk.held(robin, on=date(2025, month, 5))
    assert desk.ask(proposals, robin, TODAY)[ENABLER, "regular"].value == "5"


@pytest.mark.requirement("EFF-01")
def test_what_is_proposed_is_taken_over_at_once_and_changes_nothing_that_was_said(desk: Any, review: str) -> None:
    desk.do(effectiveness.say, review, TIME, SUPERVISEE, "met")
    desk.do(effectiveness.say_all, review, SUPERVISEE, {TIME: "not_met", TRUST: "not_met", (ENABLER, "regular"): "4"},
            lambda point: point[1])
    assert told(desk, review) == {
        ("protected_time", SUPERVISEE): "met", ("trust_relationship", SUPERVISEE): "not_met", ("regular", SUPERVISEE): "4"}
    assert len(topics(desk)) == 1


@pytest.mark.requirement("EFF-03")
def test_a_counter_measure_or_an_action_takes_a_strong_barrier_off_the_list(desk: Any, review: str) -> None:
    desk.do(effectiveness.say, review, WORKLOAD, SUPERVISEE, "3")
    assert unanswered(desk.ask(effectiveness.review, review).said()) == [WORKLOAD]
    line = effectiveness.line_id(review, WORKLOAD, SUPERVISEE)
    desk.edit(EffectivenessLine, line, counter="Two hours a week without appointments")
    assert unanswered(desk.ask(effectiveness.review, review).said()) == []
    desk.edit(EffectivenessLine, line, counter=None)
    desk.do(effectiveness.add_action, review, WORKLOAD, SUPERVISEE, "Say no once a week", TODAY)
    assert unanswered(desk.ask(effectiveness.review, review).said()) == []


@pytest.mark.requirement("EFF-05")
def test_each_side_has_its_view_and_what_differs_by_two_is_marked(desk: Any, review: str) -> None:
    for point, mine, theirs in ((TRUST, "met", "not_met"), (TIME, "met", "partly"), (WORKLOAD, "0", "2")):
        desk.do(effectiveness.say, review, point, SUPERVISEE, mine)
        desk.do(effectiveness.say, review, point, SUPERVISOR, theirs)
    assert apart(desk.ask(effectiveness.review, review).said()) == [TRUST, WORKLOAD]


@pytest.mark.requirement("EFF-05")
def test_after_half_a_year_it_is_due_again_for_who_was_looked_at_once(desk: Any, robin: str) -> None:
    desk.supervisor("Kim Placeholder")

    def lines() -> list[tuple[str, str, str]]:
        found = desk.ask(today.items, TODAY)
        return [(one.group, one.title, one.reason) for one in found if "Look again at how" in one.reason]

    assert lines() == []
    review = desk.do(effectiveness.begin, robin, add_months(TODAY, -6))
    assert lines() == [("due", "Robin Specimen", "Look again at how supervision works, by 21 November 2026")]
    desk.edit(EffectivenessReview, review, on=date(2026, 6, 1))
    assert lines() == [("next", "Robin Specimen", "Look again at how supervision works, by 1 December 2026")]
    desk.do(practice.set_setting, effectiveness.INTERVAL_SETTING, "12")
    assert lines() == []
    desk.edit(EffectivenessReview, review, on=date(2025, 11, 1))
    assert [line[0] for line in lines()] == ["due"]
    desk.do(practice.set_setting, effectiveness.INTERVAL_SETTING, "0")
    assert lines() == []
    desk.do(practice.set_setting, effectiveness.INTERVAL_SETTING, "6")
    desk.do(_ended, robin)
    assert lines() == []


def _ended(db: Any, person: str) -> Any:
    return people.set_status(people.page(db, person), "ended", TODAY)


@pytest.mark.requirement("EFF-06")
def test_three_reviews_give_three_points_on_each_line(desk: Any, robin: str) -> None:
    for months, trust, workload in ((12, "not_met", "1"), (6, "partly", "2"), (0, "met", "3")):
        review = desk.do(effectiveness.begin, robin, add_months(TODAY, -months))
        desk.do(effectiveness.say, review, TRUST, SUPERVISEE, trust, "Trust")
        desk.do(effectiveness.say, review, WORKLOAD, SUPERVISEE, workload)
    desk.do(effectiveness.say, review, TIME, SUPERVISOR, "met")
    assert effectiveness_words.view_name(SUPERVISOR, SUPERVISEE, "Dr Idris Penhallow", lambda *_: "") == "Idris's view"
    days, lines = effectiveness_words.trend(desk.ask(effectiveness.reviews, robin), SUPERVISEE)
    assert days == [add_months(TODAY, -12), add_months(TODAY, -6), TODAY]
    assert {one.point: (one.words(desk.lists.label), one.change) for one in lines} == {
        TIME: (["", "", "Holds"], ""), TRUST: (["Missing", "Partly", "Holds"], "up"),
        WORKLOAD: (["Slight", "Noticeable", "Strong"], "down")}


@pytest.mark.requirement("EFF-07")
def test_benefits_are_counted_by_year_and_by_who_gained(desk: Any, robin: str) -> None:
    for on, whom in ((date(2025, 5, 1), "client"), (date(2026, 2, 1), "client"), (date(2026, 3, 1), "client"),
                     (date(2026, 4, 1), "business"), (date(2026, 5, 1), None)):
        made = desk.apply(benefits.notice(robin, " Slept better ", TODAY))
        desk.edit(BenefitNoticed, made, on=on, for_whom=whom)
    found = desk.ask(benefits.benefits, robin)
    assert {one.example for one in found} == {"Slept better"}
    assert benefits.by_year(found) == [(2026, {"client": 2, "business": 1, "": 1}), (2025, {"client": 1})]


@pytest.mark.requirement("EFF-08")
def test_a_session_is_rated_click_by_click_also_after_its_seal_and_goes_with_it(desk: Any, robin: str) -> None:
    session = desk.held(robin)
    desk.do(benefits.rate, session, "useful", "4", TODAY)
    desk.do(benefits.rate, session, "challenged", "2", TODAY)
    desk.do(benefits.rate, session, "useful", "3", TODAY)
    found = desk.ask(benefits.rating, session)
    assert (found.useful, found.challenged, found.supported, found.on) == ("3", "2", None, TODAY)
    assert [(on, one.id) for on, one in desk.ask(benefits.ratings, robin)] == [(TODAY, found.id)]
    desk.edit(sessions.SessionRecord, desk.ask(sessions.page, session).record.id, summary="We spoke.")
    desk.do(sessions.finish, session, desk.clock)
    desk.do(benefits.rate, session, "supported", "4", TODAY)
    assert desk.ask(benefits.rating, session).supported == "4"
    other = desk.held(robin)
    desk.do(benefits.rate, other, "wanted", "1", TODAY)
    desk.do(sessions.delete, desk.ask(sessions.page, other))
    assert desk.ask(benefits.rating, other) is None


def test_whoever_is_deleted_takes_reviews_and_benefits_along(desk: Any, robin: str, review: str) -> None:
    desk.do(effectiveness.say, review, TIME, SUPERVISEE, "met")
    desk.apply(benefits.notice(robin, "A clear head", TODAY))
    desk.do(people.delete, desk.ask(people.page, robin))
    with desk.store.read() as db:
        assert [db.query(kind).count() for kind in (EffectivenessReview, EffectivenessLine, BenefitNoticed)] == [0, 0, 0]
    assert desk.sound()


def test_a_rating_is_no_part_of_what_a_record_freezes(desk: Any, robin: str) -> None:
    session = desk.held(robin)
    desk.apply(gesture("New", created(SessionRating, {"session_id": session, "on": TODAY, "remark": "Too polite"},
                                      benefits.rating_id(session))))
    with desk.store.read() as db:
        parts = sessions.whole_parts(db, sessions.page(db, session))
    assert "Too polite" not in repr(parts)
