"""Reflective models: where each comes from, when it helps, its parts, and what it asks."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from supervision_desktop.content.base import Code, Entry, Head, Words, read_all, refuse_repeats
from supervision_desktop.i18n import mark

STAGES, FUNCTIONS, STAKEHOLDERS, STEPS = "stages", "functions", "stakeholders", "steps"
"""Codes of dimensions that mean something to the program: stages and stakeholders make a grid, steps go round."""
OWN_TITLES = {STAGES: mark("Stages"), FUNCTIONS: mark("Functions"), STAKEHOLDERS: mark("Stakeholders")}
CLIENT = "service_users"
"""The stakeholder who is kept central (MOD-06)."""


class Question(Entry, frozen=True, kw_only=True):
    """A box to write in: its label and the question it puts.

    `choice` names a list that goes with it, of which one value is chosen, or `many`; where it `writes` nothing, that
    is all there is to it.
    """

    code: Code
    label: Words
    prompt: Words
    choice: str = ""
    many: bool = False
    writes: bool = True


class Part(Entry, frozen=True, kw_only=True):
    """A stage, function or stakeholder: what it is about, thoughts to start from, and boxes of its own."""

    code: Code
    title: Words
    about: Words
    prompts: tuple[Words, ...]
    questions: tuple[Question, ...] = ()


class Dimension(Entry, frozen=True, kw_only=True):
    """One way the model divides things: its stages, its functions, its stakeholders."""

    code: Code
    title: Words
    parts: tuple[Part, ...]


class ReflectiveModel(Head, frozen=True, kw_only=True):
    """A whole model; `private` records are kept out of prints unless asked for. An `own` one was set up by its user."""

    origin: Words
    helps: Words
    about: tuple[Words, ...]
    dimensions: tuple[Dimension, ...]
    closing: tuple[Question, ...]
    private: bool = False
    own: bool = False

    def dimension(self, code: str) -> Dimension:
        """The dimension of that code."""
        return next(one for one in self.dimensions if one.code == code)

    def parts(self, code: str) -> tuple[Part, ...]:
        """The parts of a dimension; none where the model does not divide things that way."""
        return next((one.parts for one in self.dimensions if one.code == code), ())

    @property
    def is_grid(self) -> bool:
        """Whether each stage is looked at from the side of each stakeholder."""
        return bool(self.parts(STAGES) and self.parts(STAKEHOLDERS))

    @property
    def turn(self) -> tuple[str, str] | None:
        """The first and the last box of a cycle: what the last one says, the next round begins with."""
        steps = self.parts(STEPS)
        return (steps[0].questions[0].code, steps[-1].questions[0].code) if steps else None

    @property
    def tags(self) -> tuple[Part, ...]:
        """Functions that have no boxes of their own: they sort what is written in the others."""
        found = self.parts(FUNCTIONS)
        return () if any(part.questions for part in found) else found


@dataclass(frozen=True, repr=False)
class OwnPart:
    """A part of a model of one's own; its questions stand one a line in `prompt`."""

    dimension: str
    code: str
    title: str
    prompt: str = ""


def load_models(folder: Path) -> Mapping[str, ReflectiveModel]:
    """Every model of the folder by id; raises ContentFault."""
    models = read_all(folder, ReflectiveModel)
    for model in models:
        path = folder / f"{model.id}.toml"
        refuse_repeats(path, "dimensions.code", (one.code for one in model.dimensions))
        for dimension in model.dimensions:
            refuse_repeats(path, f"{dimension.code}.parts.code", (part.code for part in dimension.parts))
        refuse_repeats(path, "questions.code", (question.code for question in questions(model)))
    return MappingProxyType({model.id: model for model in models})


def questions(model: ReflectiveModel) -> tuple[Question, ...]:
    """Every box of the model in order of the page, the closing ones last."""
    own = (question for one in model.dimensions for part in one.parts for question in part.questions)
    return (*own, *model.closing)


def own_model(model_id: str, name: str, about: str, parts: Iterable[OwnPart], closing: tuple[Question, ...], *,
              private: bool = False) -> ReflectiveModel:
    """A model that the practitioner set up herself, in the form of those that are shipped."""
    every = tuple(parts)
    dimensions = (Dimension(code=code, title=title, parts=found) for code, title in OWN_TITLES.items()
                  if (found := tuple(_own_part(one) for one in every if one.dimension == code)))
    return ReflectiveModel(
        id=model_id, version="1", title=name, language="en-GB", source=name, licence="", origin="", helps=about or name,
        about=(about,) if about else (), dimensions=tuple(dimensions), closing=closing, private=private, own=True)


def _own_part(one: OwnPart) -> Part:
    """A stage has a box under its own title; the other kinds sort."""
    prompts = tuple(line.strip() for line in one.prompt.splitlines() if line.strip())
    box = Question(code=one.code, label=one.title, prompt=prompts[0] if prompts else one.title)
    return Part(code=one.code, title=one.title, about="", prompts=prompts,
                questions=(box,) if one.dimension == STAGES else ())
