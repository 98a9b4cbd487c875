"""The window: start, typing while the rest is imported, Today, the tabs, finding, a long note, memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median

import seed
from seed_words import Words
from sqlalchemy import select
from stand import Figure, Stand, high, in_turn

from supervision_desktop.domain.sessions import HELD, SessionRecord, SupervisionSession
from supervision_desktop.store.changes import changed, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import open_practice

LONG = 50_000
PARAGRAPH = 10_000
SOUGHT = ("family", "medication", "review", "supported living", "deputy tenancy", "weekly timetable", "brook", "the case")
KDF_LEFT_OUT = "from pressing Open, key derivation left out, file in the system's cache"


def start(stand: Stand, platform: str) -> Iterator[Figure]:
    """From starting the process to the painted unlock window."""
    practice = str(stand.practice(20))

    def seconds(*words: str) -> Callable[[], float]:
        def once() -> float:
            said = stand.child(platform, *words)
            return float(said["at"] - said["begun"])
        return once

    ours, bare = in_turn(stand.times(16), seconds("first.py", practice), seconds("bare.py", "start"))
    yield Figure("start to painted unlock window ÷ bare window with one line edit", median(ours) / median(bare), 1.2, "×",
                 f"middle of {len(ours)} in turn: {median(ours) * 1000:.0f} and {median(bare) * 1000:.0f} ms")


def typing(stand: Stand, platform: str) -> Iterator[Figure]:
    """Keys into the passphrase while one thread imports the rest."""
    keys, seconds = list[float](), list[float]()
    for _ in range(stand.times(8)):
        said = stand.child(platform, "inside.py", "typing", str(stand.practice(20)))
        keys += said["keys"]
        seconds.append(said["imported"])
    yield Figure("typing a passphrase while the rest is imported, key to paint, 95th percentile", high(keys), 16, "ms",
                 f"a key each 25 ms from the first paint; {len(keys)} keys; imports take {median(seconds):.1f} s meanwhile")


def today(stand: Stand, platform: str) -> Iterator[Figure]:
    """From the right passphrase to a painted, filled Today."""
    lines: dict[str, int] = {}

    def seconds(how: str, years: int) -> Callable[[], float]:
        def once() -> float:
            with stand.copy(years) as folder:
                said = stand.child(platform, "inside.py", how, str(folder))
            lines.update(seen=said["lines"], found=said["found"])
            return float(said["seconds"] - said["kdf"])
        return once

    long, short = in_turn(stand.times(12), seconds("ready", 20), seconds("ready", 1))
    (pending,) = in_turn(stand.times(8), seconds("pending", 20))
    yield Figure("right passphrase to painted, filled Today, imports done, 20 years", median(long), 0.2, "s",
                 f"{KDF_LEFT_OUT}; {lines['seen']} of {lines['found']} lines, as many as are in sight; the rest 0.3 s later")
    yield Figure("the same ÷ a one-year practice", median(long) / median(short), 1.3, "×", f"{median(short):.3f} s")
    yield Figure("the same with imports pending", median(pending), 1.0, "s", "Open pressed right after the first paint")


def tabs(stand: Stand, platform: str) -> Iterator[Figure]:
    """Turning to each tab."""
    tours = []
    for _ in range(stand.times(4)):
        with stand.copy(20) as folder:
            tours.append(stand.child(platform, "inside.py", "tour", str(folder)))
    for place, how in enumerate(("opened for the first time", "again, a record chosen", "stale after a change elsewhere")):
        slowest = {name: median(tour["tabs"][name][place] for tour in tours) for name in tours[0]["tabs"]}
        name = max(slowest, key=lambda one: slowest[one])
        yield Figure(f"switching to any tab: {how}", slowest[name], 100, "ms",
                     ", ".join(f"{one} {value:.0f}" for one, value in slowest.items()))


def memory(stand: Stand, platform: str) -> Iterator[Figure]:
    """What the open program takes, over what a bare window takes."""
    whole, bare = list[dict[str, int]](), list[dict[str, int]]()
    for _ in range(stand.times(5)):
        with stand.copy(20) as folder:
            whole.append(stand.child(platform, "inside.py", "size", str(folder)))
        bare.append(stand.child(platform, "bare.py", "memory"))
    for kind, most, told in (("private", 150, "its own pages, what task managers show for a program (Private_Dirty)"),
                             ("resident", None, "with what is read of program files and libraries, which the system can "
                              "share and drop (Rss)")):
        ours, theirs = (median(one[kind] for one in side) / 1e6 for side in (whole, bare))
        yield Figure(f"{kind} memory over a bare window: 20 years, all tabs opened once, 5 s later", ours - theirs, most,
                     "MB", f"{told}: {ours:.0f} and {theirs:.0f} MB; middle of {len(whole)}")


def finding(stand: Stand, platform: str) -> Iterator[Figure]:
    """Find anything while typing."""
    rare = Words(Random(seed.CHANCE)).rare()[:4]
    with stand.copy(20) as folder:
        said = stand.child(platform, "inside.py", "palette", str(folder), *SOUGHT, *rare)
    keys = said["keys"]
    yield Figure("search while typing, key to painted results (20, newest first), 95th percentile", high(keys), 16, "ms",
                 f"{len(keys)} keys, common and rare words; middle {median(keys):.1f}, longest {max(keys):.1f}; "
                 f"at most {max(said['shown'])} lines with the commands")


def notes(stand: Stand, platform: str) -> Iterator[Figure]:
    """Typing in a long note, and what the window does when a field is left."""
    runs = []
    for _ in range(stand.times(5)):
        with stand.copy(20) as folder:
            runs.append(stand.child(platform, "inside.py", "note", str(folder), open_session(folder, LONG)))
    stalls, keys = [run["stall"] for run in runs], median(run["median"] for run in runs)
    yield Figure("typing in a 50,000-character note while drafts are written, longest stall", median(stalls), 16, "ms",
                 f"96 keys in its middle, drafts of {runs[0]['drafted']:,} characters in the pauses; middle of "
                 f"{len(runs)} runs: {', '.join(f'{one:.0f}' for one in sorted(stalls))}; key to paint {keys:.1f}")
    with stand.copy(20) as folder:
        said = stand.child(platform, "inside.py", "leaving", str(folder), open_session(folder, 250))
    yield Figure("leaving an edited summary: commit, refresh and paint, 95th percentile", high(said["commits"]), None, "ms",
                 f"middle {median(said['commits']):.1f}")


def open_session(folder: Path, length: int) -> str:
    """The newest session with an open record, given a summary so long; its id."""
    practice = open_practice(folder, Passphrase(seed.PASSPHRASE), clock=seed.Calendar(seed.TODAY))
    store, words = Store(practice.engine, seed.Calendar(seed.TODAY)), Words(Random(5))
    with store.read() as db:
        session_id = db.scalars(select(SupervisionSession.id).where(
            SupervisionSession.status == HELD, SupervisionSession.finished_at.is_(None))
            .order_by(SupervisionSession.on.desc())).first()
        record = db.scalars(select(SessionRecord).where(SessionRecord.session_id == session_id)).one()
    store.apply(gesture("Summary", changed(record, summary=long_text(words, length))))
    practice.close()
    return str(session_id)


def long_text(words: Words, length: int) -> str:
    """A text of so many characters in paragraphs of at most ten thousand."""
    text = ""
    while len(text) < length:
        paragraph = ""
        while len(paragraph) < PARAGRAPH - 200:
            paragraph += words.sentence() + " "
        text += paragraph.strip() + "\n"
    return text[:length]
