"""The supervision contract: parties, numbered clauses, expectations, terms at a glance, signatures (CON-20)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.content.contracts import ContractTemplate
from supervision_desktop.domain.base import fields_of, values_of
from supervision_desktop.domain.contracts import Contract, ContractSignature
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Ref
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Heading, clauses, facts, grid, kept, note, paragraphs, space, two_columns
from supervision_desktop.reports.report import DRAFT, Context, asks, page_frame
from supervision_desktop.reports.signatures import Signature, read_strokes, signature_blocks
from supervision_desktop.reports.style import Sheet
from supervision_desktop.reports.text import whole_days
from supervision_desktop.services import contract_terms, contracts, signing
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.store.seal import Sealed, frozen, seal_of

ID = "contract"
TITLE = mark("Supervision contract")
CASES = False
EXPECTATIONS = "expectations"
SIGNATURES = "signatures"
SHORT_TERM = 28
"""Characters up to which a term has room in half the width."""
LABEL_SHARE = 0.51
"""Of half the width, for the name of a term."""
GUTTER = 10
"""Points between the two halves."""
MONEY = ("fee_pence", "fee_basis", "payer", "invoice_terms", "fee_late_pence", "fee_missed_pence")
"""Columns of a contract that say what is paid, as they are read."""
Term = tuple[str, str]
ROLES = {"supervisor": mark("Supervisor"), "supervisee": mark("Supervisee")}


@dataclass(frozen=True)
class Params:
    """Which contract, and so which version of it."""

    contract: str = field(metadata=asks(
        Ref(mark("Contract"), mark("Which contract and version"), required=True, to="contract")))


@dataclass(frozen=True, repr=False)
class Party:
    """One side as it stands on paper."""

    role: str
    name: str
    address: tuple[str, ...] = ()
    registrations: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Section:
    """A heading and its clauses, each one or more sentences."""

    code: str
    heading: str
    clauses: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, repr=False)
class ContractData:
    """Every word of one version of a contract."""

    frame: PageFrame
    parties: tuple[Party, ...]
    sections: tuple[Section, ...]
    of_supervisor: tuple[str, ...]
    of_supervisee: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]
    signatures: tuple[Signature, ...]
    wording: str
    seal: str = ""


def collect(db: Session, params: Params, context: Context) -> ContractData:
    """The contract as it stands, or, once sealed, as it was sealed."""
    found = contracts.page(db, params.contract)
    if found is None:
        raise BadInput("contract", tr("That contract is no longer here. Choose another one."))
    return _collected(db, found, seal_of(db, params.contract) if found.sealed else None, context)


def collect_signed(db: Session, contract_id: str, step: ChangeSet, context: Context) -> ContractData:
    """The contract as it stands once `step` is written: the paper that is kept with the seal."""
    found = contracts.page(db, contract_id)
    if found is None:
        raise BadInput("contract", tr("That contract is no longer here. Choose another one."))
    made = {change.kind: change.after for change in step.changes if change.before is None or change.id == contract_id}
    contract = Contract(id=contract_id, **{**values_of(found.contract), **(made["contract"] or {})})
    signature = ContractSignature(**(made["contract_signature"] or {}))
    parts = step.sealings[0].parts
    seal = Sealed(contract.sealed_at or "", frozen(parts)[1], parts, True)
    return _collected(db, replace(found, contract=contract, signatures=[*found.signatures, signature]), seal, context)


def _collected(db: Session, found: contracts.ContractPage, seal: Sealed | None, context: Context) -> ContractData:
    template = context.template(contracts.template_name(found.contract))
    words: Mapping[str, Any] = seal.parts if seal else signing.sealed_parts(
        found, contract_terms.printed(found, template, context.lists))
    parties = tuple(_party(role, words["parties"][role]) for role in ("supervisor", "supervisee"))
    signatures = tuple(_signature(found, role, party.name, context) for role, party in zip(ROLES, parties, strict=True))
    return ContractData(
        _frame(db, found, parties, signatures, context), parties, _sections(template, words["clauses"]),
        tuple(words["expectations"]["supervisor"]), tuple(words["expectations"]["supervisee"]),
        tuple((label, text) for label, text in words["terms"]), signatures, found.contract.template or "",
        _seal_text(seal))


def story(data: ContractData, sheet: Sheet) -> list[Flowable]:
    """The contract laid out: who and what at a glance first, then the clauses, the signatures last."""
    sections = [_section(data, sheet, number, section) for number, section in enumerate(data.sections, 1)]
    # The last heading before the signatures stays with them: a page of signatures alone could belong to anything.
    closing = [part for section in sections[-2:] for part in section]
    return [_parties(sheet, data.parties), *_glance(sheet, data), *(part for section in sections[:-2] for part in section),
            kept([*closing, signature_blocks(sheet, data.signatures), *_origin(data, sheet)])]


def _section(data: ContractData, sheet: Sheet, number: int, section: Section) -> list[Flowable]:
    heading = Heading(sheet, section.heading, number=str(number))
    words = clauses(sheet, number, (tuple(whole_days(text) for text in block) for block in section.clauses))
    if section.code != EXPECTATIONS:
        return [heading, *words]
    both = two_columns(sheet, (tr("The supervisor"), tr("The supervisee")), (data.of_supervisor, data.of_supervisee))
    # On one page where it can be: the two columns are read side by side.
    return [kept([heading, *words, *both])]


def _glance(sheet: Sheet, data: ContractData) -> list[Flowable]:
    """The terms in two columns, the long ones under them; what the parties' boxes say already is not said again."""
    said = {words for party in data.parties for words in (party.name, "; ".join(party.registrations))}
    terms = _with_basis([(label, text) for label, text in data.terms if text not in said])
    if not terms:
        return []
    short = [term for term in terms if len(term[1]) <= SHORT_TERM]
    return [Heading(sheet, tr("The terms at a glance")), *_paired(sheet, _money_apart(short)),
            *facts(sheet, [term for term in terms if len(term[1]) > SHORT_TERM], share=LABEL_SHARE / 2)]


def _with_basis(terms: Sequence[Term]) -> list[Term]:
    """The fee and what it is for in one line, "£85.00 per hour", where it is for something."""
    fee, basis = _money_labels()[:2]
    per = next((text for label, text in terms if label == basis and text.startswith(tr("Per "))), "")
    if not per or not any(label == fee for label, _ in terms):
        return [*terms]
    return [(label, f"{text} {per.lower()}" if label == fee else text) for label, text in terms if label != basis]


def _money_apart(terms: Sequence[Term]) -> list[Term]:
    """All that is about money together, at the head of the right half."""
    labels = _money_labels()
    money = sorted((term for term in terms if term[0] in labels), key=lambda term: labels.index(term[0]))
    others = [term for term in terms if term[0] not in labels]
    half = min((len(terms) + 1) // 2, len(others))
    return [*others[:half], *money, *others[half:]]


def _money_labels() -> list[str]:
    fields = fields_of(Contract)
    return [tr(fields[name].label) for name in MONEY]


def _paired(sheet: Sheet, terms: Sequence[Term]) -> list[Flowable]:
    """Label and value twice beside each other, read down the left half first."""
    if not terms:
        return []
    half = (len(terms) + 1) // 2
    rows = [[part for pair in (left, right) for text, style in zip(pair, ("label", "cell"), strict=True)
             for part in [paragraphs(sheet, text, style)]]
            for left, right in zip_longest(terms[:half], terms[half:], fillvalue=("", ""))]
    label, value = sheet.width / 2 * LABEL_SHARE, sheet.width / 2 * (1 - LABEL_SHARE)
    line = sheet.colours["line"]
    return [grid(sheet, rows, [label, value, label + GUTTER, value - GUTTER], [
        ("LINEBELOW", (0, 0), (1, -1), 0.4, line), ("RIGHTPADDING", (1, 0), (1, -1), GUTTER),
        ("LINEBELOW", (2, 0), (-1, len(terms) - half - 1), 0.4, line), ("LEFTPADDING", (2, 0), (2, -1), GUTTER),
        ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5)], spaceBefore=2)]


def _parties(sheet: Sheet, parties: Sequence[Party]) -> Flowable:
    cells = [[*paragraphs(sheet, party.role, "label"), *paragraphs(sheet, party.name, "cell_bold"),
              *(part for text in (*party.address, *party.registrations) for part in paragraphs(sheet, text, "cell"))]
             for party in parties]
    width = sheet.width / len(parties)
    return grid(sheet, [cells], [width] * len(parties), [
        ("LEFTPADDING", (0, 0), (-1, -1), 8), ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 6), ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
        ("BOX", (0, 0), (-1, -1), 0.5, sheet.colours["line"]),
        ("LINEAFTER", (0, 0), (-2, -1), 0.5, sheet.colours["line"])], spaceBefore=4, spaceAfter=4)


def _origin(data: ContractData, sheet: Sheet) -> list[Flowable]:
    lines = [tr("The wording began from the template {name}; both sides could change every line.").format(
        name=data.wording)] if data.wording else []
    if data.seal:
        lines.append(tr("Seal of this text: {digits}").format(digits=data.seal))
    return [space(10), *note(sheet, "\n".join(lines))]


def _frame(db: Session, found: contracts.ContractPage, parties: Sequence[Party], signatures: Sequence[Signature],
           context: Context) -> PageFrame:
    version = tr("Version {n}").format(n=found.contract.version or 1)
    state = _state(found, signatures)
    between = tr("between {a} (supervisor) and {b} (supervisee)").format(a=parties[0].name, b=parties[1].name)
    change = found.contract.change_note
    lead = (between, f"{version} · {state}", *((tr("Changed: {note}").format(note=change),) if change else ()))
    return page_frame(db, context, tr(TITLE), lead=lead, version=f"{version}, {_short_state(found, signatures)}",
                      marks=() if found.sealed else (tr(DRAFT),))


def _state(found: contracts.ContractPage, signatures: Sequence[Signature]) -> str:
    """Where this version stands, in words that say no more than is known."""
    contract = found.contract
    if not found.sealed:
        return tr("Draft, agreed by nobody yet")
    waiting = [one.name for one in signatures if not one.how]
    if waiting:
        return tr("closed to change; not yet agreed by {names}").format(names=", ".join(waiting))
    known = tr("signed by both on {day}") if all(one.signed for one in signatures) else tr("agreed by both on {day}")
    words = known.format(day=day_text(max(one.on for one in signatures if one.on)))
    if contract.status == "superseded":
        return tr("{words}; replaced by a later version").format(words=words)
    if contract.status == "ended" and contract.ends_on:
        return tr("{words}; ended on {day}").format(words=words, day=day_text(contract.ends_on))
    return words


def _short_state(found: contracts.ContractPage, signatures: Sequence[Signature]) -> str:
    days = [one.on for one in signatures if one.on]
    if not found.sealed or len(days) < len(signatures):
        return tr("draft") if not found.sealed else tr("waiting for agreement")
    word = tr("signed {day}") if all(one.signed for one in signatures) else tr("agreed {day}")
    return word.format(day=day_text(max(days)))


def _party(role: str, words: Mapping[str, Any]) -> Party:
    return Party(tr(ROLES[role]), words["name"], tuple(words["address"]), tuple(words["registrations"]))


def _signature(found: contracts.ContractPage, role: str, name: str, context: Context) -> Signature:
    person = (found.supervisor if role == "supervisor" else found.supervisee).person_id
    made = next((one for one in found.signatures if one.person_id == person), None)
    if made is None:
        return Signature(tr(ROLES[role]), name)
    route = context.lists.label("confirmed_route", made.route).lower() if made.route else ""
    return Signature(tr(ROLES[role]), name, made.how, made.on, route, made.recorded_by or "", read_strokes(made.strokes))


def _sections(template: ContractTemplate, words: Mapping[str, Sequence[Sequence[str]]]) -> tuple[Section, ...]:
    """The headings in the template's order; one without clauses is left out, expectations and signatures stay."""
    found = [Section(one.code, one.title, tuple(tuple(block) for block in words.get(one.code, ())))
             for one in template.headings]
    kept_always = (EXPECTATIONS, SIGNATURES)
    return tuple(one for one in found if one.clauses or one.code in kept_always)


def _seal_text(seal: Sealed | None) -> str:
    return seal.told if seal else ""
