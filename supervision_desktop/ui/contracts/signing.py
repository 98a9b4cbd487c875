"""Who has signed a contract and how, what it still needs, and its versions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import values_of
from supervision_desktop.domain.contracts import ContractSignature, unfinished
from supervision_desktop.i18n import tr
from supervision_desktop.reports.signatures import Signature
from supervision_desktop.services import contracts
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.badge import Badge
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace


class SignPage(QWidget):
    """`go_wanted` names a field, `opened` the id of another version, `sign_wanted` says that somebody signs now."""

    go_wanted = Signal(str)
    opened = Signal(str)
    sign_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._parties = [_PartyLine(), _PartyLine()]
        self.sign = button(tr("Sign…"), self.sign_wanted.emit)
        self._needs = layout.column(gap=2)
        self._needed = Section(tr("Before it is signed"), self._needs, hint=tr("drafts may wait"))
        self._versions = layout.column(gap=2)
        self._older = Section(tr("Versions"), self._versions, hint=tr("every signed version is kept"))
        self.setLayout(layout.column(
            self._needed, Section(tr("Signatures"), *self._parties, layout.row(self.sign, layout.spacer()), gap=12),
            self._older, gap=layout.SECTION_GAP))

    def show_page(self, page: contracts.ContractPage) -> None:
        """Fill with one contract."""
        roles = ((tr("Supervisor"), page.supervisor), (tr("Supervisee"), page.supervisee))
        for line, (role, party) in zip(self._parties, roles, strict=True):
            made = next((one for one in page.signatures if one.person_id == party.person_id), None)
            line.show_party(party, role, self._agreed(party, made) if made is not None else None)
        missing = {} if page.sealed else unfinished(values_of(page.contract))
        self.sign.setVisible(bool(page.unsigned()))
        self._needed.setVisible(bool(missing))
        layout.clear(self._needs)
        for name, words in missing.items():
            self._needs.addWidget(_GoLine(words, tr("Go there"), partial(self.go_wanted.emit, name)))
        self._older.setVisible(len(page.versions) > 1)
        layout.clear(self._versions)
        for contract_id, version, status in page.versions if len(page.versions) > 1 else ():
            words = tr("Version {n}, {state}").format(
                n=version, state=self._workspace.label("contract_status", status).lower())
            here = contract_id == page.contract.id
            self._versions.addWidget(WordLabel(words) if here else _GoLine(
                words, tr("Open"), partial(self.opened.emit, contract_id)))

    def clear(self) -> None:
        """Nothing is typed here."""

    def discard(self) -> None:
        """Nothing is typed here."""

    def _agreed(self, party: contracts.Party, made: ContractSignature) -> Signature:
        """As it prints, so that screen and paper say the same."""
        route = self._workspace.label("confirmed_route", made.route).lower()
        return Signature("", party.name, made.how, made.on, route, made.recorded_by or "")  # one of the list


class _PartyLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._name, self._how, self._badge = WordLabel(), QuietLabel(), Badge("", "quiet")
        self.setLayout(Sides(layout.boxed(layout.column(self._name, self._how, gap=2)), self._badge))

    def show_party(self, party: contracts.Party, role: str, agreed: Signature | None) -> None:
        self._name.setText(f"{party.name} · {role}")
        self._how.setText(agreed.sentence if agreed else tr("Neither signed nor confirmed yet."))
        word = tr("Open") if agreed is None else tr("Signed") if agreed.signed else tr("Confirmed")
        self._badge.show_word(word, "good" if agreed else "warn")


class _GoLine(QWidget):
    def __init__(self, words: str, go: str, clicked: Callable[[], object]) -> None:
        super().__init__()
        link = button(go, clicked, link=True)
        link.setAccessibleName(f"{go}: {words}")
        self.setLayout(Sides(WordLabel(words), link))
