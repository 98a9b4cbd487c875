"""What changed from one version of a contract to the next: was and now, side by side, readable without colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from reportlab.platypus import Flowable, Paragraph
from sqlalchemy.orm import Session

from supervision_desktop.content.contracts import ContractTemplate
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Ref
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Heading, grid, note, paragraphs
from supervision_desktop.reports.report import DRAFT, Context, asks, page_frame
from supervision_desktop.reports.style import Sheet
from supervision_desktop.reports.text import PIECE, is_right_to_left, markup, pieces
from supervision_desktop.services import contracts
from supervision_desktop.services.contract_versions import ADDED, CHANGED, ORDER, REMOVED, Difference, Run, compare, words_of

ID = "contract_changes"
TITLE = mark("What changed in the contract")
CASES = False
WHAT = {ADDED: mark("Added"), REMOVED: mark("Removed"), CHANGED: mark("Changed"), ORDER: mark("Order changed")}
PAD = 14
"""Points between the two columns."""


@dataclass(frozen=True)
class Params:
    """Which contract, and so which version of it."""

    contract: str = field(metadata=asks(
        Ref(mark("Contract"), mark("The later version; the one before it is beside it"), required=True, to="contract")))


@dataclass(frozen=True, repr=False)
class ChangesData:
    """Every line that is not the same in two versions that follow each other; None for a first version."""

    frame: PageFrame
    columns: tuple[str, str]
    differences: tuple[Difference, ...] | None


def people(db: Session, params: Params) -> tuple[str, ...]:
    """Whose contract it is."""
    contract = db.get(Contract, params.contract)
    return (contract.other_id,) if contract is not None and contract.other_id != SELF else ()


def collect(db: Session, params: Params, context: Context) -> ChangesData:
    """A version against the one before it; a first version has nothing to be compared with."""
    later = contracts.page(db, params.contract)
    if later is None:
        raise BadInput("contract", tr("That contract is no longer here. Choose another one."))
    earlier = contracts.page(db, later.contract.replaces_id) if later.contract.replaces_id else None
    names = [tr("Version {n}").format(n=one.contract.version or 1) for one in (earlier or later, later)]
    lead = (tr("between {a} (supervisor) and {b} (supervisee)").format(a=later.supervisor.name, b=later.supervisee.name),
            tr("{later} beside {earlier}").format(later=names[1], earlier=names[0].lower()) if earlier else names[1])
    change = later.contract.change_note
    told = (tr("Changed: {note}").format(note=change),) if change else ()
    frame = page_frame(db, context, tr(TITLE), lead=(*lead, *told), version=names[1],
                       marks=() if later.sealed else (tr(DRAFT),))
    return ChangesData(frame, (tr("Was ({version})").format(version=names[0].lower()),
                               tr("Now ({version})").format(version=names[1].lower())),
                       differences(db, earlier, later, context) if earlier else None)


def differences(db: Session, earlier: contracts.ContractPage, later: contracts.ContractPage,
                context: Context) -> tuple[Difference, ...]:
    """What differs between two versions, by the headings of the later one's wording."""
    templates = [context.template(contracts.template_name(one.contract)) for one in (earlier, later)]
    both = zip((earlier, later), templates, strict=True)
    was, now = (words_of(db, one, template, context.lists) for one, template in both)
    return compare(was, now, titles(templates[1]))


def titles(template: ContractTemplate) -> dict[str, str]:
    """The headings of a wording by their code."""
    return {heading.code: heading.title for heading in template.headings}


def story(data: ChangesData, sheet: Sheet) -> list[Flowable]:
    """The differences laid out, heading by heading."""
    if not data.differences:
        return paragraphs(sheet, tr("This is the first version: there is none before it.") if data.differences is None
                          else tr("The two versions read the same."))
    found = note(sheet, tr("Words that went are struck through; words that came are bold and underlined. "
                           "What is not listed here reads as before."))
    for heading, lines in groupby(data.differences, lambda one: one.heading):
        found.append(Heading(sheet, heading))
        found.append(_table(sheet, data.columns, list(lines)))
    return found


def _table(sheet: Sheet, columns: tuple[str, str], lines: Sequence[Difference]) -> Flowable:
    side = sheet.width * 0.15
    wide = (sheet.width - side) / 2
    cells: list[list[object]] = [[[], *(paragraphs(sheet, title, "cell_head") for title in columns)]]
    for one in lines:
        words = one.label or tr(WHAT[one.what])
        cells.append([paragraphs(sheet, words, "label"), _runs(sheet, one.was, "strike"), _runs(sheet, one.now, "u")])
    return grid(sheet, cells, [side, wide, wide], [
        ("RIGHTPADDING", (0, 0), (-1, -1), PAD), ("LINEBELOW", (0, 0), (-1, -1), 0.4, sheet.colours["line"]),
        ("TOPPADDING", (0, 1), (-1, -1), 5), ("BOTTOMPADDING", (0, 1), (-1, -1), 6)], repeatRows=1, spaceAfter=4)


def _runs(sheet: Sheet, runs: Sequence[Run], tag: str) -> list[Flowable]:
    """Words with those marked that only this version has. Writing from right to left is shown unmarked."""
    whole = " ".join(run.text for run in runs)
    if not whole:
        return paragraphs(sheet, "–", "label")
    if is_right_to_left(whole) or len(whole) > PIECE:
        return paragraphs(sheet, whole, "cell")
    return [Paragraph(" ".join(_marked(runs, tag, sheet)), sheet.style("cell"))]


def _marked(runs: Sequence[Run], tag: str, sheet: Sheet) -> Iterator[str]:
    for run in runs:
        words = "<br/>".join(markup(piece, sheet.fonts) for piece in pieces(run.text, sheet.fonts))
        opened, closed = ("<strike>", "</strike>") if tag == "strike" else ("<b><u>", "</u></b>")
        yield f"{opened}{words}{closed}" if run.own else words
