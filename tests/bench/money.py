"""Time and money over twenty years: every grouping of any period, one month against one year of data, and the papers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from functools import partial
from statistics import median

import seed
from sqlalchemy.orm import Session
from stand import Figure, Stand, in_turn
from writes import opened

from supervision_desktop.content.contracts import load_template
from supervision_desktop.content.lists import load_lists
from supervision_desktop.paths import resources_dir
from supervision_desktop.reports import my_time_and_cost, party_statement
from supervision_desktop.reports.report import Context, as_pdf
from supervision_desktop.reports.style import load_sheet
from supervision_desktop.services import cases, charge_lines, costs, time_groups
from supervision_desktop.services import time as times
from supervision_desktop.store.door import Store

LONG, SHORT = 20, 1
NEWEST = 500
EVER = (date(2000, 1, 1), date(2030, 12, 31))
TAX_YEAR = (date(2025, 4, 6), date(2026, 4, 5))
MONTH = (date(2026, 10, 1), date(2026, 10, 31))
PERIODS = {"20 years": EVER, "a tax year": TAX_YEAR, "a month": MONTH}


def money(stand: Stand) -> Iterator[Figure]:
    """Groupings, the views of a month, and the papers of a year."""
    yield from _groupings(stand)
    yield _month(stand)
    yield from _papers(stand)


def _groupings(stand: Stand) -> Iterator[Figure]:
    with opened(stand.practice(LONG)) as (store, _):
        found = {(by, name): median(_once(store, partial(time_groups.sums, by=by, start=days[0], end=days[1]))
                                    for _ in range(stand.times(9)))
                 for by in time_groups.GROUPS for name, days in PERIODS.items()}
        with store.read() as db:
            count = time_groups.count(db, *EVER)
    (by, name), worst = max(found.items(), key=lambda one: one[1])
    means = {by: max(taken for (one, _), taken in found.items() if one == by) for by in time_groups.GROUPS}
    yield Figure("any grouping of any period, the slowest of them", worst * 1000, 50, "ms", (
        f"{count:,} entries; the slowest is by {by} over {name}; over everything: "
        + ", ".join(f"{one} {taken * 1000:.0f}" for one, taken in means.items()) + " ms"))


def _month(stand: Stand) -> Figure:
    """All that the page of time asks for one month, with twenty years of data and with one."""
    def look(db: Session) -> None:
        time_groups.total(db, *MONTH)
        time_groups.count(db, *MONTH)
        time_groups.months(db, *MONTH)
        times.entries(db, *MONTH, most=NEWEST)
        for by in time_groups.GROUPS:
            time_groups.sums(db, by, *MONTH)
        costs.figures(db, *MONTH)
        charge_lines.to_charge(db, *MONTH)

    with ExitStack() as both:
        long, short = (both.enter_context(opened(stand.practice(years)))[0] for years in (LONG, SHORT))
        one, other = in_turn(stand.times(20), lambda: _once(long, look), lambda: _once(short, look))
    return Figure("a month's view with 20 years of data ÷ with one", median(one) / median(other), 2, "×", (
        f"{median(one) * 1000:.0f} and {median(other) * 1000:.0f} ms; all sums, the entries, costs and lines to charge"))


def _papers(stand: Stand) -> Iterator[Figure]:
    resources = resources_dir()
    sheet = load_sheet(resources)
    context = Context(seed.TODAY, load_lists(resources / "lists"),
                      lambda name: load_template(resources / "contracts" / f"{name}.toml"))
    with opened(stand.practice(LONG)) as (store, _):
        with store.read() as db:
            party = cases.party_choices(db)[0][0]
        mine = my_time_and_cost.Params(*TAX_YEAR)
        theirs = party_statement.Params(*TAX_YEAR, party=party)
        for report, params, words in ((party_statement, theirs, "a party's yearly statement as PDF"),
                                      (my_time_and_cost, mine, "my time and cost of a tax year as PDF")):
            taken = []
            for _ in range(stand.times(5)):
                begun = time.perf_counter()
                with store.read() as db:
                    data = report.collect(db, params, context)
                pdf = as_pdf(report, data, sheet)
                taken.append(time.perf_counter() - begun)
            yield Figure(words, median(taken), 1, "s", f"{len(data.lines)} lines, {len(pdf) // 1024} KB, 20 years of data")


def _once(store: Store, ask: Callable[[Session], object]) -> float:
    with store.read() as db:
        begun = time.perf_counter()
        ask(db)
        return time.perf_counter() - begun
