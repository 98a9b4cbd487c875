"""Where a contract stands, in a word, a shape and a sentence. "Signed" is said only of ink and of a drawing (CON-19)."""

from __future__ import annotations

from datetime import date

from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import contracts, signing
from supervision_desktop.ui.workspace import Workspace

TONES = {"draft": "warn", "agreed": "accent", "signed": "good", "confirmed": "good", "under_review": "accent"}
SHAPES = {"draft": "○", "agreed": "◐", "signed": "●", "confirmed": "◎", "under_review": "◇", "superseded": "–", "ended": "–"}
IN_FORCE = ("signed", "confirmed", "under_review")
PAST = ("superseded", "ended")


def key_of(page: contracts.ContractPage, today: date) -> str:
    """The state of the contract on a page."""
    confirmed = any(one.how == signing.ELSEWHERE for one in page.signatures)
    return signing.standing(page.contract.status, confirmed, page.contract.ends_on, today)


def state_word(workspace: Workspace, key: str) -> str:
    """The word of a state: as on every list, but what is in force says whether everybody signed."""
    return {"signed": tr("Signed"), "confirmed": tr("Confirmed")}.get(key) or workspace.label("contract_status", key)


def badge_words(workspace: Workspace, key: str) -> str:
    """The word with its shape, so that no colour is needed."""
    return f"{SHAPES[key]} {state_word(workspace, key)}"


def explained(page: contracts.ContractPage, key: str) -> str:
    """What the state means for this contract, in one or two sentences."""
    contract = page.contract
    if key == "draft":
        if contract.replaces_id is not None:
            return tr("The next version. The one before it stays in force until both of you have agreed to this one.")
        return tr("Every word can still change. The first signature closes the text.")
    if key == "agreed":
        names = ", ".join(party.name for party in page.unsigned())
        return tr("{names} has neither signed nor confirmed yet.").format(names=names)
    if key in PAST:
        day = day_text(contract.ends_on) if contract.ends_on else ""
        words = tr("A later version took its place on {day}.") if key == "superseded" else tr("Over since {day}.")
        return tr("{words} It is kept to be read.").format(words=words.format(day=day) if day else "").strip()
    return {"signed": tr("Signed by both, in ink or drawn here. In force."),
            "confirmed": tr("Agreed by both; not everybody signed, so it is not called signed. In force."),
            "under_review": tr("You are looking at it again together. It stays in force until you decide.")}[key]


def way_words(direction: str) -> str:
    """Who supervises whom, inside a line of facts."""
    return tr("I supervise") if direction == "given" else tr("supervises me")
