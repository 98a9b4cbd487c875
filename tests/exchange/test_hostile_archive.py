"""Archives as somebody hostile would make them: refused in one sentence, early, with nothing written."""

import io
import json
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervision_desktop.errors import BadInput, DamagedFile, NewerFile
from supervision_desktop.exchange.archive_read import read_archive
from supervision_desktop.exchange.container import PRACTICE, pack
from supervision_desktop.store.canonical import canonical

Told = dict[str, Any]


def parts(data: bytes) -> tuple[Told, dict[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        found = {name: container.read(name) for name in container.namelist()}
    return json.loads(found.pop(PRACTICE)), found


def zipped(members: list[tuple[str | zipfile.ZipInfo, bytes]], **how: Any) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", **how) as container:
        for name, data in members:
            container.writestr(name, data)
    return target.getvalue()


def with_mode(name: str, mode: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = mode << 16
    return entry


def with_note(name: str, *, extra: bytes = b"", comment: bytes = b"") -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.extra, entry.comment = extra, comment
    return entry


def read(data: bytes, folder: Path) -> Any:
    path = folder / "hostile.zip"
    path.write_bytes(data)
    return read_archive(path)


NAMES = ["../evil.pdf", "/etc/evil.pdf", "C:\\evil.pdf", "C:/evil.pdf", "CON", "files/CON.pdf", "files/a.pdf:stream",
         "files/../../evil.pdf", "files/..pdf", "files/a.exe", "files/a.pdf/", "files/", "files\\a.pdf", "Practice.json",
         "practice.json.", "practice.json ", "files/ a.pdf", "files/\u202efdp.a.pdf", "files/a\u0000.pdf", "extra.txt",
         "//server/share/a.pdf", "files/" + "a" * 300 + ".pdf", "files/é.pdf", "files//a.pdf", "./practice.json"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.fault(59)
@pytest.mark.parametrize("name", NAMES)
def test_members_with_other_names_are_refused(name: str, good: bytes, tmp_path: Path) -> None:
    practice = canonical(parts(good)[0])
    with pytest.raises(DamagedFile, match="This is not a whole practice"):
        read(zipped([(PRACTICE, practice), (name, b"%PDF-")]), tmp_path)
    with pytest.raises(DamagedFile):
        read(zipped([(name, b"%PDF-"), (PRACTICE, practice)]), tmp_path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.fault(59)
@pytest.mark.fault(60)
@pytest.mark.parametrize("make", [
    lambda p, f: zipped([(PRACTICE, p), (PRACTICE, p)]),
    lambda p, f: zipped([(PRACTICE, p), *f, *f]),
    lambda p, f: zipped([(with_mode(PRACTICE, 0o120777), p), *f]),
    lambda p, f: zipped([(PRACTICE, p), *((with_mode(name, 0o120777), b"/etc/passwd") for name, _ in f)]),
    lambda p, f: zipped([(PRACTICE, p), *f], compression=zipfile.ZIP_DEFLATED),
    lambda p, f: zipped([(PRACTICE, p), *f], compression=zipfile.ZIP_LZMA),
    lambda p, f: zipped([(with_note(PRACTICE, extra=b"\x99\x99\x04\x00abcd"), p), *f]),
    lambda p, f: zipped([(with_note(PRACTICE, comment=b"hello"), p), *f]),
    lambda p, f: b"MZ" + zipped([(PRACTICE, p), *f]),
    lambda p, f: zipped([(PRACTICE, p), *f]) + b"trailing",
    lambda p, f: zipped([(PRACTICE, p)]) + zipped([(PRACTICE, p), *f]),
    lambda p, f: zipped([(PRACTICE, p)]),
    lambda p, f: zipped([*f]),
    lambda p, f: zipped([(PRACTICE, zipped([(PRACTICE, p)]))]),
    lambda p, f: b"",
    lambda p, f: b"PK\5\6" + bytes(18),
    lambda p, f: p,
])
def test_other_containers_are_refused(make: Callable[[bytes, list[tuple[str, bytes]]], bytes], good: bytes,
                                      tmp_path: Path) -> None:
    told, papers = parts(good)
    with pytest.raises(DamagedFile):
        read(make(canonical(told), [*papers.items()]), tmp_path)


def bomb(count: int, told: int, directory: bytes, *, zip64: bool = False) -> bytes:
    body = b"PK\3\4" + bytes(26)
    far = b""
    if zip64:
        start = len(body) + len(directory)
        far = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(directory), len(body))
        far += struct.pack("<4sLQL", b"PK\6\7", 0, start, 1)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, told, told, len(directory) + len(far), len(body), 0)
    return body + directory + far + end


def patched(data: bytes, nth: int, offset: int, *values: int) -> bytes:
    """An archive with other numbers in its nth directory entry."""
    spoilt, place = bytearray(data), -1
    for _ in range(nth):
        place = data.index(b"PK\1\2", place + 1)
    struct.pack_into(f"<{len(values)}L", spoilt, place + offset, *values)
    return bytes(spoilt)


@pytest.mark.fault(60)
@pytest.mark.parametrize("kind", ["million", "claims", "zip64", "deflate", "lying", "overlap"])
def test_bombs_are_refused_early(kind: str, good: bytes, tmp_path: Path) -> None:
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    data = {
        "million": lambda: bomb(10**6, 0xFFFF, entry * 10**6),
        "claims": lambda: bomb(1, 1, entry * 10**6),
        "zip64": lambda: bomb(10**6, 1, entry * 10**6, zip64=True),
        "deflate": lambda: zipped([(PRACTICE, bytes(100_000_000))], compression=zipfile.ZIP_DEFLATED, compresslevel=1),
        "lying": lambda: patched(good, 1, 20, 0x7FFFFFFF, 0x7FFFFFFF),
        "overlap": lambda: patched(good, 2, 42, 0),
    }[kind]()
    path = tmp_path / "bomb.zip"
    path.write_bytes(data)
    tracemalloc.start()
    begun = time.perf_counter()
    with pytest.raises(DamagedFile):
        read_archive(path)
    taken, (_, peak) = time.perf_counter() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < 1
    assert peak < 10_000_000


def set_in(*path: Any, to: Any) -> Callable[[Told], None]:
    def change(told: Told) -> None:
        place: Any = told
        for step in path[:-1]:
            place = place[step] if step is not Any else next(iter(place.values()))
        place[path[-1] if path[-1] is not Any else next(iter(place))] = to
    return change


def unseal(told: Told) -> None:
    next(iter(told["records"]["contract"].values()))["sealed_at"] = None


def retell(told: Told) -> None:
    contract = next(iter(told["records"]["contract"]))
    told["seals"][contract]["parts"]["terms"]["fee"] = "£1.00"


def retell_wholly(told: Told) -> None:
    seal = told["seals"][next(iter(told["records"]["contract"]))]
    seal["parts"]["terms"]["fee"] = "£1.00"
    seal["digests"]["terms"] = sha256(canonical(seal["parts"]["terms"])).hexdigest()


def drop_person(told: Told) -> None:
    told["records"]["person"].clear()


def same_id(told: Told) -> None:
    told["records"]["setting"][next(iter(told["records"]["person"]))] = {"value": "1"}


@pytest.mark.parametrize(("change", "said"), [
    (set_in("records", "horoscope", to={}), "unknown kind, horoscope"),
    (set_in("records", "evil\x1b[2J" + "x" * 99, to={}), "unknown kind, evil?"),
    (set_in("records", "case", Any, "aura", to="blue"), "case has no field aura"),
    (set_in("records", "case", Any, "reference", to=7), "Reference: text is expected"),
    (set_in("records", "time_entry", Any, "on", to="31 June"), "Date: a date such as"),
    (set_in("records", "time_entry", Any, "minutes", to=1.5), "Minutes: a whole number"),
    (set_in("records", "time_entry", Any, "minutes", to=True), "Minutes: a whole number"),
    (set_in("records", "setting", "../evil", to={"value": "1"}), "An id under setting"),
    (same_id, "comes twice"),
    (drop_person, "names a record that is not in it"),
    (set_in("seals", Any, "digest", to="0" * 64), "does not agree with its seal"),
    (set_in("seals", Any, "at", to="yesterday"), "Sealed: a moment"),
    (set_in("seals", Any, "kind", to="person"), "does not agree with its seal"),
    (set_in("seals", Any, "kind", to="nothing"), "does not agree with its seal"),
    (retell, "does not agree with its seal"),
    (retell_wholly, "does not agree with its seal"),
    (unseal, "does not agree with its seal"),
    (set_in("seals", Any, "parts", to=[]), "not a whole practice"),
    (set_in("records", to=[]), "not a whole practice"),
    (set_in("surplus", to=1), "not a whole practice"),
    (set_in("format", to="something-else"), "not a whole practice"),
    (set_in("version", to=0), "not a whole practice"),
    (set_in("version", to="1"), "not a whole practice"),
    (set_in("complete", to="yes"), "not a whole practice"),
])
def test_what_cannot_be_is_named_in_one_sentence(change: Callable[[Told], None], said: str, good: bytes,
                                                 tmp_path: Path) -> None:
    told, papers = parts(good)
    change(told)
    with pytest.raises(DamagedFile) as caught:
        read(pack(canonical(told), papers), tmp_path)
    assert said in str(caught.value)
    assert str(caught.value).isprintable()


def test_a_later_version_says_so(good: bytes, tmp_path: Path) -> None:
    told, papers = parts(good)
    with pytest.raises(NewerFile, match="newer version"):
        read(pack(canonical({**told, "version": 2, "surplus": 1}), papers), tmp_path)


@pytest.mark.parametrize("papers", [
    lambda found: {},
    lambda found: {name: data + b"!" for name, data in found.items()},
    lambda found: {**found, "files/other.pdf": b"%PDF-"},
    lambda found: dict(zip(["files/other.pdf"], found.values(), strict=True)),
])
def test_papers_are_the_ones_that_the_seals_name(papers: Callable[[dict[str, bytes]], dict[str, bytes]], good: bytes,
                                                 tmp_path: Path) -> None:
    told, found = parts(good)
    with pytest.raises(DamagedFile):
        read(pack(canonical(told), papers(found)), tmp_path)


@pytest.mark.parametrize("text", [
    b"", b"{", b"null", b"[" * 100_000, b'{"a":' * 100_000, b"\xff\xfe{}", b'\xef\xbb\xbf{}', b"NaN",
    b'{"format":"supervision-desktop-practice","format":"x","version":1,"complete":true,"records":{},"seals":{}}',
    b'{"format":"supervision-desktop-practice","version":1,"complete":true,"records":{},"seals":{},"x":NaN}',
    b'{"format":"supervision-desktop-practice","version":1,"complete":true,"records":{},"seals":{},"x":1e999}',
    b'{"format":"supervision-desktop-practice","version":' + b"9" * 5000 + b',"complete":true,"records":{},"seals":{}}',
    b'{"format":"supervision-desktop-practice","version":1,"complete":true,"records":{"case":{"\\ud800":{}}},"seals":{}}',
])
def test_json_that_is_no_strict_json_is_refused(text: bytes, tmp_path: Path) -> None:
    with pytest.raises(DamagedFile):
        read(pack(text, {}), tmp_path)


def test_what_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.zip", tmp_path):
        with pytest.raises(DamagedFile, match="cannot be read"):
            read_archive(path)


@given(data=st.binary(max_size=400))
@settings(suppress_health_check=[*HealthCheck])
@pytest.mark.fault(61)
def test_random_bytes_are_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(DamagedFile):
        read(data, tmp_path)


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[*HealthCheck])
@pytest.mark.fault(61)
def test_a_changed_byte_is_refused_or_changes_nothing(data: st.DataObject, good: bytes, tmp_path: Path) -> None:
    wanted = read(good, tmp_path)
    spoilt = bytearray(good)
    for place in data.draw(st.lists(st.integers(0, len(good) - 1), min_size=1, max_size=3)):
        spoilt[place] ^= data.draw(st.integers(1, 255))
    cut = data.draw(st.just(len(good)) | st.integers(0, len(good)))
    try:
        found = read(bytes(spoilt[:cut]), tmp_path)
    except (DamagedFile, NewerFile, BadInput):
        return
    assert found == wanted
