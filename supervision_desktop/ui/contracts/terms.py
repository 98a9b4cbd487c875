"""The terms of a contract: what matters in front, the rest folded under what it is about (CON-03, 05, 09, 10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import fields_of
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.i18n import tr
from supervision_desktop.services import contracts
from supervision_desktop.store import drafts
from supervision_desktop.store.changes import Change, changed
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace

FRONT = ("purpose_agreed", "change_note", "starts_on", "ends_on", "review_on", "cadence_count", "cadence_unit",
         "session_minutes", "formats", "place", "fee_pence", "fee_basis", "payer")
PAIRS = (("cadence_count", "cadence_unit"), ("fee_pence", "fee_basis"), ("contact_from", "contact_to"))
Rows = tuple[tuple[str, ...], ...]
VIEWS: Rows = (("purpose_supervisee", "purpose_supervisor", "purpose_organisation"),)
WAY: Rows = (("direction",),)
MEETING: Rows = (("protected_time", "private_space"), ("flexibility",), ("models",))
MONEY: Rows = (("vat_points", "invoice_terms", "price_review"), ("extras", "chargeable"))
CANCELLATION: Rows = (("notice_hours", "fee_late_pence", "fee_missed_pence"), ("cancelled_by_supervisor", "illness"),
                      ("lateness", "stand_in"))
BETWEEN: Rows = (("contact_route", "reply_time"), ("contact_from", "contact_to", "contact_charged"), ("urgent",))
CARE: Rows = (("identification", "recording", "ai_notes"), ("retention",))
REST: Rows = (("insurer_supervisee", "insurer_supervisor"), ("complaint_days", "end_notice", "law"))
USUAL_UNIT = "month"
HINTED, SHORT = 2, 32
"""Values named on a folded line, and their length in characters at most."""


@dataclass
class _Folded:
    """Fields under a fold; their form is made when it is first opened."""

    fold: Fold
    names: tuple[str, ...]
    form: FieldForm | None = None


class TermsPage(QWidget):
    """The fields of one contract."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._contract: Contract | None = None
        self._folded: list[_Folded] = []
        self._front = FieldForm(workspace, Contract, FRONT, parent=self, groups=PAIRS, along=self._usual_unit)
        form = self._front
        self.setLayout(layout.column(
            Section(tr("Parties and purpose"), form["purpose_agreed"], form["change_note"],
                    form.columns("starts_on", "ends_on", "review_on", least=200),
                    self._fold(tr("How each side sees it"), VIEWS, least=220), self._fold(tr("Who supervises whom"), WAY),
                    hint=tr("one or two sentences are enough")),
            Section(tr("Practical terms"), form.columns("cadence_count", "cadence_unit", "session_minutes"),
                    form["formats"], form["place"],
                    self._fold(tr("Privacy, time and models"), MEETING, least=220)),
            Section(tr("Money"), form.columns("fee_pence", "fee_basis", "payer"),
                    self._fold(tr("VAT, invoices, extras"), MONEY)),
            Section(tr("Also settled"), self._fold(tr("Cancellation"), CANCELLATION),
                    self._fold(tr("Between sessions"), BETWEEN),
                    self._fold(tr("Confidentiality and data"), CARE),
                    self._fold(tr("Insurance, ending, law"), REST), gap=4,
                    hint=tr("the template speaks where you say nothing")),
            gap=layout.SECTION_GAP))

    def show_page(self, page: contracts.ContractPage) -> None:
        """Fill the fields with one contract; what holds something typed and not kept yet is opened."""
        fresh = self._contract is None or self._contract.id != page.contract.id
        self._contract = page.contract
        self._front["change_note"].setVisible(page.contract.replaces_id is not None)
        for form in self._forms():
            form.show(page.contract)
        words = contracts.terms(page, self._workspace.library.lists)
        for part in self._folded:
            part.fold.set_hint(self._summary(part.names, words))
        if fresh:
            self._open_drafted(page.contract.id)

    def clear(self) -> None:
        """Show no contract; what was typed is kept."""
        self._contract = None
        for form in self._forms():
            form.clear()

    def discard(self) -> None:
        """Give up what is typed, before the contract is deleted."""
        for form in self._forms():
            form.discard()

    def focus(self, name: str = "purpose_agreed") -> None:
        """Put the keyboard into a field, wherever it is."""
        part = next((part for part in self._folded if name in part.names), None)
        if part is not None:
            part.fold.show_open(True)
        form = part.form if part is not None and part.form is not None else self._front
        form.focus(name)

    def say_problem(self, name: str, sentence: str) -> None:
        """Show a sentence under a field in front."""
        if name in FRONT:
            self._front.say_problem(name, sentence)

    def _usual_unit(self, _contract_id: str, given: Mapping[str, Any]) -> Iterator[Change]:
        """How many sessions, and not a word in what time: a month is meant, and stands there to be changed."""
        contract = self._contract
        if contract is not None and given.get("cadence_count") and not (contract.cadence_unit or "cadence_unit" in given):
            change = changed(contract, cadence_unit=USUAL_UNIT)
            if change is not None:
                yield change

    def _forms(self) -> Iterator[FieldForm]:
        yield self._front
        yield from (part.form for part in self._folded if part.form is not None)

    def _fold(self, words: str, rows: Rows, least: int = 150) -> Fold:
        names = tuple(name for row in rows for name in row)
        part = _Folded(Fold(words, build=lambda: self._built(part, rows, least)), names)
        self._folded.append(part)
        return part.fold

    def _built(self, part: _Folded, rows: Rows, least: int) -> QWidget:
        part.form = form = FieldForm(self._workspace, Contract, part.names, parent=self, groups=PAIRS)
        if self._contract is not None:
            form.show(self._contract)
        parts: Sequence[layout.Part] = [form.columns(*row, least=least) if len(row) > 1 else form[row[0]] for row in rows]
        return layout.boxed(layout.column(*parts, margins=(6, 0, 6, 10)))

    def _summary(self, names: Sequence[str], words: Mapping[str, str]) -> str:
        """The first values under a fold; long texts are only counted."""
        fields, shown, more = fields_of(Contract), list[str](), 0
        for name in names:
            chosen, list_id = getattr(self._contract, name), getattr(fields[name], "list_id", "")
            value = self._workspace.label(list_id, chosen) if list_id and isinstance(chosen, str) else words.get(name) or ""
            if value and len(value) < SHORT and len(shown) < HINTED:
                shown.append(f"{fields[name].label}: {value}")
            else:
                more += bool(value)
        return " · ".join(filter(None, (*shown, tr("{n} more").format(n=more) if more and shown else "",
                                        tr("{n} filled in").format(n=more) if more and not shown else "")))

    def _open_drafted(self, contract_id: str) -> None:
        with self._workspace.read() as db:
            typed = {draft.field for draft in drafts.unfinished(db, contract_id)}
        for part in self._folded:
            if not typed.isdisjoint(part.names):
                part.fold.show_open(True)
