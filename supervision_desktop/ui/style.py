"""The look in one place: tokens, the palette and the one style sheet made from them, zoom, and following the system.

Nowhere else in the program stands a colour.
"""

from __future__ import annotations

from dataclasses import fields
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessibilityHints, QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from supervision_desktop.paths import resources_dir
from supervision_desktop.ui.sheet import sheet
from supervision_desktop.ui.tokens import CONTRAST, DARK, LIGHT, Tokens

BASE_POINTS = 10.0
ZOOM_LEAST, ZOOM_MOST = 0.5, 3.0
SETTLE_MS = 150
"""Wait before asking the system about contrast: the first answer loads Qt's enums, which the first paint can spare."""


FUSION = "is fusion"
"""A property of an application that was begun with our style, so that it need not be set again (5 ms)."""


class Look(QObject):
    """What is shown now: tokens, theme and zoom. One lives on the application; `changed` follows each repaint.

    With `by_window` each window carries the style sheet and the application none, which halves the time a page takes to
    build: under a sheet of the application every part that finds its place is dressed again with all its parts.
    """

    changed = Signal()
    here: ClassVar[Look | None] = None
    """That of the running application; kept here, because a page asks for it a thousand times and Qt takes long to say."""

    def __init__(self, app: QApplication, *, by_window: bool) -> None:
        super().__init__(app)
        Look.here = self
        self.tokens, self.theme, self.zoom = LIGHT, "system", 1.0
        self._by_window, self._sheet = by_window, ""
        self._windows: list[QWidget] = []
        # Kept, because PySide takes what hangs on this object for deleted once nobody holds it.
        self._hints = app.styleHints()
        self._contrast: QAccessibilityHints | None = None
        self._hints.colorSchemeChanged.connect(self._follow)
        QTimer.singleShot(SETTLE_MS, self, self._listen_to_contrast)

    def show(self, theme: str, zoom: float) -> None:
        """Dress the whole application; cheap when nothing differs."""
        tokens = self._tokens_for(theme)
        same = tokens == self.tokens and zoom == self.zoom and bool(self._sheet)
        self.tokens, self.theme, self.zoom = tokens, theme, zoom
        if not same:
            self._sheet = _dress(_app(), tokens, zoom)
            if not self._by_window:
                _app().setStyleSheet(self._sheet)
            for window in filter(isValid, self._windows):
                window.setStyleSheet(self._sheet)
            self.changed.emit()

    def dress(self, window: QWidget) -> None:
        """Have a window wear the look from now on, and with it all that is in it or opens over it."""
        if self._by_window:
            self._windows = [*filter(isValid, self._windows), window]
            window.setStyleSheet(self._sheet)

    def _tokens_for(self, theme: str) -> Tokens:
        if theme != "system":
            return {"dark": DARK, "contrast": CONTRAST}.get(theme, LIGHT)
        # Asking for the style loads its enums (5 ms); undressed, the application still has the system's palette.
        system = _app().style().standardPalette() if self._sheet else _app().palette()
        if self._wants_contrast():
            return tokens_of(system)
        return DARK if is_dark(system) else LIGHT

    def _follow(self) -> None:
        if self.theme == "system":
            self.show(self.theme, self.zoom)

    def _listen_to_contrast(self) -> None:
        self._contrast = self._hints.accessibility()
        self._contrast.contrastPreferenceChanged.connect(self._follow)
        self._follow()

    def _wants_contrast(self) -> bool:
        """Whether the system asks for high contrast; not asked before the first paint."""
        return self._contrast is not None and self._contrast.contrastPreference().name == "HighContrast"


def apply(app: QApplication, theme: str = "system", zoom: float = 1.0, *, by_window: bool = False) -> Look:
    """Show `theme` (one of settings.THEMES) at `zoom` (1.0 is 100 %) in every window, and follow the system."""
    look = Look.here
    if look is None or not isValid(look):
        if not app.property(FUSION):
            app.setStyle("Fusion")
        look = Look(app, by_window=by_window)
    look.show(theme, min(max(zoom, ZOOM_LEAST), ZOOM_MOST))
    return look


def look() -> Look:
    """The look of the running application (plain light before `apply`)."""
    found = Look.here
    return found if found is not None and isValid(found) else apply(_app(), "light")


def tokens() -> Tokens:
    """The colours shown now, for parts that paint themselves."""
    return look().tokens


def scaled(pixels: float) -> int:
    """A length of the 100 % grid at the present zoom."""
    return round(pixels * look().zoom)


def is_dark(palette: QPalette) -> bool:
    """Whether a palette writes light on dark."""
    return palette.window().color().lightness() < 128


def tokens_of(palette: QPalette) -> Tokens:
    """Tokens that step back to a palette of the system: its own text, base and highlight, nothing of ours."""
    text, base = palette.windowText().color().name(), palette.window().color().name()
    plain = {field.name: text for field in fields(Tokens)}
    soft = {name: base for name in plain if name.endswith("_soft")}
    return Tokens(**{
        **plain, **soft, "window": base, "panel": palette.base().color().name(), "text": palette.text().color().name(),
        "accent": palette.highlight().color().name(), "on_accent": palette.highlightedText().color().name(),
    })


def palette(tokens: Tokens) -> QPalette:
    """The palette every native part of Fusion draws with."""
    # Started empty: making a palette from one colour has PySide load the whole Qt namespace, 20 ms before the first paint.
    made, role = QPalette(), QPalette.ColorRole
    for colour, roles in (
        (tokens.window, (role.Window, role.AlternateBase)),
        (tokens.panel, (role.Base, role.Button, role.ToolTipBase)),
        (tokens.text, (role.WindowText, role.Text, role.ButtonText, role.BrightText, role.ToolTipText)),
        (tokens.quiet, (role.PlaceholderText,)),
        (tokens.line, (role.Mid, role.Midlight, role.Light, role.Dark, role.Shadow)),
        (tokens.accent, (role.Highlight, role.Link, role.LinkVisited, role.Accent)),
        (tokens.on_accent, (role.HighlightedText,)),
    ):
        for each in roles:
            made.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(tokens.quiet))
    return made


def base_font(zoom: float) -> QFont:
    """The system's own font, never under 10 points at 100 %."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPointSizeF(max(font.pointSizeF(), BASE_POINTS) * zoom)
    return font


def _dress(app: QApplication, tokens: Tokens, zoom: float) -> str:
    """Font and palette of the application; returns the style sheet that goes with them."""
    font = base_font(zoom)
    app.setFont(font)
    app.setPalette(palette(tokens))
    return sheet(tokens, zoom, font.pointSizeF(), resources_dir() / "icons")


def _app() -> QApplication:
    """The running application."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
