"""Filters over the list of sessions, folded, and those that were kept under a name (SES-21)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.services import cases, people, session_find
from supervision_desktop.services.session_find import PERIODS, Wanted
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.workspace import Choices, Workspace

KEPT = "session filters"
"""Where the named filters are remembered."""


class SessionFilter(Fold):
    """`sifted` gives the filter after each change; none of its fields has to be used."""

    sifted = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Filter"), build=self._built)
        self._workspace = workspace
        self.wanted = Wanted()
        self._saved: dict[str, Wanted] = {}
        self.combos: dict[str, ValueCombo] = {}
        self.opened.connect(self._refill)

    def apply(self, wanted: Wanted) -> None:
        """Sift by this filter, and show it."""
        self.wanted = wanted
        self._show()
        self.sifted.emit(wanted)

    def _built(self) -> QWidget:
        labels = {"period": tr("Period"), "person_id": tr("Person"), "arrangement": tr("How you met"), "focus": tr("Focus"),
                  "case_id": tr("Case"), "status": tr("State")}
        self.combos = {name: ValueCombo(words) for name, words in labels.items()}
        fields = [LabelledField(words, self.combos[name]) for name, words in labels.items()]
        self.open_actions = QCheckBox(tr("With open actions"))
        self.text = LabelledField(tr("Words in the record"), QLineEdit())
        self.saved = ChipBar(tr("Kept filters"))
        self.keep = InlineAdd(tr("Name this filter and press Enter to keep it"), tr("Name of the filter"))
        self.all = button(tr("All sessions"), lambda: self.apply(Wanted()), link=True)
        self.forget = button(tr("Forget this filter"), self._forget, link=True)
        made = layout.boxed(layout.column(
            self.saved, Columns(*fields, least=140), self.text, self.open_actions, self.keep,
            FlowLayout(self.all, self.forget), gap=6))
        self._connect()
        return made

    def _connect(self) -> None:
        for combo in self.combos.values():
            combo.value_chosen.connect(lambda _: self._read())
        self.open_actions.clicked.connect(lambda _: self._read())
        self.text.editor.editingFinished.connect(self._read)
        self.saved.chosen.connect(lambda name: self.apply(self._saved.get(name, Wanted())))
        self.keep.added.connect(self._keep)

    def _refill(self) -> None:
        """What can be chosen now."""
        space = self._workspace
        with space.read() as db:
            offered: dict[str, Choices] = {"person_id": people.choices(db), "case_id": cases.choices(db)}
        offered |= {"period": [(key, tr(words)) for key, words in PERIODS.items()],
                    "arrangement": space.choices("arrangement", own=True), "status": space.choices("session_status"),
                    "focus": [*space.choices("focus", own=True), *space.choices("not_supervision")]}
        for name, combo in self.combos.items():
            combo.set_choices([("", tr("Any")), *offered[name]])
        self._saved = session_find.from_text(space.remembered(KEPT))
        self._show()

    def _show(self) -> None:
        if not self.combos:
            return
        for name, combo in self.combos.items():
            combo.set_value(getattr(self.wanted, name))
        self.open_actions.setChecked(self.wanted.open_actions)
        self.text.editor.setText(self.wanted.text)
        known = next((name for name, wanted in self._saved.items() if wanted == self.wanted), "")
        self.saved.set_chips([ChipSpec(name, name) for name in self._saved])
        self.saved.set_key(known)
        self.saved.setVisible(bool(self._saved))
        self.all.setVisible(bool(self.wanted))
        self.forget.setVisible(bool(known))
        self.keep.setVisible(bool(self.wanted) and not known)
        self.set_hint(self._words())

    def _words(self) -> str:
        """The filter in force, while it is folded away."""
        shown = [combo.currentText() for name, combo in self.combos.items() if getattr(self.wanted, name)]
        more = [tr("open actions")] if self.wanted.open_actions else []
        return ", ".join([*shown, *more, *([f"“{self.wanted.text}”"] if self.wanted.text else [])])

    def _read(self) -> None:
        chosen = {name: str(combo.value() or "") for name, combo in self.combos.items()}
        wanted = Wanted(**chosen, open_actions=self.open_actions.isChecked(), text=self.text.editor.text().strip())
        if wanted != self.wanted:
            self.apply(wanted)

    def _keep(self, name: str) -> None:
        self._saved[name] = self.wanted
        self._workspace.remember(KEPT, session_find.to_text(self._saved))
        self._show()

    def _forget(self) -> None:
        self._saved = {name: wanted for name, wanted in self._saved.items() if wanted != self.wanted}
        self._workspace.remember(KEPT, session_find.to_text(self._saved))
        self._show()
