"""People: the practitioner herself, who supervises her, and whom she supervises. One table, two profiles."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import SELF, Record, Values, stored
from supervision_desktop.fields.kinds import Choice, Day, LongText, Money, Number, Percent, Ref, Tags, Text, YesNo
from supervision_desktop.i18n import mark, tr


def _answer(label: str, help: str) -> Choice:
    """Whether a supervisor brings something: yes, partly, no, not known yet (SUP-06)."""
    return Choice(label, help, list_id="capability_answer")


def _score(label: str, help: str) -> Choice:
    """How well a candidate fits on one criterion, from 1 to 5 in words (SUP-07)."""
    return Choice(label, help, list_id="criterion_score")


class Person(Record):
    """Somebody who takes part in supervision; the practitioner is the one whose id is `SELF`."""

    __tablename__ = "person"

    name: Mapped[str] = stored(Text(mark("Name"), mark("As it should stand on paper"), required=True, limit=200))
    email: Mapped[str | None] = stored(Text(mark("E-mail"), mark("For your own reference; nothing is sent")))
    phone: Mapped[str | None] = stored(Text(mark("Telephone"), mark("Work number")))
    address: Mapped[str | None] = stored(LongText(mark("Address"), mark("As it stands on letters"), limit=1000))
    organisation: Mapped[str | None] = stored(Text(mark("Organisation"), mark("Company or service, if any")))
    profession: Mapped[str | None] = stored(
        Choice(mark("Profession"), mark("The profession registered or trained in"), list_id="professions", own=True))
    notes: Mapped[str | None] = stored(LongText(mark("Notes"), mark("Facts worth keeping; keep them few")))


class Practitioner(Record):
    """Who the practitioner is professionally (PRA-01): used in headers, contracts and reports."""

    __tablename__ = "practitioner"

    person_id: Mapped[str] = stored(Ref(mark("Person"), mark("The practitioner"), required=True, to="person", owned=True))
    trading_name: Mapped[str | None] = stored(Text(mark("Trading name"), mark("Stands at the head of prints")))
    employment_status: Mapped[str | None] = stored(
        Choice(mark("Employment status"), mark("How you work"), list_id="employment_status"))
    rate_pence: Mapped[int | None] = stored(Money(mark("Own hourly rate"), mark("In pounds, without VAT")))
    vat_points: Mapped[int | None] = stored(Percent(mark("VAT rate"), mark("Leave empty if not VAT registered")))
    insurer: Mapped[str | None] = stored(Text(mark("Insurer"), mark("Professional indemnity")))
    policy_number: Mapped[str | None] = stored(Text(mark("Policy number"), mark("As on the certificate")))
    cover_pence: Mapped[int | None] = stored(
        Money(mark("Cover"), mark("Limit of indemnity in pounds"), maximum=1_000_000_000_00))
    insured_until: Mapped[date | None] = stored(Day(mark("Insured until"), mark("Renewal date")))
    data_registration: Mapped[str | None] = stored(
        Text(mark("Data-protection registration"), mark("Registration number with the regulator")))
    data_registration_until: Mapped[date | None] = stored(Day(mark("Registration renews"), mark("Renewal date")))
    record_check: Mapped[str | None] = stored(
        Text(mark("Criminal-record check"), mark("Level and number, if you wish to keep it here")))
    record_check_on: Mapped[date | None] = stored(Day(mark("Check dated"), mark("Date of the certificate")))
    update_service: Mapped[bool | None] = stored(YesNo(mark("On the update service"), mark("Yes or no")))
    supervises: Mapped[bool | None] = stored(
        YesNo(mark("I supervise others"), mark("Off hides supervisees and keeps what is there")))
    holds_caseload: Mapped[bool | None] = stored(
        YesNo(mark("I hold a caseload"), mark("Off hides cases and keeps what is there")))
    case_management_since: Mapped[date | None] = stored(
        Day(mark("In case management since"), mark("Years are counted from here")))
    newly_registered: Mapped[bool | None] = stored(YesNo(mark("Newly registered"), mark("Yes or no")))
    mission: Mapped[str | None] = stored(
        LongText(mark("Mission"), mark("What your practice is for, in a line or two"), limit=2000))
    vision: Mapped[str | None] = stored(
        LongText(mark("Vision"), mark("Where you would like it to go"), limit=2000))
    values_held: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Values"), mark("Several, with semicolons between them")))
    stands_from: Mapped[date | None] = stored(Day(mark("Valid from"), mark("Since when this holds")))
    header_note: Mapped[str | None] = stored(
        Text(mark("Line under the name"), mark("For example your field of practice")))
    logo_id: Mapped[str | None] = stored(Ref(mark("Logo"), mark("Stands small at the head of prints"), to="attachment"))


class Registration(Record):
    """A membership or professional registration of a person, with its renewal."""

    __tablename__ = "registration"

    person_id: Mapped[str] = stored(Ref(mark("Person"), mark("Who holds it"), required=True, to="person", owned=True))
    body: Mapped[str] = stored(
        Choice(mark("Body"), mark("Membership or registration body"), required=True, list_id="bodies", own=True))
    number: Mapped[str | None] = stored(Text(mark("Number"), mark("Membership or registration number")))
    expires_on: Mapped[date | None] = stored(Day(mark("Renews"), mark("Renewal or expiry date")))


class Papers:
    """What somebody may show before work begins (PRA-01, DDG-04, SVE-01 Amended): all of it optional."""

    insurer: Mapped[str | None] = stored(Text(mark("Insurer"), mark("Professional indemnity")))
    policy_number: Mapped[str | None] = stored(Text(mark("Policy number"), mark("As on the certificate")))
    cover_pence: Mapped[int | None] = stored(
        Money(mark("Cover"), mark("Limit of indemnity in pounds"), maximum=1_000_000_000_00))
    insured_until: Mapped[date | None] = stored(Day(mark("Insured until"), mark("Renewal date")))
    data_registration: Mapped[str | None] = stored(
        Text(mark("Data-protection registration"), mark("Registration number with the regulator")))
    data_registration_until: Mapped[date | None] = stored(Day(mark("Registration renews"), mark("Renewal date")))
    record_check: Mapped[str | None] = stored(
        Text(mark("Criminal-record check"), mark("Level, as they told you; no more than that")))
    record_check_on: Mapped[date | None] = stored(Day(mark("Check dated"), mark("Date of the certificate")))
    update_service: Mapped[bool | None] = stored(YesNo(mark("On the update service"), mark("Yes or no")))


class Supervisor(Papers, Record):
    """What is known of a person as the practitioner's supervisor, actual or candidate (SUP-01)."""

    __tablename__ = "supervisor"

    person_id: Mapped[str] = stored(
        Ref(mark("Supervisor"), mark("The person"), required=True, to="person", owned=True))
    status: Mapped[str] = stored(
        Choice(mark("State"), mark("Where this relationship stands"), required=True, list_id="supervisor_status"))
    starts_on: Mapped[date | None] = stored(Day(mark("Since"), mark("When supervision began")))
    ends_on: Mapped[date | None] = stored(Day(mark("Until"), mark("When it ended")))
    practising: Mapped[str | None] = stored(
        Choice(mark("Practising case manager"), mark("Not a condition, worth knowing"),
               list_id="practising_case_manager"))
    years_case_management: Mapped[int | None] = stored(
        Number(mark("Years in case management"), mark("Whole years"), maximum=70))
    years_total: Mapped[int | None] = stored(Number(mark("Years of experience in all"), mark("Whole years"), maximum=70))
    specialist_fields: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Fields of practice"), mark("What they know well"), list_id="practice_fields"))
    client_groups: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Client groups"), mark("Whom they have worked with"), list_id="client_groups"))
    approach: Mapped[str | None] = stored(Text(mark("Approach"), mark("How they supervise, in a line"), limit=1000))
    theory: Mapped[str | None] = stored(Text(mark("Theoretical framework"), mark("If they name one"), limit=1000))
    models: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Models used"), mark("Reflective models"), list_id="models"))
    formats: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Formats offered"), mark("In person, by telephone, by video"), list_id="delivery_format"))
    fee_pence: Mapped[int | None] = stored(Money(mark("Fee"), mark("In pounds, without VAT")))
    fee_basis: Mapped[str | None] = stored(Choice(mark("Fee basis"), mark("What the fee is for"), list_id="fee_basis"))
    own_supervision: Mapped[str | None] = stored(
        Choice(mark("Has own supervision"), mark("Ask; a supervisor is supervised too"), list_id="own_supervision"))
    own_supervision_note: Mapped[str | None] = stored(
        Text(mark("Kind and frequency"), mark("What they told you of it"), limit=1000))
    own_supervision_asked_on: Mapped[date | None] = stored(Day(mark("Asked on"), mark("When you last asked")))
    inclusive: Mapped[str | None] = stored(_answer(mark("Inclusive"), mark("Works well with people of every background")))
    ethical: Mapped[str | None] = stored(
        _answer(mark("Ethical"), mark("Keeps what is right in view, not only what works")))
    non_judgemental: Mapped[str | None] = stored(
        _answer(mark("Non-judgemental"), mark("Looks at what happened without passing sentence on you")))
    knowledge_experience: Mapped[str | None] = stored(
        _answer(mark("Knowledge and experience"), mark("Knows enough of this work to help with it")))
    emotional_support: Mapped[str | None] = stored(
        _answer(mark("Emotional support"), mark("Can stay with feelings as well as facts")))
    relationship_building: Mapped[str | None] = stored(
        _answer(mark("Building relationships"), mark("Makes a working relationship that lasts")))
    answers_note: Mapped[str | None] = stored(
        LongText(mark("Note on approach and capability"), mark("Only what helps you choose"), limit=4000))
    approach_fit: Mapped[str | None] = stored(
        _score(mark("Approach fits"), mark("The way they work suits what you need")))
    expertise_fit: Mapped[str | None] = stored(_score(mark("Expertise fits"), mark("What they know matches what you bring")))
    theory_fit: Mapped[str | None] = stored(
        _score(mark("Theoretical framework fits"), mark("You can work with the ideas they start from")))
    personal_comfort: Mapped[str | None] = stored(
        _score(mark("Comfortable with the person"), mark("You could tell them what went wrong")))
    client_group_knowledge: Mapped[str | None] = stored(
        _score(mark("Knows the client group"), mark("They know the people you work for")))
    cm_standards_knowledge: Mapped[str | None] = stored(
        _score(mark("Knows case-management standards"), mark("They know what good case management asks for")))
    criteria_note: Mapped[str | None] = stored(
        LongText(mark("Note on the criteria"), mark("Only what helps you choose"), limit=4000))
    compared: Mapped[bool | None] = stored(YesNo(mark("In the comparison"), mark("Yes or no")))
    decision: Mapped[str | None] = stored(
        Choice(mark("Decision"), mark("What you decided for now"), list_id="candidate_decision"))
    decision_reason: Mapped[str | None] = stored(
        Text(mark("Reason for the decision"), mark("One line, if you wish"), limit=1000))
    decided_on: Mapped[date | None] = stored(Day(mark("Decided on"), mark("When you decided")))
    own_supervision_with: Mapped[str | None] = stored(
        Text(mark("With whom"), mark("A role or a name, if they told you"), limit=200))
    own_supervision_last_on: Mapped[date | None] = stored(Day(mark("Their last session"), mark("If they told you")))
    ask_again_on: Mapped[date | None] = stored(Day(mark("Ask again on"), mark("Leave empty for the usual interval")))
    wellbeing_asked_on: Mapped[date | None] = stored(
        Day(mark("Asked about well-being on"), mark("When you asked how they look after themselves")))
    wellbeing_satisfied: Mapped[str | None] = stored(
        Choice(mark("Satisfied with the answer"), mark("Yes or no; keep no detail of anybody's health"),
               list_id="satisfied"))
    choice: Mapped[str | None] = stored(
        Choice(mark("How they were chosen"), mark("Whether you had a choice"), list_id="choice_of_supervisor"))
    choice_note: Mapped[str | None] = stored(Text(mark("About the choice"), mark("One line, if you wish"), limit=1000))
    is_peer: Mapped[bool | None] = stored(YesNo(mark("We are peers"), mark("Colleagues of equal standing")))
    mutual: Mapped[bool | None] = stored(
        YesNo(mark("We supervise each other"), mark("Puts them among those whom you supervise too")))
    responsibilities: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("What they take on"), mark("Tick what was agreed"), list_id="supervisor_responsibilities"))
    double_roles: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Other roles"), mark("Tick where they also meet you as"), list_id="double_roles"))
    double_roles_note: Mapped[str | None] = stored(
        LongText(mark("How the roles are kept apart"), mark("What the two of you agreed"), limit=4000))
    culture_theirs: Mapped[str | None] = stored(LongText(
        mark("What I should know about them"),
        mark("Culture, working style, needs. Kept out of prints, but not privileged: others may be able to ask for it"),
        private=True, limit=4000))
    culture_mine: Mapped[str | None] = stored(LongText(
        mark("What they should know about me"),
        mark("Culture, working style, needs. Kept out of prints, but not privileged: others may be able to ask for it"),
        private=True, limit=4000))
    culture_agreed: Mapped[str | None] = stored(LongText(
        mark("What we adjust"), mark("Kept out of prints, but not privileged: others may be able to ask for it"),
        private=True, limit=4000))
    culture_review_on: Mapped[date | None] = stored(Day(mark("Look again on"), mark("When you want to talk about it again")))
    culture_print: Mapped[bool | None] = stored(
        YesNo(mark("May stand on prints"), mark("Asked once more when you print")))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """Nobody supervises themselves (000 How to choose L195); an end before its start is no end."""
        return _relation_problems(values, tr("You cannot be your own supervisor. Choose another person."))


class SupervisorPurpose(Record):
    """What a supervisor is for (SUP-02): several supervisors stand side by side, each for stated purposes."""

    __tablename__ = "supervisor_purpose"

    supervisor_id: Mapped[str] = stored(
        Ref(mark("Supervisor"), mark("Whose purpose"), required=True, to="supervisor", owned=True))
    purpose: Mapped[str] = stored(
        Choice(mark("Purpose"), mark("What this supervision is for"), required=True, list_id="purpose_of_relationship"))
    is_primary: Mapped[bool | None] = stored(YesNo(mark("Main purpose"), mark("Yes for the main one")))
    starts_on: Mapped[date | None] = stored(Day(mark("From"), mark("When this purpose began")))
    ends_on: Mapped[date | None] = stored(Day(mark("To"), mark("When it ended")))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """An end before its start is no end."""
        return period_problem(values)


class Supervisee(Papers, Record):
    """What is known of a person whom the practitioner supervises (SVE-01)."""

    __tablename__ = "supervisee"

    person_id: Mapped[str] = stored(
        Ref(mark("Supervisee"), mark("The person"), required=True, to="person", owned=True))
    status: Mapped[str] = stored(
        Choice(mark("State"), mark("Where this relationship stands"), required=True, list_id="supervisor_status"))
    starts_on: Mapped[date | None] = stored(Day(mark("Since"), mark("When supervision began")))
    ends_on: Mapped[date | None] = stored(Day(mark("Until"), mark("When it ended")))
    employment_status: Mapped[str | None] = stored(
        Choice(mark("Employment status"), mark("How they work"), list_id="employment_status"))
    practice_fields: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Fields of practice"), mark("What they work in"), list_id="practice_fields"))
    newly_registered: Mapped[bool | None] = stored(YesNo(mark("Newly registered"), mark("Yes or no")))
    agreed_frequency: Mapped[str | None] = stored(Text(mark("Agreed frequency"), mark("For example once a month")))
    strengths: Mapped[str | None] = stored(LongText(mark("Strengths"), mark("What they do well"), limit=4000))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """Nobody supervises themselves; an end before its start is no end."""
        return _relation_problems(values, tr("You cannot supervise yourself. Choose another person."))


def period_problem(values: Values, start: str = "starts_on", end: str = "ends_on") -> dict[str, str]:
    """{end: sentence} where a period ends before it starts."""
    first, last = values.get(start), values.get(end)
    if first is None or last is None or last >= first:
        return {}
    return {end: tr("The end lies before the start. Give a date on or after the start.")}


def _relation_problems(values: Values, oneself: str) -> dict[str, str]:
    found = period_problem(values)
    if values.get("person_id") == SELF:
        found["person_id"] = oneself
    return found
