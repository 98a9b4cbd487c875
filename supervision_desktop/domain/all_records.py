"""Imports every file of records, so that the tables are known before the practice is opened."""

from supervision_desktop.domain import actions, cases, contracts, people, plumbing, practice, sessions, time

__all__ = ["actions", "cases", "contracts", "people", "plumbing", "practice", "sessions", "time"]
