"""Files put behind a document: pages of PDFs and pictures as they are, so that evidence travels in one piece."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from supervision_desktop.errors import BadInput, DamagedFile
from supervision_desktop.reports.pictures import safe_picture
from supervision_desktop.store.attachments import Files

MARGIN = 40
MOST_PIXELS = 3_000_000
PDF, PICTURES = "application/pdf", ("image/png", "image/jpeg")


def goes_behind(media_type: str) -> bool:
    """Whether a file of this type has pages to be put there."""
    return media_type == PDF or media_type in PICTURES


def with_files(pdf: bytes, files: Files, wanted: Sequence[tuple[str, str]], told: Callable[[int], None]) -> bytes:
    """The document with (digest, media type) behind it; what cannot be read or is locked is left out.

    `told` hears before each file how far it is, in percent, and may raise Cancelled.
    """
    import pikepdf  # 5 MB and 40 modules for those who ask for it

    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as whole:
        for number, (digest, media_type) in enumerate(wanted):
            told(100 * number // len(wanted))
            try:
                content = files.read(digest)
                with pikepdf.open(BytesIO(content if media_type == PDF else _page(content))) as more:
                    whole.pages.extend(more.pages)
            except (BadInput, DamagedFile, pikepdf.PdfError):
                continue   # the index still names it
        whole.save(target, deterministic_id=True)
    return target.getvalue()


def _page(picture: bytes) -> bytes:
    """A picture on a page of its own. Raises BadInput for what is none."""
    reader = ImageReader(BytesIO(safe_picture(picture, MOST_PIXELS)))
    wide, high = reader.getSize()
    share = min((A4[0] - 2 * MARGIN) / wide, (A4[1] - 2 * MARGIN) / high)
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    canvas.drawImage(reader, MARGIN, A4[1] - MARGIN - high * share, wide * share, high * share)
    canvas.save()
    return target.getvalue()
