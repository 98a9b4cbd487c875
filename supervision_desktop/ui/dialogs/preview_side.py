"""Beside a preview: how clients are named, private notes, protection, and what could identify someone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QRadioButton, QVBoxLayout, QWidget

from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.report import Identify, Report, fixed_level, parameters
from supervision_desktop.reports.seal import is_there
from supervision_desktop.services.identify import Find
from supervision_desktop.ui import layout
from supervision_desktop.ui.sharing.given import GivenLine
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.labels import HeadingLabel, QuietLabel, WordLabel, announce
from supervision_desktop.ui.widgets.page import PageArea

FIXED = {"reference": mark("Reference only, on this document always."),
         "full_name": mark("Name: this document is about one person.")}
MOST_WORDS = 12
"""Finds of one kind that are spelt out."""
PRIVATE, SURE = "private", "private_sure"
"""Parameters of a report that can hold private notes: asked twice (PRV-08)."""


class PreviewSide(PageArea):
    """The choices of one preview; `changed` says that the document has to be made anew."""

    changed = Signal()

    def __init__(self, report: Report, level: Identify = "reference", names: Sequence[str] = ()) -> None:
        super().__init__(name=tr("Choices for this document"))
        self._level = level
        self.protect = QCheckBox(tr("PDF with a passphrase"))
        self.protect.setChecked(report.CASES)
        self._found: QVBoxLayout = layout.column(gap=8)
        self._build_naming(report)
        self._build_private(report)
        self.seal = QCheckBox(tr("Digital seal"))
        self._seal_words = QuietLabel(tr("Made with a certificate of its own: a reader's program shows whether the file "
                                         "was changed since, not who made it."))
        self._add(tr("Saving"), self.protect, self.seal, self._seal_words, QuietLabel(
            tr("A printed or saved copy is outside the protection of your practice file.")))
        self.given = GivenLine(names)
        self._add(tr("Who gets it"), self.given)
        self.seal.setVisible(is_there())
        self._seal_words.setVisible(False)
        self._add(tr("What could identify someone here"), layout.boxed(self._found))
        self._connect()

    def level(self) -> Identify:
        """How clients are named; never remembered from one document to the next (RPT-07)."""
        return self._level

    def private(self) -> bool:
        """Whether private notes were asked for, twice."""
        return self.ask_private.isChecked() and self.ask_again.isChecked()

    def show_finds(self, finds: Sequence[Find]) -> None:
        """List what stands out in the document shown."""
        layout.clear(self._found)
        kinds = dict.fromkeys(find.kind for find in finds)
        for kind in kinds:
            words = [find.words for find in finds if find.kind == kind]
            more = tr("and {n} more").format(n=len(words) - MOST_WORDS) if len(words) > MOST_WORDS else ""
            self._found.addLayout(layout.column(
                QuietLabel(kind), WordLabel("\n".join(filter(None, (*words[:MOST_WORDS], more)))), gap=2))
        self._found.addWidget(QuietLabel(
            tr("Details of a life can point to somebody too. Read it once with a stranger's eyes.") if kinds else
            tr("No name, address or number that is known or looks like one. Read it once more all the same.")))

    def _add(self, heading: str, *parts: QWidget) -> None:
        self.add(layout.boxed(layout.column(HeadingLabel(heading), *parts, gap=6)))

    def _build_naming(self, report: Report) -> None:
        self.reference = QRadioButton(tr("Reference only"))
        self.full_name = QRadioButton(tr("Full name"))
        self.initials = QRadioButton(tr("Initials"))
        chosen = {"reference": self.reference, "full_name": self.full_name, "initials": self.initials}[self._level]
        chosen.setChecked(True)
        agreed = () if self._level == "reference" else (
            QuietLabel(tr("Your contract says: {level}.").format(level=chosen.text().lower())),)
        self._warning = WordLabel(tr("Initials are often enough for people who know the family, the school or the claim."))
        self.anyway = button(tr("Use initials all the same"), self._use_initials)
        self._to_confirm = layout.boxed(layout.column(
            WordLabel(tr("The document stays as it is until you confirm.")), layout.row(self.anyway, layout.spacer())))
        self._warned = layout.boxed(layout.column(self._warning, self._to_confirm))
        if (fixed := fixed_level(report)) is not None:
            self._add(tr("Clients are named by"), QuietLabel(tr(FIXED[fixed])))
        elif report.CASES:
            self._add(tr("Clients are named by"), self.reference, self.full_name, self.initials, self._warned, *agreed,
                      QuietLabel(tr("A name stands beside its reference.")))
        else:
            self._add(tr("Clients are named by"), QuietLabel(tr("Nobody: this document is not about cases.")))
        self._show_warning(self._level == "initials")

    def _build_private(self, report: Report) -> None:
        self.ask_private = QCheckBox(tr("With private notes"))
        self.ask_again = QCheckBox(tr("Yes, put them on this copy"))
        self._caution = WordLabel(
            tr("They are kept out of prints, but they are not privileged: a court, a coroner or the person concerned may be "
               "able to ask for them."))
        for part in (self.ask_again, self._caution):
            part.hide()
        if SURE in parameters(report):
            self._add(tr("Private notes"), self.ask_private, self._caution, self.ask_again)

    def _connect(self) -> None:
        self.reference.clicked.connect(lambda: self._name_by("reference"))
        self.full_name.clicked.connect(lambda: self._name_by("full_name"))
        self.initials.clicked.connect(self._warn)
        self.seal.toggled.connect(self._seal_words.setVisible)
        self.ask_private.clicked.connect(self._ask_again)
        self.ask_again.clicked.connect(self.changed)

    def _name_by(self, level: Identify) -> None:
        self._show_warning(False)
        if level != self._level:
            self._level = level
            self.changed.emit()

    def _warn(self) -> None:
        """Initials only after the warning; until then the document stays as it was."""
        self._show_warning(True)
        announce(self, self._warning.text())

    def _show_warning(self, on: bool) -> None:
        """The warning, and where initials do not stand there already, the question."""
        self._to_confirm.setVisible(on and self._level != "initials")
        self._warned.setVisible(on)

    def _use_initials(self) -> None:
        self._name_by("initials")
        self.initials.setFocus()

    def _ask_again(self) -> None:
        asked, before = self.ask_private.isChecked(), self.ask_again.isChecked()
        for part in (self.ask_again, self._caution):
            part.setVisible(asked)
        self.ask_again.setChecked(False)
        if before:
            self.changed.emit()
