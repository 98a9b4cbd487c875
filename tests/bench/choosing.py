"""Ten candidates on forty criteria: from a changed answer to the comparison painted anew.

    python choosing.py FOLDER
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import Any

from rooms import tell, timed
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


def _measured(workspace: Any) -> dict[str, Any]:
    from supervision_desktop.ui.choosing.looking import LookingPage

    _candidates(workspace)
    page = LookingPage(workspace)
    page.resize(1000, 1400)
    page.show()
    page.refresh()
    page.ensureWidgetVisible(page.compare.table)
    found = {"refresh": [timed(lambda: (page.refresh(), page.compare.table.viewport().repaint()))
                         for _ in range(TIMES)],
             "read": [timed(lambda: _read(workspace)) for _ in range(TIMES)]}
    shown = page.compare.table.lines
    return found | {"candidates": len(shown.columns), "criteria": sum(not isinstance(row, str) for row in shown.rows)}


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


if __name__ == "__main__":
    tell(_measured)
