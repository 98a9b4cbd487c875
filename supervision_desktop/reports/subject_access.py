"""The subject-access pack: everything about one client or other person, for review before it is handed over (PRV-06)."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.fields.kinds import Ref
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, bullets, facts, note, paragraphs, table, written
from supervision_desktop.reports.report import Context, asks, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import pack
from supervision_desktop.services.pack import Entry, Pack, Word

ID = "subject_access"
TITLE = mark("Subject access")
CASES, LEVEL = True, "full_name"
REVIEW = mark("Read it before it is handed over: private notes and the names of others are marked. What is left out is "
              "listed at the end, with the ground.")


@dataclass(frozen=True)
class Params:
    """For which request."""

    request: str = field(metadata=asks(
        Ref(mark("Request"), mark("A request that was received, under Rights"), required=True, to="hold")))


@dataclass(frozen=True, repr=False)
class AccessData:
    """The pack and the page's surroundings."""

    frame: PageFrame
    pack: Pack


def collect(db: Session, params: Params, context: Context) -> AccessData:
    """Everything about the subject of one request. Raises BadInput where the request is gone."""
    found = pack.collected(db, params.request, context.lists)
    return AccessData(page_frame(db, context, tr(TITLE), lead=(pack.heading_of(found),)), found)


def story(data: AccessData, sheet: Sheet) -> list[Flowable]:
    """What was asked, then every record by kind, then mentions, then what is left out."""
    found = data.pack
    told: list[Flowable] = [*facts(sheet, _head(found)), *note(sheet, tr(REVIEW))]
    for heading, group in groupby(found.entries, key=lambda one: one.heading):
        told.append(Heading(sheet, heading))
        told += [part for one in group for part in _entry(sheet, one)]
    told += _listed(sheet, tr("Sessions in which they were spoken of"), found.sessions)
    if found.mentions:
        told += [Heading(sheet, tr("Mentioned elsewhere")), *note(sheet, tr(
            "Lines of records that are about somebody else or about nobody; the rest of those records is not here."))]
        told += [part for one in found.mentions for part in _entry(sheet, one, heading=one.heading)]
    told += _listed(sheet, tr("Tied to it by hand"), found.linked)
    told += _listed(sheet, tr("Deleted, and still in the bin"), found.binned)
    return [*told, *_left(sheet, found)]


def _head(found: Pack) -> list[tuple[str, str]]:
    private = sum(word.private for one in (*found.entries, *found.mentions) for word in one.words)
    files = sum(bool(one.file) for one in found.entries)
    return [(tr("What was asked for"), found.kind), (tr("Received"), day_text(found.received_on)),
            (tr("Answer by"), day_text(found.due) if found.due else ""), (tr("Records"), str(len(found.entries))),
            (tr("Files"), str(files) if files else ""), (tr("Mentions elsewhere"), str(len(found.mentions) or "")),
            (tr("Private notes"), tr("{n}, each marked").format(n=private) if private else "")]


def _entry(sheet: Sheet, one: Entry, heading: str = "") -> list[Flowable]:
    """One paragraph for a record: its fields line by line."""
    lines = [_line(word) for word in one.words]
    said = any(word.text == one.title for word in one.words)
    title = " · ".join(filter(None, (heading, "" if said else one.title)))
    found: list[Flowable] = [*paragraphs(sheet, title, "label")] if title else []
    if one.file:
        lines.append(tr("In this pack as {name}").format(name=one.file))
    found += written(sheet, "\n".join(lines))
    others = one.others
    return [*found, *(note(sheet, tr("Names of others, for your review: {names}").format(names=", ".join(others)))
                      if others else ())]


def _line(word: Word) -> str:
    label = f"{word.label} ({tr(pack.PRIVATE)})" if word.private else word.label
    return f"{label}: {word.text}" if label else word.text


def _listed(sheet: Sheet, heading: str, lines: tuple[str, ...]) -> list[Flowable]:
    return [Heading(sheet, heading), *bullets(sheet, lines)] if lines else []


def _left(sheet: Sheet, found: Pack) -> list[Flowable]:
    heading = Heading(sheet, tr("What was left out and why"))
    if not found.left:
        return [heading, *paragraphs(sheet, tr("Nothing was left out."))]
    return [heading, table(
        sheet, (Column(tr("What"), 3), Column(tr("Number"), 0.8, figures=True), Column(tr("Ground"), 2.2)),
        [(one.what, str(one.number), one.ground) for one in found.left])]
