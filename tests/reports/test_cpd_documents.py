"""The CPD log and the portfolio: totals as on the screen, filters, and evidence behind it."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pikepdf
import pypdf
import pytest

from supervision_desktop.domain.cpd import CpdEntry, CpdMapping, CpdPeriod
from supervision_desktop.errors import BadInput, Cancelled
from supervision_desktop.exchange.sample_profile import drawn
from supervision_desktop.formats import minutes_text
from supervision_desktop.reports import cpd_log, cpd_portfolio
from supervision_desktop.reports.report import as_json, as_pdf, as_table, read_params
from supervision_desktop.services import attachments, cpd_summary
from supervision_desktop.services.attachments import Content
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.store.door import Store

TODAY = date(2026, 11, 21)


class Desk:
    """An open practice with its files."""

    def __init__(self, practice, context):
        self.files, self.store = practice.files, Store(practice.engine, lambda: datetime(2026, 11, 21, 9, tzinfo=UTC))
        self.context = replace(context, files=practice.files)

    def entry(self, title, on=TODAY, kind="workshop", **more):
        """A new entry."""
        made = created(CpdEntry, {"on": on, "title": title, "kind": kind, **more})
        self.store.apply(gesture("Test", made, created(CpdMapping, {
            "entry_id": made.id, "standard": "cmf", "criterion": "PPD.CPD.1"})))
        return made.id

    def attach(self, entry_id, *named):
        """Files of an entry."""
        kept = [Content(name, len(data), self.files.put(data)) for name, data in named]
        self.store.apply(attachments.add_all("cpd_entry", entry_id, kept, TODAY))
        self.files.settled(*(one.digest for one in kept))

    def collect(self, report, **params):
        """What the report collects."""
        with self.store.read() as db:
            return report.collect(db, report.Params(**params), self.context)


@pytest.fixture
def desk(practice, context):
    return Desk(practice, context)


def certificate(size: int = 0, pages: int = 1) -> bytes:
    """A PDF of that many pages, at least as large as asked."""
    target = BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        if size:
            made.attachments["filler"] = os.urandom(size)
            made.Root.Filler = pikepdf.Stream(made, os.urandom(size))
        made.save(target)
    return target.getvalue()


@pytest.mark.requirement("CPD-10")
def test_totals_on_paper_are_those_of_the_screen(desk, sheet, pages) -> None:
    desk.store.apply(gesture("Period", created(CpdPeriod, {
        "body": "vra", "starts_on": date(2024, 4, 1), "months": "12", "minutes": 1800})))
    desk.entry("Before", date(2026, 3, 31), minutes=500)
    desk.entry("Capacity", minutes=125, field="brain_injury", cost_pence=9500)
    desk.entry("Pacing", date(2026, 4, 1), kind="reading", minutes=40, reflection="Slowly.")
    data = desk.collect(cpd_log)
    with desk.store.read() as db:
        [screen] = cpd_summary.log(db, TODAY).summaries
    assert data.minutes == screen.minutes == 165
    assert [one.minutes for one in data.kinds] == [*screen.kinds.values()] == [125, 40]
    text = " ".join(pages(as_pdf(cpd_log, data, sheet)))
    for words in (f"{minutes_text(165)} of 30 h", "1 April 2026 to 31 March 2027", "Capacity", "£95.00",
                  "Developing knowledge based practice"):
        assert words in text, words
    assert "Before" not in text
    table = as_table(cpd_log, data)
    assert sum(int(row[5]) for row in table.rows) == 165
    assert [row[0] for row in table.rows] == ["2026-04-01", "2026-11-21"]


@pytest.mark.requirement("CPD-10")
def test_it_is_narrowed_by_days_kind_and_body(desk) -> None:
    desk.entry("Capacity", minutes=60)
    desk.entry("Pacing", kind="reading", minutes=40, reflection="Slowly.", shared_how="teaching")
    desk.entry("Old", date(2024, 5, 5), minutes=10)

    def titles(**params):
        return [line.title for line in desk.collect(cpd_log, **params).lines]

    assert titles() == ["Pacing", "Capacity"]
    assert read_params(cpd_log, {"kind": "Reading"}, TODAY, desk.context.lists).kind == "reading"
    assert titles(kind="reading") == titles(which="reflected") == titles(which="shared") == ["Pacing"]
    assert titles(starts=date(2024, 1, 1), ends=date(2024, 12, 31)) == ["Old"]
    with pytest.raises(BadInput, match="No period is entered"):
        titles(body="vra")
    with pytest.raises(BadInput, match="before From"):
        titles(starts=date(2026, 1, 2), ends=date(2026, 1, 1))


def test_the_portfolio_says_what_came_of_it_and_indexes_the_evidence(desk, sheet, pages) -> None:
    made = desk.entry("Capacity", minutes=60, reflection="One decision at one time.", applied="I write it on top.",
                      client_effect="Fewer questions.", shared_how="teaching", shared_with="Two teams")
    desk.attach(made, ("Certificate.pdf", certificate(pages=2)), ("Board.png", drawn(60)), ("Notes.txt", b"words"),
                ("Torn.pdf", b"%PDF-1.7 torn"))
    data = desk.collect(cpd_portfolio)
    plain = as_pdf(cpd_portfolio, data, sheet)
    text = " ".join(pages(plain))
    for words in ("One decision at one time.", "Fewer questions.", "Teaching: Two teams", "Certificate.pdf", "Notes.txt",
                  "Years in case management" if any(value for _, value in data.profile[:1]) else "Profile"):
        assert words in text, words
    whole = as_pdf(cpd_portfolio, data, sheet, desk.files)
    assert len(pypdf.PdfReader(BytesIO(whole)).pages) == len(pypdf.PdfReader(BytesIO(plain)).pages) + 3
    assert whole == as_pdf(cpd_portfolio, data, sheet, desk.files)
    assert as_json(data)["evidence"][0]["number"] == 1


@pytest.mark.requirement("CPD-07")
def test_many_certificates_are_merged_and_said_how_far_it_is(desk, sheet) -> None:
    made = desk.entry("Capacity", minutes=60)
    desk.attach(made, *((f"Certificate {n}.pdf", certificate(100_000)) for n in range(10)))
    data, heard = desk.collect(cpd_portfolio), []
    whole = as_pdf(cpd_portfolio, data, sheet, desk.files, heard.append)
    assert heard == list(range(0, 100, 10))
    assert len(pypdf.PdfReader(BytesIO(whole)).pages) >= 11


def test_a_portfolio_is_given_up_between_two_files(desk, sheet) -> None:
    made = desk.entry("Capacity", minutes=60)
    desk.attach(made, *((f"Certificate {n}.pdf", certificate(1_000)) for n in range(3)))
    heard = []

    def stop(percent: int) -> None:
        heard.append(percent)
        if percent:
            raise Cancelled

    with pytest.raises(Cancelled):
        as_pdf(cpd_portfolio, desk.collect(cpd_portfolio), sheet, desk.files, stop)
    assert heard == [0, 33]


def test_a_portfolio_without_entries_says_so(desk, sheet, pages) -> None:
    assert "There is no entry in this period." in " ".join(pages(as_pdf(cpd_portfolio, desk.collect(cpd_portfolio), sheet)))
