"""Notes for which the present model has no box: kept, shown, and back in their box with the model they are from."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from supervision_desktop.content.models import STAGES, STAKEHOLDERS, ReflectiveModel, questions
from supervision_desktop.domain.reflection import ReflectionNote, cell
from supervision_desktop.i18n import tr
from supervision_desktop.services.own_models import Models
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.labels import FieldLabel, HeadingLabel, QuietLabel, WordLabel


class Kept(QWidget):
    """Hidden where every note has a box."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = HeadingLabel("")
        self._stack = layout.column(gap=6)
        self.setLayout(layout.column(
            self.heading, QuietLabel(tr("This model has no box for it. Nothing is lost: it comes back with the other one.")),
            self._stack, gap=4))
        self.hide()

    def show_notes(self, notes: Mapping[str, ReflectionNote], model: ReflectiveModel, models: Models) -> None:
        """What stands in boxes of other models."""
        own = set(labels(model))
        left = [note for box, note in notes.items() if box not in own and note.filled]
        known = {box: (one.title, label) for one in models.values() for box, label in labels(one).items()}
        froms = list(dict.fromkeys(known[note.box][0] for note in left if note.box in known))
        layout.clear(self._stack)
        for note in sorted(left, key=lambda one: list(known).index(one.box) if one.box in known else len(known)):
            label = known.get(note.box, ("", tr("An earlier box")))[1]
            words = " · ".join(filter(None, (note.words, ", ".join(note.ticked))))
            self._stack.addWidget(layout.boxed(layout.column(FieldLabel(label), WordLabel(words), gap=1)))
        self.heading.setText(tr("Kept from {model}").format(model=", ".join(froms)) if froms else tr("Kept from before"))
        self.setVisible(bool(left))


def labels(model: ReflectiveModel) -> dict[str, str]:
    """What each box of a model is called."""
    found = {one.code: one.label for one in questions(model)}
    cells = {cell(stage.code, side.code): f"{stage.title}, {side.title}"
             for stage in model.parts(STAGES) for side in model.parts(STAKEHOLDERS)}
    return {**found, **cells}
