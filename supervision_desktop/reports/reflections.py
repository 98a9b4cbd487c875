"""Reflections on paper: each stage or function with what was written under it, and a grid as a table with its tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from supervision_desktop.content.lists import Lists
from supervision_desktop.content.models import STAGES, STAKEHOLDERS, Part, Question, ReflectiveModel
from supervision_desktop.domain.reflection import FOR_ME, cell
from supervision_desktop.i18n import tr
from supervision_desktop.reports.parts import PAD, Heading, facts, grid, paragraphs
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services.reflection_told import Whole, Written

SAME = 4
"""Letters after which a heading and the label of its only question say the same."""
LONG = 420
"""Characters of a cell that still stand in the table; longer ones stand in full below it."""
Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, repr=False)
class Group:
    """What stands under one heading of a model."""

    title: str
    lines: Lines


@dataclass(frozen=True, repr=False)
class Table:
    """A grid: the stakeholders across, and for each stage its cells as (words, functions)."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

    def long(self) -> Iterator[tuple[str, str]]:
        """Cells that are too long for the table, with their names."""
        for stage, cells in self.rows:
            yield from ((f"{stage}, {head}", words) for head, (words, _) in zip(self.heads, cells, strict=True)
                        if len(words) > LONG)


@dataclass(frozen=True, repr=False)
class Reflected:
    """One reflection in words, ready to be laid out."""

    title: str
    facts: Lines
    groups: tuple[Group, ...]
    table: Table | None
    closing: Lines


def reflected(wholes: Sequence[Whole], lists: Lists, names: Mapping[str, str],
              full: Callable[[str], str] = str) -> tuple[Reflected, ...]:
    """Reflections in words; `names` are how cases are named, `full` spells abbreviations out."""
    return tuple(_one(whole, lists, names, full) for whole in wholes if whole.boxes or whole.title or whole.no_action)


def pages(sheet: Sheet, found: Sequence[Reflected], heading: str) -> list[Flowable]:
    """Reflections laid out one after the other."""
    return [part for one in found for part in _laid_out(sheet, one, heading)]


def _one(whole: Whole, lists: Lists, names: Mapping[str, str], full: Callable[[str], str]) -> Reflected:
    model, boxes = whole.model, whole.boxes
    pairs = ((tr("About"), full(whole.title)), (tr("Case"), names.get(whole.case, whole.case)),
             (tr("Round"), str(whole.cycle) if whole.cycle > 1 else ""),
             (tr("Model agreed by both"), tr("Yes") if whole.agreed else ""))
    closing = [(_closing_label(one), _said(boxes.get(one.code), one, lists, full))
               for one in (model.closing if model else ())]
    closing.append((tr("No action, because"), full(whole.no_action)))
    return Reflected(
        model.title if model else whole.key, _filled(pairs), tuple(_groups(model, boxes, lists, full)) if model else (),
        _table(model, boxes, full) if model and model.is_grid else None, _filled(closing))


def _groups(model: ReflectiveModel, boxes: Mapping[str, Written], lists: Lists,
            full: Callable[[str], str]) -> Iterator[Group]:
    tags = {part.code: part.title for part in model.tags}
    for dimension in model.dimensions:
        for part in dimension.parts:
            lines = _filled((_label(one, part, boxes.get(one.code), tags), _said(boxes.get(one.code), one, lists, full))
                            for one in part.questions)
            if lines:
                yield Group(part.title, lines)


def _label(question: Question, part: Part, written: Written | None, tags: Mapping[str, str]) -> str:
    """Its own label where it says more than the heading; and the functions it served."""
    alone = len(part.questions) == 1 and len(question.label) < len(part.title)
    same = question.label == part.title or (alone and question.label[:SAME] == part.title[:SAME])   # "Plan", "Planning"
    name = "" if same else question.label
    served = ", ".join(tags.get(code, code) for code in written.functions) if written else ""
    return " · ".join(filter(None, (name, served)))


def _said(written: Written | None, question: Question, lists: Lists, full: Callable[[str], str]) -> str:
    if written is None:
        return ""
    ticked = ", ".join(lists.label(question.choice, key) for key in written.answers) if question.choice else ""
    return "\n".join(filter(None, (ticked, full(written.text))))


def _table(model: ReflectiveModel, boxes: Mapping[str, Written], full: Callable[[str], str]) -> Table | None:
    tags, sides = {part.code: part.title for part in model.tags}, model.parts(STAKEHOLDERS)

    def one(code: str) -> tuple[str, str]:
        written = boxes.get(code, Written())
        return full(written.text), ", ".join(tags.get(tag, tag) for tag in written.functions)

    rows = tuple((stage.title, tuple(one(cell(stage.code, side.code)) for side in sides)) for stage in model.parts(STAGES))
    empty = not any(words or served for _, cells in rows for words, served in cells)
    return None if empty else Table(tuple(side.title for side in sides), rows)


def _closing_label(question: Question) -> str:
    """On paper nobody is addressed as you."""
    return tr("For the practitioner") if question.code == FOR_ME else question.label


def _filled(pairs: Iterable[tuple[str, str]]) -> Lines:
    return tuple((label, text) for label, text in pairs if text.strip())


def _laid_out(sheet: Sheet, one: Reflected, heading: str) -> list[Flowable]:
    found: list[Flowable] = [Heading(sheet, f"{heading}: {one.title}"), *facts(sheet, one.facts)]
    for group in one.groups:
        found.append(Heading(sheet, group.title, 2))
        for label, text in group.lines:
            found += [*(paragraphs(sheet, label, "label") if label else ()), *paragraphs(sheet, text)]
    if one.table is not None:
        found += _grid(sheet, one.table)
    if one.closing:
        found += [Heading(sheet, tr("What follows"), 2), *facts(sheet, one.closing)]
    return found


def _grid(sheet: Sheet, table: Table) -> list[Flowable]:
    """Stages down, stakeholders across; the functions stand under the words."""
    first = 0.14
    widths = [sheet.width * first, *([sheet.width * (1 - first) / len(table.heads)] * len(table.heads))]
    heads = [paragraphs(sheet, words, "cell_head") for words in ("", *table.heads)]
    rows = [[paragraphs(sheet, stage, "cell_head"), *(_cell(sheet, *one) for one in cells)] for stage, cells in table.rows]
    below = [part for name, words in table.long() for part in (Heading(sheet, name, 2), *paragraphs(sheet, words))]
    return [Heading(sheet, tr("Overview"), 2), grid(sheet, [heads, *rows], widths, [
        ("GRID", (0, 0), (-1, -1), 0.4, sheet.colours["line"]), ("LEFTPADDING", (0, 0), (-1, -1), PAD),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, sheet.colours["text"])], repeatRows=1, spaceBefore=2, spaceAfter=8), *below]


def _cell(sheet: Sheet, words: str, served: str) -> list[Flowable]:
    """The words as far as they fit a table, and the functions in brackets."""
    shown = words if len(words) <= LONG else tr("{words} … (in full below)").format(words=words[:LONG // 3].rstrip())
    tags = paragraphs(sheet, f"[{served}]", "note") if served else []
    return [*paragraphs(sheet, shown, "dense_9"), *tags]
