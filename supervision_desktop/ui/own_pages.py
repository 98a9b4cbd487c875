"""Commands of the File menu that open a page about the practice as a whole, or take something in or out."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui.development.tour import show_tour
from supervision_desktop.ui.dialogs.profile import show_profile
from supervision_desktop.ui.importing.dialog import show_import
from supervision_desktop.ui.menus import Command
from supervision_desktop.ui.outlets import Outlets
from supervision_desktop.ui.sessions.calendar_file import save_calendar
from supervision_desktop.ui.setup.guide import show_guide
from supervision_desktop.ui.sharing.page import show_sharing
from supervision_desktop.ui.sharing.whole import show_whole
from supervision_desktop.ui.workspace import Workspace


def own_pages(workspace: Workspace, window: QWidget, outlets: Outlets) -> list[Command | None]:
    """Profile, set-up, tour, requests about data, bringing in, the diary and the whole as files, what left the program."""
    return [
        Command(tr("Your profile…"), lambda: show_profile(workspace, window)),
        Command(tr("Set up by questions…"), lambda: show_guide(workspace, window)),
        Command(tr("A tour in ten minutes…"), lambda: show_tour(workspace, window)), None,
        Command(tr("Rights and requests…"), lambda: workspace.rights_wanted.emit("", "", "")), None,
        Command(tr("Bring in from a file…"), lambda: show_import(workspace, window)),
        Command(tr("Planned sessions as a calendar file…"), lambda: save_calendar(workspace, window, outlets)),
        Command(tr("The whole practice as a file…"), lambda: show_whole(workspace, outlets, window)),
        Command(tr("Shared and printed…"), lambda: show_sharing(workspace, window))]
