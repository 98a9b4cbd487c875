"""What goes towards a criterion: its goals, actions and learning, and a gap that becomes a goal (FRW-15, GOL-06, CPD-05)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.i18n import mark, tr
from supervision_desktop.services.criterion_links import Towards
from supervision_desktop.services.linking import kind_word
from supervision_desktop.ui import layout
from supervision_desktop.ui.framework.desk import Desk
from supervision_desktop.ui.link_lines import LinkLines
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel

COUNTS = (("goal", mark("{n} goal"), mark("{n} goals")), ("action", mark("{n} action"), mark("{n} actions")),
          ("cpd_entry", mark("{n} CPD entry"), mark("{n} CPD entries")))


class TowardsFold(Fold):
    """Closed until wanted; its hint counts what is there."""

    def __init__(self, desk: Desk, name: str) -> None:
        self._desk, self._found = desk, dict[str, Towards]()
        self.lines: LinkLines | None = None
        super().__init__(tr("Goals, actions, learning"), build=self._built)
        self.turn.setAccessibleName(f"{name}, {self.turn.text()}")
        self.opened.connect(self._fill)

    def show_code(self, code: str) -> None:
        """What goes towards one criterion."""
        self._found = {one.id: one for one in self._desk.towards(code)}
        counts = {kind: sum(one.kind == kind for one in self._found.values()) for kind, _, _ in COUNTS}
        self.set_hint(" · ".join(tr(one if counts[kind] == 1 else many).format(n=counts[kind])
                                 for kind, one, many in COUNTS if counts[kind]))
        if self.is_open():
            self._fill()

    def _built(self) -> QWidget:
        self.lines = LinkLines(tr("Open"))
        self.nothing = QuietLabel(tr("Nothing yet. A goal or an action is linked on its own page, learning in the CPD log."))
        self.lines.opened.connect(lambda rid: self._desk.workspace.open_wanted.emit(self._found[rid].kind, rid))
        return layout.boxed(layout.column(self.nothing, self.lines, margins=(18, 0, 0, 0)))

    def _fill(self) -> None:
        if self.lines is not None:
            self.lines.show_lines([
                (one.id, tr("{kind}: {words}").format(kind=kind_word(one.kind), words=one.words))
                for one in self._found.values()])
            self.nothing.setVisible(not self._found)
