"""Reflections on a model: what was written in which box, shared or kept private; and models of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, stored
from supervision_desktop.domain.sessions import PRIVATE
from supervision_desktop.fields.kinds import Choice, LongText, Number, Ref, Tags, Text, YesNo
from supervision_desktop.i18n import mark

OWN, NO_MODEL = "custom", "none"
"""Keys of the list of models that are no model of the shipped ones."""
FOR_CLIENT, FOR_ME = "for_client", "for_me"


class CustomModel(Record):
    """A reflective model of the practitioner's own (MOD-12)."""

    __tablename__ = "custom_model"

    name: Mapped[str] = stored(Text(mark("Name"), mark("What you call it"), required=True))
    about: Mapped[str | None] = stored(
        LongText(mark("What it is for"), mark("When it helps, in a line or two"), limit=4000))
    private: Mapped[bool | None] = stored(
        YesNo(mark("Private by default"), mark("What is written on it stays out of prints")))
    retired: Mapped[bool | None] = stored(
        YesNo(mark("No longer offered"), mark("What was written on it stays as it is")))


class CustomPart(Record):
    """A stage, function or stakeholder of one's own model."""

    __tablename__ = "custom_part"

    model_id: Mapped[str] = stored(
        Ref(mark("Model"), mark("Which model"), required=True, to="custom_model", owned=True))
    dimension: Mapped[str] = stored(Choice(
        mark("Kind of part"), mark("Stages are written in; the others sort what is written"), required=True,
        list_id="model_dimensions"))
    position: Mapped[int] = stored(Number(mark("Place in the order"), mark("From 0"), required=True))
    title: Mapped[str] = stored(Text(mark("Title"), mark("A word or two"), required=True))
    prompt: Mapped[str | None] = stored(
        LongText(mark("Questions to think with"), mark("One a line"), limit=4000))


class Reflection(Record):
    """One reflection in a session, on one model. Where it is private its words stand in the private fields alone."""

    __tablename__ = "reflection"
    SEALED_WITH = "session_id"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"model_version"})

    session_id: Mapped[str] = stored(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session", owned=True))
    model: Mapped[str] = stored(
        Choice(mark("Model"), mark("Changing it keeps what is written"), required=True, list_id="models"))
    custom_id: Mapped[str | None] = stored(Ref(mark("Own model"), mark("Which of your own"), to="custom_model"))
    model_version: Mapped[str | None] = stored(Text(mark("Version of the model"), mark("Whose words it used")))
    position: Mapped[int | None] = stored(Number(mark("Place in the session"), mark("From 0")))
    case_id: Mapped[str | None] = stored(Ref(mark("Case"), mark("If it is about one"), to="case"))
    private: Mapped[bool | None] = stored(YesNo(mark("Private"), mark("Stays out of prints and exports")))
    agreed: Mapped[bool | None] = stored(YesNo(mark("Model agreed by both"), mark("One click is enough")))
    cycle: Mapped[int | None] = stored(Number(mark("Round"), mark("Which time round"), minimum=1))
    follows_id: Mapped[str | None] = stored(
        Ref(mark("Goes on from"), mark("The round before this one"), to="reflection"))
    title: Mapped[str | None] = stored(Text(mark("About"), mark("A few words to find it by")))
    private_title: Mapped[str | None] = stored(
        Text(mark("About (private)"), PRIVATE, private=True))
    no_action: Mapped[str | None] = stored(
        Text(mark("No action, because"), mark("A few words are enough"), limit=1000))
    private_no_action: Mapped[str | None] = stored(
        Text(mark("No action, because (private)"), PRIVATE, private=True, limit=1000))


class ReflectionNote(Record):
    """What stands in one box of a reflection. Its box is a question of the model, or `stage/stakeholder` of its grid."""

    __tablename__ = "reflection_note"
    SEALED_WITH = "session_id"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"box", "answers", "private_answers"})

    reflection_id: Mapped[str] = stored(
        Ref(mark("Reflection"), mark("Where it stands"), required=True, to="reflection", owned=True))
    session_id: Mapped[str] = stored(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session", owned=True))
    box: Mapped[str] = stored(Text(mark("Box"), mark("Which question it answers"), required=True))
    text: Mapped[str | None] = stored(LongText(mark("Note"), mark("In your own words")))
    answers: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Ticked"), mark("Where the question offers choices")))
    functions: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Functions"), mark("Which job of supervision it served")))
    private_text: Mapped[str | None] = stored(LongText(mark("Private note"), PRIVATE, private=True))
    private_answers: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Ticked (private)"), PRIVATE, private=True))
    private_functions: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Functions (private)"), PRIVATE, private=True))

    @property
    def words(self) -> str:
        """What is written, wherever it stands."""
        return self.text or self.private_text or ""

    @property
    def ticked(self) -> tuple[str, ...]:
        """What is ticked, wherever it stands."""
        return self.answers or self.private_answers or ()

    @property
    def served(self) -> tuple[str, ...]:
        """The functions it is tagged with, wherever they stand."""
        return self.functions or self.private_functions or ()

    @property
    def filled(self) -> bool:
        """Whether anything stands in the box."""
        return bool(self.words.strip() or self.ticked)


HIDES: Mapping[str, Mapping[str, str]] = {
    Reflection.__tablename__: {"title": "private_title", "no_action": "private_no_action"},
    ReflectionNote.__tablename__: {"text": "private_text", "answers": "private_answers",
                                   "functions": "private_functions"},
}
"""By kind: the field for shared words, and the one that holds them while they are private."""


def cell(stage: str, stakeholder: str) -> str:
    """The box of one cell of a grid."""
    return f"{stage}/{stakeholder}"
