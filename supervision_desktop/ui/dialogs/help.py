"""Help (F1): the page for the field in focus, beside a list of all pages that can be searched. Nothing goes online."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QScrollBar, QWidget

from supervision_desktop.content.base import ContentFault
from supervision_desktop.content.help import Help, HelpPage
from supervision_desktop.content.help import Section as Piece
from supervision_desktop.domain.base import fields_of, kinds
from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.form_entry import TOPIC
from supervision_desktop.ui.library import Library
from supervision_desktop.ui.records import RecordsPane
from supervision_desktop.ui.tab import Tab
from supervision_desktop.ui.widgets.labels import HeadingLabel, QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.widgets.rows import Row

WIDTH, HEIGHT, LIST = 1000, 660, 320
CELL = 118
"""The least width of a table's cell at 100 %; narrower ones stand under each other."""
SCROLLS = {Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
           Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd}
START = "guide"
PLACE = "#"
"""Stands between page and section in the id of a row: `records#actions`."""


class Comparison(QWidget):
    """A table to be read: every word wraps. Where it is too narrow, each row becomes a short list."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self._columns, self._rows = tuple(columns), tuple(map(tuple, rows))
        self._heads = [QuietLabel(column) for column in columns]
        self._cells = [[HeadingLabel(row[0]), *map(WordLabel, row[1:])] for row in rows]
        self._wide: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(layout.SECTION_GAP)
        self._arrange(wide=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the form that fits."""
        super().resizeEvent(event)
        self._arrange(wide=self.width() >= style.scaled(CELL) * len(self._columns))

    def minimumSizeHint(self) -> QSize:
        """As narrow as a list may be."""
        return QSize(style.scaled(CELL), super().minimumSizeHint().height())

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        for n, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, n)
            head.setVisible(wide)
            self._grid.setColumnStretch(n, 1 if wide or n == 0 else 0)
        across = len(self._columns) if wide else 1
        for n, (label, words) in enumerate(zip(self._labels(), self._words(wide=wide), strict=True), start=across):
            label.setText(words)
            self._grid.addWidget(label, n // across, n % across, Qt.AlignmentFlag.AlignTop)
        self.updateGeometry()

    def _labels(self) -> list[WordLabel]:
        return [label for cells in self._cells for label in cells]

    def _words(self, *, wide: bool) -> Iterator[str]:
        """Each cell's words; in a list they follow the name of their column."""
        for row in self._rows:
            for n, (column, words) in enumerate(zip(self._columns, row, strict=True)):
                yield words if wide or n == 0 else tr("{column}: {words}").format(column=column, words=words)


class _Reading(QWidget):
    """Parts under each other, as high as their words need at the present width and not as at the least."""

    def __init__(self, *parts: layout.Part) -> None:
        super().__init__()
        self.setLayout(layout.column(*parts, gap=layout.SECTION_GAP))

    def minimumSizeHint(self) -> QSize:
        """Left to the height that follows from the width."""
        return QSize(super().minimumSizeHint().width(), 0)


class HelpDialog(QDialog):
    """All pages on the left, the chosen one on the right. It stays open beside the work until it is closed."""

    def __init__(self, library: Library, parent: QWidget) -> None:
        super().__init__(parent)
        self._help, self._fault = _pages(library)
        self._shown, self._wanted, self._pieces = "", "", dict[str, QWidget]()
        self.setWindowTitle(tr("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.pane = RecordsPane(tr("Help"), search=tr("Find in help"), empty=self._fault)
        self.pane.side.new.hide()
        self.pane.set_list_width(LIST)
        self._field, self._title, self._sections = layout.column(), PageTitle(), layout.column(gap=layout.SECTION_GAP)
        self.pane.page.add(_Reading(self._field, self._title, self._sections))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        close.rejected.connect(self.reject)
        self.setLayout(layout.column((self.pane, 1), layout.boxed(layout.row(close, margins=(12, 8, 12, 12))), gap=0))
        self.resize(QSize(style.scaled(WIDTH), style.scaled(HEIGHT)).boundedTo(self.screen().availableSize()))
        self._connect()
        self._list()

    def show_about(self, topic: str, field: Section | None) -> None:
        """Turn to the page for a topic, with the field's own words above it; to the start where no page fits."""
        page = self._help.about(topic)
        self.pane.set_filter("")
        self._turn(page.id if page else START)
        if field is not None:
            self._field.addWidget(field)

    def show_place(self, place: str) -> None:
        """Show a page, or one section of it (`page#section`)."""
        page_id, _, section = place.partition(PLACE)
        page = self._help.pages.get(page_id)
        if page is None:
            self._title.show_words(tr("Help"), self._fault)
            self.pane.right.setCurrentWidget(self.pane.page)
            return
        if page_id != self._shown:
            self._fill(page)
        self.pane.select(place)
        self._wanted = section
        self._scroll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Page up and Page down scroll the page from wherever the keyboard is."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in SCROLLS:
            self.pane.page.verticalScrollBar().triggerAction(SCROLLS[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.pane.selected.connect(self._turn)
        self.pane.side.search.textChanged.connect(self._list)
        self.pane.side.search.returnPressed.connect(self._open_first)
        for part in (self.pane.side.search, self.pane.side.list):
            part.installEventFilter(self)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.pane.focus_search)
        bar = self.pane.page.verticalScrollBar()
        # A page has its height only once it is laid out; until a person scrolls, the section wanted stays in sight.
        bar.rangeChanged.connect(lambda *_: self._scroll())
        bar.actionTriggered.connect(lambda _: self._let_go())

    def _list(self) -> None:
        """All pages, or those that hold the words looked for and then each place that holds them."""
        typed = self.pane.side.search.text()
        pages = sorted(self._help.pages.values(), key=lambda page: (page.id != START, page.title.casefold()))
        rows = [Row(page.id, page.title, page.summary) for page in pages]
        if typed.strip():
            words = typed.casefold().split()
            rows = [*(row for row in rows if row.matches(words)), *self._places(typed)]
        self.pane.set_rows(rows)

    def _places(self, typed: str) -> Iterator[Row]:
        for found in self._help.search(typed):
            yield Row(f"{found.page.id}{PLACE}{found.section.code}", found.section.heading, found.page.title,
                      search_text=found.section.words())

    def _open_first(self) -> None:
        rows = self.pane.side.list.rows
        if rows.rowCount():
            self._turn(rows.row_at(0).id)

    def _turn(self, place: str) -> None:
        layout.clear(self._field)
        self.show_place(place)

    def _fill(self, page: HelpPage) -> None:
        self._shown = page.id
        self._title.show_words(page.title, page.summary)
        layout.clear(self._sections)
        self._pieces = {piece.code: _panel(piece) for piece in page.sections}
        for panel in self._pieces.values():
            self._sections.addWidget(panel)
        self.pane.page.setAccessibleName(page.title)
        self.pane.page.verticalScrollBar().setValue(0)

    def _scroll(self) -> None:
        panel, inside = self._pieces.get(self._wanted), self.pane.page.widget()
        if panel is not None and inside is not None:
            self.pane.page.verticalScrollBar().setValue(panel.mapTo(inside, QPoint(0, -layout.GAP)).y())

    def _let_go(self) -> None:
        self._wanted = ""


def tab_topic(tab: type[Tab]) -> str:
    """The topic of a whole tab, from the name of its file: `tab.time_cost`."""
    return f"tab.{tab.__module__.rpartition('.')[2]}"


def topic_of(widget: QWidget | None) -> tuple[str, QWidget | None]:
    """The topic of the field or tab a widget belongs to, and the widget that names it."""
    while widget is not None:
        topic = widget.property(TOPIC)
        if topic:
            return str(topic), widget
        if isinstance(widget, Tab):
            return tab_topic(type(widget)), None
        widget = widget.parentWidget()
    return "", None


def show_help(library: Library, focus: QWidget, parent: QWidget) -> HelpDialog:
    """Open help on the field in focus, or turn the help that is open to it."""
    topic, holder = topic_of(focus)
    made = parent.findChild(HelpDialog) or HelpDialog(library, parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.show_about(topic, _about_field(library, topic, holder) if holder else None)
    made.show()
    made.activateWindow()
    made.pane.focus_search()
    return made


def _pages(library: Library) -> tuple[Help, str]:
    """The pages, or none and the sentence that says why."""
    try:
        return library.help, ""
    except ContentFault as fault:
        return Help(MappingProxyType({})), fault.sentence


def _about_field(library: Library, topic: str, holder: QWidget) -> Section:
    """The field's own line of help and, where it offers a list, what each value means."""
    words = holder.accessibleDescription()
    made = Section(holder.accessibleName(), *([WordLabel(words)] if words else []))
    kind, _, name = topic.partition(".")
    record = kinds().get(kind)
    list_id = getattr(fields_of(record).get(name), "list_id", "") if record else ""
    if list_id:
        rows = [(item.label, item.help) for item in library.lists.items(list_id)]
        made.add(Comparison((tr("Choice"), tr("What it means")), rows))
    return made


def _panel(piece: Piece) -> Section:
    """One section of a page: paragraphs, points, table, and where it comes from."""
    made = Section(piece.heading, *map(WordLabel, piece.text), *(WordLabel(f"•  {point}") for point in piece.points))
    if piece.rows:
        made.add(Comparison(piece.columns, piece.rows))
    if piece.source:
        made.add(QuietLabel(tr("Source: {source}").format(source=piece.source)))
    return made
