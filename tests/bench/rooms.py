"""A seeded practice with the things its tabs work with, in a process of its own: what a tab is measured in."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from watch import leave


def tell(measured: Callable[[Any], dict[str, Any]]) -> None:
    """What `measured` finds in a workspace on the folder named on the command line, in JSON; then the end."""
    from PySide6.QtWidgets import QApplication

    from supervision_desktop.ui import style

    application = QApplication([])
    style.apply(application, "light", 1.0)
    leave(json.dumps(_in(Path(sys.argv[1]), measured)))


def _in(folder: Path, measured: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    import gc

    import seed

    from supervision_desktop.paths import resources_dir
    from supervision_desktop.store.door import Store
    from supervision_desktop.store.passphrase import Passphrase
    from supervision_desktop.store.practice import open_practice
    from supervision_desktop.ui import preload
    from supervision_desktop.ui.jobs import Jobs
    from supervision_desktop.ui.library import Library
    from supervision_desktop.ui.workspace import Workspace

    assert preload.__all__
    gc.freeze()  # as the program does once all is imported
    clock = seed.Calendar(seed.TODAY)
    practice = open_practice(folder, Passphrase(seed.PASSPHRASE), clock=clock)
    try:
        return measured(Workspace(Store(practice.engine, clock), Library(resources_dir()), clock, Jobs(_raised),
                                  files=practice.files))
    finally:
        practice.close()


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def to_paint(work: Callable[[], object], area: Any) -> float:
    """Milliseconds from a gesture to the painted scroll area."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    def whole() -> None:
        work()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        area.viewport().repaint()

    return timed(whole)


def _raised(fault: Exception) -> None:
    raise fault
