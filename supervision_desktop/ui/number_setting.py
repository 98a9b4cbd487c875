"""A number that is hers to change, as a choice of a few with words; kept at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from supervision_desktop.services import practice
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.workspace import Workspace


class NumberSetting(LabelledField[ValueCombo]):
    """One setting of the practice; `words` says how a number reads."""

    def __init__(self, workspace: Workspace, label: str, name: str, offered: Sequence[int], words: Callable[[int], str], *,
                 help: str = "") -> None:
        super().__init__(label, ValueCombo(label, [(n, words(n)) for n in offered]), help=help)
        self._workspace, self._name, self._words = workspace, name, words
        self.editor.value_chosen.connect(self._set)

    def show_number(self, number: int) -> None:
        """What holds now."""
        self.editor.set_value(number, self._words(number))

    def _set(self, number: int) -> None:
        with self._workspace.read() as db:
            change = practice.set_setting(db, self._name, str(number))
        self._workspace.commit(change)
