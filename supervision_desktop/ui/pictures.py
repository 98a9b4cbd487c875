"""A picture of every tab, light and dark: for the demo, the README and the eye."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from supervision_desktop.formats import Clock
from supervision_desktop.settings import Settings
from supervision_desktop.store.door import Store
from supervision_desktop.ui import style
from supervision_desktop.ui.jobs import Jobs
from supervision_desktop.ui.library import Library
from supervision_desktop.ui.main_window import Deeds, MainWindow
from supervision_desktop.ui.record_tab import RecordTab
from supervision_desktop.ui.tabs import TABS
from supervision_desktop.ui.workspace import Workspace

WIDTH, HEIGHT = 1360, 900
SETTLE_MS = 60
THEMES = ("light", "dark")


def draw(store: Store, library: Library, clock: Clock, folder: Path) -> list[Path]:
    """Writes the pictures into a folder and returns their paths; runs a loop until all are drawn."""
    made = QApplication.instance()
    app = made if isinstance(made, QApplication) else QApplication(["pictures"])
    faults: list[BaseException] = []
    jobs = Jobs(faults.append)
    workspace = Workspace(store, library, clock, jobs)
    idle: Callable[..., bool] = lambda *_: True  # noqa: E731 - one line that says nothing happens
    window = MainWindow(workspace, TABS, Deeds(idle, idle, idle, idle, idle, lambda: ("sample practice",)), Settings())
    window.resize(WIDTH, HEIGHT)
    window.show()
    written: list[Path] = []
    steps = _steps(app, window, folder, written)

    # A loop of its own: quitting the application's would reach whoever runs another loop in this process later.
    loop = QEventLoop()

    def step() -> None:
        if next(steps, None) is None:
            loop.quit()
        else:
            QTimer.singleShot(SETTLE_MS, step)

    QTimer.singleShot(SETTLE_MS, step)
    loop.exec()
    window.close()
    jobs.close()
    if faults:
        raise faults[0]
    return written


def _steps(app: QApplication, window: MainWindow, folder: Path, written: list[Path]) -> Iterator[bool]:
    """Each step changes something and lets the window settle; the next one takes the picture."""
    for theme in THEMES:
        style.apply(app, theme, 1.0)
        for number, tab in enumerate(TABS):
            window.strip.set_current(number)
            yield True
            _choose(window)
            yield True
            path = folder / f"{number + 1}-{tab.title.lower().replace(' & ', '-and-').replace(' ', '-')}-{theme}.png"
            window.grab().save(str(path))
            written.append(path)


def _choose(window: MainWindow) -> None:
    """Something to look at on the right: the first record that is not only planned."""
    tab = window.current()
    if isinstance(tab, RecordTab) and not tab.pane.selected_id():
        with window.workspace.read() as db:
            rows = tab.rows(db)
        chosen = next((row for row in rows if row.badge_tone in ("warn", "good")), rows[0] if rows else None)
        if chosen is not None:
            tab.open_record(tab.kind, chosen.id)
