"""Before anything is open: a damaged file, and a computer that has no practice file yet (PRV-09)."""

from __future__ import annotations

import shutil
from functools import partial

import pytest

from supervision_desktop.domain.actions import Action
from supervision_desktop.services import moving
from supervision_desktop.store import passphrase as words
from supervision_desktop.store.backup import backups
from supervision_desktop.store.door import Store
from supervision_desktop.store.quarantine import listed
from supervision_desktop.store.stop import Stop
from supervision_desktop.ui import entry
from supervision_desktop.ui.dialogs.restore import RestorePage
from supervision_desktop.ui.doors import Doors, pages
from supervision_desktop.ui.gate import Gate

WORDS = "bako lumi sero tadu wivo"


@pytest.fixture
def closed(practice, act, clock):
    """A practice with two backups, closed."""
    clock.advance(hours=1)
    practice.backup("close", Stop())
    practice.close()
    return practice.folder


@pytest.fixture
def gate(qtbot, around, clock, look):
    doors = Doors(partial(entry.open_file, clock=clock, wait=0.0, store=None), None, None, words.pause_after,
                  entry.look_back, partial(entry.bring_back, clock=clock))
    made = Gate(lambda: around.jobs, lambda: doors, pages, around.faults.append)
    made.came = []
    made.opened.connect(made.came.append)
    qtbot.addWidget(made)
    made.show()
    yield made
    for opened in made.came:
        opened.practice.close()
    assert not around.faults


def damage(path):
    """A hole in the middle."""
    data = bytearray(path.read_bytes())
    data[4096 * 2:4096 * 3] = bytes(4096)
    path.write_bytes(data)


def type_in(gate, text):
    gate.unlock.field.editor.line.setText(text)
    gate.unlock.open.click()


def texts(opened, clock):
    with Store(opened.practice.engine, clock).read() as db:
        return {text for (text,) in db.query(Action.text)}


@pytest.mark.requirement("PRV-09")
def test_a_damaged_file_leads_to_its_newest_sound_backup(gate, closed, idle, clock):
    closed.database.write_bytes(closed.database.read_bytes()[:8192])
    damage(backups(closed)[0].path)
    gate.ask_passphrase(closed.root)
    type_in(gate, WORDS)
    idle()
    page = gate.findChild(RestorePage)
    rows = [page.list.rows.row_at(n) for n in range(2)]
    assert [row.badge_word for row in rows] == ["Cannot be used", "Sound"]
    assert page.list.id() == backups(closed)[1].path.name
    page.go.click()
    idle()
    (opened,) = gate.came
    assert texts(opened, clock) == {"Ask the deputy"}
    assert "kept aside" in opened.said
    assert [one.reason for one in listed(closed)] == ["Replaced by a restore"]
    assert len(backups(closed)) == 2


def test_a_wrong_passphrase_for_the_backup_is_told_and_asked_again(gate, closed, idle):
    closed.database.write_bytes(closed.database.read_bytes()[:8192])
    gate.ask_passphrase(closed.root)
    type_in(gate, WORDS)
    idle()
    page = gate.findChild(RestorePage)
    page.field.editor.line.setText("not the right one")
    page.go.click()
    idle()
    assert "does not open" in page.problem.text()
    assert page.go.isEnabled()
    assert not listed(closed)


def test_a_wrong_passphrase_for_a_sound_file_is_no_damage(gate, closed, idle):
    gate.ask_passphrase(closed.root)
    type_in(gate, "not the right one")
    idle()
    assert not gate.findChildren(RestorePage)
    assert "Check it and try again" in gate.unlock.field.problem()


@pytest.mark.requirement("PRV-09")
def test_a_backup_on_an_empty_computer_gives_the_same_counts(gate, closed, idle, clock, tmp_path):
    stick = tmp_path / "stick" / "backups"
    shutil.copytree(closed.backups, stick)
    gate.welcome(tmp_path / "new")
    gate._shown.restore.click()
    page = gate.findChild(RestorePage)
    page.go.click()
    assert "Choose a backup first." in page.problem.text()
    page.take(stick / backups(closed)[0].path.name)
    page.field.editor.line.setText(WORDS)
    page.go.click()
    idle()
    (opened,) = gate.came
    assert opened.practice.folder.root == tmp_path / "new"
    with Store(opened.practice.engine, clock).read() as db:
        counts = dict(moving.counts(db))
    assert (counts["action"], counts["person"]) == (2, 1)


def test_a_folder_that_holds_a_practice_file_is_left_alone(gate, closed, idle):
    before = closed.database.read_bytes()
    gate._restore(closed.root)
    page = gate.findChild(RestorePage)
    page.take(backups(closed)[1].path)
    page.field.editor.line.setText(WORDS)
    page.go.click()
    idle()
    assert "already holds a practice file" in page.problem.text()
    assert closed.database.read_bytes() == before


def test_remembered_computers_ask_for_the_passphrase_of_the_backup(closed):
    found = entry.look_back(closed.root, "", False)
    assert [one.state for one in found] == ["unknown", "unknown"]
    assert entry.look_back(closed.root, "no code at all", True)[0].state == "unknown"
    assert [one.state for one in entry.look_back(closed.root, WORDS, False)] == ["sound", "unknown"]


@pytest.mark.fault(28)
def test_wrong_tries_are_all_told_the_same_and_after_five_the_next_one_waits(gate, closed, idle, around, capfd, qtbot):
    gate.ask_passphrase(closed.root)
    said = []
    for text in ("x" + WORDS[1:], WORDS[:-1], "a", WORDS.upper(), WORDS * 3):
        assert gate.unlock.open.isEnabled()
        type_in(gate, text)
        idle()
        said.append(gate.unlock.field.problem())
        assert gate.unlock.field.text() == text, "what was typed stays to be looked at"
    assert len(set(said)) == 1
    assert not gate.unlock.open.isEnabled()
    gate.unlock.open.click()
    assert not around.jobs.running(), "a try before the pause is over is none"
    assert not around.faults
    assert "Traceback" not in "".join(capfd.readouterr())
    qtbot.waitUntil(gate.unlock.open.isEnabled, timeout=5_000)
    type_in(gate, WORDS)
    idle()
    assert len(gate.came) == 1
