"""Figures with their labels, two columns under a heading: what a document says, on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.i18n import tr
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable


class Figures(Section):
    """A panel of lines such as ("For each hour held", "£90.00"); hidden while there are none."""

    def __init__(self, heading: str, note: str = "") -> None:
        super().__init__(heading)
        self.table = DataTable(heading, [Column(tr("What")), Column(tr("Amount"), number=True, chars=26)], most_rows=10)
        self.add(self.table)
        if note:
            self.add(QuietLabel(note))
        self.body.addStretch(1)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Fill it."""
        self.table.set_rows(lines)
        self.setVisible(bool(lines))
