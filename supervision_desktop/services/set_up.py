"""Guided set-up (PRA-06): plain questions, what they lead us to propose, and keeping what was chosen.

Answers about risk, safeguarding, several agencies or the size of a caseload propose nothing: oversight modules stay off
until somebody chooses them by name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from supervision_desktop.domain.cadence import CadenceRule
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import practice, profile
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, gesture

ANSWERS, CHOSEN = "set_up.answers", "set_up.chosen"
RULE_ID = "00000000-0000-4000-8000-000000000002"
"""The id of the rule that the set-up makes, so that a second time changes it."""
CLAUSE = "charging_on"
"""The clause of a contract about what may be charged on."""
YES_NO = (("yes", mark("Yes")), ("no", mark("No")))
COMES_LATER = (
    ("dna", mark("Missed appointments")), ("transitions", mark("Hand-over and closing")), ("huddle", mark("Risk huddle")),
    ("safeguarding", mark("Safeguarding")), ("multi_agency", mark("Several agencies")), ("escalation", mark("Escalation")),
    ("exceptions", mark("Exceptions")), ("audit", mark("Sampling and audit")), ("figures", mark("Figures")))
"""Oversight modules: (key, name). They are off, and no answer turns one on."""


@dataclass(frozen=True)
class Question:
    """One question, and what may be answered; no answer is an answer too."""

    key: str
    words: str
    choices: tuple[tuple[str, str], ...] = YES_NO


QUESTIONS = (
    Question("caseload", mark("Do you hold a caseload?")),
    Question("size", mark("About how many cases?"), (
        ("few", mark("Up to 5")), ("some", mark("6 to 15")), ("many", mark("More than 15")))),
    Question("supervises", mark("Do you supervise other people?")),
    Question("group", mark("Any supervision in a group or with peers?")),
    Question("often", mark("How often would supervision help?"), (
        ("fortnight", mark("Every two weeks")), ("month", mark("Every month")), ("quarter", mark("Every quarter")))),
    Question("minutes", mark("How long is a good session?"), (
        ("60", mark("1 hour")), ("90", mark("1½ hours")), ("120", mark("2 hours")))),
    Question("time", mark("Would you like to note time and cost?")),
    Question("charged_on", mark("Is supervision time ever charged on?")),
    Question("body", mark("Does a body expect supervision of you?")),
    Question("risk", mark("Are any of your clients at high risk?")),
    Question("agencies", mark("Do several agencies work with a client?")),
    Question("safeguarding", mark("Do safeguarding questions come up?")),
)


@dataclass(frozen=True)
class Proposal:
    """One thing to take or leave; `on` is what the answers lead us to propose."""

    key: str
    words: str
    why: str
    on: bool


def answers(db: Session) -> dict[str, str]:
    """What was answered last time."""
    known = {question.key: {value for value, _ in question.choices} for question in QUESTIONS}
    return {key: str(value) for key, value in _facts(db, ANSWERS).items() if value in known.get(key, ())}


def proposals(given: Mapping[str, str]) -> list[Proposal]:
    """What the answers lead to; a question without an answer proposes nothing."""
    found = [Proposal(key, tr(words), tr(why), given[asked] == "yes")
             for key, asked, words, why in _PLAIN if given.get(asked)]
    if given.get("often"):
        found.append(Proposal("cadence", tr("Go by a rhythm of my own: {rhythm}").format(rhythm=_rhythm(given)),
                              tr("Kept as a rule of your own; what you held is set beside it."), True))
    return found


def touched(given: Mapping[str, str]) -> list[str]:
    """Names of the oversight modules that answers have to do with; a pointer, it turns nothing on."""
    keys = {key for asked, answer, found in _TOUCHED if given.get(asked) == answer for key in found}
    return [tr(words) for key, words in COMES_LATER if key in keys]


def now(db: Session, proposal: Proposal) -> bool:
    """Whether it is so at present."""
    if proposal.key == "cadence":
        rule = db.get(CadenceRule, RULE_ID)
        return rule is not None and bool(rule.adopted)
    if proposal.key == "code":
        return profile.code_entry(db, date.min) is None
    roles = profile.roles(db)
    return {"caseload": roles.holds_caseload, "supervises": roles.supervises,
            "time_cost": "time_cost" in practice.modules(db),
            "charging_on": CLAUSE not in practice.clauses_left_out(db)}[proposal.key]


def ticked(db: Session, proposal: Proposal) -> bool:
    """How a proposal begins: as it is now where the same was proposed before, else as proposed."""
    earlier = _facts(db, CHOSEN)
    return now(db, proposal) if earlier.get(proposal.key) == proposal.on else proposal.on


def keep(db: Session, given: Mapping[str, str], chosen: Mapping[str, bool], today: date) -> ChangeSet:
    """One gesture: the answers, and everything that was taken or left."""
    proposed = {one.key: one.on for one in proposals(given)}
    settings = {ANSWERS: json.dumps(dict(given)), CHOSEN: json.dumps(proposed)}
    changes = [_roles(db, chosen)]
    if "time_cost" in chosen:
        settings[f"{practice.MODULE}time_cost"] = "on" if chosen["time_cost"] else "off"
    if "charging_on" in chosen:
        others = practice.clauses_left_out(db) - {CLAUSE}
        left = others if chosen["charging_on"] else others | {CLAUSE}
        settings[practice.LEFT_OUT] = " ".join(sorted(left)) or practice.NONE
    if "cadence" in chosen:
        changes.append(_rule(db, given, adopted=chosen["cadence"], today=today))
    if chosen.get("code"):
        changes.append(profile.code_entry(db, today))
    kept = (step for name, value in settings.items() for step in practice.set_setting(db, name, value).changes)
    return gesture(tr("Set-up"), *kept, *changes)


_PLAIN = (
    ("caseload", "caseload", mark("Show cases"), mark("A plain list by reference, nothing more.")),
    ("supervises", "supervises", mark("Show the people I supervise"), mark("In the list of supervisors and in contracts.")),
    ("time_cost", "time", mark("Show time and cost"), mark("Minutes, fees, and who bears them.")),
    ("charging_on", "charged_on", mark("New contracts say what may be charged on"),
     mark("Without it, that clause begins unticked.")),
    ("code", "body", mark("Note what the Code of Ethics expects"), mark("Section 4.13, as a first entry in your profile.")))
"""(proposal, the question behind it, words, why)."""


_TOUCHED = (("risk", "yes", ("dna", "huddle")), ("agencies", "yes", ("multi_agency",)),
            ("safeguarding", "yes", ("safeguarding",)), ("size", "many", ("exceptions",)))
"""(question, answer, modules it has to do with)."""


def _roles(db: Session, chosen: Mapping[str, bool]) -> Change | None:
    columns = {"caseload": "holds_caseload", "supervises": "supervises"}
    return profile.role_change(db, **{column: chosen[key] for key, column in columns.items() if key in chosen})


def _rhythm(given: Mapping[str, str]) -> str:
    often, minutes = (dict(question.choices) for question in QUESTIONS if question.key in ("often", "minutes"))
    words = (tr(often[given["often"]]).lower(), tr(minutes[given["minutes"]]) if given.get("minutes") else "")
    return ", ".join(filter(None, words))


def _rule(db: Session, given: Mapping[str, str], *, adopted: bool, today: date) -> Change | None:
    values = {"count": 1, "unit": given["often"], "adopted": adopted,
              "group": "with_hint" if given.get("group") == "yes" else None,
              "least_minutes": int(given["minutes"]) if given.get("minutes") else None}
    rule = db.get(CadenceRule, RULE_ID)
    if rule is not None:
        return changed(rule, **values)
    return created(CadenceRule, {"name": tr("My own rhythm"), "applies_to": "self", "source": "need", "starts_on": today,
                                 **values}, RULE_ID) if adopted else None


def _facts(db: Session, name: str) -> dict[str, object]:
    """What is kept under a name as JSON; nothing where it cannot be read."""
    try:
        found = json.loads(practice.setting(db, name) or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
