"""Pictures that somebody brought along, made safe to put on paper: decoded within limits, small, without what rode along."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import mark, tr

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

PICTURE = mark("Picture")
MOST_PIXELS = 50_000_000
"""Pixels that a picture may say it has: A4 at 600 dots per inch has 35 million, and takes 140 MB while it is decoded."""
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


def is_picture(data: bytes) -> bool:
    """Whether this begins as a PNG or a JPEG does."""
    return data.startswith((PNG, JPEG))


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height as the header says them; nothing is decoded. Raises BadInput for no picture or one too large."""
    return _opened(data).size


def safe_picture(data: bytes, most_pixels: int) -> bytes:
    """The picture as a PNG of at most so many pixels, upright, without place, maker or comments.

    Raises BadInput for what is no PNG or JPEG, cannot be read to its end, or has more pixels than MOST_PIXELS.
    """
    from PIL import ImageOps  # for those who have a picture

    found = _opened(data)
    share = min(1.0, (most_pixels / (found.width * found.height)) ** 0.5)
    size = max(1, int(found.width * share)), max(1, int(found.height * share))
    try:
        found.draft("RGB", size)  # a JPEG can be decoded small from the start
        plain = found.convert("RGBA" if "A" in found.getbands() or "transparency" in found.info else "RGB")
        upright = ImageOps.exif_transpose(plain.resize(size) if plain.size != size else plain)
    except (OSError, ValueError, SyntaxError, EOFError):
        raise _no_picture() from None
    upright.info.clear()
    target = BytesIO()
    upright.save(target, "PNG")
    return target.getvalue()


def _opened(data: bytes) -> ImageFile:
    """The picture with its header read. Our own limit holds, for this call alone; the library's is for all its users."""
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile

    if not is_picture(data):
        raise _no_picture()
    try:
        found: ImageFile = PngImageFile(BytesIO(data)) if data.startswith(PNG) else JpegImageFile(BytesIO(data))
    except (OSError, ValueError, SyntaxError, EOFError):
        raise _no_picture() from None
    width, height = found.size
    if width * height > MOST_PIXELS:
        raise BadInput(PICTURE, tr("This picture says it has {n} million pixels; at most {most} million are taken. "
                                   "Save it smaller and try again.").format(
            n=f"{width * height // 1_000_000:,}", most=MOST_PIXELS // 1_000_000))
    if not width * height:
        raise _no_picture()
    return found


def _no_picture() -> BadInput:
    return BadInput(PICTURE, tr("This is not a picture that can be read. A PNG or a JPEG is accepted."))
