"""How long records are kept, what has been kept for its time, and what a hold keeps from being removed (PRV-05)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision_desktop.content.retention import KeptClass, Schedule
from supervision_desktop.domain.base import SELF, fields_of, kinds
from supervision_desktop.domain.retention import Disposal, Hold, RetentionPeriod, answer_by, due_by, due_day, period_words
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Ref
from supervision_desktop.formats import day_text, local_day, read_stamp
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import requests, search
from supervision_desktop.services.backups import Fact
from supervision_desktop.services.retention_reach import BATCH, Key, Reach, is_closed, reach
from supervision_desktop.store import holds as store_holds
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, deleted, gesture

OVER = mark("Kept for their time")
"""What the history calls a deletion of this kind."""
LAST_DAYS = 7
"""Days before the answer to a request is due in which it is said unasked."""


@dataclass(frozen=True)
class Rule:
    """A class of record with the period that holds for it; None = without end."""

    kept: KeptClass
    months: int | None
    reason: str
    own: bool

    @property
    def words(self) -> str:
        """'8 years from the day of the session'."""
        if self.months is None:
            return period_words(None)
        return tr("{period} from {start}").format(period=period_words(self.months), start=self.kept.counted_from)


@dataclass(frozen=True, repr=False)
class Due:
    """One line of the list: what it is, the day its time was over, and why. A `closed` one takes no change any more."""

    key: str
    class_key: str
    ids: tuple[str, ...]
    title: str
    due_on: date
    why: str
    closed: bool
    years: tuple[int, int]


@dataclass(frozen=True, repr=False)
class Plan:
    """A confirmed deletion: what goes through the ordinary door, and what only erasing removes, counted in a gesture."""

    open: ChangeSet
    closed_ids: tuple[str, ...]
    closed_counted: ChangeSet


@dataclass(frozen=True)
class _Over:
    """A record whose time is over: the rule that held it longest, when its time began and when it ended."""

    rule: Rule
    since: date
    due_on: date


def rules(db: Session, schedule: Schedule) -> list[Rule]:
    """Every class with the period that holds for it."""
    own = {one.id: one for one in db.scalars(select(RetentionPeriod))}
    return [Rule(kept, own[kept.key].months, own[kept.key].reason or kept.why, True) if kept.key in own else
            Rule(kept, kept.months, kept.why, False) for kept in schedule.classes]


def set_period(db: Session, class_key: str, months: int | None, reason: str) -> ChangeSet:
    """The practitioner's own period for one class; None keeps it without end."""
    stored = db.get(RetentionPeriod, class_key)
    values = {"months": months, "reason": reason or None}
    change = changed(stored, **values) if stored else created(RetentionPeriod, values, class_key)
    return gesture(tr("Period for keeping"), change)


def holds(db: Session) -> list[Hold]:
    """The holds that are on, the oldest first."""
    return list(db.scalars(select(Hold).where(Hold.lifted_on.is_(None)).order_by(Hold.received_on)))


def put_on_hold(received: date, concerns: str, reason: str) -> ChangeSet:
    """A request was received; its month runs from that day."""
    return gesture(tr("Hold"), created(Hold, {
        "received_on": received, "concerns": concerns or None, "reason": reason or None, "answer_by": answer_by(received)}))


def lift(db: Session, hold_id: str, today: date) -> ChangeSet:
    """The request was answered."""
    hold = db.get_one(Hold, hold_id)
    return gesture(tr("Hold lifted"), changed(hold, lifted_on=max(today, hold.received_on)))


def hold_facts(db: Session, today: date) -> tuple[Fact, ...]:
    """What the holds that are on say; a warning in the last days of their month."""
    return tuple(Fact(hold_words(hold, today, requests.about(db, hold)), is_pressing(hold, today)) for hold in holds(db))


def is_pressing(hold: Hold, today: date) -> bool:
    """Whether the last days of the clock have come, or it has ended."""
    due = due_by(hold)
    return due is not None and (due - today).days <= LAST_DAYS


def hold_words(hold: Hold, today: date, whom: str) -> str:
    """What was asked when, and when the answer is due."""
    about = tr("A request about {whom} was received on {day}.") if whom else tr("A request was received on {day}.")
    said, due = [about.format(whom=whom, day=day_text(hold.received_on))], due_by(hold)
    if due is not None:
        left = (due - today).days
        words = tr("The answer was due by {day}.") if left < 0 else tr("The answer is due by {day}, {n} days from now.")
        said.append((words if left else tr("The answer is due today.")).format(day=day_text(due), n=left))
    return " ".join([*said, hold.reason or ""]).strip()


def existing(db: Session, schedule: Schedule) -> list[tuple[str, int]]:
    """How many records there are of each kind in the schedule: what a hold keeps."""
    found = [(kept.kind, db.scalar(select(func.count()).select_from(kinds()[kept.kind])) or 0) for kept in schedule.classes]
    return [(kind, number) for kind, number in found if number]


def disposals(db: Session) -> list[Disposal]:
    """What was deleted because its time was over, the newest first."""
    return list(db.scalars(select(Disposal).order_by(Disposal.on.desc(), Disposal.class_key)))


def due(db: Session, schedule: Schedule, today: date) -> list[Due]:
    """What has been kept for its time and is named by nothing that is kept, the oldest first."""
    known = rules(db, schedule)
    took = reach(db, _candidates(db, known, today))
    over = _over(db, known, took, today)
    lines: dict[tuple[str, str], list[str]] = {}
    for root in _free(db, took, over):
        rule, since = over[root].rule, over[root].since
        lines.setdefault((rule.kept.key, str(since.year) if rule.kept.by_year else root), []).append(root)
    titles = search.titles(db, [(took.kind_of[root], root) for roots in lines.values() for root in roots])
    made = [_line(db, took, over, roots, titles, name) for (_, name), roots in lines.items()]
    return sorted(made, key=lambda line: (line.due_on, line.title))


def deletion(db: Session, schedule: Schedule, today: date, chosen: Collection[str]) -> Plan:
    """What the lines with these keys mean as changes. Raises OnHold, and BadInput where one that stays names one of them.

    Erase the closed ones first, then ask again: what is left goes through the door.
    """
    store_holds.refuse(db)
    known = {rule.kept.key: rule for rule in rules(db, schedule)}
    lines = [line for line in due(db, schedule, today) if line.key in chosen]
    line_of = {root: line for line in lines for root in line.ids}
    took = reach(db, {root: _root_kind(known[line.class_key].kept) for root, line in line_of.items()})
    for naming in took.namings:
        if naming.key[1] not in took.root_of and (naming.firm or is_closed(db, naming.key)):
            raise BadInput(OVER, tr("“{title}” is still named by another line. Tick that one too.").format(
                title=line_of[took.root_of[naming.names]].title))
    closed = [line for line in lines if line.closed]
    still = [line for line in lines if not line.closed]
    roots = {root for line in still for root in line.ids}
    return Plan(
        gesture(tr(OVER), *_loosened(db, took, roots), *_deleted(db, took, roots), *_counted(still, known, today)),
        tuple(rid for line in closed for root in line.ids for _, rid in took.members(root)),
        gesture(tr(OVER), *_counted(closed, known, today), undoable=False))


def _candidates(db: Session, known: Sequence[Rule], today: date) -> dict[str, str]:
    """Records (kind by id) whose own time is over; one that is part of another goes with that one."""
    found: dict[str, str] = {}
    for rule in known:
        table = kinds()[rule.kept.kind].__table__
        root = table.c[rule.kept.takes or "id"]
        apart = [table.c[rule.kept.unless].is_(None)] if rule.kept.unless else []
        for record_id, *dates in db.execute(select(root, *(table.c[name] for name in rule.kept.dates)).where(*apart)):
            ended = _end(rule, _since(dates))
            if ended is not None and ended <= today and record_id != SELF:
                found[record_id] = _root_kind(rule.kept)
    return found


def _over(db: Session, known: Sequence[Rule], took: Reach, today: date) -> dict[str, _Over]:
    """Those whose parts are over too; what lasts longest counts, and a part without a day is still in use."""
    found: dict[str, _Over] = {}
    in_use: set[str] = set()
    for rule in known:
        ids = [rid for rid, kind in took.kind_of.items() if kind == rule.kept.kind]
        table = kinds()[rule.kept.kind].__table__
        for start in range(0, len(ids), BATCH):
            wanted = select(table.c.id, *(table.c[name] for name in rule.kept.dates)).where(
                table.c.id.in_(ids[start:start + BATCH]))
            for record_id, *dates in db.execute(wanted):
                root, since = took.root_of[record_id], _since(dates)
                ended = _end(rule, since)
                if since is None or ended is None or ended > today:
                    in_use.add(root)
                elif root not in found or found[root].due_on < ended:
                    found[root] = _Over(rule, since, ended)
    return {root: one for root, one in found.items() if root not in in_use}


def _free(db: Session, took: Reach, over: Mapping[str, _Over]) -> list[str]:
    """Those that nothing which is kept names in a way it cannot do without, or that is closed to change."""
    bound = {root for root in took.root_of.values() if root not in over}
    named: dict[str, set[str]] = {}
    for naming in took.namings:
        target, by = took.root_of[naming.names], took.root_of.get(naming.key[1])
        if naming.firm or is_closed(db, naming.key):
            if by is None:
                bound.add(target)
            else:
                named.setdefault(target, set()).add(by)
    while fresh := {root for root, by in named.items() if root not in bound and by & bound}:
        bound |= fresh
    return [root for root in over if root not in bound]


def _line(db: Session, took: Reach, over: Mapping[str, _Over], roots: Sequence[str], titles: Mapping[Key, str],
          name: str) -> Due:
    """Some records of one class in one line."""
    latest = max((over[root] for root in roots), key=lambda one: one.due_on)
    rule, years = latest.rule, [over[root].since.year for root in roots]
    lines = tr("1 line") if len(roots) == 1 else tr("{n} lines").format(n=len(roots))
    title = f"{rule.kept.label} {name}, {lines}" if rule.kept.by_year else (
        titles.get((took.kind_of[roots[0]], roots[0]), rule.kept.label))
    why = tr("{rule}, {day}").format(rule=rule.words, day=day_text(latest.since))
    closed = any(is_closed(db, key) for root in roots for key in took.members(root))
    return Due(f"{rule.kept.key} {name}", rule.kept.key, tuple(roots), title, latest.due_on, why, closed,
               (min(years), max(years)))


def _loosened(db: Session, took: Reach, roots: Collection[str]) -> list[Change | None]:
    """Records that stay and name one that goes no longer do."""
    emptied: dict[Key, dict[str, Any]] = {}
    for naming in took.namings:
        if naming.key[1] not in took.root_of and took.root_of[naming.names] in roots:
            emptied.setdefault(naming.key, {})[naming.field] = None
    return [changed(db.get_one(kinds()[kind], rid), **values) for (kind, rid), values in emptied.items()]


def _deleted(db: Session, took: Reach, roots: Collection[str]) -> list[Change]:
    """The parts first."""
    members = [key for root in roots for key in took.members(root)]
    return [deleted(db.get_one(kinds()[kind], rid)) for kind, rid in reversed(members)]


def _counted(lines: Sequence[Due], known: Mapping[str, Rule], today: date) -> list[Change]:
    """What stays of them: how many of which class, from which years, under which rule."""
    found: dict[str, list[Due]] = {}
    for line in lines:
        found.setdefault(line.class_key, []).append(line)
    return [created(Disposal, {
        "on": today, "class_key": key, "number": sum(len(line.ids) for line in its),
        "first_year": min(line.years[0] for line in its), "last_year": max(line.years[1] for line in its),
        "rule": known[key].words}) for key, its in found.items()]


def _root_kind(kept: KeptClass) -> str:
    """The kind of record that goes."""
    if not kept.takes:
        return kept.kind
    reference = fields_of(kinds()[kept.kind])[kept.takes]
    assert isinstance(reference, Ref)
    return reference.to


def _since(dates: Sequence[date | str | None]) -> date | None:
    """The latest of the days a record's time may begin on."""
    days = [local_day(read_stamp(day)) if isinstance(day, str) else day for day in dates if day]
    return max(days, default=None)


def _end(rule: Rule, since: date | None) -> date | None:
    """When the time is over; None without a start, or where it is without end."""
    return None if since is None or rule.months is None else due_day(since, rule.months, tax_year=rule.kept.tax_year)
