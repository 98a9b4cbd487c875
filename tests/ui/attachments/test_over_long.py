"""A text too long for its field is offered as a file of its record; till then, and if that fails, it stays a draft."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from sqlalchemy import select

from supervision_desktop.domain.base import new_id
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.sessions import SessionRecord
from supervision_desktop.services import attachments, people, planning
from supervision_desktop.store import drafts
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui.attachments.over_long import Offer
from supervision_desktop.ui.form import FieldForm

LONG = 20_000
TEXT = "A sentence about the work — 25 %.\n" * 6_000


class Bench:
    """A window with the words of one session, and a line to leave for."""

    def __init__(self, qtbot, workspace):
        self.qtbot, self.workspace = qtbot, workspace
        self.first, self.second = self.session(), self.session()
        self.window, self.elsewhere = QWidget(), QLineEdit()
        self.form = FieldForm(workspace, SessionRecord, ["summary", "learning"], parent=self.window)
        stack = QVBoxLayout(self.window)
        for part in (self.form["summary"], self.form["learning"], self.elsewhere):
            stack.addWidget(part)
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitUntil(lambda: bool(self.window.activateWindow() or self.window.isActiveWindow()), timeout=LONG)

    def session(self):
        """The id of a held session with a supervisor."""
        made, ruth = people.new_supervisor("Ruth Example", self.workspace.today(), "case_management")
        assert self.workspace.commit(made)
        with self.workspace.read() as db:
            plan, session = planning.plan(db, ruth, self.workspace.today(), starts=600)
        assert self.workspace.commit(plan)
        return session

    def record(self, session):
        with self.workspace.read() as db:
            return db.scalars(select(SessionRecord).where(SessionRecord.session_id == session)).one()

    def show(self, session):
        self.form.show(self.record(session))

    def paste(self, text, name="summary"):
        """Put a text in as a paste does, and leave the field."""
        self.form.focus(name)
        box = self.form[name].editor
        box.selectAll()
        box.insertPlainText(text)
        self.elsewhere.setFocus()

    def offer(self, name="summary"):
        return self.form[name].findChild(Offer)

    def text(self, name="summary"):
        return self.form[name].editor.text()

    def drafts(self, session):
        record_id = self.record(session).id
        with self.workspace.read() as db:
            return {d.field: d.text for d in drafts.unfinished(db, record_id)}

    def files(self, session):
        with self.workspace.read() as db:
            return attachments.rows(db, session)

    def settled(self):
        self.qtbot.waitUntil(lambda: not self.workspace.jobs.running(), timeout=LONG)


@pytest.fixture
def bench(qtbot, workspace):
    return Bench(qtbot, workspace)


def test_a_text_that_is_too_long_is_kept_as_a_file_and_leaves_the_field(bench, workspace):
    bench.show(bench.first)
    bench.paste("In short.")
    assert bench.offer() is None
    bench.paste(TEXT)
    assert "at most 200,000 characters; this has 204,000" in bench.form["summary"].problem()
    assert bench.record(bench.first).summary == "In short."
    assert bench.drafts(bench.first) == {"summary": TEXT}
    assert bench.offer().keep.isVisible()
    bench.qtbot.mouseClick(bench.offer().keep, Qt.MouseButton.LeftButton)
    bench.settled()
    row, = bench.files(bench.first)
    assert (row.name, row.media_type) == ("Summary 2026-11-21.txt", "text/plain")
    assert workspace.files.read(row.digest) == TEXT.encode()
    assert bench.text() == "In short."
    assert bench.form["summary"].problem() == ""
    assert bench.drafts(bench.first) == {}
    assert bench.offer().said() == "The text is kept as “Summary 2026-11-21.txt” with the files of this record."
    assert bench.offer().isVisible()
    assert not bench.offer().keep.isVisible()


def test_without_the_click_it_stays_a_draft_and_is_offered_again(bench, qtbot, workspace):
    bench.show(bench.first)
    bench.paste(TEXT)
    bench.show(bench.second)
    assert bench.text() == ""
    assert not bench.offer().isVisible()
    bench.show(bench.first)
    assert bench.text() == TEXT
    assert bench.offer().keep.isVisible()
    assert bench.files(bench.first) == []


def test_a_text_that_fits_again_is_committed_and_no_longer_offered(bench):
    bench.show(bench.first)
    bench.paste(TEXT)
    bench.paste("Short.")
    assert bench.record(bench.first).summary == "Short."
    assert not bench.offer().isVisible()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a folder that takes nothing")
def test_a_folder_that_takes_nothing_leaves_the_text_where_it_is(bench, practice):
    files = practice.folder.files
    files.mkdir(mode=0o500)
    fails(bench, lambda: files.chmod(0o700))


def test_a_name_taken_by_a_link_leaves_the_text_where_it_is(bench, practice, tmp_path):
    files = practice.folder.files
    files.write_bytes(b"in the way")
    fails(bench, files.unlink)


def fails(bench, mend):
    bench.show(bench.first)
    bench.paste(TEXT)
    bench.offer().keep.click()
    bench.settled()
    assert bench.offer().said().endswith("Your text is still here.")
    assert bench.text() == TEXT
    assert bench.drafts(bench.first) == {"summary": TEXT}
    assert bench.files(bench.first) == []
    mend()
    bench.offer().keep.click()
    bench.settled()
    assert len(bench.files(bench.first)) == 1
    assert bench.text() == ""


def test_another_record_shown_meanwhile_is_left_alone(bench, workspace):
    said = []
    workspace.noticed.connect(lambda words, _: said.append(words))
    bench.show(bench.first)
    bench.paste(TEXT)
    bench.offer().keep.click()
    bench.show(bench.second)
    bench.paste("Of the second.")
    bench.settled()
    assert len(bench.files(bench.first)) == 1
    assert bench.files(bench.second) == []
    assert bench.drafts(bench.first) == {}
    assert bench.text() == "Of the second."
    assert said[-1].startswith("The text is kept as")
    assert not bench.offer().isVisible()


def test_words_written_meanwhile_stay(bench):
    bench.show(bench.first)
    bench.paste(TEXT)
    bench.offer().keep.click()
    bench.paste(TEXT + "One more.")
    bench.settled()
    assert bench.text() == TEXT + "One more."
    assert bench.drafts(bench.first) == {"summary": TEXT + "One more."}


def test_two_texts_of_a_day_have_two_names_and_the_same_text_one(bench):
    bench.show(bench.first)
    for text in (TEXT, TEXT + "More.", TEXT):
        bench.paste(text)
        bench.offer().keep.click()
        bench.settled()
    assert [row.name for row in bench.files(bench.first)] == ["Summary 2026-11-21 (2).txt", "Summary 2026-11-21.txt"]
    assert "“Summary 2026-11-21.txt”" in bench.offer().said()
    bench.show(bench.second)
    bench.show(bench.first)
    assert bench.offer().said() == ""


def test_a_record_that_does_not_exist_yet_gets_no_offer(workspace, qtbot):
    window = QWidget()
    form = FieldForm(workspace, Person, ["name", "notes"], parent=window)
    qtbot.addWidget(window)
    form.show_new(new_id(), {})
    form["notes"].editor.set_text("")
    form["notes"].editor.insertPlainText(TEXT)
    form.settle()
    offer = form["notes"].findChild(Offer)
    assert offer is None or offer.isHidden()


def test_any_long_text_is_offered_by_its_own_limit(workspace, qtbot):
    made, ruth = people.new_supervisor("Ruth Example", workspace.today(), "case_management")
    contract = created(Contract, {"other_id": ruth, "direction": "received", "status": "draft"})
    assert workspace.commit(made)
    assert workspace.commit(gesture("Contract", contract))
    window = QWidget()
    form = FieldForm(workspace, Contract, ["extras"], parent=window)
    qtbot.addWidget(window)
    with workspace.read() as db:
        record = db.get_one(Contract, contract.id)
    form.show(record)
    form["extras"].editor.insertPlainText("x" * 4_001)
    form.settle()
    form["extras"].findChild(Offer).keep.click()
    qtbot.waitUntil(lambda: not workspace.jobs.running(), timeout=LONG)
    with workspace.read() as db:
        assert [row.name for row in attachments.rows(db, contract.id)] == ["Extras 2026-11-21.txt"]
