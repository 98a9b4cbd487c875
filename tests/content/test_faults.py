"""Whatever is wrong with a content file, one sentence names the file and the key."""

from collections.abc import Callable
from pathlib import Path

import pytest

from supervision_desktop.content.base import ContentFault, Head, read
from supervision_desktop.content.contracts import load_clauses, load_template
from supervision_desktop.content.frameworks import load_framework, load_frameworks
from supervision_desktop.content.help import load_help
from supervision_desktop.content.lists import load_lists
from supervision_desktop.content.models import load_models

Written = Callable[[str, str], Path]

LIST = '[[lists]]\nid = "days"\ntitle = "Days"\nsource = "ours"\nopen = false\nitems = [{}]\n'
ITEM = '{ key = "mon", label = "Monday", help = "First." }'

CONTRACT = """
terms = [{ key = "fee", label = "Fee", help = "Money." }, { key = "payer", label = "P", help = "P.", choice = "payer" }]
phrases = [{ key = "fee_wording", of = "fee", given = "The fee is {fee}.", otherwise = "No fee." }]
of_supervisor = [{ code = "kind", text = "Is kind." }]
of_supervisee = []
[[headings]]
code = "money"
title = "Money"
clauses = [{ code = "fee", text = ["{fee_wording}"], note = "Why." }]
"""

CLAUSES = """
[[clauses]]
code = "travel"
heading = "money"
title = "Travel"
text = ["The fee is {fee}."]
note = "Why."
"""

FRAMEWORK = """
purpose = "For a test."
team = "The people around a client."
levels = [{ code = "L1", name = "One", expects = ["A start."], source = "ours" }]
[[areas]]
code = "A"
name = "Area"
[[areas.groups]]
code = "A.G"
name = "Group"
[[areas.groups.criteria]]
code = "A.G.1"
name = "Criterion"
rows = [{ code = "A.G.1.r1", source = "ours", descriptors = { L1 = "Does it." } }]
"""

PAGE = """
summary = "Small."
topics = ["thing"]
[[sections]]
code = "one"
heading = "One"
columns = ["a", "b"]
rows = [["1", "2"]]
"""

MODEL = """
origin = "A test."
helps = "When testing."
about = ["Small."]
closing = [{ code = "for_me", label = "Me", prompt = "What for me?" }]
[[dimensions]]
code = "stages"
title = "Stages"
parts = [{ code = "a", title = "A", about = "First.", prompts = ["Why?"] }]
"""


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("colour = 'red'\n", "colour", "is not a key that is known here"),
        ("[[lists]]\ntitle = 'x'\nopen = true\nsource = 'x'\nitems = []\n", "lists[0].id", "is missing"),
        (LIST.format('{ key = "mon", label = 1, help = "x" }'), "lists[0].items[0].label", "should be str and is int"),
        (LIST.format('{ key = "mon", label = " ", help = "x" }'), "lists[0].items[0].label", "cannot be used"),
        (LIST.format('{ key = "no key", label = "x", help = "x" }'), "lists[0].items[0].key", "cannot be used"),
        (LIST.format(ITEM + ", " + ITEM), "days.items.key", 'stands twice with the value "mon"'),
        (LIST.format(ITEM) + LIST.format(ITEM), "lists.id", 'stands twice with the value "days"'),
        ("lists = [\n", "the text", "is not readable TOML"),
    ],
)
def test_a_spoilt_list_names_file_and_key(written: Written, text: str, key: str, reason: str) -> None:
    folder = written("lists/small.toml", text).parent
    with pytest.raises(ContentFault) as caught:
        load_lists(folder)
    sentence = str(caught.value)
    assert "lists" in sentence
    assert f"{key} {reason}" in sentence
    assert sentence.endswith(".")
    assert sentence.count("\n") == 0


def test_a_missing_head_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bare.toml"
    path.write_text('id = "x"\nversion = "1"\ntitle = "x"\nlanguage = "en-GB"\nsource = "x"\n', encoding="utf-8")
    with pytest.raises(ContentFault, match=r"bare.toml: licence is missing"):
        read(path, Head)


def test_what_is_not_text_or_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "odd.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ContentFault, match=r"odd.toml: the text is not readable"):
        read(path, Head)
    with pytest.raises(ContentFault, match=r"gone.toml: the file cannot be opened"):
        read(tmp_path / "gone.toml", Head)
    with pytest.raises(ContentFault, match=r"There is no content file in the folder empty"):
        load_lists(tmp_path / "empty")


def test_two_files_of_one_id_are_refused(written: Written) -> None:
    written("lists/a.toml", "lists = []\n")
    folder = written("lists/b.toml", "lists = []\n").parent
    with pytest.raises(ContentFault, match=r'id stands twice with the value "small"'):
        load_lists(folder)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("{fee_wording}", "{fees}", r"clause fee names \{fees\}, which is not among the terms"),
        ("{fee_wording}", "{payer}", r"clause fee names \{payer\}, which is not among the terms"),
        ("is {fee}", "is {price}", r"phrase fee_wording names \{price\}"),
        ('of = "fee"', 'of = "fees"', r"phrase fee_wording names \{fees\}"),
        ('key = "fee_wording"', 'key = "fee"', 'key stands twice with the value "fee"'),
        ("of_supervisee = []", 'of_supervisee = [{ code = "a", text = "A." }, { code = "a", text = "B." }]',
         'of_supervisee.code stands twice with the value "a"'),
        ('note = "Why."', 'note = "Why.", law = "wales"', r"headings\[0\].clauses\[0\].law"),
    ],
)
def test_a_spoilt_contract_names_file_and_key(written: Written, old: str, new: str, sentence: str) -> None:
    assert load_template(written("contracts/good.toml", CONTRACT)).headings
    with pytest.raises(ContentFault, match=rf"contracts/bad.toml: .*{sentence}"):
        load_template(written("contracts/bad.toml", CONTRACT.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("{fee}", "{fees}", r"clause travel names \{fees\}, which is not among the terms"),
        ('heading = "money"', 'heading = "cash"', "clause travel stands under cash, which is not among the headings"),
        ('code = "travel"', 'code = "fee"', 'clauses.code stands twice with the value "fee"'),
    ],
)
def test_a_spoilt_clause_library_names_file_and_key(written: Written, old: str, new: str, sentence: str) -> None:
    template = load_template(written("contracts/good.toml", CONTRACT))
    assert load_clauses(written("contracts/library.toml", CLAUSES), template).under("money")[0].title == "Travel"
    with pytest.raises(ContentFault, match=rf"contracts/bad.toml: .*{sentence}"):
        load_clauses(written("contracts/bad.toml", CLAUSES.replace(old, new)), template)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("{ L1 =", "{ L2 =", r"descriptors of A\.G\.1\.r1 should be for L1"),
        ('"A.G.1.r1"', '"A.H.1.r1"', r"code A\.H\.1\.r1 should begin with A\.G\.1\."),
        ('code = "A.G"\n', 'code = "B.G"\n', r"code B\.G should begin with A\."),
        ('"A.G.1.r1"', '"A.G.1"', 'code stands twice with the value "A.G.1"'),
        ('"small"', '"large"', 'id and version should be "small" and "1"'),
        ("team =", "teams =", "teams is not a key that is known here"),
    ],
)
def test_a_spoilt_framework_names_file_and_key(written: Written, old: str, new: str, sentence: str) -> None:
    path = written("frameworks/small/1.toml", FRAMEWORK)
    assert load_framework(path).row("A.G.1.r1").descriptors == {"L1": "Does it."}
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ContentFault, match=rf"small/1.toml: .*{sentence}"):
        load_frameworks(path.parent.parent)


def test_the_same_framework_in_two_folders_is_refused(written: Written) -> None:
    ours = written("ours/small/1.toml", FRAMEWORK).parent.parent
    hers = written("hers/small/1.toml", FRAMEWORK).parent.parent
    with pytest.raises(ContentFault, match=r"version stand twice"):
        load_frameworks(ours, hers)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('[["1", "2"]]', '[["1"]]', "section one has a row that is not as wide as its columns"),
        ('["thing"]', '["thing", "thing"]', 'topics stands twice with the value "thing"'),
    ],
)
def test_a_spoilt_help_page_names_file_and_key(written: Written, old: str, new: str, sentence: str) -> None:
    path = written("help/small.toml", PAGE)
    assert load_help(path.parent).pages.keys() == {"small"}
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ContentFault, match=sentence):
        load_help(path.parent)


def test_a_spoilt_model_names_file_and_key(written: Written) -> None:
    path = written("models/small.toml", MODEL)
    assert load_models(path.parent)["small"].dimension("stages").parts[0].title == "A"
    twice = 'questions = [{ code = "for_me", label = "x", prompt = "x" }] }]'
    path.write_text(path.read_text(encoding="utf-8").replace('["Why?"] }]', f'["Why?"], {twice}'), encoding="utf-8")
    with pytest.raises(ContentFault, match=r'small.toml: questions.code stands twice with the value "for_me"'):
        load_models(path.parent)


def test_a_version_that_is_no_number_is_named(written: Written) -> None:
    path = written("frameworks/small/1.toml", FRAMEWORK)
    odd = path.with_name("new.toml")
    odd.write_text(path.read_text(encoding="utf-8").replace('version = "1"', 'version = "new"'), encoding="utf-8")
    with pytest.raises(ContentFault, match=r"frameworks/small: version should be a number"):
        load_frameworks(path.parent.parent).newest("small")
