"""What each may expect: ten lines of the supervisor, six of the supervisee, to tick, change, order and add to (CON-04)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.contracts import ContractExpectation
from supervision_desktop.i18n import tr
from supervision_desktop.services import contracts
from supervision_desktop.store.changes import changed, created, deleted, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.contracts.clauses import template_of
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import FieldLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.tick_lines import TickLine, TickLines
from supervision_desktop.ui.workspace import Workspace

SIDES = ("supervisor", "supervisee")


class LinesPage(QWidget):
    """Both lists side by side, and one editor for the line that is chosen."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: contracts.ContractPage | None = None
        names = {"supervisor": tr("Of the supervisor"), "supervisee": tr("Of the supervisee")}
        self.lists = {side: TickLines(names[side]) for side in SIDES}
        self.adds = {side: InlineAdd(tr("Add a line and press Enter"), tr("New line, {side}").format(
            side=names[side].lower())) for side in SIDES}
        self.form = FieldForm(workspace, ContractExpectation, ["text"], parent=self)
        self.up, self.down = button(tr("Move up"), lambda: self._move(-1)), button(tr("Move down"), lambda: self._move(1))
        self.back = button(tr("Back to the template's words"), self._put_back)
        self.out = button(tr("Delete this line"), self._delete)
        self._chosen = layout.boxed(layout.column(self.form["text"], FlowLayout(self.up, self.down, self.back, self.out)))
        sides = [layout.boxed(layout.column(FieldLabel(names[side]), self.lists[side], self.adds[side],
                                            layout.spacer("column"))) for side in SIDES]
        self._section = Section(tr("What each may expect"), Columns(*sides, least=300, gap=24), self._chosen)
        self.setLayout(layout.column(self._section))
        self._connect()

    def show_page(self, page: contracts.ContractPage) -> None:
        """Fill both lists with the lines of one contract."""
        self._page = page
        self._section.set_hint("" if page.sealed else tr("untick what does not apply"))
        for side in SIDES:
            self.lists[side].set_lines([TickLine(line.id, line.text, line.included) for line in self._side(side)])
            self.lists[side].set_read_only(page.sealed)
            self.adds[side].setVisible(not page.sealed)
        self._show_chosen()

    def clear(self) -> None:
        """Show no contract; what was typed is kept."""
        self._page = None
        self.form.clear()

    def discard(self) -> None:
        """Give up what is typed, before the contract is deleted."""
        self.form.discard()

    def _connect(self) -> None:
        for side in SIDES:
            self.lists[side].ticked.connect(self._tick)
            self.lists[side].chosen.connect(lambda _, side=side: self._choose(side))
            self.lists[side].moved.connect(self._move)
            self.adds[side].added.connect(lambda words, side=side: self._add(side, words))

    def _side(self, side: str) -> list[ContractExpectation]:
        return [line for line in self._page.expectations if line.side == side] if self._page else []

    def _line(self) -> ContractExpectation | None:
        wanted = next((listed.id() for listed in self.lists.values() if listed.id()), "")
        return next((line for line in (self._page.expectations if self._page else ()) if line.id == wanted), None)

    def _choose(self, side: str) -> None:
        for other in SIDES:
            if other != side:
                self.lists[other].set_id("")
        self._show_chosen()

    def _show_chosen(self) -> None:
        line = self._line()
        shown = line is not None and self._page is not None and not self._page.sealed
        self._chosen.setVisible(shown)
        if line is None or not shown:
            self.form.clear()
            return
        self.form.show(line)
        place, lines = self._place(line)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < len(lines) - 1)
        self.out.setVisible(line.code is None)
        self.back.setVisible(line.code is not None and line.text != self._template_words(line))

    def _place(self, line: ContractExpectation) -> tuple[int, list[ContractExpectation]]:
        lines = self._side(line.side)
        return [one.id for one in lines].index(line.id), lines

    def _template_words(self, line: ContractExpectation) -> str:
        assert self._page is not None
        template = template_of(self._workspace, self._page)
        known = template.of_supervisor if line.side == "supervisor" else template.of_supervisee
        return next((one.text for one in known if one.code == line.code), line.text)

    def _tick(self, line_id: str, on: bool) -> None:
        assert self._page is not None
        line = next(one for one in self._page.expectations if one.id == line_id)
        self._workspace.commit(gesture(tr("Expectation"), changed(line, included=on)))

    def _move(self, by: int) -> None:
        line = self._line()
        if line is None:
            return
        self.form.settle()
        place, lines = self._place(line)
        if 0 <= place + by < len(lines):
            lines.insert(place + by, lines.pop(place))
            moves = (changed(one, position=n) for n, one in enumerate(lines))
            self._workspace.commit(gesture(tr("Order of the lines"), *moves))

    def _add(self, side: str, words: str) -> None:
        if self._page is None:
            return
        new = created(ContractExpectation, {"contract_id": self._page.contract.id, "side": side, "text": words,
                                            "position": len(self._side(side)), "included": True})
        fault = self._workspace.attempt(gesture(tr("New line"), new))
        if fault is not None:
            self.adds[side].refuse(fault.sentence)

    def _put_back(self) -> None:
        line = self._line()
        if line is not None:
            self.form.discard()
            self._workspace.commit(gesture(tr("Expectation"), changed(line, text=self._template_words(line))))

    def _delete(self) -> None:
        line = self._line()
        if line is not None:
            self.form.discard()
            self._workspace.commit(gesture(tr("Line deleted"), deleted(line)))
