"""The framework as shipped: its counts, its words, and a made-up one beside it."""

import re
from pathlib import Path

import pytest

from supervision_desktop.content.frameworks import Framework, Frameworks, Row, load_frameworks

# Criteria of each group, in order, as the tables of the source have them.
GROUPS = {
    "PPD.SUP": 3, "PPD.AUT": 4, "PPD.SEL": 2, "PPD.CPD": 2, "PPD.ETH": 5,
    "WCS.COM": 4, "WCS.ASM": 3, "WCS.GOA": 3, "WCS.PLA": 7, "WCS.IMP": 4, "WCS.REC": 3, "WCS.MON": 3,
    "CMA.MAN": 5, "CMA.LEA": 4,
}
TWO_ROWS = {
    "PPD.SEL.1", "PPD.SEL.2", "WCS.COM.2", "WCS.ASM.1", "WCS.ASM.3", "WCS.REC.2",
    "CMA.MAN.2", "CMA.MAN.3", "CMA.MAN.4", "CMA.MAN.5", "CMA.LEA.1", "CMA.LEA.2", "CMA.LEA.4",
}


@pytest.fixture(scope="module")
def cmf(frameworks: Frameworks) -> Framework:
    return frameworks.newest("cmf")


def text_of(row: Row) -> str:
    return " ".join(row.descriptors.values())


@pytest.mark.requirement("FRW-01")
def test_three_areas_fourteen_groups_52_criteria_65_rows_195_descriptors(cmf: Framework) -> None:
    rows = list(cmf.rows())
    counts = (len(cmf.areas), len(list(cmf.groups())), len(list(cmf.criteria())), len(rows))
    assert (*counts, sum(len(row.descriptors) for row in rows)) == (3, 14, 52, 65, 195)
    assert {group.code: len(group.criteria) for group in cmf.groups()} == GROUPS
    assert {criterion.code for criterion in cmf.criteria() if len(criterion.rows) == 2} == TWO_ROWS
    assert [area.code for area in cmf.areas] == ["PPD", "WCS", "CMA"]


def test_every_descriptor_is_one_plain_sentence_of_at_most_thirty_words(cmf: Framework) -> None:
    sentence = re.compile(r"^(You|If you supervise, you|Using evidence-based practice, you) [^.;!?]*\.$")
    for row in cmf.rows():
        for level, text in row.descriptors.items():
            assert sentence.match(text), (row.code, level)
            assert len(text.split()) <= 30, (row.code, level)


def test_the_levels_of_a_row_say_different_things(cmf: Framework) -> None:
    for row in cmf.rows():
        assert len(set(row.descriptors.values())) == 3, row.code


def test_a_descriptor_stands_twice_only_where_the_source_says_it_twice(cmf: Framework) -> None:
    seen: dict[str, list[str]] = {}
    for row in cmf.rows():
        for text in row.descriptors.values():
            seen.setdefault(text, []).append(row.code)
    assert [codes for codes in seen.values() if len(codes) > 1] == [["CMA.LEA.2.r1", "CMA.LEA.4.r2"]]


def test_every_row_says_on_which_line_it_was_read_in_order(cmf: Framework) -> None:
    lines = [int(re.match(r"^lines? (\d+)", row.source)[1]) for row in cmf.rows()]  # type: ignore[index]
    assert lines == sorted(lines)
    assert (min(lines), max(lines)) == (303, 409)
    assert len(set(lines)) == 65


@pytest.mark.requirement("FRW-10")
def test_each_level_says_what_may_be_expected(cmf: Framework) -> None:
    assert [level.code for level in cmf.levels] == ["CMP1", "CMP2", "CMP3"]
    first, second, third = (" ".join(level.expects) for level in cmf.levels)
    for words, said in (
        (("early in your career", "graduate", "relevant experience", "gives you supervision",
          "not a sole practitioner"), first),
        (("advanced knowledge", "more autonomy", "supervising and mentoring other", "significant experience in your area",
          "peer supervision"), second),
        (("extensive experience", "lead teams of case managers", "shaping case management"), third),
    ):
        assert [word for word in words if word not in said] == []
    assert all(level.source for level in cmf.levels)


@pytest.mark.requirement("FRW-13")
def test_team_is_explained_wherever_a_row_speaks_of_teams(cmf: Framework) -> None:
    speaking = {
        criterion.code for criterion in cmf.criteria()
        if any(re.search(r"\bteams?\b", text_of(row)) for row in criterion.rows)
    }
    assert {criterion.code for criterion in cmf.criteria() if criterion.about_team} == speaking
    assert "CMA.MAN.2" in speaking
    assert "people around a client" in cmf.team
    assert "does not mean that you manage" in cmf.team


@pytest.mark.requirement("FRW-14")
def test_it_says_that_it_is_no_appraisal_and_whose_view_it_holds(cmf: Framework) -> None:
    assert "what good case management looks like" in cmf.purpose
    assert "not made mainly as an appraisal tool" in cmf.purpose
    assert "not one by BABICM, CMSUK, VRA or IRCM" in cmf.purpose


@pytest.mark.requirement("FRW-22")
def test_the_inferred_heading_is_noted_in_the_file(cmf: Framework) -> None:
    group = next(one for one in cmf.groups() if one.code == "PPD.AUT")
    assert "inferred" in group.note
    assert "no count changes" in group.note
    assert {group.domain for group in cmf.groups() if group.code.startswith("PPD.")} == {
        "Professional Practice", "Ethical Conduct"}


@pytest.mark.requirement("FRW-22")
@pytest.mark.parametrize(
    ("row", "words"),
    [("PPD.ETH.2.r1", "two statements run together"), ("WCS.ASM.1.r1", "read as a comma"),
     ("WCS.ASM.3.r2", "left where the source has it"),
     ("WCS.REC.3.r1", "lacks a word"), ("WCS.MON.3.r1", "broken over five lines"),
     ("CMA.LEA.2.r1", "says the same"), ("CMA.LEA.4.r2", "says the same")],
)
def test_every_other_defect_of_the_source_is_noted_where_it_stands(cmf: Framework, row: str, words: str) -> None:
    assert words in cmf.row(row).note


@pytest.mark.requirement("FRW-22")
def test_lost_headings_and_the_differences_between_introduction_and_tables_are_noted(cmf: Framework) -> None:
    said = " ".join(cmf.notes)
    for words in ("three areas", "eleven domains", "Autonomous practice", "stand only in the tables", "Six names differ",
                  "Rows without a name", "letters of another alphabet", "announced in the source"):
        assert words in said
    broken = [group for group in cmf.groups() if group.code != "PPD.AUT"]
    assert [group.code for group in broken if not re.search(r"heading is (split|partly doubled)", group.note)] == []


@pytest.mark.requirement("FRW-16")
def test_an_old_version_stays_readable_beside_a_new_one(resources: Path, tmp_path: Path) -> None:
    old = (resources / "frameworks" / "cmf" / "1.toml").read_text(encoding="utf-8")
    folder = tmp_path / "cmf"
    folder.mkdir()
    old_words, new_words = "You seek out supervision for yourself.", "You seek it out often."
    new = old.replace('version = "1"', 'version = "10"', 1).replace(old_words, new_words)
    (folder / "10.toml").write_text(new, encoding="utf-8")
    both = load_frameworks(resources / "frameworks", tmp_path)
    assert both.get("cmf", "1").row("CMA.LEA.3.r1").descriptors["CMP1"] == old_words
    assert both.newest("cmf").row("CMA.LEA.3.r1").descriptors["CMP1"] == new_words
    with pytest.raises(KeyError):
        both.get("cmf", "2")


@pytest.mark.requirement("FRW-17")
def test_another_framework_of_the_same_form_loads_beside_it_and_is_not_counted_in_it(frameworks: Frameworks) -> None:
    assert frameworks.ids() == ("cmf", "example")
    example = frameworks.newest("example")
    assert "made-up" in example.title
    assert [level.code for level in example.levels] == ["SHORE", "TOWER"]
    ours = {criterion.code for criterion in frameworks.newest("cmf").criteria()}
    assert ours.isdisjoint(criterion.code for criterion in example.criteria())
    with pytest.raises(KeyError):
        example.row("PPD.SUP.1.r1")
