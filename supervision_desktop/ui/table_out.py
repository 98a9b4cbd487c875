"""Saving the table of a report for a spreadsheet: asked for a place, made by the worker, noted in the print log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.reports.report import Report
from supervision_desktop.services.sharing import NOBODY, Given
from supervision_desktop.ui import paper
from supervision_desktop.ui.jobs import Progress
from supervision_desktop.ui.outlets import Outlets
from supervision_desktop.ui.paper import TableForm
from supervision_desktop.ui.workspace import Workspace

Said = Callable[[str], object]
Failed = Callable[[Exception], object]


def save_table(workspace: Workspace, report: Report, params: Any, form: TableForm, outlets: Outlets, parent: QWidget,
               said: Said, failed: Failed, given: Given = NOBODY) -> None:
    """Ask where, then save; `said` hears what was done, `failed` what went wrong. Nothing happens without a place."""
    path = outlets.choose_file(parent, paper.file_name(workspace, report, form))
    if path is None:
        return
    words = tr("Saved as {name}. This copy is outside the protection of your practice file.").format(name=path.name)

    def work(progress: Progress) -> list[str]:
        data, cases = paper.make_table(workspace, report, params, form, progress)
        paper.save(path, data)
        return cases

    def done(cases: list[str]) -> None:
        paper.log(workspace, report, form, "reference", given=given, cases=cases)
        said(words)

    workspace.jobs.run(work, parent, done, failed, tr("Saving"))
