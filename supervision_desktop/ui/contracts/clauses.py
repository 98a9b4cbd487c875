"""The clauses of a contract by heading, as rows: their number on paper, their words as they print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from supervision_desktop.content.contracts import ClauseLibrary, ContractTemplate, filled
from supervision_desktop.content.lists import Lists
from supervision_desktop.domain.contracts import ContractClause
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.contract import EXPECTATIONS, SIGNATURES
from supervision_desktop.services import contract_terms, contracts
from supervision_desktop.ui.workspace import Workspace

LIBRARY = "library."
"""What the code of a clause begins with that was added from the library."""


@dataclass(frozen=True)
class Origin:
    """Why a clause is there, its first words (None where there are none), and whether the template did not bring it."""

    note: str
    original: str | None
    added: bool


OWN = Origin("", None, True)
OTHER_LAW = Origin(mark("Written for another law than this contract's. Untick it if it no longer applies."), None, False)
LOST = Origin(mark("The template no longer has this clause. Your words stay."), None, True)


@dataclass(frozen=True, repr=False)
class ClauseRow:
    """One clause: where it stands on paper ("3.2", "" while it does not print) and what it says.

    `original` is what the template or the library says, None for a clause of one's own; `added` is no template's.
    """

    clause: ContractClause
    number: str
    words: str
    note: str
    original: str | None
    added: bool


@dataclass(frozen=True, repr=False)
class HeadingRow:
    """One heading with its clauses; `number` is empty while nothing under it prints."""

    code: str
    number: str
    title: str
    rows: tuple[ClauseRow, ...]


def template_of(workspace: Workspace, page: contracts.ContractPage) -> ContractTemplate:
    """The template a contract began from."""
    return workspace.library.contract((page.contract.template or "standard").split()[0])


def clause_rows(page: contracts.ContractPage, template: ContractTemplate, library: ClauseLibrary,
                lists: Lists) -> list[HeadingRow]:
    """Every heading in the order of the page; clauses of another law are left out unless they hold own words."""
    places = template.places(contract_terms.terms(page, lists))
    origins = _origins(page.contract.law or "", template, library)
    found: list[HeadingRow] = []
    count = 0
    for heading in template.headings:
        known = [(clause, origins.get(clause.code or "", LOST if clause.code else OWN))
                 for clause in page.clauses if clause.heading == heading.code]
        shown = [(clause, origin, filled(clause.text or origin.original or "", places))
                 for clause, origin in known if clause.text or origin.original is not None]
        prints = any(text and clause.included for clause, _, text in shown)
        count += prints or heading.code in (EXPECTATIONS, SIGNATURES)
        number = str(count) if prints or heading.code in (EXPECTATIONS, SIGNATURES) else ""
        found.append(HeadingRow(heading.code, number, heading.title, tuple(_numbered(shown, number))))
    return found


def _numbered(shown: Sequence[tuple[ContractClause, Origin, Sequence[str]]], heading: str) -> Iterator[ClauseRow]:
    place = 0
    for clause, origin, text in shown:
        stands = bool(text) and clause.included
        place += stands
        yield ClauseRow(clause, f"{heading}.{place}" if stands else "", " ".join(text), tr(origin.note), origin.original,
                        origin.added)


def _origins(law: str, template: ContractTemplate, library: ClauseLibrary) -> dict[str, Origin]:
    """Where each clause with a code comes from."""
    found = {clause.code: OTHER_LAW for clause in template.clauses()}
    found |= {clause.code: Origin(clause.note, clause.wording(), False) for clause in template.clauses_under(law)}
    return found | {LIBRARY + clause.code: Origin(clause.note, clause.wording(), True) for clause in library.clauses}
