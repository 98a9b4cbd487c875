"""Working without a written contract: that it was decided, when, and why if anybody wishes to say (CON-02)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, stored
from supervision_desktop.fields.kinds import Day, Ref, Text
from supervision_desktop.i18n import mark


class ContractDecision(Record):
    """It was decided to have no written contract with somebody."""

    __tablename__ = "contract_decision"

    person_id: Mapped[str] = stored(
        Ref(mark("With"), mark("The other person"), required=True, to="person", owned=True))
    decided_on: Mapped[date] = stored(Day(mark("Decided on"), mark("When you decided to have none"), required=True))
    reason: Mapped[str | None] = stored(Text(mark("Reason"), mark("One line, if you wish"), limit=1000))
