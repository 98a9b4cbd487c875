"""What was shared about cases: with whom, what, why, and in which way (PRV-04). Its cases are links."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, stored
from supervision_desktop.fields.kinds import Choice, Day, Ref, Text
from supervision_desktop.i18n import mark


class Share(Record):
    """One line of the share log. A line made by a print names its line in the print log."""

    __tablename__ = "share"

    on: Mapped[date] = stored(Day(mark("Date"), mark("When it was shared"), required=True), index=True)
    what: Mapped[str] = stored(
        Text(mark("What"), mark("Neutral words: a record, a summary, a call"), required=True, limit=400,
             pseudonymous=True))
    person_id: Mapped[str | None] = stored(
        Ref(mark("With"), mark("Somebody in this practice file"), to="person"))
    recipient: Mapped[str | None] = stored(
        Text(mark("Or somebody else"), mark("A name, or an office such as the deputy"), limit=200))
    purpose: Mapped[str | None] = stored(Text(mark("For"), mark("Why, in a few words"), limit=400, pseudonymous=True))
    way: Mapped[str | None] = stored(
        Choice(mark("In which way"), mark("On paper, as a file, by word of mouth"), list_id="share_way", own=True))
    basis: Mapped[str | None] = stored(
        Choice(mark("What allows it"), mark("If you wish to note it"), list_id="share_basis", own=True))
    identification: Mapped[str | None] = stored(
        Choice(mark("Clients named by"), mark("Reference, initials or full name"), list_id="identification_rule"))
    print_id: Mapped[str | None] = stored(
        Ref(mark("Print"), mark("The line of the print log it came with"), to="print_log"))
