"""The frame of a record: page title, section panels, empty states, and the scrolling page of readable width."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from supervision_desktop.ui import layout, style
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.labels import HeadingLabel, QuietLabel, TitleLabel

READABLE = 920


class _Words(QWidget):
    """Title over facts; likes the width on which neither wraps, and rather has the buttons below than a broken title."""

    def __init__(self, title: TitleLabel, facts: QuietLabel) -> None:
        super().__init__()
        self._title, self._facts = title, facts
        self.setLayout(layout.column(title, facts, gap=2))

    def wanted_width(self) -> int:
        return max(self._title.wanted_width(), self._facts.wanted_width())

    def least_beside(self, width: int) -> int:
        return max(min(self._title.wanted_width(), width * 3 // 4), width // 2)


class PageTitle(QWidget):
    """The title of a record, its facts in quiet words under it, its actions at the right, or below a long title."""

    def __init__(self, title: str = "", facts: str = "", *actions: QWidget) -> None:
        super().__init__()
        self._title, self._facts = TitleLabel(title), QuietLabel(facts)
        self._actions = QWidget()
        self._actions.setLayout(layout.row(*actions))
        self.setLayout(Sides(_Words(self._title, self._facts), self._actions))
        self._actions.setVisible(bool(actions))
        self.show_words(title, facts)

    def show_words(self, title: str, facts: str = "") -> None:
        """Change title and facts."""
        self._title.setText(title)
        self._facts.say(facts)
        self.setAccessibleName(title)
        self.updateGeometry()

    def title(self) -> str:
        """The title shown."""
        return self._title.text()


class Section(QFrame):
    """A panel with its heading left and one quiet hint right; parts follow under each other."""

    def __init__(self, heading: str, *parts: layout.Part, hint: str = "", gap: int = layout.GAP) -> None:
        super().__init__()
        self.setAccessibleName(heading)
        self._heading, self._hint = HeadingLabel(heading), QuietLabel(hint)
        head = Sides(self._heading, self._hint)
        self.body: QVBoxLayout = layout.column(head, *parts, gap=gap, margins=(16, 13, 16, 16))
        self.setLayout(self.body)
        self.set_hint(hint)

    def set_heading(self, heading: str) -> None:
        """Change the heading."""
        self._heading.setText(heading)
        self.setAccessibleName(heading)

    def set_hint(self, hint: str) -> None:
        """Change the quiet words at the right; "" hides them."""
        self._hint.say(hint)

    def add(self, part: QWidget | QLayout) -> None:
        """Put a part at the end."""
        if isinstance(part, QWidget):
            self.body.addWidget(part)
        else:
            self.body.addLayout(part)


def _measure(within: QLayout) -> None:
    """Have every part that will be seen say anew how large it is, the inner ones first: hidden ones tell nobody."""
    for place in range(within.count()):
        item = within.itemAt(place)
        part, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if part is not None and not part.isHidden() and (its := part.layout()) is not None:
            _measure(its)
            its.activate()
        elif inner is not None:
            _measure(inner)


class EmptyState(QWidget):
    """What to do where there is nothing yet: one sentence and, at most, one button."""

    def __init__(self, sentence: str, words: str = "", clicked: Callable[[], object] | None = None, *,
                 primary: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(sentence)
        self._sentence = QuietLabel(sentence)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        stack = layout.column(layout.spacer("column"), self._sentence, gap=12, margins=24)
        if words:
            self.button = button(words, clicked, primary=primary)
            stack.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        stack.addSpacerItem(layout.spacer("column"))
        self.setLayout(stack)

    def set_sentence(self, sentence: str) -> None:
        """Change the sentence."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)


class PageBody(QWidget):
    """The readable column of a page."""


class Whole(QWidget):
    """All that is scrolled, as high as it is at the width there is.

    Words that wrap ask for the height of their narrowest, and a page of them would end in empty room.
    """

    def __init__(self, view: QWidget) -> None:
        super().__init__()
        self._view = view

    def minimumSizeHint(self) -> QSize:
        """No higher than it is at the width of the view."""
        least = super().minimumSizeHint()
        return QSize(least.width(), min(least.height(), self.heightForWidth(max(self._view.width(), least.width()))))


class PageArea(QScrollArea):
    """A page that scrolls: parts under each other in a column of at most 920 pixels (more when zoomed)."""

    def __init__(self, *parts: layout.Part, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body: QVBoxLayout = layout.column(*parts, gap=layout.SECTION_GAP)
        self._column = PageBody()
        self._column.setLayout(self.body)
        margins = (layout.PAGE_MARGIN, 16, layout.PAGE_MARGIN, layout.PAGE_MARGIN)
        upright = layout.column(self._column, layout.spacer("column"), gap=0)
        self.setWidget(layout.boxed(layout.row((upright, 1), layout.spacer(), gap=0, margins=margins),
                                    Whole(self.viewport())))

    def add(self, part: QWidget | QLayout) -> None:
        """Put a part at the end."""
        if isinstance(part, QWidget):
            self.body.addWidget(part)
        else:
            self.body.addLayout(part)

    @contextmanager
    def in_one_go(self) -> Iterator[None]:
        """While inside, parts may appear and go: all of it is laid out once at the end, at the height it then needs.

        Else whatever appears is first squeezed into the height of what was there. Where the keyboard is in it, it stays.
        """
        inner, focus = self.widget(), QApplication.focusWidget()
        whole = inner.layout() if inner is not None else None
        if inner is None or whole is None or not inner.isVisible() or (focus is not None and inner.isAncestorOf(focus)):
            yield
            return
        inner.hide()
        try:
            yield
        finally:
            _measure(whole)
            whole.activate()
            room = self.viewport().size()
            inner.resize(room.width(), max(room.height(), inner.heightForWidth(room.width())))
            inner.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column readable at the present zoom."""
        self._column.setMaximumWidth(style.scaled(READABLE))
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """A page may become small: it scrolls."""
        return QSize(style.scaled(160), style.scaled(120))
