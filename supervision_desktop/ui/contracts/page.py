"""The page of one contract: its facts, and steps that can each be reached at any time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import values_of
from supervision_desktop.domain.contracts import unfinished
from supervision_desktop.formats import day_short, moment_text, read_stamp
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import contracts, signing
from supervision_desktop.services.contract_review import Reviews
from supervision_desktop.services.signing import Hint
from supervision_desktop.store.seal import Sealed
from supervision_desktop.ui import layout
from supervision_desktop.ui.contracts.lines import LinesPage
from supervision_desktop.ui.contracts.review import ReviewPage
from supervision_desktop.ui.contracts.signing import SignPage
from supervision_desktop.ui.contracts.state import explained, key_of, state_word, way_words
from supervision_desktop.ui.contracts.terms import TermsPage
from supervision_desktop.ui.contracts.wording import WordingPage
from supervision_desktop.ui.dialogs.contract_changes import ChangesDialog
from supervision_desktop.ui.dialogs.sign import SignDialog
from supervision_desktop.ui.widgets.buttons import action, button, more_button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import PageTitle
from supervision_desktop.ui.widgets.steps import Step, StepBar
from supervision_desktop.ui.workspace import Workspace

Page = TermsPage | LinesPage | WordingPage | SignPage | ReviewPage
TERMS, LINES, WORDING, SIGN, REVIEW = "terms", "lines", "wording", "sign", "review"
STEPS = ((TERMS, mark("Terms")), (LINES, mark("Expectations")), (WORDING, mark("Wording")), (SIGN, mark("Signatures")),
         (REVIEW, mark("Review")))
"""A draft has no review."""


@dataclass(frozen=True, repr=False)
class Shown:
    """Everything that is shown of one contract."""

    page: contracts.ContractPage
    seal: Sealed | None
    hints: tuple[Hint, ...]
    reviews: Reviews


class ContractView(QWidget):
    """Shows one contract; `gone` says that it was deleted, `opened` names another version to go to."""

    gone = Signal()
    opened = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._page: contracts.ContractPage | None = None
        self._shown: Shown | None = None
        self._makers: dict[str, Callable[[Workspace], Page]] = {
            TERMS: TermsPage, LINES: LinesPage, WORDING: WordingPage, SIGN: self._made_sign_page,
            REVIEW: self._made_review_page}
        self._pages: dict[str, Page] = {}
        self.print = button(tr("Preview and print…"), self.print_contract, key="Ctrl+P", primary=True)
        self.sign = button(tr("Sign…"), self.ask_signature)
        self.amend = button(tr("New version"), self._amend)
        self._more = more_button(action(tr("Delete this draft"), self._delete, self))
        self._title = PageTitle("", "", layout.boxed(FlowLayout(self.print, self.sign, self.amend, self._more)))
        self._closed = QuietLabel()
        self.steps = StepBar(tr("Steps of this contract"))
        self._stack = layout.column(gap=0)
        self._next = button("", self._forward)
        self.setLayout(layout.column(self._title, self._closed, self.steps, self._stack,
                                     layout.row(self._next, layout.spacer()), gap=layout.SECTION_GAP))
        self.steps.chosen.connect(self._turn)

    def show_contract(self, shown: Shown) -> None:
        """Fill the page with one contract."""
        page = shown.page
        fresh = self._page is None or self._page.contract.id != page.contract.id
        self._page, self._shown = page, shown
        self._show_head(page, shown.seal)
        done = not unfinished(values_of(page.contract))
        self.steps.set_steps([Step(key, tr(words), (key == TERMS and done) or (key == SIGN and not page.unsigned()))
                              for key, words in self._steps()])
        if fresh:
            self.steps.set_key(TERMS)
        self._show_step()

    def clear(self) -> None:
        """Show no contract; what was typed is kept."""
        self._page = self._shown = None
        for made in self._pages.values():
            made.clear()

    def page(self, step: str) -> Page:
        """The page of a step, made when first needed."""
        if step not in self._pages:
            self._pages[step] = made = self._makers[step](self._workspace)
            self._stack.addWidget(made)
        return self._pages[step]

    def begin(self) -> None:
        """Put the keyboard into the purpose where there is none yet."""
        if self._page is not None and not self._page.sealed and not self._page.contract.purpose_agreed:
            self.go_to("purpose_agreed")

    def go_to(self, name: str) -> None:
        """Put the keyboard into a field of the terms; no name means the page of the other person."""
        if not name:
            if self._page is not None:
                self._workspace.open_wanted.emit("person", self._page.contract.other_id)
            return
        self._turn(TERMS)
        terms = self.page(TERMS)
        if isinstance(terms, TermsPage):
            terms.focus(name)

    def print_contract(self) -> None:
        """Preview of the contract."""
        if self._page is not None:
            self._workspace.settling.emit()
            self._workspace.print_wanted.emit("contract", {"contract": self._page.contract.id})

    def ask_signature(self) -> SignDialog | None:
        """Who signed, how and when."""
        self._workspace.settling.emit()
        if self._page is None or self._shown is None or not self._page.unsigned():
            return None
        dialog = SignDialog(self._workspace, self._page, self._shown.hints, self.window())
        dialog.go_wanted.connect(self.go_to)
        dialog.accepted.connect(lambda: self._turn(SIGN))
        dialog.open()
        return dialog

    def show_changes(self, contract_id: str) -> ChangesDialog:
        """What changed since the version before."""
        self._workspace.settling.emit()
        dialog = ChangesDialog(self._workspace, contract_id, self.window())
        dialog.open()
        return dialog

    def _steps(self) -> tuple[tuple[str, str], ...]:
        return STEPS if self._page is not None and self._page.sealed else STEPS[:-1]

    def _show_head(self, page: contracts.ContractPage, seal: Sealed | None) -> None:
        contract, key = page.contract, key_of(page, self._workspace.today())
        other = page.supervisee if contract.direction == "given" else page.supervisor
        facts = (tr("Version {n}").format(n=contract.version or 1), state_word(self._workspace, key).lower(),
                 tr("from {day}").format(day=day_short(contract.starts_on)) if contract.starts_on else "",
                 tr("to {day}").format(day=day_short(contract.ends_on)) if contract.ends_on else "",
                 way_words(contract.direction))
        self._title.show_words(tr("Contract with {name}").format(name=other.name), " · ".join(filter(None, facts)))
        newest = max(version for _, version, _ in page.versions) == (contract.version or 1)
        self.sign.setVisible(bool(page.unsigned()))
        self.amend.setVisible(page.sealed and newest and contract.status != "ended")
        self._more.setVisible(not page.sealed)
        closed = "" if contract.sealed_at is None else tr(
            "Closed to change since {moment}; a change begins a new version. Seal {digits}").format(
                moment=moment_text(read_stamp(contract.sealed_at)), digits=seal.shown if seal else "")
        self._closed.setText("\n".join(filter(None, (explained(page, key), closed))))

    def _show_step(self) -> None:
        """Only the step that is seen is filled; the others wait until they are turned to."""
        step = self.steps.key()
        made = self.page(step)
        if self._page is not None and self._shown is not None:
            if isinstance(made, SignPage):
                made.show_hints(self._shown.hints)
            if isinstance(made, ReviewPage):
                made.show_reviews(self._shown.reviews)
            made.show_page(self._page)
        for key, other in self._pages.items():
            other.setVisible(key == step)
        keys = [key for key, _ in self._steps()]
        ahead = keys.index(step) + 1 if step in keys else len(keys)
        self._next.setVisible(ahead < len(keys))
        self._next.setText(tr("Next: {step}").format(step=tr(STEPS[min(ahead, len(keys) - 1)][1]).lower()))
        self._next.setAccessibleName(self._next.text())

    def _turn(self, step: str) -> None:
        self.steps.set_key(step)
        self._show_step()

    def _forward(self) -> None:
        keys = [key for key, _ in self._steps()]
        self._turn(keys[keys.index(self.steps.key()) + 1])
        self.steps.setFocus()

    def _made_sign_page(self, workspace: Workspace) -> SignPage:
        made = SignPage(workspace)
        made.go_wanted.connect(self.go_to)
        made.opened.connect(self.opened)
        made.sign_wanted.connect(self.ask_signature)
        made.changes_wanted.connect(self.show_changes)
        return made

    def _made_review_page(self, workspace: Workspace) -> ReviewPage:
        made = ReviewPage(workspace)
        made.opened.connect(self.opened)
        return made

    def _amend(self) -> None:
        if self._page is None:
            return
        with self._workspace.read() as db:
            change, contract_id = signing.amend(db, self._page.contract.id, self._workspace.today())
        if self._workspace.commit(change, notice=tr("A new version was begun; the signed one stays as it is.")):
            self.opened.emit(contract_id)

    def _delete(self) -> None:
        page = self._page
        if page is None or page.sealed:
            return
        for made in self._pages.values():
            made.discard()
        with self._workspace.read() as db:
            change = signing.discard(db, page.contract.id)
        if self._workspace.commit(change):
            self.gone.emit()
