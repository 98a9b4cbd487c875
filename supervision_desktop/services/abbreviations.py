"""Short forms of this practice and what they stand for, names to notice; what in a text nobody explained (REC-13)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.record_rules import short_forms
from supervision_desktop.domain.session_notes import Abbreviation, KnownName
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture


def known(db: Session) -> list[Abbreviation]:
    """The list, in order."""
    return sorted(db.scalars(select(Abbreviation)), key=lambda one: one.short.casefold())


def unknown(db: Session, texts: Iterable[str]) -> list[str]:
    """Short forms in these texts that are neither on the list nor explained, each once."""
    found = dict.fromkeys(short for short in short_forms("\n".join(texts)))
    on_list = {one.short.casefold() for one in known(db)} if found else set()
    return [short for short in found if short.casefold() not in on_list]


def used(db: Session, texts: Iterable[str]) -> dict[str, str]:
    """What the short forms that occur in these texts stand for."""
    listed = [(one.short, one.long) for one in known(db) if one.long]
    whole = "\n".join(texts) if listed else ""
    return {short: long for short, long in listed
            if long and re.search(rf"(?<!\w){re.escape(short)}(?!\w)", whole)}


def add(db: Session, short: str, long: str = "") -> ChangeSet:
    """Puts a short form on the list, or says anew what it stands for. Raises BadInput without one."""
    bare = short.strip()
    if not bare:
        raise BadInput("short", tr("Short form is needed. Give it as you write it, such as MDT."))
    found = next((one for one in known(db) if one.short.casefold() == bare.casefold()), None)
    values = {"short": bare, "long": long.strip() or None}
    return gesture(tr("Abbreviation"), changed(found, **values) if found else created(Abbreviation, values))


def names(db: Session) -> list[KnownName]:
    """The names to notice in notes, in order."""
    return sorted(db.scalars(select(KnownName)), key=lambda one: (one.name or "").casefold())
