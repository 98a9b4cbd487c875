"""The one style sheet: type selectors only, so that it stays cheap for thousands of widgets."""

from __future__ import annotations

from pathlib import Path
from string import Template

from supervision_desktop.ui.tokens import Tokens

_RULES = Template("""
QToolTip { background: $panel; color: $text; border: 1px solid $line; padding: 4px; }
QMainWindow, QDialog { background: $window; }
TitleLabel { font-size: ${title}pt; font-weight: 600; }
HeadingLabel { font-size: ${heading}pt; font-weight: 600; }
QuietLabel { color: $quiet; }
FieldLabel { color: $quiet; }
ProblemLabel { color: $bad; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QDateEdit {
  background: $panel; color: $text; border: 1px solid $line; border-radius: 6px; padding: 4px 9px;
  min-height: ${field}px; placeholder-text-color: $quiet;
  selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit, QTextEdit { padding: 6px 8px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid $accent; padding: 3px 8px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 5px 7px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $window; color: $quiet; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $window; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: 0; width: ${arrow}px; }
QComboBox::down-arrow { image: url("$icons/down-$ink.svg"); width: ${small}px; height: ${small}px; }
QComboBox QAbstractItemView, QComboBox QAbstractItemView:focus {
  border: 1px solid $line; border-radius: 0; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: ${target}px; padding: 0 6px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $text; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: 0; }
QAbstractSpinBox > QLineEdit, QComboBox > QLineEdit,
QAbstractSpinBox > QLineEdit:focus, QComboBox > QLineEdit:focus {
  border: 0; padding: 0; margin: 0; min-height: 0; background: transparent; }

QPushButton { background: $panel; color: $text; border: 1px solid $line; border-radius: 6px; padding: 4px 12px;
  min-height: ${field}px; }
QPushButton, IconButton { icon-size: ${icon}px; }
QPushButton:hover { background: $accent_soft; }
QPushButton:pressed { border-color: $accent; }
QPushButton:disabled { color: $quiet; background: $window; }
QPushButton:focus { border: 2px solid $accent; padding: 3px 11px; }
QPushButton::menu-indicator { image: none; width: 0; }
PrimaryButton, QPushButton:default { background: $accent; color: $on_accent; border-color: $accent; }
PrimaryButton { font-weight: 600; }
PrimaryButton:hover, QPushButton:default:hover { border-color: $text; }
PrimaryButton:focus, QPushButton:default:focus { border: 2px solid $text; }
PrimaryButton:disabled { background: $line; color: $text; border-color: $line; }
LinkButton { background: transparent; color: $accent; border-color: transparent; padding: 4px 6px 4px 3px; }
LinkButton:focus { padding: 3px 5px 3px 2px; }
FoldTurn { padding-left: 0; }
FoldTurn:focus { padding-left: 0; }
IconButton { background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 2px;
  min-height: ${target}px; min-width: ${target}px; }
IconButton:hover { background: $accent_soft; }
IconButton:focus { border-color: $accent; }
QCheckBox, QRadioButton { border: 2px solid transparent; border-radius: 6px; padding: 2px; spacing: 8px;
  min-height: ${row}px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator, QRadioButton::indicator { width: ${icon}px; height: ${icon}px; background: $panel;
  border: 1px solid $quiet; border-radius: 4px; }
QListView::indicator, QTreeView::indicator, QTableView::indicator { width: ${icon}px; height: ${icon}px; background: $panel;
  border: 1px solid $quiet; border-radius: 4px; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked, QTableView::indicator:checked {
  background: $accent; border-color: $accent; image: url("$icons/tick-$mark.svg"); }
QCheckBox::indicator:indeterminate { background: $accent_soft; border-color: $accent; }
QRadioButton::indicator { border-radius: ${dot}px; }
QRadioButton::indicator:checked { background: $on_accent; border: ${ring}px solid $accent;
  width: ${pupil}px; height: ${pupil}px; }

Section { background: $panel; border: 1px solid $line; border-radius: 8px; }
ListSide { background: $panel; border: 0; }
NoticeBar, Banner { background: $panel; border: 1px solid $accent; border-radius: 8px; }
StatusLine { background: $window; border: 0; border-top: 1px solid $line; }
QScrollArea { border: 0; background: transparent; }
QListView, QTreeView, QTableView { background: $panel; alternate-background-color: $window; border: 1px solid $line;
  border-radius: 6px; outline: 0; gridline-color: $line; selection-background-color: $accent_soft;
  selection-color: $text; }
QTableView:focus, QTreeView:focus, QListView:focus { border: 2px solid $accent; }
RowList, RowList:focus { border: 0; border-radius: 0; }
DataTable::item, CompareTable::item { padding: 0 8px; }
QTableCornerButton::section { background: $panel; border: 0; border-bottom: 1px solid $line; }
TickLines::item { padding: 5px 0; min-height: ${icon}px; }
ClauseTree::item { min-height: ${row}px; }
TickLines::item:selected, ClauseTree::item:selected { background: $accent_soft; color: $text; }
QHeaderView { background: $panel; border: 0; }
QHeaderView::section { background: $panel; color: $quiet; border: 0; border-bottom: 1px solid $line; padding: 6px 10px;
  font-weight: 600; }
QSplitter::handle { background: $line; }

QTabBar { background: transparent; }
QTabBar::tear { width: 0; }
QTabBar QToolButton { background: $window; border: 0; }
QTabBar::tab { color: $quiet; padding: 6px 12px; border: 2px solid transparent; min-height: ${field}px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus:selected { border: 2px solid $accent; border-radius: 6px; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QCalendarWidget QWidget { background: $panel; alternate-background-color: $panel; }
QCalendarWidget { border: 1px solid $line; }
QCalendarWidget QTableView, QCalendarWidget QTableView:focus { border: 0; border-radius: 0; }
QCalendarWidget QToolButton { color: $text; border: 2px solid transparent; border-radius: 6px; padding: 2px 8px;
  min-height: ${row}px; icon-size: ${icon}px; font-weight: 600; }
QCalendarWidget QToolButton:focus, QCalendarWidget QToolButton:hover { border-color: $accent; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }

QMenu { background: $panel; color: $text; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $quiet; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 12px; } QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $handle; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; } QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $line; color: transparent; border: 0; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
""")


def sheet(tokens: Tokens, zoom: float, points: float, icons: Path) -> str:
    """The rules with colours and sizes filled in; `points` is the size of body text at this zoom."""
    icon, ring = round(16 * zoom), round(5 * zoom)
    colours = {name: str(getattr(tokens, name)) for name in tokens.__dataclass_fields__}
    return _RULES.substitute(
        colours,
        title=f"{points * 1.7:.1f}",
        heading=f"{points * 1.05:.2f}",
        # A control is 32 pixels high with its padding and border, 24 is the least that can be hit.
        field=round(32 * zoom) - 10,
        target=round(32 * zoom) - 8,
        row=round(24 * zoom),
        arrow=round(24 * zoom),
        icon=icon,
        dot=icon // 2 + 1,
        ring=ring,
        pupil=icon + 2 - 2 * ring,
        small=round(14 * zoom),
        icons=icons.as_posix(),
        ink=_ink(tokens.text),
        mark=_ink(tokens.on_accent),
        handle=_between(tokens.quiet, tokens.panel),
    )


def _between(one: str, other: str) -> str:
    """The colour half-way between two."""
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{(a + b) // 2:02X}" for a, b in pairs)


def _ink(colour: str) -> str:
    """Which of the two drawings of a small mark is nearest to a colour."""
    return "white" if sum(bytes.fromhex(colour[1:])) > 382 else "black"
