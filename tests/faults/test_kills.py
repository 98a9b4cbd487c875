"""Rows 1, 4 and 16: killed while saving, while recovering, while somebody types."""
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from supervision_desktop.store import drafts
from supervision_desktop.store.backup import Stop
from supervision_desktop.store.door import Store
from supervision_desktop.store.practice import Notice, Practice

Open = Callable[..., Practice]


@pytest.mark.fault(1)
@pytest.mark.rounds(200, 1_000)
def test_killed_while_saving(nursery: Any, template: Any, room: Path, look: Any, killer: Any, figures: Any,
                             rounds: int) -> None:
    """Many times over the same practice file; begun anew now and then so that it stays small."""
    chance, lost, hot = random.Random(1), 0, 0
    made, saved = template.copy(room / "practice"), 0
    for round_ in range(rounds):
        if round_ % 25 == 0:
            made, saved = template.copy(room / "practice"), 0
        pid = nursery.begin(made, "write", first=saved + 1, largest=40_000)
        nursery.hear("open")
        time.sleep(chance.uniform(0, 0.03))
        killer(pid)
        saved = max([saved, *(answer["saved"] for answer in nursery.rest() if "saved" in answer)])
        hot += made.folder.journal.exists() and made.folder.journal.stat().st_size > 0
        found = look(made.folder, made.key, round_ % 5 == 0)
        assert not found.wrong, f"round {round_}"
        assert found.people in (set(range(1, saved + 1)), set(range(1, saved + 2))), f"round {round_}"
        saved = max(found.people, default=saved)
        lost += saved
    figures["kills while saving"] = rounds
    figures["  of them in the middle of a transaction"] = hot
    assert lost > rounds, "nothing was ever saved: the test says nothing"
    assert hot > rounds // 20, "no kill ever met a transaction: the test says nothing"
