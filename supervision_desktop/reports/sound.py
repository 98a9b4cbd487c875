"""Whether a file that somebody adds is what it says it is. Only its frame is read; nothing of it is run or shown."""

from __future__ import annotations

from collections.abc import Collection
from io import BytesIO

from supervision_desktop.domain.attachments import LARGEST
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.pictures import is_picture, picture_size
from supervision_desktop.services.attachments import PDF, PICTURE, size_text

FILE = mark("File")
HEADER_WITHIN = 1024
"""Bytes within which readers look for the mark of a PDF; scanners put their own words before it."""
ENDINGS = {"pdf": PDF, "png": PICTURE, "jpg": PICTURE, "jpeg": PICTURE}


def check(name: str, data: bytes, kinds: Collection[str] = ()) -> None:
    """Raises BadInput with a sentence naming the file where it is not what it says, or none of the kinds wanted."""
    check_size(name, len(data))
    kind = kind_of(data)
    claimed = ENDINGS.get(name.rpartition(".")[2].lower(), "")
    if claimed and kind != claimed:
        raise BadInput(FILE, (tr("“{name}” ends like a PDF but is none. Choose the PDF itself.") if claimed == PDF else
                              tr("“{name}” ends like a picture but is neither a PNG nor a JPEG.")).format(name=name))
    if kinds and kind not in kinds:
        raise BadInput(FILE, tr("“{name}” cannot be kept here. {wanted}").format(name=name, wanted=wanted(kinds)))
    if kind == PDF:
        _check_pdf(name, data)
    elif kind == PICTURE:
        try:
            picture_size(data)
        except BadInput as fault:
            raise BadInput(FILE, f"“{name}”: {fault.sentence}") from None


def check_size(name: str, size: int) -> None:
    """Raises BadInput for an empty file and for one that is too large."""
    if not size:
        raise BadInput(FILE, tr("“{name}” is empty, so there is nothing to keep.").format(name=name))
    if size > LARGEST:
        raise BadInput(FILE, tr("“{name}” has {size}; at most 25 MB can be kept. A scan in grey or with fewer dots is "
                                "smaller.").format(name=name, size=size_text(size)))


def kind_of(data: bytes) -> str:
    """PDF or PICTURE by how it begins, whatever its name; "" for anything else."""
    if is_picture(data):
        return PICTURE
    return PDF if b"%PDF-" in data[:HEADER_WITHIN] else ""


def wanted(kinds: Collection[str]) -> str:
    """A sentence that says what is taken."""
    if set(kinds) == {PDF}:
        return tr("A PDF is accepted.")
    return tr("A PNG or a JPEG is accepted.") if set(kinds) == {PICTURE} else tr("A PDF, a PNG or a JPEG is accepted.")


def _check_pdf(name: str, data: bytes) -> None:
    """It has pages. One that asks for its own passphrase is taken as it is: that is how statements arrive."""
    import pikepdf  # 5 MB and 40 modules for those who add a PDF

    try:
        with pikepdf.open(BytesIO(data)) as document:
            pages = len(document.pages)
    except pikepdf.PasswordError:
        return
    except pikepdf.PdfError:
        pages = 0
    if not pages:
        raise BadInput(FILE, tr("“{name}” is damaged: no page of it can be read. Save or scan it again.").format(name=name))
