"""Moving house: two pages that lead through a new laptop, and through what a named person does if the user cannot act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.reports.moving_house import Guide
from supervision_desktop.services.moving import Stand
from supervision_desktop.ui import layout
from supervision_desktop.ui.dialogs.page_dialog import PageDialog
from supervision_desktop.ui.outlets import Outlets
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel, announce
from supervision_desktop.ui.widgets.long_text import LongTextEdit
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.widgets.steps import Step, StepBar
from supervision_desktop.ui.widgets.table import Column, DataTable

LAPTOP, CANNOT = "laptop", "cannot"


@dataclass(frozen=True)
class Removal:
    """What the pages are made from, and what can be done with them."""

    guide: Callable[[str, Stand], Guide]
    """Which page, with who acts."""
    stand: Stand
    keep: Callable[[Stand], object]
    save: Callable[[Guide, Path, Callable[[str], object]], object]
    print: Callable[[Guide, QWidget, Callable[[str], object]], object]
    outlets: Outlets


class MovingDialog(PageDialog):
    """One page at a time; what is typed on the second is kept when it is left, printed or closed."""

    def __init__(self, removal: Removal, parent: QWidget) -> None:
        super().__init__(tr("Moving house"), parent, width=760, height=680)
        self._removal, self._kept = removal, removal.stand
        self.steps = StepBar(tr("Moving house"), [Step(LAPTOP, tr("A new laptop")),
                                                  Step(CANNOT, tr("If I die or cannot act"))], numbered=False)
        self.executor = LabelledField(tr("Person who acts for me"), QLineEdit(), help=tr("Name, and how to reach them"))
        self.sheet = LabelledField(tr("Where the recovery sheet lies"), QLineEdit(), help=tr("Not on this computer"))
        self.wishes = LabelledField(tr("What I ask this person to do"), LongTextEdit(name=tr("What I ask"), lines=3))
        self._title, self._body, self._said = PageTitle(), layout.column(gap=layout.SECTION_GAP), QuietLabel()
        self.counts = DataTable(tr("Numbers to compare"), [Column(tr("Kind")), Column(tr("Number"), number=True, chars=10)])
        self._build()
        self.turn(LAPTOP)

    def turn(self, key: str) -> None:
        """Show one of the two pages."""
        self._keep()
        self.steps.set_key(key)
        self._person.setVisible(key == CANNOT)
        self._fill()

    def guide(self) -> Guide:
        """The page shown, as it would be printed."""
        return self._removal.guide(self.steps.key(), self._told())

    def said(self) -> str:
        """What was said last."""
        return self._said.text()

    def done(self, result: int) -> None:
        """Whatever closes it: what is typed is kept."""
        self._keep()
        super().done(result)

    def _build(self) -> None:
        stand = self._removal.stand
        self.executor.editor.setText(stand.executor)
        self.sheet.editor.setText(stand.sheet)
        self.wishes.editor.set_text(stand.wishes)
        self._person = Section(tr("Who and where"), Columns(self.executor, self.sheet, least=220), self.wishes,
                               hint=tr("kept in the practice file, and stands on the printed page"))
        self._numbers = Section(tr("Numbers to compare"), self.counts)
        for part in (self.steps, self._title, self._person, self._body, self._numbers):
            self.page.add(part)
        self.foot((button(tr("Close"), self.reject), self._said),
                  (button(tr("Save PDF…"), self._save), button(tr("Print…"), self._print, primary=True)))
        self.steps.chosen.connect(self.turn)
        for line in (self.executor.editor, self.sheet.editor):
            line.editingFinished.connect(self._keep)
        self.wishes.editor.finished.connect(self._keep)

    def _fill(self) -> None:
        shown = self.guide()
        self._title.show_words(shown.title, shown.lead)
        layout.clear(self._body)
        facts = [WordLabel(f"{label}: {value}") for label, value in shown.facts]
        if not self._person.isVisibleTo(self):
            self._body.addWidget(Section(tr("Where things lie"), *facts))
        for part in shown.parts:
            numbered = (WordLabel(f"{n}. {point}") for n, point in enumerate(part.points, 1))
            self._body.addWidget(Section(part.heading, *numbered))
        self.counts.set_rows(list(shown.counts))
        self._numbers.setVisible(bool(shown.counts))
        self._numbers.set_hint(shown.counted)

    def _told(self) -> Stand:
        executor, sheet, wishes = (field.editor.text().strip() for field in (self.executor, self.sheet, self.wishes))
        return Stand(executor, sheet, wishes)

    def _keep(self) -> None:
        told = self._told()
        if told != self._kept:
            self._kept = told
            self._removal.keep(told)

    def _save(self) -> None:
        self._keep()
        guide = self.guide()
        path = self._removal.outlets.choose_file(self, f"{guide.title}.pdf")
        if path is not None:
            self._removal.save(guide, path, self._say)

    def _print(self) -> None:
        self._keep()
        self._removal.print(self.guide(), self, self._say)

    def _say(self, words: str) -> None:
        self._said.setText(words)
        announce(self, words)
