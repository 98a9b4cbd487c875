"""Assessments: begun for a field, rated in any order, closed for good, compared, and looked at again."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event, select

from supervision_desktop.content.frameworks import Framework, Frameworks, load_frameworks
from supervision_desktop.domain import assessment_figures as figures
from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.assessment import Assessment, Equivalent, Evidence, Rating, own_code, part_id
from supervision_desktop.domain.assessment_figures import descriptor
from supervision_desktop.domain.feedback import Feedback
from supervision_desktop.domain.preparation import Topic
from supervision_desktop.domain.supervising import SupervisorGrowth
from supervision_desktop.errors import BadInput, SealedRecord
from supervision_desktop.exchange.check import check_trail
from supervision_desktop.formats import add_months
from supervision_desktop.paths import resources_dir
from supervision_desktop.services import assessment, assessment_filter, attachments, cpd, goals, today
from supervision_desktop.services import assessment_words as words
from supervision_desktop.services.assessment_filter import Filter, sift
from supervision_desktop.services.assessment_offers import offers
from supervision_desktop.services.attachments import Content
from supervision_desktop.store import drafts
from supervision_desktop.store.changes import changed, created, gesture

NO_TEAM, ROW = "sole_practice", "PPD.SUP.1.r1"


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return load_frameworks(resources_dir() / "frameworks")


@pytest.fixture(scope="module")
def cmf(frameworks: Frameworks) -> Framework:
    return frameworks.newest("cmf")


@pytest.fixture
def begun(desk, cmf: Framework) -> str:
    return desk.do(assessment.start, "brain_injury", cmf, desk.today)


def marks(desk, assessment_id: str):
    return desk.ask(assessment.page, assessment_id).marks


def finish(desk, assessment_id: str) -> None:
    desk.do(assessment.finish, assessment_id, desk.clock, desk.today)


@pytest.mark.requirement("FRW-02")
def test_two_fields_show_different_profiles(desk, cmf, begun) -> None:
    other = desk.do(assessment.start, "vocational", cmf, desk.today)
    for which, value in ((begun, 4), (other, 1)):
        desk.do(assessment.rate, which, "PPD.SUP.1", value)
    shown = [words.heat(cmf, marks(desk, which))[0].cells[0].counts for which in (begun, other)]
    assert shown == [(0, 0, 0, 0, 1), (0, 1, 0, 0, 0)]
    assert {row.record.field for row in desk.ask(assessment.rows)} == {"brain_injury", "vocational"}


def test_a_field_is_needed(desk, cmf) -> None:
    with pytest.raises(BadInput, match="Field of practice"):
        desk.do(assessment.start, " ", cmf, desk.today)


@pytest.mark.requirement("FRW-03")
def test_a_line_takes_five_values_and_words_and_gives_them_back(desk, begun) -> None:
    for value in range(5):
        desk.do(assessment.rate, begun, ROW, value)
        assert marks(desk, begun)[ROW].value == value
    desk.edit(Rating, part_id(begun, ROW), note="Since spring")
    desk.do(assessment.rate, begun, ROW, None)
    kept = desk.get(Rating, part_id(begun, ROW))
    assert (kept.value, kept.note) == (None, "Since spring")


@pytest.mark.requirement("FRW-03")
def test_nothing_gives_one_grade(desk, cmf, begun) -> None:
    for one in cmf.criteria():
        desk.do(assessment.rate, begun, one.code, 4)
    said = words.whole(cmf, marks(desk, begun)).casefold()
    assert not [word for word in ("pass", "fail", "%", "average", "total", "grade") if word in said]


@pytest.mark.requirement("FRW-04")
def test_the_third_level_can_be_rated_first(desk, cmf, begun) -> None:
    desk.do(assessment.rate, begun, descriptor(ROW, "CMP3"), 3)
    assert set(marks(desk, begun)) == {descriptor(ROW, "CMP3")}


@pytest.mark.requirement("FRW-05")
def test_not_applicable_leaves_the_figures_with_its_reason(desk, cmf, begun) -> None:
    desk.do(assessment.rate, begun, "PPD.SUP.1", 3)
    before = words.heat(cmf, marks(desk, begun))[0].cells[0]
    desk.do(assessment.leave_out, begun, "PPD.SUP.1", NO_TEAM)
    after = words.heat(cmf, marks(desk, begun))[0].cells[0]
    assert (before.rated, after.rated, after.applicable) == (1, 0, before.applicable - 1)
    assert desk.get(Rating, part_id(begun, "PPD.SUP.1")).reason == NO_TEAM
    assert "1 not applicable" in words.whole(cmf, marks(desk, begun))
    desk.do(assessment.rate, begun, "PPD.SUP.1", 2)
    back = desk.get(Rating, part_id(begun, "PPD.SUP.1"))
    assert (back.not_applicable, back.reason, back.value) == (None, None, "2")


@pytest.mark.requirement("FRW-06")
def test_a_high_rating_is_not_evidenced_until_something_stands_beside_it(desk, cmf, begun) -> None:
    session = desk.held(desk.supervisor())
    desk.do(assessment.rate, begun, "PPD.SUP.1", 3)
    codes = figures.lines(cmf)
    page = desk.ask(assessment.page, begun)
    assert figures.not_evidenced(codes, page.marks, page.evidence) == ["PPD.SUP.1"]
    made = desk.apply(assessment.add_evidence(begun, "PPD.SUP.1", "session", record=("supervision_session", session)))
    page = desk.ask(assessment.page, begun)
    assert figures.not_evidenced(codes, page.marks, page.evidence) == []
    assert desk.get(Evidence, made).record_id == session
    with pytest.raises(BadInput):
        assessment.add_evidence(begun, "PPD.SUP.1", "text", words=" ")


@pytest.mark.requirement("SVE-07")
def test_help_given_to_a_supervisor_can_be_picked_as_evidence(desk, begun) -> None:
    desk.apply(gesture("Growth", created(SupervisorGrowth, {
        "person_id": desk.supervisor(), "activity": "Planned a peer meeting", "on": desk.today})))
    session = desk.held(desk.supervisor("Other Specimen"))
    found = {one.kind: one for one in desk.ask(offers)}
    assert found["session"].record == ("supervision_session", session)
    one = found["supervising"]
    desk.apply(assessment.add_evidence(begun, "CMA.LEA.3", one.kind, words=one.words, record=one.record, on=one.on))
    [kept] = desk.ask(assessment.page, begun).evidence["CMA.LEA.3"]
    assert (kept.record_kind, kept.words) == ("supervisor_growth", "Help given: Planned a peer meeting")


@pytest.mark.requirement("FRW-06")
def test_what_is_kept_here_of_every_kind_is_evidence(desk, begun) -> None:
    learned = desk.apply(cpd.new_entry(desk.today, "Capacity", "workshop", 60))
    aim = desk.apply(goals.new_goal("Speak up", desk.today))
    desk.apply(gesture("Others", created(Action, {"text": "Ring the ward", "status": "open"}),
                       created(Feedback, {"direction": "received", "on": desk.today, "summary": "Clear letters"})))
    desk.apply(attachments.add_all("cpd_entry", learned, [Content("Certificate.pdf", 9, "0" * 64)], desk.today))
    found = {one.kind: one for one in desk.ask(offers)}
    assert found.keys() == {"action", "cpd", "goal", "feedback", "file"}
    assert (found["cpd"].record, found["goal"].record) == (("cpd_entry", learned), ("goal", aim))
    assert found["file"].words == "File: Certificate.pdf"
    for one in found.values():
        assert desk.lists.label("evidence_kinds", one.kind) != one.kind
        desk.apply(assessment.add_evidence(begun, "PPD.SUP.1", one.kind, words=one.words, record=one.record, on=one.on))
    assert len(desk.ask(assessment.page, begun).evidence["PPD.SUP.1"]) == 5


@pytest.mark.requirement("FRW-07")
def test_a_finished_assessment_never_changes(desk, begun) -> None:
    desk.do(assessment.rate, begun, "PPD.SUP.1", 1)
    desk.apply(assessment.add_evidence(begun, "PPD.SUP.1", "text", words="A line"))
    finish(desk, begun)
    for plan, args in ((assessment.rate, ("PPD.SUP.1", 4)), (assessment.rate, ("PPD.SUP.2", 4)),
                       (assessment.leave_out, ("PPD.SUP.1",))):
        with pytest.raises(SealedRecord):
            desk.do(plan, begun, *args)
    for change in (changed(desk.get(Assessment, begun), level="CMP3"),
                   created(Equivalent, {"assessment_id": begun, "code": "PPD.SUP.1", "words": "Years"})):
        with pytest.raises(SealedRecord):
            desk.store.apply(gesture("Edit", change))
    assert marks(desk, begun)["PPD.SUP.1"].value == 1
    with pytest.raises(BadInput):
        finish(desk, begun)


@pytest.mark.requirement("FRW-07")
def test_two_dates_show_arrows_in_text_line_by_line(desk, cmf, begun) -> None:
    desk.do(assessment.rate, begun, "PPD.SUP.1", 2)
    desk.do(assessment.rate, begun, ROW, 4)
    finish(desk, begun)
    again = desk.do(assessment.start, "brain_injury", cmf, desk.today, begun)
    assert marks(desk, again)["PPD.SUP.1"].value == 2, "it begins with the last one"
    desk.do(assessment.rate, again, "PPD.SUP.1", 3)
    desk.do(assessment.rate, again, ROW, 1)
    page = desk.ask(assessment.page, again)
    found = figures.differences([*words.names(cmf, page)], page.marks_before, page.marks)
    assert [words.difference(one, desk.lists.label) for one in found] == [
        "↑ from Partly to Mostly", "↓ from Consistently to Starting"]
    assert page.before is not None
    assert page.before.id == begun


@pytest.mark.requirement("FRW-08")
def test_counts_and_spread_are_shown_and_the_level_is_hers_with_her_reason(desk, cmf, begun) -> None:
    group = next(cmf.groups())
    for one in group.criteria:
        desk.do(assessment.rate, begun, one.code, 4)
    cell = words.heat(cmf, marks(desk, begun))[0].cells[0]
    assert words.spread(cell, desk.lists.label) == f"{len(group.criteria)} of {len(group.criteria)}, Consistently"
    assert desk.get(Assessment, begun).level is None, "nothing computes one"
    desk.edit(Assessment, begun, level="CMP2", level_reason="As Ruth sees it too")
    kept = desk.get(Assessment, begun)
    assert (kept.level, kept.level_reason) == ("CMP2", "As Ruth sees it too")


@pytest.mark.requirement("FRW-08")
def test_under_half_rated_it_is_too_few_to_say(desk, cmf, begun) -> None:
    desk.do(assessment.rate, begun, "PPD.SUP.1", 4)
    assert words.spread(words.heat(cmf, marks(desk, begun))[0].cells[0], desk.lists.label) == "1 of 3, too few to say"


@pytest.mark.requirement("FRW-09")
def test_a_second_view_two_apart_heads_the_list_and_a_common_one_is_kept(desk, cmf, begun) -> None:
    ruth = desk.supervisor()
    for code, mine, hers in (("PPD.SUP.1", 3, 3), ("PPD.SUP.2", 2, 3), ("PPD.SUP.3", 4, 1)):
        desk.do(assessment.rate, begun, code, mine)
        desk.do(assessment.second_view, begun, code, hers, ruth, desk.today)
    page = desk.ask(assessment.page, begun)
    found = figures.apart([*words.names(cmf, page)], page.marks, page.second_marks)
    assert [(one.code, one.steps) for one in found] == [("PPD.SUP.3", -3), ("PPD.SUP.2", 1), ("PPD.SUP.1", 0)]
    assert page.raters[ruth] == "Robin Specimen"
    finish(desk, begun)
    desk.do(assessment.second_view, begun, "PPD.SUP.1", 2, ruth, desk.today)
    assert desk.ask(assessment.page, begun).second_marks["PPD.SUP.1"].value == 2


@pytest.mark.requirement("FRW-15")
def test_a_gap_becomes_a_topic_that_names_the_criterion(desk) -> None:
    desk.apply(assessment.topic_from("Sit in with somebody", "Managing risk", desk.today))
    desk.apply(assessment.topic_from("", "Seeking supervision", desk.today))
    texts = {one.text for one in desk.ask(lambda db: db.scalars(select(Topic)).all())}
    assert texts == {"Sit in with somebody (framework: Managing risk)", "Framework: Seeking supervision"}


@pytest.mark.requirement("FRW-15")
def test_a_wish_waits_to_become_a_goal(desk, begun) -> None:
    desk.do(assessment.rate, begun, "PPD.SUP.1", 1)
    desk.edit(Rating, part_id(begun, "PPD.SUP.1"), wish="Learn it")
    assert desk.ask(assessment.page, begun).ratings["PPD.SUP.1"].wish == "Learn it"


@pytest.mark.requirement("FRW-16")
def test_a_new_version_leaves_an_old_assessment_with_its_own(desk, frameworks, tmp_path, begun) -> None:
    text = (resources_dir() / "frameworks" / "cmf" / "1.toml").read_text(encoding="utf-8")
    (tmp_path / "cmf").mkdir()
    new = text.replace('version = "1"', 'version = "2"', 1).replace('name = "Supervision"', 'name = "Otherwise"', 1)
    (tmp_path / "cmf" / "2.toml").write_text(new, encoding="utf-8")
    both = load_frameworks(resources_dir() / "frameworks", tmp_path)
    old = assessment.framework_of(both, desk.get(Assessment, begun))
    assert old is not None
    assert (old.version, next(old.groups()).name) == ("1", "Supervision")
    later = desk.do(assessment.start, "brain_injury", both.newest("cmf"), desk.today)
    assert desk.get(Assessment, later).framework_version == "2"
    assert assessment.framework_of(frameworks, desk.get(Assessment, later)) is None, "its file is not here"


@pytest.mark.requirement("FRW-17")
def test_criteria_of_another_framework_are_rated_and_not_counted(desk, cmf, begun) -> None:
    made = desk.apply(assessment.add_own("Brain injury skills", "Fatigue"))
    before = words.whole(cmf, marks(desk, begun))
    desk.do(assessment.rate, begun, own_code(made), 3)
    page = desk.ask(assessment.page, begun)
    assert page.marks[own_code(made)].value == 3
    assert words.names(cmf, page)[own_code(made)] == "Brain injury skills: Fatigue"
    assert words.whole(cmf, page.marks) == before
    with pytest.raises(BadInput):
        assessment.add_own("Brain injury skills", " ")


@pytest.mark.requirement("FRW-17")
def test_a_complementary_framework_of_the_same_form_is_assessed_by_itself(desk, frameworks) -> None:
    example = frameworks.newest("example")
    made = desk.do(assessment.start, "clinical", example, desk.today)
    desk.do(assessment.rate, made, "VIS.ARR.1", 2)
    assert words.heat(example, marks(desk, made))[0].cells[0].rated == 1
    assert len(words.heat(example, marks(desk, made))[0].cells) == 1 + len(example.levels)


@pytest.mark.requirement("FRW-19")
@pytest.mark.parametrize(("wanted", "codes"), [
    (Filter(chip=assessment_filter.NO_EVIDENCE), {"PPD.SUP.2", "CMA.MAN.1"}),
    (Filter(chip=assessment_filter.LEFT_OUT), {"PPD.SUP.3"}),
    (Filter(chip=assessment_filter.LOW), {"PPD.SUP.2"}),
    (Filter(rating=4), {"PPD.SUP.1"}), (Filter(level="CMP2"), {"CMA.MAN.1"}),
    (Filter(level="CMP2", rating=3), {"CMA.MAN.1"}), (Filter(level="CMP1", rating=3), set())])
def test_filters_find_criteria(desk, cmf, begun, wanted, codes) -> None:
    desk.do(assessment.rate, begun, "PPD.SUP.1", 4)
    desk.apply(assessment.add_evidence(begun, "PPD.SUP.1", "text", words="A line"))
    desk.do(assessment.rate, begun, "PPD.SUP.2", 1)
    desk.do(assessment.leave_out, begun, "PPD.SUP.3")
    desk.do(assessment.rate, begun, "CMA.MAN.1.r1.CMP2", 3)
    found = sift(cmf, desk.ask(assessment.page, begun), wanted)
    assert {code for group in found.values() for code in group} == codes


@pytest.mark.requirement("FRW-19")
def test_words_groups_and_the_preset_find_criteria(desk, cmf, begun) -> None:
    page = desk.ask(assessment.page, begun)
    assert sum(map(len, sift(cmf, page, Filter()).values())) == 52
    assert list(sift(cmf, page, Filter(group="CMA.MAN"))) == ["CMA.MAN"]
    about = sift(cmf, page, Filter(chip=assessment_filter.SUPERVISION))
    assert len(about["PPD.SUP"]) == 3
    assert "CMA.LEA.3" in about["CMA.LEA"], "enabling supervision stands in another group"
    assert sift(cmf, page, Filter(words="no such words")) == {}
    assert all(code.startswith("CMA.MAN") for code in sift(cmf, page, Filter(words="team working"))["CMA.MAN"])


@pytest.mark.requirement("FRW-21")
def test_an_overdue_look_shows_on_today_until_a_new_one_is_begun(desk, cmf, begun) -> None:
    finish(desk, begun)
    assert desk.get(Assessment, begun).next_review_on == add_months(desk.today, 12)
    later = add_months(desk.today, 13)
    shown = [one for one in desk.ask(today.items, later) if one.kind == "assessment"]
    assert [(one.group, one.id, one.due) for one in shown] == [("due", begun, add_months(desk.today, 12))]
    desk.edit(Assessment, begun, next_review_on=date(2030, 1, 1))
    assert [one for one in desk.ask(today.items, later) if one.kind == "assessment"] == []
    desk.edit(Assessment, begun, next_review_on=later)
    desk.do(assessment.start, "brain_injury", cmf, desk.today)
    assert [one for one in desk.ask(today.items, later) if one.kind == "assessment"] == []


def test_a_finished_assessment_agrees_with_its_seal(desk, begun) -> None:
    desk.do(assessment.rate, begun, "PPD.SUP.1", 3)
    finish(desk, begun)
    assert check_trail(desk.store).faults == ()


def test_an_open_assessment_is_deleted_with_its_parts(desk, begun) -> None:
    before = desk.ask(lambda db: db.scalars(select(Rating)).all())
    desk.do(assessment.rate, begun, "PPD.SUP.1", 3)
    desk.do(assessment.delete, begun)
    assert desk.ask(assessment.rows) == []
    assert desk.ask(lambda db: db.scalars(select(Rating)).all()) == before


def test_a_page_takes_the_same_few_questions_however_much_is_said(desk, cmf, begun) -> None:
    def asked() -> int:
        count = 0

        def on(*_: object) -> None:
            nonlocal count
            count += 1
        with desk.store.read() as db:
            event.listen(db.get_bind(), "before_cursor_execute", on)
            assessment.page(db, begun)
            event.remove(db.get_bind(), "before_cursor_execute", on)
        return count

    first = asked()
    desk.store.apply(gesture("Many", *(created(Rating, {"assessment_id": begun, "code": code, "value": "3"},
                                                part_id(begun, code)) for code in figures.lines(cmf))))
    assert asked() == first <= 9


def test_words_half_typed_beside_a_line_lead_to_their_assessment_or_wait_in_silence(desk, begun) -> None:
    rating_id = part_id(begun, "PPD.SUP.1")
    drafts.keep(desk.store, "assessment_rating", rating_id, "note", "half a sen")
    assert [one for one in desk.ask(today.items, desk.today) if one.id == rating_id] == []
    desk.do(assessment.rate, begun, "PPD.SUP.1", 2)
    found = [(one.kind, one.id) for one in desk.ask(today.items, desk.today) if one.field == "note"]
    assert found == [("assessment", begun)]
