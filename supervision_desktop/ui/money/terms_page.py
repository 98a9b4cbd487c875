"""x."""
from supervision_desktop.ui.times.period_page import PeriodPage
class TermsPage(PeriodPage):
    """x."""
    title = "TermsPage"
    def refresh(self) -> str:
        """x."""
        return ""
