"""Seals and history that no longer agree with the records are named, without what any record says."""

import json
import zlib
from collections.abc import Callable

from sqlalchemy import delete, select, update

from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.plumbing import Seal
from supervision_desktop.exchange.check import check_trail
from supervision_desktop.store.canonical import canonical
from supervision_desktop.store.door import Store


def test_a_sound_practice_has_no_faults(store: Store, new_store: Callable[[], Store]) -> None:
    found = check_trail(store)
    assert (found.seals, found.faults) == (2, ())
    assert found.entries > 5
    assert check_trail(new_store()).faults == ()


def test_a_changed_seal_is_named(store: Store) -> None:
    with store.writing() as connection:
        packed = connection.execute(select(Seal.parts).where(Seal.kind == "contract")).scalar_one()
        body = json.loads(zlib.decompress(packed))
        body["parts"]["terms"]["fee"] = "£1.00"
        connection.execute(update(Seal).where(Seal.kind == "contract").values(parts=zlib.compress(canonical(body))))
    assert check_trail(store).faults == ("A seal of kind contract was changed outside the program.",)


def test_a_missing_seal_is_named(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(delete(Seal).where(Seal.kind == "supervision_session"))
    assert check_trail(store).faults == ("1 of kind supervision_session do not agree with their seals.",)


def test_a_record_opened_behind_the_program_is_named_twice(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(update(Contract).values(sealed_at=None))
    faults = check_trail(store).faults
    assert any("kind contract was changed outside" in fault for fault in faults)
    assert "1 of kind contract do not agree with their seals." in faults
