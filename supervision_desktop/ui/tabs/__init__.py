"""The tabs in their order; a tab is one file here and one line below."""

from supervision_desktop.ui.tab import Tab
from supervision_desktop.ui.tabs.actions import ActionsTab
from supervision_desktop.ui.tabs.cases import CasesTab
from supervision_desktop.ui.tabs.contracts import ContractsTab
from supervision_desktop.ui.tabs.cpd import CpdTab
from supervision_desktop.ui.tabs.development import DevelopmentTab
from supervision_desktop.ui.tabs.framework import FrameworkTab
from supervision_desktop.ui.tabs.reports import ReportsTab
from supervision_desktop.ui.tabs.sessions import SessionsTab
from supervision_desktop.ui.tabs.supervisors import SupervisorsTab
from supervision_desktop.ui.tabs.time_cost import TimeCostTab
from supervision_desktop.ui.tabs.today import TodayTab

TABS: tuple[type[Tab], ...] = (
    TodayTab, SupervisorsTab, ContractsTab, SessionsTab, ActionsTab, CasesTab, TimeCostTab, CpdTab, FrameworkTab,
    DevelopmentTab, ReportsTab,
)
