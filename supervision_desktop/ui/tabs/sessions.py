"""Sessions: planned, held, recorded and finished, each step one click from the last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from supervision_desktop.domain.preparation import preparation_id
from supervision_desktop.domain.sessions import HELD, PLANNED, SupervisionSession
from supervision_desktop.formats import clock_text, day_text, weekday_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import preparation, reflection, session_find, sessions
from supervision_desktop.store.door import Reading
from supervision_desktop.ui.record_tab import RecordTab
from supervision_desktop.ui.records import RecordsPane
from supervision_desktop.ui.sessions.filter import SessionFilter
from supervision_desktop.ui.sessions.inbox import Inbox
from supervision_desktop.ui.sessions.new_session import NewSession
from supervision_desktop.ui.sessions.page import SessionView
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
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
                         "session_rating", "preparation", "required_document", "case_preparation", "case_discussed",
                         "caseload_part", "document_looked_at", "linked_meeting", "feedback",
                         "contract_review", "expectation_score", "supervisee_case", "supervisee_need", "goal",
                         "goal_note", "goal_objective", "link", *Inbox.WATCHES})
    opens = frozenset({"supervision_session", "reflection", "topic", "supervision_request", "preparation"})
    begins = (("topic", mark("Jot a topic for supervision")), ("supervision_request", mark("Ask for supervision now")))

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, RecordsPane(
            tr("Sessions"), search=tr("Find in sessions"), new=tr("New"),
            chips=[("finish", tr("To finish")), ("planned", tr("Planned")), ("given", tr("I supervise"))],
            empty=tr("No sessions yet. Press New to plan one, or to write down one that was held.")))
        self._open_today = False
        self._new, self.filter = NewSession(workspace), SessionFilter(workspace)
        self._view, self._inbox = SessionView(workspace, self), Inbox(workspace)
        self.waiting = button("", self._show_inbox, link=True)
        self.pane.side.head.addLayout(FlowLayout(self.waiting))
        for part in (self.filter, self._new):
            self.pane.side.head.addWidget(part)
        self.pane.page.add(self._view)
        self.pane.show_instead(self._inbox)
        self._new.planned.connect(self.made)
        self._new.asking.connect(self._make_room)
        self._view.gone.connect(lambda: self.pane.select(""))
        self.filter.sifted.connect(lambda _: self.refresh())

    def rows(self, db: Reading) -> Sequence[Row]:
        """What is to finish; then what is ahead, the next first; then the newest first."""
        wanted = self.filter.wanted
        found = sessions.rows(db, limit=None if wanted or self.pane.wants_all else sessions.NEWEST,
                              where=session_find.where(db, wanted, self.workspace.today()))
        ahead = [row for row in reversed(found) if row.status == PLANNED and row.on >= self.workspace.today()]
        first = [*(row for row in found if row.to_finish), *ahead]
        placed = {row.id for row in first}
        return [self._row(row) for row in (*first, *(row for row in found if row.id not in placed))]

    def every(self, db: Reading) -> Mapping[str, int]:
        """The list holds the newest; what a filter finds is there whole."""
        if self.filter.wanted:
            return {}
        return {"": sessions.count(db), "planned": sessions.count(db, SupervisionSession.status == PLANNED),
                "given": sessions.count(db, SupervisionSession.direction == "given")}

    def show_record(self, record_id: str) -> None:
        """One session."""
        with self.workspace.read() as db:
            page = sessions.page(db, record_id)
        if page is None:
            self.pane.select("")
        else:
            with self.pane.page.in_one_go():
                self._view.show_page(page)
            self._open_today = page.session.on == self.workspace.today() and not page.sealed

    def refresh(self) -> None:
        """The list and the session anew, and what waits."""
        super().refresh()
        with self.workspace.read() as db:
            waiting = preparation.waiting_count(db)
        self.waiting.setText(tr("Topics and requests  {n}").format(n=waiting) if waiting else tr("Topics and requests"))
        self.waiting.setAccessibleName(self.waiting.text())

    def show_nothing(self) -> None:
        """No session chosen: what waits for one."""
        self._open_today = False
        self._view.clear()
        self._inbox.refresh()

    def open_record(self, kind: str, record_id: str) -> None:
        """A session, one reflection in it, or what waits."""
        if kind in ("topic", "supervision_request"):
            self._open_waiting(kind, record_id)
            return
        if kind == "preparation":
            record_id = next((row.id for row in self._rows_now() if preparation_id(row.id) == record_id), "")
            super().open_record(self.kind, record_id)
            return
        if kind != reflection.KIND or not record_id:
            super().open_record(kind, record_id)
            return
        with self.workspace.read() as db:
            session_id = reflection.whole_session(db, record_id)
        if session_id is not None:
            super().open_record(self.kind, session_id)
            self._view.show_reflection(record_id)

    def _rows_now(self) -> Sequence[sessions.SessionRow]:
        with self.workspace.read() as db:
            return sessions.rows(db)

    def _show_inbox(self) -> None:
        self.pane.select("")
        self.show_nothing()

    def _open_waiting(self, kind: str, record_id: str) -> None:
        """To the line for a new topic or request, or to one that waits; a topic on an agenda opens its session."""
        self.refresh_if_stale()
        with self.workspace.read() as db:
            session_id = preparation.session_of(db, record_id) if kind == "topic" and record_id else None
        if session_id is not None:
            super().open_record(self.kind, session_id)
            return
        self._show_inbox()
        if kind == "topic":
            self._inbox.topics.choose(record_id)
        elif record_id:
            self._inbox.requests.choose(record_id)
        else:
            self._inbox.requests.ask.setFocus()

    def new(self) -> None:
        """Asks with whom and when, over the list."""
        self._new.ask()

    def print_current(self) -> None:
        """The record of the session that is shown."""
        self._view.print_record()

    def holds_lock(self) -> bool:
        """A session of today that is not finished."""
        return self._open_today

    def _make_room(self, asking: bool) -> None:
        """While the questions are open their button is the next step, and the rest of the list's head steps back."""
        for part in (self.pane.side.new, self.pane.side.search, self.pane.side.chips, self.filter):
            part.setVisible(not asking)

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
        if row.imported and row.status == HELD and row.finished_at is None:
            return tr("Imported"), "quiet"
        if row.status == HELD:
            return tr("Finished"), "good"
        if row.status == PLANNED:
            late = row.on < self.workspace.today()
            return (tr("Was it held?"), "warn") if late else (self._time(row), "accent")
        return tr("Missed") if row.status == "not_attended" else tr("Cancelled"), "bad"

    def _time(self, row: sessions.SessionRow) -> str:
        return tr("Planned") if row.starts is None else clock_text(row.starts)
