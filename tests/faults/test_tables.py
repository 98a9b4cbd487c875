"""Rows 72 to 74 at length: cells that are no formulas, tables of any kind brought in, and words looked for as typed."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

from supervision_desktop.content.lists import load_lists
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.people import Person
from supervision_desktop.errors import BadInput
from supervision_desktop.exchange.foreign_table import MOST_ROWS, WESTERN, read_table
from supervision_desktop.exchange.tables import csv_bytes, read_csv, xlsx_bytes
from supervision_desktop.paths import resources_dir
from supervision_desktop.services import importing, people
from supervision_desktop.services.import_targets import SESSIONS
from supervision_desktop.services.importing import Choices
from supervision_desktop.store import search
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.practice import Practice

TODAY = date(2026, 11, 21)
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "−", "﹦", "'", "''=", " =", "\u00a0@", "\u200b+",
          "\u202e=", "\x0b-", "\0=", "", "", "")
SIGNS = "=+-@'\"\t\r\n,;|!()$A1 ä＝\u00a0\u200b\0\x0b"
LIVE = re.compile(r"[\s\0-\x1f\u200b\ufeff\u202e]*[=+\-@＝＋－＠−﹦]|[\t\r\n]")
FIGURE = re.compile(r"-[0-9]+(\.[0-9]+)?")
TABLE = """Date,Supervisor,Minutes,Notes
13/7/2026,Ruth Example,60,Zoë spoke
14/8/2026,Ruth Example,45,"Said ""no"", at last"
15/9/2026,Ruth Example,90,
"""


def cell(chance: random.Random) -> str:
    """A cell that may try to be a formula."""
    return chance.choice(STARTS) + "".join(chance.choices(SIGNS, k=chance.randrange(8))) + chance.choice(
        ("cmd|'/C calc'!A0", "HYPERLINK(\"x\")", "1+1", "-5", "9.00", "words"))


@pytest.mark.fault(72)
@pytest.mark.rounds(600, 10_000)
def test_no_cell_is_a_formula_and_each_comes_back(figures: dict[str, int], rounds: int) -> None:
    chance = random.Random(72)
    rows = [[cell(chance)] for _ in range(rounds)]
    data = csv_bytes(["Cell"], rows)
    seen = [row[0] for row in csv.reader(StringIO(data.decode("utf-8-sig").replace("\0", "\ue000"), newline=""))][1:]
    live = [one for one in seen if LIVE.match(one.replace("\ue000", "\0")) and not FIGURE.fullmatch(one)]
    page = load_workbook(BytesIO(xlsx_bytes(["Cell"], rows))).active
    assert page is not None
    live += [one.value for (one,) in page.iter_rows() if one.data_type == "f"]
    figures |= {"cells written": rounds, "live formulas": len(live)}
    assert not live
    assert read_csv(data)[1:] == rows


def spoilt(whole: bytes, chance: random.Random) -> bytes:
    """A table that was damaged, edited by hand, or never was one."""
    lines = whole.split(b"\n")
    ways: list[Callable[[], bytes]] = [
        lambda: whole.decode().encode(chance.choice(("utf-16", "latin-1", "cp1252", "utf-32"))),
        lambda: whole[:chance.randrange(len(whole))], lambda: whole.replace(b"60", b"\0"),
        lambda: whole.replace(b"60", b"y" * 200_001, 1), lambda: whole.replace(b",", b";", chance.randrange(9)),
        lambda: whole.replace(b'"', b"", chance.randrange(5)), lambda: b"\n".join(lines * chance.randrange(1, 4)),
        lambda: b"\n".join(chance.sample(lines, len(lines))), lambda: chance.randbytes(chance.randrange(300)),
        lambda: whole.replace(b"2026", chance.choice((b"20260", b"0000", b"-1", b"31/2", "٢".encode()))),
        lambda: whole.replace(b"2026", b"2026,extra", 1), lambda: b"PK\x03\x04" + whole, lambda: b""]
    data = bytearray(chance.choice(ways)())
    for _ in range(chance.randrange(3)):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


@pytest.fixture
def store(practice: Practice, clock: Any) -> Store:
    """A practice with the supervisor of the table."""
    store = Store(practice.engine, clock)
    store.apply(people.introduce("Mara Quill"))
    store.apply(people.new_supervisor("Ruth Example", TODAY, None)[0])
    return store


def count(store: Store, *kinds: type[Any]) -> list[int]:
    with store.read() as db:
        return [db.query(kind).count() for kind in kinds]


@pytest.mark.fault(73)
@pytest.mark.rounds(150, 10_000)
def test_any_file_is_a_table_to_look_at_or_a_sentence_and_comes_in_whole(
        store: Store, figures: dict[str, int], rounds: int) -> None:
    chance, lists = random.Random(73), load_lists(resources_dir() / "lists")
    refused = said = rows_wrong = 0
    before = count(store, Person, Case)
    for _ in range(rounds):
        data = spoilt(TABLE.encode(), chance)
        try:
            found = read_table(data, encoding=chance.choice(("", WESTERN)) or None)
            with store.read() as db:
                looked = importing.preview(db, SESSIONS, list(zip(found.numbers, found.rows, strict=True)),
                                           importing.guess(SESSIONS, found.headers), lists, TODAY, Choices())
        except BadInput as fault:
            refused, said = refused + 1, said + bool(str(fault))
            continue
        assert len(looked.lines) == len(found.rows)
        rows_wrong += looked.wrong
    figures |= {"spoilt tables read": rounds, "of them refused with a sentence": refused, "rows named as wrong": rows_wrong}
    assert rounds > refused == said > 0
    assert count(store, Person, Case) == before, "looking writes nothing"


@pytest.mark.fault(73)
@pytest.mark.long
@pytest.mark.timeout(600)
def test_a_million_rows_are_refused_in_a_sentence_or_read() -> None:
    data = b"A,B\n" + b"1,2\n" * 1_000_000
    with pytest.raises(BadInput, match=f"{MOST_ROWS:,}|{MOST_ROWS}|in parts"):
        read_table(data)
    assert len(read_csv(data)) == 1_000_001


SYNTAX = ('"', '""', "*", "a*", "^a", "NEAR(a b)", "AND", "OR", "NOT", "shared:", "private : ", "{shared}:", "-", "+", "(",
          ")", "'", "''; DROP TABLE person; --", "%", "_", "\\", "\0", "\ud800", "é", "שלום", "😀", "x'00'", "--", "/*",
          ";", "?", "@a")


@pytest.mark.fault(74)
@pytest.mark.rounds(150, 5_000)
def test_whatever_is_typed_is_looked_for_literally(store: Store, figures: dict[str, int], rounds: int) -> None:
    chance, wrong = random.Random(74), 0
    store.apply(gesture("New", created(Person, {"name": "Quokka AND NEAR OR NOT"}, "q")))
    with store.read() as db:
        for _ in range(rounds):
            typed = chance.choice(("", " ")).join(chance.choices(SYNTAX, k=chance.randrange(1, 7)))
            search.find(db, typed, private=chance.random() < 0.5, limit=5)
            hits = search.find(db, "quokka " + chance.choice(("AND", "near", '"not"', "(or)")), limit=5)
            wrong += [hit.record_id for hit in hits] != ["q"]
    figures |= {"queries with signs of a language": rounds, "of them understood as more than words": wrong}
    assert wrong == 0
