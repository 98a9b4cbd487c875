"""Needs, training, mentoring, the shelf and the tour: what is made, what goes along, what is shown beside a low rating."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from supervision_desktop.content.frameworks import Framework, Frameworks, load_frameworks
from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.domain.base import Record, fields_of
from supervision_desktop.domain.cpd import CpdEntry, CpdMapping
from supervision_desktop.domain.development import (
    DevelopmentNeed,
    Mentoring,
    MentoringMeeting,
    Resource,
    SupportSource,
    Tool,
    TrainingOffer,
)
from supervision_desktop.domain.links import Link
from supervision_desktop.domain.people import Person
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import add_months
from supervision_desktop.paths import resources_dir
from supervision_desktop.services import (
    assessment,
    cadence,
    development,
    importing,
    links,
    owned,
    practice,
    search,
    time,
    today,
    tour,
)
from supervision_desktop.services import development_mentoring as mentoring
from supervision_desktop.services import development_shelf as shelf
from supervision_desktop.services import development_training as training
from supervision_desktop.services.assessment_offers import offers
from supervision_desktop.services.attachments import Content, add_all, gone_with
from supervision_desktop.services.import_training import TRAINING
from supervision_desktop.services.importing import Choices
from supervision_desktop.store import search as found_words
from supervision_desktop.store.changes import gesture

ADVOCACY = ("cmf", "PPD.ETH.3")
LEARNING = ("cmf", "PPD.CPD.1")


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return load_frameworks(resources_dir() / "frameworks")


@pytest.fixture(scope="module")
def cmf(frameworks: Frameworks) -> Framework:
    return frameworks.newest("cmf")


def every(desk: Any, record: type[Record]) -> list[Any]:
    return desk.ask(lambda db: db.scalars(select(record)).all())


def tie(desk: Any, kind: str, record_id: str, *criteria: tuple[str, str]) -> None:
    for one in criteria:
        desk.do(development.tick, (kind, record_id), one, on=True)


def must(desk: Any, title: str, on: date, until: date | None, **more: Any) -> str:
    return desk.apply(training.new_offer(title, state="done", on=on, mandatory=True, valid_until=until, **more))


def lines(desk: Any, kind: str) -> list[today.Item]:
    return [item for item in desk.ask(today.items, desk.today) if item.kind == kind]


@pytest.mark.requirement("PDM-01")
def test_a_need_comes_from_a_session_or_a_gap_and_keeps_what_was_noted(desk, cmf, frameworks) -> None:
    session = desk.held(desk.supervisor())
    first = desk.apply(development.new_need(" Say no early ", desk.today, came_from=("supervision_session", session)))
    kept = desk.get(DevelopmentNeed, first)
    assert (kept.need, kept.nature, kept.status, kept.source, kept.noticed_on) == (
        "Say no early", "need", "open", "session", desk.today)
    assert [one.id for one in desk.ask(development.of_record, session)] == [first]
    assert [one.title for one in desk.ask(development.origins, first)] == ["Robin Specimen, 21 Nov 2026"]
    looked = desk.do(assessment.start, "brain_injury", cmf, desk.today)
    desk.do(assessment.rate, looked, ADVOCACY[1], 1)
    [gap] = desk.ask(development.gaps, frameworks)
    second = desk.apply(development.from_gap(gap, desk.today))
    kept = desk.get(DevelopmentNeed, second)
    assert (kept.need, kept.source, kept.field) == ("Advocacy", "assessment", "brain_injury")
    assert desk.ask(development.criteria, second) == {ADVOCACY}
    [gap] = desk.ask(development.gaps, frameworks)
    assert [one.id for one in gap.needs] == [second]
    desk.do(assessment.delete, looked)
    assert desk.ask(development.origins, second) == []
    with pytest.raises(BadInput, match="A line is enough"):
        development.new_need("  ", desk.today)


@pytest.mark.requirement("PDM-01", waiting="LRN")
def test_a_need_can_come_from_an_incident(desk) -> None:
    made = desk.apply(development.new_need("Check the address", desk.today, came_from=("incident", "i-1")))
    assert desk.get(DevelopmentNeed, made).source == "incident"
    assert desk.ask(links.to, made) == [("incident", "i-1")]


@pytest.mark.requirement("PDM-01")
def test_strengths_and_limits_ask_for_nothing(desk) -> None:
    for words, more in (("Calm", {"nature": "strength"}), ("Met", {"status": "met"}), ("Courts", {"nature": "limit"}),
                        ("Say no", {"status": "under_way"})):
        desk.apply(development.new_need(words, desk.today, **more))
    assert [(row.need.need, row.open) for row in desk.ask(development.rows)] == [
        ("Say no", True), ("Calm", False), ("Courts", False), ("Met", False)]


@pytest.mark.requirement("PDM-02")
def test_done_makes_one_cpd_entry_with_the_same_data_in_one_gesture(desk) -> None:
    need = desk.apply(development.new_need("Capacity", desk.today))
    made = desk.apply(training.new_offer(
        "Capacity day", need_id=need, state="booked", kind="workshop", on=date(2026, 11, 19), minutes=360,
        provider="Made-up Learning", cost_pence=9500, field="brain_injury", relevance="Asked three times"))
    tie(desk, "training_offer", made, LEARNING)
    assert [one.id for one in desk.ask(training.for_need, need)] == [made]
    changes = desk.ask(training.finish, made, desk.today)
    desk.store.apply(changes)
    [entry] = every(desk, CpdEntry)
    assert (entry.on, entry.title, entry.kind, entry.minutes, entry.provider, entry.cost_pence, entry.field, entry.plan) == (
        date(2026, 11, 19), "Capacity day", "workshop", 360, "Made-up Learning", 9500, "brain_injury", "Asked three times")
    assert [(one.standard, one.criterion) for one in every(desk, CpdMapping)] == [LEARNING]
    assert desk.ask(training.entry_of, made) == entry.id
    desk.edit(TrainingOffer, made, state="booked")
    desk.do(training.finish, made, desk.today)
    assert len(every(desk, CpdEntry)) == 1, "once, however often it is said"
    desk.edit(TrainingOffer, made, state="booked")
    desk.store.apply(desk.ask(lambda db: gesture("x", *owned.deletion(db, db.get_one(CpdEntry, entry.id)))))
    desk.store.apply(desk.ask(training.finish, made, desk.today))
    assert len(every(desk, CpdEntry)) == 1, "and anew when the entry is gone"


@pytest.mark.requirement("PDM-02")
def test_taking_done_back_takes_the_entry_back(desk) -> None:
    made = desk.apply(training.new_offer("Seminar on funding", kind="own kind"))
    changes = desk.ask(training.finish, made, desk.today)
    desk.store.apply(changes)
    assert [(one.kind, one.on) for one in every(desk, CpdEntry)] == [("training", desk.today)]
    desk.store.apply(changes.inverted())
    kept = desk.get(TrainingOffer, made)
    assert (every(desk, CpdEntry), kept.state, kept.on) == ([], "idea", None)
    with pytest.raises(BadInput, match="what the training is called"):
        training.new_offer(" ")


@pytest.mark.requirement("PDM-02")
def test_the_list_has_what_is_to_come_first(desk) -> None:
    for title, state, days in (("Old", "done", -90), ("Newer", "done", -9), ("Soon", "booked", 9), ("Later", "planned", 90),
                               ("Some day", "idea", None)):
        on = desk.today + timedelta(days=days) if days else None
        desk.apply(training.new_offer(title, state=state, on=on))
    assert [one.title for one in desk.ask(training.rows)] == ["Soon", "Later", "Some day", "Newer", "Old"]


@pytest.mark.requirement("PDM-03")
def test_meetings_are_no_supervision_and_can_be_evidence(desk) -> None:
    before = desk.ask(cadence.recent, desk.today), desk.ask(time.entries, date(2020, 1, 1), desk.today)
    made = desk.do(mentoring.begin, "Wilf  Underhill", "mentee", desk.today)
    meeting = desk.apply(mentoring.met(made, date(2026, 11, 20), 60, "Quoting"))
    assert (desk.ask(cadence.recent, desk.today), desk.ask(time.entries, date(2020, 1, 1), desk.today)) == before
    [row] = desk.ask(mentoring.rows)
    assert (row.name, row.minutes, row.last) == ("Wilf Underhill", 60, date(2026, 11, 20))
    [offer] = [one for one in desk.ask(offers) if one.kind == "mentoring"]
    assert (offer.record, offer.words) == (("mentoring_meeting", meeting), "Mentored by Wilf Underhill, 20 Nov 2026")
    entry = desk.do(mentoring.log, meeting)
    assert (desk.get(CpdEntry, entry).kind, desk.get(CpdEntry, entry).minutes) == ("mentoring", 60)
    assert desk.do(mentoring.log, meeting) == entry
    assert len(every(desk, CpdEntry)) == 1


def test_somebody_known_is_not_made_again_and_all_of_a_mentoring_goes_together(desk) -> None:
    robin = desk.supervisor()
    made = desk.do(mentoring.begin, "robin specimen", "mentor", desk.today)
    assert desk.get(Mentoring, made).person_id == robin
    desk.apply(mentoring.met(made, desk.today))
    people = len(every(desk, Person))
    desk.store.apply(desk.ask(lambda db: development.delete(db, db.get_one(Mentoring, made), "Gone")))
    assert (every(desk, MentoringMeeting), every(desk, Link), len(every(desk, Person))) == ([], [], people)
    assert "person_id" in Mentoring.problems({"person_id": "00000000-0000-4000-8000-000000000001"})
    with pytest.raises(BadInput, match="A name is enough"):
        desk.ask(mentoring.begin, " ", "mentor", desk.today)


@pytest.mark.requirement("PDM-04")
def test_the_shelf_is_searched_by_tag_and_tied_to_criteria(desk) -> None:
    one = desk.apply(shelf.new_resource("A page of sentences #boundaries #phone #boundaries"))
    other = desk.apply(shelf.new_resource("Pacing"))
    tie(desk, "resource", one, LEARNING, ADVOCACY)
    rows = desk.ask(shelf.resources)
    assert [(row.resource.title, row.resource.tags) for row in rows] == [
        ("A page of sentences", ("boundaries", "phone")), ("Pacing", None)]
    assert shelf.tags(rows) == [("boundaries", 1), ("phone", 1)]
    assert "boundaries" in rows[0].words
    assert desk.ask(links.of, links.criterion(*ADVOCACY)[1]) == [("resource", one)]
    desk.do(development.tick, ("resource", one), ADVOCACY, on=False)
    assert desk.ask(development.criteria, one) == {LEARNING}
    assert [hit.title for hit in desk.ask(search.results, "phone")] == ["A page of sentences"]
    desk.store.apply(add_all("resource", other, [Content("Paper.txt", 3, "0" * 64)], desk.today))
    assert [step.kind for step in desk.ask(gone_with, [other])] == [Attachment.__tablename__]
    with pytest.raises(BadInput, match="what it is called"):
        shelf.new_resource("#only #tags")


@pytest.mark.requirement("PDM-05")
def test_a_tool_says_whether_it_holds_client_data_and_renews(desk) -> None:
    made = desk.apply(shelf.new_tool("Heron Mail"))
    assert {"name", "purposes", "holds_client_data", "data_protection_note", "renews_on"} == set(fields_of(Tool))
    desk.edit(Tool, made, holds_client_data=True, purposes=("communication",), renews_on=desk.today + timedelta(days=30))
    [line] = lines(desk, "tool")
    assert (line.title, line.reason) == ("Heron Mail", "Renews 21 December 2026")
    desk.edit(Tool, made, renews_on=desk.today + timedelta(days=31))
    assert lines(desk, "tool") == []


@pytest.mark.requirement("PDM-06")
def test_a_low_rating_shows_what_belongs_to_its_criterion(desk, cmf, frameworks) -> None:
    guide = desk.apply(shelf.new_resource("Speaking for a client"))
    course = desk.apply(training.new_offer("Advocacy in an hour"))
    dropped = desk.apply(training.new_offer("Advocacy abroad", state="dropped"))
    for kind, one in (("resource", guide), ("training_offer", course), ("training_offer", dropped)):
        tie(desk, kind, one, ADVOCACY)
    older = desk.do(assessment.start, "brain_injury", cmf, add_months(desk.today, -12))
    desk.do(assessment.rate, older, "PPD.SUP.1", 0)
    newer = desk.do(assessment.start, "brain_injury", cmf, desk.today)
    found = desk.ask(development.gaps, frameworks)
    assert [gap.criterion[1] for gap in found] == ["PPD.SUP.1"], "the newest that says something"
    for code, value in ((ADVOCACY[1], 1), ("PPD.SUP.1", 2), ("PPD.SUP.2", 0), ("PPD.SUP.3.r1", 0)):
        desk.do(assessment.rate, newer, code, value)
    nothing, advocacy = desk.ask(development.gaps, frameworks)
    assert (nothing.criterion[1], nothing.help) == ("PPD.SUP.2", ())
    assert (advocacy.name, {one.id for one in advocacy.help}) == ("Advocacy", {guide, course})


@pytest.mark.requirement("PDM-07")
def test_expiry_reminds_thirty_days_before_unless_changed(desk) -> None:
    made = must(desk, "Safeguarding", date(2025, 12, 21), desk.today + timedelta(days=31))
    assert lines(desk, "training_offer") == []
    desk.edit(TrainingOffer, made, valid_until=desk.today + timedelta(days=30))
    [line] = lines(desk, "training_offer")
    assert (line.group, line.id, line.title, line.reason) == ("due", made, "Safeguarding", "Holds until 21 December 2026")
    desk.do(practice.set_setting, training.LEAD_SETTING, "7")
    assert lines(desk, "training_offer") == []
    desk.edit(TrainingOffer, made, valid_until=desk.today - timedelta(days=1))
    assert [line.reason for line in lines(desk, "training_offer")] == ["Ran out on 20 November 2026"]
    desk.edit(TrainingOffer, made, mandatory=False)
    assert lines(desk, "training_offer") == []


@pytest.mark.requirement("PDM-07")
def test_a_renewal_holds_as_long_as_before_and_quiets_the_reminder(desk) -> None:
    old = must(desk, "Safeguarding", date(2024, 11, 25), date(2026, 11, 25), kind="training_session", minutes=90)
    tie(desk, "training_offer", old, LEARNING)
    again = desk.do(training.renew, old)
    desk.edit(TrainingOffer, again, state="booked", on=date(2026, 11, 23))
    [line] = lines(desk, "training_offer")
    assert line.reason == "Holds until 25 November 2026, renewal booked for 23 November 2026"
    desk.do(training.finish, again, desk.today)
    kept = desk.get(TrainingOffer, again)
    assert (kept.title, kept.minutes, kept.mandatory, kept.valid_until) == ("Safeguarding", 90, True, date(2028, 11, 23))
    assert desk.ask(development.criteria, again) == {LEARNING}
    assert lines(desk, "training_offer") == []
    must(desk, "First aid", date(2026, 1, 5), None)
    desk.apply(training.new_offer("Fire", mandatory=True))
    desk.apply(training.new_offer("Given up", mandatory=True, state="dropped"))
    assert [(row.latest.title, row.state) for row in desk.ask(training.must, desk.today)] == [
        ("Fire", "not_done"), ("Safeguarding", "valid"), ("First aid", "open_ended")]
    assert "valid_until" in TrainingOffer.problems({"on": desk.today, "valid_until": date(2020, 1, 1)})


@pytest.mark.requirement("PDM-08")
def test_what_is_tagged_supervising_is_found_whatever_its_letters(desk) -> None:
    for line in ("Asking #Supervising", "Telling #other"):
        desk.apply(shelf.new_resource(line))
    desk.apply(shelf.new_resource("Listening", "supervising"))
    assert [one.title for one in desk.ask(shelf.about_supervising)] == ["Asking", "Listening"]


@pytest.mark.requirement("PDM-09")
def test_sources_of_support_are_hers_alone(desk) -> None:
    made = desk.apply(shelf.new_support("Bryn"))
    desk.edit(SupportSource, made, contact="07700 900471", when_to_use="After two cancelled walks")
    assert all(field.private for field in fields_of(SupportSource).values())
    for words in ("Bryn", "900471", "cancelled"):
        assert desk.ask(search.results, words) == []
        assert desk.ask(found_words.find, words, private=True)
    with pytest.raises(BadInput, match="who or what"):
        shelf.new_support("")


@pytest.mark.requirement("PDM-10")
def test_the_tour_is_kept_and_becomes_one_entry_where_wanted(desk) -> None:
    assert desk.ask(tour.state) == tour.Tour(None, 0, "")
    desk.do(tour.finish, 9, desk.today, log=False)
    assert (desk.ask(tour.state), every(desk, CpdEntry)) == (tour.Tour(desk.today, 9, ""), [])
    entry = desk.do(tour.finish, 12, desk.today, log=True)
    desk.do(tour.finish, 15, desk.today, log=True)
    assert [(one.id, one.minutes, one.kind) for one in every(desk, CpdEntry)] == [(entry, 12, "training")]
    assert desk.ask(tour.state) == tour.Tour(desk.today, 15, entry)
    for minutes in (0, None):
        with pytest.raises(BadInput, match="Time is needed"):
            desk.ask(tour.finish, minutes, desk.today, log=True)


@pytest.mark.requirement("PDM-02")
@pytest.mark.requirement("PDM-07")
def test_training_comes_in_from_a_table_and_out_again(desk) -> None:
    headers = ("Course", "Completed", "Expiry date", "Duration", "Trainer")
    rows = [(2, ("Safeguarding", "5 May 2026", "5 May 2027", "1:30", "Made-up Learning")),
            (3, ("Boundaries", "17/12/2026", "", "3 h", "")), (4, ("Some day", "", "", "", ""))]
    asked = importing.preview, TRAINING, rows, importing.guess(TRAINING, headers), desk.lists, desk.today, Choices()
    found = desk.ask(*asked)
    known = desk.ask(importing.known, desk.today)
    batch = desk.apply(importing.changes(found, known, "courses.csv", "2026-11-21T10:00:00Z", Choices()))
    kept = {one.title: one for one in every(desk, TrainingOffer)}
    assert {title: (one.state, bool(one.mandatory), one.minutes) for title, one in kept.items()} == {
        "Safeguarding": ("done", True, 90), "Boundaries": ("booked", False, 180), "Some day": ("idea", False, None)}
    assert every(desk, CpdEntry) == [], "the log may have come in by itself"
    entry = desk.do(training.log, kept["Safeguarding"].id, desk.today)
    assert desk.get(CpdEntry, entry).on == date(2026, 5, 5)
    assert desk.ask(*asked).duplicates == 3
    desk.do(importing.take_out, batch)
    assert every(desk, TrainingOffer) == []


def test_what_is_deleted_leaves_no_link(desk) -> None:
    need = desk.apply(development.new_need("Say no", desk.today, criteria=[LEARNING]))
    offer = desk.apply(training.new_offer("Boundaries", need_id=need))
    desk.do(training.set_needs, offer, [])
    assert desk.ask(training.needs_of, offer) == []
    desk.do(training.set_needs, offer, [need])
    tie(desk, "resource", desk.apply(shelf.new_resource("Page")), LEARNING)
    for kind, one in ((DevelopmentNeed, need), (TrainingOffer, offer)):
        desk.store.apply(desk.ask(lambda db, kind=kind, one=one: development.delete(db, db.get_one(kind, one), "Gone")))
    assert [one.from_kind for one in every(desk, Link)] == [Resource.__tablename__]
