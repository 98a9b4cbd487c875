"""A report as a file: collected, laid out, protected where asked, written whole, and noted in the print log (RPT-10)."""
from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from supervision_desktop.domain.mentions import words_in
from supervision_desktop.exchange.files import write_file
from supervision_desktop.exchange.tables import csv_bytes, xlsx_bytes
from supervision_desktop.i18n import tr
from supervision_desktop.reports.protect import protect
from supervision_desktop.reports.report import Context, Report, as_json, as_pdf, as_table, fixed_level
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services.practice import logged
from supervision_desktop.services.sharing import NOBODY, Given, cases_in, with_given
from supervision_desktop.store.attachments import Files
from supervision_desktop.store.door import Store

Form = Literal["pdf", "csv", "xlsx", "json"]


@dataclass(frozen=True, repr=False)
class Output:
    """Where a report goes, how, and to whom; `passphrase` protects a PDF, empty leaves it open."""

    path: Path
    form: Form = "pdf"
    passphrase: str = ""
    force: bool = False
    given: Given = NOBODY


def print_report(store: Store, report: Report, params: Any, context: Context, sheet: Sheet, output: Output,
                 files: Files | None = None) -> None:
    """Writes one report and its line in the log; without `files` no picture of an attachment stands on it.

    Raises BadInput for parameters that name nothing, a passphrase that would not protect, or a name that is taken.
    """
    with store.read() as db:
        data = report.collect(db, params, replace(context, files=files))
        cases = cases_in(db, words_in(as_json(data))) if output.given.to else []
    write_file(output.path, _rendered(report, data, sheet, output, files), force=output.force)
    log = logged(store.now(), tr(report.TITLE), output.form, identification=fixed_level(report) or context.identify,
                 with_private=getattr(params, "private", False), with_password=bool(output.passphrase))
    with store.read() as db:
        log = with_given(db, log, output.given, cases)
    store.apply(log, origin="print")


def _rendered(report: Report, data: Any, sheet: Sheet, output: Output, files: Files | None) -> bytes:
    table = as_table(report, data) if output.form in ("csv", "xlsx") else None
    if table is not None and output.form == "xlsx":
        return xlsx_bytes(table.headers, table.rows, table.figures)
    if table is not None:
        return csv_bytes(table.headers, table.rows)
    if output.form == "pdf":
        pdf = as_pdf(report, data, sheet, files)
        return protect(pdf, output.passphrase) if output.passphrase else pdf
    return (json.dumps(as_json(data), ensure_ascii=False, indent=2) + "\n").encode()
