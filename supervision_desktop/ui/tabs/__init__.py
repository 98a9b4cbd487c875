"""The tabs in their order; a tab is one file here and one line below."""

from supervision_desktop.ui.tab import Tab
from supervision_desktop.ui.tabs.actions import ActionsTab
from supervision_desktop.ui.tabs.cases import CasesTab
from supervision_desktop.ui.tabs.sessions import SessionsTab
from supervision_desktop.ui.tabs.today import TodayTab

TABS: tuple[type[Tab], ...] = (TodayTab, SessionsTab, ActionsTab, CasesTab)
