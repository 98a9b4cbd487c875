"""What belongs together: any record with any other, or with a criterion of a standard (GOL-06, PDM-04)."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, known_id, stored
from supervision_desktop.fields.kinds import Text
from supervision_desktop.i18n import mark

CRITERION = "criterion"
"""The kind of an end that is no record: its id is the code of a standard and one of its criteria, as `criterion_id` says."""


class Link(Record):
    """One thing named by another. It goes when either end goes; taking it away changes neither."""

    __tablename__ = "link"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"from_kind", "from_id", "to_kind", "to_id"})
    GOES_WITH = ("from_id", "to_id")

    from_kind: Mapped[str] = stored(Text(mark("Kind that links"), mark("Such as a goal"), required=True, limit=60))
    from_id: Mapped[str] = stored(Text(mark("What links"), mark("Which one"), required=True, limit=36), index=True)
    to_kind: Mapped[str] = stored(Text(mark("Kind that is linked"), mark("Such as a case"), required=True, limit=60))
    to_id: Mapped[str] = stored(Text(mark("What is linked"), mark("Which one"), required=True, limit=220), index=True)


def criterion_id(standard: str, code: str) -> str:
    """A criterion as the end of a link."""
    return f"{standard} {code}"


def link_id(from_id: str, to_id: str) -> str:
    """The id of the link of two things: there is one at most."""
    return known_id("link", from_id, to_id)
