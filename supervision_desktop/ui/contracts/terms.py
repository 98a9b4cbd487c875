"""The terms of a contract: what matters in front, the rest folded under what it is about (CON-03 to CON-17)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import fields_of
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.fields.kinds import YesNo
from supervision_desktop.i18n import tr
from supervision_desktop.services import contract_hints, contract_terms, contracts, linking
from supervision_desktop.store import drafts
from supervision_desktop.store.changes import Change, changed
from supervision_desktop.ui import layout
from supervision_desktop.ui.contracts.term_groups import (
    CARE,
    FRONT,
    MEETING,
    MODEL,
    MONEY,
    MORE,
    NOT,
    PAIRS,
    SESSIONS,
    VIEWS,
    WAY,
    Group,
)
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.linked import LinkedFold
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel, announce
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace

USUAL_UNIT = "month"
SHORT, ROOM = 32, 64
"""Characters of a value that is named on a folded line, and of all that is named there."""
WITH_CARE = ("initials", "full_name")
"""Ways of naming clients that deserve a word of warning (CON-09)."""


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
        self.overlap, self.roles, self.naming = _Hint(), _Hint(), _Hint()
        self._front = FieldForm(workspace, Contract, FRONT, parent=self, groups=PAIRS, along=self._usual_unit)
        self.goals = LinkedFold(workspace, tr("Goals from your list"), ("goal",))
        form = self._front
        self.setLayout(layout.column(
            Section(tr("Parties and purpose"), form["purpose_agreed"], form["change_note"],
                    form.columns("starts_on", "ends_on", "review_on", least=200), self.overlap,
                    self._fold(VIEWS), self._fold(WAY), hint=tr("one or two sentences are enough")),
            Section(tr("Practical terms"), form.columns("cadence_count", "cadence_unit", "session_minutes"),
                    form["formats"], form["place"], layout.column(self._fold(MEETING), self._fold(MODEL), gap=4)),
            Section(tr("Money"), form.columns("fee_pence", "fee_basis", "payer"), self._fold(MONEY)),
            Section(tr("Around the sessions"), *map(self._fold, SESSIONS), gap=4,
                    hint=tr("the template speaks where you say nothing")),
            Section(tr("Care and responsibility"), *map(self._fold, CARE), self._fold(NOT), self.roles,
                    self._fold(MORE), self.goals, gap=4, hint=tr("many contracts leave these as they are")),
            gap=layout.SECTION_GAP))

    def show_page(self, page: contracts.ContractPage) -> None:
        """Fill the fields with one contract; what holds something typed and not kept yet is opened."""
        fresh = self._contract is None or self._contract.id != page.contract.id
        self._contract = page.contract
        self._front["change_note"].setVisible(page.contract.replaces_id is not None)
        for form in self._forms():
            form.show(page.contract)
        words = contract_terms.terms(page, self._workspace.library.lists)
        for part in self._folded:
            part.fold.set_hint(self._summary(part.names, words))
        self._say_hints(page)
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

    def _say_hints(self, page: contracts.ContractPage) -> None:
        """Quiet words, on an open contract only: nothing of them holds anything up."""
        contract, lists = page.contract, self._workspace.library.lists
        with self._workspace.read() as db:
            linked = linking.around(db, contract.id)
            other = "" if page.sealed else contract_hints.overlap(db, contract)
            roles = "" if page.sealed else contract_hints.unseparated(db, contract, lists)
        self.goals.show_links((Contract.__tablename__, contract.id), linked)
        named = contract.identification or ""
        naming = lists.help("identification_rule", named) if named in WITH_CARE else ""
        for label, words in ((self.overlap, other), (self.roles, roles), (self.naming, naming)):
            label.say(words)

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

    def _fold(self, group: Group) -> Fold:
        part = _Folded(Fold(tr(group.words), build=lambda: self._built(part, group)), group.names)
        self._folded.append(part)
        return part.fold

    def _built(self, part: _Folded, group: Group) -> QWidget:
        part.form = form = FieldForm(self._workspace, Contract, part.names, parent=self, groups=PAIRS)
        if "identification" in part.names:
            form["identification"].add_under(self.naming)
            self.naming.say(self.naming.text())
        if self._contract is not None:
            form.show(self._contract)
        parts: Sequence[layout.Part] = [form.columns(*row, least=group.least) if len(row) > 1 else form[row[0]]
                                        for row in group.rows]
        return layout.boxed(layout.column(*parts, margins=(6, 0, 6, 10)))

    def _summary(self, names: Sequence[str], words: Mapping[str, str]) -> str:
        """The first values under a fold; long texts are only counted."""
        shown, more = list[str](), 0
        if names == VIEWS.names and self._seen_differently():
            return tr("stated in different words")
        for name in names:
            field, chosen = fields_of(Contract)[name], getattr(self._contract, name)
            list_id = getattr(field, "list_id", "")
            value = self._workspace.label(list_id, chosen) if list_id and isinstance(chosen, str) else words.get(name) or ""
            # What it is counted in stands with the value.
            named = field.label.split(" (")[0] if isinstance(field, YesNo) else f"{field.label.split(' (')[0]}: {value}"
            there = chosen is not None and chosen is not False
            if there and len(value) < SHORT and len(" · ".join((*shown, named))) <= ROOM:
                shown.append(named)
            else:
                more += there
        return " · ".join(filter(None, (*shown, tr("{n} more").format(n=more) if more and shown else "",
                                        tr("{n} filled in").format(n=more) if more and not shown else "")))

    def _seen_differently(self) -> bool:
        given = {" ".join((getattr(self._contract, name) or "").split()).casefold() for name in VIEWS.rows[0]} - {""}
        return len(given) > 1

    def _open_drafted(self, contract_id: str) -> None:
        with self._workspace.read() as db:
            typed = {draft.field for draft in drafts.unfinished(db, contract_id)}
        for part in self._folded:
            if not typed.isdisjoint(part.names):
                part.fold.show_open(True)


class _Hint(QuietLabel):
    """A quiet word, hidden while there is none and until it has its place; read out when it appears."""

    def __init__(self) -> None:
        super().__init__()
        self.hide()

    def say(self, words: str) -> None:
        """Show the words; "" hides the line."""
        news, placed = words != self.text(), self.parentWidget() is not None
        self.setText(words)
        self.setVisible(bool(words) and placed)
        if news and words and placed:
            announce(self, words)
