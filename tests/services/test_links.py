"""Links between records: there once, found from both ends, and gone with either end."""

from __future__ import annotations

from datetime import date
from typing import Any

from supervision_desktop.domain.cpd import CpdEntry
from supervision_desktop.services import (
    invoices,
    links,
    owned,
    preparation,
    retention_reach,
    shared_outcomes,
    signing,
    supervising,
)
from supervision_desktop.store import erasure
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.store.folder import PracticeFolder

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


def test_a_link_goes_whichever_way_its_end_is_deleted(desk: Any) -> None:
    kim = desk.supervisor("Kim Specimen")
    goal = "cpd_entry", entry(desk, "Stands for a goal")
    outcome = desk.apply(desk.ask(shared_outcomes.add, "Meet less in haste", desk.today))
    need = desk.apply(supervising.add_need("Somebody to ask about capacity"))
    invoice = desk.do(invoices.new_invoice, invoices.RECEIVED, kim, desk.today, net_pence=9000)
    draft = desk.contract(kim)
    desk.apply(preparation.new_topics("The huddle on Mondays", desk.today))
    topic = desk.ask(preparation.waiting)[0].topic
    ends = [("shared_outcome", outcome), ("supervision_need", need), ("invoice", invoice), ("contract", draft),
            ("topic", topic.id)]
    desk.apply(gesture("Link", *desk.ask(links.set_to, goal, ends)))
    for service, wanted in ((shared_outcomes.delete, outcome), (supervising.delete_need, need),
                            (invoices.delete_invoice, invoice), (signing.discard, draft), (preparation.topic_out, topic)):
        left = len(desk.ask(links.to, goal[1]))
        desk.do(service, wanted)
        assert len(desk.ask(links.to, goal[1])) == left - 1, service


def test_a_link_goes_with_what_is_erased_for_good(desk: Any, tmp_path: Any) -> None:
    goal, gone = entry(desk, "Stands for a goal"), entry(desk, "Kept for its time")
    desk.apply(gesture("Link", links.made(("cpd_entry", goal), ("cpd_entry", gone))))
    with desk.store.read() as db:
        assert [kind for kind, _ in retention_reach.reach(db, {gone: "cpd_entry"}).members(gone)] == ["cpd_entry", "link"]
    erasure.erase(desk.store, PracticeFolder(tmp_path), [gone], gesture("Erased"))
    assert desk.ask(links.to, goal) == []
