"""What each term makes the contract say, under which heading, and that own words outlive the template."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from supervision_desktop.domain.base import SELF, fields_of
from supervision_desktop.domain.contracts import Contract, ContractClause
from supervision_desktop.domain.people import Supervisor
from supervision_desktop.services import contract_terms, contracts, people

TODAY = date(2026, 11, 21)


@pytest.fixture
def robin(desk: Any) -> str:
    return str(desk.supervisor())


def text_of(desk: Any, contract_id: str, heading: str, template: Any = None) -> str:
    known = template or desk.template
    words = desk.ask(lambda db: contract_terms.printed(contracts.page(db, contract_id), known, desk.lists))
    return "\n".join(line for code, blocks in words.headings if code == heading for block in blocks for line in block)


# Every term that is words: what is typed, under which heading it stands on paper, and how it reads there.
SAID: dict[str, list[tuple[str, dict[str, Any], str]]] = {
    "CON-03": [("parties_and_purpose", {"purpose_individual": True}, "It rests on the supervisee's individual needs."),
               ("parties_and_purpose", {"purpose_on": date(2026, 10, 2)}, "We settled it on 2 October 2026.")],
    "CON-05": [
        ("cancellation", {"notice_hours": 48}, "at least 48 hours beforehand"),
        ("cancellation", {"notice_hours": 1}, "at least 1 hour beforehand"),
        ("cancellation", {"fee_late_pence": 4250}, "£42.50 is charged"),
        ("cancellation", {"fee_missed_pence": 8500}, "£85.00 is charged"),
        ("cancellation", {"cancelled_by_supervisor": "a free session"}, "has to cancel, this applies: a free session."),
        ("cancellation", {"illness": "half the fee"}, "In case of illness this applies: half the fee."),
        ("cancellation", {"lateness": "the time is lost"}, "is late, this applies: the time is lost."),
        ("cancellation", {"stand_in": "Una Thirdly"}, "can turn to: Una Thirdly."),
        ("between_sessions", {"contact_route": "e-mail"}, "may reach the supervisor by: e-mail."),
        ("between_sessions", {"contact_from": 540, "contact_to": 1020}, "09:00 to 17:00"),
        ("between_sessions", {"reply_time": "two days"}, "within two days"),
        ("between_sessions", {"urgent": "a child at risk"}, "As urgent we count: a child at risk."),
        ("between_sessions", {"contact_charged": "never"}, "charged as follows: never."),
        ("between_sessions", {}, "not an emergency service")],
    "CON-06": [("model", {"models": ("morrison",), "models_reason": "it suits us"}, "work with: Morrison 4x4x4."),
               ("model", {"models_reason": "we know no better"}, "Our reason is: we know no better."),
               ("model", {"models": ("none",)}, "not tied ourselves to one model")],
    "CON-07": [
        ("records", {"minute_taker": "in_turn"}, "we take turns"),
        ("records", {"minute_taker": "supervisor"}, "the supervisor drafts it"),
        ("records", {"action_recorder": "supervisee"}, "The supervisee notes the actions."),
        ("records", {"record_due_days": 3}, "within 3 days of the session"),
        ("records", {"record_agreed_by": "supervisor"}, "once the supervisor has said so"),
        ("records", {"record_place": "a locked box"}, "kept here: a locked box."),
        ("records", {"own_notes": "one page"}, "On notes of our own we have agreed: one page."),
        ("records", {"record_keeper": "supervisee"}, "The supervisee keeps the agreed record"),
        ("records", {"record_copies": "none"}, "On copies we add: none."),
        ("records", {"retention": "eight years"}, "kept as follows: eight years."),
        ("records", {"records_on_ending": "all stay"}, "When this agreement ends, this applies to the records: all stay."),
        ("records", {"records_on_death": "burnt"}, "can no longer act, this applies to the records: burnt."),
        ("records", {"corrections": "in the margin"}, "put right as follows: in the margin.")],
    "CON-08": [
        ("recording_and_ai", {"recording": "if_agreed"}, "only if everyone taking part says yes"),
        ("recording_and_ai", {"ai_notes": "yes"}, "An AI tool may take notes"),
        ("recording_and_ai", {"ai_tool": "Example Scribe"}, "The tool is: Example Scribe."),
        ("recording_and_ai", {"recording_storage": "on one drive"}, "kept here: on one drive."),
        ("recording_and_ai", {"recording_deleted": "after a week"}, "When it is deleted: after a week."),
        ("recording_and_ai", {"recording_gdpr": "we two hear it"}, "client data we note: we two hear it.")],
    "CON-09": [
        ("confidentiality", {"limits": ("serious_harm", "law")}, "these matters: risk of serious harm, law or court order."),
        ("confidentiality", {"limits": None}, "where an adult or a child may need safeguarding"),
        ("confidentiality", {"limits_more": "fraud"}, "A further limit we have agreed on: fraud."),
        ("confidentiality", {"court_requests": "we ring"}, "On such requests we add: we ring."),
        ("confidentiality", {"identification": "initials"}, "initials are often enough to recognise someone"),
        ("data_protection", {"controllers": "company"}, "A company that engages one of us is the controller"),
        ("data_protection", {"controllers_note": "Example Ltd"}, "On data roles we add: Example Ltd."),
        ("data_protection", {"security": "locked"}, "On security we add: locked."),
        ("data_protection", {"breach_hours": 12}, "tells the other within 12 hours."),
        ("data_protection", {"access_requests": "both"}, "see their data, this applies: both."),
        ("safeguarding_and_fitness", {"safeguarding_who": "Anna"}, "normally made by: Anna."),
        ("safeguarding_and_fitness", {"safeguarding_when": "at once"}, "On when it is made we add: at once.")],
    "CON-10": [
        ("money", {"vat_points": 2000}, "VAT is added at 20 %."),
        ("money", {"payer": "shared", "payer_note": "half each"}, "On who pays we add: half each."),
        ("money", {"price_review": "each April"}, "looked at again as follows: each April."),
        ("money", {"extras": "a report costs £100"}, "this applies: a report costs £100."),
        ("money", {"chargeable": "none to anybody"}, "On charging we add: none to anybody.")],
    "CON-11": [
        ("insurance_and_accountability", {"codes_supervisor": "Code B"}, "The supervisor works under: Code B."),
        ("insurance_and_accountability", {"codes_supervisee": "Code A"}, "The supervisee works under: Code A."),
        ("insurance_and_accountability", {"insurer_supervisee": "Mutual"}, "insured with: Mutual."),
        ("insurance_and_accountability", {}, "the employee, agent or business partner")],
    "CON-12": [
        ("what_supervision_is_not", {}, "is not line management, appraisal or training; nor"),
        ("what_supervision_is_not", {"exclusions": ("training",)}, "is not training; nor"),
        ("what_supervision_is_not", {"exclusions": None}, "is not line management, appraisal or training; nor"),
        ("what_supervision_is_not", {"separation": "Other days"}, "keeping the roles apart we add: Other days."),
        ("what_supervision_is_not", {"separation_none": True}, "there is no second role.")],
    "CON-13": [
        ("practical_terms", {"case_review_every": "monthly"}, "Cases are reviewed monthly."),
        ("practical_terms", {"case_review_every": "Every six weeks"}, "Cases are reviewed every six weeks."),
        ("practical_terms", {"case_review_formats": ("phone",)}, "The format of a case review is: phone."),
        ("practical_terms", {"case_review_documents": "Care plan\nRisk summary."}, "review: Care plan; Risk summary.")],
    "CON-14": [("goals_and_review", {"goals": "Hand over\n\nRest."}, "The goals we have set are: Hand over; Rest.")],
    "CON-15": [
        ("goals_and_review", {"check_in_every": "each_session"}, "how supervision is going at each session."),
        ("goals_and_review", {"evaluation_every": "twelve_months"}, "An evaluation is written every twelve months."),
        ("goals_and_review", {"feedback_way": "both"}, "Feedback goes both ways."),
        ("goals_and_review", {"evaluation_steps": "a page each"}, "The steps of an evaluation are: a page each.")],
    "CON-16": [
        ("concerns_and_complaints", {"concern_route": "by telephone"}, "On raising a concern we add: by telephone."),
        ("concerns_and_complaints", {"third_person": "Una"}, "The third person we have named is: Una."),
        ("concerns_and_complaints", {"complaint_route": "to Una"}, "A complaint goes here: to Una."),
        ("concerns_and_complaints", {"complaint_days": 20}, "answered in writing within 20 days"),
        ("conflict_of_interest", {"conflict_check": "by name"}, "On the check we add: by name."),
        ("ending", {"end_notice": "two months"}, "written notice of two months"),
        ("ending", {"end_at_once": "fees unpaid"}, "end it at once in this case: fees unpaid."),
        ("ending", {"final_session": "one hour"}, "On a final session we have agreed: one hour."),
        ("ending", {"actions_at_end": "Anna goes on"}, "Open actions are dealt with like this: Anna goes on."),
        ("ending", {"papers_at_end": "shredded"}, "that were lent are dealt with like this: shredded."),
        ("ending", {"handover": "a letter"}, "On handing over to another supervisor we add: a letter."),
        ("governing_law", {"law": "northern_ireland"}, "law of Northern Ireland")]}
WAITS = {"CON-16": "ESC"}


@pytest.mark.parametrize(("heading", "given", "words"), [
    pytest.param(*case, id=f"{name}-{n}", marks=pytest.mark.requirement(
        name, **({"waiting": WAITS[name]} if name in WAITS else {})))
    for name, cases in SAID.items() for n, case in enumerate(cases)])
def test_a_term_is_said_under_its_heading(desk: Any, robin: str, heading: str, given: dict[str, Any], words: str) -> None:
    contract_id = desk.contract(robin)
    before = text_of(desk, contract_id, heading)
    if given:
        desk.edit(Contract, contract_id, **given)
    after = text_of(desk, contract_id, heading)
    assert words in after
    usual = all(value == contracts.USUAL.get(name) for name, value in given.items())
    assert (words in before) == (usual or given in ({"exclusions": None}, {"models": ("none",)}))


def test_no_term_of_a_contract_is_left_off_the_paper() -> None:
    """A field that nobody can read on paper was asked for in vain."""
    elsewhere = {"other_id", "direction", "status", "version", "replaces_id", "change_note", "template", "sealed_at",
                 "starts_on", "ends_on", "review_on", "purpose_supervisee", "purpose_supervisor", "purpose_organisation",
                 "purpose_agreed", "cadence_count", "cadence_unit", "session_minutes", "formats", "place", "protected_time",
                 "private_space", "flexibility", "fee_pence", "fee_basis", "invoice_terms", "insurer_supervisor"}
    said = {name for cases in SAID.values() for _, given, _ in cases for name in given}
    assert fields_of(Contract).keys() - elsewhere - said == set()


@pytest.mark.requirement("CON-11")
def test_own_words_outlive_a_change_of_template_and_of_law(desk: Any, robin: str) -> None:
    contract_id = desk.contract(robin)
    found = desk.ask(contracts.page, contract_id)
    edited = next(clause for clause in found.clauses if clause.code == "accountability")
    law = next(clause for clause in found.clauses if clause.code == "law_england_wales")
    assert edited.included
    desk.edit(ContractClause, edited.id, text="Anna answers for all she does.")
    desk.edit(ContractClause, law.id, text="The courts of Bristol decide.")
    without = tuple(
        msgspec.structs.replace(heading, clauses=tuple(one for one in heading.clauses if one.code != "accountability"))
        for heading in desk.template.headings)
    newer = msgspec.structs.replace(desk.template, version="3", headings=without)
    assert "Anna answers for all she does." in text_of(desk, contract_id, "insurance_and_accountability", newer)
    desk.edit(Contract, contract_id, law="scotland")
    assert "The courts of Bristol decide." in text_of(desk, contract_id, "governing_law")


@pytest.mark.requirement("CON-17")
def test_the_clause_shows_when_it_was_last_confirmed_and_only_by_the_one_who_supervises(desk: Any, robin: str) -> None:
    relation = desk.ask(people.page, robin).supervisor
    desk.edit(Supervisor, relation.id, own_supervision="yes", own_supervision_asked_on=date(2026, 10, 1))
    received = desk.contract(robin)
    assert "last confirmed this on 1 October 2026." in text_of(desk, received, "supervisors_own_supervision")
    given = desk.do(contracts.new_contract, robin, desk.template, TODAY, "given")
    assert "last confirmed" not in text_of(desk, given, "supervisors_own_supervision")
    assert desk.ask(contracts.page, given).supervisor.person_id == SELF


def test_what_a_supervisor_has_shown_is_filled_in(desk: Any, robin: str) -> None:
    relation = desk.ask(people.page, robin).supervisor
    desk.edit(Supervisor, relation.id, insurer="Fictional Mutual", insured_until=date(2027, 3, 1),
              double_roles=("colleague_on_case",), double_roles_note="Never that case here")
    contract = desk.get(Contract, desk.do(contracts.new_contract, robin, desk.template, TODAY))
    assert contract.insurer_supervisor == "Fictional Mutual, until 1 March 2027"
    assert contract.separation == "Never that case here"


def test_what_is_long_stands_in_its_clause_and_not_in_the_schedule_too(desk: Any, robin: str) -> None:
    contract_id = desk.contract(robin, goals="Rest", third_person="Una", case_review_every="monthly")
    words = desk.ask(lambda db: contract_terms.printed(contracts.page(db, contract_id), desk.template, desk.lists))
    labels = dict(words.terms)
    assert labels["Cases are reviewed"] == "monthly"
    assert not {"Goals", "Third person for concerns"} & labels.keys()
