"""The practice itself: letterhead, settings, own list values, and the log of what left the program."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.people import Person, Practitioner, Registration
from supervision_desktop.domain.practice import ListItem, PrintLog, Setting
from supervision_desktop.i18n import tr
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, gesture

IDLE_MINUTES = "idle_minutes"
HOLD_MINUTES = "session_hold_minutes"
"""Idle minutes allowed while a session of today is open (PRV-03); 0 = no more than usual."""
SAMPLE = "sample"
SHEET_CHECKED = "recovery_sheet_checked"
DEFAULTS = {IDLE_MINUTES: "10", HOLD_MINUTES: "90", SAMPLE: "no", SHEET_CHECKED: "no", "substantial_years": "3"}
LEFT_OUT = "contract.left_out"
"""Clauses that begin unticked in a new contract: their codes, with spaces between (PRA-06)."""
NONE = "-"
MODULE = "module."
ALWAYS = ("time_cost",)
"""Modules that are there until they are switched off; every other stays off until it is chosen by name."""


@dataclass(frozen=True, repr=False)
class Letterhead:
    """What stands at the head of every print (PRA-01)."""

    name: str
    lines: tuple[str, ...]
    registrations: tuple[tuple[str, str], ...]
    sample: bool


def letterhead(db: Session) -> Letterhead:
    """The practitioner's names and addresses for paper; registrations are (body key or name, number)."""
    person = db.get(Person, SELF)
    profile = db.scalar(select(Practitioner).where(Practitioner.person_id == SELF))
    registrations = db.scalars(select(Registration).where(Registration.person_id == SELF))
    if person is None:
        return Letterhead("", (), (), setting(db, SAMPLE) == "yes")
    trading = profile.trading_name if profile else None
    lines = [person.name if trading else None, profile.header_note if profile else None,
             ", ".join((person.address or "").splitlines()), " · ".join(filter(None, (person.phone, person.email)))]
    return Letterhead(trading or person.name, tuple(line for line in lines if line),
                      tuple((r.body, r.number or "") for r in registrations), setting(db, SAMPLE) == "yes")


def setting(db: Session, name: str) -> str:
    """One setting of this practice, or its default."""
    return _settings(db).get(name) or DEFAULTS.get(name, "")


def number(db: Session, name: str, usual: int) -> int:
    """A setting that is a whole number, or what is usual."""
    stored = setting(db, name)
    return int(stored) if stored.isdecimal() else usual


def set_setting(db: Session, name: str, value: str) -> ChangeSet:
    """Changes one setting of this practice."""
    stored = db.get(Setting, name)
    change = changed(stored, value=value) if stored else created(Setting, {"value": value}, name)
    return gesture(tr("Setting"), change)


def modules(db: Session) -> frozenset[str]:
    """The modules this practice uses (PRA-06); what a module that is off already holds is kept."""
    found = {name.removeprefix(MODULE): value for name, value in _settings(db).items() if name.startswith(MODULE)}
    chosen = dict.fromkeys(ALWAYS, "on") | found
    return frozenset(key for key, value in chosen.items() if value == "on")


def switch(db: Session, module: str, on: bool) -> ChangeSet:
    """Turns a module on or off."""
    return set_setting(db, MODULE + module, "on" if on else "off")


def clauses_left_out(db: Session) -> frozenset[str]:
    """Codes of the clauses that begin unticked in a new contract."""
    return frozenset(setting(db, LEFT_OUT).split()) - {NONE}


def own_values(db: Session) -> dict[str, list[str]]:
    """The user's own values by list."""
    found: dict[str, list[str]] = {}
    for list_id, label in db.execute(select(ListItem.list_id, ListItem.label).order_by(ListItem.label)):
        found.setdefault(list_id, []).append(label)
    return found


def logged(at: str, document: str, output: str, *, identification: str | None = None, with_private: bool = False,
           with_password: bool = False, purpose: str | None = None, seal: str | None = None) -> ChangeSet:
    """A line in the log of what was printed or exported (RPT-10); not undoable, for it happened."""
    line: Change = created(PrintLog, {
        "at": at, "document": document, "output": output, "identification": identification,
        "with_private": with_private, "with_password": with_password, "purpose": purpose, "seal": seal})
    return gesture(tr("Print log"), line, undoable=False)


def _settings(db: Session) -> dict[str, str]:
    """All settings, asked for once in one look at the records: they are few, and Today alone wants seven of them."""
    if Setting not in db.info:
        db.info[Setting] = {one.id: one.value for one in db.execute(select(Setting.id, Setting.value))}
    found: dict[str, str] = db.info[Setting]
    return found
