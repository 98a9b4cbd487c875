"""x."""
from supervision_desktop.ui.times.period_page import PeriodPage
class ToChargePage(PeriodPage):
    """x."""
    title = "ToChargePage"
    def refresh(self) -> str:
        """x."""
        return ""
