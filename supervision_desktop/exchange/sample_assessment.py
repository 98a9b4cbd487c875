"""Framework assessments in the sample practice: one finished a year ago, one half done, one of a second field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from itertools import cycle

from supervision_desktop.content.frameworks import Framework, load_frameworks
from supervision_desktop.domain.assessment import Assessment, Equivalent, Evidence, Rating, SecondRating, part_id
from supervision_desktop.domain.assessment_figures import descriptor
from supervision_desktop.formats import Clock, add_months
from supervision_desktop.paths import resources_dir
from supervision_desktop.services import assessment, sessions
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, gesture
from supervision_desktop.store.door import Store

Do = Callable[[ChangeSet], object]
LAST_YEAR = (2, 3, 1, 2, 3, 2, 4, 2, 1, 3, 2, 0)
THIS_YEAR = (3, 3, 2, 3, 4, 2, 4, 3, 1, 3)
NOTES = ("Steady now: every second Tuesday.", "With the new hospital I am still finding my way.",
         "Ruth and I spoke about this twice.", "In most cases, less so when a family disagrees.")
WISHES = ("Sit in with somebody who does this often", "Read one paper on it and bring it to supervision")
EVIDENCE = ("Log of sessions kept since January", "Plan for Tern 18, agreed with everybody round the client",
            "Thank-you letter from a family, names taken out", "Own check of ten records in spring")
EDUCATION = {"education_route": "equivalent_professional_qualification",
             "education_details": "Diploma in occupational therapy, 2004, and short courses since",
             "experience": "Nine years on a rehabilitation ward before case management",
             "education_proof": "Certificates in the blue folder"}
REASON = ("Most of what CMP2 asks for I do without being told, and I supervise one colleague. Working with other teams is "
          "thinner.")


def add_assessments(store: Store, do: Do, today: date, supervisor: str) -> None:
    """Brain injury a year ago and now, vocational rehabilitation for comparison."""
    framework = load_frameworks(resources_dir() / "frameworks").newest("cmf")
    first_on = add_months(today, -12)
    first = _begin(store, do, "brain_injury", framework, first_on)
    do(gesture("Sample", *_rated(framework, first, LAST_YEAR, most=52)))
    _edit(store, do, first, **EDUCATION, level="CMP1", level_reason="New to some of it, and glad of a supervisor.")
    with store.read() as db:
        finished = assessment.finish(db, first, _at(first_on), first_on)
    do(finished)
    now = _begin(store, do, "brain_injury", framework, today)
    _edit(store, do, now, level="CMP2", level_reason=REASON)
    do(gesture("Sample", *_rated(framework, now, THIS_YEAR, most=29), *_closer(framework, now),
               *_beside(store, framework, now, today), *_second(framework, now, supervisor, today)))
    other = _begin(store, do, "vocational_rehabilitation", framework, add_months(today, -1))
    do(gesture("Sample", *_rated(framework, other, (1, 2, 0, 1), most=11)))


def _begin(store: Store, do: Do, field: str, framework: Framework, on: date) -> str:
    with store.read() as db:
        change, made = assessment.start(db, field, framework, on)
    do(change)
    return made


def _edit(store: Store, do: Do, assessment_id: str, **values: str) -> None:
    with store.read() as db:
        change = changed(db.get_one(Assessment, assessment_id), **values)
    do(gesture("Sample", change))


def _rated(framework: Framework, assessment_id: str, values: tuple[int, ...], *, most: int) -> list[Change]:
    """The first criteria rated, every ninth with a note; what needs a team of her own left out."""
    found = []
    for number, (criterion, value) in enumerate(zip(list(framework.criteria())[:most], cycle(values), strict=False)):
        said: dict[str, object] = {"value": str(value)}
        if criterion.code == "PPD.SUP.4" or "Managing" in criterion.name:
            said = {"not_applicable": True, "reason": "sole_practice"}
        if number % 9 == 2:
            said["note"] = NOTES[number // 9 % len(NOTES)]
        if value <= 1 and number % 2:
            said["wish"] = WISHES[number % len(WISHES)]
        found.append(created(Rating, {"assessment_id": assessment_id, "code": criterion.code, **said},
                             part_id(assessment_id, criterion.code)))
    return found


def _closer(framework: Framework, assessment_id: str) -> list[Change]:
    """The first three groups looked at row by row, at each level."""
    rows = [row for group in list(framework.groups())[:3] for one in group.criteria for row in one.rows]
    marks = zip((descriptor(row.code, level.code) for row in rows for level in framework.levels),
                cycle((4, 3, 1, 4, 2, 0, 3, 3, 2)), strict=False)
    return [created(Rating, {"assessment_id": assessment_id, "code": code, "value": str(value)},
                    part_id(assessment_id, code)) for code, value in marks]


def _beside(store: Store, framework: Framework, assessment_id: str, today: date) -> list[Change]:
    """Evidence in words and from sessions, and something that stands for a criterion."""
    codes = [one.code for one in framework.criteria()]
    with store.read() as db:
        held = [row for row in sessions.rows(db, limit=12) if row.status == "held"][:4]
    found = [created(Evidence, {"assessment_id": assessment_id, "code": codes[3 * number], "kind": "text", "words": words,
                                "on": add_months(today, -number), "strength": ("fair", "strong")[number % 2]})
             for number, words in enumerate(EVIDENCE)]
    found += [created(Evidence, {"assessment_id": assessment_id, "code": codes[number * 2], "kind": "session",
                                 "words": f"Session with {row.who}", "record_kind": "supervision_session",
                                 "record_id": row.id, "on": row.on, "strength": "strong"})
              for number, row in enumerate(held)]
    stands = {"assessment_id": assessment_id, "code": codes[5], "agreed_by": "Ruth Hale-Okonjo", "on": today,
              "words": "Nine years of ward rounds with the same families: the skill is there, the course is not."}
    return [*found, created(Equivalent, stands, part_id(assessment_id, codes[5], "equivalent"))]


def _second(framework: Framework, assessment_id: str, rater: str, today: date) -> list[Change]:
    """Ruth's view of four criteria; one is far apart."""
    codes = [one.code for one in framework.criteria()]
    views = ((0, "3", None), (4, "2", "You do more here than you write down, and less than you say."), (2, "3", None),
             (5, "3", None))
    return [created(SecondRating, {"assessment_id": assessment_id, "code": codes[place], "value": value, "note": note,
                                   "rater_id": rater, "on": today}, part_id(assessment_id, codes[place], "second"))
            for place, value, note in views]


def _at(day: date) -> Clock:
    """Six in the evening of a day."""
    moment = datetime.combine(day, time(18), UTC)
    return lambda: moment
