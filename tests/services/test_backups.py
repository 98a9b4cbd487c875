"""What is due, and what the status page says, by facts and a clock."""
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.domain.cases import Case
from supervision_desktop.services import attachments, backups
from supervision_desktop.services.backups import BackupPlan
from supervision_desktop.services.practice import SAMPLE, set_setting
from supervision_desktop.store import upkeep
from supervision_desktop.store.backup import Backup, Stop
from supervision_desktop.store.changes import ChangeSet, created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.drill import Trial
from supervision_desktop.store.keys import FLOOR
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Practice, create_practice

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def backup(made: datetime, number: int = 1) -> Backup:
    return Backup(number, made, "daily", Path(f"{number}.casebak"))


def plan(**facts: Any) -> BackupPlan:
    return BackupPlan(**{"begun": NOON - 100 * DAY, "changed": None, "newest": None, "copy_folder": "", "copied": None,
                         "trial": None, **facts})


@pytest.mark.parametrize(("facts", "idle", "close"), [
    ({}, None, None),
    ({"changed": NOON}, "daily", "close"),
    ({"changed": NOON, "newest": backup(NOON + HOUR)}, None, None),
    ({"changed": NOON, "newest": backup(NOON - HOUR)}, None, "close"),
    ({"changed": NOON, "newest": backup(NOON - DAY)}, "daily", "close"),
    ({"changed": NOON - DAY, "newest": backup(NOON - HOUR)}, None, None),
    ({"changed": NOON, "newest": backup(NOON - 13 * HOUR)}, "daily", "close"),
])
def test_when_a_backup_is_due(facts: dict[str, Any], idle: str | None, close: str | None) -> None:
    assert plan(**facts).due(NOON + 2 * HOUR, "idle") == idle
    assert plan(**facts).due(NOON + 2 * HOUR, "close") == close


def test_a_copy_is_due_when_the_newest_backup_has_none() -> None:
    newest = backup(NOON, 7)
    assert not plan(newest=newest).copy_due()
    assert not plan(copy_folder="/stick").copy_due()
    assert plan(newest=newest, copy_folder="/stick").copy_due()
    assert plan(newest=newest, copy_folder="/stick", copied=("6.casebak", NOON)).copy_due()
    assert not plan(newest=newest, copy_folder="/stick", copied=("7.casebak", NOON)).copy_due()


def test_a_restore_is_tried_once_a_month() -> None:
    trial = Trial("2026-11-21T12:00:00Z", "7.casebak", 10, 0)
    assert not plan().trial_due(NOON)
    assert plan(newest=backup(NOON)).trial_due(NOON)
    assert not plan(newest=backup(NOON), sample=True).trial_due(NOON)
    assert not plan(newest=backup(NOON), trial=trial).trial_due(NOON + 30 * DAY)
    assert plan(newest=backup(NOON), trial=trial).trial_due(NOON + 30 * DAY + HOUR)


@pytest.mark.fault(66)
@pytest.mark.parametrize(("facts", "late"), [
    ({"changed": NOON, "begun": NOON - 6 * DAY}, False),
    ({"changed": NOON, "begun": NOON - 8 * DAY}, True),
    ({"changed": NOON, "begun": NOON - 8 * DAY, "sample": True}, False),
    ({"changed": NOON, "copied": ("1", NOON - 6 * DAY)}, False),
    ({"changed": NOON, "copied": ("1", NOON - 8 * DAY)}, True),
    ({"changed": NOON - 9 * DAY, "copied": ("1", NOON - 8 * DAY)}, False),
])
def test_a_week_without_a_copy_elsewhere_is_late(facts: dict[str, Any], late: bool) -> None:
    assert plan(**facts).copy_late(NOON) is late


@pytest.fixture
def practice(tmp_path: Path, clock: Any) -> Iterator[Practice]:
    made = create_practice(tmp_path / "practice", Passphrase("lantern meadow copper thistle"), clock=clock, cost=FLOOR)
    yield made.practice
    made.practice.close()


@pytest.fixture
def own(practice: Practice, clock: Any) -> Store:
    store = Store(practice.engine, clock)
    store.apply(gesture("New", created(Case, {"reference": "Alder 47", "status": "active"}, "c")))
    return store


def say(store: Store, practice: Practice, clock: Any) -> tuple[list[str], list[str]]:
    with store.read() as db:
        facts = backups.status(db, practice.folder, clock())
        assert backups.warnings(db, practice.folder, clock()) == tuple(f.words for f in facts if f.warning)
    return [f.words for f in facts if not f.warning], [f.words for f in facts if f.warning]


@pytest.mark.fault(66)
def test_the_status_page_tells_the_story_of_a_practice_file(own: Store, practice: Practice, clock: Any,
                                                            tmp_path: Path) -> None:
    said, warned = say(own, practice, clock)
    assert said == ["There is no backup yet.", "There is no second copy in another place yet.",
                    "A restore has not been tried yet."]
    assert warned == []
    upkeep.back_up(practice, own, "daily", Stop())
    clock.advance(days=8)
    said, warned = say(own, practice, clock)
    assert said[0] == f"Last backup: 21 November 2026, 10:00, checked. It is in {practice.folder.backups}."
    assert warned == ["Nothing has been copied to another place since this practice file was made on 21 November 2026. "
                      "Choose a folder for second copies: a memory stick, or one that is kept in step elsewhere."]
    stick = tmp_path / "stick"
    stick.mkdir()
    with own.read() as db:
        chosen = set_setting(db, backups.COPY_FOLDER, str(stick))
    own.apply(chosen)
    upkeep.copy(practice, own, stick, Stop())
    trial = upkeep.try_restore(practice, own, Stop())
    said, warned = say(own, practice, clock)
    assert said[1:] == [
        f"Last second copy: 29 November 2026, 10:00, read back. Its folder is {stick}.",
        f"A restore was last tried on 29 November 2026, 10:00: {trial.records:,} rows and 0 attachments came back as they "
        "were."]
    assert warned == []
    clock.advance(days=1)
    own.apply(gesture("Later", created(Case, {"reference": "Birch 12", "status": "active"})))
    clock.advance(days=7)
    assert say(own, practice, clock)[1] == [
        "Nothing has been copied to another place since 29 November 2026. Is the folder for second copies there?"]


@pytest.mark.fault(66)
def test_a_backup_or_trial_that_did_not_succeed_is_a_warning(own: Store, practice: Practice, clock: Any,
                                                             tmp_path: Path) -> None:
    upkeep.back_up(practice, own, "daily", Stop(), str(tmp_path / "away"))
    made, = practice.folder.backups.glob("*.casebak")
    made.write_bytes(made.read_bytes()[:-1])
    upkeep.try_restore(practice, own, Stop())
    _, warned = say(own, practice, clock)
    assert len(warned) == 2
    assert "not there now" in warned[0]
    assert "did not succeed. This backup cannot be used" in warned[1]


def test_a_trial_is_no_change_of_the_users(own: Store, practice: Practice, clock: Any) -> None:
    clock.advance(hours=1)
    upkeep.back_up(practice, own, "daily", Stop())
    clock.advance(days=2)
    upkeep.try_restore(practice, own, Stop())
    with own.read() as db:
        found = backups.plan(db, practice.folder)
    assert found.due(clock(), "close") is None
    assert not found.trial_due(clock())


def test_the_sample_practice_is_not_nagged_about(own: Store, practice: Practice, clock: Any) -> None:
    with own.read() as db:
        sample = set_setting(db, SAMPLE, "yes")
    own.apply(sample)
    clock.advance(days=60)
    said, warned = say(own, practice, clock)
    assert (said, warned) == (["There is no backup yet.", "A restore has not been tried yet."], [])


def test_what_was_set_aside_is_told(own: Store, practice: Practice, clock: Any) -> None:
    place = practice.folder.quarantine / "20261120T090000Z-restore-abcdef"
    place.mkdir()
    said, _ = say(own, practice, clock)
    assert said[-1] == ("Set aside on 20 November 2026 (Replaced by a restore). It goes after 30 days, once a newer backup "
                        "has been checked.")


def test_attachments_of_a_record(own: Store, practice: Practice) -> None:
    digest = practice.files.put(b"a letter")
    own.apply(attachments.add_all("case", "c", [attachments.Content("letter.pdf", 8, digest)], NOON.date()))
    with own.read() as db:
        row, = attachments.rows(db, "c")
        assert attachments.count(db, "c") == 1
        gone = attachments.remove(db, row.id)
        taken = attachments.gone_with(db, ["c", "d"])
    assert (row.name, row.size, row.digest, row.added_on) == ("letter.pdf", 8, digest, NOON.date())
    assert [change.what for change in taken] == ["deleted"]
    own.apply(gone)
    with own.read() as db:
        assert attachments.rows(db, "c") == []
        assert db.query(Attachment).count() == 0
    own.apply(ChangeSet("Undo", gone.inverted().changes))


@pytest.mark.parametrize(("size", "words"), [(1, "1 kB"), (1_499, "1 kB"), (340_000, "340 kB"), (2_500_000, "2.5 MB")])
def test_sizes_are_said_as_people_say_them(size: int, words: str) -> None:
    assert attachments.size_text(size) == words


def test_a_hint_comes_at_a_gigabyte() -> None:
    assert attachments.total_hint(1024**3 - 1) == ""
    assert "1.1 GB" in attachments.total_hint(1024**3)
