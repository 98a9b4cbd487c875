"""Planned sessions as a file for a calendar (SES-22)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.errors import SupervisionError
from supervision_desktop.exchange.calendar import Meeting, ics_bytes
from supervision_desktop.exchange.files import write_file
from supervision_desktop.formats import stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services import diary, practice
from supervision_desktop.ui.outlets import Outlets
from supervision_desktop.ui.workspace import Workspace


def save_calendar(workspace: Workspace, window: QWidget, outlets: Outlets) -> bool:
    """Asks where to, writes what is planned from today on, and says so. False where nothing was written."""
    with workspace.read() as db:
        rows = diary.planned(db, workspace.today())
    if not rows:
        workspace.noticed.emit(tr("No session is planned. Plan one first."), None)
        return False
    path = outlets.choose_file(window, "Supervision.ics")
    if path is None:
        return False
    meetings = [Meeting(row.id, row.on, row.starts, row.minutes, row.who, row.place, row.zone) for row in rows]
    try:
        write_file(path, ics_bytes(meetings, workspace.clock()), force=True)
    except SupervisionError as fault:
        workspace.noticed.emit(fault.sentence, None)
        return False
    except OSError:
        workspace.noticed.emit(tr("The calendar file could not be written there. Choose another place."), None)
        return False
    workspace.attempt(practice.logged(stamp(workspace.clock), tr("Planned sessions"), "file"))
    words = tr("1 planned session written to {name}") if len(rows) == 1 else tr("{n} planned sessions written to {name}")
    workspace.noticed.emit(words.format(n=len(rows), name=path.name), None)
    return True
