"""Help on the field in focus: its page if there is one, else its own line of help."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from supervision_desktop.content.base import ContentFault
from supervision_desktop.content.help import HelpPage
from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.form import TOPIC
from supervision_desktop.ui.library import Library
from supervision_desktop.ui.widgets.labels import HeadingLabel, QuietLabel, TitleLabel, WordLabel
from supervision_desktop.ui.widgets.page import PageArea


class HelpDialog(QDialog):
    """One page of help, or a few words."""

    def __init__(self, title: str, words: str, page: HelpPage | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Help"))
        area = PageArea(TitleLabel(page.title if page else title), name=tr("Help"))
        for text in filter(None, (page.summary if page else "", words)):
            area.add(WordLabel(text))
        for section in page.sections if page else ():
            area.add(HeadingLabel(section.heading))
            for text in (*section.text, *(f"• {point}" for point in section.points)):
                area.add(WordLabel(text))
            if section.source:
                area.add(QuietLabel(section.source))
        area.body.addStretch(1)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        self.setLayout(layout.column((area, 1), close, margins=12))
        self.resize(style.scaled(560), style.scaled(420))


def topic_of(widget: QWidget | None) -> tuple[str, QWidget | None]:
    """The topic of the field a widget belongs to, and the widget that names it."""
    while widget is not None:
        topic = widget.property(TOPIC)
        if topic:
            return str(topic), widget
        widget = widget.parentWidget()
    return "", None


def show_help(library: Library, focus: QWidget, parent: QWidget) -> HelpDialog:
    """Open help on the field in focus."""
    topic, holder = topic_of(focus)
    named = holder or focus
    try:
        page = library.help.about(topic) if topic else None
    except ContentFault:
        page = None
    title = named.accessibleName() or tr("Help")
    words = named.accessibleDescription() or tr("There is no help on this yet. Point at a field and press F1.")
    made = HelpDialog(title, words, page, parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.open()
    return made
