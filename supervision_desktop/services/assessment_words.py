"""An assessment in words, the same on screen and paper: counts and spread, never a grade."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from supervision_desktop.content.frameworks import Framework, Group
from supervision_desktop.domain import assessment_figures as figures
from supervision_desktop.domain.assessment import own_code
from supervision_desktop.domain.assessment_figures import Coverage, Difference, Marks, Spread
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services.assessment import Page

SCALE = "rating_scale"
OWN_VIEW = mark("My own assessment, not one by BABICM, CMSUK, VRA or IRCM.")
NO_APPRAISAL = mark("Shows good practice; not mainly for appraisal.")
FOLDER_GONE = mark("The text of this version of the framework is not here. What was said is kept and can be read in full "
                   "once its file is back.")
TOO_FEW = mark("too few to say")
Label = Callable[[str, str], str]
"""(list, key) -> words."""


@dataclass(frozen=True, repr=False)
class HeatRow:
    """One group of the profile: how its ratings lie as a whole and at each level."""

    code: str
    name: str
    cells: tuple[Spread, ...]


def foot() -> str:
    """What stands under every screen and page of an assessment (FRW-14, FRW-20)."""
    return f"{tr(OWN_VIEW)} {tr(NO_APPRAISAL)}"


def coverage(found: Coverage) -> str:
    """How far it is: "3 of 5 rated · 1 does not apply"."""
    words = [tr("{n} of {all} rated").format(n=found.rated, all=found.applicable)]
    if found.not_applicable:
        words.append(tr("1 does not apply") if found.not_applicable == 1 else tr("{n} do not apply").format(
            n=found.not_applicable))
    return " · ".join(words)


def whole(framework: Framework, marks: Marks) -> str:
    """Coverage of all criteria and rows."""
    of_criteria = figures.coverage(framework, framework.groups(), marks)
    of_rows = figures.row_coverage(framework, framework.groups(), marks)
    return "  ".join(f"{what}: {state(one)}." for what, one in ((tr("Criteria"), of_criteria), (tr("Rows"), of_rows)))


def state(found: Coverage) -> str:
    """The three counts: "29 rated, 1 not applicable, 22 open"."""
    return ", ".join((tr("{n} rated").format(n=found.rated),
                      *((tr("{n} not applicable").format(n=found.not_applicable),) if found.not_applicable else ()),
                      tr("{n} open").format(n=found.unrated)))


def spread(found: Spread, label: Label) -> str:
    """How ratings lie: "4 of 5, Partly to Mostly"."""
    if not found.applicable:
        return tr("does not apply")
    counted = tr("{n} of {all}").format(n=found.rated, all=found.applicable)
    if not found.enough or found.ends is None:
        return f"{counted}, {tr(TOO_FEW)}" if found.rated else counted
    low, high = (value(one, label) for one in found.ends)
    return f"{counted}, {low}" if low == high else tr("{counted}, {low} to {high}").format(
        counted=counted, low=low, high=high)


def value(one: int | None, label: Label) -> str:
    """A value in words; "not rated" for none."""
    return tr("not rated") if one is None else label(SCALE, str(one))


def difference(one: Difference, label: Label) -> str:
    """A difference with its arrow: "↑ from Partly to Mostly"."""
    if one.before is None:
        return tr("now {now}, was not applicable").format(now=value(one.now, label))
    if one.now is None:
        return tr("now not applicable, was {before}").format(before=value(one.before, label))
    return tr("{arrow} from {before} to {now}").format(
        arrow="↑" if one.steps > 0 else "↓", before=value(one.before, label), now=value(one.now, label))


def heat(framework: Framework, marks: Marks) -> list[HeatRow]:
    """Groups down; criteria as a whole and each level across."""
    columns = ("", *(level.code for level in framework.levels))
    return [HeatRow(group.code, group.name, tuple(figures.spread(framework, group, level, marks) for level in columns))
            for group in framework.groups()]


def names(framework: Framework, page: Page) -> dict[str, str]:
    """What every line that can be rated is called, in order; criteria of one's own at the end."""
    found = dict(_names(framework))
    found.update((own_code(one.id), f"{one.framework}: {one.name}") for one in page.own)
    return found


def group_names(framework: Framework) -> dict[str, str]:
    """Names of groups by their code."""
    return {group.code: group.name for group in framework.groups()}


def fits(group: Group, words: str, framework: Framework) -> list[str]:
    """Codes of the criteria of a group in which all the words stand, in name, group or text."""
    wanted = words.casefold().split()
    return [one.code for one in group.criteria if all(word in _text(group.name, one.name, *(
        text for row in one.rows for text in row.descriptors.values())) for word in wanted)]


def _text(*parts: str) -> str:
    return " ".join(parts).casefold()


def _names(framework: Framework) -> Iterator[tuple[str, str]]:
    for criterion in framework.criteria():
        yield criterion.code, criterion.name
        for number, row in enumerate(criterion.rows, 1):
            several = len(criterion.rows) > 1
            name = tr("{criterion}, row {n}").format(criterion=criterion.name, n=number) if several else criterion.name
            yield row.code, name if several else tr("{criterion}, the row").format(criterion=criterion.name)
            for level in framework.levels:
                yield figures.descriptor(row.code, level.code), tr("{row}, at {level}").format(row=name, level=level.code)
