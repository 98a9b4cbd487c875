"""Offers beside a reflection: to be about a topic of the agenda, and to bring a question of ethics to the next one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.reflection import ReflectionNote
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.i18n import tr
from supervision_desktop.services import reflection_topics
from supervision_desktop.services.reflection import Line
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout, Sides
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.workspace import Workspace


class FromAgenda(QWidget):
    """The topics of the agenda, where a reflection does not say yet what it is about. Hidden else."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._reflection_id = workspace, ""
        self.lines: list[_Topic] = []
        self._stack = layout.column(gap=2)
        self.setLayout(layout.column(QuietLabel(tr("On the agenda")), self._stack, gap=2))

    def show_line(self, line: Line, *, closed: bool) -> None:
        """What is on the agenda."""
        self._reflection_id = line.reflection.id
        found: list[tuple[str, str]] = []
        if not closed and not line.title:
            with self._workspace.read() as db:
                found = reflection_topics.topics(db, line.reflection.session_id)
        for made, topic in zip(layout.as_many(self._stack, self.lines, len(found), lambda: _Topic(self._take)), found,
                               strict=True):
            made.show_topic(*topic)
        self.setVisible(bool(found))

    def _take(self, topic_id: str) -> None:
        with self._workspace.read() as db:
            change = reflection_topics.take(db, self._reflection_id, topic_id)
        self._workspace.commit(change)


class _Topic(QWidget):
    """One topic, and a press that takes it over."""

    def __init__(self, take: Callable[[str], None]) -> None:
        super().__init__()
        self._id = ""
        self._words = WordLabel("")
        self.take = button(tr("It is about this"), lambda: take(self._id), link=True)
        self.setLayout(Sides(self._words, self.take))

    def show_topic(self, topic_id: str, words: str) -> None:
        self._id = topic_id
        self._words.setText(words)
        self.take.setAccessibleName(f"{self.take.text()}: {words}")


class EthicsOffer(QWidget):
    """Where an answer is unsure, or no: one click brings it to the next session (MOD-09). Hidden else."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._line: Line | None = None
        self._words = QuietLabel("")
        self.bring = button(tr("Bring it up next time"), self._bring, link=True)
        self.setLayout(layout.column(self._words, layout.boxed(FlowLayout(self.bring)), gap=0))

    def show_line(self, line: Line, notes: Mapping[str, ReflectionNote], *, closed: bool) -> None:
        """Offer it, or say that it waits there already."""
        self._line = line
        unsure = reflection_topics.is_unsure(notes.get(reflection_topics.ETHICAL))
        wanted = unsure and not closed
        waits = wanted and self._change() is None
        self._words.setText(tr("It waits among your topics as an ethical dilemma.") if waits else
                            tr("Worth talking over, and not alone: it can wait among your topics as an ethical dilemma."))
        self.bring.setVisible(wanted and not waits)
        self.setVisible(wanted)

    def _change(self) -> ChangeSet | None:
        assert self._line is not None  # asked only while one is shown
        one = self._line.reflection
        with self._workspace.read() as db:
            session = db.get_one(SupervisionSession, one.session_id)
            return reflection_topics.dilemma(db, one.id, session.on, self._workspace.today())

    def _bring(self) -> None:
        change = self._change() if self._line is not None else None
        if change is not None:
            self._workspace.commit(change, notice=tr("It waits among your topics for the next session"))
            self.bring.hide()
            self._words.setText(tr("It waits among your topics as an ethical dilemma."))
