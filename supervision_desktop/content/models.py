"""Reflective models: where each comes from, when it helps, its parts, and what it asks."""
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from supervision_desktop.content.base import Code, Entry, Head, Words, read_all, refuse_repeats


class Question(Entry, frozen=True, kw_only=True):
    """A box to write in: its label and the question it puts; `choice` names a list that goes with it."""

    code: Code
    label: Words
    prompt: Words
    choice: str = ""


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
    """A whole model; `private` records are kept out of prints unless asked for."""

    origin: Words
    helps: Words
    about: tuple[Words, ...]
    dimensions: tuple[Dimension, ...]
    closing: tuple[Question, ...]
    private: bool = False

    def dimension(self, code: str) -> Dimension:
        """The dimension of that code."""
        return next(one for one in self.dimensions if one.code == code)


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
