"""The terms of a contract in words, and the whole contract as it prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from supervision_desktop.content.contracts import ContractTemplate, filled
from supervision_desktop.content.lists import Lists
from supervision_desktop.domain.base import fields_of
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.formats import clock_text, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services.contracts import ContractPage, Printed

CHOSEN = ("fee_basis", "payer", "recording", "ai_notes", "law", "identification", "minute_taker", "action_recorder",
          "record_agreed_by", "record_keeper", "controllers")
"""Terms that pick a sentence of the template rather than stand in one."""
NO_MODEL = "none"


def terms(found: ContractPage, lists: Lists) -> dict[str, str]:
    """The contract's terms in words, by the template's keys; choices stay keys, for they pick sentences."""
    contract = found.contract
    words = {name: _word(contract, name, lists) for name in fields_of(Contract)}
    chosen = {name: getattr(contract, name) or "" for name in CHOSEN}
    hours = "" if contract.contact_from is None or contract.contact_to is None else tr("{a} to {b}").format(
        a=clock_text(contract.contact_from), b=clock_text(contract.contact_to))
    return words | chosen | _settled(contract, found.goals, words, lists) | {
        "supervisor": found.supervisor.name, "supervisee": found.supervisee.name,
        "supervisor_bodies": "; ".join(found.supervisor.registrations),
        "supervisee_bodies": "; ".join(found.supervisee.registrations),
        "purpose": words["purpose_agreed"], "cadence": cadence_text(contract, lists), "minutes": words["session_minutes"],
        "fee_late": words["fee_late_pence"], "fee_missed": words["fee_missed_pence"], "fee": words["fee_pence"],
        "vat": words["vat_points"], "contact_hours": hours,
        "own_supervision_on": day_text(found.own_supervision_on) if found.own_supervision_on else "",
    }


def _settled(contract: Contract, goals: Sequence[str], words: Mapping[str, str], lists: Lists) -> dict[str, str]:
    """What reads on inside a sentence in other words than those of its field."""
    due, breach = contract.record_due_days, contract.breach_hours
    exclusions = [lists.label("contract_exclusions", key).lower() for key in contract.exclusions or ()]
    return {
        "purpose_basis": tr("the supervisee's individual needs") if contract.purpose_individual else "",
        "models": "" if contract.models == (NO_MODEL,) else words["models"],
        "notice_hours": _counted(contract.notice_hours, tr("1 hour"), tr("{n} hours")),
        **dict.fromkeys(("record_due", "record_due_days"), _counted(due, tr("1 day"), tr("{n} days"))),
        **dict.fromkeys(("breach_notice", "breach_hours"), _counted(breach, tr("1 hour"), tr("{n} hours"))),
        "complaint_days": _counted(contract.complaint_days, tr("1 day"), tr("{n} days")),
        "exclusions": tr(" or ").join(filter(None, (", ".join(exclusions[:-1]), *exclusions[-1:]))),
        "separation": contract.separation or (tr("there is no second role") if contract.separation_none else ""),
        "case_review_documents": _in_a_line(contract.case_review_documents),
        "goals": "; ".join(filter(None, (_in_a_line(contract.goals), *goals))),
        "check_in": words["check_in_every"], "evaluation": words["evaluation_every"],
    }


def printed(found: ContractPage, template: ContractTemplate, lists: Lists) -> Printed:
    """The words of the contract as they print: included clauses in order, own wording before the template's."""
    known = terms(found, lists)
    places = template.places(known)
    originals = {clause.code: clause.wording() for clause in template.clauses_under(found.contract.law or "")}
    headings = []
    for heading in template.headings:
        blocks = [tuple(filled(clause.text or originals.get(clause.code or "", ""), places))
                  for clause in found.clauses if clause.heading == heading.code and clause.included]
        headings.append((heading.code, tuple(block for block in blocks if block)))
    schedule = tuple((term.label, lists.label(term.choice, known[term.key]) if term.choice else known[term.key])
                     for term in template.terms if term.glance and known.get(term.key))
    return Printed(tuple(headings), _lines(found, "supervisor"), _lines(found, "supervisee"), schedule)


def cadence_text(contract: Contract, lists: Lists) -> str:
    """'once a month', 'twice a quarter', '3 times a year'."""
    if not contract.cadence_count or not contract.cadence_unit:
        return ""
    unit = lists.label("cadence_unit", contract.cadence_unit).lower()
    often = {1: tr("once"), 2: tr("twice")}.get(contract.cadence_count, tr("{n} times").format(n=contract.cadence_count))
    return tr("{often} a {unit}").format(often=often, unit=unit)


def _word(contract: Contract, name: str, lists: Lists) -> str:
    field, value = fields_of(Contract)[name], getattr(contract, name)
    list_id = getattr(field, "list_id", "")
    if not list_id or value is None:
        return field.text(value)
    keys: Sequence[str] = (value,) if isinstance(value, str) else value
    labels = [lists.label(list_id, key) for key in keys]
    # A model's name is a name; the rest reads on inside a sentence.
    return ", ".join(labels if list_id == "models" else [label[:1].lower() + label[1:] for label in labels])


def _in_a_line(text: str | None) -> str:
    return "; ".join(filter(None, (line.strip().rstrip(".;") for line in (text or "").splitlines())))


def _counted(count: int | None, one: str, many: str) -> str:
    return "" if count is None else one if count == 1 else many.format(n=count)


def _lines(found: ContractPage, side: str) -> tuple[str, ...]:
    return tuple(line.text for line in found.expectations if line.side == side and line.included)
