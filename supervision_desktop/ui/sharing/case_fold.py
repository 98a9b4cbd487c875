"""Who was told of one case: a closed line on its page with how often, built when it is opened (PRV-04)."""

from __future__ import annotations

from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.i18n import tr
from supervision_desktop.services import sharing
from supervision_desktop.ui.sharing.shares import WATCHED, Shares
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.workspace import Workspace


class CaseShares(Fold):
    """The share log of one case."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace, self._case = workspace, ""
        self.shares: Shares | None = None
        super().__init__(tr("Who was told of this case"), build=self._built)
        workspace.changed.connect(self._follow)

    def show_case(self, case_id: str) -> None:
        """One case; "" for none."""
        other, self._case = case_id != self._case, case_id
        if other:
            self.show_open(False)
        if self.shares is not None and case_id:
            self.shares.show_lines(case_id)
        elif self.shares is not None:
            self.shares.let_go()
        else:
            self._count()

    def _built(self) -> Shares:
        self.shares = Shares(self._workspace, most_rows=5)
        self.shares.counted.connect(self._say_count)
        self.shares.opened.connect(lambda rid: self._workspace.open_wanted.emit(SupervisionSession.__tablename__, rid))
        self.shares.show_lines(self._case)
        return self.shares

    def _follow(self, kinds: frozenset[str]) -> None:
        if not kinds.isdisjoint(WATCHED) and self.isVisible() and not self.is_open():
            self._count()

    def _count(self) -> None:
        with self._workspace.read() as db:
            number = sharing.count(db, self._case) if self._case else 0
        self._say_count(number)

    def _say_count(self, number: int) -> None:
        self.set_hint(tr("once") if number == 1 else tr("{n} times").format(n=number) if number else "")
