"""Every client of the sample practice erased in turn: no word of them is left anywhere (row 76 in full)."""

from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from supervision_desktop.content.contracts import load_template
from supervision_desktop.content.lists import load_lists
from supervision_desktop.domain.cases import STAND_IN, Case
from supervision_desktop.exchange import sample
from supervision_desktop.exchange.check import check_trail
from supervision_desktop.paths import resources_dir
from supervision_desktop.services import erasing
from supervision_desktop.store import erasure
from supervision_desktop.store.door import Store
from supervision_desktop.store.mentions import mentions, names_of
from supervision_desktop.store.practice import Practice


def dump(driver: Any) -> str:
    """Every value of every table, packed ones unpacked."""
    said = []
    for (table,) in driver.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for row in driver.execute(f'SELECT * FROM "{table}"').fetchall():
            for value in row:
                told = value
                if isinstance(told, bytes):
                    with suppress(zlib.error):
                        told = zlib.decompress(told)
                    told = told.decode("latin-1")
                said.append(str(told))
    return "\n".join(said).casefold()


@pytest.mark.long
@pytest.mark.fault(76)
def test_no_client_of_the_sample_leaves_a_word(practice: Practice, clock: Any, tmp_path: Path) -> None:
    root = resources_dir()
    sample.build(practice.engine, load_template(root / "contracts" / "standard.toml"), load_lists(root / "lists"),
                 clock().date(), practice.files)
    store = Store(practice.engine, clock)
    with store.read() as db:
        cases = [(one.id, one.reference) for one in db.query(Case).order_by(Case.reference)]
    assert len(cases) > 5
    for case, reference in cases:
        with store.read() as db:
            found = erasing.outlook(db, [case])
            names = names_of(db.connection(), {case})
            files = [one.key[1] for one in found.named if one.is_file]
            ids, steps, _ = erasing.erasure(db, [case], files, "", clock().date())
        erasure.erase(store, practice.folder, ids, steps, shared={one.key for one in found.named if not one.is_file})
        with store.read() as db:
            assert [*mentions(db.connection(), names)] == []
        with practice.engine.connect() as connection:
            assert reference.casefold() not in dump(connection.connection.driver_connection)
        assert check_trail(store).faults == ()
    with store.read() as db:
        assert {one.id for one in db.query(Case)} <= {STAND_IN}
