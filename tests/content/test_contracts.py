"""The contract template as shipped, and how terms fill it."""

import re

import pytest

from supervision_desktop.content.contracts import PLACE, ContractTemplate, filled, sentences
from supervision_desktop.content.lists import Lists

FULL = {
    "supervisor": "Morag Fictional", "supervisee": "Anna Example", "supervisor_bodies": "Example Body 12345",
    "supervisee_bodies": "Example Body 67890", "starts_on": "4 July 2025", "ends_on": "3 July 2027",
    "review_on": "4 July 2026", "purpose": "To think about practice", "cadence": "once a month",
    "minutes": "60 minutes",
    "formats": "in person or by video", "place": "a room at the library", "protected_time": "telephones are off",
    "private_space": "headphones online", "flexibility": "winter sessions online", "models": "Morrison 4x4x4",
    "notice_hours": "48 hours", "fee_late": "£42.50", "fee_missed": "£85.00", "cancelled_by_supervisor": "a new date",
    "illness": "no charge", "lateness": "the time is lost", "stand_in": "Iain Invented", "contact_route": "e-mail",
    "contact_hours": "09:00 to 17:00", "reply_time": "two working days", "urgent": "risk to a child",
    "contact_charged": "not at all", "fee": "£85.00", "fee_basis": "session", "vat": "20 %", "payer": "practitioner",
    "invoice_terms": "monthly, due in 30 days", "price_review": "each April", "extras": "by agreement",
    "chargeable": "as each agreement says", "identification": "reference", "recording": "never",
    "ai_notes": "if_agreed",
    "retention": "eight years", "insurer_supervisee": "Example Mutual", "insurer_supervisor": "Sample Indemnity",
    "separation": "none is needed", "third_person": "Una Thirdly", "complaint_days": "20 working days",
    "own_supervision_on": "1 June 2025", "goals": "to hand over well", "end_notice": "one month", "law": "scotland",
}


def whole(template: ContractTemplate, values: dict[str, str]) -> list[str]:
    """Every sentence a contract with these values prints."""
    places = template.places(values)
    return [text for clause in template.clauses_under(values.get("law", "")) for text in sentences(clause, places)]


def test_the_headings_are_the_twenty_one_an_auditor_looks_for(template: ContractTemplate, lists: Lists) -> None:
    wanted = [(item.key, item.label) for item in lists.items("clause_headings")]
    assert [(heading.code, heading.title) for heading in template.headings] == wanted
    assert len(wanted) == 21
    assert all(heading.clauses for heading in template.headings)


@pytest.mark.requirement("CON-04", waiting="RPT")
def test_ten_and_six_expectations_stand_in_order_of_the_lists(template: ContractTemplate, lists: Lists) -> None:
    assert tuple(one.code for one in template.of_supervisor) == lists.keys("expectations_of_supervisor")
    assert tuple(one.code for one in template.of_supervisee) == lists.keys("expectations_of_supervisee")
    assert (len(template.of_supervisor), len(template.of_supervisee)) == (10, 6)


def test_every_term_is_used_and_the_filled_test_contract_fills_every_one(template: ContractTemplate) -> None:
    assert FULL.keys() == {term.key for term in template.terms}
    used = {key for clause in template.clauses() for key in PLACE.findall(clause.wording())}
    for phrase in template.phrases:
        assert phrase.key in used, phrase.key
        used |= {phrase.of, *PLACE.findall(" ".join([*phrase.texts.values(), phrase.given, phrase.otherwise]))}
    unused = {term.key for term in template.terms} - used
    assert unused == {"law"}, "the law picks clauses, not words"


def test_every_filled_text_is_printed(template: ContractTemplate, lists: Lists) -> None:
    printed = " ".join(whole(template, FULL))
    for term in template.terms:
        if not term.choice:
            assert FULL[term.key] in printed, term.key
        else:
            assert FULL[term.key] in lists.keys(term.choice), term.key


def test_choices_of_phrases_are_those_of_their_list(template: ContractTemplate, lists: Lists) -> None:
    choices = {term.key: term.choice for term in template.terms}
    for phrase in template.phrases:
        if phrase.texts:
            assert tuple(phrase.texts) == lists.keys(choices[phrase.of]), phrase.key
        else:
            assert phrase.given, phrase.key


@pytest.mark.parametrize("values", [{}, {"law": "scotland"}, FULL, {"fee": "£85.00"}, {"fee_basis": "hour"}])
def test_no_place_is_left_open_and_every_line_is_a_sentence(template: ContractTemplate, values: dict[str, str]) -> None:
    for text in whole(template, values):
        assert "{" not in text, text
        assert re.match(r"^[A-Z].*[^. ]\.$", text), text
        assert "  " not in text, text


def test_an_empty_contract_says_something_under_every_heading(template: ContractTemplate) -> None:
    places = template.places({})
    for heading in template.headings:
        said = [text for clause in heading.clauses if not clause.law for text in sentences(clause, places)]
        assert said, heading.code


def test_a_default_contract_runs_to_about_five_pages(template: ContractTemplate) -> None:
    words = sum(len(text.split()) for text in whole(template, {"law": "england_wales"}))
    assert 1700 <= words <= 2400


def test_a_sentence_whose_term_is_empty_is_left_out(template: ContractTemplate) -> None:
    clause = next(one for one in template.clauses() if one.code == "meetings")
    assert sentences(clause, {"cadence": "once a month", "minutes": " "})[0] == "We meet once a month."
    assert "A session lasts" not in " ".join(sentences(clause, {"cadence": "once a month"}))


def test_a_full_stop_typed_into_a_term_is_not_doubled(template: ContractTemplate) -> None:
    assert filled("Invoices: {terms}.", {"terms": "monthly."}) == ["Invoices: monthly."]


def test_braces_a_person_typed_stay_as_they_are() -> None:
    assert filled("We use {curly} and {} and %s\n\nFee: {fee}.", {"fee": "{supervisor}"}) == [
        "We use {curly} and {} and %s", "Fee: {supervisor}."]


def test_the_fee_is_worded_as_it_was_agreed(template: ContractTemplate) -> None:
    clause = next(one for one in template.clauses() if one.code == "fee")
    by_hour = sentences(clause, template.places({"fee": "£90.00", "fee_basis": "hour"}))
    assert by_hour[0] == "The fee is £90.00 for each hour, and in proportion for part of an hour."
    assert "No fee" in sentences(clause, template.places({"fee_basis": "no_fee"}))[0]
    assert "£" not in " ".join(sentences(clause, template.places({"fee_basis": "session"})))


@pytest.mark.parametrize(
    ("law", "words"),
    [("england_wales", "law of England and Wales"), ("scotland", "law of Scotland"),
     ("northern_ireland", "law of Northern Ireland")],
)
def test_each_part_of_the_country_has_its_own_law_clause(template: ContractTemplate, law: str, words: str) -> None:
    chosen = [clause for clause in template.clauses_under(law) if clause.law]
    assert [clause.law for clause in chosen] == [law]
    assert words in chosen[0].wording()
    assert [clause for clause in template.clauses_under("") if clause.law] == []


def test_the_practitioners_own_responsibility_is_said(template: ContractTemplate) -> None:
    said = "Taking part in supervision, and acting on what comes out of it, is the supervisee's own responsibility."
    assert said in whole(template, {})


def test_what_supervision_is_not_is_said(template: ContractTemplate) -> None:
    said = " ".join(whole(template, {}))
    for word in ("line management", "appraisal", "training"):
        assert word in said


def test_the_accountability_clause_is_on_by_default(template: ContractTemplate) -> None:
    assert next(one for one in template.clauses() if one.code == "accountability").included


def test_the_supervisors_own_supervision_shows_when_it_was_confirmed(template: ContractTemplate) -> None:
    assert "The supervisor last confirmed this on 1 June 2025." in whole(template, FULL)
    assert not any("last confirmed" in text for text in whole(template, {}))


def test_every_clause_says_why_it_is_there_in_one_line(template: ContractTemplate) -> None:
    for clause in template.clauses():
        assert len(clause.note) <= 130, clause.code
        assert clause.note.endswith("."), clause.code
