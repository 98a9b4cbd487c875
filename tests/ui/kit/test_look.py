"""Colours, zoom and focus: what APP-09 asks of every part."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from supervision_desktop.ui import icons, style
from supervision_desktop.ui.tokens import CONTRAST, DARK, LIGHT, Tokens
from supervision_desktop.ui.widgets.rows import RowList

UI = Path(style.__file__).parent
PAIRS = [
    ("text", "window"), ("text", "panel"), ("text", "accent_soft"),
    ("quiet", "window"), ("quiet", "panel"), ("quiet", "accent_soft"),
    ("accent", "panel"), ("accent", "window"), ("accent", "accent_soft"), ("on_accent", "accent"),
    ("good", "good_soft"), ("warn", "warn_soft"), ("bad", "bad_soft"), ("bad", "panel"), ("bad", "window"),
]


def luminance(colour: str) -> float:
    channels = [int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


@pytest.mark.requirement("APP-09")
@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_stand_out_from_their_ground(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


def test_colours_stand_only_in_the_tokens() -> None:
    for file in UI.rglob("*.py"):
        if file.name != "tokens.py":
            found = re.findall(r"#[0-9A-Fa-f]{6}\b|QColor\(\s*[\d\"']|GlobalColor\.", file.read_text(encoding="utf-8"))
            assert not found, f"{file.name} names a colour: {found}"


@pytest.mark.parametrize(("theme", "tokens"), [("light", LIGHT), ("dark", DARK), ("contrast", CONTRAST)])
def test_a_theme_dresses_palette_and_parts(parts: dict[str, QWidget], qapp: QApplication, theme: str,
                                           tokens: Tokens) -> None:
    style.apply(qapp, theme, 1.0)
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == tokens.panel.lower()
    primary = picture(parts["primary"])
    assert primary.pixelColor(primary.width() // 2, 4).name() == tokens.accent.lower()
    line = picture(parts["line"])
    assert line.pixelColor(line.width() // 2, line.height() // 2).name() == tokens.panel.lower()


def test_system_follows_the_palette_of_the_system(light: style.Look, qapp: QApplication) -> None:
    dark = style.is_dark(qapp.style().standardPalette())
    style.apply(qapp, "system", 1.0)
    assert style.tokens() == (DARK if dark else LIGHT)


def test_the_same_look_is_not_put_on_twice(light: style.Look, qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(light.changed):
        style.apply(qapp, "light", 1.0)
    with qtbot.waitSignal(light.changed):
        style.apply(qapp, "dark", 1.0)


def test_high_contrast_steps_back_to_the_palette_of_the_system() -> None:
    system = QPalette(QColor("#102030"))
    system.setColor(QPalette.ColorRole.WindowText, QColor("#fafa00"))
    system.setColor(QPalette.ColorRole.Highlight, QColor("#00ffff"))
    tokens = style.tokens_of(system)
    assert (tokens.quiet, tokens.line, tokens.bad, tokens.good) == ("#fafa00",) * 4
    assert (tokens.window, tokens.bad_soft, tokens.accent) == ("#102030", "#102030", "#00ffff")


@pytest.mark.requirement("APP-09")
def test_zoom_reaches_every_field(parts: dict[str, QWidget], qapp: QApplication, qtbot: QtBot) -> None:
    window = parts["window"]
    shown = [w for w in window.findChildren(QWidget) if w.isVisible()]
    before = {widget: widget.font().pointSizeF() for widget in shown}
    rows = parts["rows"]
    assert isinstance(rows, RowList)
    row_height = rows.sizeHintForRow(0)
    heights = {name: part.sizeHint().height() for name, part in parts.items() if name not in ("window", "rows")}
    style.apply(qapp, "light", 2.0)
    qtbot.wait(1)
    for widget, points in before.items():
        assert widget.font().pointSizeF() == pytest.approx(2 * points, rel=0.03), widget
    for name, height in heights.items():
        assert parts[name].sizeHint().height() >= 1.4 * height, name
    assert rows.sizeHintForRow(0) >= 1.8 * row_height


def test_no_words_are_smaller_than_eight_and_a_half_points(parts: dict[str, QWidget]) -> None:
    for widget in parts["window"].findChildren(QWidget):
        assert widget.font().pointSizeF() >= 8.5, widget


@pytest.mark.requirement("APP-09")
def test_controls_are_large_enough_to_hit(parts: dict[str, QWidget]) -> None:
    for name in ("line", "combo", "day", "inline add", "primary", "plain", "link", "icon", "more"):
        assert parts[name].sizeHint().height() >= 32, name
    for part in parts["window"].findChildren(QAbstractButton):
        if part.isVisible() and part.focusPolicy().value:
            assert min(part.height(), part.width()) >= 24, part


@pytest.mark.requirement("APP-09")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_focus_shows_on_every_part(parts: dict[str, QWidget], qapp: QApplication, qtbot: QtBot,
                                       theme: str) -> None:
    style.apply(qapp, theme, 1.0)
    accent = QColor(style.tokens().accent).name()
    ring = {accent, QColor(style.tokens().text).name()}
    window = parts["window"]
    qtbot.waitUntil(lambda: bool(window.show() or window.activateWindow() or window.isActiveWindow()), timeout=20000)
    for name, part in parts.items():
        if name == "window":
            continue
        window.setFocus()
        away = picture(part)
        part.setFocus()
        here = picture(part)
        changed = [here.pixelColor(x, y).name() for x in range(here.width()) for y in range(0, here.height())
                   if here.pixel(x, y) != away.pixel(x, y)] if here.size() == away.size() else list(ring)
        assert sum(colour in ring for colour in changed) >= 20, f"{name} shows no focus"


@pytest.mark.requirement("APP-09")
def test_every_part_has_a_name_for_screen_readers(parts: dict[str, QWidget]) -> None:
    for name, part in parts.items():
        if name != "window":
            assert part.accessibleName() or getattr(part, "text", str)(), name
    for line in parts["window"].findChildren(QLineEdit):
        assert line.accessibleName()
    for button in parts["window"].findChildren(QAbstractButton):
        assert button.accessibleName() or button.text() or not button.isVisible()


def test_icons_take_their_colour_from_the_theme(light: style.Look, qapp: QApplication) -> None:
    for file in (Path(__file__).parents[3] / "resources" / "icons").glob("*.svg"):
        drawn = icons.icon(file.stem).pixmap(QSize(32, 32)).toImage()
        assert any(drawn.pixelColor(QPoint(x, y)).alpha() for x in range(32) for y in range(32)), file.name
    seen = set()
    for theme in ("light", "dark"):
        style.apply(qapp, theme, 1.0)
        drawn = icons.icon("add").pixmap(QSize(32, 32)).toImage()
        seen.add(drawn.pixelColor(16, 16).name())
    assert seen == {LIGHT.text.lower(), DARK.text.lower()}


def test_heavy_modules_wait_until_they_are_needed() -> None:
    code = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        "from supervision_desktop.ui import style\n"
        "style.apply(app, 'system', 1.0)\n"
        "from PySide6 import QtCore\n"
        "from PySide6.QtWidgets import QLineEdit\n"
        "from supervision_desktop.ui.widgets import buttons, field, labels\n"
        "first = field.LabelledField('Passphrase', QLineEdit())\n"
        "button = buttons.button('Open', primary=True, key='Ctrl+O')\n"
        "words = labels.TitleLabel('Supervision Desktop')\n"
        "assert 'Qt' not in vars(QtCore)\n"
        "from supervision_desktop.ui import records\n"
        "from supervision_desktop.ui.widgets import chart\n"
        "pane = records.RecordsPane('Sessions', search='Find')\n"
        "view = chart.ChartView('Chart')\n"
        "assert not {'PySide6.QtSvg', 'PySide6.QtPdf'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
