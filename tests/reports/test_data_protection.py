"""The data protection register and the record of a breach on paper (PRV-12)."""

from __future__ import annotations

import json
from datetime import date

import pytest

from supervision_desktop.domain.governance import (
    Breach,
    BreachNotice,
    Complaint,
    PrivacyNotice,
    ProcessingActivity,
    Processor,
)
from supervision_desktop.domain.people import Practitioner
from supervision_desktop.errors import BadInput
from supervision_desktop.reports import breach_record, data_protection_register
from supervision_desktop.reports.report import as_json, as_pdf, as_table
from supervision_desktop.store.changes import created


@pytest.fixture
def told(world, context, sheet, pages):
    """The words of a report's pages, its table as text and its data."""
    def tell(report, **params):
        data = world.collect(report, context, **params)
        table = as_table(report, data)
        return " ".join(" ".join(pages(as_pdf(report, data, sheet))).split()), [list(row) for row in table.rows], data
    return tell


@pytest.mark.requirement("PRV-12")
def test_the_register_says_what_is_held_and_why_by_whom_and_how_it_is_kept(world, told):
    world.change(Practitioner, world.ids["profile"], data_registration="ZA000000",
                 data_registration_until=date(2027, 2, 3))
    world.create(
        created(ProcessingActivity, {
            "name": "Case records", "about": "Clients by reference", "basis": "legitimate_interests",
            "special": "health_or_social_care", "shared_with": "My supervisor"}),
        created(ProcessingActivity, {"name": "Invoices"}),
        created(PrivacyNotice, {"name": "For families", "on": date(2026, 3, 1), "review_on": date(2027, 3, 1)}),
        created(Processor, {"name": "Typing service", "holds": "Dictated reports", "place": "UK"}),
        created(Complaint, {"name": "Late report", "received_on": date(2026, 5, 4), "outcome": "upheld",
                            "learning": "Two days before"}))
    text, rows, data = told(data_protection_register)
    for words in ("ZA000000", "3 February 2027", "encrypted (AES-256)", "Locks after 10 minutes", "Case records",
                  "Legitimate interests", "Health or social care", "Not said yet", "For families", "1 Mar 2027",
                  "Typing service", "Sessions and their records", "8 years"):
        assert words in text, words
    assert "Late report" not in text
    assert ["What is held, and why", "1", "About whom", "Clients by reference"] in rows
    assert ["Register", "1", "Renews", "3 February 2027"] in rows
    text, rows, _ = told(data_protection_register, logs=True)
    for words in ("Late report", "They were right", "Two days before", "A letter went to the wrong address"):
        assert words in text, words
    assert "Case records" in json.dumps(as_json(data))


@pytest.mark.requirement("PRV-12")
def test_the_record_of_a_breach_holds_facts_effects_and_what_was_done(world, told):
    one = world.ids["breach"]
    world.change(Breach, one, known_on=date(2026, 11, 20), known_at=845, risk="risk", facts="– It was encrypted.",
                 facts_at="2026-11-20T14:30:00Z", follows="Somebody may read a name.", done="Asked for it back.",
                 learned="Windows in envelopes.", people_count=2)
    text, rows, _ = told(breach_record, breach=one)
    for words in ("A letter went to the wrong address", "20 November 2026, 14:05",
                  "The 72 hours end on 23 November 2026, 14:05", "There is a risk",
                  "What the program knew on 20 November 2026, 14:30", "It was encrypted.",
                  "Somebody may read a name.", "Asked for it back.", "Windows in envelopes."):
        assert words in text, words
    assert "hours are left" not in text
    world.create(created(BreachNotice, {"breach_id": one, "whom": "regulator", "on": date(2026, 11, 22), "at": 600,
                                        "how": "By telephone, reference IC-1"}))
    text, rows, _ = told(breach_record, breach=one)
    assert "The regulator was told on 22 November 2026, 10:00, within the 72 hours." in text
    assert ["Told", "Regulator, 22 November 2026, 10:00, By telephone, reference IC-1"] in rows
    assert ["What could follow", "Somebody may read a name."] in rows


def test_a_breach_that_is_gone_is_named(world, context):
    with pytest.raises(BadInput, match="no longer here"):
        world.collect(breach_record, context, breach="nobody")
