"""Links between records: there once, found from both ends, and gone with either end."""

from __future__ import annotations

from datetime import date
from typing import Any

from supervision_desktop.domain.cpd import CpdEntry
from supervision_desktop.services import links, owned
from supervision_desktop.store.changes import created, gesture

ADVOCACY = links.criterion("cmf", "WCS.ADV.1")


def entry(desk: Any, title: str) -> str:
    made = created(CpdEntry, {"on": date(2026, 11, 2), "title": title, "kind": "reading"})
    desk.apply(gesture("Entry", made))
    return made.id


def test_a_link_is_found_from_both_ends_and_made_once(desk: Any) -> None:
    one, other = entry(desk, "One"), entry(desk, "Other")
    start, ends = ("cpd_entry", one), [("cpd_entry", other), ADVOCACY, ADVOCACY]
    desk.apply(gesture("Link", *desk.ask(links.set_to, start, ends)))
    assert desk.ask(links.to, one) == [("cpd_entry", other), ADVOCACY]
    assert desk.ask(links.to, one, "criterion") == [ADVOCACY]
    assert desk.ask(links.of, other) == desk.ask(links.of, ADVOCACY[1]) == [start]
    assert desk.ask(links.of, ADVOCACY[1], "goal") == []
    assert desk.ask(links.set_to, start, ends) == []


def test_links_are_set_for_one_kind_and_the_others_stay(desk: Any) -> None:
    one, other = entry(desk, "One"), entry(desk, "Other")
    start = "cpd_entry", one
    desk.apply(gesture("Link", *desk.ask(links.set_to, start, [("cpd_entry", other), ADVOCACY])))
    desk.apply(gesture("Link", *desk.ask(links.set_to, start, [], "criterion")))
    assert desk.ask(links.to, one) == [("cpd_entry", other)]


def test_a_link_goes_with_either_end_and_comes_back_with_it(desk: Any) -> None:
    one, other = entry(desk, "One"), entry(desk, "Other")
    desk.apply(gesture("Link", links.made(("cpd_entry", one), ("cpd_entry", other))))
    with desk.store.read() as db:
        gone = gesture("Delete", *owned.deletion(db, db.get_one(CpdEntry, other)))
    desk.apply(gone)
    assert desk.ask(links.to, one) == []
    desk.apply(gone.inverted())
    assert desk.ask(links.to, one) == [("cpd_entry", other)]
