"""Before the practice is open: unlock, welcome, make (PRV-01, PRV-13)."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from supervision_desktop.store import passphrase as words
from supervision_desktop.store.keys import FLOOR
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import create_practice
from supervision_desktop.ui import entry
from supervision_desktop.ui.dialogs.restore import RestorePage
from supervision_desktop.ui.dialogs.welcome import CreatePage, WelcomePage
from supervision_desktop.ui.doors import Doors, Opened, Pages, Remembering
from supervision_desktop.ui.gate import Gate
from supervision_desktop.ui.jobs import Jobs

WORDS = "bako lumi sero tadu wivo"


@pytest.fixture
def made(tmp_path, clock):
    """The folder and the recovery code of a practice file that is closed."""
    found = create_practice(tmp_path / "practice", Passphrase(WORDS), clock=clock, cost=FLOOR)
    found.practice.close()
    return tmp_path / "practice", found.recovery_code


class Bench:
    """A gate with real doors; what it opened is closed at the end."""

    def __init__(self, qtbot, tmp_path, clock, library):
        self.qtbot, self.opened, self.faults = qtbot, [], []
        self.jobs = Jobs(self.faults.append)
        sample = partial(entry.open_sample, tmp_path / "sample", library, clock=clock)
        doors = Doors(partial(entry.open_file, clock=clock, wait=0.0, store=None), self.create, sample, words.pause_after,
                      entry.look_back, partial(entry.bring_back, clock=clock))
        self.clock = clock
        self.chosen = None
        pages = Pages(WelcomePage, CreatePage, lambda _: self.chosen, RestorePage)
        self.gate = Gate(lambda: self.jobs, lambda: doors, lambda: pages, self.faults.append)
        self.gate.opened.connect(self.opened.append)
        qtbot.addWidget(self.gate)
        self.gate.show()
        qtbot.waitUntil(lambda: bool(self.gate.activateWindow() or self.gate.isActiveWindow()), timeout=20000)

    def create(self, folder, text, name):
        found = create_practice(folder, Passphrase(text), clock=self.clock, cost=FLOOR)
        return Opened(found.practice, found.recovery_code)

    def line(self):
        return self.gate.unlock.field.editor.line

    def press(self, text):
        shown = [b for b in self.gate.findChildren(QPushButton) if b.isVisible() and b.text().startswith(text)]
        shown[0].click()

    def wait_opened(self, timeout=10_000):
        self.qtbot.waitUntil(lambda: bool(self.opened), timeout=timeout)
        return self.opened[-1]

    def wait_problem(self):
        self.qtbot.waitUntil(lambda: bool(self.gate.unlock.field.problem()), timeout=10_000)
        return self.gate.unlock.field.problem()


@pytest.fixture
def bench(qtbot, tmp_path, clock, library, look):
    found = Bench(qtbot, tmp_path, clock, library)
    yield found
    found.jobs.close()
    for opened in found.opened:
        opened.practice.close()


def test_the_passphrase_and_enter_open_it(qtbot, bench, made):
    bench.gate.ask_passphrase(made[0])
    assert bench.line().hasFocus()
    assert bench.line().echoMode() == QLineEdit.EchoMode.Password
    qtbot.keyClicks(bench.line(), WORDS)
    qtbot.keyClick(bench.line(), Qt.Key.Key_Return)
    assert bench.wait_opened().practice.folder.root == made[0]


def test_a_wrong_passphrase_is_said_under_the_field_and_the_words_stay(qtbot, bench, made):
    bench.gate.ask_passphrase(made[0])
    qtbot.keyClicks(bench.line(), "not the right one")
    qtbot.keyClick(bench.line(), Qt.Key.Key_Return)
    assert "Check it and try again" in bench.wait_problem()
    assert bench.line().text() == "not the right one"
    assert bench.line().hasFocus()
    qtbot.keyClicks(bench.line(), WORDS)  # the wrong words are selected, so typing replaces them
    qtbot.keyClick(bench.line(), Qt.Key.Key_Return)
    bench.wait_opened()


def test_nothing_typed_is_not_a_try(qtbot, bench, made):
    bench.gate.ask_passphrase(made[0])
    qtbot.keyClick(bench.line(), Qt.Key.Key_Return)
    assert bench.gate.unlock.field.problem() == "Type your passphrase."
    assert not bench.jobs.running()


def test_after_many_tries_the_next_one_waits(qtbot, bench, made):
    bench.gate.ask_passphrase(made[0])
    for count in range(1, 6):
        bench.line().setText(f"wrong {count}")
        bench.gate.unlock.open.click()
        qtbot.waitUntil(lambda: not bench.jobs.running(), timeout=10_000)
        qtbot.waitUntil(lambda: bool(bench.gate.unlock.field.problem()))
    assert not bench.gate.unlock.open.isEnabled()
    qtbot.waitUntil(bench.gate.unlock.open.isEnabled, timeout=5_000)


@pytest.mark.requirement("PRV-13")
def test_the_recovery_code_opens_it_however_it_was_copied(qtbot, bench, made):
    bench.gate.ask_passphrase(made[0])
    bench.press("Use the recovery code")
    qtbot.keyClicks(bench.line(), made[1].printed.lower().replace("-", " "))
    qtbot.keyClick(bench.line(), Qt.Key.Key_Return)
    assert bench.wait_opened().by_code


def test_a_slip_in_the_recovery_code_is_named_before_anything_is_tried(qtbot, bench, made):
    bench.gate.ask_passphrase(made[0])
    bench.press("Use the recovery code")
    qtbot.keyClicks(bench.line(), "1234")
    qtbot.keyClick(bench.line(), Qt.Key.Key_Return)
    assert "seven groups of four" in bench.wait_problem()


def test_what_was_typed_can_be_shown_and_hidden(bench, made):
    bench.gate.ask_passphrase(made[0])
    bench.press("Show")
    assert bench.line().echoMode() == QLineEdit.EchoMode.Normal
    bench.press("Hide")
    assert bench.line().echoMode() == QLineEdit.EchoMode.Password


def test_remembering_is_off_and_where_it_cannot_be_it_is_said(bench, made):
    bench.gate.ask_passphrase(made[0])
    assert not bench.gate.unlock.remember.isChecked()
    bench.gate.show_remembering(Remembering(False, False, "There is no safe place here."), at_once=True)
    assert not bench.gate.unlock.remember.isVisible()
    assert any("no safe place" in label.text() for label in bench.gate.findChildren(type(bench.gate.unlock._words)))


def test_a_practice_file_is_made_from_suggested_words(qtbot, bench, tmp_path):
    bench.gate.welcome(tmp_path / "new")
    bench.press("Make a practice file")
    page = bench.gate.findChild(CreatePage)
    assert page.name.editor.hasFocus()
    qtbot.keyClicks(page.name.editor, "Mara Quill")
    bench.press("Suggest five words")
    assert len(page.new.first.editor.line.text().split()) == 5
    bench.press("Make the practice file")
    opened = bench.wait_opened()
    assert opened.code is not None
    assert opened.practice.folder.root == tmp_path / "new"


@pytest.mark.requirement("PRV-01")
def test_a_short_or_misspelt_passphrase_is_refused_with_what_would_be_accepted(qtbot, bench, tmp_path):
    bench.gate.welcome(tmp_path / "new")
    bench.press("Make a practice file")
    page = bench.gate.findChild(CreatePage)
    qtbot.keyClicks(page.name.editor, "Mara Quill")
    qtbot.keyClicks(page.new.first.editor.line, "short")
    bench.press("Make the practice file")
    assert "at least 15 characters" in page.new.first.problem()
    page.new.first.editor.line.setText(WORDS)
    qtbot.keyClicks(page.new.again.editor.line, WORDS + "x")
    bench.press("Make the practice file")
    assert "not the same" in page.new.again.problem()
    assert not (tmp_path / "new").exists()


def test_the_meter_only_advises(qtbot, bench, tmp_path):
    bench.gate.welcome(tmp_path / "new")
    bench.press("Make a practice file")
    page = bench.gate.findChild(CreatePage)
    qtbot.keyClicks(page.name.editor, "Mara Quill")
    for field in (page.new.first, page.new.again):
        field.editor.line.setText("sunshinesunshine")
    qtbot.waitUntil(lambda: "Very easy to guess" in page.new._meter.text(), timeout=10_000)
    bench.press("Make the practice file")
    bench.wait_opened()


def test_a_folder_that_holds_a_practice_already_is_refused(qtbot, bench, made):
    bench.gate._create(made[0])
    page = bench.gate.findChild(CreatePage)
    qtbot.keyClicks(page.name.editor, "Mara Quill")
    page.new.suggest()
    bench.press("Make the practice file")
    qtbot.waitUntil(lambda: "already holds a practice file" in page._problem.text(), timeout=10_000)
    assert page.make.isEnabled()


def test_another_practice_file_can_be_chosen(qtbot, bench, made, tmp_path):
    bench.gate.welcome(tmp_path / "new")
    bench.chosen = made[0]
    bench.press("Open a practice file")
    qtbot.keyClicks(bench.line(), WORDS)
    qtbot.keyClick(bench.line(), Qt.Key.Key_Return)
    bench.wait_opened()


def test_the_sample_is_made_apart_and_opened_again_the_next_time(qtbot, bench, tmp_path):
    bench.gate.welcome(tmp_path / "new")
    bench.press("Look round")
    first = bench.wait_opened(timeout=90_000)
    assert first.practice.folder.root == tmp_path / "sample"
    first.practice.close()
    bench.opened.clear()
    bench.gate.welcome(tmp_path / "new")
    bench.press("Look round")
    assert bench.wait_opened().practice.folder.root == tmp_path / "sample"
    assert not (tmp_path / "new").exists()
