"""Supervision Desktop: one practitioner's supervision, kept encrypted and printed well."""

__version__ = "0.1.0"
