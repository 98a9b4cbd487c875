"""The window's composition root: what is needed for the first paint is imported here, all else after it.

Nothing imports this module, so it may import ours inside functions (the whole point of it).
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from supervision_desktop import __version__, paths, settings
from supervision_desktop.ui import crash, style
from supervision_desktop.ui.gate import Doors, Gate, Opened, Remembering
from supervision_desktop.ui.jobs import Jobs, Progress

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer
    from supervision_desktop.store.keystore import SafeStore
    from supervision_desktop.ui.dialogs.welcome import CreatePage, WelcomePage
    from supervision_desktop.ui.running import Running

LOCKED = "--locked"
WAIT = 5.0
"""Seconds the process that follows a lock waits for the one before to let go."""
SAMPLE_WORDS = "look round the sample practice"


def clock() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def main(argv: list[str]) -> int:
    """Open the window. Arguments after the program's name: `--locked`, and the folder of a practice file."""
    _no_core_dumps()
    app = QApplication(argv[:1])
    app.setApplicationName(paths.APP_NAME)
    app.setQuitOnLastWindowClosed(False)
    program = Program(app, LOCKED in argv[1:], [Path(word) for word in argv[1:] if not word.startswith("-")])
    sys.excepthook = crash.hook(program.fault)
    return app.exec() if program.begin() else 0


class Program(QObject):
    """From the first paint to the open practice and out again."""

    def __init__(self, app: QApplication, locked: bool, named: list[Path]) -> None:
        super().__init__(app)
        self._app, self._locked = app, locked
        self._places = paths.places()
        self._settings = settings.load(self._places.settings)
        self._folder = (named or [Path(self._settings.last_practice or self._places.practice)])[0]
        self._jobs = Jobs(self.fault, self)
        self._safe_store: SafeStore | None = None
        self._remembering = Remembering(False, False, "")
        self._server: QLocalServer | None = None
        self._running: Running | None = None
        style.apply(app, self._settings.theme, self._settings.zoom / 100)
        doors = Doors(self._open, self._create, self._sample, _pause_after, _welcome_page, _create_page)
        self._gate = Gate(self._jobs, doors, self.fault)

    def begin(self) -> bool:
        """Show the first window; False where another one is already there and was raised."""
        if not self._be_the_one():
            return False
        exists = any((self._folder / name).exists() for name in ("keys.json", "keys.json.bak", "casefile.db"))
        if exists:
            self._gate.ask_passphrase(self._folder, SAMPLE_WORDS if self._folder == self._sample_folder() else "")
        else:
            self._gate.welcome(self._folder)
        self._gate.opened.connect(self._enter)
        self._gate.installEventFilter(self)
        self._gate.show()
        return True
