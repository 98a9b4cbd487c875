"""Forms to ask clients or colleagues for feedback with: the usual questions, and one's own (FBK-06)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.feedback import FeedbackForm
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import owned
from supervision_desktop.store.changes import ChangeSet, created, gesture

ABOUT_ME = (mark("What do I do that helps?"), mark("What should I do more often, or less often?"),
            mark("Do you know what happens next, and who does it?"), mark("When did you feel listened to, and when not?"),
            mark("Is there anything else I should know?"))
AMONG_COLLEAGUES = (mark("What works well when you work with me?"), mark("What would make it easier for you?"),
                    mark("Are my letters and calls clear, and in good time?"),
                    mark("What have you seen me do that the people we work for gain by?"),
                    mark("Is there anything else I should know?"))
QUESTIONS: Mapping[str, Sequence[str]] = {"client": ABOUT_ME, "family": ABOUT_ME}
"""The usual questions by who is asked; everybody else is asked as a colleague."""
OPENING = mark("I would like to know how my work looks from your side. Answer what you like and leave out the rest. "
               "You need not give your name.")


def forms(db: Session) -> Sequence[FeedbackForm]:
    """Her own forms, by name."""
    return db.scalars(select(FeedbackForm).order_by(FeedbackForm.name, FeedbackForm.id)).all()


def usual_questions(source: str | None) -> list[str]:
    """The questions for those who are asked."""
    return [tr(words) for words in QUESTIONS.get(source or "", AMONG_COLLEAGUES)]


def questions_of(form: FeedbackForm | None, source: str | None = None) -> list[str]:
    """The questions of a form of hers, one a line; the usual ones where there is none or it is empty."""
    own = [line.strip()[:1000] for line in ((form.questions if form is not None else "") or "").splitlines() if line.strip()]
    return own or usual_questions(form.source if form is not None and form.source else source)


def opening_of(form: FeedbackForm | None) -> str:
    """What stands over the questions."""
    return (form.opening if form is not None else "") or tr(OPENING)


def new_form(name: str, source: str | None) -> tuple[ChangeSet, str]:
    """A form of her own that begins with the usual questions; returns the gesture and its id."""
    made = created(FeedbackForm, {"name": name, "source": source, "questions": "\n".join(usual_questions(source))})
    return gesture(tr("New form"), made), made.id


def delete(db: Session, form_id: str) -> ChangeSet:
    """A form goes; answers to it stay, with the questions as they were asked."""
    return gesture(tr("Form deleted"), *owned.deletion(db, db.get_one(FeedbackForm, form_id)))
