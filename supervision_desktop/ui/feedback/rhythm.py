"""How often check-ins or written evaluations are wanted: with whom, the last and the next day (FBK-02, CON-15)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import check_ins
from supervision_desktop.services.check_ins import BY_CONTRACT, Rhythm
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Choices, Workspace

LIST = "feedback_every"


class RhythmFold(Fold):
    """Closed; its hint says what is due first."""

    def __init__(self, workspace: Workspace, mechanism: str) -> None:
        self._workspace, self._mechanism = workspace, mechanism
        self._rhythms: Sequence[Rhythm] = ()
        self.table = DataTable(tr("How often"), [
            Column(tr("With")), Column(tr("How often"), chars=36), Column(tr("Last"), chars=14),
            Column(tr("Next"), chars=14)], most_rows=6)
        self.who, self.every = ValueCombo(tr("With")), ValueCombo(tr("How often"))
        self.says = QuietLabel("")
        super().__init__(tr("How often"), self.says, self.table, Columns(
            LabelledField(tr("With"), self.who), LabelledField(tr("How often"), self.every), least=220))
        self.table.chosen.connect(self._choose)
        self.who.value_chosen.connect(self._choose)
        self.every.value_chosen.connect(self._set)

    def show_rhythms(self, found: Sequence[Rhythm], known: Choices) -> None:
        """Those that are wanted with anybody, and who else there is."""
        self._rhythms = found
        self.table.set_rows([(one.name, self._words(one), _day(one.last), _day(one.due)) for one in found],
                            [one.person_id for one in found])
        self.table.setVisible(bool(found))
        self.says.setText(tr("Choose somebody, then how often. Today reminds you. A contract that says how often counts "
                             "until you choose otherwise."))
        if self.who.value() not in dict(known):
            self.who.set_value(None)
        self.who.set_choices(known)
        if self.who.value() is None and known:
            self.who.set_value(known[0][0])
        self._show_every()
        due = [one for one in found if one.due is not None]
        first = min(due, key=lambda one: (one.due or date.max, one.name), default=None)
        self.set_hint(tr("next: {name}, {day}").format(name=first.name, day=_day(first.due)) if first else "")

    def _words(self, one: Rhythm) -> str:
        words = self._workspace.label(LIST, one.every)
        return tr("{words}, by contract").format(words=words) if one.by_contract else words

    def _choose(self, person_id: object) -> None:
        self.who.set_value(str(person_id))
        self.table.set_id(str(person_id))
        self._show_every()

    def _show_every(self) -> None:
        known = next((one for one in self._rhythms if one.person_id == self.who.value()), None)
        self.every.set_choices([(BY_CONTRACT, tr("As the contract says, if it does")), *self._workspace.choices(LIST)])
        self.every.set_value(known.every if known is not None and not known.by_contract else BY_CONTRACT)

    def _set(self, every: object) -> None:
        with self._workspace.read() as db:
            change = check_ins.set_every(db, str(self.who.value()), self._mechanism, str(every), self._workspace.today())
        self._workspace.commit(change)


def _day(day: date | None) -> str:
    return day_short(day) if day is not None else ""
