"""How training that must be renewed reads, the same on screen, on paper and on Today."""

from __future__ import annotations

from supervision_desktop.formats import day_short, day_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import development_training as training
from supervision_desktop.services.development_training import MustRow

STATES = {
    training.VALID: mark("in time"), training.SOON: mark("runs out soon"), training.EXPIRED: mark("has run out"),
    training.OPEN_ENDED: mark("no last day named"), training.NOT_DONE: mark("not done yet"),
}


def must_state(row: MustRow) -> str:
    """How it stands, and the day of a booked renewal."""
    words, day = tr(STATES[row.state]), training.booked(row)
    return tr("{state}, booked {day}").format(state=words, day=day_short(day)) if day else words


def reminder(row: MustRow) -> str:
    """The reason on Today."""
    assert row.until is not None  # only what has a last day runs out
    words = tr("Ran out on {day}") if row.state == training.EXPIRED else tr("Holds until {day}")
    said, day = words.format(day=day_text(row.until)), training.booked(row)
    return tr("{said}, renewal booked for {day}").format(said=said, day=day_text(day)) if day else said
