"""Ten candidates on forty criteria: from a changed answer to the comparison painted anew.

    python choosing.py FOLDER
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from stand import Figure, Stand, high

CANDIDATES, TIMES = 10, 40


def compare(stand: Stand, platform: str) -> Iterator[Figure]:
    """The page of the search read, filled and painted again, as after an answer."""
    with stand.copy(1) as folder:
        found = stand.child(platform, "choosing.py", str(folder))
    yield Figure(f"comparing {found['candidates']} candidates on {found['criteria']} criteria, refreshed, 95th percentile",
                 high(found["refresh"]), 50, "ms",
                 f"middle {median(found['refresh']):.1f}, of which {median(found['read']):.1f} reading; the whole page "
                 "with need, search log and decision, painted at once")


def _told(folder: Path) -> dict[str, Any]:
    from PySide6.QtWidgets import QApplication

    from supervision_desktop.ui import style

    application = QApplication([])
    style.apply(application, "light", 1.0)
    return _measured(folder)


def _measured(folder: Path) -> dict[str, Any]:
    import seed

    from supervision_desktop.paths import resources_dir
    from supervision_desktop.store.door import Store
    from supervision_desktop.store.passphrase import Passphrase
    from supervision_desktop.store.practice import open_practice
    from supervision_desktop.ui.choosing.looking import LookingPage
    from supervision_desktop.ui.jobs import Jobs
    from supervision_desktop.ui.library import Library
    from supervision_desktop.ui.workspace import Workspace

    clock = seed.Calendar(seed.TODAY)
    practice = open_practice(folder, Passphrase(seed.PASSPHRASE), clock=clock)
    workspace = Workspace(Store(practice.engine, clock), Library(resources_dir()), clock, Jobs(_raised))
    _candidates(workspace)
    page = LookingPage(workspace)
    page.resize(1000, 1400)
    page.show()
    page.refresh()
    page.ensureWidgetVisible(page.compare.table)
    found = {"refresh": [_timed(lambda: (page.refresh(), page.compare.table.viewport().repaint()))
                         for _ in range(TIMES)],
             "read": [_timed(lambda: _read(workspace)) for _ in range(TIMES)]}
    shown = page.compare.table.lines
    told = found | {"candidates": len(shown.columns), "criteria": sum(not isinstance(row, str) for row in shown.rows)}
    practice.close()
    return told


def _candidates(workspace: Any) -> None:
    from supervision_desktop.domain.choosing import APPROACH, CAPABILITY, CRITERIA, RATED, SupervisorRating, SupervisorSearch
    from supervision_desktop.domain.people import Supervisor
    from supervision_desktop.services import choosing
    from supervision_desktop.store.changes import changed, created, gesture

    workspace.commit(gesture("Need", created(SupervisorSearch, {
        "on": workspace.today(), "weight": "2", "need": "Discharges"})))
    for number in range(CANDIDATES):
        change, person_id = choosing.new_candidate(f"Candidate {number}")
        workspace.commit(change)
        with workspace.read() as db:
            known = db.query(Supervisor).filter_by(person_id=person_id).one()
        workspace.commit(gesture(
            "Answers",
            changed(known, years_case_management=number, specialist_fields=("brain_injury",), fee_pence=9000,
                    **dict.fromkeys((*APPROACH, *CAPABILITY), "partly"), **dict.fromkeys(CRITERIA, "4")),
            *(created(SupervisorRating, {"person_id": person_id, "on": workspace.today().replace(year=year),
                                         **dict.fromkeys(RATED, "fine")}) for year in (2024, 2025, 2026))))


def _read(workspace: Any) -> None:
    from supervision_desktop.services.comparison import comparison

    with workspace.read() as db:
        comparison(db, workspace.library.lists, workspace.today())


def _timed(work: Any) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def _raised(fault: Exception) -> None:
    raise fault


if __name__ == "__main__":
    import json

    from watch import leave

    leave(json.dumps(_told(Path(sys.argv[1]))))
