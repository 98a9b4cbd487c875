"""What kinds of record are called where several are counted."""

from __future__ import annotations

from collections.abc import Collection

from supervision_desktop.i18n import mark, tr

NAMES = {
    "person": mark("People"), "supervisor": mark("Supervisors"), "supervisee": mark("Supervisees"),
    "practitioner": mark("Your profile"), "registration": mark("Registrations"),
    "earlier_profession": mark("Earlier professions"), "practice_field": mark("Fields of practice"),
    "body_expectation": mark("What bodies expect"),
    "due_diligence_item": mark("Due diligence"), "field_currency": mark("Keeping up in a field"),
    "supervising_skill": mark("Able to supervise"), "supervision_need": mark("Needs for supervision"),
    "need_cover": mark("Who covers a need"), "supervisee_level": mark("Levels of supervisees"),
    "supervisee_case": mark("Cases of supervisees"), "supervisee_need": mark("Development of supervisees"),
    "supervisor_growth": mark("Help for new supervisors"),
    "instructing_party": mark("Instructing parties"), "case": mark("Cases"),
    "case_agreement": mark("Agreements about charging"),
    "supervision_session": mark("Sessions"), "session_record": mark("Session records"),
    "session_addition": mark("Additions to session records"), "decision": mark("Decisions"),
    "record_agreement": mark("Agreement of records"), "case_entry": mark("Entries for case files"),
    "session_recording": mark("Recordings and automatic notes"), "recording_awareness": mark("Who knew of a recording"),
    "abbreviation": mark("Abbreviations"), "known_name": mark("Names to notice"), "participant": mark("Who took part"),
    "reflection": mark("Reflections"), "reflection_note": mark("Reflections"), "custom_model": mark("Your own models"),
    "custom_part": mark("Your own models"),
    "assessment": mark("Framework assessments"), "assessment_rating": mark("Ratings in assessments"),
    "assessment_evidence": mark("Evidence in assessments"), "assessment_equivalent": mark("Equivalents in assessments"),
    "second_rating": mark("Second views on assessments"), "own_criterion": mark("Your own criteria"),
    "caseload_part": mark("Parts of caseload sessions"), "document_looked_at": mark("Documents looked at"),
    "linked_meeting": mark("Linked meetings"), "link": mark("Links"),
    "feedback": mark("Feedback"), "feedback_form": mark("Forms to ask for feedback"),
    "feedback_answer": mark("Answers on forms"), "feedback_rhythm": mark("How often feedback is wanted"),
    "check_in": mark("Check-ins"), "written_evaluation": mark("Written evaluations"),
    "evaluation_section": mark("Written evaluations"), "evaluation_step": mark("Written evaluations"),
    "input_evaluation": mark("Views on the supervision itself"), "appraisal": mark("Appraisals"),
    "appraisal_objective": mark("Objectives of appraisals"),
    "topic": mark("Topics"), "preparation": mark("Preparation"), "required_document": mark("Documents to have ready"),
    "case_preparation": mark("Prepared cases"), "case_discussed": mark("Cases discussed"),
    "supervision_request": mark("Requests for supervision"),
    "action": mark("Actions"), "action_report": mark("Reports on actions"),
    "shared_outcome": mark("Shared outcomes"), "session_rating": mark("Ratings of sessions"),
    "effectiveness_review": mark("Reviews of supervision"), "effectiveness_line": mark("Reviews of supervision"),
    "benefit_noticed": mark("Benefits noticed"), "contract": mark("Contracts"),
    "contract_clause": mark("Clauses of contracts"), "contract_signature": mark("Signatures"),
    "contract_decision": mark("Decisions to have no contract"),
    "contract_review": mark("Contract reviews"), "expectation_score": mark("Expectations looked back on"),
    "supervisor_rating": mark("Ratings of supervisors"), "considered_change": mark("Changes of supervisor thought about"),
    "supervisor_search": mark("Searches for a supervisor"), "search_line": mark("Lines in the search log"),
    "right_time_check": mark("Checks of the right time"),
    "time_entry": mark("Time and cost"), "attachment": mark("Attachments"), "setting": mark("Settings"),
    "charge_line": mark("Charged lines"), "invoice": mark("Invoices"), "invoice_session": mark("Sessions on invoices"),
    "cost": mark("Costs"), "budget": mark("Budgets"), "billing_target": mark("Billing targets"),
    "own_rate": mark("Own rates"), "charging_policy": mark("Own policy on charging"),
    "closed_period": mark("Closed periods"),
    "print_log": mark("Lines in the print log"), "share": mark("Lines in the share log"),
    "cpd_entry": mark("CPD log"), "cpd_mapping": mark("CPD by standard"), "cpd_period": mark("CPD periods"),
    "development_need": mark("Development needs"), "training_offer": mark("Training"), "mentoring": mark("Mentoring"),
    "mentoring_meeting": mark("Mentoring meetings"), "resource": mark("Resources"), "tool": mark("Tools in use"),
    "support_source": mark("Sources of support"),
    "goal": mark("Goals"), "goal_objective": mark("Milestones of goals"), "goal_review": mark("Reviews of goals"),
    "goal_note": mark("Progress of goals"), "goal_wording": mark("Earlier wordings of goals"),
    "cadence_rule": mark("Rules about how often"), "excused_time": mark("Time off"),
    "trigger_answer": mark("Answers to hints about supervision"),
    "processing_activity": mark("What is held and why"), "privacy_notice": mark("Privacy notices"),
    "processor": mark("Who holds data for you"), "breach": mark("Breaches"),
    "breach_notice": mark("Who was told of a breach"), "complaint": mark("Complaints"),
    "retention_period": mark("Periods for keeping"), "hold": mark("Requests and holds"),
    "left_out": mark("Left out of a pack"), "disposal": mark("What was deleted in time"),
}
OTHER = mark("Other details")


def kind_name(kind: str) -> str:
    """The name of a kind, or "Other details"."""
    return tr(NAMES.get(kind, OTHER))


def kind_names(kinds: Collection[str]) -> str:
    """Several kinds in one line, each once."""
    return ", ".join(dict.fromkeys(kind_name(kind) for kind in kinds))
