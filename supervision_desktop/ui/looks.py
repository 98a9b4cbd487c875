"""What a person may change of the look while the program runs: theme and text size, kept on this computer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from supervision_desktop.i18n import mark, tr
from supervision_desktop.settings import ZOOM_RANGE, Settings
from supervision_desktop.ui import style
from supervision_desktop.ui.menus import Command

STEP = 10
THEMES = (("system", mark("Colours of the system")), ("light", mark("Light colours")), ("dark", mark("Dark colours")),
          ("contrast", mark("High contrast")))
KEYS = QKeySequence.StandardKey


class Looks(QObject):
    """The settings of this computer in use; every change is shown at once and kept."""

    def __init__(self, settings: Settings, keep: Callable[[Settings], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self._keep = keep

    def commands(self) -> list[Command | None]:
        """The lines of the View menu."""
        return [
            Command(tr("Larger text"), partial(self.zoom, STEP), KEYS.ZoomIn),
            Command(tr("Smaller text"), partial(self.zoom, -STEP), KEYS.ZoomOut),
            Command(tr("Text at 100 %"), partial(self.zoom, 0), "Ctrl+0"), None,
            *(Command(tr(words), partial(self.theme, theme)) for theme, words in THEMES),
        ]

    def zoom(self, by: int) -> None:
        """Larger or smaller text; 0 is back to 100 %."""
        wanted = self.settings.zoom + by if by else 100
        self.change(replace(self.settings, zoom=min(max(wanted, ZOOM_RANGE[0]), ZOOM_RANGE[-1])))

    def theme(self, theme: str) -> None:
        """One of settings.THEMES."""
        self.change(replace(self.settings, theme=theme))

    def change(self, settings: Settings) -> None:
        """Keep these settings and show what they say."""
        self.settings = settings
        self._keep(settings)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        style.apply(app, settings.theme, settings.zoom / 100)
