"""Supervision contracts: the agreement, its expectations, its clauses, and who signed how."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import SELF, Record, Values, stored
from supervision_desktop.domain.people import period_problem
from supervision_desktop.fields.kinds import (
    Choice,
    Clock,
    Day,
    LongText,
    Minutes,
    Moment,
    Money,
    Number,
    Percent,
    Ref,
    Tags,
    Text,
    YesNo,
)
from supervision_desktop.i18n import mark, tr


class Contract(Record):
    """A written agreement about supervision between the practitioner and one other person (CON-01).

    A signed contract is sealed: a change makes a new version that names this one (CON-19).
    """

    __tablename__ = "contract"
    SEALED_BY = "sealed_at"
    OPEN_FIELDS: ClassVar[frozenset[str]] = frozenset({"status", "ends_on", "review_on"})
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"template"})

    other_id: Mapped[str] = stored(Ref(mark("With"), mark("The other person"), required=True, to="person"))
    direction: Mapped[str] = stored(
        Choice(mark("Direction"), mark("Who supervises whom"), required=True, list_id="direction"))
    status: Mapped[str] = stored(
        Choice(mark("State"), mark("Draft until both have signed"), required=True, list_id="contract_status"))
    version: Mapped[int | None] = stored(Number(mark("Version"), mark("Counts up with each change"), minimum=1, maximum=999))
    replaces_id: Mapped[str | None] = stored(
        Ref(mark("Replaces"), mark("The version before this one"), to="contract"))
    change_note: Mapped[str | None] = stored(Text(mark("What changed"), mark("One line"), limit=1000))
    template: Mapped[str | None] = stored(Text(mark("Template"), mark("Which wording it began from, with its version")))
    sealed_at: Mapped[str | None] = stored(Moment(mark("Sealed"), mark("When it was signed and closed to change")))

    starts_on: Mapped[date | None] = stored(Day(mark("Starts"), mark("From when it applies")))
    ends_on: Mapped[date | None] = stored(Day(mark("Ends"), mark("Leave empty if open-ended")))
    review_on: Mapped[date | None] = stored(Day(mark("Review"), mark("When to look at it together again")))

    purpose_supervisee: Mapped[str | None] = stored(
        LongText(mark("Purpose, in the supervisee's words"), mark("What supervision is for now"), limit=4000))
    purpose_supervisor: Mapped[str | None] = stored(
        LongText(mark("Purpose, in the supervisor's words"), mark("How the other side sees it"), limit=4000))
    purpose_organisation: Mapped[str | None] = stored(
        LongText(mark("Purpose, as an organisation sees it"), mark("Only where one is involved"), limit=4000))
    purpose_agreed: Mapped[str | None] = stored(
        LongText(mark("Agreed purpose"), mark("This is what the contract prints"), limit=4000))
    purpose_individual: Mapped[bool | None] = stored(
        YesNo(mark("Based on individual needs"), mark("The purpose starts from what the supervisee needs")))
    purpose_on: Mapped[date | None] = stored(Day(mark("Purpose settled on"), mark("When you agreed on it")))

    cadence_count: Mapped[int | None] = stored(
        Number(mark("How many sessions"), mark("For example 1"), minimum=1, maximum=60))
    cadence_unit: Mapped[str | None] = stored(Choice(mark("In each"), mark("For example month"), list_id="cadence_unit"))
    session_minutes: Mapped[int | None] = stored(Minutes(mark("Length of a session"), mark("For example 90 min"), minimum=1))
    formats: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Format"), mark("How you meet"), list_id="delivery_format"))
    place: Mapped[str | None] = stored(Text(mark("Place"), mark("Where, or which service for video")))
    protected_time: Mapped[str | None] = stored(
        Text(mark("Protected time"), mark("How the time is kept free"), limit=1000))
    private_space: Mapped[str | None] = stored(
        Text(mark("Private space"), mark("How you make sure nobody overhears"), limit=1000))
    flexibility: Mapped[str | None] = stored(
        Text(mark("Flexibility"), mark("What may change by agreement"), limit=1000))
    models: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Reflective models"), mark("None is compulsory"), list_id="models"))
    models_reason: Mapped[str | None] = stored(
        Text(mark("Why this model, or none"), mark("One line, if you wish"), limit=1000))

    case_review_every: Mapped[str | None] = stored(Choice(
        mark("Cases are reviewed"), mark("Choose or type how often"), list_id="case_review_frequency", own=True))
    case_review_formats: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Format of case reviews"), mark("In person, by telephone or by video"), list_id="delivery_format"))
    case_review_documents: Mapped[str | None] = stored(LongText(
        mark("Ready for each case review"), mark("One document a line, for example the care plan"), limit=4000))

    notice_hours: Mapped[int | None] = stored(
        Number(mark("Notice to cancel (hours)"), mark("For example 48"), maximum=2000))
    fee_late_pence: Mapped[int | None] = stored(Money(mark("Fee when cancelled late"), mark("In pounds")))
    fee_missed_pence: Mapped[int | None] = stored(Money(mark("Fee when missed"), mark("In pounds")))
    cancelled_by_supervisor: Mapped[str | None] = stored(
        Text(mark("If the supervisor cancels"), mark("What happens then"), limit=1000))
    illness: Mapped[str | None] = stored(Text(mark("If someone is ill"), mark("What happens then"), limit=1000))
    lateness: Mapped[str | None] = stored(Text(mark("If someone is late"), mark("What happens then"), limit=1000))
    stand_in: Mapped[str | None] = stored(
        Text(mark("Stand-in"), mark("Who can be asked when the supervisor is away"), limit=1000))

    contact_route: Mapped[str | None] = stored(
        Text(mark("Contact between sessions"), mark("By which route"), limit=1000))
    contact_from: Mapped[int | None] = stored(Clock(mark("Contact from"), mark("Time of day")))
    contact_to: Mapped[int | None] = stored(Clock(mark("Contact until"), mark("Time of day")))
    reply_time: Mapped[str | None] = stored(Text(mark("Reply within"), mark("For example two working days")))
    urgent: Mapped[str | None] = stored(
        Text(mark("What counts as urgent"), mark("And what to do then"), limit=1000))
    contact_charged: Mapped[str | None] = stored(
        Text(mark("Is contact charged"), mark("For example free up to 15 minutes a month"), limit=1000))

    fee_pence: Mapped[int | None] = stored(Money(mark("Fee"), mark("In pounds, without VAT")))
    fee_basis: Mapped[str | None] = stored(Choice(mark("Fee is for"), mark("An hour, a session"), list_id="fee_basis"))
    vat_points: Mapped[int | None] = stored(Percent(mark("VAT"), mark("Leave empty if none is charged")))
    payer: Mapped[str | None] = stored(Choice(mark("Who pays"), mark("Who bears the fee"), list_id="payer"))
    invoice_terms: Mapped[str | None] = stored(
        Text(mark("Invoices"), mark("When sent, when due"), limit=1000))
    price_review: Mapped[str | None] = stored(Text(mark("Price review"), mark("When the fee is looked at"), limit=1000))
    extras: Mapped[str | None] = stored(
        LongText(mark("Extras"), mark("Reports, references, statements and what they cost"), limit=4000))
    chargeable: Mapped[str | None] = stored(
        LongText(mark("What may be charged on"), mark("Which time, to whom, under which agreement"), limit=4000))
    payer_note: Mapped[str | None] = stored(
        Text(mark("More about who pays"), mark("Which company, or how it is shared"), limit=1000))

    minute_taker: Mapped[str | None] = stored(
        Choice(mark("Who writes the record"), mark("A duty you share"), list_id="minute_taker"))
    action_recorder: Mapped[str | None] = stored(
        Choice(mark("Who notes the actions"), mark("A duty you share"), list_id="minute_taker"))
    record_due_days: Mapped[int | None] = stored(
        Number(mark("Record ready within (days)"), mark("After the session"), minimum=1, maximum=365))
    record_agreed_by: Mapped[str | None] = stored(
        Choice(mark("Who agrees the record"), mark("When it counts as the agreed one"), list_id="record_agreed_by"))
    record_place: Mapped[str | None] = stored(
        Text(mark("Where the record is kept"), mark("For example each in their own practice file"), limit=1000))
    record_keeper: Mapped[str | None] = stored(
        Choice(mark("Who keeps the agreed record"), mark("One of you, or each a copy"), list_id="record_keeper"))
    record_copies: Mapped[str | None] = stored(
        Text(mark("Copies"), mark("Who else gets one, and how it is sent"), limit=1000))
    own_notes: Mapped[str | None] = stored(
        Text(mark("Each party's own notes"), mark("Whether they are made, and what may stand in them"), limit=1000))
    corrections: Mapped[str | None] = stored(
        Text(mark("Corrections"), mark("How a mistake in the record is put right"), limit=1000))
    retention: Mapped[str | None] = stored(
        Text(mark("How long records are kept"), mark("Confirm with insurer and solicitor"), limit=1000))
    records_on_ending: Mapped[str | None] = stored(
        Text(mark("Records when the contract ends"), mark("What becomes of them then"), limit=1000))
    records_on_death: Mapped[str | None] = stored(
        Text(mark("Records on death or incapacity"), mark("Who deals with them then"), limit=1000))

    recording: Mapped[str | None] = stored(
        Choice(mark("Recording of sessions"), mark("Never, or only if all agree"), list_id="recording_rule"))
    ai_notes: Mapped[str | None] = stored(
        Choice(mark("Automatic note-taking"), mark("Never, or only if all agree"), list_id="ai_notes_rule"))
    ai_tool: Mapped[str | None] = stored(
        Text(mark("Tool for notes"), mark("Its name, and where its words go"), limit=1000))
    recording_storage: Mapped[str | None] = stored(
        Text(mark("Where a recording is kept"), mark("That of a tool included"), limit=1000))
    recording_deleted: Mapped[str | None] = stored(
        Text(mark("When it is deleted"), mark("For example once the record is agreed"), limit=1000))
    recording_gdpr: Mapped[str | None] = stored(
        Text(mark("How client data is protected then"), mark("For the UK GDPR: who can hear or read it"), limit=1000))

    identification: Mapped[str | None] = stored(
        Choice(mark("How clients are named"), mark("Reference is the usual rule"), list_id="identification_rule"))
    limits: Mapped[tuple[str, ...] | None] = stored(Tags(
        mark("Limits of confidentiality"), mark("With none ticked the usual four stand"), list_id="confidentiality_limits"))
    limits_more: Mapped[str | None] = stored(
        Text(mark("A further limit"), mark("If you have agreed on one"), limit=1000))
    court_requests: Mapped[str | None] = stored(
        Text(mark("Requests from a court, solicitor or regulator"), mark("What you add to the usual rule"), limit=1000))
    controllers: Mapped[str | None] = stored(Choice(
        mark("Who answers for the notes"), mark("Check where a company engages either of you"), list_id="controller_role"))
    controllers_note: Mapped[str | None] = stored(
        Text(mark("More about data roles"), mark("Which company, and what it asks"), limit=1000))
    security: Mapped[str | None] = stored(
        Text(mark("Security"), mark("How each of you keeps personal data safe"), limit=1000))
    breach_hours: Mapped[int | None] = stored(
        Number(mark("Notice of a breach within (hours)"), mark("24 is usual"), minimum=1, maximum=72))
    access_requests: Mapped[str | None] = stored(
        Text(mark("Requests to see data"), mark("Who answers, and who is told"), limit=1000))
    safeguarding_who: Mapped[str | None] = stored(
        Text(mark("Who reports a safeguarding worry"), mark("Usually the supervisee, who holds the case"), limit=1000))
    safeguarding_when: Mapped[str | None] = stored(
        Text(mark("Reported by when"), mark("For example the same day"), limit=1000))

    codes_supervisee: Mapped[str | None] = stored(
        Text(mark("Codes the supervisee works under"), mark("Names of the codes or standards"), limit=1000))
    codes_supervisor: Mapped[str | None] = stored(
        Text(mark("Codes the supervisor works under"), mark("Names of the codes or standards"), limit=1000))
    insurer_supervisee: Mapped[str | None] = stored(
        Text(mark("Supervisee's insurer"), mark("Insurer, cover and expiry"), limit=1000))
    insurer_supervisor: Mapped[str | None] = stored(
        Text(mark("Supervisor's insurer"), mark("Insurer, cover and expiry"), limit=1000))
    exclusions: Mapped[tuple[str, ...] | None] = stored(Tags(
        mark("Supervision is not"), mark("With none ticked all three stand"), list_id="contract_exclusions"))
    separation: Mapped[str | None] = stored(
        LongText(mark("How a second role is kept apart"), mark("Only where the supervisor has one"), limit=4000))
    separation_none: Mapped[bool | None] = stored(
        YesNo(mark("No second role to keep apart"), mark("Tick if you have looked and there is none")))
    conflict_check: Mapped[str | None] = stored(
        Text(mark("Conflict check"), mark("How you check before a case is discussed"), limit=1000))

    goals: Mapped[str | None] = stored(
        LongText(mark("Goals"), mark("One a line, for the months ahead or for longer"), limit=4000))
    check_in_every: Mapped[str | None] = stored(
        Choice(mark("Check-in"), mark("A word on how supervision is going"), list_id="feedback_interval"))
    evaluation_every: Mapped[str | None] = stored(
        Choice(mark("Written evaluation"), mark("How often"), list_id="feedback_interval"))
    feedback_way: Mapped[str | None] = stored(
        Choice(mark("Which way feedback goes"), mark("Both ways is usual"), list_id="feedback_way"))
    evaluation_steps: Mapped[str | None] = stored(
        Text(mark("Steps of an evaluation"), mark("Who writes what, and when you talk about it"), limit=1000))

    concern_route: Mapped[str | None] = stored(
        Text(mark("Raising a concern"), mark("How you begin, before anybody else is asked"), limit=1000))
    third_person: Mapped[str | None] = stored(
        Text(mark("Third person for concerns"), mark("Whom both of you accept as a go-between"), limit=1000))
    complaint_route: Mapped[str | None] = stored(
        Text(mark("Where a complaint goes"), mark("To whom, and in what form"), limit=1000))
    complaint_days: Mapped[int | None] = stored(
        Number(mark("Complaint answered within (days)"), mark("For example 20"), maximum=365))
    end_notice: Mapped[str | None] = stored(Text(mark("Notice to end"), mark("For example one month")))
    end_at_once: Mapped[str | None] = stored(
        Text(mark("Ending at once"), mark("What lets either of you end it without notice"), limit=1000))
    final_session: Mapped[str | None] = stored(
        Text(mark("Final session"), mark("Whether there is one, and what for"), limit=1000))
    actions_at_end: Mapped[str | None] = stored(
        Text(mark("Actions still open at the end"), mark("Who goes on with them"), limit=1000))
    papers_at_end: Mapped[str | None] = stored(
        Text(mark("Return of papers"), mark("What is given back or destroyed, by when"), limit=1000))
    handover: Mapped[str | None] = stored(
        Text(mark("Hand-over to another supervisor"), mark("What may be passed on, and by whom"), limit=1000))
    law: Mapped[str | None] = stored(Choice(mark("Governing law"), mark("Which part of the UK"), list_id="governing_law"))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """The other person is another person (SUP-03); dates in order; VAT and hours in pairs."""
        found = period_problem(values)
        if values.get("other_id") == SELF:
            found["other_id"] = tr("A contract is with somebody else. Choose another person.")
        review, start = values.get("review_on"), values.get("starts_on")
        if review and start and review < start:
            found["review_on"] = tr("The review lies before the start. Give a date on or after the start.")
        opens, closes = values.get("contact_from"), values.get("contact_to")
        if opens is not None and closes is not None and closes <= opens:
            found["contact_to"] = tr("Contact until lies before contact from. Give a later time.")
        return found


class ContractExpectation(Record):
    """One line of what each side may expect of the other (CON-04)."""

    __tablename__ = "contract_expectation"
    SEALED_WITH = "contract_id"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"code"})

    contract_id: Mapped[str] = stored(
        Ref(mark("Contract"), mark("Where it stands"), required=True, to="contract", owned=True))
    side: Mapped[str] = stored(
        Choice(mark("Expected of"), mark("Supervisor or supervisee"), required=True, list_id="expectation_side"))
    position: Mapped[int] = stored(Number(mark("Place in the list"), mark("From 0"), required=True))
    code: Mapped[str | None] = stored(Text(mark("Code"), mark("Of the template's line; empty for your own")))
    text: Mapped[str] = stored(Text(mark("Expectation"), mark("In your own words"), required=True, limit=1000))
    included: Mapped[bool] = stored(YesNo(mark("In the contract"), mark("Untick to leave it out"), required=True))


class ContractClause(Record):
    """One clause under one of the headings of the contract (CON-20)."""

    __tablename__ = "contract_clause"
    SEALED_WITH = "contract_id"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"code"})

    contract_id: Mapped[str] = stored(
        Ref(mark("Contract"), mark("Where it stands"), required=True, to="contract", owned=True))
    heading: Mapped[str] = stored(
        Choice(mark("Heading"), mark("Under which it prints"), required=True, list_id="clause_headings"))
    position: Mapped[int] = stored(Number(mark("Place under the heading"), mark("From 0"), required=True))
    code: Mapped[str | None] = stored(Text(mark("Code"), mark("Of the template's clause; empty for your own")))
    text: Mapped[str | None] = stored(
        LongText(mark("Own wording"), mark("Empty: the template's wording, filled in from your terms"), limit=20_000))
    included: Mapped[bool] = stored(YesNo(mark("In the contract"), mark("Untick to leave it out"), required=True))


class ContractSignature(Record):
    """How one party agreed: ink on paper, drawn here, or confirmed elsewhere (CON-19)."""

    __tablename__ = "contract_signature"
    FINAL = True
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"strokes"})

    contract_id: Mapped[str] = stored(
        Ref(mark("Contract"), mark("Which version"), required=True, to="contract", owned=True))
    person_id: Mapped[str] = stored(Ref(mark("Signed by"), mark("Which party"), required=True, to="person"))
    how: Mapped[str] = stored(
        Choice(mark("How"), mark("On paper, drawn here, or confirmed elsewhere"), required=True, list_id="signed_how"))
    on: Mapped[date] = stored(Day(mark("Date"), mark("When they signed or confirmed"), required=True))
    route: Mapped[str | None] = stored(
        Choice(mark("Confirmed by"), mark("Only where confirmed elsewhere"), list_id="confirmed_route"))
    recorded_by: Mapped[str | None] = stored(Text(mark("Recorded by"), mark("Who entered this")))
    strokes: Mapped[str | None] = stored(LongText(mark("Drawing"), mark("Strokes of a drawn signature"), limit=65_536))
    reason: Mapped[str | None] = stored(
        Text(mark("Why now"), mark("Why it was signed although something was open; only if you like"), limit=1000))


NEEDED_TO_SIGN = ("starts_on", "purpose_agreed", "cadence_count", "cadence_unit", "session_minutes")


def unfinished(values: Values) -> dict[str, str]:
    """What a contract still lacks before it is signed: {field: sentence}. Drafts lack what they like."""
    labels = {name: Contract.__table__.columns[name].info["field"].label for name in NEEDED_TO_SIGN}
    return {name: tr("{label} is still empty.").format(label=labels[name])
            for name in NEEDED_TO_SIGN if values.get(name) in (None, "", ())}
