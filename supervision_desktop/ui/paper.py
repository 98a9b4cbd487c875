"""From a report to paper: collecting and laying out (in a job), saving, and the line in the print log."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from supervision_desktop.domain.mentions import words_in
from supervision_desktop.errors import SupervisionError
from supervision_desktop.exchange.files import write_file
from supervision_desktop.exchange.tables import csv_bytes, xlsx_bytes
from supervision_desktop.formats import stamp
from supervision_desktop.i18n import tr
from supervision_desktop.reports import REPORTS
from supervision_desktop.reports.protect import protect
from supervision_desktop.reports.report import Context, Identify, Report, as_json, as_pdf, as_table, usual_level
from supervision_desktop.reports.seal import seal
from supervision_desktop.reports.style import load_sheet
from supervision_desktop.services import identify, practice, sharing
from supervision_desktop.ui.jobs import Progress
from supervision_desktop.ui.workspace import Workspace

TableForm = Literal["csv", "xlsx"]


@dataclass(frozen=True, repr=False)
class Paper:
    """A finished document: the bytes that are shown, printed and saved, what could identify someone, the cases in it."""

    pdf: bytes
    finds: tuple[identify.Find, ...]
    cases: tuple[str, ...] = ()


def report_of(report_id: str) -> Report:
    """A report by its id."""
    return next(report for report in REPORTS if report_id == report.ID)


def context_of(workspace: Workspace, level: Identify = "reference") -> Context:
    """What every report may need, from the workspace."""
    return Context(workspace.today(), workspace.library.lists, workspace.library.contract, level, workspace.files)


def level_of(workspace: Workspace, report: Report, params: Any) -> Identify:
    """How clients are named on a document to begin with; found anew for each one."""
    with workspace.read() as db:
        return usual_level(db, report, params, workspace.today())


def make(workspace: Workspace, report: Report, params: Any, level: Identify, progress: Progress) -> Paper:
    """Collect and lay out a report. Raises SupervisionError. To be run in a job: the file is held only to collect."""
    with workspace.read() as db:
        data = report.collect(db, params, context_of(workspace, level))
        names = identify.known(db)
        words = [*words_in(_body(as_json(data)))]
        cases = sharing.cases_in(db, words)
    progress.check()
    pdf = as_pdf(report, data, load_sheet(workspace.library.resources), workspace.files, progress.report)
    progress.check()
    return Paper(pdf, identify.found(words, names), tuple(cases))


def make_table(workspace: Workspace, report: Report, params: Any, form: TableForm,
               progress: Progress) -> tuple[bytes, list[str]]:
    """The table of a report for a spreadsheet, and the ids of the cases named in it. Raises SupervisionError."""
    with workspace.read() as db:
        data = report.collect(db, params, context_of(workspace))
        cases = sharing.cases_in(db, words_in(as_json(data)))
    progress.check()
    table = as_table(report, data)
    if table is None:
        raise SupervisionError(tr("This document has no table."))
    if form == "xlsx":
        return xlsx_bytes(table.headers, table.rows, table.figures), cases
    return csv_bytes(table.headers, table.rows), cases


def save(path: Path, data: bytes, passphrase: str = "") -> None:
    """Write a file, a PDF protected where a passphrase is given. Raises SupervisionError."""
    try:
        write_file(path, protect(data, passphrase) if passphrase else data, force=True)
    except OSError as fault:
        reason = fault.strerror or ""
        raise SupervisionError(tr("It could not be saved there. Choose another folder. {reason}").format(
            reason=reason).strip()) from None


def save_sealed(path: Path, data: bytes, at: datetime, passphrase: str = "") -> str:
    """Write a PDF with a digital seal over all of it; returns what its certificate is known by. Raises SupervisionError."""
    made = seal(protect(data, passphrase) if passphrase else data, at, passphrase)
    save(path, made.pdf)
    return made.fingerprint


def log(workspace: Workspace, report: Report, output: str, level: Identify, *, with_private: bool = False,
        with_password: bool = False, sealed: str | None = None, given: sharing.Given = sharing.NOBODY,
        cases: Collection[str] = ()) -> None:
    """Note in the print log what left the program (RPT-10), and in the share log to whom it was given (PRV-04)."""
    line = practice.logged(stamp(workspace.clock), tr(report.TITLE), output, identification=level,
                           with_private=with_private, with_password=with_password, seal=sealed)
    with workspace.read() as db:
        line = sharing.with_given(db, line, given, cases)
    workspace.commit(line)


def file_name(workspace: Workspace, report: Report, suffix: str) -> str:
    """A proposed name that says what it is and names nobody."""
    return f"{tr(report.TITLE)} {workspace.today().isoformat()}.{suffix}"


def _body(data: Mapping[str, Any]) -> list[Any]:
    """All but the letterhead, which is meant to be there."""
    frame = data.get("frame") or {}
    return [frame.get("title"), frame.get("lead"), *(part for name, part in data.items() if name != "frame")]
