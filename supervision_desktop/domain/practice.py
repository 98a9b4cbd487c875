"""The practice's own small records: list values, settings, and the log of what left the program."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, stored
from supervision_desktop.fields.kinds import Choice, Moment, Text, YesNo
from supervision_desktop.i18n import mark


class ListItem(Record):
    """A value of the user's own in one of the open lists."""

    __tablename__ = "list_item"

    list_id: Mapped[str] = stored(Text(mark("List"), mark("Which list it belongs to"), required=True))
    label: Mapped[str] = stored(Text(mark("Value"), mark("As it should read"), required=True, limit=200))


class Setting(Record):
    """One setting of this practice, as text; its id is its name."""

    __tablename__ = "setting"

    value: Mapped[str] = stored(Text(mark("Value"), mark("As chosen in Settings"), required=True, limit=4000))


class PrintLog(Record):
    """A line for everything that was printed, saved as a file or exported (RPT-10)."""

    __tablename__ = "print_log"
    FINAL = True

    at: Mapped[str] = stored(Moment(mark("When"), mark("UTC"), required=True))
    document: Mapped[str] = stored(Text(mark("Document"), mark("Its neutral title"), required=True))
    output: Mapped[str] = stored(Choice(mark("As"), mark("Printed, PDF, CSV …"), required=True, list_id="output_kind"))
    identification: Mapped[str | None] = stored(
        Choice(mark("Clients named by"), mark("Level of identification"), list_id="identification_rule"))
    with_private: Mapped[bool | None] = stored(YesNo(mark("Private notes included"), mark("Yes or no")))
    with_password: Mapped[bool | None] = stored(YesNo(mark("Password protected"), mark("Yes or no")))
    purpose: Mapped[str | None] = stored(Text(mark("For"), mark("Who it was for, if you wish")))
    seal: Mapped[str | None] = stored(
        Text(mark("Digital seal"), mark("By which you know your own seal again: digits of its certificate"), limit=100))
