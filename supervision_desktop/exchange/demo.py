"""The sample practice as files: the practice itself, and every report as PDF."""
from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Select, select

from supervision_desktop.domain.base import Record, fields_of, kinds
from supervision_desktop.domain.people import Person, Supervisor
from supervision_desktop.errors import BadInput
from supervision_desktop.exchange import sample
from supervision_desktop.exchange.files import write_file
from supervision_desktop.exchange.printing import Output, print_report
from supervision_desktop.fields.kinds import Ref
from supervision_desktop.formats import Clock
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports import REPORTS
from supervision_desktop.reports.report import Context, Report, parameters, read_params
from supervision_desktop.reports.style import Sheet
from supervision_desktop.store.attachments import Files
from supervision_desktop.store.door import Store
from supervision_desktop.store.keys import FLOOR
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Practice, create_practice

FOLDER = mark("Folder")
NOTE = "SAMPLE.txt"
PRACTICE, REPORTS_FOLDER, PICTURES = "practice", "reports", "pictures"
OURS = (PRACTICE, REPORTS_FOLDER, PICTURES)
MOST_OF_A_KIND = 3
"""How often a report about one record is printed."""


def prepare(folder: Path, *, force: bool) -> None:
    """An empty folder for the sample; an older sample goes with `force`, and nothing else ever does.

    Raises BadInput where the folder holds anything but a sample.
    """
    held = any(folder.iterdir()) if folder.exists() else False
    if held and not (force and (folder / NOTE).is_file()):
        raise BadInput(FOLDER, tr("“{name}” is not empty. Only an older sample can be replaced, with --force.").format(
            name=folder.name))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in OURS:
        if (folder / name).exists():
            shutil.rmtree(folder / name)
    words = tr("A sample practice of Supervision Desktop: everybody in it is made up. It may be replaced or deleted.")
    write_file(folder / NOTE, f"{words}\n".encode(), force=True)


def make_practice(folder: Path, passphrase: Passphrase, context: Context, clock: Clock) -> Practice:
    """The sample practice file, open."""
    practice = create_practice(folder / PRACTICE, passphrase, clock=clock, cost=FLOOR, sample=True).practice
    sample.build(practice.engine, context.template("standard"), context.lists, context.today, practice.files)
    return practice


def print_all(store: Store, folder: Path, context: Context, sheet: Sheet, files: Files | None = None) -> list[Path]:
    """Every report as PDF, without passphrases: nobody in it is real."""
    place = folder / REPORTS_FOLDER
    place.mkdir(mode=0o700)
    written = []
    for report in REPORTS:
        for number, texts in enumerate(choices(store, report), 1):
            path = place / (f"{report.ID}.pdf" if number == 1 else f"{report.ID}_{number}.pdf")
            print_report(store, report, read_params(report, texts, context.today), context, sheet, Output(path), files)
            written.append(path)
    return written


def choices(store: Store, report: Report) -> Iterator[dict[str, str]]:
    """Parameters to print a report with: the newest records it can be about, finished ones where there are any.

    A report about several records together bears the name of the kind of record that links them.
    """
    needed = {name: field.to for name, field in parameters(report).items() if field.required and isinstance(field, Ref)}
    if not needed:
        yield {}
    elif len(needed) > 1:
        yield from _linked(store, kinds()[report.ID], needed)
    else:
        ((name, kind),) = needed.items()
        with store.read() as db:
            found = db.scalars(_newest(kinds()[kind]).limit(MOST_OF_A_KIND)).all()
        yield from ({name: record_id} for record_id in found)


def _newest(record: type[Record]) -> Select[Any]:
    """Ids of a kind of record, where it can be closed those closed last; a person to print about supervises."""
    table = record.__table__
    if record is Person:
        return select(Supervisor.person_id).order_by(Supervisor.person_id)
    if record.SEALED_BY:
        closed = table.c[record.SEALED_BY]
        return select(table.c.id).where(closed.is_not(None)).order_by(closed.desc())
    return select(table.c.id).order_by(table.c.id)


def _linked(store: Store, record: type[Record], needed: dict[str, str]) -> Iterator[dict[str, str]]:
    columns = {field.to: record.__table__.c[name] for name, field in fields_of(record).items() if isinstance(field, Ref)}
    wanted = [columns[kind] for kind in needed.values()]
    with store.read() as db:
        found = db.execute(select(*wanted).order_by(record.__table__.c.id).limit(MOST_OF_A_KIND)).all()
    yield from (dict(zip(needed, map(str, ids), strict=True)) for ids in found)
