"""A digital seal tells that a file was changed; it says no name and keeps no key."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pypdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from supervision_desktop.reports import seal
from supervision_desktop.reports.page import PageFrame, build_pdf
from supervision_desktop.reports.parts import paragraphs
from supervision_desktop.reports.protect import protect
from supervision_desktop.reports.style import Sheet

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def pdf(sheet: Sheet) -> bytes:
    frame = PageFrame(title="A letter", practice="Ashdown", made_on="22 November 2026")
    return build_pdf(paragraphs(sheet, "Some words"), frame, sheet)


def judged(sealed: bytes, passphrase: str = "") -> Any:
    reader = PdfFileReader(BytesIO(sealed))
    if passphrase:
        reader.decrypt(passphrase)
    (found,) = reader.embedded_signatures
    return validate_pdf_signature(found, ValidationContext(
        trust_roots=[found.signer_cert], allow_fetching=False, moment=NOW, best_signature_time=NOW))


def test_a_sealed_file_reads_as_before_and_holds_whole(pdf: bytes) -> None:
    made = seal.seal(pdf, NOW)
    status = judged(made.pdf)
    assert (status.intact, status.valid, status.coverage.name) == (True, True, "ENTIRE_FILE")
    assert status.signing_cert.sha256.hex().startswith(made.fingerprint)
    assert len(made.fingerprint) == 16
    assert "Some words" in pypdf.PdfReader(BytesIO(made.pdf)).pages[0].extract_text()
    assert made.pdf.startswith(pdf)
    assert "Ashdown" not in str(status.signing_cert.subject.human_friendly)


def test_one_changed_letter_is_seen(pdf: bytes) -> None:
    made = bytearray(seal.seal(pdf, NOW).pdf)
    made[made.index(b"/Producer") + 12] ^= 1
    assert not judged(bytes(made)).intact


def test_a_protected_file_is_sealed_too(pdf: bytes) -> None:
    made = seal.seal(protect(pdf, "ﬁve quiet words"), NOW, "ﬁve quiet words")
    status = judged(made.pdf, "five quiet words")
    assert (status.intact, status.valid) == (True, True)


def test_no_two_seals_have_the_same_certificate(pdf: bytes) -> None:
    assert seal.seal(pdf, NOW).fingerprint != seal.seal(pdf, NOW).fingerprint


def test_nothing_of_the_extra_is_imported_before_it_is_asked_for() -> None:
    code = ("import sys; from supervision_desktop.reports import REPORTS, seal; from supervision_desktop.ui import paper; "
            "assert seal.is_there(); print([name for name in ('pyhanko', 'aiohttp') if name in sys.modules])")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_without_the_extra_a_seal_is_refused_in_a_sentence(pdf: bytes) -> None:
    code = ("import sys\n"
            "sys.modules['pyhanko'] = None\n"
            "from datetime import UTC, datetime\nfrom supervision_desktop.reports import seal\n"
            "from supervision_desktop.errors import SupervisionError\n"
            "try:\n    seal.seal(b'', datetime(2026, 1, 1, tzinfo=UTC))\n"
            "except SupervisionError as fault:\n    print(fault)")
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "without the extra" in said
