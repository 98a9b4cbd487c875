"""The CPD log: one line makes an entry; the page, the whole, the standards, and the way from a session."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cpd import CpdEntry, CpdMapping, CpdPeriod
from supervision_desktop.domain.profile import PracticeField
from supervision_desktop.domain.sessions import SessionRecord
from supervision_desktop.domain.time import Part
from supervision_desktop.errors import BadInput
from supervision_desktop.paths import own_dir, resources_dir
from supervision_desktop.services import attachments, cpd, sessions, time
from supervision_desktop.services.attachments import Content
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.ui.cpd.from_session import LogAsCpd
from supervision_desktop.ui.cpd.line import read_learning
from supervision_desktop.ui.library import Library
from supervision_desktop.ui.tabs.cpd import CpdTab

TODAY = date(2026, 11, 21)
KINDS = [("training", "Training"), ("workshop", "Workshop"), ("reading", "Reading"), ("achievement", "Achievement"),
         ("other", "Other")]


@pytest.fixture
def tab(qtbot, workspace, few) -> CpdTab:
    made = CpdTab(workspace)
    qtbot.addWidget(made)
    made.resize(1300, 900)
    made.show()
    return made


def every(workspace, record):
    with workspace.read() as db:
        return db.query(record).all()


def entry(workspace, on: date = TODAY, title: str = "Workshop", minutes: int | None = 60, **more: object) -> str:
    change, made = cpd.new_entry(on, title, "workshop", minutes, **more)
    assert workspace.commit(change)
    return made


def let_go(widget, path) -> None:
    """A file dragged over a widget and dropped on it."""
    data, action, button = QMimeData(), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at, free = QPoint(30, 30), Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(at, action, data, button, free)
    entered.ignore()
    QApplication.sendEvent(widget, entered)
    if entered.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(at), action, data, button, free))


def write(qtbot, tab: CpdTab, words: str) -> None:
    tab.add.line.setText(words)
    qtbot.keyClick(tab.add.line, Qt.Key.Key_Return)


@pytest.mark.parametrize(("line", "said"), [
    ("2 h workshop on capacity yesterday", ("Workshop on capacity", "workshop", 120, TODAY - timedelta(days=1))),
    ("Workshop on capacity 2 h yesterday", ("Workshop on capacity", "workshop", 120, TODAY - timedelta(days=1))),
    ("30 reading", ("Reading", "reading", 30, TODAY)),
    ("1 h 15 min training day 4 July 2026", ("Training day", "training", 75, date(2026, 7, 4))),
    ("5 ways to say no", ("5 ways to say no", "other", None, TODAY)),
    ("workshop on risk 45 min on 12 May", ("Workshop on risk", "workshop", 45, date(2026, 5, 12))),
    ("passed the exam", ("Passed the exam", "other", None, TODAY)),
    ("achievement registered", ("Achievement registered", "achievement", None, TODAY))])
def test_one_line_says_time_kind_and_day(line, said) -> None:
    found = read_learning(line, KINDS, TODAY)
    assert (found.title, found.kind, found.minutes, found.on) == said


def test_a_line_without_a_title_is_refused_in_words() -> None:
    with pytest.raises(BadInput, match="Say what it was"):
        read_learning("2 h yesterday", KINDS, TODAY)


@pytest.mark.requirement("CPD-01")
def test_a_line_makes_an_entry_and_shows_it(qtbot, tab, workspace) -> None:
    write(qtbot, tab, "2 h workshop on capacity yesterday")
    [made] = every(workspace, CpdEntry)
    assert (made.title, made.minutes, made.kind) == ("Workshop on capacity", 120, "workshop")
    assert tab.pane.selected_id() == made.id
    assert tab.view.form["title"].editor.text() == "Workshop on capacity"
    write(qtbot, tab, "2 h")
    assert "Say what it was" in tab.add.problem()
    assert tab.add.text() == "2 h"
    write(qtbot, tab, "achievement registered")
    assert {(one.title, one.minutes) for one in every(workspace, CpdEntry)} == {
        ("Workshop on capacity", 120), ("Achievement registered", None)}


@pytest.mark.requirement("CPD-03")
def test_the_circle_is_folded_and_what_is_written_in_it_is_kept(qtbot, tab, workspace) -> None:
    made = entry(workspace)
    tab.open_record("cpd_entry", made)
    assert not tab.view.circle.is_open()
    tab.view.focus_field("reflection")
    editor = tab.view.circle.form["reflection"].editor
    editor.set_text("Ask first.")
    editor.typed.emit()
    tab.view.circle.form.settle()
    tab.pane.focus_list()
    qtbot.waitUntil(lambda: every(workspace, CpdEntry)[0].reflection == "Ask first.")


@pytest.mark.requirement("CPD-05")
def test_criteria_are_ticked_found_and_seen_in_the_coverage(qtbot, tab, workspace) -> None:
    made = entry(workspace)
    tab.open_record("cpd_entry", made)
    fold = tab.view.standards
    fold.show_open(True)
    fold.part.sieve.setText("PPD.CPD")
    assert fold.part.lines.count() == 2
    fold.part.lines.ticked.emit("PPD.CPD.1", True)
    assert [(one.standard, one.criterion) for one in every(workspace, CpdMapping)] == [("cmf", "PPD.CPD.1")]
    qtbot.mouseClick(tab.so_far, Qt.MouseButton.LeftButton)
    over = tab.overview
    over.coverage.show_open(True)
    assert "1 of 52 criteria" in over.coverage.part.says.text()
    over.coverage.part.about.set_value("PPD.CPD.1")
    over.coverage.part.about.value_chosen.emit("PPD.CPD.1")
    assert over.coverage.part.found.isVisibleTo(over)
    over.coverage.part.found.opened.emit(made)
    assert tab.pane.selected_id() == made


def test_a_standard_of_her_own_is_read_and_a_faulty_one_named_until_it_is_mended(qtbot, tab, workspace) -> None:
    pack = own_dir() / "standards" / "lantern-1.toml"
    text = (resources_dir() / "standards" / "example-1.toml").read_text("utf-8").replace('id = "example"', 'id = "lantern"')
    pack.parent.mkdir(parents=True)
    pack.write_text(text.replace('"K2"', "2"), "utf-8")
    workspace.library = Library(resources_dir())
    tab.open_record("cpd_entry", entry(workspace))
    with qtbot.capture_exceptions() as caught:
        tab.view.standards.turn.click()
    assert [str(fault) for _, fault, _ in caught] == [
        "standards/lantern-1.toml: parts[0].criteria[1].code should be str and is int (line 16)."]
    pack.write_text(text, "utf-8")
    tab.view.standards.turn.click()
    tab.view.standards.part.which.chosen.emit("lantern")
    assert "lantern" in tab.view.standards.part._every


@pytest.mark.requirement("CPD-06")
@pytest.mark.requirement("CPD-08")
def test_the_whole_names_the_period_its_hours_and_its_gaps(qtbot, tab, workspace) -> None:
    period = created(CpdPeriod, {"body": "vra", "starts_on": date(2025, 4, 1), "months": "12", "minutes": 1800})
    assert workspace.commit(gesture("Period", period))
    assert workspace.commit(gesture("Field", created(PracticeField, {
        "person_id": SELF, "field": "brain_injury", "active": True})))
    entry(workspace, date(2026, 3, 31), minutes=100)
    entry(workspace, date(2026, 4, 1), minutes=50)
    assert tab.so_far.text() == "VRA: 50 min of 30 h"
    over = tab.overview
    assert tab.pane.right.currentWidget() is over
    assert over.says.text() == "50 min of 30 h in one entry. 1 still without a reflection."
    assert "2 Apr 2026 to 21 Nov 2026" in over.gaps.text()
    assert over.fields.model().index(0, 1).data() == "none yet · ◇ none in 12 months"
    over.periods.add.line.setText("Guild of Lantern Keepers")
    qtbot.keyClick(over.periods.add.line, Qt.Key.Key_Return)
    assert {one.body for one in every(workspace, CpdPeriod)} == {"vra", "Guild of Lantern Keepers"}
    over.periods.add.line.setText("VRA")
    qtbot.keyClick(over.periods.add.line, Qt.Key.Key_Return)
    assert "has a period already" in over.periods.add.problem()
    assert len(every(workspace, CpdPeriod)) == 2


@pytest.mark.requirement("CPD-07")
def test_a_certificate_lies_with_its_entry(qtbot, tab, workspace, tmp_path) -> None:
    made = entry(workspace)
    content = b"Certificate"
    digest = workspace.files.put(content)
    kept = Content("Certificate.txt", len(content), digest)
    assert workspace.commit(attachments.add_all("cpd_entry", made, [kept], TODAY))
    tab.open_record("cpd_entry", made)
    assert "1 file" in tab.view.files._hint.text()
    other = tmp_path / "Letter of thanks.txt"
    other.write_bytes(b"Thank you")
    let_go(tab.view, other)
    qtbot.waitUntil(lambda: tab.view.files.is_open() and tab.view.files.part.table.model().rowCount() == 2)


@pytest.mark.requirement("CPD-04")
def test_a_session_s_learning_becomes_an_entry_with_one_click(qtbot, tab, workspace, few) -> None:
    wanted: list[tuple[str, str]] = []
    workspace.open_wanted.connect(lambda kind, record_id: wanted.append((kind, record_id)))
    with workspace.read() as db:
        page = sessions.page(db, few.session)
        split = time.split(db, few.session, (Part(page.session.minutes - 15), Part(15, "training")))
    assert workspace.commit(gesture("Learning", changed(page.record, learning="Name it early.")))
    assert workspace.commit(split)
    with workspace.read() as db:
        page = sessions.page(db, few.session)
    part = LogAsCpd(workspace)
    qtbot.addWidget(part)
    part.show_page(page)
    assert part.learning.text() == "Log as CPD"
    part.learning.click()
    part.training.click()
    made = {one.kind: one for one in every(workspace, CpdEntry)}
    assert made["supervision"].reflection == "Name it early."
    assert made.keys() == {"supervision", "training"}
    part.show_page(page)
    assert part.learning.text() == "Open the CPD entry"
    part.learning.click()
    assert len(every(workspace, CpdEntry)) == 2
    assert wanted[-1] == ("cpd_entry", made["supervision"].id) == wanted[0]
    tab.open_record(*wanted[-1])
    assert "It is counted once" in tab.view.counted.text()
    tab.view.origin.lines[0].click()
    assert wanted[-1] == ("supervision_session", few.session)
    assert every(workspace, SessionRecord)[0].learning == "Name it early."


def test_an_entry_is_deleted_with_undo(tab, workspace) -> None:
    made = entry(workspace)
    tab.open_record("cpd_entry", made)
    tab.view.delete()
    assert every(workspace, CpdEntry) == []
    workspace.undo()
    assert [one.id for one in every(workspace, CpdEntry)] == [made]


def test_the_log_is_printed_for_the_period_that_is_shown(tab, workspace) -> None:
    wanted: list[tuple[str, dict[str, str]]] = []
    workspace.print_wanted.connect(lambda report, params: wanted.append((report, params)))
    entry(workspace)
    tab.print_current()
    tab.overview._print("cpd_portfolio")
    assert wanted == [("cpd_log", {}), ("cpd_portfolio", {"starts": "2025-12-01", "ends": "2026-11-30"})]
