"""Packs of standards: every fault names the file and the key, and no code is lost between versions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from supervision_desktop.content.base import ContentFault
from supervision_desktop.content.frameworks import Frameworks
from supervision_desktop.content.standards import from_framework, load_standards

HEAD = 'id = "{id}"\nversion = "{version}"\ntitle = "Small"\nlanguage = "en-GB"\nsource = "ours"\nlicence = "MIT"\n'
ONE = '[[parts]]\nname = "All"\ncriteria = [{ code = "A1", name = "First" },\n{ code = "A2", name = "Second" }]\n'
Write = Callable[..., Path]


@pytest.fixture
def pack(tmp_path: Path) -> Write:
    def write(body: str = ONE, version: str = "1", since: str = "2024-01-01", name: str = "") -> Path:
        path = tmp_path / "standards" / (name or f"small-{version}.toml")
        path.parent.mkdir(exist_ok=True)
        head = HEAD.format(id="small", version=version)
        path.write_text(f"{head}valid_from = {since}\n{body}", encoding="utf-8")
        return path.parent
    return write


def refused(folder: Path, *words: str) -> None:
    with pytest.raises(ContentFault) as caught:
        load_standards(folder)
    assert [word for word in ("standards/small-", *words) if word not in caught.value.sentence] == []


def test_the_shipped_pack_is_read_and_says_that_it_is_made_up(resources: Path) -> None:
    [example] = load_standards(resources / "standards").every
    assert "fictional" in example.title
    assert [one.code for one in example.criteria()] == ["K1", "K2", "U1", "U2"]


def test_a_version_counts_from_its_day(pack: Write) -> None:
    pack()
    new = ONE.replace('"Second" }', '"Second", retired = true }, { code = "A3", name = "Third" }')
    found = load_standards(pack(new, "2", "2026-01-01"))
    assert [one.version for one in found.in_force(date(2025, 12, 31))] == ["1"]
    assert [one.version for one in found.in_force(date(2026, 1, 1))] == ["2"]
    assert found.in_force(date(2023, 1, 1)) == ()


@pytest.mark.parametrize(("body", "words"), [
    ("[[parts", ("the text", "not readable")), ("", ("parts", "is missing")),
    (ONE.replace("name = \"All\"", "nmae = \"All\""), ("parts[0]", "nmae", "(line 9)")),
    (ONE.replace("A2", "A1"), ("parts.criteria.code", "twice", "A1", "(line 11)")),
    ("parts = []", ("parts", "no criterion")),
    (ONE.replace('"Second"', "2"), ("criteria[1].name", "should be str", "(line 11)"))])
def test_a_faulty_pack_names_its_file_and_its_key(pack: Write, body: str, words: tuple[str, ...]) -> None:
    refused(pack(body), "small-1.toml", *words)


def test_a_pack_under_a_wrong_name_is_refused(pack: Write) -> None:
    refused(pack(name="small-9.toml"), "small-9.toml", "id")


@pytest.mark.parametrize(("body", "since", "words"), [
    (ONE.replace(',\n{ code = "A2", name = "Second" }', ""), "2025-01-01", ("leaves out", "A2", "retired")),
    (ONE.replace("Second", "Another thing"), "2025-01-01", ("renames", "A2", "Second", "(line 11)")),
    (ONE, "2024-01-01", ("valid_from", "version 1", "(line 7)"))])
def test_a_later_version_may_not_lose_or_rename_a_code(pack: Write, body: str, since: str, words: tuple[str, ...]) -> None:
    pack()
    refused(pack(body, "2", since), "small-2.toml", *words)


def test_a_framework_is_something_to_count_towards(frameworks: Frameworks) -> None:
    made = from_framework(frameworks.newest("cmf"))
    assert len(list(made.criteria())) == 52
    assert made.id == "cmf"
