"""The window's composition root: what the first paint needs is imported here at once, all else after it.

Nothing imports this module, so it may import ours inside functions; that is what keeps the start quick.
"""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from supervision_desktop import __version__, paths, settings
from supervision_desktop.i18n import tr
from supervision_desktop.ui import style
from supervision_desktop.ui.gate import Gate
from supervision_desktop.ui.processes import LOCKED, bring_forward, may_answer, socket_name, start_again

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtNetwork import QLocalServer

    from supervision_desktop.store.practice import Practice
    from supervision_desktop.ui.doors import Doors, Opened, Pages
    from supervision_desktop.ui.jobs import Jobs, Progress
    from supervision_desktop.ui.preload import Known
    from supervision_desktop.ui.running import Running

WAIT = 5.0
"""Seconds that the process which follows a lock waits for the one before it to let go."""
EAGER, USUAL = 0.001, 0.005
"""Seconds between switches of threads: while the rest is imported typing must stay smooth."""


def main(argv: list[str]) -> int:
    """Open the window. After the program's name may stand `--locked` and the folder of a practice file."""
    app = QApplication([*argv[:1], "-style", "fusion"])
    app.setProperty(style.FUSION, True)
    app.setApplicationDisplayName(paths.APP_NAME)
    app.setQuitOnLastWindowClosed(False)
    program = Program(app, LOCKED in argv[1:], [Path(word) for word in argv[1:] if not word.startswith("-")])
    return app.exec() if program.begin() else 0


def clock() -> datetime:
    """The present moment."""
    from datetime import UTC, datetime  # a millisecond that the first paint can spare
    return datetime.now(UTC)


class Program(QObject):
    """From the first paint to the open practice, and out again."""

    def __init__(self, app: QApplication, locked: bool, named: list[Path]) -> None:
        super().__init__(app)
        self._app, self._locked = app, locked
        self._places = paths.places()
        self._settings = settings.load(self._places.settings)
        self._folder = (named or [Path(self._settings.last_practice or self._places.practice)])[0]
        self._sample_folder = self._places.practice.with_name("sample practice")
        self._known: Known | None = None
        self._server: QLocalServer | None = None
        self._running: Running | None = None
        style.apply(app, self._settings.theme, self._settings.zoom / 100, by_window=True)
        self._gate = Gate(lambda: self._jobs, self._doors, _pages, self.fault)
        self._gate.opened.connect(self._enter)
        self._gate.painted.connect(self._after_paint)
        self._gate.closed.connect(app.quit)
        app.aboutToQuit.connect(lambda: self._jobs.close())

    def begin(self) -> bool:
        """Show the first window; False where another program of ours was already there and was raised."""
        if not self._locked and _call_first():
            return False
        if any((self._folder / name).exists() for name in ("keys.json", "keys.json.bak", "casefile.db", "restore-ready")):
            self._ask_passphrase()
        else:
            self._gate.welcome(self._folder)
        style.look().dress(self._gate)
        self._gate.show()
        return True

    def fault(self, fault: BaseException) -> None:
        """Show a fault, and note an unexpected one in the crash log; neither holds what a record says."""
        from supervision_desktop.ui import crash
        from supervision_desktop.ui.dialogs.fault import show_fault

        show_fault(fault, crash.note(self._places.logs / "crash.log", fault, clock, __version__), self._window())

    @cached_property
    def _jobs(self) -> Jobs:
        from supervision_desktop.ui.jobs import Jobs
        return Jobs(self.fault)

    def _after_paint(self) -> None:
        from supervision_desktop.ui import crash
        sys.excepthook = crash.hook(self.fault)
        self._jobs.run(self._preload, self, self._ready)

    def _preload(self, _: Progress) -> None:
        """In the worker: everything a passphrase will need, while it is typed."""
        sys.setswitchinterval(EAGER)
        try:
            from supervision_desktop.ui.platform.system import this_system
            this_system().keep_memory_private()  # first, before anything secret can have been typed

            from supervision_desktop.ui.preload import look_round
            self._known = look_round(self._folder, paths.resources_dir(), clock)
        finally:
            sys.setswitchinterval(USUAL)
            gc.freeze()  # what was imported is no garbage either: to look through it stops typing for 50 ms
            gc.enable()

    def _ready(self, _: object) -> None:
        if self._known is not None:
            self._gate.show_remembering(self._known.remembering, at_once=not self._locked)
        self._listen()

    def _ask_passphrase(self) -> None:
        sample = self._folder == self._sample_folder
        self._gate.ask_passphrase(self._folder, tr("The passphrase: look round the sample") if sample else "")

    def _doors(self) -> Doors:
        """Asked for in the worker, where the preload came first."""
        from supervision_desktop.ui.entry import doors
        assert self._known is not None
        return doors(clock, WAIT if self._locked else 0.0, self._known.store, self._sample_folder, self._known.library)

    def _enter(self, opened: Opened) -> None:
        """The practice is open: build its window and go through."""
        self._folder = opened.practice.folder.root
        try:
            self._running = self._built(opened.practice)
        except Exception as fault:  # start-up: whatever is wrong, the file is closed and the gate stays usable
            opened.practice.close()
            self.fault(fault)
            self._ask_passphrase()
            return
        if self._folder != self._sample_folder:
            self._keep(replace(self._settings, last_practice=str(self._folder)))
        self._running.left.connect(self._app.quit)
        self._app.commitDataRequest.connect(self._running.end_of_session)
        self._running.show(opened)
        self._gate.hide()

    def _built(self, practice: Practice) -> Running:
        from supervision_desktop.ui import entry, running, tabs
        from supervision_desktop.ui.platform import system

        assert self._known is not None
        save_sheet = partial(entry.save_sheet, clock=clock, resources=paths.resources_dir())
        outside = running.Outside(clock, self._known.library, tabs.TABS, self._keep, self._relaunch, self.fault,
                                  save_sheet, self._known.store, self._known.remembering, system.this_system())
        return running.Running(practice, self._jobs, outside, self._settings)

    def _keep(self, changed: settings.Settings) -> None:
        self._settings = replace(changed, last_practice=changed.last_practice or self._settings.last_practice)
        with suppress(OSError):  # a look that cannot be kept is no reason to stop anybody
            settings.save(self._places.settings, self._settings)

    def _relaunch(self) -> None:
        if self._server is not None:
            self._server.close()
        start_again(self._folder)

    def _listen(self) -> None:
        """Be the one whom a second start raises."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(socket_name())
        self._server.newConnection.connect(lambda: bring_forward(self._window()))
        self._server.listen(socket_name())

    def _window(self) -> QWidget:
        return self._running.window if self._running is not None else self._gate


def _call_first() -> bool:
    """Whether another program of ours answers; it then brings its window forward."""
    if not may_answer(socket_name()):
        return False
    from PySide6.QtNetwork import QLocalSocket

    call = QLocalSocket()
    call.connectToServer(socket_name())
    return call.waitForConnected(500)


def _pages() -> Pages:
    from supervision_desktop.ui.doors import pages
    return pages()
