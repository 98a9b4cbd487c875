"""Settings: when to lock, the look, the ways into the practice file, and the way to the profile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.services import practice
from supervision_desktop.settings import THEMES
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.dialogs.profile import show_profile
from supervision_desktop.ui.looks import THEMES as NAMED_THEMES
from supervision_desktop.ui.looks import Looks
from supervision_desktop.ui.setup.guide import show_guide
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.labels import ProblemLabel, QuietLabel
from supervision_desktop.ui.widgets.page import PageArea, Section
from supervision_desktop.ui.workspace import Workspace

IDLE_CHOICES = (1, 2, 5, 10, 15, 20, 30, 45, 60)
HELD_CHOICES = (0, 30, 60, 90, 120, 180)
ZOOMS = (100, 110, 125, 150, 175, 200, 250, 300)


@dataclass(frozen=True)
class Access:
    """What the settings may do about the ways into the practice file."""

    change_passphrase: Callable[[], object]
    new_sheet: Callable[[], object]
    remember: Callable[[bool], str]
    """Turn remembering on or off; returns why it is not possible, or ""."""
    remembered: bool
    why_not: str
    idle_changed: Callable[[int], object]
    hold_changed: Callable[[int], object] = int


class SettingsDialog(QDialog):
    """Everything is kept at once, as everywhere."""

    def __init__(self, workspace: Workspace, looks: Looks, access: Access, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._looks, self._access = workspace, looks, access
        self.setWindowTitle(tr("Settings"))
        area = PageArea(self._you(), self._locking(), self._look(), name=tr("Settings"))
        area.body.addStretch(1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        self.setLayout(layout.column((area, 1), layout.boxed(layout.row(close, margins=(24, 0, 24, 12)))))
        self.resize(QSize(style.scaled(600), style.scaled(560)).boundedTo(self.screen().availableSize()))

    def _you(self) -> Section:
        open_profile = button(tr("Your profile…"), lambda: show_profile(self._workspace, self))
        guide = button(tr("Set up by questions…"), lambda: show_guide(self._workspace, self))
        return Section(tr("You"), FlowLayout(open_profile, guide), hint=tr("stands at the head of what you print"))

    def _locking(self) -> Section:
        minutes = ValueCombo(tr("Lock after"), [(n, _minutes(n)) for n in IDLE_CHOICES])
        with self._workspace.read() as db:
            minutes.set_value(int(practice.setting(db, practice.IDLE_MINUTES)))
        minutes.value_chosen.connect(self._set_idle)
        self._remember = QCheckBox(tr("Remember on this computer for a week"))
        self._remember.setChecked(self._access.remembered)
        self._remember.setEnabled(not self._access.why_not)
        self._remember.clicked.connect(self._set_remembering)
        self._why_not = QuietLabel(self._access.why_not)
        self._why_not.setVisible(bool(self._access.why_not))
        self._problem = ProblemLabel()
        fields = Columns(LabelledField(tr("Lock after"), minutes, help=tr("Minutes without keys or mouse")), self._held(),
                         least=200)
        ways = FlowLayout(button(tr("Change the passphrase…"), self._access.change_passphrase),
                          button(tr("New recovery sheet…"), self._access.new_sheet))
        return Section(tr("Locking"), fields,
                       self._remember, self._why_not, self._problem, ways)

    def _held(self) -> LabelledField[ValueCombo]:
        held = ValueCombo(tr("While a session of today is open"), [(n, _minutes(n) if n else tr("as always"))
                                                                   for n in HELD_CHOICES])
        with self._workspace.read() as db:
            held.set_value(int(practice.setting(db, practice.HOLD_MINUTES)))
        held.value_chosen.connect(self._set_held)
        return LabelledField(tr("While a session of today is open"), held,
                             help=tr("Sleep and the computer's own lock still lock"))

    def _look(self) -> Section:
        theme = ValueCombo(tr("Colours"), [(key, tr(words)) for key, words in NAMED_THEMES if key in THEMES])
        theme.set_value(self._looks.settings.theme)
        theme.value_chosen.connect(self._looks.theme)
        zoom = ValueCombo(tr("Text size"), [(n, f"{n} %") for n in ZOOMS])
        zoom.set_value(self._looks.settings.zoom, f"{self._looks.settings.zoom} %")
        zoom.value_chosen.connect(lambda n: self._looks.change(replace(self._looks.settings, zoom=n)))
        return Section(tr("Look"), Columns(LabelledField(tr("Colours"), theme), LabelledField(tr("Text size"), zoom)))

    def _set_idle(self, minutes: int) -> None:
        with self._workspace.read() as db:
            changes = practice.set_setting(db, practice.IDLE_MINUTES, str(minutes))
        if self._workspace.commit(changes):
            self._access.idle_changed(minutes)

    def _set_held(self, minutes: int) -> None:
        with self._workspace.read() as db:
            changes = practice.set_setting(db, practice.HOLD_MINUTES, str(minutes))
        if self._workspace.commit(changes):
            self._access.hold_changed(minutes)

    def _set_remembering(self, on: bool) -> None:
        why_not = self._access.remember(on)
        self._problem.say(why_not)
        self._remember.setChecked(on and not why_not)


def _minutes(count: int) -> str:
    return tr("1 minute") if count == 1 else tr("{n} minutes").format(n=count)
