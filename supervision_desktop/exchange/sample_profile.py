"""The sample practitioner's profile: experience, fields at different levels, what a body expects, and a drawn logo."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from datetime import date
from struct import pack

from sqlalchemy import select

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.people import Practitioner
from supervision_desktop.domain.profile import EarlierProfession, PracticeField
from supervision_desktop.formats import add_months
from supervision_desktop.services import profile
from supervision_desktop.services.attachments import Content
from supervision_desktop.store.attachments import Files
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture
from supervision_desktop.store.door import Store

MISSION = "People keep a say in their own lives after an injury, and the people around them know what comes next."
VISION = "A small practice that is known for calm planning."
VALUES = ("The client's voice first", "Plain words", "Steady before fast")
NOTE = "New to this field; specialist supervision helps."
LOGO_SIZE = 240
INK = (31, 79, 86)


def add_profile(store: Store, do: Callable[[ChangeSet], object], today: date) -> None:
    """What the profile holds besides name and addresses."""
    with store.read() as db:
        me = db.scalars(select(Practitioner).where(Practitioner.person_id == SELF)).one()
        code = profile.code_entry(db, add_months(today, -9))
    do(gesture(
        "Sample",
        changed(me, supervises=True, holds_caseload=True, case_management_since=add_months(today, -12 * 8),
                newly_registered=False, mission=MISSION, vision=VISION, values_held=VALUES,
                stands_from=add_months(today, -20)),
        created(EarlierProfession, {"person_id": SELF, "profession": "occupational_therapy", "years": 11}),
        created(PracticeField, {"person_id": SELF, "field": "brain_injury", "level": "CMP3", "active": True,
                                "starts_on": add_months(today, -12 * 8), "client_groups": ("adults", "brain_injury")}),
        created(PracticeField, {"person_id": SELF, "field": "children_young_people", "level": "CMP1", "active": True,
                                "starts_on": add_months(today, -14), "client_groups": ("children",), "notes": NOTE}),
        code))


def add_logo(store: Store, files: Files, do: Callable[[ChangeSet], object], today: date) -> None:
    """A picture at the head of prints, drawn here: a leaf on a stem."""
    picture = drawn()
    content = Content("Logo.png", len(picture), files.put(picture))
    with store.read() as db:
        change = profile.set_logo(db, content, today)
    do(change)
    files.settled(content.digest)


def drawn(size: int = LOGO_SIZE) -> bytes:
    """A square PNG, dark on white so that it reads in black and white."""
    rows = b"".join(b"\0" + bytes(channel for pixel in _row(y, size) for channel in pixel) for y in range(size))
    return b"\x89PNG\r\n\x1a\n" + b"".join((
        _chunk(b"IHDR", pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)), _chunk(b"IDAT", zlib.compress(rows, 9)),
        _chunk(b"IEND", b"")))


def _row(y: int, size: int) -> Iterator[tuple[int, int, int]]:
    for x in range(size):
        across, down = x / size, y / size
        leaf = _inside(across, down, 0.22, 0.50, 0.48) and _inside(across, down, 0.78, 0.50, 0.48)
        vein = abs(across - 0.5) < 0.012 and down > 0.3
        stem = abs(across - 0.5) < 0.02 and down > 0.88
        yield INK if (leaf and not vein) or stem else (255, 255, 255)


def _inside(x: float, y: float, left: float, top: float, radius: float) -> bool:
    """Whether a point lies in a circle; two of them make the leaf."""
    return (x - left) ** 2 + (y - top) ** 2 < radius ** 2


def _chunk(kind: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))
