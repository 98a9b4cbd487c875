"""What a period cost and earned: the same lines on screen and on paper, each kind of figure by itself (BIL-08, 09, 15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from supervision_desktop.content.lists import Lists
from supervision_desktop.formats import minutes_text, money_text
from supervision_desktop.i18n import tr
from supervision_desktop.reports.parts import Heading, amounts, kept, note
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services.costs import CostFigures

Lines = tuple[tuple[str, str], ...]
"""Labels with their words."""


@dataclass(frozen=True)
class Money:
    """The lines of a period: what it cost, what is no money paid, and income, which lowers nothing."""

    paid: Lines
    apart: Lines
    earned: Lines


def money_of(found: CostFigures, lists: Lists) -> Money:
    """All lines about the money of a period."""
    return Money(paid_lines(found, lists), apart_lines(found), earned_lines(found))


def money_story(sheet: Sheet, money: Money) -> list[Flowable]:
    """Each kind of figure under its own heading."""
    cost = any(text != money_text(0) for _, text in money.paid)
    found: list[Flowable] = []
    for lines, title, words in (
            (money.paid if cost else (), tr("Cost"),
             tr("By the date of each invoice or expense, without VAT unless it is named.")),
            (money.apart, tr("Apart from money paid"),
             tr("Notional: time for supervision that was not charged, at the own rate of its day. Nobody paid it.")),
            (money.earned, tr("Income"), tr("Income from supervising others stands by itself and lowers no cost above."))):
        if lines:
            found.append(kept([Heading(sheet, title), *amounts(sheet, lines), *note(sheet, words)]))
    return found


def paid_lines(found: CostFigures, lists: Lists) -> Lines:
    """What was invoiced or spent, and what that is for a session and an hour."""
    others: Sequence[tuple[str, int]] = [(lists.label("cost_kind", kind), pence) for kind, pence in found.others]
    pairs = [(tr("Supervisors' invoices"), found.fees), *others, (tr("Cost of supervision"), found.total)]
    if found.total:
        pairs.append((tr("Of which paid"), found.paid))
    if found.vat:
        pairs.append((tr("VAT on top of it"), found.vat))
    if found.paid_by_others:
        pairs.append((tr("Paid by somebody else, not counted"), found.paid_by_others))
    if found.per_session is not None and found.per_hour is not None:
        pairs += [(tr("For each session held"), found.per_session), (tr("For each hour held"), found.per_hour)]
    return tuple((label, money_text(pence)) for label, pence in pairs)


def apart_lines(found: CostFigures) -> Lines:
    """Hours not charged at the own rate of their day, and both together (EFF-11)."""
    if not found.notional:
        return ()
    unbilled = tr("{time} not charged, notional").format(time=minutes_text(found.unbilled_minutes))
    return ((unbilled, money_text(found.notional)),
            (tr("Together with the cost"), money_text(found.true_cost)))


def earned_lines(found: CostFigures) -> Lines:
    """Income from supervising others."""
    if not found.earned:
        return ()
    return ((tr("Earned by supervising others"), money_text(found.earned)),
            (tr("Of which paid"), money_text(found.earned_paid)))
