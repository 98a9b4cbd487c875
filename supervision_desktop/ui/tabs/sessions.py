"""Sessions: planned, held, recorded and finished, each step one click from the last."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.domain.sessions import HELD, PLANNED
from supervision_desktop.formats import clock_text, day_text, weekday_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import reflection, sessions
from supervision_desktop.store.door import Reading
from supervision_desktop.ui.record_tab import RecordTab
from supervision_desktop.ui.records import RecordsPane
from supervision_desktop.ui.sessions.page import SessionView
from supervision_desktop.ui.sessions.plan import NewSession
from supervision_desktop.ui.widgets.rows import Row
from supervision_desktop.ui.workspace import Workspace

MISSED = ("cancelled_by_supervisee", "cancelled_by_supervisor", "not_attended")


class SessionsTab(RecordTab):
    """All sessions, whoever supervises whom."""

    title, kind, new_words = mark("Sessions"), "supervision_session", mark("New session")
    watches = frozenset({"supervision_session", "session_record", "participant", "session_addition", "person", "action",
                         "action_report", "time_entry", "case", "contract", "reflection", "reflection_note",
                         "custom_model", "custom_part", "decision", "case_entry", "session_recording",
                         "recording_awareness", "record_agreement", "abbreviation", "known_name", "setting",
                         "session_rating"})
    opens = frozenset({"supervision_session", "reflection"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, RecordsPane(
            tr("Sessions"), search=tr("Find in sessions"), new=tr("New"),
            chips=[("finish", tr("To finish")), ("planned", tr("Planned")), ("given", tr("I supervise"))],
            empty=tr("No sessions yet. Press New to plan one, or to write down one that was held.")))
        self._open_today = False
        self._new = NewSession(workspace)
        self._view = SessionView(workspace, self)
        self.pane.side.head.addWidget(self._new)
        self.pane.page.add(self._view)
        self._new.planned.connect(self.made)
        self._view.gone.connect(lambda: self.pane.select(""))

    def rows(self, db: Reading) -> Sequence[Row]:
        """What is ahead, the next on top; then the newest first."""
        found = sessions.rows(db)
        ahead = {row.id for row in found if row.status == PLANNED and row.on >= self.workspace.today()}
        next_first = [row for row in reversed(found) if row.id in ahead]
        return [self._row(row) for row in (*next_first, *(row for row in found if row.id not in ahead))]

    def show_record(self, record_id: str) -> None:
        """One session."""
        with self.workspace.read() as db:
            page = sessions.page(db, record_id)
        if page is None:
            self.pane.select("")
        else:
            self._view.show_page(page)
            self._open_today = page.session.on == self.workspace.today() and not page.sealed

    def show_nothing(self) -> None:
        """No session chosen."""
        self._open_today = False
        self._view.clear()

    def open_record(self, kind: str, record_id: str) -> None:
        """A session, or one reflection in it."""
        if kind != reflection.KIND or not record_id:
            super().open_record(kind, record_id)
            return
        with self.workspace.read() as db:
            session_id = reflection.whole_session(db, record_id)
        if session_id is not None:
            super().open_record(self.kind, session_id)
            self._view.show_reflection(record_id)

    def new(self) -> None:
        """Asks with whom and when, over the list."""
        self._new.ask()

    def print_current(self) -> None:
        """The record of the session that is shown."""
        self._view.print_record()

    def holds_lock(self) -> bool:
        """A session of today that is not finished."""
        return self._open_today

    def _row(self, row: sessions.SessionRow) -> Row:
        label = self.workspace.label
        given = row.direction == "given"
        who = tr("{who}  ·  I supervise").format(who=row.who) if given else row.who
        minutes = tr("{n} min").format(n=row.minutes) if row.minutes else ""
        missed = row.status in MISSED
        about = label("session_status", row.status).lower() if missed else label("arrangement", row.arrangement).lower()
        word, tone = self._badge(row)
        chips = {key for key, on in (("finish", row.to_finish), ("planned", row.status == PLANNED), ("given", given))
                 if on}
        return Row(row.id, who, " · ".join(filter(None, (weekday_short(row.on), minutes, about))), word, tone,
                   f"{row.who} {day_text(row.on)} {about}", frozenset(chips))

    def _badge(self, row: sessions.SessionRow) -> tuple[str, str]:
        if row.to_finish:
            return tr("To finish"), "warn"
        if row.status == HELD:
            return tr("Finished"), "good"
        if row.status == PLANNED:
            late = row.on < self.workspace.today()
            return (tr("Was it held?"), "warn") if late else (self._time(row), "accent")
        return tr("Missed") if row.status == "not_attended" else tr("Cancelled"), "bad"

    def _time(self, row: sessions.SessionRow) -> str:
        return tr("Planned") if row.starts is None else clock_text(row.starts)
