"""A list of records on the left, the chosen one on the right: the scaffold most tabs stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QLineEdit, QScrollArea, QSizePolicy, QSplitter, QStackedWidget, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.widgets.buttons import button, native_keys
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.labels import TitleLabel
from supervision_desktop.ui.widgets.page import EmptyState, PageArea, Whole
from supervision_desktop.ui.widgets.rows import Row, RowList

LIST_WIDTH, LIST_LEAST = 391, 220
ENTERING = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason)
HEAD_LEAST = 96
"""So much of what stands over the list is seen at least; the rest is scrolled to."""
CHIPS_SHARE = 6
"""Chips take a sixth of the height at most."""


class _Head(QScrollArea):
    """What stands over the list: as high as it is, or scrolling where large text in a low window leaves less."""

    def __init__(self, parts: QLayout) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._inner = layout.boxed(parts, Whole(self.viewport()))
        self.setWidget(self._inner)
        for part in (self._inner, self.viewport()):
            part.setAutoFillBackground(False)   # it lies on the panel of the list
        self._inner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with what is asked in it."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At another width the words take other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """All of it, at the width it has."""
        hint = self._inner.sizeHint()
        return QSize(hint.width(), self._inner.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Low enough for any window."""
        return QSize(self._inner.minimumSizeHint().width(), min(style.scaled(HEAD_LEAST), self.sizeHint().height()))


class ListSide(QFrame):
    """The left pane: title, New, search, chips, list."""

    def __init__(self, title: str, new_words: str, search_words: str) -> None:
        super().__init__()
        self.title = TitleLabel(title)
        self.new = button(new_words or tr("New"), key=QKeySequence.StandardKey.New, primary=True)
        self.search = QLineEdit()
        self.search.setPlaceholderText(f"{search_words}   {native_keys(QKeySequence.StandardKey.Find)}")
        self.search.setAccessibleName(search_words)
        self.search.setClearButtonEnabled(True)
        self.chips = ChipBar(tr("Filter the list"))
        self.chips.hide()
        self.list = RowList(title)
        self.nothing = EmptyState("")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.nothing)
        # The list takes what is left: what is asked over it in a low window needs its whole height.
        self.stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.more = button("", link=True)
        self.more.hide()
        self.head = layout.column(Sides(self.title, self.new), self.search, self.chips, margins=(12, 12, 12, 8))
        self.setLayout(layout.column(_Head(self.head), (self.stack, 1), layout.row(self.more, margins=(8, 0, 8, 0)), gap=0))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for large text in a small window."""
        return QSize(LIST_LEAST, super().minimumSizeHint().height())


class RecordsPane(QWidget):
    """List and record. `selected` gives the id a person chose; `new_requested` the wish for a new record.

    The right side shows `page` (parts are added with `page.add`), or `empty` while nothing is chosen.
    """

    selected = Signal(str)
    opened = Signal(str)
    new_requested = Signal()
    all_wanted = Signal()
    """The list holds the newest only, and something is looked for that may be among the others."""
    filter_changed = Signal(str)
    list_width_changed = Signal(int)

    def __init__(self, title: str, *, search: str, chips: Sequence[tuple[str, str]] = (), new: str = "",
                 empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self._chips = tuple(chips)
        self._every: Mapping[str, int] = {}
        self.wants_all = False
        """Whether every record is wanted in the list, not the newest only."""
        self._asked = False
        self._instead: QWidget | None = None
        self._empty_words = empty or tr("Nothing here yet.")
        self.side = ListSide(title, new, search)
        self.page = PageArea(name=title)
        self.empty = EmptyState(self._empty_words)
        self.right = QStackedWidget()
        self.right.addWidget(self.empty)
        self.right.addWidget(self.page)
        self._width = LIST_WIDTH
        self._splitter = self._built_splitter()
        self.setLayout(layout.row(self._splitter, gap=0))
        self._connect()
        self.set_rows([])

    def set_rows(self, rows: Sequence[Row], every: Mapping[str, int] | None = None) -> None:
        """Refill the list: the chosen record, the place scrolled to, search and chip stay.

        `every` says how many records there are under each chip ("" is all) where the rows are the newest only;
        `all_wanted` follows where search or chip ask for the others.
        """
        self.side.list.set_rows(rows)
        self._every = every or {}
        counts = self.side.list.rows.counts() | dict(self._every)
        self.side.more.setText(tr("Show all {n}").format(n=f"{counts['']:,}"))
        self.side.more.setVisible(counts[""] > len(rows))
        if self._chips:
            named = (("", tr("All")), *self._chips)
            self.side.chips.set_chips([ChipSpec(key, words, counts.get(key, 0)) for key, words in named])
            self.side.chips.setVisible(counts[""] > 0 or bool(self.side.chips.key()))
            self._fit_chips()
        self._show_what_there_is()
        self._ask_for_the_rest()

    def set_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """Offer these chips from now on; counts come with the next rows."""
        self._chips = tuple(chips)

    def show_instead(self, page: QWidget | None) -> None:
        """While nothing is chosen show this page, or (None) the empty side."""
        self._instead = page
        if page is not None and self.right.indexOf(page) < 0:
            self.right.addWidget(page)
        self._show_what_there_is()

    def select(self, id: str, *, reveal: bool = True) -> None:
        """Choose a record without a signal and show the page; "" chooses none and shows the empty side."""
        self.side.list.set_id(id, reveal=reveal)
        self._show_what_there_is()

    def selected_id(self) -> str:
        """The record chosen; "" for none."""
        return self.side.list.id()

    def set_filter(self, text: str, chip: str = "") -> None:
        """Set search words and chip, as a saved view does."""
        self.side.search.setText(text)
        self.side.chips.set_key(chip)
        self._sift()

    def filter(self) -> tuple[str, str]:
        """Search words and chip key, for a saved view."""
        return self.side.search.text(), self.side.chips.key()

    def focus_search(self) -> None:
        """What Find does here."""
        self.side.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.side.search.selectAll()

    def focus_list(self) -> None:
        """Put the keys on the list."""
        self.side.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def list_width(self) -> int:
        """Width of the list side, to be remembered."""
        return self._width

    def set_list_width(self, width: int) -> None:
        """Give the list side this width, as far as the window allows."""
        self._width = max(width, LIST_LEAST)
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_width()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search line Down goes to the list and Escape empties the line; who enters it will look among all."""
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in ENTERING:
            self._ask_for_the_rest(looking=True)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.focus_list()
                return True
            if event.key() == Qt.Key.Key_Escape and self.side.search.text():
                self.side.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _built_splitter(self) -> QSplitter:
        made = QSplitter(Qt.Orientation.Horizontal)
        made.setHandleWidth(1)
        made.setChildrenCollapsible(False)
        made.addWidget(self.side)
        made.addWidget(self.right)
        made.setStretchFactor(1, 1)
        self.right.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        return made

    def _connect(self) -> None:
        self.side.list.chosen.connect(self._on_chosen)
        self.side.list.opened.connect(self.opened)
        self.side.new.clicked.connect(lambda: self.new_requested.emit())
        self.side.more.clicked.connect(self._ask_for_all)
        self.side.search.textChanged.connect(self._sift)
        self.side.search.installEventFilter(self)
        self.side.chips.chosen.connect(self._sift)
        self._splitter.splitterMoved.connect(self._on_moved)

    def _on_chosen(self, id: str) -> None:
        self._show_what_there_is()
        self.selected.emit(id)

    def _on_moved(self, place: int, _handle: int) -> None:
        self._width = place
        self._fit_chips()
        self.list_width_changed.emit(place)

    def _sift(self) -> None:
        words, chip = self.filter()
        self.side.list.set_filter(words, chip)
        self.wants_all = self._asked or (self.wants_all and bool(words or chip))
        self._show_what_there_is()
        self._ask_for_the_rest()
        self.filter_changed.emit(chip)

    def _ask_for_the_rest(self, *, looking: bool = False) -> None:
        """Words are looked for among all records, and a chip shows all of its own."""
        words, chip = self.filter()
        looking = looking or bool(words.strip())
        key = "" if looking else chip
        lacking = self._every.get(key, 0) > self.side.list.rows.counts().get(key, 0)
        if lacking and (looking or chip) and not self.wants_all:
            self.wants_all = True
            self.all_wanted.emit()

    def _ask_for_all(self) -> None:
        self._asked = self.wants_all = True
        if self.side.more.hasFocus():
            self.side.search.setFocus(Qt.FocusReason.OtherFocusReason)  # the link goes, and the keys with it
        self.all_wanted.emit()

    def _show_what_there_is(self) -> None:
        """Turn both sides to what they have to show."""
        rows = self.side.list.rows
        there_are = bool(rows.counts()[""])
        right = self.page if self.selected_id() else self._instead or self.empty
        unsaid = "" if right is self.empty else self._empty_words  # once is enough
        self.side.nothing.set_sentence(tr("Nothing in the list matches.") if there_are else unsaid)
        self.side.stack.setCurrentWidget(self.side.list if rows.rowCount() else self.side.nothing)
        self.empty.set_sentence(tr("Choose one from the list.") if there_are else self._empty_words)
        self.right.setCurrentWidget(right)

    def _share_width(self) -> None:
        """The width asked for, more when zoomed, but never so much that the record gets less than half."""
        wanted = min(round(self._width * max(style.look().zoom, 1.0)), self.width() * 2 // 5)
        left = max(wanted, min(LIST_LEAST, self.width() // 2))
        self._splitter.setSizes([left, max(self.width() - left - 1, 1)])
        self._fit_chips()

    def _fit_chips(self) -> None:
        """Of a low window the chips leave enough for the list."""
        margins = self.side.head.contentsMargins()
        self.side.chips.show_within(self.side.width() - margins.left() - margins.right(), self.height() // CHIPS_SHARE)
