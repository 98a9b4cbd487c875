"""The practitioner's own profile: kept field by field, and at the head of a contract without retyping."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QWidget

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.people import Person, Practitioner, Registration, Supervisor
from supervision_desktop.exchange.sample_profile import drawn
from supervision_desktop.reports import contract as contract_report
from supervision_desktop.reports.pictures import picture_size
from supervision_desktop.reports.report import Context
from supervision_desktop.services import contracts, people
from supervision_desktop.services import profile as profile_service
from supervision_desktop.store import drafts
from supervision_desktop.store.changes import changed, created, deleted, gesture
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.dialogs.profile import ProfileDialog, show_profile
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.tabs.supervisors import SupervisorsTab
from supervision_desktop.ui.widgets.fold import Fold

ENTER = Qt.Key.Key_Return


@pytest.fixture
def window(qtbot):
    made = layout.boxed(layout.column())
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(qtbot, workspace, window):
    made = show_profile(workspace, window)
    qtbot.waitUntil(made.isVisible)
    qtbot.waitUntil(lambda: bool(made.show() or made.activateWindow() or made.isActiveWindow()), timeout=20000)
    return made


def write(qtbot, form, name, words):
    form.focus(name)
    part = form[name].editor.focusProxy() or form[name].editor
    part.selectAll()
    qtbot.keyClicks(part, words)
    qtbot.keyClick(part, ENTER)


def choose(form, name, value):
    combo = form[name].editor
    combo.set_value(value)
    combo.value_chosen.emit(value)


def ask(workspace, question):
    with workspace.read() as db:
        return question(db)


def mine(workspace):
    with workspace.read() as db:
        return people.self_page(db)


@pytest.mark.requirement("PRA-01")
def test_a_filled_profile_stands_at_the_head_of_a_contract(qtbot, workspace, dialog):
    panel = dialog.panel
    write(qtbot, panel.practice, "trading_name", "Quill Case Management")
    write(qtbot, panel.me, "phone", "01632 960111")
    write(qtbot, panel.practice, "insurer", "Sample Mutual")
    write(qtbot, panel.practice, "insured_until", "30/9/2027")
    write(qtbot, panel.practice, "rate_pence", "95")
    qtbot.keyClicks(panel.registrations.add.line, "BABICM SAMPLE-1")
    qtbot.keyClick(panel.registrations.add.line, ENTER)
    assert dialog.isVisible()
    dialog.accept()
    change, person_id = people.new_supervisor("Ruth Hale-Okonjo", workspace.today())
    workspace.commit(change)
    with workspace.read() as db:
        template = workspace.library.contract("standard")
        change, contract_id = contracts.new_contract(db, person_id, template, workspace.today())
    workspace.commit(change)
    context = Context(workspace.today(), workspace.library.lists, workspace.library.contract)
    with workspace.read() as db:
        frame = contract_report.collect(db, contract_report.Params(contract=contract_id), context).frame
    assert frame.practice == "Quill Case Management"
    assert "Mara Quill" in frame.contact
    assert any("BABICM SAMPLE-1" in line for line in frame.contact)
    assert any("01632 960111" in line for line in frame.contact)
    _, profile, _ = mine(workspace)
    assert (profile.insurer, str(profile.insured_until), profile.rate_pence) == ("Sample Mutual", "2027-09-30", 9500)


def test_every_field_is_one_gesture_that_can_be_taken_back(qtbot, workspace, dialog):
    write(qtbot, dialog.panel.me, "name", "Mara Quill-Example")
    assert mine(workspace)[0].name == "Mara Quill-Example"
    workspace.undo()
    assert mine(workspace)[0].name == "Mara Quill"
    assert dialog.panel.me["name"].editor.text() == "Mara Quill"


def test_what_cannot_be_read_stays_with_its_sentence_and_closing_loses_nothing(qtbot, workspace, window, dialog):
    write(qtbot, dialog.panel.practice, "trading_name", "Quill")
    write(qtbot, dialog.panel.practice, "insured_until", "32 Juvember")
    assert dialog.panel.practice["insured_until"].problem()
    dialog.panel.me.focus("email")
    qtbot.keyClicks(dialog.panel.me["email"].editor, "mara@example.org")
    dialog.reject()
    assert mine(workspace)[0].email == "mara@example.org"
    again = show_profile(workspace, window)
    assert again.panel.practice["insured_until"].editor.text() == "32 Juvember"
    again.reject()


def test_the_short_one_asks_four_things_and_works_by_keyboard(qtbot, workspace, window):
    dialog = show_profile(workspace, window, first=True)
    qtbot.waitUntil(lambda: bool(dialog.show() or dialog.activateWindow() or dialog.isActiveWindow()), timeout=20000)
    shown = [name for form in (dialog.panel.me, dialog.panel.practice) for name in form.values()
             if name in form._entries and form[name].isVisible()]
    assert set(shown) <= {"name", "trading_name", "profession"}
    for words in ("Mara Quill", "Quill Case Management", "Nursing", "CMSUK 77"):
        focus = QApplication.focusWidget()
        focus.selectAll() if hasattr(focus, "selectAll") else focus.lineEdit().selectAll()
        qtbot.keyClicks(focus, words)
        # What a completer proposes takes the keys while it is open.
        qtbot.keyClick(QApplication.activePopupWidget() or focus, ENTER if words == "CMSUK 77" else Qt.Key.Key_Tab)
    person, profile, [registration] = mine(workspace)
    assert (person.name, person.profession, profile.trading_name) == ("Mara Quill", "nursing", "Quill Case Management")
    assert (registration.body, registration.number) == ("cmsuk", "77")
    qtbot.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton)
    assert dialog.result() == ProfileDialog.DialogCode.Accepted


def test_in_a_practice_without_a_person_the_name_makes_one(qtbot, workspace, window):
    with workspace.read() as db:
        me = db.get(Person, SELF)
    assert workspace.commit(gesture("Start anew", deleted(me)))
    dialog = show_profile(workspace, window, first=True)
    assert not dialog.panel.registrations.add.isEnabled()
    write(qtbot, dialog.panel.me, "name", "Nell Ashgrove")
    person, profile, _ = mine(workspace)
    assert (person.name, profile.person_id) == ("Nell Ashgrove", SELF)
    write(qtbot, dialog.panel.practice, "trading_name", "Ashgrove")
    assert mine(workspace)[1].trading_name == "Ashgrove"
    assert dialog.panel.registrations.add.isEnabled()
    dialog.accept()
    with workspace.read() as db:
        assert db.query(Practitioner).count() == 1
        assert db.query(Registration).count() == 0
        assert drafts.unfinished(db) == []


@pytest.mark.requirement("PRA-04")
def test_two_fields_with_different_levels_stand_in_the_profile(qtbot, workspace, dialog):
    part = dialog.panel.more.fields
    for words, level in (("Brain injury", "CMP3"), ("Hospital discharge", "CMP1")):
        qtbot.keyClicks(part.add.line, words)
        qtbot.keyClick(part.add.line, ENTER)
        choose(part.rows.form, "level", level)
    assert {(one.field, one.level, one.active) for one in part.rows.records()} == {
        ("brain_injury", "CMP3", True), ("Hospital discharge", "CMP1", True)}
    assert workspace.own_values("practice_fields") == ["Hospital discharge"]


@pytest.mark.requirement("PRA-08")
def test_an_early_field_is_hinted_at_quietly_and_the_hint_goes(qtbot, workspace, dialog):
    part = dialog.panel.more.fields
    qtbot.keyClicks(part.add.line, "Vocational")
    qtbot.keyClick(part.add.line, ENTER)
    assert not part.hint.isVisible()
    choose(part.rows.form, "level", "CMP1")
    assert part.hint.isVisible()
    assert "Vocational" in part.hint.text()
    assert "usually" in part.hint.text()
    change, person_id = people.new_supervisor("Ruth Example", workspace.today())
    workspace.commit(change)
    with workspace.read() as db:
        known = changed(people.page(db, person_id).supervisor, practising="yes", specialist_fields=("vocational",))
    workspace.commit(gesture("Known", known))
    assert not part.hint.isVisible()


def test_a_field_in_her_own_words_can_be_ticked_for_a_supervisor(qtbot, workspace, window, dialog):
    part = dialog.panel.more.fields
    qtbot.keyClicks(part.add.line, "Hospital discharge")
    qtbot.keyClick(part.add.line, ENTER)
    form = FieldForm(workspace, Supervisor, ["specialist_fields"], parent=window)
    assert "Hospital discharge" in {box.text() for box in form["specialist_fields"].findChildren(QCheckBox)}


@pytest.mark.requirement("PRA-03")
def test_the_profile_shows_two_figures_for_two_kinds_of_years(qtbot, workspace, dialog):
    fold, part = dialog.findChild(Fold, "", Qt.FindChildOption.FindChildrenRecursively), dialog.panel.more.work
    assert fold is not None
    assert not part.isVisible()
    for one in dialog.findChildren(Fold):
        one.show_open(True)
    qtbot.keyClicks(part.add.line, "Nursing 12 years")
    qtbot.keyClick(part.add.line, ENTER)
    write(qtbot, dialog.panel.practice, "case_management_since", "21/11/2018")
    assert part.figures.text() == "In case management: 8 years  ·  All work together: 20 years"


@pytest.mark.requirement("PRA-05")
def test_the_code_of_ethics_is_a_first_entry_and_another_body_can_be_added(qtbot, workspace, dialog):
    part = dialog.panel.more.expectations
    part.begin.click()
    assert not part.begin.isVisible()
    qtbot.keyClicks(part.add.line, "VRA")
    qtbot.keyClick(part.add.line, ENTER)
    write(qtbot, part.rows.form, "year_minutes", "6 h")
    write(qtbot, part.rows.form, "sessions", "4")
    assert {(one.body, one.year_minutes, one.sessions) for one in part.rows.records()} == {
        ("babicm", None, None), ("vra", 360, 4)}
    assert part._least(next(one for one in part.rows.records() if one.body == "vra")) == "4 a period, 6 h a year"


@pytest.mark.requirement("PRA-02")
def test_roles_never_asked_about_show_as_on_and_are_switched_by_a_tick(qtbot, workspace, dialog):
    ticks = dialog.panel.more.roles.ticks
    assert all(tick.isChecked() for tick in ticks.values())
    ticks["supervises"].click()
    assert (mine(workspace)[1].supervises, mine(workspace)[1].holds_caseload) == (False, None)
    ticks["holds_caseload"].click()
    ticks["supervises"].click()
    assert (mine(workspace)[1].supervises, mine(workspace)[1].holds_caseload) == (True, False)
    workspace.undo()
    assert not ticks["supervises"].isChecked()


@pytest.mark.requirement("PRA-02")
def test_without_supervising_supervisees_are_hidden_and_kept(qtbot, workspace, window, few):
    tab = SupervisorsTab(workspace)
    qtbot.addWidget(tab)
    tab.show()

    def listed():
        with workspace.read() as db:
            return {row.id for row in tab.rows(db)}

    assert {few.ruth, few.sam} <= listed()
    with workspace.read() as db:
        change = profile_service.role_change(db, supervises=False)
    assert workspace.commit(gesture("Role", change))
    assert few.sam not in listed()
    assert few.ruth in listed()
    assert "I supervise" not in {chip.text().rstrip(" 0123456789") for chip in tab.pane.side.chips.chips()}
    with workspace.read() as db:
        assert people.page(db, few.sam).supervisee is not None
    workspace.undo()
    assert few.sam in listed()


@pytest.mark.requirement("PRA-09")
def test_what_the_practice_stands_for_is_kept(qtbot, workspace, dialog):
    for one in dialog.findChildren(Fold):
        one.show_open(True)
    write(qtbot, dialog.panel.practice, "values_held", "Plain words; Calm")
    write(qtbot, dialog.panel.practice, "stands_from", "1/1/2026")
    _, profile, _ = mine(workspace)
    assert (profile.values_held, str(profile.stands_from)) == (("Plain words", "Calm"), "2026-01-01")


@pytest.mark.requirement("PRA-01")
def test_a_picture_becomes_the_logo_small_and_is_taken_away_again(qtbot, workspace, dialog, tmp_path):
    workspace.commit(gesture("Start", created(Practitioner, {"person_id": SELF})))
    part, chosen = dialog.panel.more.logo, tmp_path / "Our sign.png"
    chosen.write_bytes(drawn(900))
    part.take(chosen)
    qtbot.waitUntil(part.remove.isVisible)
    assert part.picture.pixmap().height() <= style.scaled(64)
    digest = ask(workspace, profile_service.logo)
    assert picture_size(workspace.files.read(digest)) == (500, 500)
    part.remove.click()
    assert ask(workspace, profile_service.logo) is None
    assert not part.picture.isVisible()
    workspace.undo()
    assert ask(workspace, profile_service.logo) == digest


def test_what_is_no_picture_is_refused_in_a_sentence(qtbot, workspace, dialog, tmp_path):
    chosen = tmp_path / "Letter.png"
    chosen.write_bytes(b"Dear Madam")
    dialog.panel.more.logo.take(chosen)
    qtbot.waitUntil(lambda: bool(dialog.panel.more.logo.problem()))
    assert ask(workspace, profile_service.logo) is None


def test_pounds_are_named_as_the_currency(dialog):
    assert any("GBP" in label.text() for label in dialog.findChildren(QLabel))


@pytest.mark.requirement("APP-09")
@pytest.mark.parametrize("first", [True, False])
def test_everything_that_takes_the_keyboard_has_a_name(workspace, window, first):
    dialog = show_profile(workspace, window, first=first)
    for widget in dialog.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.focusProxy() is None:
            inner = widget.parentWidget()
            name = widget.accessibleName() or getattr(widget, "text", str)() or (inner.accessibleName() if inner else "")
            assert name, f"{type(widget).__name__} in {type(inner).__name__}"
    dialog.accept()
