"""A date as people type it, read when they are done; a small calendar for those who would rather point."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolButton, QWidget

from supervision_desktop.formats import day_text, parse_day
from supervision_desktop.i18n import tr
from supervision_desktop.ui import icons, layout, style
from supervision_desktop.ui.widgets.buttons import IconButton

LONG_DAY = date(2026, 9, 30)
FRAME = 34
"""Border and padding of the line, at any zoom, and the gap before the calendar."""


class DayEdit(QWidget):
    """Free text such as "4/7", "today" or "+2w". `today` is asked for each time a text is read.

    `value_changed` gives the new date or None; `problem_found` one plain sentence while the text is no date,
    and "" once it is; the text itself is never taken away. `typed` follows each key.
    """

    value_changed = Signal(object)
    problem_found = Signal(str)
    typed = Signal(str)

    def __init__(self, name: str, today: Callable[[], date], placeholder: str = "",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._value: date | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self._open = IconButton("calendar", tr("Choose from a calendar"), self.open_calendar)
        self._calendar: QCalendarWidget | None = None
        self.setLayout(layout.row((self.line, 1), self._open, gap=4))
        self.setFocusProxy(self.line)
        self.setAccessibleName(name)
        self.line.textEdited.connect(self.typed)
        self.line.editingFinished.connect(self.finish)

    def setAccessibleName(self, name: str) -> None:
        """Name the line too, for it has the focus."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def setAccessibleDescription(self, words: str) -> None:
        """Describe the line too."""
        super().setAccessibleDescription(words)
        self.line.setAccessibleDescription(words)

    def minimumSizeHint(self) -> QSize:
        """Room for the longest date."""
        words = self.line.fontMetrics().horizontalAdvance(day_text(LONG_DAY))
        return QSize(words + self._open.sizeHint().width() + FRAME, super().minimumSizeHint().height())

    def text(self) -> str:
        """What stands in the field, a date or not."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put unfinished words back, as from a draft; they are read when the field is left."""
        self.line.setText(text)

    def value(self) -> date | None:
        """The date last read or set."""
        return self._value

    def set_value(self, day: date | None) -> None:
        """Show a date, without a signal."""
        self._value = day
        self.line.setText(day_text(day) if day else "")
        self.line.setCursorPosition(0)

    def finish(self) -> None:
        """Read the text now."""
        text = self.line.text().strip()
        try:
            day = parse_day(text, self._today()) if text else None
        except ValueError as fault:
            self.problem_found.emit(str(fault))
            return
        self.problem_found.emit("")
        before = self._value
        self.set_value(day)
        if day != before:
            self.value_changed.emit(day)

    def open_calendar(self) -> None:
        """Show the calendar under the field, made when first asked for."""
        if self._calendar is None:
            self._calendar = self._built_calendar()
        shown = self._value or self._today()
        self._calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._calendar.adjustSize()
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._calendar.show()
        self._calendar.setFocus()

    def _built_calendar(self) -> QCalendarWidget:
        made = QCalendarWidget(self)
        made.setWindowFlag(Qt.WindowType.Popup)
        made.setAccessibleName(tr("Calendar"))
        made.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        made.setContentsMargins(1, 1, 1, 1)
        made.setMinimumSize(style.scaled(288), style.scaled(248))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):   # Qt writes them in a red of its own
            made.setWeekdayTextFormat(day, QTextCharFormat())
        for name, arrow in (("qt_calendar_prevmonth", "left"), ("qt_calendar_nextmonth", "right")):
            if (turn := made.findChild(QToolButton, name)) is not None:
                turn.setIcon(icons.icon(arrow))
        made.clicked.connect(self._choose)
        made.activated.connect(self._choose)
        return made

    def _choose(self, chosen: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self.line.setText(day_text(date(chosen.year(), chosen.month(), chosen.day())))
        self.line.setFocus()
        self.finish()
