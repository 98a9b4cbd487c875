"""The parts of a person's page: own supervision, due diligence, needs, the relationship, and a supervisee's work."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence import CadenceRule
from supervision_desktop.domain.due_diligence import DueDiligenceItem, FieldCurrency, SupervisingSkill
from supervision_desktop.domain.people import Practitioner, Registration, Supervisee
from supervision_desktop.domain.practice import ListItem
from supervision_desktop.domain.profile import EarlierProfession, PracticeField
from supervision_desktop.domain.sessions import Participant
from supervision_desktop.domain.supervising import (
    SuperviseeCase,
    SuperviseeLevel,
    SuperviseeNeed,
    SupervisionNeed,
    SupervisorGrowth,
)
from supervision_desktop.services import cadence, people, planning, sessions, supervising
from supervision_desktop.store import drafts
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.ui.sessions.plan_step import PlanStep
from supervision_desktop.ui.sessions.record_step import RecordStep
from supervision_desktop.ui.tabs.supervisors import SupervisorsTab
from supervision_desktop.ui.tabs.today import TodayTab

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def ruth(workspace):
    change, person_id = people.new_supervisor("Ruth Example", workspace.today(), "case_management")
    assert workspace.commit(change)
    return person_id


@pytest.fixture
def sam(workspace):
    change, person_id = people.new_supervisee("Sam Example", workspace.today())
    assert workspace.commit(change)
    return person_id


@pytest.fixture
def tab(qtbot, workspace):
    made = SupervisorsTab(workspace)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    return made


def shown(tab, person_id):
    tab.open_record("person", person_id)
    return tab._view


def every(workspace, record):
    with workspace.read() as db:
        return db.query(record).all()


def bond(workspace, person_id):
    with workspace.read() as db:
        page = people.page(db, person_id)
    return page.supervisor or page.supervisee


def edit(workspace, record, **values):
    assert workspace.commit(gesture("Edit", changed(record, **values)))


def write(qtbot, form, name, words):
    editor = form[name].editor
    line = getattr(editor, "line", editor)
    line.setFocus()
    qtbot.keyClicks(line, words)
    form.settle()


def row(tab, name):
    model = tab.pane.side.list.rows
    return next(one for one in (model.row_at(n) for n in range(model.rowCount())) if one.title.startswith(name))


def cells(table):
    model = table.model()
    return [tuple(model.index(r, c).data() for c in range(model.columnCount())) for r in range(model.rowCount())]


def opened(fold):
    fold.show_open(True)
    return fold.part


@pytest.mark.requirement("DDG-01")
def test_the_date_of_asking_is_shown_with_who_how_often_and_when_last(qtbot, workspace, tab, ruth):
    part = shown(tab, ruth).rest.asking
    for name, words in (("own_supervision_note", "Monthly, one to one"), ("own_supervision_with", "A colleague"),
                        ("own_supervision_last_on", "3 November 2026")):
        write(qtbot, part.form, name, words)
    part.form["own_supervision"].editor.set_value("yes")
    part.form["own_supervision"].editor.value_chosen.emit("yes")
    found = bond(workspace, ruth)
    assert (found.own_supervision_with, found.own_supervision_last_on) == ("A colleague", date(2026, 11, 3))
    assert part.form["own_supervision_asked_on"].editor.text() == "21 November 2026"
    assert part.due.text() == "Ask again on 21 November 2027."
    assert part.asked.isHidden()


@pytest.mark.requirement("DDG-02")
def test_well_being_is_asked_about_with_a_date_and_no_more(workspace, tab, ruth):
    part = shown(tab, ruth).rest.asking
    combo = part.form["wellbeing_satisfied"].editor
    combo.set_value("no")
    combo.value_chosen.emit("no")
    found = bond(workspace, ruth)
    assert (found.wellbeing_satisfied, found.wellbeing_asked_on) == ("no", workspace.today())
    points = tab._view.rest.checks._found.points
    assert "well_being" in {one.item for one in points if one.result == "failed"}


@pytest.mark.requirement("DDG-03")
def test_a_supervisor_asked_13_months_ago_stands_under_needs_attention(qtbot, workspace, tab, ruth):
    edit(workspace, bond(workspace, ruth), own_supervision="yes", own_supervision_asked_on=date(2025, 10, 21))
    assert row(tab, "Ruth").chips == {"me", "attention"}
    assert (row(tab, "Ruth").badge_word, row(tab, "Ruth").badge_tone) == ("Needs attention", "warn")
    part = shown(tab, ruth).rest.asking
    assert (part.asked.text(), part.due.text()) == ("Ask again", "Due since 21 October 2026.")
    part.interval.editor.value_chosen.emit(24)
    assert row(tab, "Ruth").chips == {"me"}
    part.interval.editor.value_chosen.emit(12)
    qtbot.mouseClick(part.again, LEFT)
    assert bond(workspace, ruth).own_supervision_asked_on == workspace.today()
    assert row(tab, "Ruth").chips == {"me"}
    assert part.again.isHidden()


@pytest.mark.requirement("DDG-04")
@pytest.mark.requirement("DDG-07")
def test_the_checklist_goes_from_point_to_point_until_it_is_complete(qtbot, workspace, tab, ruth):
    view = shown(tab, ruth)
    assert (view.rest.checks.state.text(), view.rest.checks.settled.text()) == ("Not started", "0 of 12 points settled, 0 %")
    part = opened(view.rest.checks.checklist)
    part.rows.choose("identity")
    for done in range(12):
        assert view.rest.checks.state.text() == ("In progress" if done else "Not started")
        assert part.rows.line() is not None
        qtbot.mouseClick(part.answers["not_needed" if done == 5 else "done"], LEFT)
    assert (view.rest.checks.state.text(), view.rest.checks.settled.text()) == ("Complete", "12 of 12 points settled, 100 %")
    assert {one.result for one in every(workspace, DueDiligenceItem)} == {"done", "not_needed"}
    part.rows.choose("references")
    qtbot.mouseClick(part.answers["failed"], LEFT)
    assert view.rest.checks.state.text() == "In progress"
    workspace.undo()
    assert view.rest.checks.state.text() == "Complete"
    while workspace.stack.canUndo() and every(workspace, DueDiligenceItem):
        workspace.undo()
    part.rows.choose("identity")
    qtbot.mouseClick(part.answers["done"], LEFT)
    assert [one.item for one in every(workspace, DueDiligenceItem)] == ["identity"]


@pytest.mark.requirement("DDG-04")
def test_a_point_has_date_proof_and_note_and_one_can_be_added(qtbot, workspace, tab, ruth):
    part = opened(shown(tab, ruth).rest.checks.checklist)
    part.rows.choose("insurance")
    assert part.files.isHidden(), "a file needs a record to lie with"
    write(qtbot, part.rows.form, "link", "https://example.org/certificate")
    write(qtbot, part.rows.form, "note", "Seen on paper")
    [one] = every(workspace, DueDiligenceItem)
    assert (one.item, one.result, one.link, one.note) == (
        "insurance", "open", "https://example.org/certificate", "Seen on paper")
    assert not part.files.isHidden()
    qtbot.keyClicks(part.add.line, "Safeguarding certificate")
    qtbot.keyClick(part.add.line, ENTER)
    assert part.rows.line().key == "Safeguarding certificate"
    assert ("Safeguarding certificate", "Open", "") in cells(part.rows.table)
    assert [item.label for item in every(workspace, ListItem)] == ["Safeguarding certificate"]
    qtbot.keyClicks(part.add.line, "Safeguarding certificate")
    qtbot.keyClick(part.add.line, ENTER)
    assert "on the list already" in part.add.problem()
    part._remove()
    assert len(every(workspace, DueDiligenceItem)) == 1


@pytest.mark.requirement("DDG-04")
@pytest.mark.requirement("SVE-01")
def test_insurance_registration_and_record_check_are_optional_for_both_sides(qtbot, workspace, tab, ruth, sam):
    for person, fold in ((ruth, lambda v: v.rest.checks.papers), (sam, lambda v: v.supervised.papers)):
        part = opened(fold(shown(tab, person)))
        for name, words in (("insurer", "Fictional Mutual"), ("policy_number", "P-1"), ("cover_pence", "5,000,000"),
                            ("insured_until", "1 March 2027"), ("data_registration", "Z-1"),
                            ("data_registration_until", "2 March 2027"), ("record_check", "Enhanced"),
                            ("record_check_on", "3 March 2024")):
            write(qtbot, part.form, name, words)
        found = bond(workspace, person)
        assert (found.insurer, found.cover_pence, found.insured_until) == ("Fictional Mutual", 500_000_000, date(2027, 3, 1))
        assert (found.record_check, found.record_check_on) == ("Enhanced", date(2024, 3, 3))
        fold(tab._view).show_open(False)


@pytest.mark.requirement("DDG-05")
def test_ticking_a_field_opens_its_two_questions(qtbot, workspace, tab, ruth):
    view = shown(tab, ruth)
    part = opened(view.rest.checks.keeping_up)
    assert part.rows.isHidden()
    edit(workspace, bond(workspace, ruth), specialist_fields=("brain_injury",))
    assert cells(part.rows.table) == [("Brain injury", "Not asked yet", "Not asked yet")]
    part.rows.choose("brain_injury")
    write(qtbot, part.rows.form, "population", "Carries a small caseload")
    [one] = every(workspace, FieldCurrency)
    assert (one.field, one.population, one.population_on, one.standards) == (
        "brain_injury", "Carries a small caseload", workspace.today(), None)
    write(qtbot, part.rows.form, "standards", "Teaches them")
    assert every(workspace, FieldCurrency)[0].standards_on == workspace.today()
    assert cells(part.rows.table) == [("Brain injury", "21 Nov 2026", "21 Nov 2026")]


@pytest.mark.requirement("DDG-06")
def test_the_four_headings_take_words_proof_and_a_date(qtbot, workspace, tab, ruth):
    part = opened(shown(tab, ruth).rest.checks.skills)
    assert [heading for heading, *_ in cells(part.rows.table)] == ["Experience", "Training", "Knowledge", "Skills"]
    part.rows.choose("training")
    write(qtbot, part.rows.form, "text", "A certificate course")
    write(qtbot, part.rows.form, "proof", "https://example.org/course")
    write(qtbot, part.rows.form, "on", "1 March 2024")
    [one] = every(workspace, SupervisingSkill)
    assert (one.heading, one.text, one.proof, one.on) == (
        "training", "A certificate course", "https://example.org/course", date(2024, 3, 1))


def test_what_cannot_be_read_in_a_line_without_a_record_is_found_again(qtbot, workspace, tab, ruth, sam):
    part = opened(shown(tab, ruth).rest.checks.skills)
    part.rows.choose("skills")
    write(qtbot, part.rows.form, "on", "some day")
    assert every(workspace, SupervisingSkill) == []
    with workspace.read() as db:
        assert [(one.field, one.text) for one in drafts.unfinished(db)] == [("on", "some day")]
        [draft] = drafts.unfinished(db)
    tab.open_record(draft.kind, draft.record_id)
    assert tab.pane.selected_id() == ruth, "a line without a record opens nothing else"
    shown(tab, sam)
    part = opened(shown(tab, ruth).rest.checks.skills)
    part.rows.choose("skills")
    assert part.rows.form["on"].editor.text() == "some day"


@pytest.mark.requirement("DDG-07")
@pytest.mark.requirement("SUP-01")
def test_a_registration_past_its_date_is_said_in_a_plain_sentence(workspace, tab, ruth):
    workspace.commit(gesture("Registration", created(Registration, {
        "person_id": ruth, "body": "ircm", "number": "1", "expires_on": date(2026, 11, 1)})))
    view = shown(tab, ruth)
    assert view.who.ran_out.text() == "The registration with IRCM ran out on 1 November 2026."
    assert view.rest.checks.state.text() == "Needs renewal"
    assert "ran out on 1 November 2026 (IRCM)" in view.rest.checks.ran_out.text()


@pytest.mark.requirement("DDG-09")
def test_the_question_sheet_opens_from_the_page(qtbot, workspace, tab, ruth):
    with qtbot.waitSignal(workspace.print_wanted) as told:
        qtbot.mouseClick(shown(tab, ruth).rest.checks.sheet, LEFT)
    assert told.args == ["question_sheet", {"person": ruth}]


@pytest.mark.requirement("SUP-01")
def test_everything_about_a_supervisor_has_its_place(workspace, tab, ruth):
    view = shown(tab, ruth)
    parts = (view.who, view.rest.how, opened(view.rest.how.experience), view.history, view.aims)
    held = {name for part in parts for form in part.forms() for name in form._entries}
    assert held >= {"name", "email", "phone", "address", "organisation", "profession", "practising", "years_case_management",
                    "years_total", "specialist_fields", "client_groups", "approach", "theory", "models", "formats",
                    "fee_pence", "fee_basis", "status", "starts_on", "ends_on", "notes", "body", "number", "expires_on"}


@pytest.mark.requirement("SUP-10")
def test_a_need_is_added_covered_and_seen_on_today_when_it_is_not(qtbot, workspace, tab, ruth):
    view = shown(tab, ruth)
    part = opened(view.aims.needs)
    qtbot.keyClicks(part.add.line, "Children's cases")
    qtbot.keyClick(part.add.line, ENTER)
    [need] = every(workspace, SupervisionNeed)
    assert cells(part.table) == [("Children's cases", "", "Ruth Example")]
    part.covers.click()
    assert cells(part.table) == [("Children's cases", "", "Uncovered")]
    part.covers.click()
    combo = part.form["field"].editor
    combo.setEditText("Children and young people")
    combo.lineEdit().returnPressed.emit()
    assert every(workspace, SupervisionNeed)[0].field == "children_young_people"
    view.archive.trigger()
    page = TodayTab(workspace)
    qtbot.addWidget(page)
    page.show()
    lines = {line._title.text(): line._reason.text() for group in page._lines.values() for line in group}
    assert lines["Children's cases"].startswith("Uncovered")
    view.aims.needs.show_open(False)
    tab.open_record("supervision_need", need.id)
    assert tab.pane.selected_id() == ruth
    assert (view.aims.needs.is_open(), part.table.id()) == (True, need.id)
    part._remove()
    assert every(workspace, SupervisionNeed) == []


@pytest.mark.requirement("SUP-14")
def test_whether_there_was_a_choice_is_kept_with_a_note(qtbot, workspace, tab, ruth):
    form = opened(shown(tab, ruth).rest.relation.choice).form
    combo = form["choice"].editor
    assert [combo.itemText(n) for n in range(combo.count())] == ["Not chosen", "Own choice", "Offered a choice", "Assigned"]
    combo.set_value("offered_choice")
    combo.value_chosen.emit("offered_choice")
    write(qtbot, form, "choice_note", "Two names from the network")
    assert (bond(workspace, ruth).choice, bond(workspace, ruth).choice_note) == (
        "offered_choice", "Two names from the network")


@pytest.mark.requirement("SUP-15")
def test_understanding_each_other_is_private_on_both_sides(qtbot, workspace, tab, ruth):
    part = opened(shown(tab, ruth).rest.relation.culture)
    for name, words in (("culture_theirs", "Likes silence"), ("culture_mine", "Thinks aloud"),
                        ("culture_agreed", "A pause after each question"), ("culture_review_on", "1 March 2027")):
        write(qtbot, part.form, name, words)
    found = bond(workspace, ruth)
    assert (found.culture_theirs, found.culture_mine, found.culture_agreed) == (
        "Likes silence", "Thinks aloud", "A pause after each question")
    assert found.culture_print is None


@pytest.mark.requirement("SUP-16")
def test_a_mutual_peer_stands_on_both_sides(workspace, tab, ruth):
    workspace.commit(gesture("Field", created(PracticeField, {
        "person_id": SELF, "field": "brain_injury", "level": "CMP2", "active": True})))
    view = shown(tab, ruth)
    assert "none is noted for brain injury" in view.rest.relation.peer_hint.text()
    opened(view.rest.relation.peers).form["mutual"].editor.click()
    assert bond(workspace, ruth).mutual
    assert [(one.person_id, one.status) for one in every(workspace, Supervisee)] == [(ruth, "active")]
    assert row(tab, "Ruth").chips == {"me", "mine"}
    assert not view.supervised.isHidden()
    assert view.rest.relation.peer_hint.isHidden()
    workspace.undo()
    assert every(workspace, Supervisee) == []
    assert not bond(workspace, ruth).mutual


@pytest.mark.requirement("SUP-17")
def test_both_peoples_years_are_shown_and_fewer_in_all_is_a_hint(workspace, tab, ruth):
    edit(workspace, bond(workspace, ruth), years_case_management=8, years_total=10)
    workspace.commit(gesture(
        "Profile", created(Practitioner, {"person_id": SELF, "case_management_since": date(2024, 11, 1)}),
        created(EarlierProfession, {"person_id": SELF, "profession": "nursing", "years": 23})))
    part = opened(shown(tab, ruth).rest.how.experience)
    assert part.years.text() == "They: 8 years in case management, 10 in all. You: 2 years in case management, 25 in all."
    assert "no drawback" in part.fair.text()
    assert row(tab, "Ruth").badge_tone == "warn", "only because nobody asked about own supervision"
    assert tab._view.rest.asking.asked.text() == "Not asked"


@pytest.mark.requirement("SUP-18")
def test_a_newcomer_gets_a_hint_and_saving_works(qtbot, workspace, tab, ruth):
    workspace.commit(gesture("Profile", created(Practitioner, {"person_id": SELF, "newly_registered": True})))
    part = shown(tab, ruth).rest.how
    assert "new to case management" in part.new_here.text()
    form = opened(part.experience).form
    write(qtbot, form, "years_case_management", "2")
    assert bond(workspace, ruth).years_case_management == 2
    assert not part.new_here.isHidden()
    write(qtbot, form, "years_total", "9")
    edit(workspace, bond(workspace, ruth), years_case_management=4)
    assert part.new_here.isHidden()


@pytest.mark.requirement("SUP-19")
def test_a_responsibility_nobody_takes_on_is_named(workspace, tab, ruth):
    edit(workspace, bond(workspace, ruth), responsibilities=supervising.RESPONSIBILITIES)
    part = shown(tab, ruth).aims
    assert part.gaps.isHidden()
    edit(workspace, bond(workspace, ruth), responsibilities=("support_guidance", "training_development",
                                                             "feedback_evaluation"))
    assert part.gaps.text() == "Nobody takes on: quality assurance."


@pytest.mark.requirement("SUP-20")
def test_since_count_and_sessions_in_order(qtbot, workspace, tab, ruth):
    edit(workspace, bond(workspace, ruth), starts_on=date(2024, 7, 4))
    for day in (date(2026, 3, 2), date(2026, 1, 5), date(2026, 9, 1)):
        with workspace.read() as db:
            plan, session_id = planning.plan(db, ruth, day)
        workspace.commit(plan)
        with workspace.read() as db:
            held = sessions.hold(db, session_id)
        workspace.commit(held)
    view = shown(tab, ruth)
    assert view.history.held.text() == "Since 4 July 2024, 2 years. 3 sessions held, the last on 1 September 2026."
    part = opened(view.history.timeline)
    assert cells(part.table) == [("1 September 2026", "183"), ("2 March 2026", "56"), ("5 January 2026", "")]
    assert part.gap.text() == "Longest time between two: 183 days, from 2 March 2026 to 1 September 2026."
    assert part.over.isHidden(), "nothing was agreed about how often"
    change, _ = cadence.new_rule("Quarterly", "quarterly", date(2026, 1, 1))
    workspace.commit(change)
    part = opened(shown(tab, ruth).history.timeline)
    assert part.over.text() == "A whole period without a session: 2 Mar 2026 to 1 Sep 2026."
    with qtbot.waitSignal(workspace.open_wanted) as told:
        part.table.opened.emit(part.table.cells.id_at(0))
    assert told.args[0] == "supervision_session"


@pytest.mark.requirement("SUP-21")
def test_another_role_is_flagged_with_how_it_is_kept_apart(qtbot, workspace, tab, ruth):
    view = shown(tab, ruth)
    edit(workspace, bond(workspace, ruth), double_roles=("line_manager", "friend_or_relative"))
    write(qtbot, opened(view.rest.relation.roles).form, "double_roles_note", "Appraisal is done by somebody else")
    assert bond(workspace, ruth).double_roles_note == "Appraisal is done by somebody else"
    view.rest.relation.roles.show_open(False)
    assert view.rest.relation.roles._hint.text() == "line manager, friend or relative"


@pytest.mark.requirement("SUP-22")
def test_planning_caseload_with_an_unregistered_supervisor_shows_the_note(qtbot, workspace, ruth):
    with workspace.read() as db:
        plan, session_id = planning.plan(db, ruth, workspace.today(), focus=("caseload",))
    assert workspace.commit(plan), "a note, not a block"
    step = PlanStep(workspace)
    qtbot.addWidget(step)

    def note():
        with workspace.read() as db:
            page = sessions.page(db, session_id)
        step.show_page(page)
        return "" if step.registered.isHidden() else step.registered.text()

    assert "No current professional registration is noted for Ruth Example" in note()
    workspace.commit(gesture("Registration", created(Registration, {
        "person_id": ruth, "body": "Council of Examples", "number": "1"})))
    assert note() == ""


@pytest.mark.requirement("SVE-01")
def test_a_supervisee_has_fields_with_levels(workspace, tab, sam):
    edit(workspace, bond(workspace, sam), practice_fields=("brain_injury", "vocational"), newly_registered=True,
         agreed_frequency="monthly", employment_status="employed")
    levels = shown(tab, sam).supervised.levels
    levels.choices["brain_injury"].value_chosen.emit("CMP1")
    levels.choices["vocational"].value_chosen.emit("CMP2")
    levels.choices["vocational"].value_chosen.emit("CMP3")
    assert {(one.field, one.level) for one in every(workspace, SuperviseeLevel)} == {
        ("brain_injury", "CMP1"), ("vocational", "CMP3")}
    assert levels.choices["vocational"].value() == "CMP3"


@pytest.mark.requirement("SVE-02")
def test_advice_names_the_field_and_saving_works(workspace, tab, sam):
    workspace.commit(gesture("Field", created(PracticeField, {
        "person_id": SELF, "field": "brain_injury", "level": "CMP1", "active": True})))
    part = shown(tab, sam).supervised
    assert part.ready.isHidden()
    edit(workspace, bond(workspace, sam), practice_fields=("brain_injury",))
    assert part.ready.text() == (
        "Supervising others is usually expected from CMP2; your own level in brain injury is CMP1.")
    assert bond(workspace, sam).practice_fields == ("brain_injury",)


@pytest.mark.requirement("DDG-08")
def test_a_banner_about_her_own_supervision_stands_on_the_supervisees_page(workspace, tab, sam):
    part = shown(tab, sam).supervised
    assert not part.mine.isHidden()
    assert "You have no active supervisor yourself" in part.own_state.text()
    change, ruth = people.new_supervisor("Ruth Example", workspace.today())
    workspace.commit(change)
    with workspace.read() as db:
        plan, session_id = planning.plan(db, ruth, workspace.today())
    workspace.commit(plan)
    with workspace.read() as db:
        held = sessions.hold(db, session_id)
    workspace.commit(held)
    assert part.mine.isHidden()
    rule = created(CadenceRule, {"name": "Weekly", "applies_to": "self", "source": "own_policy", "adopted": True, "count": 1,
                                 "unit": "week", "focus": ("safeguarding",), "starts_on": date(2026, 1, 1)})
    workspace.commit(gesture("Rule", rule))
    assert not part.mine.isHidden()
    assert "“Weekly” asked for a session by 8 January 2026" in part.own_state.text()


@pytest.mark.requirement("SVE-03")
def test_a_case_of_a_supervisee_is_noted_under_its_reference(qtbot, workspace, tab, sam):
    view = shown(tab, sam)
    part = opened(view.supervised.cases)
    qtbot.keyClicks(part.add.line, "Fern 03")
    qtbot.keyClick(part.add.line, ENTER)
    for name, words in (("condition", "After a fall"), ("presentation", "Tires by noon"), ("planned", "Graded return"),
                        ("note", "Ask how the visit went")):
        write(qtbot, part.rows.form, name, words)
    combo = part.rows.form["within_expertise"].editor
    combo.set_value("unsure")
    combo.value_chosen.emit("unsure")
    [one] = every(workspace, SuperviseeCase)
    assert (one.reference, one.condition, one.presentation, one.planned, one.within_expertise, one.on) == (
        "Fern 03", "After a fall", "Tires by noon", "Graded return", "unsure", workspace.today())
    assert part.next_talk.text() == "For your next talk: Fern 03."
    assert view.supervised.cases._hint.text() == "1 for your next talk"


@pytest.mark.requirement("SVE-04")
def test_strengths_needs_and_progress_stand_on_the_page(qtbot, workspace, tab, sam):
    part = opened(shown(tab, sam).supervised.development)
    write(qtbot, part.strengths, "strengths", "Listens well")
    qtbot.keyClicks(part.add.line, "Saying no")
    qtbot.keyClick(part.add.line, ENTER)
    for name, words in (("criterion", "Managing expectations"), ("plan", "Practise aloud"), ("progress", "Done once")):
        write(qtbot, part.rows.form, name, words)
    [one] = every(workspace, SuperviseeNeed)
    assert (one.need, one.criterion, one.plan, one.progress) == (
        "Saying no", "Managing expectations", "Practise aloud", "Done once")
    assert bond(workspace, sam).strengths == "Listens well"
    assert cells(part.rows.table) == [("Saying no", "Managing expectations", "21 Nov 2026")]


@pytest.mark.requirement("SVE-07")
def test_help_on_the_way_to_supervising_is_kept_with_the_person(qtbot, workspace, tab, sam):
    part = opened(shown(tab, sam).supervised.growth)
    qtbot.keyClicks(part.add.line, "Planned a peer meeting together")
    qtbot.keyClick(part.add.line, ENTER)
    write(qtbot, part.rows.form, "outcome", "Wants to do it again")
    [one] = every(workspace, SupervisorGrowth)
    assert (one.person_id, one.activity, one.outcome) == (sam, "Planned a peer meeting together", "Wants to do it again")


def test_closed_folds_cost_nothing_until_they_are_opened(tab, ruth):
    view = shown(tab, ruth)
    assert view.rest in view.parts
    late = [fold for part in view.parts for fold in part.folds()]
    assert len(late) >= 10
    assert all(fold.part is None for fold in late)


def test_what_stands_lower_on_the_page_comes_by_itself_in_its_turn(qtbot, tab, ruth):
    view = shown(tab, ruth)
    assert view._made_rest is None
    qtbot.waitUntil(lambda: view._made_rest is not None)
    assert view.rest.asking.asked.text() == "Not asked"
    seen, one = [], view.who.form["name"].editor
    while one not in seen:
        seen.append(one)
        one = one.nextInFocusChain()
    places = [seen.index(part) for part in (
        view.aims.purposes.add, view.rest.asking.form["own_supervision"].editor, view.rest.how.form["approach"].editor,
        view.works.fold.turn)]
    assert places == sorted(places), "Tab goes down the page"


def test_what_is_typed_in_a_fold_is_kept_when_another_person_is_chosen(qtbot, workspace, tab, ruth, sam):
    part = opened(shown(tab, ruth).rest.relation.culture)
    box = part.form["culture_mine"].editor
    box.setFocus()
    qtbot.keyClicks(box, "Half a thou")
    shown(tab, sam)
    assert bond(workspace, ruth).culture_mine == "Half a thou"
    shown(tab, ruth)
    assert part.form["culture_mine"].editor.text() == "Half a thou"


@pytest.fixture
def forum(qtbot, workspace, sam):
    made = []
    for name in ("Alex Example", "Kit Example"):
        change, person_id = people.new_supervisee(name, workspace.today())
        workspace.commit(change)
        made.append(person_id)
    with workspace.read() as db:
        plan, session_id = planning.plan(db, sam, workspace.today(), minutes=90)
    workspace.commit(plan)
    for person_id in made:
        with workspace.read() as db:
            more = planning.add_participant(db, session_id, person_id, "supervisee")
        workspace.commit(more)
    with workspace.read() as db:
        held = sessions.hold(db, session_id)
    workspace.commit(held)
    return session_id


@pytest.mark.requirement("SVE-08")
def test_each_person_of_a_forum_has_attendance_note_and_actions(qtbot, workspace, forum):
    step = RecordStep(workspace)
    qtbot.addWidget(step)

    def show():
        with workspace.read() as db:
            page = sessions.page(db, forum)
        step.show_page(page)

    workspace.changed.connect(lambda _: show())
    show()
    assert [line.fold.turn.text() for line in step.each.lines] == ["Alex Example", "Kit Example", "Sam Example"]
    line = step.each.lines[0]
    line.fold.show_open(True)
    write(qtbot, line.form, "note", "Quiet today")
    combo = line.form["attendance"].editor
    combo.set_value("partly")
    combo.value_chosen.emit("partly")
    qtbot.keyClicks(line.add.line, "Bring the letter")
    qtbot.keyClick(line.add.line, ENTER)
    kept = {one.note: one.attendance for one in every(workspace, Participant) if one.note}
    assert kept == {"Quiet today": "partly"}
    assert line.agreed.text() == "Bring the letter"
    assert step.each.lines[1].agreed.text() == ""
