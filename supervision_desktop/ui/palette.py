"""Find anything (Ctrl+K): records and commands while typing, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.services import search
from supervision_desktop.ui import icons, layout, style
from supervision_desktop.ui.menus import Command
from supervision_desktop.ui.widgets.buttons import native_keys
from supervision_desktop.ui.widgets.labels import QuietLabel, announce
from supervision_desktop.ui.widgets.rows import Row, RowList
from supervision_desktop.ui.workspace import Workspace

WIDTH, HEIGHT = 620, 460
MOST = 20
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Palette(QDialog):
    """A line and what it finds: commands first, then the newest records. Enter opens, Escape closes."""

    chosen = Signal(str, str)
    """Kind and id of the record that was chosen."""

    def __init__(self, workspace: Workspace, commands: Sequence[Command], parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._commands = {f"command {n}": command for n, command in enumerate(commands)}
        self._found: dict[str, tuple[str, str]] = {}
        self.setWindowTitle(tr("Find anything"))
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("Type a name, a reference, a word, or what you want to do"))
        self.line.setAccessibleName(tr("Find anything"))
        self.line.addAction(icons.icon("search", "quiet"), QLineEdit.ActionPosition.LeadingPosition)
        self.private = QCheckBox(tr("Include private notes"))
        self.list = RowList(tr("Found"))
        self._nothing = QuietLabel(tr("Nothing holds all these words."))
        self.setLayout(layout.column(self.line, self._nothing, (self.list, 1), self.private, margins=12))
        self.resize(style.scaled(WIDTH), style.scaled(HEIGHT))
        self._connect()
        self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down move in the list while the line keeps the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in MOVES:
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._look)
        self.line.returnPressed.connect(lambda: self._open(self.list.id()))
        self.private.clicked.connect(self._look)
        self.list.opened.connect(self._open)
        self.list.clicked.connect(lambda _: self._open(self.list.id()))
        self.list.chosen.connect(lambda _: announce(self.line, self._spoken()))

    def _look(self) -> None:
        typed = self.line.text()
        rows = [Row(key, command.words, native_keys(command.key) if command.key else tr("Command"))
                for key, command in self._commands.items() if _holds(command.words, typed)]
        records = self._records(typed) if typed.strip() else []
        self.list.set_rows([*rows[:5 if typed.strip() else MOST], *records])
        shown = self.list.rows.rowCount()
        self._nothing.setVisible(not shown)
        self.list.set_id(self.list.rows.row_at(0).id if shown else "")

    def _records(self, typed: str) -> list[Row]:
        with self._workspace.read() as db:
            found = search.results(db, typed, private=self.private.isChecked(), limit=MOST)
        self._found = {f"{result.kind} {result.id}": (result.kind, result.id) for result in found}
        return [Row(f"{result.kind} {result.id}", result.title, result.subtitle) for result in found]

    def _open(self, key: str) -> None:
        command = self._commands.get(key)
        if command is None and key not in self._found:
            return
        self.accept()
        if command is not None:
            command.run()
        else:
            self.chosen.emit(*self._found[key])

    def _spoken(self) -> str:
        place = self.list.rows.place_of(self.list.id())
        return self.list.rows.row_at(place).spoken() if place >= 0 else ""


def ask(workspace: Workspace, commands: Sequence[Command], parent: QWidget,
        chosen: Callable[[str, str], object]) -> Palette:
    """Open the palette over a window."""
    made = Palette(workspace, commands, parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.chosen.connect(chosen)
    made.open()
    made.line.setFocus()
    return made


def _holds(words: str, typed: str) -> bool:
    folded = words.casefold()
    return all(word in folded for word in typed.casefold().split())
