"""The head of a print: the practice's picture, small, legible without colour, and never in the way of a print."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pypdf
import pytest
from PIL import Image

from supervision_desktop.exchange.sample_profile import drawn
from supervision_desktop.reports import action_list, contract
from supervision_desktop.reports.page import LOGO_MM
from supervision_desktop.reports.report import as_pdf
from supervision_desktop.services import profile
from supervision_desktop.services.attachments import Content
from supervision_desktop.store.door import Store

DAY = date(2026, 11, 21)


class Printer:
    """An open practice with its files, asked for prints."""

    def __init__(self, practice, context, ids):
        self.practice, self.ids = practice, ids
        self.store = Store(practice.engine, lambda: datetime(2026, 11, 21, 9, tzinfo=UTC))
        self.context = replace(context, files=practice.files)

    def take(self, content):
        """Make a picture (or what says it is one) the logo."""
        digest = self.practice.files.put(content)
        with self.store.read() as db:
            change = profile.set_logo(db, Content("Logo.png", len(content), digest), DAY)
        self.store.apply(change)

    def collect(self, report, **params):
        """What the report collects."""
        with self.store.read() as db:
            return report.collect(db, report.Params(**params), self.context)


@pytest.fixture
def printer(practice, world, context):
    return Printer(practice, context, world.ids)


def pictures(pdf):
    return list(pypdf.PdfReader(BytesIO(pdf)).pages[0].images)


@pytest.mark.requirement("PRA-01")
def test_the_logo_stands_at_the_head_of_a_contract_and_of_every_other_print(printer, sheet):
    for report, params in ((contract, {"contract": printer.ids["contract"]}), (action_list, {})):
        assert not pictures(as_pdf(report, printer.collect(report, **params), sheet))
    printer.take(drawn(200))
    for report, params in ((contract, {"contract": printer.ids["contract"]}), (action_list, {})):
        data = printer.collect(report, **params)
        assert data.frame.practice == "Ashdown Case Management"
        assert len(pictures(as_pdf(report, data, sheet))) == 1


@pytest.mark.requirement("PRA-01")
def test_a_huge_picture_prints_small(printer):
    printer.take(drawn(800))
    width, height = Image.open(BytesIO(printer.collect(action_list).frame.logo)).size
    assert width * height <= 250_000
    assert LOGO_MM <= 20


def test_a_picture_that_is_lost_or_no_picture_leaves_the_print_without_it(printer, sheet):
    printer.take(b"not a picture")
    assert printer.collect(action_list).frame.logo is None
    printer.take(drawn(100))
    for file in printer.practice.folder.files.iterdir():
        file.write_bytes(b"spoilt")
    data = printer.collect(action_list)
    assert data.frame.logo is None
    assert as_pdf(action_list, data, sheet)


def test_the_drawn_logo_reads_in_black_and_white():
    dark, light = Image.open(BytesIO(drawn())).convert("L").getextrema()
    assert dark < 100
    assert light == 255


@pytest.mark.requirement("PRA-07")
def test_a_contract_says_whose_responsibility_supervision_is(printer, sheet):
    pdf = as_pdf(contract, printer.collect(contract, contract=printer.ids["contract"]), sheet)
    text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages).split())
    assert "Taking part in supervision, and acting on what comes out of it, is the supervisee's own responsibility." in text
