"""The Framework tab, used as a person would: a field, one rating for each criterion, and what it all looks like."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy import select

from supervision_desktop.domain import assessment_figures as figures
from supervision_desktop.domain.assessment import (
    Assessment,
    Equivalent,
    Evidence,
    OwnCriterion,
    Rating,
    SecondRating,
    part_id,
)
from supervision_desktop.domain.preparation import Topic
from supervision_desktop.services import assessment
from supervision_desktop.services import assessment_words as words
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.ui.framework.page import BEFORE, EVIDENCE, PROFILE, RATE, SECOND
from supervision_desktop.ui.framework.rating_bar import NOT_APPLICABLE
from supervision_desktop.ui.tabs.framework import FrameworkTab

ENTER = Qt.Key.Key_Return


def every(workspace, record):
    with workspace.read() as db:
        return list(db.scalars(select(record)))


def said(workspace, assessment_id):
    with workspace.read() as db:
        return assessment.page(db, assessment_id).marks


def shown_words(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


@pytest.fixture
def tab(workspace, few, qtbot):
    """The tab, seen, with no assessment."""
    made = FrameworkTab(workspace)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


@pytest.fixture
def begun(workspace, tab):
    """An assessment of brain injury that is shown."""
    with workspace.read() as db:
        change, made = assessment.start(db, "brain_injury", workspace.library.frameworks.newest("cmf"), workspace.today())
    assert workspace.commit(change)
    tab.open_record("assessment", made)
    return made


def rating(tab):
    return tab.view.made[RATE]


def part(tab, key):
    tab.view.show_part(key)
    return tab.view.made[key]


def line(tab, code):
    found = rating(tab)
    group = found.folds[code.rpartition(".")[0]]
    if not group.is_open():
        group.show_open(True)
    return found.lines[code]


@pytest.mark.requirement("FRW-02")
def test_new_asks_for_a_field_and_starts(qtbot, workspace, tab) -> None:
    tab.new()
    tab.asks.field.editor.lineEdit().setText("brain injury")
    qtbot.keyClick(tab.asks.field.editor.lineEdit(), ENTER)
    [made] = every(workspace, Assessment)
    assert (made.field, made.framework_id, made.framework_version) == ("brain_injury", "cmf", "1")
    assert tab.pane.selected_id() == made.id
    assert tab.view.title.title() == "Brain injury"


def test_a_field_of_ones_own_can_be_typed_and_none_is_asked_for(qtbot, workspace, tab) -> None:
    tab.new()
    line_ = tab.asks.field.editor.lineEdit()
    line_.setText("")
    tab.asks.start.click()
    assert "Field of practice" in tab.asks.field.problem()
    line_.setText("Amputation")
    tab.asks.start.click()
    assert [one.field for one in every(workspace, Assessment)] == ["Amputation"]


@pytest.mark.requirement("FRW-03")
@pytest.mark.requirement("FRW-04")
def test_a_criterion_is_rated_with_a_click_and_with_the_keys(qtbot, workspace, tab, begun) -> None:
    bar = line(tab, "PPD.SUP.1").bar
    bar.setFocus()
    for key, value in ((Qt.Key.Key_2, 2), (Qt.Key.Key_Right, 3), (Qt.Key.Key_Left, 2), (Qt.Key.Key_0, 0)):
        qtbot.keyClick(bar, key)
        assert said(workspace, begun)["PPD.SUP.1"].value == value
    assert bar.accessibleName().endswith("No evidence yet")
    place = bar._places(bar.width())[4].center()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)
    assert said(workspace, begun)["PPD.SUP.1"].value == 4
    qtbot.keyClick(bar, Qt.Key.Key_Delete)
    assert said(workspace, begun)["PPD.SUP.1"].value is None
    workspace.undo()
    assert bar.value() == 4


@pytest.mark.requirement("FRW-03")
def test_no_screen_passes_fails_or_grades(workspace, tab, begun) -> None:
    for key in (RATE, PROFILE, BEFORE, SECOND, EVIDENCE):
        part(tab, key)
        seen = shown_words(tab).casefold()
        assert not [word for word in ("passed", "failed", "grade:", "score", "%") if word in seen]


@pytest.mark.requirement("FRW-05")
def test_n_says_not_applicable_and_the_reason_is_asked_quietly(qtbot, workspace, tab, begun) -> None:
    one = line(tab, "PPD.SUP.1")
    one.more.show_open(True)
    assert not one.beside.form["reason"].isVisibleTo(one)
    qtbot.keyClick(one.bar, Qt.Key.Key_N)
    assert one.bar.value() == NOT_APPLICABLE
    assert one.beside.form["reason"].isVisibleTo(one)
    with workspace.read() as db:
        kept = db.get_one(Rating, part_id(begun, "PPD.SUP.1"))
        change = changed(kept, reason="sole_practice")
    workspace.commit(gesture("Reason", change))
    assert "Sole practice" in one.more._hint.text()
    assert "1 does not apply" in rating(tab).folds["PPD.SUP"]._hint.text()
    assert "1 not applicable" in tab.view.covered.text()


@pytest.mark.requirement("FRW-06")
def test_missing_evidence_is_shown_and_evidence_added_in_words_or_from_the_file(qtbot, workspace, tab, begun, few) -> None:
    one = line(tab, "PPD.SUP.1")
    qtbot.keyClick(one.bar, Qt.Key.Key_3)
    assert one.more._hint.text() == "not evidenced"
    one.more.show_open(True)
    qtbot.keyClicks(one.beside.add.line, "Log of sessions")
    qtbot.keyClick(one.beside.add.line, ENTER)
    assert one.more._hint.text() == "1 piece of evidence"
    one.beside.pick.value_chosen.emit(f"supervision_session {few.session}")
    assert {(made.kind, made.record_id) for made in every(workspace, Evidence)} == {
        ("text", None), ("session", few.session)}
    opened = []
    workspace.open_wanted.connect(lambda *what: opened.append(what))
    index = part(tab, EVIDENCE)
    made = next(made for made in every(workspace, Evidence) if made.record_id)
    index.table.opened.emit(made.id)
    assert opened == [("supervision_session", few.session)]
    assert "2 pieces of evidence" in index.says.text()
    gone = created(Evidence, {"assessment_id": begun, "code": "PPD.SUP.1", "kind": "goal", "record_kind": "goal",
                              "record_id": "gone"})
    assert workspace.commit(gesture("Evidence", gone))
    said: list[str] = []
    workspace.noticed.connect(lambda words, _act: said.append(words))
    tab.refresh()
    index.table.opened.emit(gone.id)
    assert ("was deleted" in said[-1], len(opened)) == (True, 1)


@pytest.mark.requirement("FRW-07")
def test_finishing_closes_every_line_and_a_new_one_shows_what_changed(qtbot, workspace, tab, begun) -> None:
    qtbot.keyClick(line(tab, "PPD.SUP.1").bar, Qt.Key.Key_1)
    tab.view.finish.click()
    assert not tab.view.finish.isVisibleTo(tab)
    bar = line(tab, "PPD.SUP.1").bar
    qtbot.keyClick(bar, Qt.Key.Key_4)
    assert said(workspace, begun)["PPD.SUP.1"].value == 1
    tab.view._again.trigger()
    later = tab.pane.selected_id()
    assert later != begun
    qtbot.keyClick(line(tab, "PPD.SUP.1").bar, Qt.Key.Key_3)
    table = part(tab, BEFORE).table
    assert [table.model().index(0, column).data() for column in (0, 1)] == [
        "Mentoring/coaching", "↑ from Starting to Mostly"]


@pytest.mark.requirement("FRW-08")
def test_the_profile_shows_counts_and_takes_her_level_with_its_reason(workspace, tab, begun) -> None:
    profile = part(tab, PROFILE)
    assert profile.form.values()["level"] is None
    rows = words.heat(tab.view.desk.framework, said(workspace, begun))
    table = profile.twin.model()
    assert [table.index(row, 0).data() for row in range(14)] == [one.name for one in rows]
    assert table.index(0, 1).data() == "0 of 3"
    profile.form["level"].editor.set_value("CMP2")
    profile.form["level"].editor.value_chosen.emit("CMP2")
    profile.form["level_reason"].editor.set_text("As Ruth sees it too")
    profile.form["level_reason"].editor.typed.emit()
    profile.form.settle()
    [kept] = every(workspace, Assessment)
    assert (kept.level, kept.level_reason) == ("CMP2", "As Ruth sees it too")
    profile.side._choose(1)
    assert profile.twin.isVisibleTo(tab)


@pytest.mark.requirement("FRW-09")
def test_a_second_view_is_entered_and_stands_beside_hers(qtbot, workspace, tab, begun, few) -> None:
    qtbot.keyClick(line(tab, "PPD.SUP.1").bar, Qt.Key.Key_4)
    second = part(tab, SECOND)
    second.rater.set_value(few.ruth)
    second.line.set_value("PPD.SUP.1")
    qtbot.keyClick(second.bar, Qt.Key.Key_1)
    [kept] = every(workspace, SecondRating)
    assert (kept.rater_id, kept.value, kept.code) == (few.ruth, "1", "PPD.SUP.1")
    assert second.says.text() == "1 line is two steps or more apart."


@pytest.mark.requirement("FRW-10")
def test_what_a_level_expects_opens_from_its_header(workspace, tab, begun) -> None:
    one = line(tab, "PPD.SUP.1")
    one.more.show_open(True)
    one.closer.show_open(True)
    heads = [fold for fold in one.closer.findChildren(type(one.more)) if "what it expects" in fold.accessibleName()]
    assert [head.accessibleName()[:4] for head in heads][:3] == ["CMP1", "CMP2", "CMP3"]
    heads[2].show_open(True)
    assert "shaping case management" in shown_words(heads[2])


@pytest.mark.requirement("FRW-04")
def test_a_row_is_rated_at_the_third_level_alone(qtbot, workspace, tab, begun) -> None:
    one = line(tab, "PPD.SUP.1")
    one.more.show_open(True)
    one.closer.show_open(True)
    qtbot.keyClick(one.closer.bars["PPD.SUP.1.r1.CMP3"], Qt.Key.Key_2)
    assert {code: mark.value for code, mark in said(workspace, begun).items()} == {"PPD.SUP.1.r1.CMP3": 2}
    assert rating(tab).folds["PPD.SUP"]._hint.text() == "1 of 3 rated"


@pytest.mark.requirement("FRW-12")
def test_what_stands_for_a_criterion_is_kept_beside_the_evidence(qtbot, workspace, tab, begun) -> None:
    one = line(tab, "PPD.SUP.1")
    one.more.show_open(True)
    one.beside.equivalents.show_open(True)
    form = one.beside.equivalent
    form["agreed_by"].editor.setText("Ruth")
    form["words"].editor.set_text("Years on a ward")
    form["words"].editor.typed.emit()
    form.settle()
    [kept] = every(workspace, Equivalent)
    assert (kept.code, kept.words) == ("PPD.SUP.1", "Years on a ward")
    assert "equivalent" in one.more._hint.text()


@pytest.mark.requirement("FRW-13")
def test_team_is_explained_on_rows_that_speak_of_teams_and_on_no_others(workspace, tab, begun) -> None:
    for code, there in (("CMA.MAN.2", True), ("PPD.SUP.1", False)):
        one = line(tab, code)
        one.more.show_open(True)
        assert ("people around a client" in shown_words(one)) is there


@pytest.mark.requirement("FRW-14")
@pytest.mark.requirement("FRW-20")
def test_whose_view_it_is_stands_under_every_part(tab, begun) -> None:
    for key in (RATE, PROFILE, BEFORE, SECOND, EVIDENCE):
        part(tab, key)
        assert "own assessment, not one by BABICM, CMSUK, VRA or IRCM" in shown_words(tab)
        assert "not mainly for appraisal" in shown_words(tab)


@pytest.mark.requirement("FRW-15")
def test_a_wish_becomes_a_topic(qtbot, workspace, tab, begun) -> None:
    one = line(tab, "PPD.SUP.1")
    one.more.show_open(True)
    one.beside.form["wish"].editor.setText("Sit in once")
    one.beside.form["wish"].editor.textEdited.emit("Sit in once")
    one.beside.topic.click()
    assert [made.text for made in every(workspace, Topic)] == ["Sit in once (framework: Mentoring/coaching)"]


@pytest.mark.requirement("FRW-17")
def test_a_criterion_of_ones_own_is_added_and_rated(qtbot, workspace, tab, begun) -> None:
    found = rating(tab)
    found.folds["OWN"].show_open(True)
    qtbot.keyClicks(found.own_add.line, "Brain injury skills: Fatigue")
    qtbot.keyClick(found.own_add.line, ENTER)
    [own] = every(workspace, OwnCriterion)
    assert (own.framework, own.name) == ("Brain injury skills", "Fatigue")
    before = tab.view.covered.text()
    qtbot.keyClick(found.lines[f"OWN.{own.id}"].bar, Qt.Key.Key_3)
    assert said(workspace, begun)[f"OWN.{own.id}"].value == 3
    assert tab.view.covered.text() == before


@pytest.mark.requirement("FRW-18")
def test_closing_mid_way_loses_nothing_and_comes_back_to_the_place(qtbot, workspace, tab, begun) -> None:
    qtbot.keyClick(line(tab, "CMA.MAN.1").bar, Qt.Key.Key_2)
    fold = rating(tab).folds["CMA.LEA"]
    fold.turn.click()
    part(tab, PROFILE)
    state = tab.state()
    again = FrameworkTab(workspace)
    qtbot.addWidget(again)
    again.show()
    again.restore(state)
    assert again.pane.selected_id() == begun
    assert again.view.parts.key() == PROFILE
    again.view.show_part(RATE)
    assert again.view.made[RATE].folds["CMA.LEA"].is_open()
    assert said(workspace, begun)["CMA.MAN.1"].value == 2
    assert "Criteria: 1 rated, 51 open." in again.view.covered.text()


@pytest.mark.requirement("FRW-19")
def test_chips_and_words_leave_only_what_fits(qtbot, workspace, tab, begun) -> None:
    qtbot.keyClick(line(tab, "PPD.SUP.2").bar, Qt.Key.Key_2)
    found = rating(tab)
    keys = [spec.key for spec in found.chips._specs]
    found.chips._choose(keys.index("no_evidence"))
    assert {code for code, one in found.lines.items() if one.isVisibleTo(found)} == {"PPD.SUP.2"}
    assert [code for code, fold in found.folds.items() if fold.isVisibleTo(found)] == ["PPD.SUP"]
    found.chips._choose(0)
    found.search.setText("no such words")
    assert found.nothing.isVisibleTo(found)
    found.search.clear()
    assert sum(fold.isVisibleTo(found) for fold in found.folds.values()) == 15


def test_a_full_assessment_makes_no_line_before_its_group_is_opened(workspace, tab, begun) -> None:
    codes = figures.lines(tab.view.desk.framework)
    workspace.commit(gesture("Many", *(
        created(Rating, {"assessment_id": begun, "code": code, "value": "3"}, part_id(begun, code)) for code in codes)))
    again = FrameworkTab(workspace)
    again.open_record("assessment", begun)
    found = again.view.made[RATE]
    assert found.lines == {}
    found.folds["PPD.SUP"].show_open(True)
    assert {code.rpartition(".")[0] for code in found.lines} == {"PPD.SUP"}


@pytest.mark.requirement("FRW-16")
def test_an_assessment_whose_framework_is_not_here_says_so_and_shows_no_other(workspace, tab, begun) -> None:
    part(tab, RATE)
    made = created(Assessment, {"field": "clinical", "framework_id": "cmf", "framework_version": "99",
                                "begun_on": workspace.today()})
    workspace.commit(gesture("Old", made))
    tab.open_record("assessment", made.id)
    assert "is not here" in tab.view.covered.text()
    assert not rating(tab).isVisibleTo(tab)
    tab.open_record("assessment", begun)
    assert rating(tab).isVisibleTo(tab)


@pytest.mark.requirement("FRW-19")
def test_a_line_that_was_filtered_away_is_right_when_it_comes_back(qtbot, workspace, tab, begun) -> None:
    bar = line(tab, "PPD.SUP.2").bar
    found = rating(tab)
    found.chips._choose([spec.key for spec in found.chips._specs].index("open"))
    qtbot.keyClick(bar, Qt.Key.Key_2)
    assert not found.lines["PPD.SUP.2"].isVisibleTo(found)
    workspace.undo()
    assert found.lines["PPD.SUP.2"].isVisibleTo(found)
    assert bar.value() is None
