"""Every printed document; adding one is one file and one line here."""

from supervision_desktop.reports import (
    action_list,
    annual_statement,
    cadence,
    case_entry,
    caseload_brief,
    contract,
    contract_changes,
    cost_of_supervision,
    lines_to_charge,
    my_time_and_cost,
    party_statement,
    question_sheet,
    session_record,
    supervisor_comparison,
    worksheet,
)
from supervision_desktop.reports.report import Report

REPORTS: tuple[Report, ...] = (
    contract,
    session_record,
    case_entry,
    action_list,
    my_time_and_cost,
    party_statement,
    lines_to_charge,
    cost_of_supervision,
    supervisor_comparison,
    question_sheet,
    caseload_brief,
    contract_changes,
    cadence,
    annual_statement,
    worksheet,
)
