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
    "purpose_basis": "what Anna needs", "purpose_on": "2 July 2025", "models_reason": "it fits the work",
    "case_review_every": "once a fortnight", "case_review_formats": "by telephone", "case_review_documents": "the care plan",
    "payer_note": "half each", "minute_taker": "in_turn", "action_recorder": "both", "record_due": "10 days",
    "record_agreed_by": "supervisor", "record_place": "each at home", "record_keeper": "supervisee",
    "record_copies": "none elsewhere", "own_notes": "a page at most", "corrections": "in red ink",
    "records_on_ending": "nothing changes", "records_on_death": "the executor shreds them", "ai_tool": "Example Scribe",
    "recording_storage": "on one drive", "recording_deleted": "after a week", "recording_gdpr": "nobody else listens",
    "limits": "risk of serious harm, a court order", "limits_more": "fraud against a client",
    "court_requests": "we ring each other", "controllers": "company", "controllers_note": "Example Care Ltd",
    "security": "disks are encrypted", "breach_notice": "12 hours", "access_requests": "both read it first",
    "safeguarding_who": "the supervisee", "safeguarding_when": "before midnight", "codes_supervisee": "Example Code A",
    "codes_supervisor": "Example Code B", "exclusions": "training", "conflict_check": "names are compared",
    "concern_route": "by telephone first", "complaint_route": "to the practice manager", "check_in": "at each session",
    "evaluation": "every six months", "feedback_way": "both ways", "evaluation_steps": "each writes a page",
    "end_at_once": "a fee is not paid", "final_session": "one hour, free", "actions_at_end": "the supervisee goes on",
    "papers_at_end": "shredded in a week", "handover": "a letter of one page",
}


def whole(template: ContractTemplate, values: dict[str, str]) -> list[str]:
    """Every sentence a contract with these values prints."""
    places = template.places(values)
    return [text for clause in template.clauses_under(values.get("law", "")) for text in sentences(clause, places)]


@pytest.mark.requirement("CON-20")
def test_the_headings_are_the_twenty_one_an_auditor_looks_for(template: ContractTemplate, lists: Lists) -> None:
    wanted = [(item.key, item.label) for item in lists.items("clause_headings")]
    assert [(heading.code, heading.title) for heading in template.headings] == wanted
    assert len(wanted) == 21
    assert all(heading.clauses for heading in template.headings)


@pytest.mark.requirement("CON-04")
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


def test_a_new_contract_begins_with_every_clause(template: ContractTemplate) -> None:
    assert [clause.code for clause in template.clauses() if not clause.included] == []
    assert {clause.code for clause in template.clauses()} >= {
        "parties", "purpose", "responsibility", "expectations", "meetings", "protected_time", "private_space", "flexibility",
        "contact", "model", "confidentiality", "double_roles", "about_this_wording", "fitness_to_practise",
        "supervisors_own_supervision", "goals", "whole_agreement", "signatures"}


@pytest.mark.requirement("CON-11")
def test_the_accountability_clause_is_on_by_default(template: ContractTemplate) -> None:
    assert next(one for one in template.clauses() if one.code == "accountability").included


@pytest.mark.requirement("CON-17")
def test_the_supervisors_own_supervision_shows_when_it_was_confirmed(template: ContractTemplate) -> None:
    assert "The supervisor last confirmed this on 1 June 2025." in whole(template, FULL)
    assert not any("last confirmed" in text for text in whole(template, {}))


def test_every_clause_says_why_it_is_there_in_one_line(template: ContractTemplate) -> None:
    for clause in template.clauses():
        assert len(clause.note) <= 130, clause.code
        assert clause.note.endswith("."), clause.code


# What a solicitor or an audit looks for under a heading, with nothing filled in (CON-05 to CON-19, as amended).
LOOKED_FOR = {
    ("CON-05", "cancellation"): ("tells the other as early", "supervisor has to cancel", "sudden illness", "begins late",
                                 "away for more than one session"),
    ("CON-05", "between_sessions"): ("not an emergency service", "999"),
    ("CON-07", "records"): ("a duty we share", "within seven days", "agreed record", "keeps a copy", "notes of our own",
                            "destroyed securely", "this agreement ends", "dies or can no longer act", "dated addition"),
    ("CON-08", "recording_and_ai"): ("sound or picture", "No AI tool listens"),
    ("CON-09", "confidentiality"): ("serious harm", "safeguarding", "fitness to practise", "court order",
                                    "tells the other first, unless", "a court, a solicitor, an insurer or a regulator",
                                    "takes advice", "destroys nothing", "not brought to supervision"),
    ("CON-09", "data_protection"): ("independent controller", "a company engages", "encrypted or locked", "within 24 hours",
                                    "request to see their data"),
    ("CON-09", "safeguarding_and_fitness"): ("who reports it, to whom and by when", "the supervisor makes it"),
    ("CON-10", "money"): ("changed only by agreement in writing", "Reports, references and statements",
                          "the agreement with the instructing party"),
    ("CON-11", "insurance_and_accountability"): ("answers for their own practice", "share responsibility for the record",
                                                 "under the codes", "indemnity cover", "lapses", "investigation",
                                                 "restriction", "the employee"),
    ("CON-12", "what_supervision_is_not"): ("line management", "appraisal", "training", "recorded elsewhere"),
    ("CON-16", "concerns_and_complaints"): ("raised with the other person", "a third person", "in writing",
                                            "professional body"),
    ("CON-16", "conflict_of_interest"): ("Before a case is discussed", "another party", "an insurer", "an expert",
                                         "related"),
    ("CON-16", "ending"): ("written notice", "at once where", "final session", "Open actions", "Papers and access"),
    ("CON-18", "goals_and_review"): ("at least once a year", "marked progress", "difficult"),
    ("CON-19", "goals_and_review"): ("new version", "the earlier one is kept"),
}


@pytest.mark.parametrize(
    ("heading", "words"),
    [pytest.param(heading, words, id=f"{name}-{heading}", marks=pytest.mark.requirement(name))
     for (name, heading), words in LOOKED_FOR.items()])
def test_a_heading_says_what_is_looked_for_there_before_anything_is_filled_in(
        template: ContractTemplate, heading: str, words: tuple[str, ...]) -> None:
    clauses = next(one.clauses for one in template.headings if one.code == heading)
    said = " ".join(text for clause in clauses if clause.included for text in sentences(clause, template.places({})))
    assert [word for word in words if word not in said] == []


@pytest.mark.requirement("HLP-13", waiting="APP")
def test_the_contract_says_that_its_wording_is_no_advice_and_no_rule(template: ContractTemplate) -> None:
    said = " ".join(whole(template, {}))
    assert "not legal advice" in said
    assert "no rule of a regulator" in said


def test_signing_differs_from_confirming_in_the_list_the_print_reads(lists: Lists) -> None:
    assert lists.keys("signed_how") == ("on_paper", "drawn", "confirmed_elsewhere")
    assert set(lists.keys("confirmed_route")) >= {"email", "letter", "in_person"}
