"""Imports every file of records, so that the tables are known before the practice is opened."""

from sqlalchemy.orm import configure_mappers

from supervision_desktop.domain import (
    actions,
    attachments,
    cases,
    contracts,
    people,
    plumbing,
    practice,
    sessions,
    time,
)

__all__ = [
    "actions",
    "attachments",
    "cases",
    "contracts",
    "people",
    "plumbing",
    "practice",
    "sessions",
    "time",
]

# While somebody types the passphrase; else the first question to the practice file pays for it.
configure_mappers()
