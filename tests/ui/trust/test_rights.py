"""The page about rights on a real practice file: requests, the pack, and erasing a client (PRV-05, PRV-06)."""

from __future__ import annotations

import zipfile
from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.practice import PrintLog
from supervision_desktop.domain.retention import Hold, LeftOut
from supervision_desktop.services import attachments, people, requests
from supervision_desktop.store import erasure, history
from supervision_desktop.store.backup import backups
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.ui.dialogs.keeping import KeepingDialog
from supervision_desktop.ui.dialogs.protect_pdf import ProtectDialog
from supervision_desktop.ui.outlets import Outlets
from supervision_desktop.ui.records import RecordsPane
from supervision_desktop.ui.rights import pack as pack_dialog
from supervision_desktop.ui.rights.erase import EraseDialog
from supervision_desktop.ui.rights.pack import PackDialog
from supervision_desktop.ui.rights.page import RightsDialog
from supervision_desktop.ui.sessions.topic_line import TopicLine
from supervision_desktop.ui.tabs.cases import CasesTab


@pytest.fixture
def client(running, practice):
    """A client with an action, a file and a name, whom another record mentions; returns the case."""
    work = running.workspace
    case = created(Case, {"reference": "Larch 12", "client_name": "Ash Sample", "status": "active", "holder_id": SELF,
                          "notes": "Lark spoke of the garden"})
    ruth, _ = people.new_supervisor("Ruth Example", date(2026, 1, 1), "case_management")
    assert work.commit(ruth)
    assert work.commit(gesture("New", case, created(Action, {
        "text": "Ring the deputy", "status": "open", "case_id": case.id})))
    with work.read() as db:
        note = changed(db.query(Person).filter(Person.name == "Ruth Example").one(), notes="Knows Larch 12 from before")
    assert work.commit(gesture("Note", note))
    digest = practice.files.put(b"a letter")
    assert work.commit(attachments.add_all("case", case.id, [attachments.Content("letter.txt", 8, digest)], work.today()))
    practice.files.settled(digest)
    return case.id


def press(page, words):
    next(b for b in page.findChildren(QPushButton) if b.text() == words and b.isVisibleTo(page)).click()


def records(running, kind):
    with running.workspace.read() as db:
        return db.query(kind).count()


@pytest.fixture
def page(running, client, dialog):
    running.workspace.rights_wanted.emit("request", "case", client)
    return dialog(RightsDialog)


@pytest.mark.requirement("PRV-05")
def test_a_request_is_noted_and_the_hold_is_on(running, page, client):
    assert page.about.editor.currentText() == "Case Larch 12"
    page.kind.editor.set_value("erasure")
    press(page, "Keep the request")
    assert page.form.values()["case_id"] == client
    assert page.table.cells._rows[0][1] == ("Larch 12", "Erasure", "21 Nov 2026", "by 21 Dec 2026")
    assert "Actions 1" in page._exists.text()
    assert "Mentioned elsewhere 1" in page._exists.text()
    assert running.safety.warnings() == ()
    press(page, "It takes longer")
    assert page.form.values()["extended_to"] == date(2027, 2, 21)
    assert page.form["extension_reason"].isVisibleTo(page)
    press(page, "Answered today")
    assert page.table.cells._rows[0][1][-1] == "Done as asked, 21 Nov 2026"
    assert not page.answered.isVisibleTo(page)
    with running.workspace.read() as db:
        assert not requests.rows(db)[0].open
    press(page, "Keeping and deleting…")
    assert running.window.findChildren(KeepingDialog)


def test_somebody_who_has_no_record_can_be_named_in_words(running, page, client):
    page.about.editor.set_value(None)
    page._words.setText("")
    press(page, "Keep the request")
    assert "Say whom" in page.about.problem()
    page.about.editor.set_value(("case", client))
    page._words.setText("Mr Tapir of the council")
    for words, said in (("some day", "Give a date such as"), ("1/1/2031", "still to come"), ("", "Give the day")):
        page.received.editor.set_text(words)
        press(page, "Keep the request")
        assert said in page.received.problem()
    assert records(running, Hold) == 0
    page.received.editor.set_text("20/11/2026")
    press(page, "Keep the request")
    assert "Nothing about them is kept" in page._exists.text()
    with running.workspace.read() as db:
        hold = db.query(Hold).one()
    assert (hold.concerns, hold.case_id, hold.person_id) == ("Mr Tapir of the council", None, None)
    page._words.setText("larch 12")
    press(page, "It takes longer")
    assert page._words.text() == "larch 12", "what is typed outlives what happens beside it"
    page.new.show_open(True)
    press(page, "Keep the request")
    assert page.form.values()["case_id"] == client, "a bare reference is the case"


def test_today_and_the_file_menu_lead_there(running, client, dialog):
    with running.workspace.read() as db:
        step, made = requests.received(db, date(2026, 10, 25), "access", case_id=client)
    assert running.workspace.commit(step)
    running.workspace.open_wanted.emit("hold", made)
    assert dialog(RightsDialog).form.record_id == made
    dialog(RightsDialog).reject()
    next(line for line in running.window.commands() if line.words == "Rights and requests…").run()
    assert dialog(RightsDialog).isVisible()
    assert "4 days from now" in running.safety.warnings()[0]


def test_the_case_page_leads_there(workspace, qtbot):
    change = created(Case, {"reference": "Larch 12", "status": "active"})
    assert workspace.commit(gesture("New", change))
    tab, asked = CasesTab(workspace), []
    qtbot.addWidget(tab)
    tab.show()
    tab.open_record("case", change.id)
    workspace.rights_wanted.connect(lambda *wish: asked.append(wish))
    tab._wish("request")
    tab._wish("erase")
    assert asked == [("request", "case", change.id), ("erase", "case", change.id)]


@pytest.fixture
def pack(running, client, dialog):
    with running.workspace.read() as db:
        step, made = requests.received(db, running.workspace.today(), "access", case_id=client)
    assert running.workspace.commit(step)
    running.rights.show_pack(running.window, made)
    return dialog(PackDialog)


@pytest.mark.requirement("PRV-06")
def test_a_piece_is_left_out_on_a_ground_and_put_in_again(running, pack, client):
    pack.kinds.set_id("Cases")
    pack._show_kind("Cases")
    words = [pack.lines.item(n).text() for n in range(pack.lines.count())]
    assert any("private, for your review" in one and "Ash Sample" in one for one in words)
    pack.ground.editor.set_value("legal_advice")
    pack.lines.item(0).setCheckState(pack.lines.item(0).checkState().Unchecked)
    with running.workspace.read() as db:
        left = db.query(LeftOut).one()
    assert (left.piece, left.ground) == (f"case {client}", "legal_advice")
    assert "Left out: Legal advice" in pack.lines.item(0).text()
    assert {row[0]: row[4] for _, row in pack.kinds.cells._rows}["Cases"] == 1
    pack._own.setText("Her own words")
    pack.lines.item(1).setCheckState(pack.lines.item(1).checkState().Unchecked)
    assert "Left out: Her own words" in pack.lines.item(1).text()
    for place in (0, 1):
        pack.lines.item(place).setCheckState(pack.lines.item(place).checkState().Checked)
    assert records(running, LeftOut) == 0


def test_every_piece_can_be_reached_and_a_refused_ground_is_said_there(running, pack, monkeypatch):
    monkeypatch.setattr(pack_dialog, "MOST_LINES", 1)
    for heading in ("Actions", "Cases"):
        pack.kinds.set_id(heading)
        pack._show_kind(heading)
    assert (pack.lines.count(), pack.more.isVisibleTo(pack)) == (1, True)
    pack.more.click()
    assert (pack.lines.count(), pack.more.isVisibleTo(pack)) == (2, False)
    pack._own.setText("x" * 301)
    pack.lines.item(0).setCheckState(pack.lines.item(0).checkState().Unchecked)
    assert "at most 300" in pack.ground.problem()
    assert records(running, LeftOut) == 0
    pack._show_kind("Attachments")
    assert "Kind of record: Cases · Belongs to: Larch 12" in pack.lines.item(0).text()
    assert "Digest" not in pack.lines.item(0).text()


@pytest.mark.requirement("PRV-06")
def test_the_pack_is_saved_and_noted(running, pack, dialog, idle, tmp_path):
    running.window.outlets = Outlets(lambda _, name: tmp_path / name, lambda _: None)
    press(pack, "Save the pack…")
    protect = dialog(ProtectDialog)
    protect.without.click()
    idle()
    assert "Saved as Subject access 2026-11-21.zip" in pack.said()
    with zipfile.ZipFile(tmp_path / "Subject access 2026-11-21.zip") as found:
        assert "files/file-01.txt" in found.namelist()
    with running.workspace.read() as db:
        line = db.query(PrintLog).one()
        assert (line.document, line.with_private, line.with_password) == ("Subject access", True, False)
    running.window.outlets = Outlets(lambda *_: tmp_path / "no such folder" / "x.zip", lambda _: None)
    press(pack, "Save the pack…")
    dialog(ProtectDialog).without.click()
    idle()
    assert "could not be saved there" in pack.said()


@pytest.fixture
def heard(running):
    """What the notice bar was told."""
    said = []
    running.workspace.noticed.connect(lambda words, _: said.append(words))
    return said


@pytest.fixture
def erase(running, client, dialog):
    running.workspace.rights_wanted.emit("erase", "case", client)
    return dialog(EraseDialog)


@pytest.mark.fault(76)
@pytest.mark.requirement("PRV-05")
def test_a_client_is_erased_after_a_word_and_a_backup(running, practice, erase, client, idle, heard, qtbot):
    assert "Actions 1" in erase._goes.text()
    assert [one.lines for one in erase._found.named] == [("Knows Larch 12 from before",)]
    assert not erase.wanted(), "nothing is ticked by itself"
    erase.go.click()
    assert "Type the word" in erase.word.problem()
    assert records(running, Case) == 1
    press(erase, "Tick all")
    erase.word.editor.setText("Erase")
    pane, jot = running.window.findChild(RecordsPane), TopicLine(running.workspace, lambda _: None, "Jot", "jot")
    qtbot.addWidget(jot)
    pane.set_filter("Larch 12")
    jot.box.set_text("The school of Larch 12")
    erase.go.click()
    idle()
    running.workspace.settling.emit()
    assert (pane.filter()[0], jot.box.text(), running.workspace.remembered("jot") or "") == ("", "", "")
    assert backups(practice.folder)[0].reason == "before-erasure"
    assert records(running, Case) == 0
    assert not list(practice.folder.files.iterdir()), "the file is gone with its record"
    assert client in erasure.known(practice.folder).ids
    assert not running.workspace.stack.canUndo()
    assert "The client was erased" in heard[-1]
    with running.workspace.read() as db:
        ruth = db.query(Person).filter(Person.name == "Ruth Example").one()
        assert ruth.notes == "Knows (erased) from before"
        assert not history.verify(db.connection()).faults
    running.safety.show_keeping()
    rows = [row for _, row in running.window.findChildren(KeepingDialog)[-1].gone.cells._rows]
    assert "Actions, of an erased client" in {row[1] for row in rows}


@pytest.mark.requirement("PRV-05")
def test_while_a_hold_is_on_nobody_is_erased(running, client, dialog, heard):
    running.workspace.rights_wanted.emit("erase", "case", "gone")
    assert "no longer here" in heard[-1]
    with running.workspace.read() as db:
        step, _ = requests.received(db, running.workspace.today(), "hold", concerns="A court")
    assert running.workspace.commit(step)
    running.workspace.rights_wanted.emit("erase", "case", client)
    page = dialog(EraseDialog)
    assert not page.go.isEnabled()
    assert "A hold is on" in page._held.text()


def test_another_case_of_the_client_goes_along_where_it_is_ticked(running, client, dialog):
    assert running.workspace.commit(gesture("Twin", created(Case, {
        "reference": "Larch 13", "client_name": "Ash Sample", "status": "closed"})))
    running.workspace.rights_wanted.emit("erase", "case", client)
    page = dialog(EraseDialog)
    assert page.same.item(0).text() == "Larch 13"
    page.same.item(0).setCheckState(page.same.item(0).checkState().Checked)
    assert "Cases 2" in page._goes.text()
    page.same.item(0).setCheckState(page.same.item(0).checkState().Unchecked)
    assert "Cases 1" in page._goes.text()
