"""What the status page says of this computer: when it locks, what it remembers, what others see of the screen."""

from __future__ import annotations

from dataclasses import dataclass

from supervision_desktop.i18n import tr
from supervision_desktop.services.backups import Fact


@dataclass(frozen=True)
class Here:
    """How the program stands on this computer."""

    idle: int
    held: int
    """Idle minutes allowed while a session of today is open."""
    remembered: bool
    hears: bool
    """Whether the system tells about its own lock."""
    can_block: bool
    blocks: bool
    """Whether the windows are kept out of shared screens."""
    sheet_checked: bool


def facts(found: Here) -> tuple[Fact, ...]:
    """In plain words."""
    return (Fact(_locks(found)), Fact(_screen(found)), Fact(
        tr("Remembered: the practice file opens here without the passphrase, for a week at most.") if found.remembered else
        tr("Not remembered: the passphrase is asked for each time.")), _sheet(found))


def _locks(found: Here) -> str:
    idle = tr("1 minute") if found.idle == 1 else tr("{n} minutes").format(n=found.idle)
    said = [tr("Locks after {time} without keys or mouse.").format(time=idle)]
    if found.held > found.idle:
        said.append(tr("While a session of today is open, after {n} minutes.").format(n=found.held))
    said.append(tr("It locks at once when the computer is locked or goes to sleep.") if found.hears else
                tr("After a sleep it locks when the computer wakes; this system does not tell when its screen is locked."))
    return " ".join(said)


def _screen(found: Here) -> str:
    if not found.can_block:
        return tr("This system cannot keep the windows out of screenshots and shared screens.")
    return (tr("Screenshots and shared screens show these windows black.") if found.blocks else
            tr("Screenshots and shared screens show these windows until the program is closed or locked."))


def _sheet(found: Here) -> Fact:
    if found.sheet_checked:
        return Fact(tr("The recovery sheet was typed back, so it can be read."))
    return Fact(tr("The recovery sheet was not typed back yet, so nobody knows whether it can be read."), warning=True)
