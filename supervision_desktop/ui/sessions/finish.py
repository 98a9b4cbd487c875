"""The closing panel of a session: what is still open, and Finish anyway (REC-13)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.actions import unfinished
from supervision_desktop.domain.sessions import HELD
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_text, moment_text, read_stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services import reflection, sessions
from supervision_desktop.store.seal import seal_of
from supervision_desktop.ui import layout
from supervision_desktop.ui.reflection.part import REFLECTIONS
from supervision_desktop.ui.sessions.step import SessionStep
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import ProblemLabel, QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace


class FinishStep(SessionStep):
    """Lists what is open, and closes the record."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._session_id = ""
        self._lines: list[_Line] = []
        self._stack = layout.column(gap=8)
        self._ready = WordLabel("")
        self._finish = button(tr("Finish the record"), self._close, primary=True)
        self._problem = ProblemLabel()
        self._open = Section(tr("Before you finish"), self._ready, layout.boxed(self._stack), self._problem,
                             layout.row(self._finish, layout.spacer("row")),
                             hint=tr("then it is closed to change; additions stay possible"))
        self._sealed, self._additions = QuietLabel(""), WordLabel("")
        self._add = InlineAdd(tr("Add a dated note to the finished record and press Enter"), tr("Addition"))
        self._closed = Section(tr("Finished"), self._sealed, self._additions, self._add)
        self.setLayout(layout.column(self._open, self._closed, gap=0))
        self._add.added.connect(self._addition)

    def show_page(self, page: sessions.SessionPage) -> None:
        """What one session still lacks, or how it was finished."""
        self.page, self._session_id = page, page.session.id
        self._problem.say("")
        self._open.setVisible(not page.sealed)
        self._closed.setVisible(page.sealed)
        if page.sealed:
            self._show_closed(page)
        else:
            self._show_open(page)

    def _show_open(self, page: sessions.SessionPage) -> None:
        missing = dict(page.missing())
        for row in page.actions:
            for name, sentence in unfinished({"owner_id": row.owner, "due_on": row.due_on}).items():
                missing[f"{name} {row.id}"] = f"{row.text}: {sentence}"
        with self.workspace.read() as db:
            still = reflection.open_points(db, page.session.id)
        for number, (model, sentence) in enumerate(still):
            missing[f"{REFLECTIONS} {number}"] = tr("{model}: {sentence}").format(
                model=self.workspace.label("models", model), sentence=sentence)
        while len(self._lines) < len(missing):
            self._lines.append(_Line(self.gone_to))
            self._stack.addWidget(self._lines[-1])
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(missing))
        for line, (name, sentence) in zip(self._lines, missing.items(), strict=False):
            line.show_open(name, sentence)
        held = page.session.status == HELD
        self._ready.setText(tr("Nothing is open.") if held and not missing else "" if held else
                            tr("Only a session that was held can be finished."))
        self._ready.setVisible(bool(self._ready.text()))
        self._finish.setText(tr("Finish anyway") if missing else tr("Finish the record"))
        self._finish.setAccessibleName(self._finish.text())
        self._finish.setEnabled(held)

    def _show_closed(self, page: sessions.SessionPage) -> None:
        with self.workspace.read() as db:
            seal = seal_of(db, page.session.id)
        if seal is not None:
            self._sealed.setText(tr("Closed on {moment}. Seal {digits}.").format(
                moment=moment_text(read_stamp(seal.at)), digits=seal.shown))
        self._additions.setText("\n".join(f"{day_text(one.on)}: {one.text}" for one in page.additions))
        self._additions.setVisible(bool(page.additions))

    def _close(self) -> None:
        try:
            with self.workspace.read() as db:
                change = sessions.finish(db, self._session_id, self.workspace.clock)
        except BadInput as fault:
            self._problem.say(fault.sentence)
            return
        self.workspace.commit(change, notice=tr("Record finished"))

    def _addition(self, words: str) -> None:
        added = sessions.add_to_finished(self._session_id, words, self.workspace.today())
        self._add.hear(self.workspace.attempt(added))


class _Line(QWidget):
    def __init__(self, gone_to: object) -> None:
        super().__init__()
        self._name = ""
        self._words = WordLabel("")
        self._go = button(tr("Go there"), lambda: gone_to.emit(self._name), link=True)  # type: ignore[attr-defined]  # a signal
        self.setLayout(Sides(self._words, self._go))

    def show_open(self, name: str, sentence: str) -> None:
        self._name = name.split(" ")[0]
        self._words.setText(sentence)
        self._go.setAccessibleName(f"{self._go.text()}: {sentence}")
        self._go.setVisible(self._name in ("summary", "no_actions", "minutes", REFLECTIONS))
