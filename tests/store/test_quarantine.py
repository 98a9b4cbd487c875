"""The quarantine: listed with date and reason, gone after thirty days and never before a newer backup was tried."""
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from supervision_desktop.store import folder as disk
from supervision_desktop.store import quarantine
from supervision_desktop.store.backup import Stop, restore
from supervision_desktop.store.practice import Practice, create_practice

Open = Callable[..., Practice]


@pytest.fixture
def aside(practice: Practice, made: Any, clock: Any, reopen: Open) -> Practice:
    """A practice file that was restored, so that its earlier state was set aside."""
    backup = practice.backup("request", Stop())
    practice.close()
    clock.advance(hours=1)
    restore(backup.path, made.folder.root, made.code, clock=clock, stop=Stop())
    return reopen()


def test_what_was_set_aside_says_when_and_why(aside: Practice, clock: Any) -> None:
    one, = quarantine.listed(aside.folder)
    assert (one.moment, one.reason) == (clock(), "Replaced by a restore")
    assert one.size == sum(p.stat().st_size for p in one.path.iterdir())
    assert {p.name for p in one.path.iterdir()} == {"casefile.db", "keys.json", "keys.json.bak", "device.json"}


def test_it_goes_after_thirty_days_once_a_newer_backup_is_sound(aside: Practice, clock: Any) -> None:
    clock.advance(days=1)
    newer = aside.backup("daily", Stop())
    assert quarantine.expire(aside.parts, clock(), Stop()) == []
    clock.advance(days=29)
    assert quarantine.expire(aside.parts, clock(), Stop()) == []
    clock.advance(minutes=1)
    whole = newer.path.read_bytes()
    newer.path.write_bytes(whole[:-9])
    assert quarantine.expire(aside.parts, clock(), Stop()) == []
    newer.path.write_bytes(whole)
    assert len(quarantine.expire(aside.parts, clock(), Stop())) == 1
    assert quarantine.listed(aside.folder) == []


def test_without_a_newer_backup_it_stays_for_ever(aside: Practice, clock: Any) -> None:
    clock.advance(days=4_000)
    assert quarantine.expire(aside.parts, clock(), Stop()) == []
    assert len(quarantine.listed(aside.folder)) == 1


@pytest.mark.fault(13)
def test_a_clock_set_back_lets_nothing_expire(aside: Practice, clock: Any) -> None:
    clock.advance(days=-400)
    aside.backup("daily", Stop())
    assert quarantine.expire(aside.parts, clock(), Stop()) == []


def test_what_is_not_ours_is_neither_listed_nor_removed(aside: Practice, clock: Any, tmp_path: Path) -> None:
    letters = aside.folder.quarantine / "letters"
    letters.mkdir()
    away = tmp_path / "away"
    away.mkdir()
    (away / "kept").touch()
    (aside.folder.quarantine / "20200101T000000Z-restore-abcdef").symlink_to(away)
    clock.advance(days=31)
    aside.backup("daily", Stop())
    quarantine.expire(aside.parts, clock(), Stop())
    assert (letters.exists(), (away / "kept").exists()) == (True, True)


def test_what_is_in_the_way_of_a_new_practice_file_is_set_aside(made: Any, clock: Any, cheap: Any) -> None:
    made.folder.database.unlink()
    create_practice(made.folder.root, made.passphrase, clock=clock, cost=cheap).practice.close()
    one, = quarantine.listed(made.folder)
    assert one.reason == "Left over from another practice file"


def test_places_without_a_reason_are_listed_as_well(made: Any, clock: Any) -> None:
    (made.folder.quarantine / f"{clock() - timedelta(days=3):%Y%m%dT%H%M%SZ}-abc123").mkdir()
    disk.set_aside(made.folder, [made.folder.device], clock(), "damaged")
    assert [one.reason for one in quarantine.listed(made.folder)] == ["Damaged", "Set aside"]
