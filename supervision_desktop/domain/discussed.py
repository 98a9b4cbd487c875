"""The cases talked about in a session, each with its own note (SES-09)."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, stored
from supervision_desktop.fields.kinds import Choice, LongText, Minutes, Ref
from supervision_desktop.i18n import mark


class CaseDiscussed(Record):
    """One case presented in one session. In a session that was held it counts as presented that day (CAD-05)."""

    __tablename__ = "case_discussed"
    SEALED_WITH = "session_id"

    session_id: Mapped[str] = stored(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session", owned=True))
    case_id: Mapped[str] = stored(Ref(mark("Case"), mark("Which case"), required=True, to="case"))
    why: Mapped[str | None] = stored(
        Choice(mark("Why this case"), mark("What brought it here"), list_id="case_why"))
    note: Mapped[str | None] = stored(
        LongText(mark("Note on this case"), mark("About this case only; no other client in it")))
    minutes: Mapped[int | None] = stored(
        Minutes(mark("Minutes"), mark("How long you talked about it, if you wish")))
