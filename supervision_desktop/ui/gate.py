"""The window before the practice is open: unlock, or welcome and make. It knows no database; it is given doors.

It is the first thing painted, so it imports and builds as little as it can.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.errors import DamagedFile, SupervisionError
from supervision_desktop.i18n import tr
from supervision_desktop.paths import APP_NAME
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.dialogs.unlock import UnlockPage

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from supervision_desktop.ui.dialogs.restore import Found, RestorePage
    from supervision_desktop.ui.dialogs.welcome import CreatePage, WelcomePage
    from supervision_desktop.ui.doors import Doors, Opened, Pages, Remembering
    from supervision_desktop.ui.jobs import Jobs

WIDTH, HEIGHT, COLUMN = 560, 560, 440
ROOMY = 1.25
"""Up to this text size a page fits the window; beyond it the page scrolls."""


class Gate(QWidget):
    """One page at a time in a calm column. `doors` and `pages` are asked for late: they are slow to import."""

    opened = Signal(object)
    """An Opened."""
    painted = Signal()
    """Once, when the first page stands on the screen."""
    closed = Signal()

    def __init__(self, jobs: Callable[[], Jobs], doors: Callable[[], Doors], pages: Callable[[], Pages],
                 fault: Callable[[Exception], object]) -> None:
        super().__init__()
        self._jobs, self._doors, self._pages, self._fault = jobs, doors, pages, fault
        self._failures, self._was_painted = 0, False
        self._shown: QWidget | None = None
        self.unlock: UnlockPage | None = None
        self._row = layout.row(layout.spacer(), layout.spacer(), margins=(24, 32, 24, 24))
        self.setLayout(self._row)
        self.setWindowTitle(APP_NAME)
        self.resize(style.scaled(WIDTH), style.scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first time, say so once everything else is painted too."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so: without this window there is nothing left."""
        super().closeEvent(event)
        self.closed.emit()

    def ask_passphrase(self, folder: Path, hint: str = "") -> None:
        """Show the unlock page of one practice file."""
        page = self.unlock = UnlockPage(str(folder), hint)
        page.wanted.connect(lambda typed, code, remember: self._open(folder, typed, code, remember))
        page.other_wanted.connect(lambda: self.welcome(folder))
        self._show(page)
        page.field.editor.line.setFocus()

    def show_remembering(self, found: Remembering, *, at_once: bool) -> None:
        """Once it is known: whether this computer can remember, and whether it does; then it may open at once."""
        if self.unlock is not None:
            self.unlock.show_remembering(found.able, found.remembered, found.why_not)
            if at_once and found.remembered and not self.unlock.field.text():
                self.unlock.open.click()

    def welcome(self, folder: Path) -> None:
        """Show the ways to begin; `folder` is where a new practice file would lie."""
        self.unlock = None
        page = self._pages().welcome()
        page.create_wanted.connect(lambda: self._create(folder))
        page.open_wanted.connect(self._choose)
        page.restore_wanted.connect(lambda: self._restore(folder))
        page.sample_wanted.connect(lambda: self._run(lambda _: self._doors().sample(), page))
        self._show(page)
        page.make.setFocus()

    def _create(self, folder: Path) -> None:
        page = self._pages().create(folder)
        page.back_wanted.connect(lambda: self.welcome(folder))
        page.wanted.connect(lambda place, text, name: self._run(
            lambda _: self._doors().create(place, text, name), page))
        self._show(page)
        page.name.editor.setFocus()

    def _choose(self) -> None:
        chosen = self._pages().choose(self)
        if chosen is not None:
            self.ask_passphrase(chosen)

    def _open(self, folder: Path, typed: str, code: bool, remember: bool) -> None:
        page = self.unlock
        if page is not None:
            self._jobs().run(lambda _: self._doors().open(folder, typed, code, remember), page, self.opened.emit,
                             lambda fault: self._refuse(page, fault, folder, typed, code))

    def _refuse(self, page: UnlockPage, fault: Exception, folder: Path, typed: str, code: bool) -> None:
        if isinstance(fault, DamagedFile):
            self._restore(folder, fault.sentence, typed, code)
            return
        self._failures += 1
        page.refuse(fault.sentence if isinstance(fault, SupervisionError) else "",
                    self._doors().pause_after(self._failures))
        if not isinstance(fault, SupervisionError):
            self._fault(fault)

    def _restore(self, folder: Path, reason: str = "", typed: str = "", code: bool = False) -> None:
        """Offer the backups of a folder whose file is damaged, or one from elsewhere for a folder that is empty."""
        self.unlock = None
        page = self._pages().restore(folder, reason)
        page.back_wanted.connect(lambda: self.ask_passphrase(folder) if reason else self.welcome(folder))
        page.wanted.connect(lambda place, path, words, by_code: self._run(
            lambda _: self._doors().bring_back(place, path, words, by_code, bool(reason)), page))
        self._show(page)
        page.set_typed(typed, code)
        if reason:
            page.busy(True, tr("Looking at the backups…"))

            def found(seen: Sequence[Found]) -> None:
                page.busy(False)
                page.show_found(seen)

            self._jobs().run(lambda _: self._doors().look_back(folder, typed, code), page, found)

    def _run(self, work: Callable[[object], Opened], page: WelcomePage | CreatePage | RestorePage) -> None:
        page.busy(True)

        def failed(fault: Exception) -> None:
            page.refuse(fault.sentence if isinstance(fault, SupervisionError) else "")
            if not isinstance(fault, SupervisionError):
                self._fault(fault)

        self._jobs().run(work, page, self.opened.emit, failed)

    def _show(self, page: QWidget) -> None:
        """Put a page in the place of the one before."""
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        page.setMaximumWidth(style.scaled(COLUMN))
        self._shown = _scrolling(page) if style.look().zoom > ROOMY else page
        self._row.insertWidget(1, self._shown, 1)
        self._shown.show()


def _scrolling(page: QWidget) -> QWidget:
    from PySide6.QtWidgets import QScrollArea  # another millisecond only large text pays for

    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.setMaximumWidth(page.maximumWidth() + 24)
    return area
