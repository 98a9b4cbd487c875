"""Takes in PySide6 and keeps Python's own `import`; the window's program imports this before anything else of Qt.

PySide6 puts a function of its own in the place of `import`, for the sake of optional features which we do not use. Run
from source it reads the text of every module that is imported afterwards and keeps it: a twentieth of the start, a
seventh of the imports after it, and 28 MB (tried with 6.11).
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def plain_import() -> Iterator[None]:
    """Whatever puts itself in the place of `import` inside is gone again afterwards."""
    plain = builtins.__import__
    try:
        yield
    finally:
        builtins.__import__ = plain


with plain_import():
    import PySide6.QtWidgets  # noqa: F401  # it brings the whole binding with it
