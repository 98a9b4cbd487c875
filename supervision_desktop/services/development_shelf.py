"""The shelf of resources, tools in use, and where she finds support (PDM-04, PDM-05, PDM-08, PDM-09)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.development import SUPERVISING, Resource, SupportSource, Tool
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import development
from supervision_desktop.services.development import Criterion
from supervision_desktop.store.changes import ChangeSet, created, gesture

TAG_SIGN = "#"


@dataclass(frozen=True, repr=False)
class ResourceRow:
    """One resource with the criteria it belongs to."""

    resource: Resource
    criteria: frozenset[Criterion]

    @property
    def tags(self) -> frozenset[str]:
        """Its tags, as they are compared."""
        return frozenset(tag.casefold() for tag in self.resource.tags or ())

    @property
    def words(self) -> str:
        """All that a search in the list looks at."""
        one = self.resource
        return " ".join(filter(None, (one.title, one.author, one.note, str(one.year or ""), *(one.tags or ()),
                                      *(code for _, code in self.criteria))))


def resources(db: Session) -> list[ResourceRow]:
    """All of them by title."""
    told = development.criteria_of(db, Resource.__tablename__)
    found = [ResourceRow(one, told.get(one.id, frozenset())) for one in db.scalars(select(Resource))]
    return sorted(found, key=lambda row: row.resource.title.casefold())


def tags(rows: Sequence[ResourceRow]) -> list[tuple[str, int]]:
    """The tags in use with their counts, the most used first."""
    counted = Counter(tag for row in rows for tag in row.tags)
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def about_supervising(db: Session) -> list[Resource]:
    """What is tagged for whoever supervises others (PDM-08)."""
    return [row.resource for row in resources(db) if SUPERVISING in row.tags]


def new_resource(line: str, *more_tags: str) -> tuple[ChangeSet, str]:
    """A resource from one line; words that begin with # are its tags. Raises BadInput without a title."""
    words = line.split()
    tagged = [word.lstrip(TAG_SIGN) for word in words if word.startswith(TAG_SIGN)]
    title = " ".join(word for word in words if not word.startswith(TAG_SIGN))
    if not title:
        raise BadInput("title", tr("Say what it is called; #words after it become its tags."))
    marked = tuple(dict.fromkeys(filter(None, (*tagged, *more_tags))))
    made = created(Resource, {"title": title, "tags": marked or None})
    return gesture(tr("New resource"), made), made.id


def tools(db: Session) -> list[Tool]:
    """Tools in use by name."""
    return sorted(db.scalars(select(Tool)), key=lambda one: one.name.casefold())


def new_tool(name: str) -> tuple[ChangeSet, str]:
    """A tool by its name. Raises BadInput without one."""
    if not name.strip():
        raise BadInput("name", tr("Say what the tool is called."))
    made = created(Tool, {"name": name.strip()})
    return gesture(tr("New tool"), made), made.id


def renewing(db: Session, until: date) -> list[tuple[Tool, date]]:
    """Tools that renew by a day, with theirs."""
    found = db.scalars(select(Tool).where(Tool.renews_on <= until).order_by(Tool.renews_on))
    return [(one, one.renews_on) for one in found if one.renews_on is not None]


def support(db: Session) -> list[SupportSource]:
    """Where she finds support, by name; for her alone."""
    return sorted(db.scalars(select(SupportSource)), key=lambda one: one.name.casefold())


def new_support(name: str) -> tuple[ChangeSet, str]:
    """Somebody or something to turn to. Raises BadInput without a name."""
    if not name.strip():
        raise BadInput("name", tr("Say who or what it is."))
    made = created(SupportSource, {"name": name.strip()})
    return gesture(tr("New source of support"), made), made.id
