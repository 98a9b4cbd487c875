"""One breach: the 72 hours, who was told, what the program knows, what could follow."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.governance import LOST, REGULATOR, Breach, BreachNotice
from supervision_desktop.formats import clock_text, day_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import breach, owned
from supervision_desktop.services.breach import BreachRow, Here
from supervision_desktop.store.changes import gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.attachments.files_part import FilesFold
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.identifying import Identifying
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.fact_line import FactLine
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

WHAT = ("name", "kind", "happened_on", "known_on", "known_at", "data", "people_count")
REST = ("other_computer", "facts", "risk", "follows", "done", "reason", "learned", "closed_on")
ONLY_YOU = mark(
    "Only you know: was it switched on and unlocked, was its own disk encrypted, did the passphrase or the recovery sheet "
    "lie with it, were saved files or papers with it? If the passphrase or the sheet may be in other hands, change the key: "
    "File, Passphrase and recovery sheet.")
LONG = ("data", "follows", "done", "reason", "learned")


class BreachPage(QWidget):
    """`print_it` gets the id of the breach whose record is wanted on paper."""

    def __init__(self, workspace: Workspace, here: Here, print_it: Callable[[str], object]) -> None:
        super().__init__()
        self._workspace, self._here = workspace, here
        self._found: BreachRow | None = None
        self.form = FieldForm(workspace, Breach, (*WHAT, *REST), parent=self)
        self._clock = layout.column(gap=8)
        self.notices = ChildRows(
            workspace, BreachNotice, ("whom", "on", "at", "how"),
            [Column(tr("Told"), chars=20), Column(tr("On"), chars=14, text=day_short),
             Column(tr("At"), chars=7, text=clock_text), Column(tr("How, and what came back"))],
            lambda one: (workspace.label("breach_told", one.whom), one.on, one.at, one.how or ""),
            title=tr("Who was told"), gone=tr("Line taken out"),
            arranged=lambda form: layout.column(form.columns("whom", "on", "at"), form["how"]))
        self.told = {key: button(words, partial(self._tell, key)) for key, words in (
            (REGULATOR, tr("The regulator was told just now")), ("people", tr("The people were told just now")),
            ("insurer", tr("Somebody else was told…")))}
        self.take = button(tr("Take down how it stands now"), self._take_down)
        self.files = FilesFold(workspace, Breach.__tablename__, words=tr("Letters and reports"))
        self.print = button(tr("Print this record…"), lambda: print_it(self.form.record_id))
        self.out = button(tr("Delete"), self._delete, link=True)
        self._build()

    def show_breach(self, found: BreachRow | None) -> None:
        """Fill the page."""
        self._found = found
        self.setVisible(found is not None)
        if found is None:
            self.form.clear()
            self.notices.let_go()
            return
        self.form.show(found.breach)
        self.notices.show_records(found.notices)
        self.files.show_owner(found.breach.id)
        layout.clear(self._clock)
        for fact in breach.clock_facts(found, self._here.clock()):
            self._clock.addWidget(FactLine(fact.words, warning=fact.warning))
        self._known.setVisible(found.breach.kind in LOST or bool(found.breach.facts))

    def _build(self) -> None:
        form = self.form
        self._known = Section(
            tr("What the program knows"), form["other_computer"], form["facts"], FlowLayout(self.take),
            QuietLabel(tr(ONLY_YOU)))
        Identifying(self._workspace, self).watch(form["name"], *(form[name] for name in LONG))
        self.setLayout(layout.column(
            Section(tr("The 72 hours"), self._clock, self.notices, FlowLayout(*self.told.values())),
            self._known,
            Section(tr("What happened"), form["name"], form.columns("kind", "people_count"),
                    form.columns("happened_on", "known_on", "known_at", least=120), form["data"]),
            Section(tr("What could follow"), form["risk"], form["follows"]),
            Section(tr("Afterwards"), Fold(tr("What was done and learned, and closing"), form["done"], form["reason"],
                                           form["learned"], form.columns("closed_on")), self.files),
            FlowLayout(self.print, self.out), gap=layout.SECTION_GAP))

    def _tell(self, whom: str) -> None:
        if self._found is None:
            return
        changes, notice_id = breach.told(self._found.breach.id, whom, self._here.clock)
        if self._workspace.commit(changes):
            self.notices.choose(notice_id)
            self.notices.form.focus("how" if whom == REGULATOR else "whom")

    def _take_down(self) -> None:
        self.form.settle()
        with self._workspace.read() as db:
            record = db.get_one(Breach, self.form.record_id)
            changes = breach.take_down(db, record, self._here)
        self._workspace.commit(changes)

    def _delete(self) -> None:
        self.form.discard()
        with self._workspace.read() as db:
            steps = owned.deletion(db, db.get_one(Breach, self.form.record_id))
        self._workspace.commit(gesture(tr("Breach deleted"), *steps))
