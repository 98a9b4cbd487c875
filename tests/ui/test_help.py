"""Help: F1 opens the page for where the keyboard is; the list is searched and read without a mouse (HLP-12)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from supervision_desktop.domain import all_records  # noqa: F401  # every kind of record is known
from supervision_desktop.domain.base import fields_of, kinds
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.settings import Settings
from supervision_desktop.ui import style
from supervision_desktop.ui.dialogs.help import Comparison, HelpDialog, show_help, tab_topic
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.library import Library
from supervision_desktop.ui.main_window import Deeds, MainWindow
from supervision_desktop.ui.tabs import TABS

FIELDS = {
    (Contract, "chargeable"): "May I charge for this time",
    (Contract, "recording"): "Sessions, records and actions",
    (Contract, "place"): "Expectations and contracts",
    (SupervisionSession, "focus"): "Kinds of supervision side by side",
    (SupervisionSession, "minutes"): "Sessions, records and actions",
    (TimeEntry, "outcome"): "May I charge for this time",
}


def words_on(widget: QWidget) -> str:
    """All words to be read on it."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def say(qtbot, widget: QWidget, *wanted: str) -> None:
    """Wait until all these words are to be read there: a page appears once it is laid out."""
    qtbot.waitUntil(lambda: [words for words in wanted if words not in words_on(widget)] == [])


def nothing() -> bool:
    """A deed nobody asks for here."""
    return True


@pytest.fixture
def host(qtbot, look):
    """A window with one line in it."""
    made = QWidget()
    made.line = QLineEdit()
    QVBoxLayout(made).addWidget(made.line)
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    return made


@pytest.fixture
def opened(qtbot, library, host):
    """Help, opened where no field has the keyboard."""
    made = show_help(library, host.line, host)
    qtbot.waitUntil(made.isVisible)
    return made


@pytest.fixture
def window(qtbot, workspace):
    """The main window with all its tabs."""
    deeds = Deeds(nothing, nothing, nothing, nothing, nothing, tuple)
    made = MainWindow(workspace, TABS, deeds, Settings(theme="light"))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.isVisible)
    return made


@pytest.mark.requirement("HLP-12")
@pytest.mark.parametrize(("record", "name"), FIELDS, ids=lambda value: getattr(value, "__name__", value))
def test_a_field_opens_its_page_with_its_own_line_of_help_above(qtbot, workspace, host, record, name) -> None:
    form = FieldForm(workspace, record, (name,), parent=host)
    host.layout().addWidget(form[name])
    editor = form[name].editor
    typed_into = [part for part in (editor, *editor.findChildren(QWidget)) if part.focusPolicy() != Qt.FocusPolicy.NoFocus]
    made = show_help(workspace.library, typed_into[-1], host)
    assert made._title.title() == FIELDS[record, name]
    field = fields_of(record)[name]
    say(qtbot, made.pane.page, field.label, field.help)
    assert made.pane.selected_id() == made._shown


@pytest.mark.requirement("HLP-02")
def test_the_kinds_of_supervision_open_from_the_field_of_a_session_and_stand_side_by_side(qtbot, workspace, host) -> None:
    form = FieldForm(workspace, SupervisionSession, ("focus",), parent=host)
    made = show_help(workspace.library, form["focus"].editor, host)
    table = made._pieces["table"].findChild(Comparison)
    say(qtbot, table, "Counts as supervision", *(row[0] for row in workspace.library.help.pages["kinds"].sections[0].rows))


def test_a_field_with_choices_says_what_each_of_them_means(qtbot, workspace, host) -> None:
    form = FieldForm(workspace, Contract, ("fee_basis",), parent=host)
    made = show_help(workspace.library, form["fee_basis"].editor, host)
    items = workspace.library.lists.items("fee_basis")
    say(qtbot, made.pane.page, *(item.label for item in items), *(item.help for item in items))


@pytest.mark.requirement("HLP-12")
def test_every_field_of_every_kind_of_record_has_a_page(library) -> None:
    topics = [f"{kind}.{name}" for kind, record in kinds().items() for name in fields_of(record)]
    assert len(topics) > 100
    assert [topic for topic in topics if library.help.about(topic) is None] == []


def test_no_page_waits_for_a_field_that_is_not_there(library) -> None:
    owned = [topic.partition(".") for page in library.help.pages.values() for topic in page.topics]
    known = {kind: fields_of(record) for kind, record in kinds().items()}
    assert [(kind, name) for kind, _, name in owned if name and kind in known and name not in known[kind]] == []


@pytest.mark.requirement("HLP-04")
@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.__name__)
def test_every_tab_has_a_page_of_its_own(library, tab) -> None:
    page = library.help.about(tab_topic(tab))
    assert page is not None
    assert tab_topic(tab) in page.topics


@pytest.mark.requirement("HLP-04")
@pytest.mark.parametrize(("title", "page"), [("Supervisors", "Choosing a supervisor"),
                                             ("Contracts", "Expectations and contracts")])
def test_f1_on_a_tab_opens_its_guide(qtbot, window, title, page) -> None:
    window.strip.set_current([tab.title for tab in TABS].index(title))
    window.current().find_here()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.focusWidget() is not None)
    qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_F1)
    made = window.findChild(HelpDialog)
    assert made is not None
    assert made._title.title() == page


def test_where_nothing_is_known_help_begins_at_the_start(opened) -> None:
    assert opened._title.title() == "Finding your way"
    assert opened.pane.side.list.rows.row_at(0).title == "Finding your way"
    assert opened.pane.side.list.rows.rowCount() == len(opened._help.pages)


def test_a_second_wish_for_help_turns_the_help_that_is_open(library, host, opened) -> None:
    host.line.setProperty("topic", "action.what")
    again = show_help(library, host.line, host)
    assert again is opened
    assert again._title.title() == "Sessions, records and actions"


@pytest.mark.requirement("HLP-01")
def test_a_word_is_looked_up_by_keyboard_alone(qtbot, opened) -> None:
    search = opened.pane.side.search
    qtbot.waitUntil(search.hasFocus)
    qtbot.keyClicks(search, "smarter goals")
    rows = opened.pane.side.list.rows
    assert rows.row_at(0).title == "SMARTER goals"
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert opened.isVisible(), "Enter looks up and does not close"
    assert opened._title.title() == "Words and what they mean"
    panel, bar = opened._pieces["smarter"], opened.pane.page.verticalScrollBar()
    inside = opened.pane.page.widget()
    qtbot.waitUntil(lambda: bar.value() > 0)
    top = panel.mapTo(inside, QPoint(0, 0)).y() - bar.value()
    assert 0 <= top < opened.pane.page.viewport().height() // 2


def test_pages_come_before_places_and_nothing_found_is_said(qtbot, opened) -> None:
    search, rows = opened.pane.side.search, opened.pane.side.list.rows
    search.setText("choosing")
    assert rows.row_at(0).title == "Choosing a supervisor"
    search.setText("recording ai")
    assert (rows.row_at(0).title, rows.row_at(0).subtitle) == ("Recording and AI", "Sessions, records and actions")
    search.setText("zebra crossing")
    assert rows.rowCount() == 0
    assert "Nothing in the list matches." in words_on(opened) or "Nothing here yet." in words_on(opened)


def test_down_enters_the_list_and_each_step_turns_the_page(qtbot, opened) -> None:
    qtbot.keyClick(opened.pane.side.search, Qt.Key.Key_Down)
    qtbot.waitUntil(opened.pane.side.list.hasFocus)
    before = opened._title.title()
    qtbot.keyClick(opened.pane.side.list, Qt.Key.Key_Down)
    assert opened._title.title() != before
    assert opened.pane.side.list.rows.row_at(1).title == opened._title.title()


@pytest.mark.parametrize("where", ["search", "list"])
def test_page_down_scrolls_the_page_and_escape_closes(qtbot, opened, where) -> None:
    opened.show_place("glossary")
    bar, keys = opened.pane.page.verticalScrollBar(), getattr(opened.pane.side, where)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(keys, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(keys, Qt.Key.Key_PageUp)
    assert bar.value() == 0
    qtbot.keyClick(keys, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not opened.isVisible())


@pytest.mark.requirement("FRW-22")
def test_the_page_on_the_framework_says_on_screen_that_a_heading_was_inferred(qtbot, opened) -> None:
    opened.show_place("framework#autonomous_practice")
    say(qtbot, opened.pane.page, "Autonomous practice: an inferred heading", "We inferred it")


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_every_page_fits_a_small_window_and_ends_where_its_words_end(qtbot, qapp, library, host, zoom) -> None:
    style.apply(qapp, "light", zoom)
    made = show_help(library, host.line, host)
    made.resize(1024, 700)
    area = made.pane.page
    for name, page in library.help.pages.items():
        made.show_place(name)
        last, inside = made._pieces[page.sections[-1].code], area.widget()

        def blank(last: QWidget = last, inside: QWidget = inside) -> int:
            return inside.height() - last.mapTo(inside, QPoint(0, last.height())).y()

        say(qtbot, area, *(one.heading for one in page.sections))
        qtbot.waitUntil(lambda blank=blank, inside=inside: blank() < 60 or inside.height() == area.viewport().height())
        assert area.horizontalScrollBar().maximum() == 0, name


def test_a_table_too_narrow_becomes_a_list_that_names_its_columns(qtbot, look) -> None:
    table = Comparison(("Kind", "Counts"), (("Appraisal", "No."), ("Clinical", "Yes.")))
    qtbot.addWidget(table)
    table.show()
    table.resize(600, 200)
    assert words_on(table).splitlines() == ["Kind", "Counts", "Appraisal", "No.", "Clinical", "Yes."]
    table.resize(150, 200)
    assert words_on(table).splitlines() == ["Appraisal", "Counts: No.", "Clinical", "Counts: Yes."]
    table.resize(600, 200)
    assert words_on(table).splitlines() == ["Kind", "Counts", "Appraisal", "No.", "Clinical", "Yes."]


def test_a_spoilt_help_file_is_named_and_the_field_still_has_its_words(qtbot, tmp_path, host, library) -> None:
    (tmp_path / "help").mkdir()
    (tmp_path / "help" / "bad.toml").write_text("id = 1\n", encoding="utf-8")
    (tmp_path / "lists").symlink_to(library.resources / "lists")
    host.line.setProperty("topic", "contract.place")
    host.line.setAccessibleName("Place")
    host.line.setAccessibleDescription("Where you meet")
    made = show_help(Library(tmp_path), host.line, host)
    assert "help/bad.toml" in words_on(made)
    say(qtbot, made, "Place", "Where you meet")


@pytest.mark.requirement("HLP-12")
def test_the_keys_the_tour_names_are_the_keys_of_the_menus(window, library) -> None:
    table = next(one for one in library.help.pages["guide"].sections if one.code == "keys")
    actions = [action for menu in window.menuBar().actions() for action in menu.menu().actions()]
    keys = {key.toString(QKeySequence.SequenceFormat.PortableText) for action in actions for key in action.shortcuts()}
    assert [row[0] for row in table.rows if row[0] not in keys] == []
