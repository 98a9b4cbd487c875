"""The wording of a contract: a folded tree of headings and clauses, and one editor for the clause that is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QTreeWidget, QTreeWidgetItem, QWidget

from supervision_desktop.domain.contracts import ContractClause
from supervision_desktop.i18n import tr
from supervision_desktop.services import contracts
from supervision_desktop.store.changes import Change, changed, created, deleted, gesture
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.contracts.clauses import ClauseRow, HeadingRow, clause_rows, template_of
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import FieldLabel, HeadingLabel, QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace

ID = Qt.ItemDataRole.UserRole
MOST_ROWS = 40
"""Rows shown at most; more of them scroll."""
CHECK = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}


class ClauseTree(QTreeWidget):
    """Headings that open to their clauses, each with a tick. `ticked` and `chosen` follow a person only."""

    ticked = Signal(str, bool)
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Clauses by heading"))
        self._quiet = False
        self._items: dict[str, QTreeWidgetItem] = {}
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.itemChanged.connect(self._on_changed)
        self.currentItemChanged.connect(self._on_current)
        for turned in (self.itemExpanded, self.itemCollapsed):
            turned.connect(lambda _: self.updateGeometry())

    def show_rows(self, headings: Sequence[HeadingRow], closed: bool) -> None:
        """Refill; what is open and chosen stays so."""
        self._quiet = True
        wanted = [key for heading in headings for key in (heading.code, *(row.clause.id for row in heading.rows))]
        if wanted != list(self._items):
            self._rebuild(headings)
        for heading in headings:
            item = self._items[heading.code]
            item.setText(0, f"{heading.number}  {heading.title}".strip())
            for row in heading.rows:
                self._show_row(self._items[row.clause.id], row, closed)
        self._quiet = False

    def id(self) -> str:
        """Code of the heading or id of the clause chosen; "" for none."""
        item = self.currentItem()
        return str(item.data(0, ID)) if item is not None else ""

    def set_id(self, id: str) -> None:
        """Choose a heading or clause, opened to be seen, without a signal."""
        quiet, self._quiet = self._quiet, True
        item = self._items.get(id)
        heading = item.parent() if item is not None else None
        if heading is not None:
            heading.setExpanded(True)
        self.setCurrentItem(item)  # type: ignore[arg-type]  # None chooses none, which the stub leaves out
        self._quiet = quiet

    def sizeHint(self) -> QSize:
        """As high as what is open."""
        tops = [self.topLevelItem(place) for place in range(self.topLevelItemCount())]
        rows = sum(1 + (top.childCount() if top.isExpanded() else 0) for top in tops if top is not None)
        return QSize(style.scaled(320), min(rows, MOST_ROWS) * self._row_height() + 2 * self.frameWidth() + 8)

    def minimumSizeHint(self) -> QSize:
        """It may become narrow: it scrolls."""
        return QSize(style.scaled(160), 8 * self._row_height())

    def _row_height(self) -> int:
        return max(self.sizeHintForRow(0), self.fontMetrics().height() + 4)

    def _rebuild(self, headings: Sequence[HeadingRow]) -> None:
        kept = self.id()
        opened = {key for key, item in self._items.items() if item.isExpanded()}
        self.clear()
        self._items = {}
        for heading in headings:
            self._items[heading.code] = top = self._made(heading.code)
            self.addTopLevelItem(top)
            for row in heading.rows:
                self._items[row.clause.id] = item = self._made(row.clause.id)
                top.addChild(item)
            top.setExpanded(heading.code in opened)
        self.set_id(kept)
        self.updateGeometry()

    def _made(self, key: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem()
        item.setData(0, ID, key)
        return item

    def _show_row(self, item: QTreeWidgetItem, row: ClauseRow, closed: bool) -> None:
        own = tr("(own words)") if row.clause.text else ""
        item.setText(0, "  ".join(filter(None, (row.number, own, row.words or tr("nothing to print yet")))))
        item.setCheckState(0, CHECK[row.clause.included])
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags if closed else flags | Qt.ItemFlag.ItemIsUserCheckable)

    def _on_changed(self, item: QTreeWidgetItem) -> None:
        if not self._quiet and item.parent() is not None:
            self.ticked.emit(str(item.data(0, ID)), item.checkState(0) == Qt.CheckState.Checked)

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if not self._quiet and item is not None:
            self.chosen.emit(str(item.data(0, ID)))


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
        self.add = InlineAdd(tr("Add a clause of your own and press Enter"), tr("New clause under this heading"))
        self._beside = layout.boxed(layout.column(
            self._title, self._note, self._label, self.words, self.form["text"], FlowLayout(self.own, self.back, self.out),
            self.add, layout.spacer("column"), gap=8))
        self.setLayout(layout.column(Section(
            tr("Wording"), Columns(self.tree, self._beside, least=320, gap=20),
            hint=tr("untick what is not agreed"))))
        self.tree.chosen.connect(lambda _: self._show_chosen())
        self.tree.ticked.connect(self._tick)
        self.add.added.connect(self._add)

    def show_page(self, page: contracts.ContractPage) -> None:
        """Fill the tree with the clauses of one contract."""
        self._page = page
        self._headings = clause_rows(page, template_of(self._workspace, page), self._workspace.library.lists)
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
        self.back.setVisible(shown and row is not None and row.clause.code is not None)
        self.out.setVisible(row is not None and may_change and row.clause.code is None)
        self.add.setVisible(may_change)

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
        self._writing = ""
        self._set_text(None)

    def _set_text(self, text: str | None) -> None:
        _, row = self._chosen()
        if row is not None:
            self.form.discard()
            self._commit(changed(row.clause, text=text))

    def _add(self, words: str) -> None:
        heading, _ = self._chosen()
        if heading is None or self._page is None:
            return
        place = max((row.clause.position for row in heading.rows), default=-1) + 1
        new = created(ContractClause, {"contract_id": self._page.contract.id, "heading": heading.code, "position": place,
                                       "text": words, "included": True})
        fault = self._workspace.attempt(gesture(tr("New clause"), new))
        if fault is not None:
            self.add.refuse(fault.sentence)
        else:
            self.tree.set_id(new.id)
            self._show_chosen()

    def _delete(self) -> None:
        heading, row = self._chosen()
        if heading is not None and row is not None:
            self.form.discard()
            self.tree.set_id(heading.code)
            self._commit(deleted(row.clause), label=tr("Clause deleted"))

    def _commit(self, *changes: Change | None, label: str = "") -> None:
        self._workspace.commit(gesture(label or tr("Clause"), *changes))
