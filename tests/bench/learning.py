"""The learning log and the framework with twenty years in them: a full assessment, the log narrowed, the portfolio.

    python learning.py FOLDER
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

import seed
from rooms import tell, timed, to_paint
from stand import Figure, Stand, high
from watch import memory

PIECES, TIMES, FILES, MEGABYTE, ROUNDS = 300, 20, 40, 1_000_000, 8
WORDS = ("capacity", "reading", "brain injury", "seminar on")


def learning(stand: Stand, platform: str) -> Iterator[Figure]:
    """Opening a full assessment, turning its pages, and narrowing the log by a key."""
    with stand.copy(20) as folder:
        found = stand.child(platform, "learning.py", str(folder))
    yield Figure("opening a full assessment, 95th percentile", high(found["open"]), 150, "ms",
                 f"middle {median(found['open']):.1f}; the first time {found['first']:.1f}; {found['ratings']} ratings with "
                 f"notes, {PIECES} pieces of evidence")
    yield Figure("turning it by a page with every group open, 95th percentile", high(found["turns"]), 16, "ms",
                 f"{len(found['turns'])} frames, middle {median(found['turns']):.1f}, longest {max(found['turns']):.1f}; "
                 f"{found['lines']} criteria as lines")
    yield Figure("entering the search line of the CPD log, which lists all of it", median(found["enter"]), 100, "ms",
                 f"{found['listed']} listed before, {found['entries']:,} after")
    yield Figure("narrowing the CPD log by a key, 95th percentile", high(found["keys"]), 50, "ms",
                 f"{found['entries']:,} entries, {len(found['keys'])} keys, middle {median(found['keys']):.1f}")


def portfolio(stand: Stand) -> Iterator[Figure]:
    """A portfolio with forty attachments behind it, as it is made for the preview."""
    from supervision_desktop.content.lists import load_lists
    from supervision_desktop.paths import resources_dir
    from supervision_desktop.reports import cpd_portfolio
    from supervision_desktop.reports.report import Context, as_pdf
    from supervision_desktop.reports.style import load_sheet

    def template(_: str) -> Any:
        raise LookupError

    sheet, context = load_sheet(resources_dir()), Context(seed.TODAY, load_lists(resources_dir() / "lists"), template)
    with stand.copy(1) as folder, _opened(folder) as (store, practice):
        _attach(store, practice)
        before, begun, most = memory()["private"], time.perf_counter(), list[int]()
        with store.read() as db:
            data = cpd_portfolio.collect(db, cpd_portfolio.Params(), context)
        made = as_pdf(cpd_portfolio, data, sheet, practice.files, lambda _: most.append(memory()["private"]))
        spent = time.perf_counter() - begun
    yield Figure(f"a CPD portfolio with {FILES} attachments of 1 MB", spent, 10, "s",
                 f"{len(made) / 1e6:.0f} MB; private memory before {before / 1e6:.0f} MB, at most "
                 f"{max(most) / 1e6:.0f} MB while files are put behind it")


@contextmanager
def _opened(folder: Path) -> Iterator[tuple[Any, Any]]:
    from supervision_desktop.store.door import Store
    from supervision_desktop.store.passphrase import Passphrase
    from supervision_desktop.store.practice import open_practice

    clock = seed.Calendar(seed.TODAY)
    practice = open_practice(folder, Passphrase(seed.PASSPHRASE), clock=clock)
    try:
        yield Store(practice.engine, clock), practice
    finally:
        practice.close()


def _attach(store: Any, practice: Any) -> None:
    import pikepdf
    from sqlalchemy import select

    from supervision_desktop.domain.cpd import CpdEntry
    from supervision_desktop.services import attachments
    from supervision_desktop.services.attachments import Content

    target = BytesIO()
    kept = []
    for number in range(FILES):
        with pikepdf.new() as made:
            made.add_blank_page()
            made.pages[0].obj.Filler = pikepdf.Stream(made, os.urandom(MEGABYTE))
            target.seek(0)
            target.truncate()
            made.save(target, compress_streams=False)
        data = target.getvalue()
        kept.append(Content(f"Certificate {number}.pdf", len(data), practice.files.put(data)))
    with store.read() as db:
        entry = db.scalars(select(CpdEntry.id).order_by(CpdEntry.on.desc())).first()
    store.apply(attachments.add_all("cpd_entry", entry, kept, seed.TODAY))
    practice.files.settled(*(one.digest for one in kept))


def _measured(workspace: Any) -> dict[str, Any]:
    return {**_assessment(workspace), **_log(workspace)}


def _assessment(workspace: Any) -> dict[str, Any]:
    from supervision_desktop.ui.framework.page import RATE
    from supervision_desktop.ui.tabs.framework import FrameworkTab

    begun, ratings = _full(workspace)
    tab = FrameworkTab(workspace)
    tab.resize(1360, 880)
    tab.show()
    spent = []
    for _ in range(TIMES + 1):
        tab.pane.select("")
        tab.show_nothing()
        spent.append(to_paint(lambda: tab.open_record("assessment", begun), tab.pane.page))
    tab.view.show_part(RATE)
    part = tab.view.made[RATE]
    for fold in part.folds.values():
        fold.show_open(True)
    to_paint(lambda: None, tab.pane.page)
    turns = [to_paint(partial(tab.pane.page.verticalScrollBar().setValue, place), tab.pane.page)
             for place in _places(tab.pane.page.verticalScrollBar()) * ROUNDS]
    return {"first": spent[0], "open": spent[1:], "turns": turns, "lines": len(part.lines), "ratings": ratings}


def _places(bar: Any) -> list[int]:
    """Down by pages and up again."""
    down = [*range(bar.minimum() + bar.pageStep(), bar.maximum(), bar.pageStep()), bar.maximum()]
    return [*down, *reversed(down[:-1]), bar.minimum()]


def _full(workspace: Any) -> tuple[str, int]:
    """An assessment with everything rated, and how many ratings that is."""
    from supervision_desktop.domain import assessment_figures as figures
    from supervision_desktop.domain.assessment import Evidence, Rating, part_id
    from supervision_desktop.services import assessment
    from supervision_desktop.store.changes import created, gesture

    framework = workspace.library.frameworks.newest("cmf")
    codes = figures.lines(framework)
    with workspace.read() as db:
        change, begun = assessment.start(db, "brain_injury", framework, workspace.today())
    workspace.commit(change)
    workspace.commit(gesture("Rated", *(
        created(Rating, {"assessment_id": begun, "code": code, "value": "3", "note": "Words of some length " * 5},
                part_id(begun, code)) for code in codes), *(
        created(Evidence, {"assessment_id": begun, "code": codes[number % len(codes)], "kind": "text",
                           "words": f"Piece {number}"}) for number in range(PIECES))))
    return begun, len(codes)


def _log(workspace: Any) -> dict[str, Any]:
    from supervision_desktop.ui.tabs.cpd import CpdTab

    tab = CpdTab(workspace)
    tab.resize(1360, 880)
    tab.show()
    side, found, entering, listed = tab.pane.side, list[float](), list[float](), list[int]()

    def narrow(words: str) -> None:
        side.search.setText(words)
        side.list.viewport().repaint()

    for words in WORDS:
        tab.refresh()
        listed.append(side.list.rows.rowCount())
        entering.append(to_paint(partial(tab.pane._ask_for_the_rest, looking=True), side.list))
        entries = side.list.rows.rowCount()
        found += [timed(partial(narrow, words[:length])) for length in range(1, len(words) + 1)]
        side.search.clear()
    return {"keys": found, "entries": entries, "enter": entering, "listed": max(listed)}


if __name__ == "__main__":
    tell(_measured)
