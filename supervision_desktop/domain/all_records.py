"""Imports every file of records, so that the tables are known before the practice is opened."""

from sqlalchemy.orm import configure_mappers

from supervision_desktop.domain import (
    actions,
    assessment,
    attachments,
    cadence,
    cases,
    choosing,
    contract_decisions,
    contract_review,
    contracts,
    cpd,
    discussed,
    due_diligence,
    effectiveness,
    imports,
    money,
    people,
    plumbing,
    practice,
    preparation,
    profile,
    reflection,
    retention,
    session_notes,
    sessions,
    supervising,
    time,
)

__all__ = [
    "actions",
    "assessment",
    "attachments",
    "cadence",
    "cases",
    "choosing",
    "contract_decisions",
    "contract_review",
    "contracts",
    "cpd",
    "discussed",
    "due_diligence",
    "effectiveness",
    "imports",
    "money",
    "people",
    "plumbing",
    "practice",
    "preparation",
    "profile",
    "reflection",
    "retention",
    "session_notes",
    "sessions",
    "supervising",
    "time",
]

# While somebody types the passphrase; else the first question to the practice file pays for it.
configure_mappers()
