"""What supervision costs and earns, own rates with their dates, lines to charge, budgets and targets. Pence and minutes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import SELF, Record, Values, stored
from supervision_desktop.domain.people import period_problem
from supervision_desktop.fields.kinds import Choice, Day, LongText, Minutes, Money, Number, Ref, Text, YesNo
from supervision_desktop.i18n import mark, tr

LEAST, MOST = -10_000_000, 10_000_000
"""A correction may take away what a line put down."""


class ChargingPolicy(Record):
    """How the practitioner treats supervision, training and line management when charging, dated (BIL-06, 000 L271)."""

    __tablename__ = "charging_policy"

    valid_from: Mapped[date] = stored(Day(mark("Valid from"), mark("Decisions from then on go by it"), required=True))
    version: Mapped[int | None] = stored(Number(mark("Version"), mark("Counts up"), minimum=1, maximum=999))
    text: Mapped[str | None] = stored(
        LongText(mark("Own policy on charging"), mark("Supervision, training, line management"), limit=8000))


class OwnRate(Record):
    """The practitioner's own hourly rate in a period; a new rate never rewrites the past."""

    __tablename__ = "own_rate"

    starts_on: Mapped[date] = stored(Day(mark("From"), mark("First day of this rate"), required=True))
    ends_on: Mapped[date | None] = stored(Day(mark("To"), mark("Leave empty while it holds")))
    pence: Mapped[int] = stored(Money(mark("Rate for an hour"), mark("In pounds, without VAT"), required=True))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """An end before its start is no end."""
        return period_problem(values)


class ChargeLine(Record):
    """One line for an invoice of the practitioner's own, or a correction of an earlier one (BIL-12).

    True in nature, neutral in content: supervision is not renamed. Closed once exported, the invoice's number aside.
    """

    __tablename__ = "charge_line"
    SEALED_BY = "exported_on"
    OPEN_FIELDS: ClassVar[frozenset[str]] = frozenset({"invoice_number"})
    STAYS: ClassVar[Mapping[str, frozenset[str]]] = {"case_id": frozenset({"activity", "reason", "reference"})}

    entry_id: Mapped[str | None] = stored(Ref(mark("Time entry"), mark("Whose time it is"), to="time_entry"))
    corrects_id: Mapped[str | None] = stored(Ref(mark("Corrects"), mark("The line put right by this one"), to="charge_line"))
    case_id: Mapped[str] = stored(Ref(mark("Case"), mark("Whom it is charged to"), required=True, to="case"))
    agreement_id: Mapped[str | None] = stored(
        Ref(mark("Agreement"), mark("Under which it is charged"), to="case_agreement"))
    on: Mapped[date] = stored(Day(mark("Date"), mark("When the work was done"), required=True))
    activity: Mapped[str] = stored(
        Text(mark("Activity"), mark("True in nature, neutral in words"), required=True, limit=300))
    minutes: Mapped[int] = stored(
        Number(mark("Minutes worked"), mark("As worked"), required=True, minimum=LEAST, maximum=MOST))
    billed: Mapped[int] = stored(
        Number(mark("Minutes charged"), mark("Rounded up once"), required=True, minimum=LEAST, maximum=MOST))
    rate_pence: Mapped[int] = stored(Money(mark("Rate for an hour"), mark("In pounds, without VAT"), required=True))
    amount_pence: Mapped[int] = stored(
        Money(mark("Amount"), mark("In pounds, without VAT"), required=True, minimum=LEAST, maximum=MOST))
    reason: Mapped[str | None] = stored(Text(mark("Why"), mark("No agreement, or what is put right"), limit=1000))
    exported_on: Mapped[date | None] = stored(Day(mark("Exported on"), mark("When it went onto an invoice")))
    invoice_number: Mapped[str | None] = stored(Text(mark("Invoice number"), mark("Of your own invoice"), limit=60))
    unit: Mapped[int | None] = stored(
        Number(mark("Rounded up to minutes"), mark("As agreed when it was charged"), minimum=1, maximum=60))
    party_id: Mapped[str | None] = stored(
        Ref(mark("Charged to"), mark("Who instructed then; a later change of hands leaves it"), to="instructing_party"))
    reference: Mapped[str | None] = stored(
        Text(mark("Reference"), mark("Of the case, as it stood on the invoice"), limit=100))


class ClosedPeriod(Record):
    """A stretch of time whose entries are settled and no longer changed."""

    __tablename__ = "closed_period"

    starts_on: Mapped[date] = stored(Day(mark("From"), mark("First day"), required=True))
    ends_on: Mapped[date] = stored(Day(mark("To"), mark("Last day"), required=True))
    note: Mapped[str | None] = stored(Text(mark("Note"), mark("For example the return it went into")))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """An end before its start is no end."""
        return period_problem(values)


class Invoice(Record):
    """An invoice for supervision: received from a supervisor, or sent to a supervisee (BIL-08, SVE-06)."""

    __tablename__ = "invoice"

    direction: Mapped[str] = stored(
        Choice(mark("Direction"), mark("Received or given"), required=True, list_id="direction"))
    person_id: Mapped[str] = stored(Ref(mark("From or to"), mark("The other person"), required=True, to="person"))
    number: Mapped[str | None] = stored(Text(mark("Invoice number"), mark("As it stands on the invoice"), limit=60))
    on: Mapped[date] = stored(Day(mark("Date"), mark("Date of the invoice"), required=True), index=True)
    due_on: Mapped[date | None] = stored(Day(mark("Due"), mark("Last day to pay")))
    net_pence: Mapped[int] = stored(Money(mark("Amount"), mark("In pounds, without VAT"), required=True))
    vat_pence: Mapped[int | None] = stored(Money(mark("VAT"), mark("In pounds; empty if none")))
    paid_on: Mapped[date | None] = stored(Day(mark("Paid on"), mark("Empty while it is open")))
    payer: Mapped[str | None] = stored(Choice(mark("Paid by"), mark("Who pays"), list_id="payer"))
    note: Mapped[str | None] = stored(Text(mark("Note"), mark("For yourself"), limit=1000))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """Nobody invoices themselves; it is not due before it was written."""
        found = period_problem(values, "on", "due_on")
        if values.get("person_id") == SELF:
            found["person_id"] = tr("An invoice is from or to somebody else. Choose another person.")
        return found


class InvoiceSession(Record):
    """A session that an invoice is for."""

    __tablename__ = "invoice_session"

    invoice_id: Mapped[str] = stored(Ref(mark("Invoice"), mark("Which invoice"), required=True, to="invoice", owned=True))
    session_id: Mapped[str] = stored(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session", owned=True))


class Cost(Record):
    """What supervision cost beside a supervisor's invoice: travel, mileage, a room (BIL-08 Amended)."""

    __tablename__ = "cost"

    on: Mapped[date] = stored(Day(mark("Date"), mark("When it was spent"), required=True), index=True)
    kind: Mapped[str] = stored(
        Choice(mark("Kind of cost"), mark("Travel, mileage, room …"), required=True, list_id="cost_kind", own=True))
    pence: Mapped[int] = stored(Money(mark("Amount"), mark("In pounds, without VAT"), required=True))
    vat_pence: Mapped[int | None] = stored(Money(mark("VAT"), mark("In pounds; empty if none")))
    miles: Mapped[int | None] = stored(Number(mark("Miles"), mark("Whole miles, for mileage"), maximum=5000))
    session_id: Mapped[str | None] = stored(
        Ref(mark("Session"), mark("If it belongs to one"), to="supervision_session"))
    note: Mapped[str | None] = stored(Text(mark("Note"), mark("For yourself"), limit=1000))


class Budget(Record):
    """What the practitioner means to spend on supervision in a period, mostly a year (BIL-14)."""

    __tablename__ = "budget"

    starts_on: Mapped[date] = stored(Day(mark("From"), mark("First day"), required=True))
    ends_on: Mapped[date] = stored(Day(mark("To"), mark("Last day"), required=True))
    pence: Mapped[int] = stored(Money(mark("Budget"), mark("In pounds, without VAT"), required=True))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """An end before its start is no end."""
        return period_problem(values)


class BillingTarget(Record):
    """Billable time aimed at in a day or a week; time for supervision may be taken out of it (BIL-10, 000 L265)."""

    __tablename__ = "billing_target"

    starts_on: Mapped[date] = stored(Day(mark("From"), mark("First day"), required=True))
    minutes: Mapped[int] = stored(
        Minutes(mark("Billable time aimed at"), mark("For example 20 h"), required=True, maximum=10_080))
    per: Mapped[str] = stored(Choice(mark("In each"), mark("Day or week"), required=True, list_id="target_unit"))
    days: Mapped[int | None] = stored(Number(mark("Working days a week"), mark("1 to 7"), minimum=1, maximum=7))
    lowered: Mapped[bool | None] = stored(
        YesNo(mark("Take supervision out of the target"), mark("So that protected time is no shortfall")))
