"""Passphrase, recovery sheet, remembering, and the change of the key itself after a suspected theft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui.dialogs.new_passphrase import NewPassphrase
from supervision_desktop.ui.dialogs.page_dialog import PageDialog
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.labels import ProblemLabel, QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.widgets.typed_word import TypedWord


@dataclass(frozen=True)
class Ways:
    """What can be done about the ways in."""

    change_passphrase: Callable[[], object]
    new_sheet: Callable[[], object]
    remember: Callable[[bool], str]
    """Turn remembering on or off; returns why it is not possible, or ""."""
    remembered: bool
    why_not: str
    change_key: Callable[[], object]


class KeysDialog(PageDialog):
    """What opens the practice file, each in its own panel."""

    def __init__(self, ways: Ways, parent: QWidget) -> None:
        super().__init__(tr("Passphrase and recovery sheet"), parent)
        self._ways = ways
        self.remember = QCheckBox(tr("Remember on this computer for a week"))
        self.remember.setChecked(ways.remembered)
        self.remember.setEnabled(not ways.why_not)
        self.remember.clicked.connect(self._remember)
        self._problem = ProblemLabel()
        for part in (
                PageTitle(tr("Passphrase and recovery sheet"), tr("What opens your practice file and its backups.")),
                Section(tr("Passphrase"), WordLabel(tr(
                    "A new passphrase opens the practice file and the backups on this computer. Copies in other places keep "
                    "the one they were made with.")),
                    FlowLayout(button(tr("Change passphrase…"), ways.change_passphrase))),
                Section(tr("Recovery sheet"), WordLabel(tr(
                    "A new sheet takes the place of the one before, which from then on opens only older copies in other "
                    "places.")), FlowLayout(button(tr("New recovery sheet…"), ways.new_sheet))),
                Section(tr("This computer"), self.remember, *self._why(ways.why_not), self._problem),
                Section(tr("After a suspected theft"), WordLabel(tr(
                    "If somebody may have both a copy of your practice file and your passphrase or sheet, a new passphrase "
                    "is not enough: the records are then written anew under a new key, with a new passphrase and a new "
                    "sheet.")), FlowLayout(button(tr("Change the key…"), ways.change_key)))):
            self.page.add(part)
        self.foot((), (button(tr("Close"), self.reject),))

    def _why(self, why_not: str) -> list[QWidget]:
        return [QuietLabel(why_not or tr(
            "Then it opens here without the passphrase. Any program of this user account could do the same; leave it off "
            "on a computer that others use."))]

    def _remember(self, on: bool) -> None:
        why_not = self._ways.remember(on)
        self._problem.say(why_not)
        self.remember.setChecked(on and not why_not)


class ChangeKeyDialog(PageDialog):
    """Explains, takes a new passphrase and a typed word. `wanted` gives the passphrase; the new sheet follows."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Change the key after a suspected theft"), parent, height=680)
        self.new, self.word = NewPassphrase(), TypedWord(tr("change"))
        for part in (
                PageTitle(tr("Change the key after a suspected theft")),
                Section(tr("What happens"), *(WordLabel(words) for words in self._points())),
                Section(tr("New passphrase"), self.new), Section(tr("Go on"), self.word)):
            self.page.add(part)
        self.go = button(tr("Next: the new recovery sheet"), self._go, primary=True)
        self.foot((), (button(tr("Cancel"), self.reject), self.go))

    def _points(self) -> tuple[str, ...]:
        return (
            tr("All records and attachments are written anew under a new key, and a fresh backup is made. The program then "
               "starts again."),
            tr("Backups made until now are set aside on this computer for 30 days. They still open with the old passphrase "
               "and the old sheet, so they cannot be made safe; copies in other places neither. Delete those you no longer "
               "need."),
            tr("Whoever took a copy before can go on reading what that copy holds. Think about whom you have to tell."))

    def _go(self) -> None:
        text = self.new.text()
        if text is None:
            self.page.ensureWidgetVisible(self.new)
        elif not self.word.right():
            self.page.ensureWidgetVisible(self.word)
        else:
            self.accept()
            self.wanted.emit(text)
