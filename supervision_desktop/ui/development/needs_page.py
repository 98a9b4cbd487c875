"""Needs: what she wants to learn, where it came up, and what there is for it (PDM-01, PDM-06)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.development import NEED, DevelopmentNeed
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import development
from supervision_desktop.services import development_training as training
from supervision_desktop.services.development import Found, NeedRow
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import layout
from supervision_desktop.ui.adding import added
from supervision_desktop.ui.development.criteria_fold import CriteriaFold
from supervision_desktop.ui.development.found_lines import FoundLines
from supervision_desktop.ui.development.gaps_fold import GapsFold
from supervision_desktop.ui.development.list_page import ListPage, ListRow, Look
from supervision_desktop.ui.development.record_part import RecordPart
from supervision_desktop.ui.development.words import codes
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import FieldLabel
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

FORM = ("need", "nature", "status", "priority", "plan")
REST = ("field", "noticed_on", "source", "outcome")
OPEN, SETTLED, STRENGTH, LIMIT = "open", "settled", "strength", "limit"


class NeedPart(RecordPart):
    """One need."""

    record = DevelopmentNeed
    gone_words = mark("Development need deleted")

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, FORM)
        form = self.form
        self.origins, self.help = FoundLines(workspace), FoundLines(workspace)
        self.came = FieldLabel(tr("Came up in"))
        self.helped = FieldLabel(tr("What there is for it"))
        self.criteria = CriteriaFold(workspace, self.record.__tablename__)
        self.training = InlineAdd(tr("Add a training for it and press Enter"))
        self.more = self.folded(tr("Field, date, what came of it"), REST, lambda late: layout.column(
            late.columns(*REST[:3]), late["outcome"]))
        for part in (form["need"], form.columns(*FORM[1:4], least=150), form["plan"], self.came, self.origins, self.helped,
                     self.help, self.training, self.criteria, self.more, self.foot()):
            self.add(part)
        self.training.added.connect(self._add_training)

    def ask(self, db: Reading, record: Any) -> tuple[list[Found], list[Found], frozenset[development.Criterion]]:
        """Where it came up, what helps with it, and its criteria."""
        held = development.criteria(db, record.id)
        known = development.helpful(db) if held else {}
        found = [*training.for_need(db, record.id), *(one for key in sorted(held) for one in known.get(key, ()))]
        return development.origins(db, record.id), list({one.id: one for one in found}.values()), held

    def heading(self, record: Any, told: Any) -> str:
        """Its nature."""
        return self.workspace.label("need_nature", record.nature or NEED)

    def fill(self, record: Any, told: Any) -> None:
        """What it is tied to."""
        origins, found, held = told
        self.origins.show_found(origins)
        self.came.setVisible(bool(origins))
        self.help.show_found(found)
        self.helped.setVisible(bool(found))
        self.criteria.show_owner(record.id, held)
        self.more.set_hint(day_short(record.noticed_on) if record.noticed_on else "")
        self.training.setVisible((record.nature or NEED) != STRENGTH)

    def _add_training(self, words: str) -> None:
        added(self.workspace, self.training, lambda: training.new_offer(words, need_id=self.id))


class NeedsPage(ListPage):
    """Open ones first; what the framework shows lies folded under the list."""

    title, kind = mark("Needs"), "development_need"
    watches = frozenset({"development_need", "training_offer", "resource", "link", "assessment", "assessment_rating"})
    opens = frozenset({"development_need"})

    def __init__(self, workspace: Workspace) -> None:
        self.gaps = GapsFold(workspace)
        super().__init__(workspace, Look(
            tr("What I want to learn"), tr("What you want to learn or are good at, then Enter"), tr("New development need"),
            tr("Find in needs"), tr("Nothing noted yet. One line is enough; a session or a low rating can be its start.")),
            [Column(tr("What it is")), Column(tr("State"), chars=12), Column(tr("Criteria"), chars=12)])
        self._needs: Sequence[NeedRow] = ()
        self.offer(button(tr("Print needs and training…"), self.print_current))

    def under(self) -> Sequence[QWidget]:
        """Low ratings."""
        return (self.gaps,)

    def narrowings(self) -> Sequence[tuple[str, str]]:
        """By how far they are, and what they are."""
        label = self.workspace.label
        return [(OPEN, tr("Open")), (SETTLED, tr("Settled")), (STRENGTH, label("need_nature", STRENGTH)),
                (LIMIT, label("need_nature", LIMIT))]

    def rows(self, db: Reading) -> Sequence[ListRow]:
        """All needs."""
        self._needs = development.rows(db)
        return [self._row(row) for row in self._needs]

    def make(self, words: str) -> tuple[ChangeSet, str]:
        """One noted by herself."""
        return development.new_need(words, self.workspace.today())

    def part(self) -> RecordPart:
        """One need."""
        return NeedPart(self.workspace)

    def facts(self) -> str:
        """How many are open."""
        count = sum(row.open for row in self._needs)
        return tr("1 open need") if count == 1 else tr("{n} open needs").format(n=count) if self._needs else ""

    def refresh(self) -> str:
        """The list, and low ratings where they are looked at."""
        words = super().refresh()
        self.gaps.follow()
        return words

    def _row(self, row: NeedRow) -> ListRow:
        one, label = row.need, self.workspace.label
        nature = one.nature or NEED
        state = label("need_state", one.status or OPEN) if nature == NEED else label("need_nature", nature)
        key = (OPEN if row.open else SETTLED) if nature == NEED else nature
        return ListRow(one.id, (one.need, state, codes(row.criteria)), frozenset({key}),
                       " ".join(filter(None, (one.need, one.plan, one.outcome, codes(row.criteria)))))
