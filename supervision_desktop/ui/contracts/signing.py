"""Who has signed a contract and how, what is worth a look before, its scan, and its versions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.contracts import ContractSignature
from supervision_desktop.i18n import tr
from supervision_desktop.reports.signatures import Signature
from supervision_desktop.services import contracts
from supervision_desktop.services.attachments import PDF, PICTURE
from supervision_desktop.services.signing import Hint
from supervision_desktop.ui import layout
from supervision_desktop.ui.attachments.files_part import FilesFold
from supervision_desktop.ui.widgets.badge import Badge
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout, Sides
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace


class SignPage(QWidget):
    """`go_wanted` names a field, `opened` the id of another version, `changes_wanted` one to be compared with its past."""

    go_wanted = Signal(str)
    opened = Signal(str)
    sign_wanted = Signal()
    changes_wanted = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._hints: Sequence[Hint] = ()
        self._parties = [_PartyLine(), _PartyLine()]
        self.sign = button(tr("Sign…"), self.sign_wanted.emit)
        self.hints = HintLines()
        self._needed = Section(tr("Before you sign"), self.hints, hint=tr("all of it can be passed"))
        self.files = FilesFold(workspace, "contract", kinds=(PDF, PICTURE), words=tr("Scan or letter"))
        self._versions = layout.column(gap=2)
        self._older = Section(tr("Versions"), self._versions, hint=tr("every signed version is kept"))
        signatures = Section(tr("Signatures"), *self._parties, layout.row(self.sign, layout.spacer()), self.files, gap=12)
        self.setLayout(layout.column(self._needed, signatures, self._older, gap=layout.SECTION_GAP))
        self.hints.gone_to.connect(self.go_wanted)

    def show_page(self, page: contracts.ContractPage) -> None:
        """Fill with one contract."""
        roles = ((tr("Supervisor"), page.supervisor), (tr("Supervisee"), page.supervisee))
        for line, (role, party) in zip(self._parties, roles, strict=True):
            made = next((one for one in page.signatures if one.person_id == party.person_id), None)
            line.show_party(party, role, self._agreed(party, made) if made is not None else None,
                            made.reason if made is not None else None)
        self.sign.setVisible(bool(page.unsigned()))
        self._needed.setVisible(bool(self._hints))
        self.hints.show_hints(self._hints)
        self.files.show_owner(page.contract.id)
        self._show_versions(page)

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """What is worth a look before somebody signs; shown with the next page."""
        self._hints = hints

    def clear(self) -> None:
        """Nothing is typed here."""
        self.files.show_owner("")

    def discard(self) -> None:
        """Nothing is typed here."""

    def _show_versions(self, page: contracts.ContractPage) -> None:
        self._older.setVisible(len(page.versions) > 1)
        layout.clear(self._versions)
        for contract_id, version, status in page.versions if len(page.versions) > 1 else ():
            words = tr("Version {n}, {state}").format(
                n=version, state=self._workspace.label("contract_status", status).lower())
            links = [] if contract_id == page.contract.id else [(tr("Open"), partial(self.opened.emit, contract_id))]
            if contract_id == page.contract.id and page.contract.replaces_id:
                links = [(tr("What changed…"), partial(self.changes_wanted.emit, contract_id))]
            self._versions.addWidget(_GoLine(words, *links))

    def _agreed(self, party: contracts.Party, made: ContractSignature) -> Signature:
        """As it prints, so that screen and paper say the same."""
        route = self._workspace.label("confirmed_route", made.route).lower()
        return Signature("", party.name, made.how, made.on, route, made.recorded_by or "")  # one of the list


class HintLines(QWidget):
    """What is still open before a contract is signed, each with a way to it; `gone_to` names the field."""

    gone_to = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = layout.column(gap=2)
        self.setLayout(self._lines)

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Fill with these."""
        layout.clear(self._lines)
        for hint in hints:
            self._lines.addWidget(_GoLine(hint.words, (tr("Go there"), partial(self.gone_to.emit, hint.field))))


class _PartyLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._name, self._how, self._badge = WordLabel(), QuietLabel(), Badge("", "quiet")
        self.setLayout(Sides(layout.boxed(layout.column(self._name, self._how, gap=2)), self._badge))

    def show_party(self, party: contracts.Party, role: str, agreed: Signature | None, reason: str | None) -> None:
        self._name.setText(f"{party.name} · {role}")
        why = tr("Something was open then: {reason}").format(reason=reason) if reason else ""
        how = agreed.sentence if agreed else tr("Neither signed nor confirmed yet.")
        self._how.setText(" ".join(filter(None, (how, why))))
        word = tr("Open") if agreed is None else tr("Signed") if agreed.signed else tr("Confirmed")
        self._badge.show_word(word, "good" if agreed else "warn")


class _GoLine(QWidget):
    def __init__(self, words: str, *links: tuple[str, Callable[[], object]]) -> None:
        super().__init__()
        buttons = [button(go, clicked, link=True) for go, clicked in links]
        for one in buttons:
            one.setAccessibleName(f"{one.text()}: {words}")
        self.setLayout(Sides(WordLabel(words), layout.boxed(FlowLayout(*buttons))))
