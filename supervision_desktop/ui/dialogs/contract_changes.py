"""What changed since the version before: was and now, word by word, readable without colour."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.reports import contract_changes as report
from supervision_desktop.services.contract_versions import CHANGED, Difference, Run
from supervision_desktop.ui import layout, paper
from supervision_desktop.ui.dialogs.page_dialog import PageDialog
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.labels import FieldLabel, QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace

WAS, NOW = '<s>{words}</s>', '<b><u>{words}</u></b>'


class ChangesDialog(PageDialog):
    """The differences of a version from the one before it, heading by heading."""

    def __init__(self, workspace: Workspace, contract_id: str, parent: QWidget) -> None:
        super().__init__(tr("What changed"), parent, width=760, height=640)
        self._workspace, self._contract_id = workspace, contract_id
        with workspace.read() as db:
            data = report.collect(db, report.Params(contract_id), paper.context_of(workspace))
        self.page.add(QuietLabel(" · ".join((data.frame.lead[1], tr("struck through went, bold and underlined came")))))
        for heading, lines in groupby(data.differences or (), lambda one: one.heading):
            self.page.add(Section(heading, *(_line(one) for one in lines), gap=14))
        if not data.differences:
            self.page.add(WordLabel(tr("The two versions read the same.")))
        self.print = button(tr("Preview and print…"), self._print, primary=True)
        self.foot((), (self.print, button(tr("Close"), self.reject)))

    def _print(self) -> None:
        self.accept()
        self._workspace.print_wanted.emit(report.ID, {"contract": self._contract_id})


def _line(one: Difference) -> QWidget:
    """One difference: what it is, then the words before and after."""
    what = tr(report.WHAT[one.what])
    words = what if not one.label else one.label if one.what == CHANGED else f"{one.label}, {what.lower()}"
    parts: list[QWidget] = [FieldLabel(words)]
    for name, runs, mark in ((tr("Was"), one.was, WAS), (tr("Now"), one.now, NOW)):
        if runs:
            parts.append(_Marked(name, runs, mark))
    return layout.boxed(layout.column(*parts, gap=3))


class _Marked(QLabel):
    """Words with those marked that only one version has; read aloud without the marks."""

    def __init__(self, name: str, runs: Sequence[Run], mark: str) -> None:
        shown = " ".join(mark.format(words=escape(run.text)) if run.own else escape(run.text) for run in runs)
        super().__init__(f"{escape(name)}&nbsp;&nbsp;{shown}")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAccessibleName(f"{name}: {' '.join(run.text for run in runs)}")
