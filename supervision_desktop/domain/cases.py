"""Cases as supervision needs them: a reference and little more (CAS-01); and who instructs and pays."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import or_
from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import SELF, Record, Values, stored
from supervision_desktop.domain.people import period_problem
from supervision_desktop.fields.kinds import Choice, Day, LongText, Minutes, Money, Ref, Text
from supervision_desktop.i18n import mark, tr

STAND_IN = "00000000-0000-4000-8000-000000000002"
"""The id of the case under which the figures of erased clients stay that cannot be without a case."""
STAND_IN_REFERENCE = mark("Erased clients")


class InstructingParty(Record):
    """Who instructs on cases and may be charged: a solicitor's firm, an insurer, a deputy."""

    __tablename__ = "instructing_party"

    name: Mapped[str] = stored(Text(mark("Instructing party"), mark("Firm or office"), required=True, limit=200))
    contact: Mapped[str | None] = stored(Text(mark("Contact"), mark("Who handles your invoices")))
    email: Mapped[str | None] = stored(Text(mark("E-mail"), mark("For your own reference; nothing is sent")))
    address: Mapped[str | None] = stored(LongText(mark("Address"), mark("As it stands on letters"), limit=1000))


class Case(Record):
    """A piece of work for one client, held under a reference; a name is optional and hidden until asked (PRV-02)."""

    __tablename__ = "case"

    reference: Mapped[str] = stored(
        Text(mark("Reference"), mark("A random word and two digits say nothing about anyone"), required=True, limit=60,
             pseudonymous=True))
    client_name: Mapped[str | None] = stored(
        Text(mark("Client's name"), mark("Optional; hidden until you ask, left out of prints"), private=True,
             limit=200))
    party_id: Mapped[str | None] = stored(
        Ref(mark("Instructing party"), mark("Who instructs you"), to="instructing_party"))
    party_reference: Mapped[str | None] = stored(
        Text(mark("Their reference"), mark("Stands on statements to them"), limit=100, pseudonymous=True))
    adult_child: Mapped[str | None] = stored(Choice(mark("Adult or child"), mark("At present"), list_id="adult_child"))
    field: Mapped[str | None] = stored(
        Choice(mark("Field of practice"), mark("For example brain injury"), list_id="practice_fields", own=True))
    status: Mapped[str] = stored(Choice(mark("State"), mark("All but closed count as caseload"), required=True,
                                        list_id="case_status"))
    allocated_on: Mapped[date | None] = stored(Day(mark("Allocated"), mark("When the case came to you")))
    closed_on: Mapped[date | None] = stored(Day(mark("Closed"), mark("When the work ended")))
    holder_id: Mapped[str | None] = stored(
        Ref(mark("Held by"), mark("You, or somebody you supervise"), to="person"))
    risk_level: Mapped[str | None] = stored(
        Choice(mark("Own risk level"), mark("Your own words for it"), list_id="risk_level"))
    flag: Mapped[str | None] = stored(
        Text(mark("To discuss"), mark("Why it should come to supervision; empty when it need not"), pseudonymous=True))
    told: Mapped[str | None] = stored(
        Choice(mark("Client knows of supervision"), mark("That the case may be talked about there"), list_id="client_told"))
    told_on: Mapped[date | None] = stored(Day(mark("Told on"), mark("Or the date of the notice")))
    told_by: Mapped[str | None] = stored(
        Text(mark("Notice or agreement"), mark("Which one says so"), limit=200))
    told_reason: Mapped[str | None] = stored(
        Text(mark("Why not"), mark("If you wish to say"), limit=1000, pseudonymous=True))
    notes: Mapped[str | None] = stored(
        LongText(mark("Notes"), mark("What supervision needs, not the client file"), pseudonymous=True))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """A case does not close before it came."""
        return period_problem(values, "allocated_on", "closed_on")


class CaseAgreement(Record):
    """What an instructing party said about charging supervision on one case, with its limits.

    Holds the four points to consider, answered once and inherited by each time entry (000 Can I charge L267-274).
    """

    __tablename__ = "case_agreement"

    case_id: Mapped[str] = stored(Ref(mark("Case"), mark("Which case"), required=True, to="case", owned=True))
    agreed: Mapped[str] = stored(
        Choice(mark("Agreed"), mark("What they answered"), required=True, list_id="agreed"))
    on: Mapped[date | None] = stored(Day(mark("Date"), mark("When they answered")))
    reference: Mapped[str | None] = stored(Text(mark("Agreement reference"), mark("Letter or e-mail it stands in")))
    valid_until: Mapped[date | None] = stored(Day(mark("Valid until"), mark("Leave empty if open-ended")))
    rate_pence: Mapped[int | None] = stored(Money(mark("Rate for an hour"), mark("In pounds, without VAT")))
    cap_minutes: Mapped[int | None] = stored(
        Minutes(mark("Cap in time"), mark("For a year, for example 2 h"), maximum=60_000))
    cap_pence: Mapped[int | None] = stored(Money(mark("Cap in money"), mark("For a year, in pounds")))
    rounding: Mapped[str | None] = stored(
        Choice(mark("Rounded up to"), mark("Each line, once"), list_id="rounding_unit"))
    own_policy: Mapped[str | None] = stored(
        Choice(mark("Your own policy"), mark("Does your policy treat this time as chargeable?"),
               list_id="consideration_answer"))
    adds_value: Mapped[str | None] = stored(
        Choice(mark("Value to this case"), mark("Does it move this case forward?"), list_id="consideration_answer"))
    party_agrees: Mapped[str | None] = stored(
        Choice(mark("Agreement of the instructing party"), mark("Have they said yes?"), list_id="consideration_answer"))
    training_need: Mapped[str | None] = stored(
        Choice(mark("A training need"), mark("Is it really your own learning?"), list_id="consideration_answer"))
    considered_note: Mapped[str | None] = stored(
        LongText(mark("What you considered"), mark("One line is enough"), limit=4000, pseudonymous=True))
    considered_on: Mapped[date | None] = stored(Day(mark("Considered on"), mark("When you answered these points")))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """An agreement that ends before it was made is none."""
        return period_problem(values, "on", "valid_until")


CLOSED = "closed"
"""The state of a case that is caseload no more."""
MINE = or_(Case.holder_id.is_(None), Case.holder_id == SELF)
"""The practitioner's own cases; one that names nobody is hers."""
AGREED = ("yes", "part")
"""Answers under which time may be charged."""
LIKE_A_NAME = re.compile(r"[A-Z][a-z'’-]+,? [A-Z][a-z'’-]+")
LIKE_A_BIRTHDAY = re.compile(
    r"(?<!\d)(?:[0-3]\d[-/.]?[01]\d[-/.]?(?:19|20)?\d\d|(?:19|20)\d\d[-/.]?[01]\d[-/.]?[0-3]\d)(?!\d)")
CONSIDERATIONS = ("own_policy", "adds_value", "party_agrees", "training_need")


def case_hint(values: Values) -> str | None:
    """A quiet word where a reference looks like initials, a name or a date of birth (REC-10 Amended)."""
    reference = str(values.get("reference") or "")
    if reference.replace(".", "").isupper() and 1 < len(reference.replace(".", "")) <= 3:
        return tr("Initials are often recognisable. A random word and two digits say less.")
    if LIKE_A_NAME.fullmatch(reference):
        return tr("This reads like somebody's name. A random word and two digits say less.")
    if LIKE_A_BIRTHDAY.search(reference):
        return tr("Figures like these can be read as a date of birth. A random word and two digits say less.")
    return None
