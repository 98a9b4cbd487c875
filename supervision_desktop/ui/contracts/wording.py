"""The wording of a contract: a folded tree of headings and clauses, and one editor for the clause that is chosen."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from supervision_desktop.content.contracts import LibraryClause
from supervision_desktop.domain.contracts import ContractClause
from supervision_desktop.i18n import tr
from supervision_desktop.services import contracts
from supervision_desktop.store.changes import Change, changed, created, deleted, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.contracts.clause_tree import ClauseTree
from supervision_desktop.ui.contracts.clauses import LIBRARY, ClauseRow, HeadingRow, clause_rows, template_of
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import action, button, menu
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import FieldLabel, HeadingLabel, QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace


class WordingPage(QWidget):
    """The tree, and beside it what the chosen heading or clause prints and may say instead."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: contracts.ContractPage | None = None
        self._headings: list[HeadingRow] = []
        self._writing = ""
        self.tree = ClauseTree()
        self._title, self._note = HeadingLabel(), QuietLabel()
        self._label, self.words = FieldLabel(tr("As it prints")), WordLabel()
        self.form = FieldForm(workspace, ContractClause, ["text"], parent=self)
        self.own = button(tr("Write it in your own words"), self._begin)
        self.back = button(tr("Back to the template's words"), self._put_back)
        self.out = button(tr("Delete this clause"), self._delete)
        self.up, self.down = button(tr("Move up"), lambda: self._move(-1)), button(tr("Move down"), lambda: self._move(1))
        self.library = button(tr("Add from the library"), icon="down")
        self._menu = menu(self.library)
        self._menu.setToolTipsVisible(True)
        self.library.setMenu(self._menu)
        self.add = InlineAdd(tr("Add a clause of your own and press Enter"), tr("New clause under this heading"))
        self._beside = layout.boxed(layout.column(
            self._title, self._note, self._label, self.words, self.form["text"],
            FlowLayout(self.own, self.back, self.up, self.down, self.out), self.add,
            layout.row(self.library, layout.spacer()), layout.spacer("column"), gap=8))
        self._section = Section(tr("Wording"), Columns(self.tree, self._beside, least=320, gap=20))
        self.setLayout(layout.column(self._section))
        self.tree.chosen.connect(lambda _: self._show_chosen())
        self.tree.ticked.connect(self._tick)
        self.tree.moved.connect(self._move)
        self.add.added.connect(self._add)

    def show_page(self, page: contracts.ContractPage) -> None:
        """Fill the tree with the clauses of one contract."""
        self._page = page
        self._headings = clause_rows(page, template_of(self._workspace, page), self._workspace.library.clauses,
                                     self._workspace.library.lists)
        self._section.set_hint("" if page.sealed else tr("untick what is not agreed"))
        self.tree.show_rows(self._headings, page.sealed)
        if not self.tree.id():
            self.tree.set_id(self._headings[0].code)
        self._show_chosen()

    def clear(self) -> None:
        """Show no contract; what was typed is kept."""
        self._page = None
        self.form.clear()

    def discard(self) -> None:
        """Give up what is typed, before the contract is deleted."""
        self.form.discard()

    def _chosen(self) -> tuple[HeadingRow | None, ClauseRow | None]:
        wanted = self.tree.id()
        for heading in self._headings:
            if heading.code == wanted:
                return heading, None
            for row in heading.rows:
                if row.clause.id == wanted:
                    return heading, row
        return None, None

    def _show_chosen(self) -> None:
        heading, row = self._chosen()
        if heading is None or self._page is None:
            return
        may_change = not self._page.sealed
        own = row is not None and bool(row.clause.text)
        self._title.setText(" ".join(filter(None, ((row or heading).number, heading.title))))
        self._note.setText(row.note if row else "")
        self._note.setVisible(bool(row and row.note))
        self._show_words(heading, row)
        if row is None:
            self.form.clear()
        else:
            self.form.show(row.clause)
        shown = row is not None and may_change and (own or row.clause.id == self._writing or self.form.unfinished())
        self.form["text"].setVisible(shown)
        self.own.setVisible(row is not None and may_change and not shown)
        self.back.setVisible(shown and row is not None and row.original is not None and row.clause.text != row.original)
        self.out.setVisible(row is not None and may_change and row.added)
        self.add.setVisible(may_change)
        self._show_moves(heading, row if may_change else None)
        self._offer_library(heading, may_change)

    def _show_moves(self, heading: HeadingRow, row: ClauseRow | None) -> None:
        place = heading.rows.index(row) if row is not None else 0
        for button_, can in ((self.up, place > 0), (self.down, place < len(heading.rows) - 1)):
            button_.setVisible(row is not None and len(heading.rows) > 1)
            button_.setEnabled(can)

    def _offer_library(self, heading: HeadingRow, may_change: bool) -> None:
        """The clauses of the library under this heading that the contract does not have yet."""
        there = {row.clause.code for row in heading.rows}
        offered = [one for one in self._workspace.library.clauses.under(heading.code)
                   if LIBRARY + one.code not in there] if may_change else []
        self.library.setVisible(bool(offered))
        self._menu.clear()
        self._menu.addActions([self._offer(heading, one) for one in offered])

    def _offer(self, heading: HeadingRow, one: LibraryClause) -> QAction:
        made = action(one.title, lambda: self._insert(heading, one.wording(), LIBRARY + one.code), self._menu)
        made.setToolTip(one.note)
        return made

    def _show_words(self, heading: HeadingRow, row: ClauseRow | None) -> None:
        """The chosen clause, or all that stands under the heading."""
        rows = [row] if row is not None else [one for one in heading.rows if one.number]
        texts = [one.words if row is not None else f"{one.number}  {one.words}" for one in rows]
        left_out = row is not None and not row.clause.included
        self._label.setText(tr("Left out; it would print") if left_out else tr("As it prints"))
        self.words.setText("\n\n".join(filter(None, texts)) or tr("Nothing: the terms it speaks of are empty."))

    def _tick(self, clause_id: str, on: bool) -> None:
        self._commit(*(changed(row.clause, included=on) for heading in self._headings for row in heading.rows
                       if row.clause.id == clause_id))

    def _begin(self) -> None:
        """Own words begin as the words that print now."""
        _, row = self._chosen()
        if row is None:
            return
        self._writing = row.clause.id
        if row.words:
            self._set_text(row.words)
        else:
            self._show_chosen()
        self.form.focus("text")

    def _put_back(self) -> None:
        _, row = self._chosen()
        self._writing = ""
        self._set_text(row.original if row is not None and row.added else None)

    def _move(self, by: int) -> None:
        heading, row = self._chosen()
        if heading is None or row is None or self._page is None or self._page.sealed:
            return
        self.form.settle()
        rows = list(heading.rows)
        place = rows.index(row)
        if 0 <= place + by < len(rows):
            rows.insert(place + by, rows.pop(place))
            # Clauses of another law are not shown; they keep their order behind these.
            shown = {one.clause.id for one in rows}
            rest = [one for one in self._page.clauses if one.heading == heading.code and one.id not in shown]
            order = [*(one.clause for one in rows), *rest]
            self._commit(*(changed(one, position=n) for n, one in enumerate(order)), label=tr("Order of the clauses"))

    def _set_text(self, text: str | None) -> None:
        _, row = self._chosen()
        if row is not None:
            self.form.discard()
            self._commit(changed(row.clause, text=text))

    def _add(self, words: str) -> None:
        heading, _ = self._chosen()
        sentence = self._insert(heading, words) if heading is not None else ""
        if sentence:
            self.add.refuse(sentence)

    def _insert(self, heading: HeadingRow, words: str, code: str | None = None) -> str:
        """One more clause at the end of a heading; what is wrong with it, or ""."""
        if self._page is None:
            return ""
        place = max((one.position for one in self._page.clauses if one.heading == heading.code), default=-1) + 1
        new = created(ContractClause, {"contract_id": self._page.contract.id, "heading": heading.code, "position": place,
                                       "code": code, "text": words, "included": True})
        fault = self._workspace.attempt(gesture(tr("New clause"), new))
        if fault is not None:
            return fault.sentence
        self.tree.set_id(new.id)
        self._show_chosen()
        return ""

    def _delete(self) -> None:
        heading, row = self._chosen()
        if heading is not None and row is not None:
            self.form.discard()
            self.tree.set_id(heading.code)
            self._commit(deleted(row.clause), label=tr("Clause deleted"))

    def _commit(self, *changes: Change | None, label: str = "") -> None:
        self._workspace.commit(gesture(label or tr("Clause"), *changes))
