"""The window before the practice is open: unlock, or welcome and make. It knows no database; it is given doors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QScrollArea, QStackedWidget, QWidget

from supervision_desktop.errors import SupervisionError
from supervision_desktop.i18n import tr
from supervision_desktop.paths import APP_NAME
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.dialogs.unlock import UnlockPage
from supervision_desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from supervision_desktop.store.practice import Practice
    from supervision_desktop.store.recovery import RecoveryCode
    from supervision_desktop.ui.dialogs.welcome import CreatePage, WelcomePage

WIDTH, HEIGHT, COLUMN = 560, 560, 440


@dataclass(frozen=True)
class Remembering:
    """Whether this computer can remember how to open a practice file, whether it does, and if not, why."""

    able: bool
    remembered: bool
    why_not: str


@dataclass(frozen=True)
class Opened:
    """An open practice file; `code` is the recovery code of one that was just made, `said` a thing to tell."""

    practice: Practice
    code: RecoveryCode | None = None
    by_code: bool = False
    said: str = ""


@dataclass(frozen=True)
class Doors:
    """Ways into a practice file. The first three run in the worker; they raise SupervisionError."""

    open: Callable[[Path, str, bool, bool], Opened]
    """Folder, what was typed ("" opens as remembered), whether it is a recovery code, whether to remember."""
    create: Callable[[Path, str, str], Opened]
    """Folder, passphrase, name."""
    sample: Callable[[], Opened]
    pause_after: Callable[[int], float]


@dataclass(frozen=True)
class Pages:
    """The pages that only a first start shows."""

    welcome: Callable[[], WelcomePage]
    create: Callable[[Path], CreatePage]


class Gate(QWidget):
    """One page at a time in a calm column. `doors` and `pages` are asked for late: they are slow to import."""

    opened = Signal(object)
    """An Opened."""
    painted = Signal()
    """Once, when the first page stands on the screen."""
    closed = Signal()

    def __init__(self, jobs: Jobs, doors: Callable[[], Doors], pages: Callable[[], Pages],
                 fault: Callable[[Exception], object]) -> None:
        super().__init__()
        self._jobs, self._doors, self._made_pages, self._fault = jobs, doors, pages, fault
        self._failures = 0
        self._pages = QStackedWidget()
        self._pages.installEventFilter(self)
        self.unlock: UnlockPage | None = None
        self.setWindowTitle(APP_NAME)
        column = layout.boxed(layout.column(self._pages, margins=(24, 32, 24, 24)))
        column.setMaximumWidth(style.scaled(COLUMN) + 48)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(layout.boxed(layout.row(layout.spacer(), (column, 1), layout.spacer())))
        self.setLayout(layout.column(area))
        self.resize(style.scaled(WIDTH), style.scaled(HEIGHT))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the first paint; the window itself is never asked to paint, its parts cover it."""
        if event.type() == QEvent.Type.Paint:
            self._pages.removeEventFilter(self)
            QTimer.singleShot(0, self, self.painted.emit)
        return False

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
        page = self._made_pages().welcome()
        page.create_wanted.connect(lambda: self._create(folder))
        page.open_wanted.connect(self._choose)
        page.sample_wanted.connect(lambda: self._run(lambda _: self._doors().sample(), page))
        self._show(page)
        page.make.setFocus()

    def _create(self, folder: Path) -> None:
        page = self._made_pages().create(folder)
        page.back_wanted.connect(lambda: self.welcome(folder))
        page.wanted.connect(lambda place, text, name: self._run(
            lambda _: self._doors().create(place, text, name), page))
        self._show(page)
        page.name.editor.setFocus()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder that holds the practice file"))
        if chosen:
            self.ask_passphrase(Path(chosen))

    def _open(self, folder: Path, typed: str, code: bool, remember: bool) -> None:
        page = self.unlock
        if page is not None:
            self._jobs.run(lambda _: self._doors().open(folder, typed, code, remember), page, self.opened.emit,
                           lambda fault: self._refuse(page, fault))

    def _refuse(self, page: UnlockPage, fault: Exception) -> None:
        self._failures += 1
        page.refuse(fault.sentence if isinstance(fault, SupervisionError) else "",
                    self._doors().pause_after(self._failures))
        if not isinstance(fault, SupervisionError):
            self._fault(fault)

    def _run(self, work: Callable[[object], Opened], page: WelcomePage | CreatePage) -> None:
        page.busy(True)

        def failed(fault: Exception) -> None:
            page.refuse(fault.sentence if isinstance(fault, SupervisionError) else "")
            if not isinstance(fault, SupervisionError):
                self._fault(fault)

        self._jobs.run(work, page, self.opened.emit, failed)

    def _show(self, page: QWidget) -> None:
        old = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()
