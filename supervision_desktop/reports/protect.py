"""Passphrase protection of a finished PDF: AES-256, never ReportLab's own encryption."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from io import BytesIO

from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr

LONGEST = 127
"""Bytes of a passphrase that a PDF reader looks at (ISO 32000-2, 7.6.4.3.3); what came after would be ignored."""


def with_files(pdf: bytes, files: Mapping[str, bytes]) -> bytes:
    """The PDF with files attached to it, under the last part of their names; protecting it protects them too."""
    import pikepdf  # as below

    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        for name, content in files.items():
            document.attachments[name.rpartition("/")[2]] = content
        document.save(target)
    return target.getvalue()


def protect(pdf: bytes, passphrase: str) -> bytes:
    """The PDF so that it opens with this passphrase only. Raises BadInput for one that would not protect."""
    secret = unicodedata.normalize("NFKC", passphrase)
    if not secret:
        raise BadInput("passphrase", tr("A passphrase is needed to protect this PDF. Give at least one character."))
    if len(secret.encode()) > LONGEST:
        raise BadInput("passphrase", tr("This passphrase is too long for a PDF. Give at most {n} plain characters.").format(
            n=LONGEST))
    import pikepdf  # 5 MB and 40 modules for those who ask for it

    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(target, encryption=pikepdf.Encryption(user=secret, owner=secret, R=6, aes=True, metadata=True))
    return target.getvalue()
