"""The help pages as shipped: complete, sourced, found, and easy to read."""

import pytest
import textstat

from supervision_desktop.content.help import Help, HelpPage
from supervision_desktop.content.lists import Lists

# Two terms of the guidance, seventeen of the framework, nine of the NHS policy.
TERMS = (
    "Client", "Referrer", "Practice level", "Stakeholders", "Client-focused", "Consent", "Evidence-based",
    "Contemporaneous", "Supervision", "Risk", "Legislative framework", "Outcome", "Outcome measure", "Innovation",
    "Creativity", "SMARTER goals", "Continuous improvement", "Cost-effectiveness", "Leadership",
    "Multi-disciplinary team (MDT)", "Caseload", "Caseload supervision", "Clinical leadership team", "Huddle",
    "Caseload dashboard", "Clinical supervision", "Patient flow", "Community caseload",
)
WORKS = (
    "Driscoll", "Cassedy", "Martin", "Rothwell", "Social Care Institute for Excellence", "Carpenter", "Davenport",
    "Stanley and Goddard", "Munro", "Proctor", "Johns", "Nicklin", "Morrison", "Ervin", "Gadd", "Milne",
)
# Titles of other people's works are not ours to make easier.
HARDEST_AGE = 14
TITLES_ONLY = {"references"}


def prose(page: HelpPage) -> str:
    """The page as running text, each point and each cell a sentence."""
    cells = () if page.id in TITLES_ONLY else (cell for one in page.sections for row in one.rows for cell in row)
    pieces = [*(text for one in page.sections for text in (*one.text, *one.points)), *cells]
    return " ".join(text if text.endswith((".", "?")) else f"{text}." for text in pieces)


@pytest.mark.requirement("HLP-01")
@pytest.mark.parametrize("term", TERMS)
def test_each_of_the_28_terms_is_found_with_its_source(pages: Help, term: str) -> None:
    found = [one for one in pages.search(term) if one.page.id == "glossary" and one.section.heading == term]
    assert len(found) == 1
    assert found[0].section.source
    assert found[0].section.text


def test_terms_explained_in_the_text_of_the_sources_are_there_too(pages: Help) -> None:
    headings = {section.heading for section in pages.pages["glossary"].sections}
    assert len(TERMS) == 28
    assert headings > {
        *TERMS, "Case management", "Safeguarding supervision", "Professional supervision", "Missed appointment (DNA)",
        "Risk huddle", "Lead coordinator", "Transition sign-off", "Exception", "Drift", "Learning loop"}


@pytest.mark.requirement("HLP-02")
def test_nine_kinds_are_compared(pages: Help) -> None:
    table = pages.pages["kinds"].sections[0]
    assert [row[0] for row in table.rows] == [
        "Professional supervision", "Caseload supervision", "Clinical supervision", "Safeguarding supervision",
        "Management supervision", "Line management", "Appraisal", "Training", "Mentoring"]
    assert table.columns == ("Kind", "What it is for", "With whom", "Counts as supervision")
    assert [row[3].startswith("No.") or row[3].startswith("No,") for row in table.rows] == [False] * 5 + [True] * 4
    assert pages.about("supervision_session.focus") is pages.pages["kinds"]


@pytest.mark.requirement("HLP-03")
def test_every_model_has_a_page_with_origin_and_parts(pages: Help, lists: Lists) -> None:
    for key in lists.keys("models"):
        if key not in ("none", "custom"):
            page = pages.pages[f"model_{key}"]
            assert page is pages.about(f"models.{key}")
            assert {"origin", "when", "parts"} <= {one.code for one in page.sections}
    assert pages.about("models.custom") is pages.pages["models"]
    assert "social work" in prose(pages.pages["model_morrison"])


@pytest.mark.requirement("HLP-03")
@pytest.mark.parametrize(
    ("model", "words"),
    [("morrison", ("experience", "reflection", "analysis", "action plans", "management", "development", "support",
                   "mediation", "client and family", "even if you work alone", "partners")),
     ("proctor", ("Normative", "Formative", "Restorative")),
     ("johns", ("Look in", "thought", "felt", "Look out", "what you did", "ethical", "outside")),
     ("nicklin", ("analysis", "problem", "objective", "planning", "action", "evaluation", "managerial", "education",
                  "support")),
     ("rbcs", ("emotional system", "why", "steadies", "technique", "never in your hands", "fair word"))],
)
def test_the_page_of_a_model_names_its_parts_and_the_work_it_comes_from(
        pages: Help, model: str, words: tuple[str, ...]) -> None:
    page = pages.pages[f"model_{model}"]
    parts = next(one for one in page.sections if one.code == "parts")
    assert [word for word in words if word not in parts.words()] == []
    assert "guidance 2025, L" in page.source


@pytest.mark.requirement("HLP-04")
@pytest.mark.parametrize(
    ("topic", "words"),
    [("tab.supervisors", ("cannot supervise yourself", "self-awareness", "unconditional positive regard", "not regulated",
                          "networks", "specialist", "think about changing", "have supervision of your own",
                          "How full and how heavy is your caseload")),
     ("preparing", ("problem to solve", "uneasy", "feelings", "other eyes", "hard to bear", "ethical dilemma",
                    "conflict of interest", "safeguarding", "Both of you come prepared", "easier it is to ask")),
     ("tab.contracts", ("Comes prepared", "without judging", "stays ethical", "behind the story", "open to feedback",
                        "not a must"))],
)
def test_choosing_preparing_and_expecting_each_have_a_guide(pages: Help, topic: str, words: tuple[str, ...]) -> None:
    page = pages.about(topic)
    assert page is not None
    assert [word for word in words if word not in prose(page)] == []
    assert all(one.source for one in page.sections)


@pytest.mark.requirement("HLP-09")
def test_the_guide_to_the_framework_explains_definition_duty_levels_continuum_and_use(pages: Help) -> None:
    page = pages.about("tab.framework")
    assert page is pages.pages["framework"]
    assert {"definition", "what_for", "cmp1", "cmp2", "cmp3", "continuum", "team", "use"} <= {
        one.code for one in page.sections}
    for words in ("duty of care", "graduate level", "peer supervision", "leads teams", "people round a client",
                  "not made mainly as an appraisal tool", "working document"):
        assert words in prose(page), words


@pytest.mark.requirement("HLP-05")
def test_fifteen_questions_are_answered_each_with_its_source(pages: Help) -> None:
    sections = pages.pages["questions"].sections
    assert len(sections) == 15
    assert all(one.heading.endswith("?") and one.text for one in sections)
    sources = [one.source.partition(",")[0] for one in sections]
    assert sources == ["Guidance 2025"] * 9 + ["Template article"] * 6


@pytest.mark.requirement("HLP-06")
def test_every_benefit_names_the_work_it_comes_from(pages: Help) -> None:
    points = [point for one in pages.pages["why"].sections for point in one.points]
    assert len(points) == 12
    known = (*WORKS, "Guidance 2025", "Template article")
    assert all(point.endswith(")") and any(work in point.rpartition("(")[2] for work in known) for point in points)


@pytest.mark.requirement("HLP-07")
def test_ten_barriers_are_answered_under_the_keys_of_their_lists(pages: Help, lists: Lists) -> None:
    wanted = lists.keys("barriers_research") + lists.keys("barriers_case_management")
    assert tuple(one.code for one in pages.pages["barriers"].sections) == wanted
    assert len(wanted) == 10
    assert all(one.text for one in pages.pages["barriers"].sections)


def test_six_conditions_and_eight_things_that_help_are_told(pages: Help, lists: Lists) -> None:
    sizes = {one.code: len(one.points) for one in pages.pages["effective"].sections}
    assert sizes["conditions"] == len(lists.items("conditions"))
    assert sizes["enablers"] == len(lists.items("enablers_main")) + len(lists.items("enablers_additional"))


@pytest.mark.requirement("EFF-10")
def test_no_need_felt_is_answered_with_reflection_not_fires(pages: Help) -> None:
    section = next(one for one in pages.pages["barriers"].sections if one.code == "no_need_felt")
    assert "fires" in section.words()
    assert "reflection" in section.words()


@pytest.mark.requirement("HLP-08")
def test_four_points_to_consider_before_charging(pages: Help) -> None:
    section = next(one for one in pages.pages["charging"].sections if one.code == "points")
    assert [point.partition(":")[0] for point in section.points] == [
        "Your own policy", "The case", "The agreement", "Training needs"]
    assert "rests on what you have agreed" in pages.pages["charging"].summary
    for words in ("not part of the time you charge", "into training or into line management", "may pay the fee",
                  "Nothing here says that a sum is owed"):
        assert words in prose(pages.pages["charging"]), words
    assert pages.about("time_entry.outcome") is pages.pages["charging"]


@pytest.mark.requirement("HLP-10")
def test_every_borrowed_rule_names_its_origin_and_that_it_can_be_changed(pages: Help) -> None:
    rules = next(one for one in pages.pages["caseload_standards"].sections if one.code == "rules")
    assert len(rules.rows) == 8
    for _, origin, change in rules.rows:
        assert origin.startswith(("NHS policy 2023, L", "Oversight article, L"))
        assert change.startswith("Yes.")
    assert {"first", "rules", "dashboard", "exceptions", "nhs_only", "no_replacement"} == {
        one.code for one in pages.pages["caseload_standards"].sections}
    assert "All are off at the start" in prose(pages.pages["caseload_standards"])


@pytest.mark.requirement("HLP-11")
@pytest.mark.parametrize("work", WORKS)
def test_every_work_cited_in_the_sources_is_listed(pages: Help, work: str) -> None:
    assert any(work in one.words() for one in pages.pages["references"].sections)


@pytest.mark.requirement("FRW-22")
def test_the_help_on_autonomous_practice_says_that_its_heading_was_inferred(pages: Help) -> None:
    section = next(one for one in pages.pages["framework"].sections if one.code == "autonomous_practice")
    assert "inferred" in section.words()
    assert "Wherever you draw the line, it makes no difference to any count" in section.words()


@pytest.mark.requirement("FRW-22")
def test_the_help_names_the_other_defects_of_the_source(pages: Help) -> None:
    said = next(one for one in pages.pages["framework"].sections if one.code == "other_defects").words()
    for words in ("two statements", "stands twice", "broken over two or three cells", "outcome measures",
                  "six names differ", "eleven domains", "figure", "appendix on education"):
        assert words in said, words


@pytest.mark.requirement("HLP-13", waiting="APP")
def test_what_the_program_is_not_is_said(pages: Help) -> None:
    said = prose(pages.pages["what_this_is_not"])
    assert pages.about("about") is pages.pages["what_this_is_not"]
    for words in ("holds what you put in", "not legal or clinical advice", "999", "No regulator"):
        assert words in said


@pytest.mark.parametrize(
    "topic", ["supervisor", "contract", "contract.fee_pence", "supervision_session", "session_record.summary", "action",
              "case", "time_entry", "practitioner", "tab.today", "framework"])
def test_every_kind_of_record_opens_a_page(pages: Help, topic: str) -> None:
    assert pages.about(topic) is not None


def test_a_field_opens_its_own_page_before_that_of_its_record(pages: Help) -> None:
    assert pages.about("contract.chargeable") is pages.pages["charging"]
    assert pages.about("contract.place") is pages.pages["expectations"]
    assert pages.about("nothing.like.it") is None


def test_search_wants_every_word_and_puts_headings_first(pages: Help) -> None:
    found = pages.search("recording ai")
    assert found[0].section.heading == "Recording and AI"
    in_heading = ["consent" in one.section.heading.casefold() for one in pages.search("Consent")]
    assert in_heading[0]
    assert in_heading == sorted(in_heading, reverse=True)
    assert pages.search("recording zebra") == []
    assert pages.search("  ") == []


def test_every_page_can_be_read_at_fourteen(pages: Help) -> None:
    # The index that counts letters: the ones that count syllables fetch a dictionary from the network.
    for page in pages.pages.values():
        assert textstat.automated_readability_index(prose(page)) + 5 <= HARDEST_AGE, page.id


def test_every_section_says_something(pages: Help) -> None:
    for page in pages.pages.values():
        for one in page.sections:
            assert one.text or one.points or one.rows, (page.id, one.code)
