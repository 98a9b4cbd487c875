"""What stands behind the pages about moving house: the facts they need, and their way to paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from supervision_desktop.errors import SupervisionError
from supervision_desktop.formats import stamp
from supervision_desktop.i18n import tr
from supervision_desktop.reports.moving_house import Guide, guide_pdf, if_i_cannot, new_laptop
from supervision_desktop.reports.style import load_sheet
from supervision_desktop.services import backups as care
from supervision_desktop.services import moving, practice
from supervision_desktop.services.kind_words import kind_name
from supervision_desktop.services.moving import Stand
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.ui import paper
from supervision_desktop.ui.dialogs.moving import LAPTOP, MovingDialog, Removal
from supervision_desktop.ui.jobs import Progress
from supervision_desktop.ui.outlets import Outlets, print_pdf
from supervision_desktop.ui.workspace import Workspace

Say = Callable[[str], object]


def show_moving(workspace: Workspace, folder: PracticeFolder, outlets: Outlets, parent: QWidget) -> MovingDialog:
    """Open the two pages."""
    with workspace.read() as db:
        stand = moving.stand(db)
    made = MovingDialog(Removal(partial(guide_of, workspace, folder), stand, partial(keep, workspace),
                                partial(save, workspace), partial(print_it, workspace, outlets), outlets), parent)
    made.open()
    return made


def guide_of(workspace: Workspace, folder: PracticeFolder, page: str, stand: Stand) -> Guide:
    """One of the pages, with what is true of this practice file today."""
    with workspace.read() as db:
        copies = practice.setting(db, care.COPY_FOLDER)
        counts = [(kind_name(kind), number) for kind, number in moving.counts(db)]
    if page == LAPTOP:
        return new_laptop(str(folder.backups), copies, counts, workspace.today())
    return if_i_cannot(stand.executor, stand.sheet, stand.wishes, str(folder.root), copies)


def keep(workspace: Workspace, stand: Stand) -> None:
    """Write down who acts and where the sheet lies."""
    with workspace.read() as db:
        changes = moving.set_stand(db, stand)
    workspace.commit(changes)


def save(workspace: Workspace, guide: Guide, path: Path, say: Say) -> None:
    """Save a page as a PDF."""
    def work(_: Progress) -> None:
        paper.save(path, _pdf(workspace, guide))

    _let_out(workspace, guide, "pdf", work, tr("Saved as {name}.").format(name=path.name), say)


def print_it(workspace: Workspace, outlets: Outlets, guide: Guide, parent: QWidget, say: Say) -> None:
    """Print a page."""
    printer = outlets.choose_printer(parent)
    if printer is not None:
        _let_out(workspace, guide, "print", lambda progress: print_pdf(_pdf(workspace, guide), printer, progress),
                 tr("Sent to the printer."), say)


def _pdf(workspace: Workspace, guide: Guide) -> bytes:
    with workspace.read() as db:
        name = practice.letterhead(db).name
    return guide_pdf(guide, name, workspace.today(), load_sheet(workspace.library.resources))


def _let_out(workspace: Workspace, guide: Guide, output: str, work: Callable[[Progress], None], done: str, say: Say) -> None:
    def gone(_: None) -> None:
        workspace.commit(practice.logged(stamp(workspace.clock), guide.title, output))
        say(done)

    def failed(fault: Exception) -> None:
        if not isinstance(fault, SupervisionError):
            raise fault
        say(fault.sentence)

    workspace.jobs.run(work, workspace, gone, failed, guide.title)
