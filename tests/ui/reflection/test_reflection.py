"""Reflection on screen: begun with one click, written box by box, private apart, and led to what follows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from sqlalchemy import select

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.preparation import Topic
from supervision_desktop.domain.reflection import ReflectionNote
from supervision_desktop.domain.sessions import SessionRecord
from supervision_desktop.services import contracts, coverage, own_models, preparation, reflection, search, sessions
from supervision_desktop.store import drafts
from supervision_desktop.store.changes import changed, gesture
from supervision_desktop.ui.dialogs.help import show_help
from supervision_desktop.ui.reflection.coverage_part import MARK
from supervision_desktop.ui.reflection.own_models import OwnModels
from supervision_desktop.ui.tabs.actions import ActionsTab
from supervision_desktop.ui.widgets.push import LinkButton

TODAY = date(2026, 11, 21)


def write(box, text: str) -> None:
    """Type into a box and leave it."""
    editor = box.form[box._field].editor
    editor.setFocus()
    editor.setPlainText(text)
    box.form.settle()


def boxes(page) -> dict[str, object]:
    """Every box of a page that lists its parts, by its code."""
    found = {code: box for group in page.body.groups for block in group.blocks for code, box in block.boxes.items()}
    return found | {question.code: box for question, box in zip(page.model.closing, page.closing.boxes, strict=True)}


def cell(page, row: int, column: int):
    """Choose a cell of the grid and give its box."""
    page.body.grid._choose(row, column)
    return page.body.cell.box


@pytest.mark.requirement("MOD-01")
@pytest.mark.requirement("CON-06")
def test_the_contracts_model_is_offered_and_made_with_one_click(room, qtbot, words) -> None:
    ws = room.workspace
    with ws.read() as db:
        change, contract = contracts.new_contract(db, room.ruth, ws.library.contract("standard"), TODAY)
    ws.commit(change)
    with ws.read() as db:
        agreed = changed(db.get_one(Contract, contract), models=("johns", "none"))
    ws.commit(gesture("Agreed", agreed))
    session = room.held(TODAY + timedelta(days=1))
    room.refresh()
    room.open(session)
    assert room.part.lines == {}, "nothing is made before somebody asks for it"
    (press,) = [one for one in room.part.begin.findChildren(type(room.part.begin.other)) if one.text() == "Begin Johns"]
    qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
    room.refresh()
    (line,) = room.part.lines.values()
    assert line._line.reflection.model == "johns"
    assert line._line.reflection.agreed
    assert "Begin Johns" not in words(room.part), "it is there now"


@pytest.mark.requirement("MOD-01")
def test_every_model_can_be_begun_and_none_has_to_be(room) -> None:
    assert room.part.begin.words.text().startswith("No model is needed.")
    offered = [one.text() for one in room.part.begin.menu.actions() if one.text()]
    assert offered == ["Johns", "Morrison 4x4x4", "Nicklin practice-centred", "Proctor three functions",
                       "Resilience-based", "Models of your own…"]
    room.part.begin.menu.actions()[3].trigger()
    room.refresh()
    (line,) = room.part.lines.values()
    assert line.fold.is_open() or line._line.reflection.model == "proctor"


@pytest.mark.requirement("MOD-01")
def test_a_morrison_record_for_one_case_stands_beside_a_johns_record_for_another(room) -> None:
    first, second = room.begin("morrison", case_id=room.case), room.begin("johns")
    write(cell(first, 0, 1), "He was alone")
    write(boxes(second)["thoughts_notes"], "It will pass")
    assert room.notes(first)["experience/service_users"].text == "He was alone"
    assert room.notes(second)["thoughts_notes"].text == "It will pass"
    assert [line._line.case for line in room.part.lines.values()] == ["Alder 47", None]


def test_reflections_of_another_session_leave_no_room_behind(room) -> None:
    room.begin("johns")
    room.begin("proctor")
    lines = [*room.part.lines.values()]
    assert room.part._open.count() == 2
    room.open(room.held(TODAY))
    assert room.part._open.count() == 0
    assert not any(line.isVisibleTo(room.part) for line in lines)


@pytest.mark.requirement("MOD-01")
def test_changing_the_model_shows_what_is_kept_and_brings_it_back(room, words) -> None:
    page = room.begin("johns")
    write(boxes(page)["situation_notes"], "A talk on the stairs")
    write(boxes(page)["for_client"], "Clearer words")
    page.other.value_chosen.emit("proctor")
    room.refresh()
    (line,) = room.part.lines.values()
    assert line.page.model.id == "proctor"
    assert line.page.kept.heading.text() == "Kept from Johns"
    assert "A talk on the stairs" in words(line.page.kept)
    assert boxes(line.page)["for_client"].form["text"].editor.toPlainText() == "Clearer words"
    line.page.other.value_chosen.emit("johns")
    room.refresh()
    assert not line.page.kept.isVisibleTo(line.page)
    assert boxes(line.page)["situation_notes"].form["text"].editor.toPlainText() == "A talk on the stairs"


@pytest.mark.requirement("MOD-02")
def test_the_grid_goes_by_arrows_and_enter_leads_into_the_words(room, qtbot) -> None:
    page = room.begin("morrison")
    grid = page.body.grid
    assert [len(row) for row in grid.cells] == [5, 5, 5, 5]
    grid.cells[0][0].setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
        qtbot.keyClick(QApplication.focusWidget() or grid.cells[0][0], key)
    assert grid.place() == (2, 1)
    assert page.body.cell._heading.text() == "Analysis · Clients"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.body.cell.box.form["text"].editor


@pytest.mark.requirement("MOD-02")
def test_a_cell_keeps_its_words_and_its_functions_and_shows_both_in_the_overview(room) -> None:
    page = room.begin("morrison")
    box = cell(page, 2, 4)
    write(box, "The deputy hears of it last")
    room.refresh()
    box.tags.set_values(("mediation", "support"))
    box.tags.ticked.emit(("mediation", "support"))
    room.refresh()
    note = room.notes(page)["analysis/partners"]
    assert (note.text, note.functions) == ("The deputy hears of it last", ("mediation", "support"))
    shown = page.body.grid.cells[2][4]
    assert shown._shown.words == "The deputy hears of it last"
    assert shown._shown.tags == "Support · Mediation" or shown._shown.tags == "Mediation · Support"
    assert "Mediation" in shown.accessibleName()
    cell(page, 1, 1)
    assert box.form["text"].editor.toPlainText() == ""
    assert box.tags.values() == ()
    cell(page, 2, 4)
    assert box.form["text"].editor.toPlainText() == "The deputy hears of it last"


@pytest.mark.requirement("MOD-02")
def test_a_function_can_be_ticked_before_a_word_is_written(room) -> None:
    page = room.begin("morrison")
    box = cell(page, 0, 2)
    box.tags.ticked.emit(("support",))
    room.refresh()
    write(box, "Tired")
    note = room.notes(page)["experience/staff"]
    assert (note.text, note.functions) == ("Tired", ("support",))


@pytest.mark.requirement("MOD-03")
def test_each_stage_has_its_own_fields(room) -> None:
    page = room.begin("morrison")
    wanted = (("story",), ("feelings", "own_role"),
              ("meaning_client", "meaning_self", "meaning_others", "decisions", "options"),
              ("next_step", "options_weighed", "if_again"))
    for row, codes in enumerate(wanted):
        page.body.grid._choose(row, 0)
        block = page.body.stages[page.body._stages[row].code]
        assert tuple(block.boxes) == codes
        for code in codes:
            write(block.boxes[code], f"Words on {code}")
        room.refresh()
    assert {box: note.text for box, note in room.notes(page).items()} == {
        code: f"Words on {code}" for codes in wanted for code in codes}
    assert page.body.grid.cells[1][0]._shown.words == "Words on feelings · Words on own_role"


@pytest.mark.requirement("MOD-04", waiting="LRN")
def test_a_ticked_function_asks_its_questions_beside_the_box(room, words) -> None:
    page = room.begin("morrison")
    box = cell(page, 0, 1)
    assert "near miss" not in words(page.body.cell)
    box.tags.ticked.emit(("management",))
    room.refresh()
    assert "Management: Was this safe practice" in words(page.body.cell)
    assert "near miss" in words(page.body.cell)


@pytest.mark.requirement("MOD-05")
def test_partners_ask_who_is_involved_and_kinds_of_ones_own_can_be_added(room, words) -> None:
    page = room.begin("morrison")
    cell(page, 0, 1)
    for said in ("Practice:", "Condition and presentation:", "Fit:"):
        assert said in words(page.body.cell)
    assert "Deputyship" not in words(page.body.cell)
    cell(page, 0, 4)
    (box,) = page.body.cell._extra["partners"].boxes.values()
    assert "Deputyship" in words(page.body.cell)
    box.choice.ticks.ticked.emit(("deputyship", "insurance"))
    room.refresh()
    box.choice.add.added.emit("Housing officer")
    room.refresh()
    assert room.notes(page)["partner_kinds"].answers == ("deputyship", "insurance", "Housing officer")
    assert "Housing officer" in room.workspace.own_values("partner_kinds")
    assert set(box.choice.ticks.values()) == {"deputyship", "insurance", "Housing officer"}


@pytest.mark.requirement("MOD-06")
def test_a_quiet_word_where_nothing_is_about_the_client_comes_once_and_goes(room) -> None:
    page = room.begin("morrison")
    assert page.body.hint.isHidden()
    write(cell(page, 0, 2), "I was late")
    room.refresh()
    assert not page.body.hint.isHidden()
    write(cell(page, 0, 1), "He waited in the rain")
    room.refresh()
    assert page.body.hint.isHidden()
    again = room.begin("morrison")
    write(cell(again, 0, 2), "I was late")
    room.refresh()
    again.body.hint.close_it.click()
    room.refresh()
    assert again.body.hint.isHidden(), "it is shown once"


@pytest.mark.requirement("MOD-07")
def test_what_is_open_stands_in_the_line_the_page_and_the_closing_panel(room, words) -> None:
    page = room.begin("johns")
    write(boxes(page)["thoughts_notes"], "Hm")
    room.refresh()
    (line,) = room.part.lines.values()
    assert "something is open" in line.fold._hint.text()
    assert "What follows for the client" in page.closing.open.text()
    room.tab._view.go("finish")
    assert "Johns: What follows for the client, and for you, is still empty." in words(room.tab._view)
    room.tab._view.go("record")
    for code in ("for_client", "for_me"):
        write(boxes(page)[code], "Something")
    page.closing.add.added.emit("Ring the sister")
    room.refresh()
    assert page.closing.open.text() == ""
    room.tab._view.go("finish")
    assert "Johns:" not in words(room.tab._view)


@pytest.mark.requirement("MOD-07")
def test_a_word_on_why_no_action_is_needed_is_enough(room) -> None:
    page = room.begin("johns")
    editor = page.closing.none["no_action"].editor
    editor.setFocus()
    editor.setText("It was only to be heard")
    page.closing.none.settle()
    assert room.stored(page).no_action == "It was only to be heard"


@pytest.mark.requirement("MOD-08")
def test_proctor_has_three_parts_with_their_aim_and_questions(room, words) -> None:
    page = room.begin("proctor")
    said = words(page.body)
    for heard in ("Normative", "Formative", "Restorative", "ethical, safe and effective", "CPD", "burnout", "resilience"):
        assert heard in said
    for code in ("normative_notes", "formative_notes", "restorative_notes"):
        write(boxes(page)[code], f"On {code}")
    assert len(room.notes(page)) == 3


@pytest.mark.requirement("MOD-09")
@pytest.mark.parametrize(("answer", "offered"), [("yes", False), ("unsure", True), ("no", True)])
def test_an_unsure_answer_offers_a_topic_and_makes_it_once(room, answer, offered) -> None:
    page = room.begin("johns", title="On the stairs", case_id=room.case)
    boxes(page)["ethical"].choice.combo.value_chosen.emit(answer)
    room.refresh()
    assert page.ethics.isHidden() is not offered
    if not offered:
        return
    page.ethics.bring.click()
    room.refresh()
    with room.workspace.read() as db:
        (topic,) = db.scalars(select(Topic)).all()
    assert (topic.kind, topic.case_id, topic.person_id, topic.state) == (
        "ethical_dilemma", room.case, room.ruth, "waiting")
    assert "On the stairs" in topic.text
    assert page.ethics.bring.isHidden()


@pytest.mark.requirement("MOD-10")
def test_nicklin_goes_round_and_begins_again_with_its_evaluation(room, words) -> None:
    page = room.begin("nicklin")
    assert [block.accessibleName() for block in page.body.groups[0].blocks] == [
        "Analysis", "Problem identification", "Objective setting", "Planning", "Action", "Evaluation"]
    page.body.groups[1].fold.show_open(True)
    assert [code for block in page.body.groups[1].blocks for code in block.boxes] == [
        "managerial_notes", "managerial_education", "education_notes", "education_support", "support_notes",
        "support_managerial"]
    assert page.again.isHidden()
    write(boxes(page)["evaluation_notes"], "Better, but not on Fridays")
    room.refresh()
    assert not page.again.isHidden()
    page.again.click()
    room.refresh()
    _, second = room.part.lines.values()
    assert second._line.reflection.cycle == 2
    assert "round 2" in second.fold.turn.text()
    second.fold.show_open(True)
    assert boxes(second.page)["analysis_notes"].form["text"].editor.toPlainText() == "Better, but not on Fridays"
    later = room.held(TODAY + timedelta(days=30))
    room.refresh()
    room.open(later)
    assert "Next round" not in words(room.part), "the last round has no evaluation yet"


@pytest.mark.requirement("MOD-10")
def test_the_next_round_is_offered_in_the_next_session(room, qtbot) -> None:
    page = room.begin("nicklin")
    write(boxes(page)["evaluation_notes"], "Better, but not on Fridays")
    later = room.held(TODAY + timedelta(days=30))
    room.refresh()
    room.open(later)
    (press,) = [one for one in room.part.begin.findChildren(type(room.part.begin.other))
                if one.text().startswith("Next round")]
    qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
    room.refresh()
    (line,) = room.part.lines.values()
    assert (line._line.reflection.session_id, line._line.reflection.cycle) == (later, 2)


@pytest.mark.requirement("MOD-11")
@pytest.mark.requirement("PRV-08")
def test_the_resilience_based_one_is_private_in_its_own_place_with_what_that_means_beside_it(room, words) -> None:
    page = room.begin("rbcs")
    assert room.part._private.isVisibleTo(room.part)
    said = words(room.part._private)
    assert "not privileged: a court, a coroner or the person concerned may be able to ask for it" in said
    write(boxes(page)["trigger_notes"], "A father shouted")
    note = room.notes(page)["trigger_notes"]
    assert (note.text, note.private_text) == (None, "A father shouted")
    box = boxes(page)["techniques"]
    box.choice.add.added.emit("Tea on the doorstep")
    room.refresh()
    boxes(page)["technique_used"].choice.combo.value_chosen.emit("yes")
    found = room.notes(page)
    assert found["techniques"].private_answers == ("Tea on the doorstep",)
    assert (found["technique_used"].answers, found["technique_used"].private_answers) == (None, ("yes",))
    assert "case_id" not in page.form._entries, "a private reflection names no case"
    with room.workspace.read() as db:
        assert search.results(db, "shouted") == []


@pytest.mark.requirement("PRV-08")
def test_sharing_and_hiding_is_one_gesture_that_undo_takes_back(room) -> None:
    page = room.begin("johns", title="On the stairs")
    write(boxes(page)["thoughts_notes"], "Hm")
    page._set_private(True)
    room.refresh()
    (line,) = room.part.lines.values()
    assert line.page.private
    assert boxes(line.page)["thoughts_notes"].form["private_text"].editor.toPlainText() == "Hm"
    assert room.part._quiet.indexOf(line) >= 0
    room.workspace.undo()
    room.refresh()
    assert not line.page.private
    assert room.part._open.indexOf(line) >= 0
    assert room.notes(line.page)["thoughts_notes"].text == "Hm"


@pytest.mark.requirement("MOD-12")
def test_a_model_of_ones_own_is_set_up_in_a_window_and_used_like_the_others(room) -> None:
    window = OwnModels(room.workspace, room.tab)
    window.show()
    window.add.added.emit("Kitchen table")
    window.add_part.added.emit("What I take along")
    window.kind.set_key("functions")
    window.add_part.added.emit("Courage")
    window.parts.table.set_id(window.parts.records()[1].id)
    window._move(-1)
    window.kind.set_key("stages")
    window.add_part.added.emit(" ")
    assert window.add_part.problem().startswith("Title is needed.")
    with room.workspace.read() as db:
        (model,) = [one for one in own_models.known(db, room.workspace.library.models).values() if one.own]
    assert [part.title for part in model.parts("stages")] == ["What I take along", "What happened"]
    window.accept()
    room.refresh()
    (press,) = [one for one in room.part.begin.menu.actions() if one.text() == "Kitchen table"]
    press.trigger()
    room.refresh()
    (line,) = room.part.lines.values()
    line.fold.show_open(True)
    first = model.parts("stages")[0]
    write(boxes(line.page)[first.code], "One thing")
    box = boxes(line.page)[first.code]
    assert [words for _, words in [(b, t.text()) for b, t in box.tags._boxes]] == ["Courage"]
    assert room.notes(line.page)[first.code].text == "One thing"


@pytest.mark.requirement("MOD-13")
def test_an_action_comes_straight_from_a_reflection_and_leads_back_to_it(room, qtbot, words) -> None:
    page = room.begin("morrison", title="A changed care plan", case_id=room.case)
    page.closing.add.added.emit("Agree who tells whom")
    room.refresh()
    with room.workspace.read() as db:
        (action,) = db.scalars(select(Action)).all()
    assert (action.reflection_id, action.case_id) == (room.stored(page).id, room.case)
    assert "Agree who tells whom" in words(page.closing)
    tab = ActionsTab(room.workspace)
    qtbot.addWidget(tab)
    tab.show()
    tab.open_record("action", action.id)
    wanted: list[tuple[str, str]] = []
    room.workspace.open_wanted.connect(lambda kind, record: wanted.append((kind, record)))
    (press,) = [one for one in tab.findChildren(LinkButton) if "A changed care plan" in one.text()]
    press.click()
    assert wanted == [("reflection", action.reflection_id)]
    other = room.held(TODAY + timedelta(days=7))
    room.refresh()
    room.open(other)
    room.tab.open_record(*wanted[0])
    assert room.tab.pane.selected_id() == room.session
    assert room.part.lines[action.reflection_id].fold.is_open()


@pytest.mark.requirement("MOD-14")
def test_what_was_left_out_is_marked_in_words_and_by_a_shape_and_the_notes_can_be_seen(room, qtbot) -> None:
    page = room.begin("morrison")
    box = cell(page, 2, 4)
    write(box, "The deputy hears of it last")
    box.tags.ticked.emit(("mediation",))
    room.refresh()
    room.part.coverage.show_open(True)
    view = room.part.coverage.part
    assert view.who.key() == room.ruth
    left = f"{MARK} No note in {coverage.USUAL_MONTHS} months on Management, Development, Support"
    assert view.says.text().startswith(left)
    table = view.chart.table()
    rows = [row for _, row in table.cells._rows]
    assert [row[-1] for row in rows if row[0] == "Support"] == [f"{MARK} left out"]
    assert [row[-1] for row in rows if row[0] == "Mediation"] == [""]
    view.about.value_chosen.emit(None)
    view.about.set_value("morrison|functions|mediation")
    view._find()
    assert [row[1:] for _, row in view.found.cells._rows] == [("Analysis, Partners", "The deputy hears of it last")]
    wanted: list[tuple[str, str]] = []
    room.workspace.open_wanted.connect(lambda kind, record: wanted.append((kind, record)))
    view.found.opened.emit(view.found.cells.id_at(0))
    assert wanted == [("supervision_session", room.session)]


def test_a_finished_record_shows_its_reflections_and_lets_nothing_be_changed(room, words) -> None:
    page = room.begin("johns")
    write(boxes(page)["thoughts_notes"], "Hm")
    with room.workspace.read() as db:
        record = sessions.page(db, room.session).record
        summed = changed(record, summary="We talked")
    room.workspace.commit(gesture("Summary", summed))
    with room.workspace.read() as db:
        done = sessions.finish(db, room.session, room.workspace.clock)
    room.workspace.commit(done)
    room.refresh()
    assert boxes(page)["thoughts_notes"].form["text"].editor.isReadOnly()
    assert not page.closing.add.isVisibleTo(page)
    assert not room.part.begin.isVisibleTo(room.part)
    assert not page._more.isEnabled()
    assert "something is open" not in words(room.part)


def test_words_typed_and_not_finished_come_back_to_their_box(room) -> None:
    page = room.begin("johns")
    box = boxes(page)["feelings_notes"]
    note_id = reflection.note_id(room.stored(page).id, "feelings_notes")
    drafts.keep(room.workspace.store, ReflectionNote.__tablename__, note_id, "text", "Half a sen")
    room.open(room.held(TODAY + timedelta(days=2)))
    room.open()
    (line,) = room.part.lines.values()
    line.fold.show_open(True)
    assert boxes(line.page)["feelings_notes"].form["text"].editor.toPlainText() == "Half a sen"
    assert box is not boxes(line.page)["feelings_notes"]


def test_undo_of_the_first_words_leaves_a_box_that_can_be_written_again(room) -> None:
    page = room.begin("johns")
    write(boxes(page)["feelings_notes"], "Cross")
    room.refresh()
    room.workspace.undo()
    room.refresh()
    assert "feelings_notes" not in room.notes(page)
    assert boxes(page)["feelings_notes"].form["text"].editor.toPlainText() == ""
    write(boxes(page)["feelings_notes"], "Calm")
    assert room.notes(page)["feelings_notes"].text == "Calm"


def test_a_deleted_reflection_is_gone_and_undo_brings_it_back(room) -> None:
    page = room.begin("johns")
    write(boxes(page)["feelings_notes"], "Cross")
    page._delete()
    room.refresh()
    assert room.part.lines == {}
    room.workspace.undo()
    room.refresh()
    assert len(room.part.lines) == 1


def test_a_topic_of_the_agenda_says_what_it_is_about(room) -> None:
    page = room.begin("johns")
    assert room.stored(page).title is None
    room.workspace.commit(preparation.new_topics("The stairs", TODAY, session_id=room.session, case_id=room.case))
    room.refresh()
    (topic,) = [one for one in page.agenda.lines if not one.isHidden()]
    topic.take.click()
    room.refresh()
    one = room.stored(page)
    assert (one.title, one.case_id) == ("The stairs", room.case)
    assert page.agenda.isHidden()


@pytest.mark.requirement("HLP-12")
@pytest.mark.parametrize(("model", "title"), [("johns", "Johns"), ("rbcs", "Resilience-based"), ("nicklin", "Nicklin")])
def test_help_on_any_box_is_the_page_of_its_model(room, qtbot, model, title) -> None:
    page = room.begin(model)
    box = next(one for one in boxes(page).values() if one.form is not None)
    made = show_help(room.workspace.library, box.form[box._field].editor, room.tab)
    qtbot.addWidget(made)
    assert made._title.title().startswith(title)


def test_nothing_of_a_model_is_built_before_its_line_is_opened(room) -> None:
    with room.workspace.read() as db:
        change, made = reflection.begin(db, room.session, room.workspace.library.models["nicklin"])
    room.workspace.commit(change)
    room.refresh()
    assert room.part.lines[made].page is None
    assert room.part.coverage.part is None


def test_every_part_of_a_reflection_has_a_name_for_whoever_does_not_see_it(room) -> None:
    page = room.begin("morrison")
    for one in page.body.grid.cells:
        assert all(cell.accessibleName() for cell in one)
    for code, box in boxes(room.begin("johns")).items():
        assert box.form[box._field].editor.accessibleName(), code
    assert all(label.text() is not None for label in page.findChildren(QLabel))


def test_the_record_of_a_session_without_models_asks_for_nothing(room) -> None:
    with room.workspace.read() as db:
        assert db.scalars(select(SessionRecord)).one().reflection is None
    assert room.part.lines == {}
    assert not room.part._private.isVisibleTo(room.part)
