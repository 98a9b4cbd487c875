"""Development: feedback, evaluations, and what one learns and grows by."""

from __future__ import annotations

from supervision_desktop.i18n import mark
from supervision_desktop.ui.feedback.evaluations_page import EvaluationsPage
from supervision_desktop.ui.feedback.page import FeedbackPage
from supervision_desktop.ui.paged_tab import PagedTab, TabPage

PAGES: dict[str, type[TabPage]] = {
    "feedback": FeedbackPage,
    "evaluations": EvaluationsPage,
}
"""The pages in their order by name; a page is made when first turned to."""


class DevelopmentTab(PagedTab):
    """Beside supervision, and never counted as supervision."""

    title, new_words = mark("Development"), mark("New feedback")
    pages = PAGES
