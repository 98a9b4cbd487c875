"""The sample practice is made beside one's own, and leaves it untouched (APP-13)."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from sqlalchemy import func, select

from supervision_desktop.domain.people import Person
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.services import practice as own
from supervision_desktop.store import history
from supervision_desktop.store.door import Store
from supervision_desktop.ui.entry import open_sample


def prints(folder: Path) -> dict[str, str]:
    """Digest of every file of a folder."""
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.requirement("APP-13")
def test_the_sample_is_apart_from_ones_own_practice(practice, library, clock, tmp_path) -> None:
    mine = tmp_path / "practice"
    practice.close()
    before = prints(mine)
    made = open_sample(tmp_path / "sample practice", library, clock=clock).practice
    store = Store(made.engine, clock)
    with store.read() as db:
        assert own.setting(db, own.SAMPLE) == "yes"
        assert own.letterhead(db).sample
        assert db.scalar(select(func.count()).select_from(SupervisionSession)) > 40
        assert "Mara Quill" not in db.scalars(select(Person.name)).all()
        assert history.verify(db.connection()).faults == ()
    made.close()
    assert prints(mine) == before
    again = open_sample(tmp_path / "sample practice", library, clock=clock).practice
    with Store(again.engine, clock).read() as db:
        assert db.scalar(select(func.count()).select_from(SupervisionSession)) > 40
    again.close()
