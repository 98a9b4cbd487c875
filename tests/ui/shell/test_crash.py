"""The crash log: where, never what."""

from __future__ import annotations

import sys

from supervision_desktop.errors import DiskFull
from supervision_desktop.ui import crash


def fall(words):
    return int(words)


def caught(words):
    try:
        try:
            fall(words)
        except ValueError as fault:
            raise KeyError(words) from fault
    except KeyError as fault:
        return fault


def test_a_note_names_places_and_kinds_and_nothing_that_was_said(tmp_path, clock):
    log = crash.note(tmp_path / "logs" / "crash.log", caught("Alder 47"), clock, "0.1.0")
    text = log.read_text()
    assert "builtins.KeyError" in text
    assert "builtins.ValueError" in text
    assert "test_crash.py" in text
    assert "in fall" in text
    assert "Alder" not in text
    assert "2026-11-21T10:00:00Z version 0.1.0" in text
    assert str(tmp_path) not in text


def test_notes_follow_each_other_until_the_log_is_long(tmp_path, clock, monkeypatch):
    log = tmp_path / "crash.log"
    crash.note(log, caught("1"), clock, "0.1.0")
    crash.note(log, caught("2"), clock, "0.1.0")
    assert log.read_text().count("version") == 2
    monkeypatch.setattr(crash, "LARGEST", 10)
    crash.note(log, caught("3"), clock, "0.1.0")
    assert log.read_text().count("version") == 1


def test_a_fault_that_explains_itself_and_a_place_that_cannot_be_written_leave_no_note(tmp_path, clock):
    assert crash.note(tmp_path / "crash.log", DiskFull(), clock, "0.1.0") is None
    (tmp_path / "file").write_text("")
    assert crash.note(tmp_path / "file" / "crash.log", caught("x"), clock, "0.1.0") is None


def test_one_fault_is_shown_at_a_time():
    shown = []

    def show(fault):
        shown.append(fault)
        hook(ValueError, ValueError("while showing"), None)

    hook = crash.hook(show)
    hook(KeyError, KeyError("first"), None)
    hook(KeyError, KeyError("second"), None)
    assert [str(f) for f in shown] == ["'first'", "'second'"]


def test_control_c_is_no_fault(monkeypatch):
    seen, shown = [], []
    monkeypatch.setattr(sys, "__excepthook__", lambda *a: seen.append(a[0]))
    crash.hook(shown.append)(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert seen == [KeyboardInterrupt]
    assert not shown
