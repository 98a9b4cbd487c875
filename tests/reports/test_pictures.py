"""Pictures for paper and files that are what they say: bombs, cheats and torn ones are refused in one sentence."""

from __future__ import annotations

import random
import struct
import warnings
import zlib
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from supervision_desktop.domain.attachments import LARGEST
from supervision_desktop.errors import BadInput
from supervision_desktop.reports.pictures import MOST_PIXELS, PNG, picture_size, safe_picture
from supervision_desktop.reports.sound import check, kind_of
from supervision_desktop.services.attachments import PDF, PICTURE


def drawn(mode: str, size: tuple[int, int], form: str, **more: object) -> bytes:
    target = BytesIO()
    Image.new(mode, size).save(target, form, **more)
    return target.getvalue()


def png(width: int, height: int, body: bytes = b"") -> bytes:
    """A PNG that says it is so large, whatever it holds."""
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return PNG + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b"")


def pdf(password: str = "") -> bytes:
    target = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(target, encryption=pikepdf.Encryption(user=password, owner=password) if password else False)
    return target.getvalue()


def back(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data), formats=["PNG"])


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_any_png_comes_back_small_and_plain(mode: str) -> None:
    found = back(safe_picture(drawn(mode, (300, 200), "PNG"), 10_000))
    assert found.width * found.height <= 10_000
    assert abs(found.width / found.height - 1.5) < 0.03
    assert found.mode == ("RGBA" if mode in ("LA", "RGBA") else "RGB")


def test_a_small_picture_keeps_its_size() -> None:
    assert back(safe_picture(drawn("RGB", (30, 20), "PNG"), 10_000)).size == (30, 20)
    assert back(safe_picture(drawn("CMYK", (30, 20), "JPEG"), 10_000)).mode == "RGB"


def test_a_photograph_stands_upright_and_tells_nothing_of_place_or_maker() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Maker of Sampleton"
    photo = drawn("RGB", (400, 200), "JPEG", exif=exif, comment=b"taken at home")
    assert b"Sampleton" in photo
    small = safe_picture(photo, 20_000)
    assert back(small).size == (100, 200)
    assert b"Sampleton" not in small
    assert b"home" not in small
    assert back(small).info == {}


def test_a_picture_that_says_it_is_huge_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(BadInput, match="3,600 million pixels; at most 50 million"):
        safe_picture(png(60_000, 60_000), 1000)
    side = int(MOST_PIXELS ** 0.5)
    assert picture_size(png(side, side)) == (side, side)
    with pytest.raises(BadInput, match="pixels"):
        picture_size(png(side + 1, side + 1))


def test_the_limit_is_ours_alone() -> None:
    before = Image.MAX_IMAGE_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for size in (10_000, 60_000):
            with pytest.raises(BadInput):
                safe_picture(png(size, size), 1000)
    assert before == Image.MAX_IMAGE_PIXELS


@pytest.mark.parametrize("data", [b"", PNG, b"\xff\xd8\xff" + bytes(50), b"GIF89a" + bytes(50), b"%PDF-1.7", b"words",
                                  png(10, 10, b"x"), png(0, 10), drawn("RGB", (90, 90), "JPEG")[:300]])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="not a picture that can be read"):
        safe_picture(data, 1000)


@pytest.mark.filterwarnings("ignore")   # the library says aloud what it thinks of torn notes in a photograph
def test_torn_pictures_are_refused_or_read_and_nothing_else() -> None:
    rolls = random.Random(7)
    exif = Image.Exif()
    exif[0x0112] = 6
    sound = [drawn("RGB", (40, 30), "PNG"), drawn("P", (40, 30), "PNG"), drawn("RGB", (40, 30), "JPEG", exif=exif)]
    outcomes = set()
    for _ in range(600):
        torn = bytearray(rolls.choice(sound))
        for _ in range(rolls.randint(1, 5)):
            torn[rolls.randrange(3, len(torn))] = rolls.randrange(256)
        try:
            outcomes.add(bool(safe_picture(bytes(torn[:rolls.randint(20, len(torn))]), 500)))
        except BadInput:
            outcomes.add(False)
    assert outcomes == {True, False}


@pytest.mark.parametrize(("name", "data", "kinds"), [
    ("scan.pdf", pdf(), (PDF, PICTURE)), ("statement.pdf", pdf("brindle"), (PDF,)), ("late.pdf", b"\0" * 90 + pdf(), ()),
    ("photo.JPG", drawn("RGB", (9, 9), "JPEG"), (PICTURE,)), ("photo.png", drawn("RGB", (9, 9), "JPEG"), (PICTURE,)),
    ("letter.docx", b"PK words", ()), ("no ending", b"words", ())])
def test_what_is_what_it_says_is_taken(name: str, data: bytes, kinds: tuple[str, ...]) -> None:
    check(name, data, kinds)


@pytest.mark.parametrize(("name", "data", "kinds", "words"), [
    ("letter.pdf", b"PK words", (), "“letter.pdf” ends like a PDF but is none"),
    ("photo.pdf", drawn("RGB", (9, 9), "PNG"), (), "“photo.pdf” ends like a PDF but is none"),
    ("torn.pdf", pdf()[:40], (), "“torn.pdf” is damaged: no page"),
    ("torn.pdf", b"%PDF-1.7\n" + bytes(500), (PDF,), "“torn.pdf” is damaged: no page"),
    ("page.png", pdf(), (), "“page.png” ends like a picture"),
    ("bomb.png", png(60_000, 60_000), (), "“bomb.png”: This picture says it has 3,600 million pixels"),
    ("bomb", png(60_000, 60_000), (), "“bomb”: This picture says"),
    ("a.docx", b"PK", (PDF, PICTURE), "“a.docx” cannot be kept here. A PDF, a PNG or a JPEG is accepted"),
    ("a.docx", b"PK", (PDF,), "A PDF is accepted"),
    ("a.pdf", pdf(), (PICTURE,), "A PNG or a JPEG is accepted"),
    ("a.txt", b"", (), "“a.txt” is empty"),
    ("a.txt", bytes(LARGEST + 1), (), "“a.txt” has 26.2 MB; at most 25 MB")])
def test_what_is_not_is_refused_in_a_sentence_that_names_it(
        name: str, data: bytes, kinds: tuple[str, ...], words: str) -> None:
    with pytest.raises(BadInput) as refusal:
        check(name, data, kinds)
    assert words in refusal.value.sentence


def test_kinds_are_told_by_how_a_file_begins() -> None:
    begun = (pdf(), png(1, 1), b"\xff\xd8\xff\xe0", b"words", b"")
    assert [kind_of(data) for data in begun] == [PDF, PICTURE, PICTURE, "", ""]
