"""A file in the sample practice: what came back after a session record was finished."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import select

from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import attachments
from supervision_desktop.services.attachments import Content
from supervision_desktop.store.attachments import Files
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.store.door import Store

SLIP = mark("Agreement slip, from the reply.txt")
REPLY = mark("""Dear Nell,

I have read the record of our session. It says what we talked about and agreed.

Ruth Hale-Okonjo (a made-up person in a made-up practice)
""")


def add_slip(store: Store, files: Files, do: Callable[[ChangeSet], object], today: date) -> None:
    """The reply to the newest finished record lies with it."""
    with store.read() as db:
        session = db.scalar(select(SupervisionSession.id).where(SupervisionSession.finished_at.is_not(None))
                            .order_by(SupervisionSession.on.desc()).limit(1))
    if session is not None:
        data = tr(REPLY).encode()
        content = Content(tr(SLIP), len(data), files.put(data))
        do(attachments.add_all(SupervisionSession.__tablename__, session, [content], today))
        files.settled(content.digest)
