"""Narrowing the list of actions: with whom agreed, about which case, of which kind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from supervision_desktop.i18n import tr
from supervision_desktop.services.actions import ActionRow
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.workspace import Workspace

ALL, NONE = "", "-"


class Narrow(Fold):
    """Three choices that offer what the list holds; `narrowed` when one of them changes."""

    narrowed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        names = {"with_whom": tr("With"), "case": tr("Case"), "kind": tr("Kind")}
        self.combos = {name: ValueCombo(words, [(ALL, words)]) for name, words in names.items()}
        super().__init__(tr("Narrow down"), Columns(*self.combos.values(), least=110))
        self._names = names
        for combo in self.combos.values():
            combo.value_chosen.connect(lambda _: self._changed())

    def offer(self, rows: Sequence[ActionRow]) -> None:
        """Offer what these actions have; a choice that is gone is given up."""
        for name, combo in self.combos.items():
            found = sorted({getattr(row, name) for row in rows} - {None}, key=str.casefold)
            label = self._words if name == "kind" else str
            chosen = combo.value()
            combo.set_choices([(ALL, self._names[name]), *((value, label(value)) for value in found),
                               *([(NONE, tr("None"))] if any(getattr(row, name) is None for row in rows) else [])])
            combo.set_value(chosen if chosen in (*found, NONE) else ALL)
        self._hinted()

    def keeps(self, row: ActionRow) -> bool:
        """Whether an action stays in the list."""
        return all(not combo.value() or (getattr(row, name) or NONE) == combo.value() for name, combo in self.combos.items())

    def chosen(self) -> list[str]:
        """What is chosen, for a saved view."""
        return [str(combo.value() or ALL) for combo in self.combos.values()]

    def choose(self, values: Sequence[str]) -> None:
        """Back to a saved view."""
        for combo, value in zip(self.combos.values(), values, strict=False):
            combo.set_value(value, value)
        self._hinted()

    def _changed(self) -> None:
        self._hinted()
        self.narrowed.emit()

    def _words(self, kind: str) -> str:
        return self._workspace.label("action_kind", kind)

    def _hinted(self) -> None:
        self.set_hint(", ".join(combo.currentText() for combo in self.combos.values() if combo.value()))
