"""A protected PDF opens with its passphrase only, encrypted with AES-256."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from supervision_desktop.errors import BadInput
from supervision_desktop.reports.page import PageFrame, build_pdf
from supervision_desktop.reports.parts import paragraphs
from supervision_desktop.reports.protect import LONGEST, protect
from supervision_desktop.reports.style import Sheet


@pytest.fixture(scope="module")
def pdf(sheet: Sheet) -> bytes:
    frame = PageFrame("Contract of Dr Morgan Vale", "Ashdown Case Management", "today", neutral_title="Contract")
    return build_pdf(paragraphs(sheet, "Quiet words"), frame, sheet)


@pytest.mark.fault(70)
@pytest.mark.parametrize("passphrase", ["mossy stone lantern", "ﬁne £ tea", "שלום", "x" * LONGEST])
def test_it_opens_with_the_passphrase_only(
        pdf: bytes, pages: Callable[..., list[str]], passphrase: str) -> None:
    secret = protect(pdf, passphrase)
    assert b"Quiet" not in secret
    typed = unicodedata.normalize("NFKC", passphrase)  # what a PDF reader makes of it (SASLprep)
    with pikepdf.open(BytesIO(secret), password=typed) as document:
        assert (document.encryption.R, document.encryption.bits) == (6, 256)
        assert document.encryption.stream_method == pikepdf.models.EncryptionMethod.aesv3
        assert "Vale" not in str(dict(document.docinfo))
        assert str(document.docinfo["/Title"]) == "Contract"
    assert "Quiet words" in pages(secret, typed)[0]
    for wrong in ("", typed[:-1], "another one"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(BytesIO(secret), password=wrong)


@pytest.mark.parametrize(("passphrase", "said"), [("", "at least one"), ("é" * 64, "too long")])
def test_a_passphrase_that_would_not_protect_is_refused(pdf: bytes, passphrase: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        protect(pdf, passphrase)
