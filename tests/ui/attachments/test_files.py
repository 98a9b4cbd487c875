"""The files of a record on screen: added, opened, copied out, taken away; what is refused is said and nothing is lost."""

from __future__ import annotations

import os
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from supervision_desktop.domain.attachments import LARGEST, Attachment
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.practice import PrintLog
from supervision_desktop.services import actions, attachments, people, planning, search, time
from supervision_desktop.services.attachments import PDF, PICTURE
from supervision_desktop.store.changes import created, deleted, gesture
from supervision_desktop.store.practice import open_practice
from supervision_desktop.ui.attachments.files_part import FilesFold, FilesPart
from supervision_desktop.ui.attachments.hands import Hands
from supervision_desktop.ui.tabs.actions import ActionsTab
from supervision_desktop.ui.tabs.cases import CasesTab
from supervision_desktop.ui.tabs.sessions import SessionsTab
from supervision_desktop.ui.tabs.time_cost import TimeCostTab
from supervision_desktop.ui.times.entry_page import EntryForm

LONG = 20_000
MARKER = b"Quokka-thought-nobody-else-writes"


class Someone:
    """Stands in for the dialogs: chooses what it is told to, and looks at what is opened."""

    def __init__(self, folder):
        self.files, self.place, self.seen, self.asked, self.viewer = [], folder / "copy.bin", [], [], True

    def hands(self):
        def show(path):
            self.seen.append((path, path.read_bytes()))
            return self.viewer

        def choose(_, kinds):
            self.asked.append(tuple(kinds))
            return self.files

        return Hands(choose, lambda _, name: self.asked.append(name) or self.place, show)


@pytest.fixture
def someone(tmp_path):
    return Someone(tmp_path)


@pytest.fixture
def case(workspace):
    made = created(Case, {"reference": "Alder 47", "status": "active"})
    assert workspace.commit(gesture("Case", made))
    return made.id


@pytest.fixture
def part(workspace, case, someone, qtbot):
    """The files of a case, on screen."""
    made = FilesPart(workspace, "case", hands=someone.hands())
    qtbot.addWidget(made)
    made.show_owner(case)
    made.show()
    return made


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "Letter of 4 July.txt"
    path.write_bytes(MARKER * 20)
    return path


def settled(qtbot, workspace):
    qtbot.waitUntil(lambda: not workspace.jobs.running(), timeout=LONG)


def add(part, someone, qtbot, workspace, *paths):
    someone.files = list(paths)
    part.add.click()
    settled(qtbot, workspace)


def rows(workspace, owner):
    with workspace.read() as db:
        return attachments.rows(db, owner)


def a_pdf():
    target = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(target)
    return target.getvalue()


@pytest.mark.requirement("REC-14")
def test_a_file_is_kept_with_its_record_and_read_back(part, someone, qtbot, workspace, case, letter):
    add(part, someone, qtbot, workspace, letter)
    row, = rows(workspace, case)
    assert (row.name, row.size, row.added_on, row.media_type) == (
        "Letter of 4 July.txt", 20 * len(MARKER), date(2026, 11, 21), "text/plain")
    assert workspace.files.read(row.digest) == MARKER * 20
    assert part.problem() == ""
    assert part.table.id() == row.id
    assert [part.table.model().index(0, n).data() for n in range(3)] == ["Letter of 4 July.txt", "1 kB", "21 Nov 2026"]


@pytest.mark.requirement("REC-14")
def test_no_file_can_be_read_from_the_data_folder(part, someone, qtbot, workspace, practice, introduced, case, letter,
                                                  clock):
    add(part, someone, qtbot, workspace, letter)
    part.open.click()
    settled(qtbot, workspace)
    (path, content), = someone.seen
    assert content == MARKER * 20
    assert path.name == letter.name
    if os.name == "posix":
        assert path.stat().st_mode & 0o377 == 0, "a copy for one reader, who cannot change it"
    workspace.jobs.wait()
    practice.close()
    assert not path.exists(), "what was opened is gone with the window"
    kept = [one for one in practice.folder.root.rglob("*") if one.is_file()]
    assert kept
    for one in kept:
        assert MARKER not in one.read_bytes(), one.name
        assert "Letter" not in one.name
    again = open_practice(practice.folder.root, introduced.code, clock=clock)
    try:
        assert again.files.read(part._rows[part.table.id()].digest) == MARKER * 20
    finally:
        again.close()


def test_each_refusal_is_one_sentence_and_the_others_are_kept(part, someone, qtbot, workspace, case, tmp_path, letter):
    given = {"empty.txt": b"", "cheat.pdf": b"words", "thirty.mp4": None}
    for name, data in given.items():
        (tmp_path / name).write_bytes(data or b"")
    os.truncate(tmp_path / "thirty.mp4", 30 * 1024**2)
    (tmp_path / "folder").mkdir()
    add(part, someone, qtbot, workspace, *(tmp_path / name for name in given), tmp_path / "folder", tmp_path / "gone.txt",
        letter)
    assert [row.name for row in rows(workspace, case)] == [letter.name]
    said = part.problem().splitlines()
    assert [words.partition("” ")[0].strip("“") for words in said] == [*given, "folder", "gone.txt"]
    assert "is empty" in said[0]
    assert "is none" in said[1]
    assert "31.5 MB; at most 25 MB" in said[2]
    assert "is a folder" in said[3]
    assert "is not there any more" in said[4]
    assert LARGEST == 25 * 1024**2
    assert all((tmp_path / name).exists() for name in given)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a file that may not be read")
def test_a_file_that_may_not_be_read_is_named(part, someone, qtbot, workspace, case, letter):
    letter.chmod(0)
    add(part, someone, qtbot, workspace, letter)
    assert part.problem().startswith("“Letter of 4 July.txt” cannot be read.")
    assert rows(workspace, case) == []


def test_a_picture_bomb_is_refused(part, someone, qtbot, workspace, case, tmp_path):
    bomb = tmp_path / "bomb.png"
    target = BytesIO()
    Image.new("1", (9000, 9000)).save(target, "PNG")
    bomb.write_bytes(target.getvalue())
    assert bomb.stat().st_size < 100_000
    add(part, someone, qtbot, workspace, bomb)
    assert "81 million pixels; at most 50 million" in part.problem()
    assert rows(workspace, case) == []


def test_the_same_file_twice_is_said_and_kept_once(part, someone, qtbot, workspace, case, tmp_path, letter):
    twin = tmp_path / "Twin.txt"
    twin.write_bytes(letter.read_bytes())
    add(part, someone, qtbot, workspace, letter, twin)
    assert part.problem() == "“Twin.txt” is here already, as “Letter of 4 July.txt”. It was not added again."
    add(part, someone, qtbot, workspace, letter)
    assert part.problem() == "“Letter of 4 July.txt” is here already. It was not added again."
    assert len(rows(workspace, case)) == 1


def test_a_place_for_scans_takes_scans_only(workspace, case, someone, qtbot, tmp_path, letter):
    part = FilesPart(workspace, "case", kinds=(PDF, PICTURE), hands=someone.hands())
    qtbot.addWidget(part)
    part.show_owner(case)
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(a_pdf())
    add(part, someone, qtbot, workspace, letter, scan)
    assert part.problem() == ("“Letter of 4 July.txt” cannot be kept here. A PDF, a PNG or a JPEG is accepted.")
    assert [row.name for row in rows(workspace, case)] == ["scan.pdf"]
    assert someone.asked == [(PDF, PICTURE)]


def test_files_are_dropped_like_chosen(part, qtbot, workspace, case, letter, seen_words):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(letter)), QUrl("https://example.org/x.txt")])
    where, copy = QPointF(5, 5), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where.toPoint(), copy, data, left, none)
    part.dragEnterEvent(enter)
    assert enter.isAccepted()
    assert "Let go to add it here" in seen_words(part)
    part.dropEvent(QDropEvent(where, copy, data, left, none))
    settled(qtbot, workspace)
    assert [row.name for row in rows(workspace, case)] == [letter.name]
    part.show_owner(case, can_add=False)
    enter.ignore()
    part.dragEnterEvent(enter)
    assert not enter.isAccepted()
    assert not part.add.isVisible()


def test_what_no_program_shows_and_what_could_run_is_not_opened(part, someone, qtbot, workspace, letter, tmp_path):
    add(part, someone, qtbot, workspace, letter)
    someone.viewer = False
    part.open.click()
    settled(qtbot, workspace)
    assert part.problem().startswith("No program here shows this file.")
    assert not someone.seen[0][0].exists()
    script = tmp_path / "run.sh"
    script.write_bytes(b"echo")
    add(part, someone, qtbot, workspace, script)
    part.table.set_id(next(row.id for row in rows(workspace, part._owner) if row.name == "run.sh"))
    qtbot.keyClick(part.table, Qt.Key.Key_Return)
    settled(qtbot, workspace)
    assert "not opened from here" in part.problem()
    assert len(someone.seen) == 1


def test_opening_again_shows_the_same_copy(part, someone, qtbot, workspace, letter):
    add(part, someone, qtbot, workspace, letter)
    for _ in range(2):
        part.open.click()
        settled(qtbot, workspace)
    assert len({path for path, _ in someone.seen}) == 1
    assert "removed when you lock or close" in part.said()


def test_a_saved_copy_is_outside_and_noted(part, someone, qtbot, workspace, letter):
    add(part, someone, qtbot, workspace, letter)
    part.copy.click()
    settled(qtbot, workspace)
    assert someone.place.read_bytes() == letter.read_bytes()
    assert someone.asked[-1] == letter.name
    assert part.said() == "Saved as copy.bin. This copy is outside the protection of your practice file."
    with workspace.read() as db:
        line, = db.scalars(select(PrintLog))
    assert (line.document, line.output) == ("Attachment", "file")
    someone.place = someone.place / "nowhere" / "copy.bin"
    part.copy.click()
    settled(qtbot, workspace)
    assert "could not be saved there" in part.problem()
    someone.place = None
    part.copy.click()
    assert not workspace.jobs.running()


def test_a_damaged_file_is_said(part, someone, qtbot, workspace, practice, letter):
    add(part, someone, qtbot, workspace, letter)
    for one in practice.folder.files.iterdir():
        one.write_bytes(b"torn")
    part.open.click()
    settled(qtbot, workspace)
    assert part.problem() == "This attachment is missing or damaged, and no backup here holds it."


def test_removing_is_taken_back_by_undo(part, someone, qtbot, workspace, case, letter):
    said = []
    workspace.noticed.connect(lambda words, act: said.append((words, act is not None)))
    add(part, someone, qtbot, workspace, letter)
    part.remove.click()
    assert rows(workspace, case) == []
    assert not part.table.isVisible()
    assert said == [("Attachment removed", True)]
    workspace.undo()
    row, = rows(workspace, case)
    assert part.table.isVisible()
    assert workspace.files.read(row.digest) == letter.read_bytes()


def test_what_it_is_can_be_said_and_is_found(part, someone, qtbot, workspace, case, letter):
    add(part, someone, qtbot, workspace, letter)
    part.about.focus()
    qtbot.keyClicks(part.about["description"].editor, "Wombat notes")
    qtbot.keyClick(part.about["description"].editor, Qt.Key.Key_Return)
    assert rows(workspace, case)[0].description == "Wombat notes"
    assert part.table.model().index(0, 0).data() == "Letter of 4 July.txt · Wombat notes"
    with workspace.read() as db:
        hit, = search.results(db, "wombat")
    assert (hit.kind, hit.id, hit.title) == ("case", case, "Alder 47")


def test_a_record_deleted_while_its_file_was_read_gets_none(part, someone, qtbot, workspace, case, letter):
    someone.files = [letter]
    part.add.click()
    with workspace.read() as db:
        gone = gesture("Case deleted", deleted(db.get_one(Case, case)))
    assert workspace.commit(gone)
    settled(qtbot, workspace)
    assert "no longer here" in part.problem()
    assert rows(workspace, case) == []


def test_files_added_for_one_record_do_not_land_with_the_next(part, someone, qtbot, workspace, case, letter):
    other = created(Case, {"reference": "Birch 12", "status": "active"})
    assert workspace.commit(gesture("Case", other))
    someone.files = [letter]
    part.add.click()
    part.show_owner(other.id)
    settled(qtbot, workspace)
    assert len(rows(workspace, case)) == 1
    assert rows(workspace, other.id) == []
    assert not part.table.isVisible()


def test_the_fold_is_built_when_opened_and_counts_till_then(workspace, case, someone, qtbot, letter):
    fold = FilesFold(workspace, "case", hands=someone.hands())
    qtbot.addWidget(fold)
    fold.show_owner(case)
    fold.show()
    assert fold.part is None
    held = [attachments.Content("a.txt", 4, workspace.files.put(b"abcd"))]
    change = attachments.add_all("case", case, held, workspace.today())
    assert workspace.commit(change)
    assert fold._hint.text() == "1 file"
    fold.turn.click()
    assert fold.part.table.isVisible()
    add(fold.part, someone, qtbot, workspace, letter)
    fold.turn.click()
    assert fold._hint.text() == "2 files"
    fold.show_owner("")
    assert fold._hint.text() == ""


def test_a_deleted_case_takes_its_files_along_and_brings_them_back(part, someone, qtbot, workspace, case, letter):
    add(part, someone, qtbot, workspace, letter)
    tab = CasesTab(workspace)
    qtbot.addWidget(tab)
    tab.show()
    tab.open_record("case", case)
    tab._delete()
    assert not workspace.exists("case", case)
    with workspace.read() as db:
        assert list(db.scalars(select(Attachment))) == []
    workspace.undo()
    assert [row.name for row in rows(workspace, case)] == [letter.name]


def test_deleted_actions_and_time_take_their_files_along(workspace, qtbot):
    with workspace.read() as db:
        action, action_id = actions.add(db, "Ring the school", workspace.today())
    entry, entry_id = time.new_entry(workspace.today(), 40, "admin")
    for change in (action, entry):
        assert workspace.commit(change)
    for kind, owner, tab in (("action", action_id, ActionsTab(workspace)), ("time_entry", entry_id, TimeCostTab(workspace))):
        digest = workspace.files.put(owner.encode())
        held = [attachments.Content("a.txt", 36, digest)]
        assert workspace.commit(attachments.add_all(kind, owner, held, workspace.today()))
        qtbot.addWidget(tab)
        tab.show()
        tab.open_record(kind, owner)
        if kind == "action":
            tab.view.delete()
        else:
            tab.findChild(EntryForm)._delete()
        assert not workspace.exists(kind, owner)
        assert rows(workspace, owner) == []


@pytest.mark.requirement("REC-14")
def test_a_session_has_its_files_behind_a_line_and_takes_them_along(workspace, qtbot, practice):
    made, ruth = people.new_supervisor("Ruth Example", workspace.today(), "case_management")
    assert workspace.commit(made)
    with workspace.read() as db:
        plan, session = planning.plan(db, ruth, workspace.today(), starts=600)
    assert workspace.commit(plan)
    held = [attachments.Content("a.txt", 4, practice.files.put(b"abcd"))]
    change = attachments.add_all("supervision_session", session, held, workspace.today())
    assert workspace.commit(change)
    tab = SessionsTab(workspace)
    qtbot.addWidget(tab)
    tab.show()
    tab.open_record("supervision_session", session)
    step = tab._view.step("record")
    tab._view.go("record")
    assert step.files._hint.text() == "1 file"
    step.files.turn.click()
    assert step.files.part.add.isVisible()
    tab._view._delete()
    assert rows(workspace, session) == []
    workspace.undo()
    assert [row.name for row in rows(workspace, session)] == ["a.txt"]


def test_what_lies_with_a_finished_record_stays(workspace, case, someone, qtbot, letter):
    part = FilesPart(workspace, "case", hands=someone.hands())
    qtbot.addWidget(part)
    part.show_owner(case, can_remove=False)
    part.show()
    add(part, someone, qtbot, workspace, letter)
    assert part.add.isVisible()
    assert part.open.isVisible()
    assert not part.remove.isVisible()


def test_everything_has_a_name_and_can_be_reached_by_keys(part, someone, qtbot, workspace, letter):
    add(part, someone, qtbot, workspace, letter)
    reached = {child for child in part.findChildren(QWidget)
               if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus}
    assert {part.table, part.open, part.copy, part.remove, part.add} <= reached
    assert all(child.accessibleName() for child in reached)
    assert part.remove.accessibleDescription() == letter.name
