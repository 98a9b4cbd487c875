"""The terms of a contract in groups: what stands in front, and what lies folded under which words."""

from __future__ import annotations

from dataclasses import dataclass

from supervision_desktop.i18n import mark

Rows = tuple[tuple[str, ...], ...]

FRONT = ("purpose_agreed", "change_note", "starts_on", "ends_on", "review_on", "cadence_count", "cadence_unit",
         "session_minutes", "formats", "place", "fee_pence", "fee_basis", "payer")
PAIRS = (("cadence_count", "cadence_unit"), ("fee_pence", "fee_basis"), ("contact_from", "contact_to"),
         ("separation", "separation_none"))


@dataclass(frozen=True)
class Group:
    """Fields under one fold, in rows of columns at least `least` wide."""

    words: str
    rows: Rows
    least: int = 220

    @property
    def names(self) -> tuple[str, ...]:
        """Every field of the group."""
        return tuple(name for row in self.rows for name in row)


VIEWS = Group(mark("How each side sees it"), (
    ("purpose_supervisee", "purpose_supervisor", "purpose_organisation"), ("purpose_on",),
    ("purpose_individual",)))
WAY = Group(mark("Who supervises whom"), (("direction",),))
MEETING = Group(mark("Privacy and protected time"), (("protected_time", "private_space"), ("flexibility",)))
MODEL = Group(mark("Reflective model"), (("models",), ("models_reason",)))
MONEY = Group(mark("VAT, invoices, extras"), (
    ("vat_points", "invoice_terms", "price_review"), ("payer_note",), ("extras", "chargeable")), 150)
SESSIONS = (
    Group(mark("Cancellation"), (
        ("notice_hours", "fee_late_pence", "fee_missed_pence"), ("cancelled_by_supervisor", "illness"),
        ("lateness", "stand_in")), 150),
    Group(mark("Between sessions"), (
        ("contact_route", "reply_time"), ("contact_from", "contact_to", "contact_charged"), ("urgent",)), 150),
    Group(mark("The record"), (
        ("minute_taker", "action_recorder"), ("record_due_days", "record_agreed_by"), ("record_keeper", "record_place"),
        ("record_copies", "own_notes"), ("corrections", "retention"), ("records_on_ending", "records_on_death"))),
    Group(mark("Recording and AI"), (
        ("recording", "ai_notes"), ("ai_tool", "recording_storage"), ("recording_deleted", "recording_gdpr"))))
NOT = Group(mark("What supervision is not"), (("exclusions",), ("separation",), ("separation_none",)))
CARE = (
    Group(mark("Confidentiality and its limits"), (
        ("identification",), ("limits",), ("limits_more", "court_requests"), ("safeguarding_who", "safeguarding_when"))),
    Group(mark("Data protection"), (
        ("controllers", "controllers_note"), ("security",), ("breach_hours", "access_requests"))),
    Group(mark("Insurance and codes"), (
        ("insurer_supervisee", "insurer_supervisor"), ("codes_supervisee", "codes_supervisor"))),
    Group(mark("Conflicts, concerns, complaints"), (
        ("conflict_check", "concern_route"), ("third_person",), ("complaint_route", "complaint_days"))),
    Group(mark("Ending and law"), (
        ("end_notice", "end_at_once", "law"), ("final_session", "actions_at_end"), ("papers_at_end", "handover")), 200))
MORE = Group(mark("Case reviews, goals, feedback"), (
    ("case_review_every",), ("case_review_formats",), ("case_review_documents",), ("goals",),
    ("check_in_every", "evaluation_every", "feedback_way"), ("evaluation_steps",)), 150)
