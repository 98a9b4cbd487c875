"""The window over a practice file that is open to read (row 12), and what opening found and the window says."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.practice import PrintLog
from supervision_desktop.domain.sessions import SessionRecord
from supervision_desktop.errors import OpenToRead
from supervision_desktop.services import people, planning
from supervision_desktop.settings import Settings
from supervision_desktop.store.backup import backups
from supervision_desktop.store.door import Store
from supervision_desktop.store.openfile import Notice
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import open_practice, open_to_read
from supervision_desktop.ui import paper
from supervision_desktop.ui.dialogs.older import OlderDialog
from supervision_desktop.ui.dialogs.revert import RevertDialog
from supervision_desktop.ui.dialogs.status import StatusDialog
from supervision_desktop.ui.doors import Opened
from supervision_desktop.ui.jobs import Progress
from supervision_desktop.ui.running import Running
from supervision_desktop.ui.session_lock import Cover
from supervision_desktop.ui.sessions.page import SessionView
from supervision_desktop.ui.widgets.banner import Banner
from supervision_desktop.ui.widgets.inline_add import InlineAdd

WORDS = "bako lumi sero tadu wivo"


@pytest.fixture
def window(around, library, qtbot):
    """Opens the window over a practice."""
    made = []

    def run(practice):
        found = Running(practice, around.jobs, around.outside(library), Settings(theme="light"))
        qtbot.addWidget(found.window)
        found.show(Opened(practice))
        made.append(found)
        return found

    yield run
    for one in made:
        one._close()


@pytest.fixture
def session(practice, clock):
    """A session with Ruth Example, and the practice file closed."""
    store = Store(practice.engine, clock)
    made, ruth = people.new_supervisor("Ruth Example", clock().date(), "case_management")
    store.apply(made)
    with store.read() as db:
        plan, found = planning.plan(db, ruth, clock().date(), starts=600)
    store.apply(plan)
    practice.close()
    return found


@pytest.fixture
def reading(around, session, clock, window):
    """The window over it, open to read."""
    return window(open_to_read(around.folder, Passphrase(WORDS), clock=clock))


def banners(running):
    return [banner for banner in running.window.findChildren(Banner) if banner.isVisible()]


def everything(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.fault(12)
def test_one_banner_says_so_and_nothing_says_saved(reading):
    banner, = banners(reading)
    assert banner.sentence() == Notice.READ_ONLY.value
    assert not reading.window.notice.isVisible()
    assert "Everything saved" not in reading.window.status.text()
    assert reading.window.status.text().startswith("Open to read only: nothing is saved")
    assert "saved" not in " ".join(label.text() for label in reading.window.findChildren(QLabel)
                                   if label.isVisible()).replace("nothing is saved", "")


@pytest.mark.fault(12)
def test_what_is_typed_is_refused_in_words_and_stays_on_the_screen(qtbot, around, reading, session):
    before = everything(around.folder)
    tab = reading.window.current()
    tab.open_record("supervision_session", session)
    tab.findChild(SessionView).go("record")
    form = tab.findChildren(InlineAdd)
    assert form
    for line in form:
        line.line.setText("Ask about the deputy")
        line.line.returnPressed.emit()
        assert line.text() == "Ask about the deputy"
        assert line.problem() == OpenToRead.default
    record = next(child for child in tab.findChildren(object) if getattr(child, "_record", None) is SessionRecord)
    record._entries["summary"].editor.set_text("Typed and not kept")
    record._finish("summary")
    assert record._entries["summary"].editor.text() == "Typed and not kept"
    assert record["summary"].problem() == OpenToRead.default
    record.settle()
    reading.workspace.settling.emit()
    assert record._entries["summary"].editor.text() == "Typed and not kept"
    assert everything(around.folder) == before
    assert not around.faults


@pytest.mark.fault(12)
def test_paper_and_copies_go_elsewhere(around, reading, session, tmp_path):
    work = reading.workspace
    report = paper.report_of("session_record")
    made = paper.make(work, report, report.Params(session=session), "reference", Progress(""))
    paper.save(tmp_path / "out.pdf", made.pdf)
    paper.log(work, report, "pdf", "reference")
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    assert not reading.window.notice.isVisible(), "a line that cannot be written is no fault"
    with work.read() as db:
        assert db.query(PrintLog).count() == 0


@pytest.mark.fault(12)
@pytest.mark.parametrize("ends", ["lock", "close"])
def test_leaving_writes_nothing_and_is_no_fault(around, reading, ends):
    before = everything(around.folder)
    if ends == "lock":
        seen = []
        around.relaunch = lambda: seen.append(everything(around.folder))
        reading._outside = type(reading._outside)(**{**vars(reading._outside), "relaunch": around.relaunch})
        reading.lock()
        assert seen == [before]
        assert reading.window.findChild(Cover).isVisible()
    else:
        assert reading.window.close()
    assert everything(around.folder) == before
    assert not around.faults


@pytest.mark.fault(12)
def test_nothing_is_looked_after_and_every_deed_of_the_page_is_refused_in_words(around, reading, clock, idle, dialog_of):
    before = everything(around.folder)
    clock.advance(minutes=5)
    reading.upkeep.look()
    assert not around.jobs.running()
    reading.safety.show_status()
    page = dialog_of(reading, StatusDialog)
    for deed in (page.now, page.trial, page.copies):
        deed.click()
        idle()
        assert page.said() == OpenToRead.default, deed.text()
    assert everything(around.folder) == before
    assert not around.faults


@pytest.fixture
def dialog_of():
    return lambda running, kind: running.window.findChildren(kind)[-1]


def put_back_older(practice, act, clock):
    """An earlier copy of the records is put in their place."""
    practice.close()
    older = practice.folder.database.read_bytes()
    again = open_practice(practice.folder.root, Passphrase(WORDS), clock=clock)
    act(again, "Written since")
    again.close()
    practice.folder.database.write_bytes(older)
    return open_practice(practice.folder.root, Passphrase(WORDS), clock=clock)


@pytest.mark.fault(20)
@pytest.mark.parametrize("answer", ["keep", "look", "later"])
def test_an_older_copy_is_asked_about(practice, act, clock, window, dialog_of, answer):
    running = window(put_back_older(practice, act, clock))
    asked = dialog_of(running, OlderDialog)
    assert asked.isVisible()
    getattr(asked, answer).click()
    assert bool(running.window.findChildren(RevertDialog)) == (answer == "look")
    running._close()
    again = open_practice(practice.folder.root, Passphrase(WORDS), clock=clock)
    assert (Notice.OLDER_COPY in again.notices) == (answer != "keep")
    with Store(again.engine, clock).read() as db:
        assert db.query(Action).count() == 2
    again.close()


@pytest.mark.fault(47)
def test_strange_files_are_named_on_the_status_page(practice, clock, window, dialog_of):
    practice.close()
    (practice.folder.root / "casefile (conflicted copy).db").write_text("x")
    running = window(open_practice(practice.folder.root, Passphrase(WORDS), clock=clock))
    assert Notice.STRAY_FILES.value in running.window.notice.sentence()
    running.window.notice._run()
    page = dialog_of(running, StatusDialog)
    assert any("casefile (conflicted copy).db" in label.text() for label in page.findChildren(QLabel))
    assert (practice.folder.root / "casefile (conflicted copy).db").read_text() == "x"


def test_a_warning_and_what_opening_found_are_said_together(practice, clock, window):
    practice.close()
    (practice.folder.root / "strange.txt").write_text("x")
    clock.advance(days=8)
    running = window(open_practice(practice.folder.root, Passphrase(WORDS), clock=clock))
    sentence = running.window.notice.sentence()
    assert "Nothing has been copied" in sentence
    assert Notice.STRAY_FILES.value in sentence
    assert [b.text() for b in running.window.notice.findChildren(QPushButton) if b.isVisible()][:1] == ["Look"]
    assert backups(practice.folder)
