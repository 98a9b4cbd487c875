"""The recovery sheet: one page with the recovery code, what it is for, and where it is kept (PRV-13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from reportlab.platypus import Flowable

from supervision_desktop.formats import day_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame, build_pdf
from supervision_desktop.reports.parts import Heading, bullets, grid, kept, note, paragraphs, space
from supervision_desktop.reports.style import Sheet

TITLE = mark("Recovery sheet")
GROUP = 4
"""Characters of the code in one group."""
IN_A_LINE = 4
"""Groups in one line."""
LINE_HEIGHT = 26
"""Points for a line to write on."""


@dataclass(frozen=True)
class RecoverySheet:
    """What stands on the sheet. The code is a secret: it is left out of repr."""

    practice: str
    made_on: date
    code: str = field(repr=False)

    def groups(self) -> list[str]:
        """The code in groups that can be read out and typed back."""
        bare = "".join(self.code.replace("-", " ").split())
        return [bare[start:start + GROUP] for start in range(0, len(bare), GROUP)]


def recovery_pdf(data: RecoverySheet, sheet: Sheet) -> bytes:
    """The sheet as a PDF. It holds the code in clear: it belongs on paper, not on this computer."""
    frame = PageFrame(
        title=tr(TITLE), practice=data.practice, made_on=day_text(data.made_on), lead=(tr("Keep this page on paper."),),
        confidential=tr("Secret: whoever holds this page and a copy of the practice file can read it."))
    return build_pdf(story(data, sheet), frame, sheet)


def story(data: RecoverySheet, sheet: Sheet) -> list[Flowable]:
    """The sheet laid out."""
    return [
        *paragraphs(sheet, tr("This code opens the practice file of {practice} when the passphrase is forgotten.").format(
            practice=data.practice or tr("this practice"))),
        space(6), _code(data.groups(), sheet), space(4),
        *note(sheet, tr("The same in one line: {code}").format(code="-".join(data.groups()))), space(6),
        Heading(sheet, tr("How to use it")),
        *bullets(sheet, (
            tr("Start Supervision Desktop and choose the recovery code where it asks for the passphrase."),
            tr("Type the groups in order. Capital or small letters, spaces and hyphens make no difference."),
            tr("Choose a new passphrase. This sheet goes on working until you make a new one."),
            tr("It opens backups of this practice file as well, also on another computer."))),
        Heading(sheet, tr("Keep it safe")),
        *paragraphs(sheet, tr(
            "Without the passphrase, this sheet is the only way in. When both are gone the records are gone: "
            "neither we nor anybody else has another way to open them.")),
        *bullets(sheet, (
            tr("Lock it away from the computer, for example with your insurance papers or with your solicitor."),
            tr("Make no photograph of it and store no copy on this computer or in an online service."),
            tr("If somebody else may have seen it, make a new one in Settings; this one then stops working."))),
        space(8),
        kept([Heading(sheet, tr("Where it is kept")), *_lines(sheet)]),
    ]


def _code(groups: Sequence[str], sheet: Sheet) -> Flowable:
    cells: list[object] = [[*paragraphs(sheet, str(number), "code_number"), *paragraphs(sheet, group, "code")]
                           for number, group in enumerate(groups, 1)]
    cells += [""] * (-len(cells) % IN_A_LINE)
    rows = [cells[start:start + IN_A_LINE] for start in range(0, len(cells), IN_A_LINE)]
    return grid(sheet, rows, [sheet.width / IN_A_LINE] * IN_A_LINE, [
        ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("BOX", (0, 0), (-1, -1), 0.8, sheet.colours["text"]),
        ("TOPPADDING", (0, 0), (-1, -1), 6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 8)])


def _lines(sheet: Sheet) -> list[Flowable]:
    labels = (tr("Place"), tr("Kept by"), tr("Known to"), tr("Checked on"))
    rows = [[paragraphs(sheet, label, "label"), ""] for label in labels]
    return [grid(sheet, rows, [sheet.width * 0.2, sheet.width * 0.8], [
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"), ("LINEBELOW", (1, 0), (1, -1), 0.5, sheet.colours["text"])],
        rowHeights=LINE_HEIGHT)]
