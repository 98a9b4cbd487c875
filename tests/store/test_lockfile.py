import time
from pathlib import Path
from threading import Timer

import pytest

from supervision_desktop.errors import OpenElsewhere, UnsafeFolder
from supervision_desktop.store.lockfile import acquire


def test_one_at_a_time(tmp_path: Path) -> None:
    first = acquire(tmp_path / "app.lock")
    with pytest.raises(OpenElsewhere):
        acquire(tmp_path / "app.lock")
    first.release()
    acquire(tmp_path / "app.lock").release()


def test_a_restarted_program_waits_for_the_one_that_is_ending(tmp_path: Path) -> None:
    first = acquire(tmp_path / "app.lock")
    Timer(0.1, first.release).start()
    begun = time.perf_counter()
    acquire(tmp_path / "app.lock", wait=5.0).release()
    assert time.perf_counter() - begun < 3.0


def test_a_place_that_cannot_be_locked_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "other")
    for name in ("folder", "link"):
        with pytest.raises(UnsafeFolder):
            acquire(tmp_path / name)
    assert not (tmp_path / "other").exists()
