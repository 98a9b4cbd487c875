"""The chart of time by month as a page of its own, for the screen: the very drawing that goes on paper."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.graphics import renderPDF

from supervision_desktop.i18n import tr
from supervision_desktop.reports.charts import Bar, stacked_bars
from supervision_desktop.reports.style import Sheet


def months_pdf(sheet: Sheet, months: Sequence[tuple[str, int, int]], width: float = 0) -> bytes:
    """Months as (label, minutes, of these billable); `width` in points, that of a page unless given."""
    bars = [Bar(label, billable, minutes - billable) for label, minutes, billable in months]
    drawing = stacked_bars(sheet, bars, (tr("Billable"), tr("Not billable")), width)
    pdf: bytes = renderPDF.drawToString(drawing)
    return pdf
