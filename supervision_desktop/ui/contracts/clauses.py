"""The clauses of a contract by heading, as rows: their number on paper, their words as they print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from supervision_desktop.content.contracts import Clause, ContractTemplate, Heading, filled
from supervision_desktop.content.lists import Lists
from supervision_desktop.domain.contracts import ContractClause
from supervision_desktop.reports.contract import EXPECTATIONS, SIGNATURES
from supervision_desktop.services import contracts
from supervision_desktop.ui.workspace import Workspace


@dataclass(frozen=True, repr=False)
class ClauseRow:
    """One clause: where it stands on paper ("3.2", "" while it does not print) and what it says."""

    clause: ContractClause
    number: str
    words: str
    note: str


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


def clause_rows(page: contracts.ContractPage, template: ContractTemplate, lists: Lists) -> list[HeadingRow]:
    """Every heading in the order of the page; clauses of another law than the contract's are left out."""
    places = template.places(contracts.terms(page, lists))
    originals = {clause.code: clause for clause in template.clauses_under(page.contract.law or "")}
    found: list[HeadingRow] = []
    count = 0
    for heading in template.headings:
        known = list(_clauses(page, heading, originals))
        words = [filled(clause.text or (origin.wording() if origin else ""), places) for clause, origin in known]
        prints = any(text and clause.included for text, (clause, _) in zip(words, known, strict=True))
        count += prints or heading.code in (EXPECTATIONS, SIGNATURES)
        number = str(count) if prints or heading.code in (EXPECTATIONS, SIGNATURES) else ""
        rows: list[ClauseRow] = []
        place = 0
        for text, (clause, origin) in zip(words, known, strict=True):
            stands = bool(text) and clause.included
            place += stands
            rows.append(ClauseRow(clause, f"{number}.{place}" if stands else "", " ".join(text),
                                  origin.note if origin else ""))
        found.append(HeadingRow(heading.code, number, heading.title, tuple(rows)))
    return found


def _clauses(page: contracts.ContractPage, heading: Heading,
             originals: dict[str, Clause]) -> Iterator[tuple[ContractClause, Clause | None]]:
    for clause in page.clauses:
        if clause.heading == heading.code and (clause.code is None or clause.text or clause.code in originals):
            yield clause, originals.get(clause.code or "")
