"""The data protection register on paper: what is held and why, how long, who holds it, how it is kept, and the logs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.content.retention import load_schedule
from supervision_desktop.fields.kinds import YesNo
from supervision_desktop.formats import day_short, day_text, local_day, read_stamp
from supervision_desktop.i18n import mark, tr
from supervision_desktop.paths import resources_dir
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, facts, paragraphs, table
from supervision_desktop.reports.report import Context, CsvTable, asks, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import breach, governance, practice, retention
from supervision_desktop.services.governance import Register
from supervision_desktop.store import upkeep
from supervision_desktop.store.engine import is_encrypted

ID = "data_protection_register"
TITLE = mark("Data protection register")
CASES = False
NONE_HELD = "none_held"
"""Of the conditions for data about health and the like: there is no such data."""


@dataclass(frozen=True)
class Params:
    """With or without the logs."""

    logs: bool = field(default=False, metadata=asks(
        YesNo(mark("With breaches and complaints"), mark("Otherwise only what is held, why, and by whom"))))


@dataclass(frozen=True, repr=False)
class Part:
    """A table of the register: its heading, its columns with their shares, its rows."""

    title: str
    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, repr=False)
class RegisterData:
    """The whole register in words."""

    frame: PageFrame
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]


def collect(db: Session, params: Params, context: Context) -> RegisterData:
    """The register of today."""
    found = governance.register(db)
    parts = (_held(found, context), _kept(db), _notices(found), _holders(found),
             *((_breaches(found, context), _complaints(found, context)) if params.logs else ()))
    frame = page_frame(db, context, tr(TITLE), lead=(tr("As of {day}").format(day=day_text(context.today)),))
    return RegisterData(frame, _facts(db, found), tuple(part for part in parts if part.rows))


def story(data: RegisterData, sheet: Sheet) -> list[Flowable]:
    """The register laid out."""
    found: list[Flowable] = facts(sheet, data.facts)
    if not data.parts:
        return [*found, *paragraphs(sheet, tr("Nothing is entered in the register yet."))]
    for part in data.parts:
        found += [Heading(sheet, part.title), table(sheet, [Column(*one) for one in part.columns], part.rows)]
    return found


def rows(data: RegisterData) -> CsvTable:
    """Every line of every table: its part, then its words beside what they are."""
    return CsvTable((tr("Part"), tr("Line"), tr("What"), tr("Words")), [
        *((tr("Register"), "1", label, words) for label, words in data.facts if words),
        *((part.title, str(number), title, words) for part in data.parts for number, row in enumerate(part.rows, 1)
          for (title, _), words in zip(part.columns, row, strict=True) if words)])


def _facts(db: Session, found: Register) -> tuple[tuple[str, str], ...]:
    """Registration, and the technical measures that the program knows of (Article 30(1)(g))."""
    number = found.profile.data_registration if found.profile else None
    until = found.profile.data_registration_until if found.profile else None
    minutes = practice.setting(db, practice.IDLE_MINUTES)
    copied = upkeep.last_copy(db)
    encrypted = tr("The practice file, its attachments and its backups are encrypted (AES-256).") if is_encrypted(db) else ""
    lock = tr("Locks after 1 minute without keys or mouse.") if minutes == "1" else tr(
        "Locks after {n} minutes without keys or mouse.").format(n=minutes)
    copy = tr("Last second copy in another place: {day}.").format(
        day=day_text(local_day(read_stamp(copied.at)))) if copied else ""
    return ((tr("Registration with the regulator"), number or tr("Not entered")),
            (tr("Renews"), day_text(until) if until else ""),
            (tr("How it is kept safe"), " ".join(filter(None, (encrypted, lock, copy)))))


def _held(found: Register, context: Context) -> Part:
    label = context.lists.label
    return Part(tr("What is held, and why"), (
        (tr("What is held"), 1.5), (tr("About whom"), 1.55), (tr("What for"), 1.75), (tr("Lawful basis"), 1.95),
        (tr("Shared with"), 1.55)), tuple(
            (one.name, one.about or "", one.purpose or "", "\n".join(filter(None, (
                label("lawful_basis", one.basis) if one.basis else tr("Not said yet"),
                _special(one.special, label)))), one.shared_with or "")
            for one in found.activities))


def _kept(db: Session) -> Part:
    schedule = load_schedule(resources_dir() / "retention" / "standard.toml")
    return Part(tr("How long it is kept"), ((tr("Kind of record"), 1.5), (tr("Kept for"), 2.5)),
                tuple((rule.kept.label, rule.words) for rule in retention.rules(db, schedule)))


def _notices(found: Register) -> Part:
    return Part(tr("Privacy notices"), ((tr("Notice"), 2), (tr("Dated"), 1), (tr("Look again"), 1),
                                        (tr("How people get it"), 2)),
                tuple((one.name, _day(one.on), _day(one.review_on), one.given_how or "") for one in found.notices))


def _holders(found: Register) -> Part:
    """Processors, then tools in use that hold client data (PDM-05)."""
    return Part(tr("Who holds or sees data"), ((tr("Who"), 1.6), (tr("What"), 2.2), (tr("Where"), 1), (tr("Agreement"), 1.1),
                                               (tr("Look again"), 1.1)), (
        *((one.name, one.holds or "", one.place or "", _day(one.agreement_on), _day(one.review_on))
          for one in found.processors),
        *((tr("{name} (tool)").format(name=tool.name), tool.data_protection_note or "", "", "", _day(tool.renews_on))
          for tool in found.tools)))


def _breaches(found: Register, context: Context) -> Part:
    label = context.lists.label
    return Part(tr("Breaches"), ((tr("Known"), 1), (tr("What happened"), 2.4), (tr("Risk"), 1.3), (tr("Told"), 1.6)), tuple(
        (_day(one.breach.known_on), one.breach.name, label("breach_risk", one.breach.risk or "not_decided"),
         breach.told_words(one, label)) for one in found.breaches))


def _complaints(found: Register, context: Context) -> Part:
    return Part(tr("Complaints"), ((tr("Received"), 1), (tr("What it is about"), 2), (tr("It was said that it came"), 1.2),
                                   (tr("Answered"), 1.1), (tr("Outcome"), 1.2), (tr("Learning"), 1.9)), tuple(
        (_day(one.received_on), one.name, _day(one.acknowledged_on), _day(one.answered_on),
         context.lists.label("complaint_outcome", one.outcome) if one.outcome else "", one.learning or "")
        for one in found.complaints))


def _special(key: str | None, label: Callable[[str, str], str]) -> str:
    """What allows data about health and the like; that there is none is said too."""
    if key == NONE_HELD:
        return tr("No special category data")
    return label("special_condition", key) if key else ""


def _day(day: date | None) -> str:
    return day_short(day) if day else ""
