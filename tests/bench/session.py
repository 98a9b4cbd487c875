"""The heaviest session of a large practice: 30 lines of agenda, 25 actions, 12 cases, 4 models; opened and turned to.

    python session.py FOLDER
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import Any

from rooms import tell, to_paint
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


def _measured(workspace: Any) -> dict[str, Any]:
    from supervision_desktop.ui.tabs.sessions import SessionsTab

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
    return found | {"lines": sheet.agenda.list.count()}


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
    return to_paint(lambda: tab.open_record("supervision_session", session), tab.pane.page)


if __name__ == "__main__":
    tell(_measured)
