"""Quiet underlining: what is found, what is offered, and that no key ever waits for it (REC-10)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supervision_desktop.services.identify_marks import Finder
from supervision_desktop.ui.widgets.long_text import LongTextEdit
from supervision_desktop.ui.widgets.underlining import AROUND, SLICE, Underliner

pytestmark = [pytest.mark.usefixtures("light"), pytest.mark.requirement("REC-10")]
NAMES = (("Jo Fictional", "client", "Alder 47"), ("Meadow Bank", "noticed", ""))


@pytest.fixture
def text(qtbot: QtBot) -> LongTextEdit:
    made = LongTextEdit("", "Summary")
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    return made


@pytest.fixture
def line(text: LongTextEdit) -> Underliner:
    return Underliner(text, Finder(NAMES))


def words(line: Underliner) -> list[str]:
    return [words for words, _ in line.marks()]


def test_a_known_name_is_underlined_once_the_keys_rest_and_nothing_of_the_text_changes(
        qtbot: QtBot, text: LongTextEdit, line: Underliner) -> None:
    qtbot.keyClicks(text, "Jo Fictional rang from Meadow Bank.")
    assert words(line) == []
    qtbot.waitUntil(lambda: words(line) == ["Jo Fictional", "Meadow Bank"])
    assert len(text.extraSelections()) == 2
    assert text.toPlainText() == "Jo Fictional rang from Meadow Bank."
    text.undo()
    assert text.toPlainText() == ""


def test_a_mark_follows_what_is_typed_before_it_and_goes_with_its_words(
        qtbot: QtBot, text: LongTextEdit, line: Underliner) -> None:
    text.set_text("Then 😀 Jo Fictional rang.")
    qtbot.waitUntil(lambda: words(line) == ["Jo Fictional"])
    text.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(text, "And ")
    assert words(line) == ["Jo Fictional"]
    text.set_text("Nobody rang.")
    qtbot.waitUntil(lambda: words(line) == [])


def test_f2_offers_the_reference_and_writes_it_as_if_it_was_typed(
        qtbot: QtBot, text: LongTextEdit, line: Underliner) -> None:
    qtbot.keyClicks(text, "Jo Fictional rang.")
    qtbot.waitUntil(lambda: words(line) == ["Jo Fictional"])
    text.moveCursor(QTextCursor.MoveOperation.Start)
    menu = line.suggest(3)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        "A client's name: “Alder 47” says less.", "Write “Alder 47”"]
    assert not menu.actions()[0].isEnabled()
    menu.actions()[1].trigger()
    assert text.toPlainText() == "Alder 47 rang."
    text.undo()
    assert text.toPlainText() == "Jo Fictional rang."


def test_the_key_opens_the_menu_only_where_something_is_marked(
        qtbot: QtBot, text: LongTextEdit, line: Underliner) -> None:
    text.set_text("Jo Fictional rang.")
    qtbot.waitUntil(lambda: words(line) == ["Jo Fictional"])
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(text, Qt.Key.Key_F2)
    assert line.suggest(text.textCursor().position()) is None
    text.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClick(text, Qt.Key.Key_F2)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_a_text_closed_to_change_is_not_marked(qtbot: QtBot, text: LongTextEdit, line: Underliner) -> None:
    text.set_text("Jo Fictional rang.")
    text.setReadOnly(True)
    qtbot.wait(500)
    assert words(line) == []


def test_a_long_note_is_looked_at_in_slices_and_all_of_it(qtbot: QtBot, text: LongTextEdit, line: Underliner) -> None:
    looks: list[int] = []
    seen = line._find

    def find(words: str) -> object:
        looks.append(len(words))
        return seen(words)

    line._find = find  # type: ignore[assignment]
    text.set_text("One plain word after another. " * 1600 + "Jo Fictional rang.")
    qtbot.waitUntil(lambda: words(line) == ["Jo Fictional"], timeout=10_000)
    assert max(looks) <= SLICE + 4 * AROUND
    assert len(looks) > 25


def test_typing_in_a_note_of_50_000_characters_looks_at_nothing(
        qtbot: QtBot, text: LongTextEdit, line: Underliner) -> None:
    text.set_text(("One plain word after another. " * 40 + "\n") * 41)
    assert len(text.toPlainText()) > 49_000
    qtbot.waitUntil(lambda: line._dirty is None, timeout=10_000)
    before = line.looked_at
    text.moveCursor(QTextCursor.MoveOperation.End)
    for letter in "Jo Fictional rang again":
        qtbot.keyClicks(text, letter)
    assert line.looked_at == before, "no key looks at anything"
    qtbot.waitUntil(lambda: words(line) == ["Jo Fictional"])
    assert line.looked_at - before < SLICE + 4 * AROUND, "only what changed"
