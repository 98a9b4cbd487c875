"""The Supervisors tab: who supervises the practitioner, whom she supervises, and what each is for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.people import Person, Registration, Supervisee, Supervisor, SupervisorPurpose
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.services import contracts, people, planning, sessions
from supervision_desktop.store import drafts
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.ui.dialogs.profile import ProfileDialog
from supervision_desktop.ui.kept_words import KEEP_MS
from supervision_desktop.ui.people.registrations import read_line
from supervision_desktop.ui.sessions.new_session import NewSession
from supervision_desktop.ui.tabs.supervisors import SupervisorsTab

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


def supervisor(workspace, name="Ruth Hale-Okonjo", purpose="case_management"):
    change, person_id = people.new_supervisor(name, workspace.today(), purpose)
    assert workspace.commit(change)
    return person_id


def supervisee(workspace, name="Sam Frost"):
    change, person_id = people.new_supervisee(name, workspace.today())
    assert workspace.commit(change)
    return person_id


def every(workspace, record):
    with workspace.read() as db:
        return db.query(record).all()


def page_of(workspace, person_id):
    with workspace.read() as db:
        return people.page(db, person_id)


def rows(tab):
    shown = tab.pane.side.list.rows
    return [shown.row_at(place) for place in range(shown.rowCount())]


def noticed(workspace):
    said = []
    workspace.noticed.connect(lambda words, act: said.append((words, act)))
    return said


@pytest.fixture
def tab(qtbot, workspace):
    return opened(qtbot, workspace)


def opened(qtbot, workspace):
    made = SupervisorsTab(workspace)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    qtbot.waitUntil(lambda: bool(made.show() or made.activateWindow() or made.isActiveWindow()), timeout=20000)
    return made


def tab_to(qtbot, wanted: QWidget):
    """Press Tab until a widget has the keyboard."""
    for _ in range(120):
        focus = QApplication.focusWidget()
        if focus is wanted or (wanted.focusProxy() is not None and focus is wanted.focusProxy()):
            return focus
        qtbot.keyClick(focus, TAB)
    raise AssertionError(f"Tab does not reach {wanted.accessibleName()}")


def choose(qtbot, combo, words):
    """Choose in a combo box by typing what it says."""
    combo.view().keyboardSearch("")   # forget what was typed before
    qtbot.keyClicks(combo, words)
    assert combo.currentText() == words


@pytest.mark.requirement("SUP-01")
@pytest.mark.requirement("SUP-02")
@pytest.mark.requirement("APP-09")
def test_a_supervisor_with_two_purposes_by_keyboard_alone(qtbot, workspace, tab):
    tab.new()
    qtbot.keyClicks(QApplication.focusWidget(), "Ruth Hale-Okonjo")
    tab_to(qtbot, tab._new.purpose.editor)
    choose(qtbot, tab._new.purpose.editor, "Caseload")
    qtbot.keyClick(tab_to(qtbot, tab._new.add), Qt.Key.Key_Space)
    person_id = tab.pane.selected_id()
    assert page_of(workspace, person_id).person.name == "Ruth Hale-Okonjo"
    purposes = tab._view.aims.purposes
    tab.pane.focus_list()
    tab_to(qtbot, purposes.offered)
    choose(qtbot, purposes.offered, "Safeguarding")
    qtbot.keyClick(tab_to(qtbot, purposes.add), Qt.Key.Key_Space)
    found = page_of(workspace, person_id)
    assert {(one.purpose, one.starts_on) for one in found.purposes} == {
        ("caseload", workspace.today()), ("safeguarding", workspace.today())}
    assert found.supervisor.status == "active"


def test_a_name_and_enter_are_enough(qtbot, workspace, tab):
    tab.new()
    line = tab._new.name.editor
    qtbot.keyClicks(line, "Dr Idris Penhallow")
    qtbot.keyClick(line, ENTER)
    assert [row.title for row in rows(tab)] == ["Dr Idris Penhallow"]
    assert tab._new.isHidden()
    assert line.text() == ""


def test_a_name_is_needed_and_the_sentence_says_so(qtbot, workspace, tab):
    tab.new()
    qtbot.keyClick(tab._new.name.editor, ENTER)
    assert "Name is needed" in tab._new.name.problem()
    assert len(every(workspace, Person)) == 1


@pytest.mark.requirement("SUP-01")
def test_what_is_typed_on_the_page_is_kept(qtbot, workspace, tab):
    person_id = supervisor(workspace)
    tab.open_record("person", person_id)
    for form, name, words in ((tab._view.who.form, "organisation", "Hale Practice"),
                              (tab._view.rest.how.form, "approach", "Asks more"),
                              (tab._view.rest.how.form, "fee_pence", "85.50")):
        form.focus(name)
        qtbot.keyClicks(form[name].editor, words)
        qtbot.keyClick(form[name].editor, TAB)
    choose(qtbot, tab._view.rest.how.form["fee_basis"].editor, "Per hour")
    tab._view.rest.how.form.settle()
    found = page_of(workspace, person_id)
    assert (found.person.organisation, found.supervisor.approach) == ("Hale Practice", "Asks more")
    assert (found.supervisor.fee_pence, found.supervisor.fee_basis) == (8550, "hour")


@pytest.mark.requirement("SUP-02")
def test_two_active_supervisors_for_different_purposes_are_both_offered_for_a_session(qtbot, workspace):
    ruth = supervisor(workspace)
    idris = supervisor(workspace, "Dr Idris Penhallow", "specialist")
    with workspace.read() as db:
        assert {(pid, aims) for pid, _, aims in people.active_supervisors(db)} == {
            (ruth, ("case_management",)), (idris, ("specialist",))}
    planner = NewSession(workspace)
    qtbot.addWidget(planner)
    planner.ask()
    combo = planner._who.editor
    assert {combo.itemText(n) for n in range(combo.count())} == {"Ruth Hale-Okonjo", "Dr Idris Penhallow"}


@pytest.mark.requirement("SUP-02")
def test_a_purpose_has_its_days_and_only_one_is_the_main_one(qtbot, workspace, tab):
    person_id = supervisor(workspace)
    tab.open_record("person", person_id)
    purposes = tab._view.aims.purposes
    purposes.offered.set_value("business")
    qtbot.mouseClick(purposes.add, Qt.MouseButton.LeftButton)
    form = purposes.rows.form
    form.focus("ends_on")
    qtbot.keyClicks(form["ends_on"].editor.line, "1 March 2026")
    qtbot.keyClick(form["ends_on"].editor.line, ENTER)
    assert "before the start" in form["ends_on"].problem()
    form["ends_on"].editor.line.selectAll()
    qtbot.keyClicks(form["ends_on"].editor.line, "1 March 2027")
    qtbot.keyClick(form["ends_on"].editor.line, ENTER)
    form["is_primary"].editor.click()
    found = {one.purpose: one for one in every(workspace, SupervisorPurpose)}
    assert str(found["business"].ends_on) == "2027-03-01"
    assert found["business"].is_primary
    assert not found["case_management"].is_primary
    workspace.undo()
    assert {one.purpose for one in every(workspace, SupervisorPurpose) if one.is_primary} == {"case_management"}


@pytest.mark.requirement("SUP-03")
def test_oneself_is_refused_with_the_reason_and_nothing_is_saved(qtbot, workspace, tab):
    tab.new()
    line = tab._new.name.editor
    qtbot.keyClicks(line, "mara quill")
    assert tab._new.same.isVisible()
    qtbot.mouseClick(tab._new.same, Qt.MouseButton.LeftButton)
    assert "your own supervisor" in tab._new.name.problem()
    assert line.text() == "mara quill"
    assert every(workspace, Supervisor) == []
    assert every(workspace, Supervisee) == []
    assert len(every(workspace, Person)) == 1


@pytest.mark.requirement("SUP-03")
def test_the_same_name_is_only_hinted_at(qtbot, workspace, tab):
    supervisor(workspace)
    tab.new()
    qtbot.keyClicks(tab._new.name.editor, "Ruth Hale-Okonjo")
    assert "already here" in tab._new._hint.text()
    qtbot.keyClick(tab._new.name.editor, ENTER)
    assert [row.title for row in rows(tab)] == ["Ruth Hale-Okonjo"] * 2
    assert "same name and e-mail" in tab._view.who.same.text()
    form = tab._view.who.form
    form.focus("email")
    qtbot.keyClicks(form["email"].editor, "other.ruth@example.org")
    qtbot.keyClick(form["email"].editor, ENTER)
    assert tab._view.who.same.text() == ""


def test_somebody_known_can_take_the_other_role_too(qtbot, workspace, tab):
    person_id = supervisee(workspace)
    tab.new()
    qtbot.keyClicks(tab._new.name.editor, "Sam Frost")
    qtbot.mouseClick(tab._new.same, Qt.MouseButton.LeftButton)
    assert len(every(workspace, Person)) == 2
    assert page_of(workspace, person_id).supervisor is not None
    assert page_of(workspace, person_id).supervisee is not None
    assert [row.chips for row in rows(tab)] == [frozenset({"me", "mine"})]


@pytest.mark.requirement("SUP-01")
def test_an_archived_supervisor_keeps_the_sessions(qtbot, workspace, tab):
    person_id = supervisor(workspace)
    with workspace.read() as db:
        change, session_id = planning.plan(db, person_id, workspace.today(), minutes=60)
    workspace.commit(change)
    with workspace.read() as db:
        held = sessions.hold(db, session_id)
    workspace.commit(held)
    tab.open_record("person", person_id)
    tab._view.archive.trigger()
    found = page_of(workspace, person_id)
    assert (found.supervisor.status, found.supervisor.ends_on) == ("ended", workspace.today())
    assert found.sessions_held == 1
    assert "1 session held, the last on 21 November 2026" in tab._view.history.held.text()
    assert rows(tab)[0].chips == {"ended"}
    with workspace.read() as db:
        assert sessions.rows(db)[0].who == "Ruth Hale-Okonjo"
        assert people.active_supervisors(db) == []
    tab._view.resume.trigger()
    assert page_of(workspace, person_id).supervisor.ends_on is None


@pytest.mark.requirement("DDG-01")
def test_not_asked_is_amber_and_an_answer_brings_its_date(qtbot, workspace, tab):
    person_id = supervisor(workspace)
    tab.open_record("person", person_id)
    assert (rows(tab)[0].badge_word, rows(tab)[0].badge_tone) == ("Not asked", "warn")
    assert tab._view.rest.asking.asked.text() == "Not asked"
    combo = tab._view.rest.asking.form["own_supervision"].editor
    combo.setFocus()
    choose(qtbot, combo, "Yes")
    tab._view.rest.asking.settle()
    assert page_of(workspace, person_id).supervisor.own_supervision_asked_on == workspace.today()
    assert tab._view.rest.asking.form["own_supervision_asked_on"].editor.text() == "21 November 2026"
    assert rows(tab)[0].badge_word == "Active"
    assert tab._view.rest.asking.asked.isHidden()


@pytest.mark.requirement("SVE-01")
def test_a_supervisee_can_be_chosen_with_the_roles_the_other_way_round(qtbot, workspace, tab):
    tab.new()
    tab._new.who.editor.setFocus()
    choose(qtbot, tab._new.who.editor, "I supervise")
    assert tab._new.purpose.isHidden()
    qtbot.keyClicks(tab._new.name.editor, "Sam Frost")
    qtbot.keyClick(tab._new.name.editor, ENTER)
    person_id = tab.pane.selected_id()
    assert rows(tab)[0].chips == {"mine"}
    assert tab._view.supervised.isVisible()
    assert not tab._view._of_supervisor.count()
    with workspace.read() as db:
        change, session_id = planning.plan(db, person_id, workspace.today())
    workspace.commit(change)
    with workspace.read() as db:
        assert db.get(SupervisionSession, session_id).direction == "given"
    wanted = []
    workspace.open_wanted.connect(lambda kind, record_id: wanted.append((kind, record_id)))
    qtbot.mouseClick(tab._view.new_contract, Qt.MouseButton.LeftButton)
    [contract] = every(workspace, Contract)
    assert (contract.direction, contract.other_id) == ("given", person_id)
    assert wanted == [("contract", contract.id)]


def test_contracts_of_a_person_open_from_the_page(qtbot, workspace, tab):
    person_id = supervisor(workspace)
    with workspace.read() as db:
        template = workspace.library.contract("standard")
        change, contract_id = contracts.new_contract(db, person_id, template, workspace.today())
    workspace.commit(change)
    tab.open_record("person", person_id)
    with qtbot.waitSignal(workspace.open_wanted) as told:
        qtbot.mouseClick(tab._view.history.contracts.lines[0], Qt.MouseButton.LeftButton)
    assert told.args == ["contract", contract_id]
    assert tab._view.history.contracts.lines[0].text() == "Version 1, 21 Nov 2026, draft"


@pytest.mark.requirement("SUP-01")
def test_deleting_can_be_undone_and_is_refused_where_others_name_the_person(qtbot, workspace, tab):
    person_id = supervisor(workspace)
    tab.open_record("person", person_id)
    said = noticed(workspace)
    tab._view.delete()
    assert page_of(workspace, person_id) is None
    assert tab.pane.selected_id() == ""
    assert said[-1][0] == "Deleted Ruth Hale-Okonjo"
    said[-1][1]()
    assert page_of(workspace, person_id).purposes
    with workspace.read() as db:
        change, _ = planning.plan(db, person_id, workspace.today())
    workspace.commit(change)
    tab.open_record("person", person_id)
    form = tab._view.who.form
    form.focus("organisation")
    qtbot.keyClicks(form["organisation"].editor, "Hale Practice")
    tab._view.delete()
    assert "Other records name this one" in said[-1][0]
    assert page_of(workspace, person_id).person.organisation == "Hale Practice"
    assert tab.pane.selected_id() == person_id


def test_what_was_typed_on_a_deleted_person_leaves_no_draft(qtbot, workspace, tab):
    person_id = supervisor(workspace)
    tab.open_record("person", person_id)
    form = tab._view.rest.how.form
    form.focus("fee_pence")
    qtbot.keyClicks(form["fee_pence"].editor, "eighty")
    tab._view.delete()
    with workspace.read() as db:
        assert drafts.unfinished(db) == []


def test_a_registration_is_added_in_one_line_and_can_be_taken_out(qtbot, workspace, tab):
    person_id = supervisor(workspace)
    tab.open_record("person", person_id)
    held = tab._view.who.registrations
    for line in ("babicm 1234", "Board of Invented Therapies BIT-77"):
        qtbot.keyClicks(held.add.line, line)
        qtbot.keyClick(held.add.line, ENTER)
    assert {(one.body, one.number) for one in every(workspace, Registration)} == {
        ("babicm", "1234"), ("Board of Invented Therapies", "BIT-77")}
    assert workspace.own_values("bodies") == ["Board of Invented Therapies"]
    qtbot.mouseClick(held.rows.out, Qt.MouseButton.LeftButton)
    assert [one.body for one in every(workspace, Registration)] == ["babicm"]
    workspace.undo()
    assert len(every(workspace, Registration)) == 2


@pytest.mark.parametrize(("line", "read"), [
    ("BABICM 1234", ("babicm", "1234")), ("cmsuk", ("cmsuk", None)), ("Own body", ("Own body", None)),
    ("12", ("12", None)), ("<para> & {} %s", ("<para> & {} %s", None))])
def test_reading_a_registration(line, read):
    assert read_line(line, [("babicm", "BABICM"), ("cmsuk", "CMSUK")]) == read


def test_the_practitioner_is_not_in_the_list_and_has_her_profile(qtbot, workspace, tab):
    supervisor(workspace)
    assert SELF not in [row.id for row in rows(tab)]
    tab.open_record("person", SELF)
    [dialog] = tab.findChildren(ProfileDialog)
    assert dialog.isVisible()
    dialog.accept()


def test_a_part_of_a_person_opens_the_person(workspace, tab):
    person_id = supervisor(workspace)
    [aim] = every(workspace, SupervisorPurpose)
    tab.open_record("supervisor_purpose", aim.id)
    assert tab.pane.selected_id() == person_id


def test_a_name_that_was_not_used_outlives_the_tab(qtbot, workspace, tab):
    tab.new()
    qtbot.keyClicks(tab._new.name.editor, "Half a na")
    qtbot.waitUntil(lambda: workspace.remembered("line person") == "Half a na", timeout=3 * KEEP_MS)
    qtbot.keyClicks(tab._new.name.editor, "me")
    workspace.settling.emit()
    again = opened(qtbot, workspace)
    assert again._new.name.editor.text() == "Half a name"
    assert again._new.isVisible()


def test_the_questions_have_room_in_a_low_window(qtbot, workspace, tab):
    tab.resize(900, 380)
    tab.new()
    assert not tab.pane.side.search.isVisible()
    assert not tab.pane.side.new.isVisible()
    qtbot.keyClicks(tab._new.name.editor, "Ruth Hale-Okonjo")
    qtbot.keyClick(tab._new.name.editor, ENTER)
    assert tab.pane.side.search.isVisible()
    assert tab.pane.side.new.isVisible()


@pytest.mark.requirement("APP-09")
def test_everything_that_takes_the_keyboard_has_a_name(workspace, tab):
    tab.open_record("person", supervisor(workspace))
    tab.new()
    for widget in tab.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.focusProxy() is None:
            inner = widget.parentWidget()
            name = widget.accessibleName() or getattr(widget, "text", str)() or (inner.accessibleName() if inner else "")
            assert name, f"{type(widget).__name__} in {type(inner).__name__}"


def test_another_change_does_not_take_what_is_being_typed(qtbot, workspace, tab):
    person_id = supervisor(workspace)
    tab.open_record("person", person_id)
    form = tab._view.who.form
    form.focus("organisation")
    qtbot.keyClicks(form["organisation"].editor, "Half a w")
    workspace.commit(gesture("Other", changed(page_of(workspace, person_id).person, phone="01632 960123")))
    workspace.commit(gesture("Other", created(Registration, {"person_id": person_id, "body": "vra"})))
    assert form["organisation"].editor.text() == "Half a w"
    assert form["phone"].editor.text() == "01632 960123"
