"""The day on which a request came, as both pages ask for it that note one."""

from __future__ import annotations

from datetime import date

from supervision_desktop.i18n import tr
from supervision_desktop.ui.widgets.day_edit import DayEdit
from supervision_desktop.ui.widgets.field import LabelledField


def day_of_request(field: LabelledField[DayEdit], today: date) -> date | None:
    """The day in the field; None where it is no day that can be, which is said under it."""
    field.editor.finish()
    day = field.editor.value()
    if field.problem():
        return None
    if day is None or day > today:
        field.say_problem(tr("Give the day on which the request came.") if day is None else
                          tr("This day is still to come. Give the day on which the request came."))
        return None
    return day
