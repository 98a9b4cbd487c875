"""The tabs in their order; a tab is one file here and one line below."""

from supervision_desktop.ui.tab import Tab

TABS: tuple[type[Tab], ...] = ()
