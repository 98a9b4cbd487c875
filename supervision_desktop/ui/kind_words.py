"""What kinds of record are called where several are counted."""

from __future__ import annotations

from collections.abc import Collection

from supervision_desktop.i18n import mark, tr

NAMES = {
    "person": mark("People"), "supervisor": mark("Supervisors"), "supervisee": mark("Supervisees"),
    "practitioner": mark("Your profile"), "registration": mark("Registrations"),
    "instructing_party": mark("Instructing parties"), "case": mark("Cases"),
    "supervision_session": mark("Sessions"), "session_record": mark("Session records"),
    "session_addition": mark("Additions to session records"), "participant": mark("Who took part"),
    "action": mark("Actions"), "action_report": mark("Reports on actions"), "contract": mark("Contracts"),
    "contract_clause": mark("Clauses of contracts"), "contract_signature": mark("Signatures"),
    "time_entry": mark("Time and cost"), "attachment": mark("Attachments"), "setting": mark("Settings"),
    "print_log": mark("Lines in the print log"),
}
OTHER = mark("Other details")


def kind_name(kind: str) -> str:
    """The name of a kind, or "Other details"."""
    return tr(NAMES.get(kind, OTHER))


def kind_names(kinds: Collection[str]) -> str:
    """Several kinds in one line, each once."""
    return ", ".join(dict.fromkeys(kind_name(kind) for kind in kinds))
