"""How figures of the learning log read."""

from __future__ import annotations

from supervision_desktop.domain.cpd_figures import Period
from supervision_desktop.formats import day_short, day_text, minutes_text
from supervision_desktop.i18n import tr
from supervision_desktop.services.cpd_summary import Summary
from supervision_desktop.ui.workspace import Workspace


def period_words(period: Period) -> str:
    """From when to when."""
    return tr("{a} to {b}").format(a=day_text(period.starts), b=day_text(period.ends))


def so_far(one: Summary) -> str:
    """Time of a period, against the hours of a body where it names some."""
    if one.wanted:
        return tr("{time} of {wanted}").format(time=minutes_text(one.minutes), wanted=minutes_text(one.wanted))
    return minutes_text(one.minutes)


def short(workspace: Workspace, one: Summary) -> str:
    """One line for over the list."""
    name = workspace.label("bodies", one.body) or tr("Last 12 months")
    return tr("{name}: {time}").format(name=name, time=so_far(one))


def gap_words(one: Summary) -> str:
    """Stretches of three months or longer without an entry."""
    if not one.gaps:
        return ""
    found = [tr("{a} to {b}").format(a=day_short(gap.starts), b=day_short(gap.ends)) for gap in one.gaps]
    return tr("No entry for three months or longer: {gaps}.").format(gaps="; ".join(found))
