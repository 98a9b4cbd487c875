"""What a period cost and earned, as label and words: the same lines on screen and on paper (BIL-08, BIL-09, BIL-15)."""

from __future__ import annotations

from supervision_desktop.content.lists import Lists
from supervision_desktop.formats import minutes_text, money_text
from supervision_desktop.i18n import tr
from supervision_desktop.services.costs import CostFigures


def paid_lines(found: CostFigures, lists: Lists) -> list[tuple[str, str]]:
    """What was invoiced or spent, and what that is for a session and an hour."""
    others = [(lists.label("cost_kind", kind), pence) for kind, pence in found.others]
    pairs = [(tr("Supervisors' invoices"), found.fees), *others, (tr("Cost of supervision"), found.total)]
    lines = [(label, money_text(pence)) for label, pence in pairs]
    if found.total:
        lines.append((tr("Of which paid"), money_text(found.paid)))
    if found.vat:
        lines.append((tr("VAT on top of it"), money_text(found.vat)))
    if found.paid_by_others:
        lines.append((tr("Paid by somebody else, not counted"), money_text(found.paid_by_others)))
    if found.per_session is not None and found.per_hour is not None:
        lines.append((tr("For each session held"), money_text(found.per_session)))
        lines.append((tr("For each hour held"), money_text(found.per_hour)))
    return lines


def apart_lines(found: CostFigures) -> list[tuple[str, str]]:
    """What is no money paid: hours not charged at the own rate of their day, and both together (EFF-11)."""
    if not found.notional:
        return []
    return [(tr("Hours not charged, notional"), tr("{money} for {time}").format(
        money=money_text(found.notional), time=minutes_text(found.unbilled_minutes))),
        (tr("Cost and hours not charged, together"), money_text(found.true_cost))]


def earned_lines(found: CostFigures) -> list[tuple[str, str]]:
    """Income from supervising others: it lowers no cost."""
    if not found.earned:
        return []
    return [(tr("Earned by supervising others"), money_text(found.earned)),
            (tr("Of which paid"), money_text(found.earned_paid))]


def cost_lines(found: CostFigures, lists: Lists) -> tuple[tuple[str, str], ...]:
    """All of it; nothing where nothing was spent, earned or left uncharged."""
    paid = paid_lines(found, lists) if found.total or found.paid_by_others else []
    return (*paid, *apart_lines(found), *earned_lines(found))
