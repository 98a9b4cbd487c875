"""Measures the speed table of the foundation and prints it.

    python packaging/dev.py bench [--quick] [--only NAME ...] [--platform offscreen|xcb]

Figures are ratios or middles within one run, both sides in turn. With --quick each is measured a quarter as often.
"""

from __future__ import annotations

import argparse
import os
import platform as system
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import choosing
import learning
import money
import paper
import rights
import safety
import seed
import session
import windows
import writes
from stand import Figure, Stand, displays

from supervision_desktop.errors import SupervisionError

SHOWN: dict[str, Callable[[Stand, str], Iterator[Figure]]] = {
    "start": windows.start, "typing": windows.typing, "today": windows.today, "tabs": windows.tabs,
    "memory": windows.memory, "search": windows.finding, "notes": windows.notes, "backup": safety.backup,
    "lock": safety.lock, "large": safety.large, "compare": choosing.compare, "session": session.heaviest,
    "learning": learning.learning}
UNSEEN: dict[str, Callable[[Stand], Iterator[Figure]]] = {
    "unlock": safety.unlock, "edits": writes.edits, "rare": writes.rare_words, "contract": paper.contract,
    "record": paper.record, "portfolio": learning.portfolio,
    "money": money.money, "size": writes.size, "rights": rights.rights}
CONDITIONS = """
The practice: {counts}.
Contacts do not exist yet and are not in it. Seeded by tests/bench/seed.py with the cheapest allowed key
derivation; the program's day is {today}; the index merges by itself no more than in the program.
Windows: the program itself, in a process and a home of its own, without settings kept from before, byte code compiled
beforehand, on {platforms}; xcb is a bare Xvfb without a window manager. Imports "done": the preload thread has ended and
0.3 s passed before Open was pressed; "pending": Open pressed right after the first paint. Both sides of a ratio in turn, the
middle of each.
Python {python}, {cores} cores; load on starting {load}.
"""


def main() -> int:
    """Measure what was asked for; 1 where a figure is missed."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description="Measure the speed table.")
    parser.add_argument("--quick", action="store_true", help="measure a quarter as often")
    parser.add_argument("--only", nargs="+", choices=[*SHOWN, *UNSEEN], default=[*SHOWN, *UNSEEN], metavar="NAME",
                        help=", ".join([*SHOWN, *UNSEEN]))
    parser.add_argument("--platform", choices=("offscreen", "xcb"), help="only this one (both where Xvfb is there)")
    asked = parser.parse_args()
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    with tempfile.TemporaryDirectory() as place, displays() as platforms:
        chosen = {name: way for name, way in platforms.items() if asked.platform in (None, name)}
        stand = Stand(Path(place), chosen, asked.quick)
        missed = [figure for figure in _figures(stand, asked.only) if _print(figure) == "NO"]
        print(_conditions(chosen, load))
    print(f"missed: {len(missed)}")
    return 1 if missed else 0


def _figures(stand: Stand, only: list[str]) -> Iterator[Figure]:
    print(f"{'what':<92} {'figure':>12} {'bound':>12}  kept")
    if not set(only).isdisjoint(SHOWN):
        stand.warm()
    for name, measure in SHOWN.items():
        for platform in stand.platforms if name in only else ():
            print(f"-- {name}, {platform}", flush=True)
            yield from _measured(measure(stand, platform))
    for name, told in UNSEEN.items():
        if name in only:
            print(f"-- {name}", flush=True)
            yield from _measured(told(stand))


def _measured(figures: Iterator[Figure]) -> Iterator[Figure]:
    """The figures; what went wrong on the way is one of them, so that the rest is measured all the same."""
    try:
        yield from figures
    except (subprocess.SubprocessError, SupervisionError) as fault:
        yield Figure(f"could not be measured: {type(fault).__name__}", float("nan"), 0)


def _print(figure: Figure) -> str:
    shown = f"{figure.value:.3g} {figure.unit}" if figure.value < 100 else f"{figure.value:.0f} {figure.unit}"
    print(f"{figure.what:<92} {shown:>12} {figure.bound:>12}  {figure.verdict}")
    print(textwrap.fill(figure.note, 118, initial_indent="      ", subsequent_indent="      "), flush=True)
    return figure.verdict


def _conditions(platforms: dict[str, dict[str, str]], load: str) -> str:
    counts = ", ".join(f"{count:,} {kind.replace('_', ' ')}" for kind, count in seed.Scale().counts.items())
    return CONDITIONS.format(counts=counts, today=seed.TODAY, platforms=" and ".join(platforms),
                             python=system.python_version(), cores=os.cpu_count(), load=load)


if __name__ == "__main__":
    sys.exit(main())
