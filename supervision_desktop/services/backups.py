"""What is due for the safety of the records, and what to say of it: when, where, and when a restore was last tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.plumbing import Entry, Meta
from supervision_desktop.formats import day_text, local_day, moment_text, read_stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services.practice import SAMPLE, setting
from supervision_desktop.store import quarantine, upkeep
from supervision_desktop.store.drill import Trial
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.rotation import Backup, backups

COPY_FOLDER = "backup_copy_folder"
"""The setting that names the folder for second copies; empty = none."""
REMIND_AFTER, TRY_EVERY = timedelta(days=7), timedelta(days=30)

Occasion = Literal["idle", "close"]


@dataclass(frozen=True)
class BackupPlan:
    """Facts about one practice file at one moment, and what they make due; asking costs nothing.

    `begun` is when it was made, `changed` its newest change, `newest` its newest backup; `copied` says which backup the
    newest second copy is of and when it was made.
    """

    begun: datetime
    changed: datetime | None
    newest: Backup | None
    copy_folder: str
    copied: tuple[str, datetime] | None
    trial: Trial | None
    sample: bool = False

    def due(self, now: datetime, occasion: Occasion) -> Literal["daily", "close"] | None:
        """Why a backup is due: the first change of a day when nobody types, any change when the window closes."""
        if self.changed is None or (self.newest is not None and self.changed <= self.newest.made):
            return None
        if occasion == "close":
            return "close"
        return None if self.newest is not None and local_day(self.newest.made) == local_day(now) else "daily"

    def copy_due(self) -> bool:
        """Whether the newest backup is still without its second copy."""
        return bool(self.copy_folder) and self.newest is not None and (
            self.copied is None or self.copied[0] != self.newest.path.name)

    def trial_due(self, now: datetime) -> bool:
        """Whether a restore should be tried again."""
        if self.newest is None or self.sample:
            return False
        return self.trial is None or now - read_stamp(self.trial.at) > TRY_EVERY

    def copy_late(self, now: datetime) -> bool:
        """Whether changes have been without a copy outside this computer for a week."""
        since = self.copied[1] if self.copied else self.begun
        uncopied = self.changed is not None and (self.copied is None or self.changed > self.copied[1])
        return uncopied and not self.sample and now - since > REMIND_AFTER


@dataclass(frozen=True)
class Fact:
    """One line of the status page; `warning` lines also stand where they are seen unasked."""

    words: str
    warning: bool = False


def plan(db: Session, folder: PracticeFolder) -> BackupPlan:
    """The facts of an open practice file."""
    changed = db.scalar(select(Entry.at).where(Entry.origin != upkeep.BY_PROGRAM).order_by(Entry.seq.desc()).limit(1))
    copied = upkeep.last_copy(db)
    begun = db.scalar(select(Meta.value).where(Meta.key == "made")) or changed
    return BackupPlan(
        begun=read_stamp(begun) if begun else datetime.max.replace(tzinfo=UTC),
        changed=read_stamp(changed) if changed else None,
        newest=next(iter(backups(folder)), None),
        copy_folder=setting(db, COPY_FOLDER),
        copied=(copied.backup, read_stamp(copied.at)) if copied else None,
        trial=upkeep.last_trial(db),
        sample=setting(db, SAMPLE) == "yes")


def status(db: Session, folder: PracticeFolder, now: datetime) -> tuple[Fact, ...]:
    """What the status page says, in its order: backup, second copy, trial, what was set aside."""
    found = plan(db, folder)
    return (*_backup_facts(db, found), *_copy_facts(found, now), *_trial_facts(found), *_set_aside(folder))


def warnings(db: Session, folder: PracticeFolder, now: datetime) -> tuple[str, ...]:
    """The sentences that are shown without being asked for."""
    return tuple(fact.words for fact in status(db, folder, now) if fact.warning)


def _backup_facts(db: Session, found: BackupPlan) -> list[Fact]:
    fault = upkeep.last_fault(db)
    said = []
    if found.newest:
        said.append(Fact(tr("Last backup: {when}, checked. It is in {place}.").format(
            when=moment_text(found.newest.made), place=found.newest.path.parent)))
    elif found.changed:
        said.append(Fact(tr("There is no backup yet.")))
    if fault:
        said.append(Fact(tr("On {when} a backup or its second copy did not succeed. {why}").format(
            when=moment_text(read_stamp(fault.at)), why=fault.sentence), warning=True))
    return said


def _copy_facts(found: BackupPlan, now: datetime) -> list[Fact]:
    said = []
    if found.copied:
        said.append(Fact(tr("Last second copy: {when}, read back. Its folder is {place}.").format(
            when=moment_text(found.copied[1]), place=found.copy_folder or tr("no longer chosen"))))
    elif not found.sample:
        said.append(Fact(tr("There is no second copy in another place yet.")))
    if found.copy_late(now):
        since = found.copied[1] if found.copied else found.begun
        what = tr("Nothing has been copied to another place since {day}.") if found.copied else tr(
            "Nothing has been copied to another place since this practice file was made on {day}.")
        said.append(Fact(what.format(day=day_text(local_day(since))) + " " + (
            tr("Is the folder for second copies there?") if found.copy_folder else
            tr("Choose a folder for second copies: a memory stick, or one that is kept in step elsewhere.")), warning=True))
    return said


def _trial_facts(found: BackupPlan) -> list[Fact]:
    trial = found.trial
    if trial is None:
        return [Fact(tr("A restore has not been tried yet."))]
    when = moment_text(read_stamp(trial.at))
    if trial.fault:
        return [Fact(tr("A restore was tried on {when} and did not succeed. {why}").format(when=when, why=trial.fault),
                     warning=True)]
    return [Fact(tr("A restore was last tried on {when}: {n:,} rows and {m:,} attachments came back as they were.").format(
        when=when, n=trial.records, m=trial.attachments))]


def _set_aside(folder: PracticeFolder) -> list[Fact]:
    return [Fact(tr("Set aside on {day} ({why}). It goes after 30 days, once a newer backup has been checked.").format(
        day=day_text(local_day(one.moment)), why=tr(one.reason))) for one in quarantine.listed(folder)]
