"""The Development tab: a line adds, a list narrows, the record stands beside it; and where other screens meet it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from supervision_desktop.domain.cpd import CpdEntry
from supervision_desktop.domain.development import (
    DevelopmentNeed,
    Mentoring,
    MentoringMeeting,
    Resource,
    SupportSource,
    Tool,
    TrainingOffer,
)
from supervision_desktop.domain.links import Link
from supervision_desktop.services import assessment, attachments, development, people, sessions, tour
from supervision_desktop.services import development_shelf as shelf
from supervision_desktop.services import development_training as training
from supervision_desktop.services.attachments import Content
from supervision_desktop.store.changes import changed, gesture
from supervision_desktop.ui.development.supervising_shelf import SupervisingShelf
from supervision_desktop.ui.development.tour import TourDialog
from supervision_desktop.ui.outlets import system_outlets
from supervision_desktop.ui.own_pages import own_pages
from supervision_desktop.ui.people.supervised import SupervisedPart
from supervision_desktop.ui.sessions.more_part import NEEDS, MorePart
from supervision_desktop.ui.sessions.record_step import RecordStep
from supervision_desktop.ui.tabs.development import PAGES, DevelopmentTab
from supervision_desktop.ui.tabs.framework import FrameworkTab
from supervision_desktop.ui.tabs.today import TodayTab

TODAY = date(2026, 11, 21)
ADVOCACY = ("cmf", "PPD.ETH.3")


@pytest.fixture
def tab(qtbot, workspace, few) -> DevelopmentTab:
    made = DevelopmentTab(workspace)
    qtbot.addWidget(made)
    made.resize(1280, 900)
    made.show()
    made.turn_to("needs")
    return made


@pytest.fixture
def wanted(workspace):
    """What was asked to be opened."""
    found: list[tuple[str, str]] = []
    workspace.open_wanted.connect(lambda *what: found.append(what))
    return found


def every(workspace, record):
    with workspace.read() as db:
        return db.query(record).all()


def do(workspace, plan, *args, **more):
    with workspace.read() as db:
        found = plan(db, *args, **more)
    change, made = found if isinstance(found, tuple) else (found, "")
    assert workspace.commit(change)
    return made


def keep(workspace, found):
    change, made = found
    assert workspace.commit(change)
    return made


def write(qtbot, line, words: str) -> None:
    line.line.setText(words)
    qtbot.keyClick(line.line, Qt.Key.Key_Return)


def edit(workspace, record, record_id: str, **values) -> None:
    with workspace.read() as db:
        step = changed(db.get_one(record, record_id), **values)
    assert workspace.commit(gesture("Edit", step))


def listed(page) -> list[str]:
    return [page.table.cells.data(page.table.cells.index(row, 0)) for row in range(page.table.cells.rowCount())]


def links_on(part: QWidget) -> list[str]:
    return [line.text() for line in part.lines if not line.isHidden()]


def looked(workspace, *low: str) -> str:
    made = do(workspace, assessment.start, "brain_injury", workspace.library.frameworks.newest("cmf"), TODAY)
    for code in low:
        do(workspace, assessment.rate, made, code, 1)
    return made


@pytest.mark.requirement("PDM-01")
def test_a_line_notes_a_need_and_shows_it_beside_the_list(qtbot, tab, workspace) -> None:
    page = tab.page("needs")
    write(qtbot, page.add, "Say no early")
    [made] = every(workspace, DevelopmentNeed)
    assert (page.chosen(), listed(page)) == (made.id, ["Say no early"])
    assert page.detail.form["need"].editor.text() == "Say no early"
    write(qtbot, page.detail.training, "Boundaries by telephone")
    assert links_on(page.detail.help) == ["Training: Boundaries by telephone"]
    page.detail.criteria.show_open(True)
    page.detail.criteria.part.lines.ticked.emit(ADVOCACY[1], True)
    with workspace.read() as db:
        assert development.criteria(db, made.id) == {ADVOCACY}
    for words in ("Calm", "Courts"):
        keep(workspace, development.new_need(words, TODAY, nature="strength"))
    page.chips.set_key("strength")
    page.chips.chosen.emit("strength")
    assert listed(page) == ["Calm", "Courts"]
    tab.open_record("development_need", made.id)
    assert "Say no early" in listed(page), "what is asked for is shown, whatever the list was narrowed to"
    page.detail._delete()
    assert ([one.need for one in every(workspace, DevelopmentNeed)], page.chosen()) == (["Calm", "Courts"], "")
    workspace.undo()
    assert len(every(workspace, DevelopmentNeed)) == 3


@pytest.mark.requirement("PDM-01")
def test_a_session_gives_needs_and_its_page_lists_them(qtbot, workspace, few, wanted) -> None:
    step = RecordStep(workspace)
    qtbot.addWidget(step)
    step.show()
    with workspace.read() as db:
        page = sessions.page(db, few.session)
    step.show_page(page)
    more = step.findChild(MorePart)
    assert more.folds[NEEDS].part is None, "made when it is opened"
    more.folds[NEEDS].show_open(True)
    part = more.folds[NEEDS].part
    write(qtbot, part.add, "Ask before I answer")
    [made] = every(workspace, DevelopmentNeed)
    assert (made.source, made.noticed_on) == ("session", TODAY)
    assert links_on(part.lines) == ["Ask before I answer"]
    part.lines.lines[0].click()
    assert wanted == [("development_need", made.id)]


@pytest.mark.requirement("PDM-01")
@pytest.mark.requirement("PDM-06")
def test_a_low_rating_offers_what_there_is_and_makes_a_need(qtbot, tab, workspace, wanted) -> None:
    guide = keep(workspace, shelf.new_resource("Speaking for a client"))
    do(workspace, development.tick, ("resource", guide), ADVOCACY, on=True)
    begun = looked(workspace, ADVOCACY[1], "PPD.ETH.1")
    framework = FrameworkTab(workspace)
    qtbot.addWidget(framework)
    framework.show()
    framework.open_record("assessment", begun)
    rating = framework.view.made["rate"]
    rating.folds["PPD.ETH"].show_open(True)
    line = rating.lines[ADVOCACY[1]]
    assert "1 thing that may help" in line.more._hint.text()
    line.more.show_open(True)
    assert links_on(line.beside.help) == ["Resource: Speaking for a client"]
    line.beside.help.lines[0].click()
    assert wanted == [("resource", guide)]
    line.bar.rated.emit(3)
    assert "may help" not in line.more._hint.text()
    line.bar.rated.emit(0)
    line.beside.need.click()
    [made] = every(workspace, DevelopmentNeed)
    assert (made.need, made.source, wanted[-1]) == ("Advocacy", "assessment", ("development_need", made.id))
    gaps = tab.page("needs").gaps
    assert gaps.fold.part is None
    gaps.fold.show_open(True)
    table = gaps.fold.part.table
    table.selectRow(0)
    assert links_on(gaps.fold.part.help) == ["Development need: Advocacy", "Resource: Speaking for a client"]
    assert not gaps.fold.part.make.isVisibleTo(gaps)
    table.selectRow(1)
    gaps.fold.part.make.click()
    assert {one.need for one in every(workspace, DevelopmentNeed)} == {"Advocacy", gaps.fold.part.name.text()}
    tab.open_record("development_need", made.id)
    assert links_on(tab.page("needs").detail.help) == ["Resource: Speaking for a client"]


@pytest.mark.requirement("PDM-02")
def test_done_in_the_form_or_by_the_button_makes_the_entry_in_one_step(qtbot, tab, workspace, wanted) -> None:
    tab.turn_to("training")
    page = tab.page("training")
    write(qtbot, page.add, "6 h workshop on capacity 12 December 2026")
    [made] = every(workspace, TrainingOffer)
    assert (made.title, made.minutes, made.on, made.kind, made.state) == (
        "Workshop on capacity", 360, date(2026, 12, 12), "workshop", "planned")
    state = page.detail.form["state"].editor
    state.set_value("done")
    state.value_chosen.emit("done")
    [entry] = every(workspace, CpdEntry)
    assert (entry.title, entry.on, entry.minutes) == (made.title, made.on, 360)
    page.detail.log.click()
    assert wanted == [("cpd_entry", entry.id)]
    workspace.undo()
    assert (every(workspace, CpdEntry), every(workspace, TrainingOffer)[0].state) == ([], "planned")
    page.detail.done.click()
    assert len(every(workspace, CpdEntry)) == 1
    assert page.detail.done.isHidden()
    write(qtbot, page.add, "Some day")
    assert every(workspace, TrainingOffer)[-1].state in ("idea", "done")
    assert {one.state for one in every(workspace, TrainingOffer)} == {"done", "idea"}


@pytest.mark.requirement("PDM-07")
def test_what_must_be_renewed_stands_under_the_list_with_its_certificate(qtbot, tab, workspace) -> None:
    tab.turn_to("training")
    page = tab.page("training")
    assert page.must.isHidden()
    made = keep(workspace, training.new_offer("Safeguarding", state="done", on=date(2025, 12, 1), mandatory=True,
                                              valid_until=date(2026, 12, 1)))
    kept = Content("Certificate.txt", 4, workspace.files.put(b"Sure"))
    assert workspace.commit(attachments.add_all("training_offer", made, [kept], TODAY))
    assert page.must.isVisibleTo(tab)
    page.must.opened.emit(made)
    assert page.chosen() == made
    assert "1 file" in page.detail.files._hint.text()
    today = TodayTab(workspace)
    qtbot.addWidget(today)
    today.show()
    assert [(item.title, item.reason) for item in today._found if item.kind == "training_offer"] == [
        ("Safeguarding", "Holds until 1 December 2026")]
    page.must.lead.editor.set_value(7)
    page.must.lead.editor.value_chosen.emit(7)
    assert [item for item in today._found if item.kind == "training_offer"] == []
    page.detail.again.click()
    assert [one.state for one in every(workspace, TrainingOffer) if one.id != made] == ["planned"]


@pytest.mark.requirement("PDM-03")
def test_a_name_begins_a_mentoring_and_a_line_notes_a_meeting(qtbot, tab, workspace, wanted) -> None:
    tab.turn_to("mentoring")
    page = tab.page("mentoring")
    write(qtbot, page.add, "Wilf Underhill")
    [made] = every(workspace, Mentoring)
    write(qtbot, page.detail.met, "1 h saying no to an insurer yesterday")
    [meeting] = every(workspace, MentoringMeeting)
    assert (meeting.mentoring_id, meeting.on, meeting.minutes, meeting.about) == (
        made.id, TODAY - timedelta(days=1), 60, "Saying no to an insurer")
    assert "none of it counts as supervision" in tab._head._facts.text()
    page.detail.log.click()
    assert wanted == [("cpd_entry", every(workspace, CpdEntry)[0].id)]
    page.detail.rows._remove()
    assert (every(workspace, MentoringMeeting), every(workspace, Link)) == ([], [])


@pytest.mark.requirement("PDM-04")
@pytest.mark.requirement("PDM-05")
def test_the_shelf_is_narrowed_by_tag_and_tools_lie_under_it(qtbot, tab, workspace) -> None:
    tab.turn_to("resources")
    page = tab.page("resources")
    for words in ("A page of sentences #boundaries", "Pacing #fatigue", "Saying no #boundaries"):
        write(qtbot, page.add, words)
    page.chips.set_key("boundaries")
    page.chips.chosen.emit("boundaries")
    assert listed(page) == ["A page of sentences", "Saying no"]
    page.sieve.setText("saying")
    assert listed(page) == ["Saying no"]
    kept = tab.state()
    again = DevelopmentTab(workspace)
    qtbot.addWidget(again)
    again.restore(kept)
    again.show()
    assert (again.switch.key(), listed(again.page("resources"))) == ("resources", ["Saying no"])
    again.restore("{}")
    page.restore("[")
    assert page.tools.fold.part is None
    tab.open_record("tool", "")
    write(qtbot, page.tools.fold.part.add, "Heron Mail")
    [tool] = every(workspace, Tool)
    tick = page.tools.fold.part.rows.form["holds_client_data"].editor
    tick.click()
    assert every(workspace, Tool)[0].holds_client_data is True
    tab.open_record("tool", tool.id)
    assert page.tools.fold.part.rows.table.id() == tool.id


@pytest.mark.requirement("PDM-08")
def test_a_supervisee_s_page_shows_the_shelf_on_supervising_when_it_is_opened(qtbot, workspace, few, wanted) -> None:
    keep(workspace, shelf.new_resource("Asking #supervising"))
    keep(workspace, shelf.new_resource("Other"))
    part = SupervisedPart(workspace)
    qtbot.addWidget(part)
    with workspace.read() as db:
        page = people.page(db, few.sam)
    part.show_page(page)
    assert part.shelf.part is None
    part.shelf.show_open(True)
    inside = part.shelf.part
    assert isinstance(inside, SupervisingShelf)
    assert links_on(inside.lines) == ["Resource: Asking"]
    write(qtbot, inside.add, "Listening")
    assert links_on(inside.lines) == ["Resource: Asking", "Resource: Listening"]
    inside.lines.lines[1].click()
    assert every(workspace, Resource)[-1].id in {one for _, one in wanted}


@pytest.mark.requirement("PDM-09")
def test_sources_of_support_are_kept_in_one_line_each(qtbot, tab, workspace) -> None:
    tab.open_record("support_source", "")
    page = tab.page("support")
    assert page.nothing.isVisibleTo(tab)
    write(qtbot, page.add, "Bryn")
    [made] = every(workspace, SupportSource)
    assert (made.name, page.rows.table.id()) == ("Bryn", made.id)
    kept = page.state()
    page.restore("no json")
    page.restore(kept)
    page.rows._remove()
    assert every(workspace, SupportSource) == []


@pytest.mark.requirement("PDM-10")
def test_the_tour_is_walked_left_and_finished_with_an_entry(qtbot, workspace, few, clock) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(900, 700)
    made = TourDialog(workspace, over)
    qtbot.addWidget(made)
    made.open()
    pages = workspace.library.help.pages["tour"].sections
    assert made.body.accessibleName() == pages[0].heading
    made.on.click()
    made.on.click()
    made.back.click()
    made.reject()
    again = TourDialog(workspace, over)
    qtbot.addWidget(again)
    again.open()
    assert again.body.accessibleName() == pages[1].heading, "it begins where it was left"
    clock.advance(minutes=9)
    while not again.on.isHidden():
        again.on.click()
    assert again.took.editor.text() == "9 min"
    again.took.editor.setText("nonsense")
    again.finish.click()
    assert again.took.problem()
    again.took.editor.setText("12 min")
    again.finish.click()
    [entry] = every(workspace, CpdEntry)
    with workspace.read() as db:
        assert tour.state(db) == tour.Tour(TODAY, 12, entry.id)
    last = TourDialog(workspace, over)
    qtbot.addWidget(last)
    assert last.log.isHidden()
    assert any("tour" in command.words for command in own_pages(workspace, over, system_outlets()) if command)


def test_every_page_prints_finds_and_takes_a_new_line(qtbot, tab, workspace) -> None:
    printed = []
    workspace.print_wanted.connect(lambda *what: printed.append(what))
    for name in PAGES:
        tab.turn_to(name)
        tab.new()
        tab.find_here()
        assert tab.page(name).title
    tab.turn_to("needs")
    tab.print_current()
    [button] = [one for one in tab.page("needs").offered.findChildren(QPushButton) if "Print" in one.text()]
    button.click()
    assert printed == [("development", {})] * 2
