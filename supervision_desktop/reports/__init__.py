"""Every printed document; adding one is one file and one line here."""

from supervision_desktop.reports import (
    action_list,
    caseload_brief,
    contract,
    contract_changes,
    my_time_and_cost,
    party_statement,
    question_sheet,
    session_record,
    supervisor_comparison,
)
from supervision_desktop.reports.report import Report

REPORTS: tuple[Report, ...] = (
    contract,
    session_record,
    action_list,
    my_time_and_cost,
    party_statement,
    supervisor_comparison,
    question_sheet,
    caseload_brief,
    contract_changes,
)
