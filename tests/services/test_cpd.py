"""The learning log: entries, what is made out of supervision, what they count towards, and what it adds up to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from supervision_desktop.content.frameworks import load_frameworks
from supervision_desktop.content.standards import from_framework
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cpd import CpdEntry, CpdMapping, CpdPeriod
from supervision_desktop.domain.cpd_figures import Learned, Period
from supervision_desktop.domain.profile import PracticeField
from supervision_desktop.domain.sessions import SessionRecord
from supervision_desktop.domain.time import Part
from supervision_desktop.errors import BadInput
from supervision_desktop.paths import resources_dir
from supervision_desktop.services import attachments, cpd, cpd_summary, importing, sessions, time, today
from supervision_desktop.services.attachments import Content
from supervision_desktop.services.import_cpd import CPD
from supervision_desktop.services.importing import Choices
from supervision_desktop.store.changes import created, gesture

TODAY = date(2026, 11, 21)
LINK = ("cmf", "PPD.CPD.1")


def entry(desk: Any, on: date = TODAY, title: str = "Workshop", kind: str = "workshop", minutes: int | None = 60,
          **more: Any) -> str:
    made: str = desk.apply(cpd.new_entry(on, title, kind, minutes, **more))
    return made


def period(desk: Any, starts: date, months: str = "12", minutes: int | None = None) -> None:
    desk.apply(gesture("Period", created(CpdPeriod, {"body": "vra", "starts_on": starts, "months": months,
                                                     "minutes": minutes})))


def learned(desk: Any, minutes: int = 60) -> str:
    session_id: str = desk.held(desk.supervisor(), minutes)
    desk.edit(SessionRecord, desk.ask(sessions.page, session_id).record.id, learning="Name it early.")
    return session_id


@pytest.mark.requirement("CPD-01")
def test_an_achievement_without_time_is_kept(desk: Any) -> None:
    made = entry(desk, kind="achievement", minutes=None, title="Registered")
    [row] = desk.ask(cpd.rows)
    assert (row.id, row.minutes, row.to_reflect) == (made, 0, False)


@pytest.mark.requirement("CPD-03")
def test_entries_without_a_reflection_are_listed(desk: Any) -> None:
    entry(desk, title="Bare")
    entry(desk, title="Told", reflection="Ask first.", applied="I ask first.", client_effect="More say.",
          next_step="Tell Sam")
    assert [row.title for row in cpd.sift(desk.ask(cpd.rows), cpd.Wanted(to_reflect=True))] == ["Bare"]


@pytest.mark.requirement("CPD-04")
@pytest.mark.requirement("REC-15")
def test_learning_of_a_session_goes_along_and_its_time_is_counted_once(desk: Any) -> None:
    session_id = learned(desk, 90)
    made = desk.do(cpd.from_session, session_id)
    found = desk.ask(cpd.page, made)
    assert (found.entry.reflection, found.entry.minutes, found.minutes) == ("Name it early.", None, 90)
    assert found.session.startswith("Robin Specimen")
    entry(desk, title="The same again", kind="supervision", minutes=90, session_id=session_id)
    entry(desk, title="Read up", kind="reading", minutes=20)
    one = desk.ask(lambda db: cpd_summary.log(db, TODAY)).summaries[0]
    assert (one.minutes, one.kinds) == (110, {"supervision": 90, "reading": 20})
    assert desk.ask(cpd.of_session, session_id) in {row.id for row in desk.ask(cpd.rows)}


@pytest.mark.requirement("BIL-16")
def test_a_part_that_was_training_becomes_an_entry_of_its_own_minutes(desk: Any) -> None:
    session_id = learned(desk, 90)
    desk.do(time.split, session_id, (Part(75), Part(15, "training")))
    parts = desk.ask(sessions.parts, session_id)
    training = next(one.id for one, _ in parts if one.purpose == "training")
    made = desk.do(cpd.from_time, training)
    desk.do(cpd.from_session, session_id)
    assert {row.kind: row.minutes for row in desk.ask(cpd.rows)} == {"training": 15, "supervision": 75}
    assert desk.get(CpdEntry, made).session_id == session_id
    other = next(one.id for one, _ in parts if one.purpose != "training")
    with pytest.raises(BadInput, match="training"):
        desk.do(cpd.from_time, other)


def test_an_entry_outlives_a_session_that_is_deleted(desk: Any) -> None:
    session_id = learned(desk)
    made = desk.do(cpd.from_session, session_id)
    desk.do(lambda db: sessions.delete(db, sessions.page(db, session_id)))
    assert desk.get(CpdEntry, made).session_id is None
    assert desk.get(CpdEntry, made).reflection == "Name it early."


@pytest.mark.requirement("CPD-05")
def test_a_criterion_lists_the_entries_that_count_towards_it(desk: Any) -> None:
    one, other = entry(desk, title="One"), entry(desk, title="Other")
    desk.do(cpd.tick, one, LINK, on=True)
    desk.do(cpd.tick, one, LINK, on=True)
    desk.do(cpd.tick, other, ("cmf", "PPD.CPD.2"), on=True)
    assert [row.id for row in cpd.sift(desk.ask(cpd.rows), cpd.Wanted(link=LINK))] == [one]
    framework = from_framework(load_frameworks(resources_dir() / "frameworks").newest("cmf"))
    rows = desk.ask(cpd.rows)
    heat = cpd_summary.heat(rows, framework, Period(date(2026, 1, 1), date(2026, 12, 31)), 12)
    assert next(one for one in heat.tallies if one.part == "PPD.CPD.1").counts == (0,) * 10 + (1, 0)
    assert sum(one.left_out for one in heat.tallies) == 50
    desk.do(cpd.tick, one, LINK, on=False)
    assert cpd.sift(desk.ask(cpd.rows), cpd.Wanted(link=LINK)) == []


@pytest.mark.requirement("CPD-06")
def test_a_year_from_april_sums_what_lies_in_it(desk: Any) -> None:
    period(desk, date(2024, 4, 1), minutes=30 * 60)
    for on, minutes in ((date(2026, 3, 31), 100), (date(2026, 4, 1), 20), (TODAY, 30)):
        entry(desk, on, minutes=minutes, field="brain_injury")
    [one] = desk.ask(lambda db: cpd_summary.log(db, TODAY)).summaries
    assert (one.period.starts, one.minutes, one.wanted, one.entries) == (date(2026, 4, 1), 50, 1800, 2)
    assert one.fields == {"brain_injury": 50}
    assert [(gap.starts, gap.ends) for gap in one.gaps] == [(date(2026, 4, 2), date(2026, 11, 20))]


@pytest.mark.requirement("CPD-06")
def test_a_body_that_names_no_hours_needs_none(desk: Any) -> None:
    period(desk, date(2025, 1, 1), "36")
    [one] = desk.ask(lambda db: cpd_summary.log(db, TODAY)).summaries
    assert (one.wanted, one.period.ends) == (None, date(2027, 12, 31))


@pytest.mark.requirement("CPD-08")
def test_each_field_of_hers_says_when_it_last_had_an_entry(desk: Any) -> None:
    for field in ("brain_injury", "vocational"):
        desk.apply(gesture("Field", created(PracticeField, {"person_id": SELF, "field": field, "active": True})))
    entry(desk, TODAY - timedelta(days=400), field="vocational")
    entry(desk, field="brain_injury")
    entry(desk, TODAY + timedelta(days=30), field="vocational")   # planned: nothing learned yet
    found = desk.ask(lambda db: cpd_summary.log(db, TODAY)).fields
    assert [(one.field, one.stale) for one in found] == [("brain_injury", False), ("vocational", True)]


@pytest.mark.requirement("CPD-09")
def test_what_was_passed_on_is_kept_and_found(desk: Any) -> None:
    entry(desk, title="Taught", shared_how="teaching", shared_with="A team", shared_on=TODAY, shared_effect="They ask first")
    entry(desk, title="Kept")
    assert [row.title for row in cpd.sift(desk.ask(cpd.rows), cpd.Wanted(shared=True))] == ["Taught"]
    assert [row.title for row in desk.ask(cpd.newest, 0)] == ["Taught"]   # offered as evidence, however old


@pytest.mark.requirement("CPD-07")
def test_files_go_with_their_entry_and_come_back_with_undo(desk: Any) -> None:
    made = entry(desk)
    desk.do(cpd.tick, made, LINK, on=True)
    desk.apply(attachments.add_all("cpd_entry", made, [Content("Certificate.pdf", 10, "0" * 64)], TODAY))
    assert [row.files for row in desk.ask(cpd.rows)] == [1]
    gone = desk.ask(cpd.delete, made)
    desk.apply(gone)
    assert desk.ask(cpd.rows) == []
    assert desk.ask(attachments.rows, made) == []
    assert desk.ask(lambda db: db.query(CpdMapping).count()) == 0
    desk.apply(gone.inverted())
    assert [(row.files, row.links) for row in desk.ask(cpd.rows)] == [(1, {LINK})]


def test_today_names_a_period_that_ends_and_a_gap_quietly(desk: Any) -> None:
    entry(desk, date(2026, 8, 21))
    assert "cpd_period" not in {item.kind for item in desk.ask(today.items, TODAY)}
    period(desk, date(2025, 12, 1))
    found = [(item.group, item.reason) for item in desk.ask(today.items, TODAY) if item.kind == "cpd_period"]
    assert sorted(found) == [("hint", "Ends on 30 November 2026: 1 h so far"), ("hint", "No entry since 21 August 2026")]


def test_many_entries_are_filtered_by_words_and_kind() -> None:
    rows = [cpd.CpdRow(Learned(str(n), TODAY - timedelta(days=n), "reading", 10), 10, f"Reading {n}", "", 0, n % 2 == 0,
                       "", 0, frozenset()) for n in range(3000)]
    found = cpd.sift(rows, cpd.Wanted("reading 29", "reading", to_reflect=True))
    assert found
    assert all("29" in row.title for row in found)


def test_a_log_from_a_table_comes_in_and_goes_out_whole(desk: Any) -> None:
    headers = ("Date", "Course", "Type", "Duration", "Provider", "Learning")
    rows = [(2, ("4/7/2025", "Capacity", "Workshop", "2 h", "Guild", "Ask first")), (3, ("5/7/2025", "", "", "", "", "")),
            (4, ("6/7/2025", "A prize", "", "", "", "")), (5, ("4/7/2025", "capacity", "", "", "", ""))]
    found = desk.ask(importing.preview, CPD, rows, importing.guess(CPD, headers), desk.lists, TODAY, Choices())
    assert (found.wrong, found.duplicates, found.lines[1].problems) == (1, 1, {"title": "What it was is needed."})
    known = desk.ask(importing.known, TODAY)
    batch = desk.apply(importing.changes(found, known, "log.csv", "2026-11-21T10:00:00Z", Choices()))
    assert [(row.title, row.kind, row.minutes, row.provider, row.reflected) for row in desk.ask(cpd.rows)] == [
        ("A prize", "other", 0, "", False), ("Capacity", "workshop", 120, "Guild", True)]
    again = desk.ask(importing.preview, CPD, rows, importing.guess(CPD, headers), desk.lists, TODAY, Choices())
    assert again.duplicates == 3
    desk.do(importing.take_out, batch)
    assert desk.ask(cpd.rows) == []
    assert desk.sound()


def test_the_newest_are_counted_as_they_are_in_the_whole_log(desk: Any) -> None:
    """An old entry from the same session takes its share of the time, listed or not."""
    session = learned(desk, 60)
    entry(desk, TODAY - timedelta(days=900), "Old", "supervision", 40, session_id=session)
    entry(desk, TODAY - timedelta(days=800), "Older reading", "reading", 30)
    entry(desk, TODAY, "New", "supervision", None, session_id=session)
    near = desk.ask(lambda db: cpd.since(db, TODAY, 1))
    assert {row.title: row.minutes for row in near} == {"New": 20, "Old": 40}
    assert [row.title for row in desk.ask(cpd.rows)] == ["New", "Older reading", "Old"]


def test_how_many_there_are_is_what_the_whole_list_says(desk: Any) -> None:
    entry(desk, title="Bare")
    entry(desk, title="Told", reflection="Ask first.", shared_how="teaching")
    entry(desk, title="Registered", kind="achievement", minutes=None)
    entry(desk, title="From a session", kind="supervision", minutes=None, session_id=learned(desk))
    rows = desk.ask(cpd.rows)
    assert desk.ask(cpd.counts) == {
        "": len(rows), "reflect": sum(row.to_reflect for row in rows),
        "session": sum(bool(row.learned.session_id) for row in rows), "shared": sum(bool(row.shared) for row in rows)}
