"""A word to be typed before something that cannot be undone with Ctrl+Z."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from supervision_desktop.i18n import tr
from supervision_desktop.ui.widgets.field import LabelledField


class TypedWord(LabelledField[QLineEdit]):
    """The line for the word; capital or small letters make no difference."""

    def __init__(self, word: str) -> None:
        super().__init__(tr("Type “{word}” to go on").format(word=word), QLineEdit())
        self._word = word
        self.editor.textEdited.connect(lambda: self.say_problem(""))

    def right(self) -> bool:
        """Whether it was typed; if not, say so and put the keyboard there."""
        fits = self.editor.text().strip().casefold() == self._word.casefold()
        self.say_problem("" if fits else tr("Type the word “{word}” here, so that nothing happens by accident.").format(
            word=self._word))
        if not fits:
            self.editor.setFocus()
        return fits
