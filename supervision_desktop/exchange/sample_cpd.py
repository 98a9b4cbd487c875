"""The sample practitioner's learning log: two years, one entry out of a session, one certificate, one body's period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from supervision_desktop.domain.cpd import CpdEntry, CpdMapping, CpdPeriod
from supervision_desktop.domain.sessions import HELD, SessionRecord, SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.formats import add_months
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import attachments, cpd
from supervision_desktop.services.attachments import Content
from supervision_desktop.store.attachments import Files
from supervision_desktop.store.changes import ChangeSet, created, gesture
from supervision_desktop.store.door import Store

BRAIN, CHILDREN = "brain_injury", "children_young_people"
CERTIFIED = "Mental capacity in practice"
LEARNED = {"plan": "Three clients moved home this year, and each time I was asked about capacity.",
           "did": "A day with case studies, in groups of four.",
           "reflection": "Capacity is about one decision at one time. I had been asking too widely.",
           "applied": "I write the decision at the top of the form before anything else.",
           "client_effect": "People are asked about the thing that is to be decided, and about nothing more."}
ENTRIES: tuple[tuple[int, int | None, str, str, str, dict[str, Any], tuple[str, ...]], ...] = (
    (700, 180, "workshop", "Planning a discharge with the family", BRAIN,
     {"reflection": "Ask the family first what a good week looks like."}, ("PPD.CPD.1",)),
    (640, 90, "reading", "Fatigue after brain injury: a review", BRAIN,
     {"reflection": "Pacing is a skill to be taught."}, ()),
    (590, 360, "conference", "Lantern Conference on community rehabilitation (fictional)", BRAIN,
     {"provider": "Guild of Lantern Keepers (fictional)", "cost_pence": 14500,
      "reflection": "Two contacts for vocational placements."}, ("PPD.CPD.1", "PPD.CPD.2")),
    (540, None, "achievement", "First year as a supervisor", "", {}, ()),
    (470, 60, "seminar", "Deputyship from the inside", BRAIN,
     {"reflection": "What a deputy needs in writing, and when."}, ()),
    (330, 360, "training", CERTIFIED, BRAIN,
     {**LEARNED, "provider": "Made-up Learning Ltd (fictional)", "cost_pence": 9500, "participatory_minutes": 240},
     ("PPD.CPD.1", "PPD.CPD.2")),
    (290, 120, "reading", "School transition for children with an acquired injury", CHILDREN,
     {"reflection": "Begin a year before the move."}, ("PPD.CPD.1",)),
    (240, 45, "mentoring", "Mentoring a colleague new to case management", "",
     {"shared_how": "teaching", "shared_with": "A colleague in her first year",
      "reflection": "Explaining makes gaps plain."},
     ("PPD.CPD.2",)),
    (120, 90, "workshop", "Talking with teenagers about risk", CHILDREN, {}, ()),
    (75, 30, "reflection", "Why the move of Tern 18 took so long", BRAIN,
     {"reflection": "I waited for an answer that nobody had been asked for."}, ()),
    (40, 60, "seminar", "Funding for equipment: what changed this year", BRAIN, {}, ()),
)
CERTIFICATE = mark("Certificate, mental capacity.txt")
WORDING = mark("""Certificate of attendance

Nell Ashgrove attended the day "Mental capacity in practice".

Made-up Learning Ltd (a made-up provider in a made-up practice)
""")


def add_cpd(store: Store, do: Callable[[ChangeSet], object], today: date) -> None:
    """A dozen entries, and the period of one body."""
    for days, minutes, kind, title, field, more, codes in ENTRIES:
        entry = created(CpdEntry, {"on": today - timedelta(days=days), "title": title, "kind": kind, "minutes": minutes,
                                   "field": field or None, **more})
        do(gesture("Sample", entry, *(created(CpdMapping, {"entry_id": entry.id, "standard": "cmf", "criterion": code})
                                      for code in codes)))
    with store.read() as db:
        held = db.scalar(select(SupervisionSession.id).join(SessionRecord, SessionRecord.session_id == SupervisionSession.id)
                         .join(TimeEntry, TimeEntry.session_id == SupervisionSession.id)
                         .where(SupervisionSession.status == HELD, TimeEntry.kind == "session",
                                SessionRecord.learning.is_not(None), SupervisionSession.direction == "received")
                         .order_by(SupervisionSession.on.desc()).limit(1))
        change = cpd.from_session(db, held)[0] if held else None
    if change is not None:
        do(change)
    do(gesture("Sample", created(CpdPeriod, {
        "body": "vra", "starts_on": add_months(today, -11).replace(day=1), "months": "12", "minutes": 30 * 60})))


def add_certificate(store: Store, files: Files, do: Callable[[ChangeSet], object], today: date) -> None:
    """What was handed out at the end of the day."""
    with store.read() as db:
        entry = db.scalar(select(CpdEntry.id).where(CpdEntry.title == CERTIFIED))
    if entry is not None:
        data = tr(WORDING).encode()
        content = Content(tr(CERTIFICATE), len(data), files.put(data))
        do(attachments.add_all(CpdEntry.__tablename__, entry, [content], today))
        files.settled(content.digest)
