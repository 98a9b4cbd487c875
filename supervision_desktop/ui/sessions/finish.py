"""The closing panel of a session: one list of what is still open, and Finish anyway (REC-13); then its agreement."""

from __future__ import annotations

from supervision_desktop.domain.sessions import HELD
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_text, moment_text, read_stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services import abbreviations, closing, sessions
from supervision_desktop.services.closing import Point
from supervision_desktop.store.seal import seal_of
from supervision_desktop.ui import layout
from supervision_desktop.ui.effectiveness.quick import QuickRating
from supervision_desktop.ui.sessions.agreement_part import AgreementPart
from supervision_desktop.ui.sessions.next_session import NextSession
from supervision_desktop.ui.sessions.open_line import OpenLine
from supervision_desktop.ui.sessions.step import SessionStep
from supervision_desktop.ui.sessions.word_lists import WordLists
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import ProblemLabel, QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace


class FinishStep(SessionStep):
    """Lists what is open, closes the record, and keeps what became of it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._session_id = ""
        self.lines: list[OpenLine] = []
        self._stack = layout.column(gap=8)
        self._ready, self._late = WordLabel(""), QuietLabel("")
        once_more = QuietLabel(tr("Read it once as somebody else would: plain, fair, with reasons, no needless names."))
        self._finish = button(tr("Finish the record"), self._close, primary=True)
        self._problem = ProblemLabel()
        self.word_lists: WordLists | None = None
        self.fold = Fold(tr("Abbreviations, names, own limit"), build=self._lists)
        self._open = Section(tr("Before you finish"), self._ready, layout.boxed(self._stack), self._problem, once_more,
                             layout.row(self._finish, layout.spacer("row")), self._late,
                             hint=tr("then it is closed to change; additions stay possible"))
        self._sealed, self._additions = QuietLabel(""), WordLabel("")
        self._add = InlineAdd(tr("Add a dated note to the finished record and press Enter"), tr("Addition"))
        self._closed = Section(tr("Finished"), self._sealed, self._additions, self._add)
        self.agreement, self.next, self.rating = AgreementPart(workspace), NextSession(workspace), QuickRating(workspace)
        self.setLayout(layout.column(self.next, self._open, self._closed, self.rating, self.agreement, self.fold,
                                     gap=layout.SECTION_GAP))
        self._add.added.connect(self._addition)
        self.fold.opened.connect(self._refresh_lists)

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
        self.agreement.setVisible(page.session.status == HELD)
        self.agreement.show_page(page)
        self.next.show_page(page)
        self.rating.show_page(page)
        self._refresh_lists()

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        super().clear()
        self.rating.clear()
        if self.word_lists is not None:
            self.word_lists.clear()

    def _show_open(self, page: sessions.SessionPage) -> None:
        with self.workspace.read() as db:
            points = closing.points(db, page, self.workspace.library.lists)
            late = closing.lateness(db, page.session, self.workspace.today())
        lines = layout.as_many(self._stack, self.lines, len(points), self._made_line)
        for line, point in zip(lines, points, strict=True):
            model = self.workspace.label("models", point.about) if point.kind == closing.REFLECTION else ""
            line.show_point(point, model)
        held = page.session.status == HELD
        self._ready.say(tr("Nothing is open.") if held and not points else "" if held else
                        tr("Only a session that was held can be finished."))
        self._show_late(late if held else "")
        self._finish.setText(tr("Finish anyway") if points else tr("Finish the record"))
        self._finish.setAccessibleName(self._finish.text())
        self._finish.setEnabled(held)

    def _made_line(self) -> OpenLine:
        made = OpenLine(self.workspace)
        made.gone_to.connect(self.gone_to)
        made.done.connect(self._do)
        return made

    def _show_closed(self, page: sessions.SessionPage) -> None:
        with self.workspace.read() as db:
            seal = seal_of(db, page.session.id)
            late = closing.lateness(db, page.session, self.workspace.today())
        if seal is not None:
            self._sealed.setText(" ".join(filter(None, (tr("Closed on {moment}. Seal {digits}.").format(
                moment=moment_text(read_stamp(seal.at)), digits=seal.told), late))))
        self._additions.setText("\n".join(f"{day_text(one.on)}: {one.text}" for one in page.additions))
        self._additions.setVisible(bool(page.additions))

    def _show_late(self, words: str) -> None:
        """How long ago it was, quietly; seen here and nowhere else (REC-06)."""
        self._late.say(words)

    def _do(self, point: Point, words: str) -> None:
        """What one line offers to do at once."""
        page = self.page
        if page is None:
            return
        if point.kind == closing.LOOK_BACK:
            self.workspace.commit(closing.not_reviewed(page), notice=tr("Noted as not reviewed"))
        else:
            with self.workspace.read() as db:
                change = abbreviations.add(db, point.about, words)
            self.workspace.commit(change)

    def _lists(self) -> WordLists:
        self.word_lists = WordLists(self.workspace)
        return self.word_lists

    def _refresh_lists(self) -> None:
        if self.word_lists is not None and self.fold.is_open():
            self.word_lists.refresh()

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
