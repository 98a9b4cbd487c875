"""The heaviest session of a large practice: 30 lines of agenda, 25 actions, 12 cases, 4 models; opened and turned to.

    python session.py FOLDER
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from stand import Figure, Stand, high

LINES, ACTIONS, CASES, MODELS, TIMES = 30, 25, 12, 4, 20
BOUND = 120


def heaviest(stand: Stand, platform: str) -> Iterator[Figure]:
    """From a choice in the list to the painted page: where it is prepared, and where it is written down."""
    with stand.copy(20) as folder:
        found = stand.child(platform, "session.py", str(folder))
    for step, words in (("prepare", "prepared"), ("record", "recorded")):
        yield Figure(f"opening the heaviest session where it is {words}, 95th percentile", high(found[step]), BOUND, "ms",
                     f"middle {median(found[step]):.1f}; the first time {found['first ' + step]:.1f} with its parts made; "
                     f"{found['lines']} lines of agenda, 20 years")


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
    from supervision_desktop.ui.jobs import Jobs
    from supervision_desktop.ui.library import Library
    from supervision_desktop.ui.tabs.sessions import SessionsTab
    from supervision_desktop.ui.workspace import Workspace

    clock = seed.Calendar(seed.TODAY)
    practice = open_practice(folder, Passphrase(seed.PASSPHRASE), clock=clock)
    workspace = Workspace(Store(practice.engine, clock), Library(resources_dir()), clock, Jobs(_raised),
                          files=practice.files)
    held, planned, light = _heavy(workspace)
    tab = SessionsTab(workspace)
    tab.resize(1360, 880)
    tab.show()
    tab.open_record("supervision_session", light)
    found: dict[str, Any] = {"prepare": [], "record": []}
    for number in range(TIMES + 1):
        for step, session in (("prepare", planned), ("record", held)):
            spent = _timed(tab, session)
            if number:
                found[step].append(spent)
            else:
                found[f"first {step}"] = spent
            tab.open_record("supervision_session", light)
    sheet = tab._view.step("prepare")
    tab.open_record("supervision_session", planned)
    found["lines"] = sheet.agenda.list.count()
    practice.close()
    return found


def _heavy(workspace: Any) -> tuple[str, str, str]:
    """A held and a planned session that hold as much as any, and a light one to come from."""
    from datetime import timedelta

    from sqlalchemy import select

    from supervision_desktop.domain.cases import Case
    from supervision_desktop.domain.people import Supervisor
    from supervision_desktop.domain.preparation import Topic
    from supervision_desktop.services import actions, agenda, planning, reflection, sessions

    today = workspace.today()
    with workspace.read() as db:
        ruth = db.scalars(select(Supervisor.person_id).where(Supervisor.status == "active")).first()
        cases = db.scalars(select(Case.id).where(Case.status != "closed")).all()[:CASES]
    made = []
    for on in (today, today + timedelta(days=3), today - timedelta(days=2)):
        with workspace.read() as db:
            change, session = planning.plan(db, ruth, on)
        workspace.commit(change)
        made.append(session)
    held, planned, light = made
    for session in (held, light):
        with workspace.read() as db:
            change = sessions.hold(db, session)
        workspace.commit(change)
    for session in (held, planned):
        from supervision_desktop.store.changes import created, gesture

        workspace.commit(gesture("Topics", *(created(Topic, {
            "text": f"Topic {number} with a few more words to it", "on": today, "session_id": session,
            "state": "discussed" if session == held else "planned",
            "kind": "uneasy_situation", "wanted": "To be heard", "case_id": cases[number] if number < len(cases) else None})
            for number in range(LINES))))
        for case in cases:
            with workspace.read() as db:
                change, _ = agenda.discuss_case(db, sessions.page(db, session), case)
            workspace.commit(change)
    for number in range(ACTIONS):
        with workspace.read() as db:
            change, _ = actions.add(db, f"Action {number}", today, session_id=held)
        workspace.commit(change)
    for model in list(workspace.library.models.values())[:MODELS]:
        with workspace.read() as db:
            change, _ = reflection.begin(db, held, model)
        workspace.commit(change)
    return held, planned, light


def _timed(tab: Any, session: str) -> float:
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    begun = time.perf_counter()
    tab.open_record("supervision_session", session)
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    tab.pane.page.viewport().repaint()
    return (time.perf_counter() - begun) * 1000


def _raised(fault: Exception) -> None:
    raise fault


if __name__ == "__main__":
    import json

    from watch import leave

    leave(json.dumps(_told(Path(sys.argv[1]))))
