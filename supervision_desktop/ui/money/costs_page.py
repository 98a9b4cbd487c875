"""x."""
from supervision_desktop.ui.times.period_page import PeriodPage
class CostsPage(PeriodPage):
    """x."""
    title = "CostsPage"
    def refresh(self) -> str:
        """x."""
        return ""
