"""The column of a page that ends in empty room."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from supervision_desktop.ui import layout


def page_column(*parts: layout.Part) -> QVBoxLayout:
    """Parts under each other; what room is left stays under the last."""
    made = layout.column(*parts)
    made.addStretch(1)
    return made
