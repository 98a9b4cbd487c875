"""The practitioner's own profile: kept field by field, and at the head of a contract without retyping."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.people import Person, Practitioner, Registration
from supervision_desktop.reports import contract as contract_report
from supervision_desktop.reports.report import Context
from supervision_desktop.services import contracts, people
from supervision_desktop.store import drafts
from supervision_desktop.store.changes import deleted, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.dialogs.profile import ProfileDialog, show_profile

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
