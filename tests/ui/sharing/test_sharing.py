"""Who gets a copy, the page of both logs, the fold on a case, a text for an e-mail, and the whole practice as a file."""

from __future__ import annotations

import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from sqlalchemy import select

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case, case_hint
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.practice import PrintLog
from supervision_desktop.domain.sessions import Participant
from supervision_desktop.services import people, planning, sessions, sharing
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui.dialogs.preview import show_preview
from supervision_desktop.ui.identifying import Identifying
from supervision_desktop.ui.outlets import Outlets
from supervision_desktop.ui.sessions.each_person import EachPerson
from supervision_desktop.ui.sessions.topic_line import TopicLine
from supervision_desktop.ui.sharing.page import EVER, SharingDialog
from supervision_desktop.ui.sharing.whole import WholeDialog
from supervision_desktop.ui.tabs.actions import ActionsTab
from supervision_desktop.ui.tabs.cases import CasesTab
from supervision_desktop.ui.tabs.reports import ReportsTab

LONG = 20_000


@pytest.fixture
def ruth(workspace) -> str:
    """A supervisor who heard of Alder 47 in a session a month ago."""
    made, person = people.new_supervisor("Ruth Example", workspace.today(), None)
    assert workspace.commit(made)
    with workspace.read() as db:
        plan, session = planning.plan(db, person, workspace.today() - timedelta(days=30), starts=600)
    assert workspace.commit(plan)
    with workspace.read() as db:
        held = sessions.hold(db, session)
    assert workspace.commit(held)
    assert workspace.commit(gesture("Case", created(CaseDiscussed, {"session_id": session, "case_id": "alder"})))
    return person


@pytest.fixture(autouse=True)
def alder(workspace) -> str:
    """Two cases, one of them with a name."""
    assert workspace.commit(gesture(
        "Cases", created(Case, {"reference": "Alder 47", "client_name": "Hidden Person", "status": "active",
                                "holder_id": SELF}, "alder"),
        created(Case, {"reference": "Osprey 12", "status": "active", "holder_id": SELF}, "osprey")))
    return "alder"


@pytest.fixture
def host(qtbot) -> QWidget:
    """A window to open over."""
    window = QWidget()
    window.resize(1100, 800)
    qtbot.addWidget(window)
    window.show()
    return window


def shares(workspace) -> list[tuple[str, str, str, tuple[str, ...]]]:
    with workspace.read() as db:
        return [(one.who, one.what, one.purpose, one.cases) for one in sharing.lines(db) if not one.session]


def prints(workspace) -> list[PrintLog]:
    with workspace.read() as db:
        return list(db.scalars(select(PrintLog)))


@pytest.fixture
def preview(workspace, host, qtbot, tmp_path, ruth):
    """The caseload in brief, shown; saving goes to a file."""
    outlets = Outlets(lambda _, name: tmp_path / name, lambda _: None)
    made = show_preview(workspace, "caseload_brief", {}, outlets, host)
    qtbot.waitUntil(lambda: made.made() is not None, timeout=LONG)
    made.side.protect.setChecked(False)
    return made


def saved(preview, workspace, qtbot, number: int = 1) -> None:
    preview.save.click()
    qtbot.waitUntil(lambda: len(prints(workspace)) == number, timeout=LONG)


@pytest.mark.requirement("PRV-04")
@pytest.mark.requirement("RPT-10")
def test_who_gets_a_copy_is_noted_with_its_cases_and_nobody_is_asked_twice(preview, workspace, qtbot) -> None:
    qtbot.keyClicks(preview.side.given.to.editor, "ruth example")
    qtbot.keyClicks(preview.side.given.purpose.editor, "To read before we meet")
    saved(preview, workspace, qtbot)
    assert shares(workspace) == [("Ruth Example", "Caseload in brief", "To read before we meet", ("Alder 47", "Osprey 12"))]
    assert prints(workspace)[0].purpose == "To read before we meet"
    assert "Noted as given to ruth example." in preview.said()
    saved(preview, workspace, qtbot, 2)
    assert len(shares(workspace)) == 1, "a second copy was given to nobody"


def test_a_copy_for_nobody_leaves_a_line_in_the_print_log_alone(preview, workspace, qtbot) -> None:
    saved(preview, workspace, qtbot)
    assert shares(workspace) == []
    assert prints(workspace)[0].purpose is None


def test_a_text_for_the_e_mail_is_offered_after_saving(preview, workspace, qtbot) -> None:
    assert not preview.cover.isVisible()
    saved(preview, workspace, qtbot)
    assert preview.cover.isVisible()
    preview.cover.click()
    text = QApplication.clipboard().text()
    assert text == sharing.covering(False)
    for word in ("Hidden", "Alder", "Ruth", "Mara", "Caseload", "supervision"):
        assert word not in text
    assert "half a minute" in preview.said()


@pytest.mark.requirement("PRV-04")
def test_a_table_can_be_noted_as_given_too(workspace, qtbot, tmp_path, ruth) -> None:
    tab = ReportsTab(workspace, Outlets(lambda _, name: tmp_path / name, lambda _: None))
    qtbot.addWidget(tab)
    tab.show()
    tab.open_record("report", "share_log")
    tab.whom.turn.click()
    tab.given.to.editor.setText("The deputy")
    tab.csv.click()
    qtbot.waitUntil(lambda: bool(prints(workspace)), timeout=LONG)
    assert shares(workspace) == [("The deputy", "Share log", "", ("Alder 47",))]
    tab.open_record("report", "contract")
    assert not tab.whom.isVisible()


@pytest.mark.requirement("PRV-04")
def test_the_page_lists_both_logs_by_case_and_takes_a_line_in_one_go(workspace, host, qtbot, ruth) -> None:
    wanted: list[Any] = []
    workspace.print_wanted.connect(lambda report, texts: wanted.append((report, texts)))
    dialog = SharingDialog(workspace, host)
    dialog.show()
    assert [one.who for one in dialog.shares._lines.values()] == ["Ruth Example"]
    qtbot.keyClicks(dialog.shares.add.line, "A call to the deputy")
    qtbot.keyClick(dialog.shares.add.line, Qt.Key.Key_Return)
    (line,) = shares(workspace)
    assert line == ("", "A call to the deputy", "", ())
    form = dialog.shares.form
    assert form is not None
    form.fields["recipient"].editor.setText("Duty social worker")
    form.fields["recipient"].editor.textEdited.emit("Duty social worker")
    form.fields.settle()
    form.cases._boxes[0][1].click()
    assert shares(workspace) == [("Duty social worker", "A call to the deputy", "", ("Alder 47",))]
    dialog.case.set_value("osprey")
    dialog.refresh()
    assert not dialog.shares._lines
    assert dialog.shares._none.isVisible()
    dialog.case.set_value("")
    dialog.when.set_key(EVER)
    dialog.refresh()
    assert len(dialog.shares._lines) == 2
    assert dialog.log._hint.text() == "0 lines"
    dialog.shares.choose(next(iter(dialog.shares._lines)))
    dialog.shares.out.click()
    assert shares(workspace) == []
    workspace.undo()
    assert len(shares(workspace)) == 1
    dialog._print()
    assert wanted == [("share_log", {"starts": "1 January 1990", "ends": "21 November 2026", "case": ""})]


@pytest.mark.requirement("PRV-04")
def test_a_case_says_how_often_and_whom(workspace, qtbot, ruth) -> None:
    tab = CasesTab(workspace)
    qtbot.addWidget(tab)
    tab.show()
    tab.open_record("case", "alder")
    assert tab.shared._hint.text() == "once"
    tab.shared.turn.click()
    assert [one.who for one in tab.shared.shares._lines.values()] == ["Ruth Example"]
    tab.shared.shares.add.added.emit("A letter")
    assert [(one[1], one[3]) for one in shares(workspace)] == [("A letter", ("Alder 47",))]
    went: list[tuple[str, str]] = []
    workspace.open_wanted.connect(lambda kind, rid: went.append((kind, rid)))
    session = next(one for one in tab.shared.shares._lines.values() if one.session)
    tab.shared.shares.choose(session.id)
    tab.shared.shares.go.click()
    assert went == [("supervision_session", session.id)]
    tab.open_record("case", "osprey")
    assert not tab.shared.is_open()
    assert tab.shared._hint.text() == ""


@pytest.mark.requirement("PRV-08")
@pytest.mark.requirement("RPT-10")
@pytest.mark.parametrize("asked", [False, True])
def test_a_full_export_asks_twice_before_private_notes(workspace, host, qtbot, tmp_path, ruth, asked: bool) -> None:
    path = tmp_path / "whole.zip"
    dialog = WholeDialog(workspace, Outlets(lambda _, name: path, lambda _: None), host)
    dialog.show()
    assert not dialog.private()
    if asked:
        dialog.ask_private.setChecked(True)
        dialog.save.click()
        assert "once more" in dialog.problem()
        assert not path.exists()
        dialog.ask_again.setChecked(True)
    dialog.given.to.editor.setText("The executor")
    dialog.save.click()
    qtbot.waitUntil(lambda: bool(prints(workspace)), timeout=LONG)
    with zipfile.ZipFile(path) as archive:
        told = json.loads(archive.read("practice.json"))
    assert told["complete"] is asked
    assert ("Hidden Person" in json.dumps(told)) is asked
    (line,) = prints(workspace)
    assert (line.output, line.with_private) == ("zip", asked)
    assert shares(workspace) == [("The executor", "Whole practice", "", ("Alder 47", "Osprey 12"))]


def test_a_full_export_that_cannot_be_written_says_so_and_notes_nothing(workspace, host, qtbot, tmp_path) -> None:
    dialog = WholeDialog(workspace, Outlets(lambda _, name: tmp_path / "missing" / name, lambda _: None), host)
    dialog.show()
    dialog.save.click()
    qtbot.waitUntil(lambda: "Choose another folder" in dialog.problem(), timeout=LONG)
    assert prints(workspace) == []
    assert dialog.save.isEnabled()


@pytest.mark.fault(75)
@pytest.mark.requirement("REC-10")
def test_a_name_typed_into_a_reference_is_noticed_before_it_is_kept(workspace, qtbot, ruth) -> None:
    tab = CasesTab(workspace)
    qtbot.addWidget(tab)
    tab.show()
    tab.open_record("case", "osprey")
    for name, typed, said in (("reference", "Mrs Taylor 1", "“Mrs Taylor”: a title and a name. Say their role"),
                              ("flag", "Hidden Person rang", "“Hidden Person”: a client's name. “Alder 47” says less."),
                              ("party_reference", "943 476 5919", "an NHS number")):
        holder = tab._form[name]
        line = holder.editor
        line.setFocus()
        line.selectAll()
        qtbot.keyClicks(line, typed)
        qtbot.waitUntil(lambda holder=holder, said=said: said in words_under(holder))
        with workspace.read() as db:
            assert getattr(db.get_one(Case, "osprey"), name) != typed, "before it is kept"
    line.clear()
    qtbot.keyClicks(line, "LR/200 of Ruth Example")
    qtbot.waitUntil(lambda: "”:" not in words_under(tab._form["party_reference"]))
    tab._form.settle()
    with workspace.read() as db:
        assert db.get_one(Case, "osprey").reference == "Mrs Taylor 1", "nothing is held back"


@pytest.mark.fault(75)
def test_a_name_typed_into_a_line_that_adds_is_noticed_before_enter_keeps_it(workspace, qtbot, ruth) -> None:
    shown, jot = ActionsTab(workspace), TopicLine(workspace, lambda _: None, "Jot", "jot")
    for widget in (shown, jot):
        qtbot.addWidget(widget)
        widget.show()
    qtbot.keyClicks(shown.add.line, "Ring Hidden Person")
    qtbot.waitUntil(lambda: "“Hidden Person”: a client's name" in words_under(shown.add))
    qtbot.keyClicks(jot.box, "Hidden Person at school")
    qtbot.waitUntil(lambda: [words for words, _ in jot.findChild(Identifying).lines[0].marks()] == ["Hidden Person"])


def words_under(holder: QWidget) -> str:
    """What stands on a field and under it."""
    return " ".join(label.text() for label in holder.findChildren(QLabel) if label.isVisible())


@pytest.mark.fault(75)
@pytest.mark.parametrize(("reference", "said"), [
    ("Sam Taylor", "name"), ("JT", "Initials"), ("JT 140387", "date of birth"), ("1987-03-14", "date of birth"),
    ("Alder 47", ""), ("Wren 16", ""), ("2026/117", "")])
def test_a_reference_that_says_too_much_gets_a_quiet_word(reference: str, said: str) -> None:
    assert (said in (case_hint({"reference": reference}) or "")) if said else case_hint({"reference": reference}) is None


@pytest.mark.requirement("PRV-11")
def test_each_person_of_a_group_gets_a_copy_of_their_own(workspace, qtbot) -> None:
    ids = []
    for name in ("Ann Invented", "Ben Madeup"):
        made, person = people.new_supervisee(name, workspace.today())
        assert workspace.commit(made)
        ids.append(person)
    with workspace.read() as db:
        plan, session = planning.plan(db, ids[0], workspace.today(), starts=600)
    assert workspace.commit(plan)
    assert workspace.commit(gesture("Two", created(Participant, {
        "session_id": session, "person_id": ids[1], "role": "supervisee"})))
    with workspace.read() as db:
        held = sessions.hold(db, session)
    assert workspace.commit(held)
    with workspace.read() as db:
        page = sessions.page(db, session)
    each = EachPerson(workspace)
    qtbot.addWidget(each)
    each.show()
    each.show_page(page)
    wanted: list[Any] = []
    workspace.print_wanted.connect(lambda report, texts: wanted.append((report, texts)))
    line = next(one for one in each.lines if one.fold.turn.text() == "Ben Madeup")
    line.fold.turn.click()
    line.copy.click()
    assert wanted == [("session_record", {"session": session, "copy_for": ids[1]})]
