"""Reading what stands on a widget."""

import pytest
from PySide6.QtWidgets import QLabel


@pytest.fixture
def seen_words():
    """The labels a person sees on a widget, as one text."""
    return lambda widget: "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))
