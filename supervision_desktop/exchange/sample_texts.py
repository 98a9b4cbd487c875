"""The words of the sample practice. Everybody and everything in it is invented; telephone numbers are reserved ones."""

from __future__ import annotations

from typing import Any

ME: dict[str, str] = {
    "name": "Nell Ashgrove", "email": "nell@example.org", "phone": "01632 960417",
    "address": "The Old Sorting Office\n4 Invented Lane\nSampleton SA1 0AA", "profession": "occupational_therapy"}
PROFILE: dict[str, Any] = {
    "trading_name": "Ashgrove Case Management (sample)", "employment_status": "self_employed", "rate_pence": 9000,
    "insurer": "Fictional Mutual", "policy_number": "SAMPLE-77120", "cover_pence": 500_000_000,
    "data_registration": "SAMPLE-Z000417", "header_note": "Brain injury and children's case management"}
RUTH: dict[str, Any] = {
    "person": {"email": "ruth@example.org", "phone": "01632 960121", "organisation": "Hale-Okonjo Consulting (fictional)",
               "address": "12 Imaginary Row\nSampleton SA1 0AB", "profession": "nursing"},
    "supervisor": {"practising": "yes", "years_case_management": 14, "years_total": 27, "fee_pence": 8500,
                   "fee_basis": "hour", "formats": ("virtual", "in_person"), "specialist_fields": ("brain_injury",),
                   "client_groups": ("adults", "brain_injury"), "models": ("morrison",),
                   "approach": "Asks before she tells; always comes back to the client.",
                   "own_supervision": "yes", "own_supervision_note": "Monthly with a colleague outside her company"},
    "registration": {"body": "cmsuk", "number": "SAMPLE-1203"}}
IDRIS: dict[str, Any] = {
    "person": {"email": "idris@example.org", "phone": "01632 960358", "organisation": "Penhallow Psychology (fictional)",
               "address": "9 Make-Believe Street\nSampleton SA1 0AC", "profession": "Clinical psychology"},
    "supervisor": {"practising": "no", "years_case_management": 0, "years_total": 19, "fee_pence": 11000,
                   "fee_basis": "session", "formats": ("virtual",), "specialist_fields": ("children_young_people",),
                   "client_groups": ("children",), "models": ("rbcs",),
                   "approach": "Thinks with families and schools in mind.",
                   "own_supervision": "yes", "own_supervision_note": "Fortnightly, individual"},
    "registration": {"body": "Health and Care Professions Council", "number": "SAMPLE-PYL0358"}}
COMMON_TERMS: dict[str, Any] = {
    "cadence_count": 1, "notice_hours": 48, "place": "Secure video; in person twice a year",
    "contact_route": "E-mail, or telephone when it cannot wait", "contact_from": 540, "contact_to": 1020,
    "reply_time": "two working days", "complaint_days": 20, "end_notice": "one month",
    "formats": ("virtual", "in_person"), "retention": "eight years after the last session",
    "invoice_terms": "monthly, due within 30 days"}
RUTH_TERMS: dict[str, Any] = {
    **COMMON_TERMS, "cadence_unit": "month", "session_minutes": 90, "fee_pence": 8500, "fee_basis": "hour",
    "payer": "practitioner", "fee_late_pence": 8500, "fee_missed_pence": 12750, "models": ("morrison",),
    "purpose_agreed": "A regular, protected place to think about case management practice in adult brain injury: what the "
                      "work asks of the client, of Nell and of the team, and what to do next.",
    "purpose_supervisee": "To step back from busy weeks and test decisions before they settle.",
    "purpose_supervisor": "To help Nell hold on to the client's view when many people want different things."}
IDRIS_TERMS: dict[str, Any] = {
    **COMMON_TERMS, "cadence_unit": "quarter", "session_minutes": 60, "fee_pence": 11000, "fee_basis": "session",
    "payer": "practitioner", "fee_late_pence": 5500, "fee_missed_pence": 11000, "models": ("rbcs",),
    "purpose_agreed": "Specialist thinking about children's cases: development, schools, and what families carry."}
SAM_TERMS: dict[str, Any] = {
    **COMMON_TERMS, "cadence_unit": "month", "session_minutes": 60, "fee_pence": 6500, "fee_basis": "hour",
    "payer": "practitioner", "fee_late_pence": 3250, "fee_missed_pence": 6500,
    "purpose_agreed": "Support for Sam's first years in independent case management."}
PARTIES: tuple[dict[str, str], ...] = (
    {"name": "Larch & Mortimer Solicitors (fictional)", "contact": "Accounts, serious injury team",
     "email": "accounts@example.org", "address": "1 Nowhere Court\nSampleton SA1 0AD"},
    {"name": "Northgate Mutual Insurance (fictional)", "contact": "Rehabilitation desk", "email": "rehab@example.org",
     "address": "PO Box 0\nSampleton SA1 0AE"})
PARTY_CODES = ("LM", "NM")
CASES: tuple[tuple[str, str, str, int], ...] = (
    ("Alder 47", "brain_injury", "active", 0), ("Tern 18", "brain_injury", "active", 0),
    ("Rowan 62", "brain_injury", "active", 1), ("Slate 35", "brain_injury", "waiting_intervention", 1),
    ("Heron 71", "brain_injury", "active", 0), ("Moss 29", "brain_injury", "on_hold", 1),
    ("Quartz 84", "brain_injury", "stepping_down", 0), ("Plover 53", "brain_injury", "closed", 1),
    ("Wren 16", "children_young_people", "active", 0), ("Clover 90", "children_young_people", "active", 0),
    ("Comet 22", "children_young_people", "waiting_assessment", 1), ("Ivy 68", "children_young_people", "active", 1))
FLAGS = {"Heron 71": "Two reviews slipped in the autumn", "Wren 16": "Change of school in January"}
CAPPED: dict[str, Any] = {
    "agreed": "yes", "reference": "LM/204, letter of agreement", "rate_pence": 9000, "cap_minutes": 120, "rounding": "6",
    "own_policy": "yes", "adds_value": "yes", "party_agrees": "yes", "training_need": "no",
    "considered_note": "Joint thinking about this client's move is asked for by the firm and moves the case forward."}
REFUSED: dict[str, Any] = {
    "agreed": "no", "reference": "NM/202, e-mail", "own_policy": "yes", "adds_value": "unsure", "party_agrees": "no",
    "training_need": "no", "considered_note": "The insurer treats supervision as part of the hourly rate."}
SUMMARIES: tuple[tuple[str, str, str], ...] = (
    ("Reviewed the move of Alder 47 to supported living and what it asks of the team. Looked at why two reviews slipped "
     "and what protected time would prevent it.",
     "The team hears about changes last. A short weekly note would mend that.",
     "I take on the worry of others when the plan is unclear; naming it early helps."),
    ("Talked through a disagreement between family and therapists about risk at home for Heron 71.",
     "Both sides want the same outcome; the words differ.", "Ask each side what a good week would look like."),
    ("Looked at how time is spent across the caseload and which cases stay quiet for too long.",
     "Quiet cases are seen only when something happens.", "A fixed slot each month for one quiet case."),
    ("Thought about endings: Quartz 84 is ready to need less, and what makes that hard.",
     "Stepping back is work too, and belongs in the plan.", "My own reluctance is a signal worth noticing."),
    ("Prepared for a difficult conversation with a provider about missed visits.",
     "Facts with dates first, then what is needed.", "Rehearsing aloud makes it shorter."),
    ("Reflected on a week with two crises, and on what support looks like when working alone.",
     "Who can be called, and when, should be settled beforehand.", "Recovery time is part of the diary."))
GIVEN_SUMMARIES: tuple[tuple[str, str, str], ...] = (
    ("Sam brought a first meeting with a family that did not go as planned; we looked at what was heard and what was not.",
     "The family needed to be listened to before any plan.", "Slower first meetings save later ones."),
    ("Went through how Sam keeps records and where decisions lose their reasons.",
     "A decision without its reason cannot be explained a year later.", "Write the reason in one sentence, the same day."),
    ("Talked about workload and saying no to a new instruction.",
     "Sam's limits are part of safe practice.", "A short waiting list is an honest answer."))
PRIVATE = "Slept badly before this one. Worth noticing what these weeks cost."
ACTIONS: tuple[tuple[str, str], ...] = (
    ("Ask the deputy for the tenancy papers", "Alder 47"), ("Block two hours a fortnight for reviews", ""),
    ("Send the team a one-page note after each change", "Heron 71"),
    ("Agree the plan for needing less with the family", "Quartz 84"),
    ("Write to the provider with dates of missed visits", "Rowan 62"), ("Update the list of who can be called", ""),
    ("Book a joint meeting with school and therapist", "Wren 16"))
