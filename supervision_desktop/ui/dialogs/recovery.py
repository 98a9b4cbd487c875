"""The recovery sheet: shown once, saved as a PDF, and three groups typed back from it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QStackedWidget, QWidget

from supervision_desktop.errors import SupervisionError
from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.dialogs.pages import page_column
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.widgets.labels import ProblemLabel, QuietLabel, TitleLabel, WordLabel

ASKED = 3
LOOKALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


class CodePage(QWidget):
    """The code, and the sheet to save."""

    def __init__(self, groups: Sequence[str], save: Callable[[Path], object]) -> None:
        super().__init__()
        self._save = save
        self.code = WordLabel(" - ".join(groups))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF() * 1.3)
        self.code.setFont(font)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code.setAccessibleName(tr("Recovery code: {code}").format(code=", ".join(groups)))
        self.saved = QuietLabel()
        self.problem = ProblemLabel()
        self.save = button(tr("Save the recovery sheet…"), self._ask, primary=True)
        self.setLayout(page_column(
            TitleLabel(tr("Your recovery code")),
            WordLabel(tr("It opens your practice file if the passphrase is forgotten, on any computer. If both are lost, "
                         "so are your records: nobody can bring them back.")),
            self.code,
            QuietLabel(tr("Save the sheet, print it, keep the paper away from this computer and delete the file.")),
            self.save, self.saved, self.problem))

    def save_to(self, path: Path) -> None:
        """Write the sheet, or say why it cannot be written."""
        try:
            self._save(path)
        except (OSError, SupervisionError) as fault:
            reason = fault.sentence if isinstance(fault, SupervisionError) else (fault.strerror or "")
            self.problem.say(tr("It could not be saved there. Choose another folder. {reason}").format(reason=reason))
            return
        self.problem.say("")
        self.saved.setText(tr("Saved as {name}.").format(name=path.name))

    def _ask(self) -> None:
        name = str(Path.home() / tr("Recovery sheet.pdf"))
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save the recovery sheet"), name, "PDF (*.pdf)")
        if chosen:
            self.save_to(Path(chosen).with_suffix(".pdf"))


class CheckPage(QWidget):
    """Three groups, typed from the sheet."""

    def __init__(self, groups: Sequence[str]) -> None:
        super().__init__()
        self._groups = groups
        places = sorted(secrets.SystemRandom().sample(range(len(groups)), ASKED))
        self.fields = {place: LabelledField(tr("Group {n}").format(n=place + 1), QLineEdit()) for place in places}
        self.setLayout(page_column(
            TitleLabel(tr("Check your sheet")),
            WordLabel(tr("Type these three groups of the code from your sheet, so that you know it can be read.")),
            Columns(*self.fields.values(), least=110)))

    def right(self) -> bool:
        """Whether all three fit; a slip is named under its group."""
        slips = 0
        for place, field in self.fields.items():
            typed = field.editor.text().strip().upper().translate(LOOKALIKE)
            fits = typed == self._groups[place]
            field.say_problem("" if fits else tr("This is not group {n} of your sheet. Compare it once more.").format(
                n=place + 1))
            slips += not fits
        return not slips


class RecoveryDialog(QDialog):
    """Shows the code, then asks for three groups of it. Accepted: typed back. Rejected: put off."""

    def __init__(self, groups: Sequence[str], save: Callable[[Path], object], parent: QWidget | None = None, *,
                 may_wait: bool = True) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Recovery code"))
        self.shown, self.check = CodePage(groups, save), CheckPage(groups)
        self._pages = QStackedWidget()
        for page in (self.shown, self.check):
            self._pages.addWidget(page)
        self.next = button(tr("Next"), self._forward)
        self.back = button(tr("Back to the code"), lambda: self._turn(0), link=True)
        self.later = button(tr("Check it next time"), self.reject, link=True)
        self.later.setVisible(may_wait)
        self.setLayout(layout.column((self._pages, 1), layout.row(self.back, self.later, layout.spacer(), self.next),
                                     margins=20, gap=12))
        self._turn(0)
        self.resize(QSize(style.scaled(560), style.scaled(360)).boundedTo(self.screen().availableSize()))

    def _turn(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self.back.setVisible(page == 1)
        self.next.setText(tr("Done") if page else tr("Next"))
        self.next.setAccessibleName(self.next.text())
        self.next.setDefault(bool(page))
        if page:
            next(iter(self.check.fields.values())).editor.setFocus()

    def _forward(self) -> None:
        if self._pages.currentIndex() == 0:
            self._turn(1)
        elif self.check.right():
            self.accept()


class ReminderDialog(QDialog):
    """The check that was put off: the whole code typed from the sheet, or a new sheet. `fits` reads and compares."""

    new_wanted = Signal()

    def __init__(self, fits: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fits = fits
        self.setWindowTitle(tr("Check your recovery sheet"))
        self.field = LabelledField(tr("Recovery code"), QLineEdit(), help=tr("Seven groups of four, from your sheet"))
        done = button(tr("Check"), self._check, primary=True)
        done.setDefault(True)
        self.setLayout(layout.column(
            TitleLabel(tr("Check your recovery sheet")),
            WordLabel(tr("Type the code once from the sheet, so that you know it opens your practice file.")), self.field,
            layout.row(button(tr("I have no sheet: make a new one"), self._want_new, link=True), layout.spacer(), done),
            margins=20, gap=12))
        self.setMinimumWidth(min(style.scaled(480), self.screen().availableSize().width()))

    def _check(self) -> None:
        try:
            fits = self._fits(self.field.editor.text())
        except SupervisionError as fault:
            self.field.say_problem(fault.sentence)
            return
        self.field.say_problem("" if fits else tr("This is not the code of this practice file. Is it an older sheet?"))
        if fits:
            self.accept()

    def _want_new(self) -> None:
        self.reject()
        self.new_wanted.emit()
