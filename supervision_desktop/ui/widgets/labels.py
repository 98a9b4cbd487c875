"""Words on a page: title, heading, body, quiet words and the sentence under a faulty field. All wrap, none clips."""

from __future__ import annotations

from math import ceil

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

PLAIN = 0
"""Qt.TextFormat.PlainText. Importing the name `Qt` takes 20 ms, and these labels stand in the first window."""


class WordLabel(QLabel):
    """Plain body text that wraps; words of the user are never read as markup."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("textFormat", PLAIN)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, words: str) -> None:
        """Show the words; "" hides the line."""
        self.setText(words)
        self.setVisible(bool(words))

    def wanted_width(self) -> int:
        """The width on which nothing needs to wrap."""
        metrics = QFontMetricsF(self.font())
        return ceil(max((metrics.horizontalAdvance(line) for line in self.text().splitlines()), default=0)) + 1


class TitleLabel(WordLabel):
    """The title of a page or a list."""


class HeadingLabel(WordLabel):
    """The heading of a section."""


class QuietLabel(WordLabel):
    """Second words: facts under a title, hints, help."""


class FieldLabel(WordLabel):
    """The label above a field."""


class ProblemLabel(WordLabel):
    """One plain sentence about what is wrong; hidden while there is nothing to say, read out when it appears."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.hide()

    def say(self, words: str) -> None:
        """Show the sentence; "" hides the line."""
        news = words != self.text()
        super().say(words)
        if news and words:
            announce(self, words)


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say a sentence without moving the focus."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # 2 ms the first window can spare

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))

