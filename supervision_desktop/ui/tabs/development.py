"""Development: feedback, evaluations, what one wants to learn, training, mentoring, a shelf, and sources of support."""

from __future__ import annotations

from supervision_desktop.i18n import mark
from supervision_desktop.ui.development.mentoring_page import MentoringPage
from supervision_desktop.ui.development.needs_page import NeedsPage
from supervision_desktop.ui.development.resources_page import ResourcesPage
from supervision_desktop.ui.development.support_page import SupportPage
from supervision_desktop.ui.development.training_page import TrainingPage
from supervision_desktop.ui.feedback.evaluations_page import EvaluationsPage
from supervision_desktop.ui.feedback.page import FeedbackPage
from supervision_desktop.ui.paged_tab import PagedTab, TabPage

PAGES: dict[str, type[TabPage]] = {
    "feedback": FeedbackPage,
    "evaluations": EvaluationsPage,
    "needs": NeedsPage,
    "training": TrainingPage,
    "mentoring": MentoringPage,
    "resources": ResourcesPage,
    "support": SupportPage,
}
"""The pages in their order by name; a page is made when first turned to."""


class DevelopmentTab(PagedTab):
    """Beside supervision, and never counted as supervision. One line on each page is enough."""

    title, new_words = mark("Development"), mark("New feedback")
    pages = PAGES
