"""Every printed document; adding one is one file and one line here."""

from supervision_desktop.reports import (
    action_list,
    contract,
    my_time_and_cost,
    party_statement,
    session_record,
)
from supervision_desktop.reports.report import Report

REPORTS: tuple[Report, ...] = (
    contract,
    session_record,
    action_list,
    my_time_and_cost,
    party_statement,
)
