"""A model that is a grid: the overview, and under it the words of the cell that is chosen (MOD-02)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.content.models import CLIENT, STAGES, STAKEHOLDERS, Part, Question, ReflectiveModel
from supervision_desktop.domain.reflection import Reflection, ReflectionNote, cell
from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout
from supervision_desktop.ui.beside import Beside
from supervision_desktop.ui.reflection.boxes import PROMPTS_FROM, Box, PartBlock, Prompts
from supervision_desktop.ui.reflection.grid import Grid, Shown
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import FieldLabel, HeadingLabel, QuietLabel
from supervision_desktop.ui.workspace import Workspace

Notes = Mapping[str, ReflectionNote]
SEEN = "reflection client hint "
"""Under this and the id of a reflection is remembered that the hint about the client was shown."""


class GridBody(QWidget):
    """The grid of one model."""

    def __init__(self, workspace: Workspace, model: ReflectiveModel, *, private: bool) -> None:
        super().__init__()
        self._workspace, self._model, self._private = workspace, model, private
        self._stages, self._sides = model.parts(STAGES), model.parts(STAKEHOLDERS)
        self._shown: tuple[Reflection, dict[str, ReflectionNote], bool] | None = None
        self.grid = Grid([one.title for one in self._stages], [one.title for one in self._sides])
        self.cell = CellPart(workspace, model, private=private)
        self.stages: dict[str, PartBlock] = {}
        self._stack = layout.column(self.cell, gap=0)
        self.hint = ClientHint(workspace)
        self.setLayout(layout.column(self.grid, self.hint, self._stack, *self._about_functions(), gap=layout.SECTION_GAP))
        self.grid.chosen.connect(lambda *_: self._show_chosen())
        self.grid.entered.connect(self.focus_words)

    def show_notes(self, reflection: Reflection, notes: dict[str, ReflectionNote], *, closed: bool) -> None:
        """The overview, and the words of the chosen cell."""
        self._shown = (reflection, notes, closed)
        self.grid.show_words({(row, column): self._said(notes, row, column)
                              for row in range(len(self._stages)) for column in range(len(self._sides) + 1)})
        self.hint.show_need(reflection, closed is False and self._needs_client(notes))
        self._show_chosen()

    def clear(self) -> None:
        """Show no reflection; what was typed is kept."""
        self._shown = None
        self.cell.clear()
        for block in self.stages.values():
            block.clear()

    def focus_words(self) -> None:
        """From the overview into the words of the chosen cell."""
        row, column = self.grid.place()
        box = self.cell.box if column else next(iter(self.stages[self._stages[row].code].boxes.values()), None)
        if box is not None:
            box.focus_words()

    def _show_chosen(self) -> None:
        if self._shown is None:
            return
        reflection, notes, closed = self._shown
        row, column = self.grid.place()
        stage = self._stages[row]
        block = self._stage(stage) if not column else None
        for other in (self.cell, *self.stages.values()):
            other.setVisible(other is (block or self.cell))
        if block is not None:
            block.show_notes(reflection, notes, closed=closed)
        else:
            self.cell.show_cell(stage, self._sides[column - 1], reflection, notes, closed=closed)

    def _stage(self, stage: Part) -> PartBlock:
        """The boxes of a stage, made when it is first chosen."""
        if stage.code not in self.stages:
            made = self.stages[stage.code] = PartBlock(self._workspace, stage, self._model, private=self._private)
            self._stack.addWidget(made)
        return self.stages[stage.code]

    def _said(self, notes: Notes, row: int, column: int) -> Shown:
        """What a cell says; a stage's own says what stands in its boxes."""
        stage = self._stages[row]
        if not column:
            written = [notes[one.code].words for one in stage.questions if one.code in notes and notes[one.code].words]
            return Shown(" · ".join(written))
        note = notes.get(cell(stage.code, self._sides[column - 1].code))
        if note is None:
            return Shown()
        titles = {part.code: part.title for part in self._model.tags}
        return Shown(note.words, " · ".join(titles.get(code, code) for code in note.served))

    def _needs_client(self, notes: Notes) -> bool:
        """Something stands in the grid, and nothing of it is about the client (MOD-06)."""
        if CLIENT not in {one.code for one in self._sides}:
            return False
        filled = {box.partition("/")[2] for box, note in notes.items() if note.filled}
        boxes = {one.code for stage in self._stages for one in stage.questions}
        about = any(note.filled for box, note in notes.items() if box in boxes or "/" in box)
        return about and CLIENT not in filled

    def _about_functions(self) -> Sequence[QWidget]:
        """What each function asks, for whoever wants to go along them (MOD-04)."""
        return (Fold(tr("Questions by function"), build=lambda: functions(self._model.tags)),) if self._model.tags else ()


class CellPart(QWidget):
    """The words of one cell with its functions; beside them what the stakeholder and the ticked functions ask."""

    def __init__(self, workspace: Workspace, model: ReflectiveModel, *, private: bool) -> None:
        super().__init__()
        self._workspace, self._model, self._private = workspace, model, private
        self.box = Box(workspace, Question(code="/", label=tr("Note"), prompt=tr("What is there to say from this side?")),
                       model, private=private, tags=model.tags)
        self._heading, self._about = HeadingLabel(""), QuietLabel("")
        self.prompts = Prompts()
        self._extra: dict[str, PartBlock] = {}
        self._more = layout.column(gap=layout.GAP)
        self.box.hide_labels()
        self.setLayout(layout.column(layout.column(self._heading, self._about, gap=1),
                                     Beside(self.box, self.prompts, least=PROMPTS_FROM), self._more, gap=6))

    def show_cell(self, stage: Part, side: Part, reflection: Reflection, notes: dict[str, ReflectionNote], *,
                  closed: bool) -> None:
        """One cell of a reflection."""
        code, title = cell(stage.code, side.code), f"{stage.title} · {side.title}"
        note = notes.get(code)
        self._heading.setText(title)
        self._about.say(" ".join(filter(None, (stage.about, side.about))))
        self.box.aim(code, title)
        self.box.show_note(reflection, note, closed=closed)
        served = note.served if note else ()
        asked = [f"{one.title}: {prompt}" for one in self._model.tags if one.code in served for prompt in one.prompts]
        self.prompts.show_prompts([*side.prompts, *asked])
        self._show_extra(side, reflection, notes, closed)

    def clear(self) -> None:
        """Show no reflection."""
        self.box.clear()
        for block in self._extra.values():
            block.clear()

    def _show_extra(self, side: Part, reflection: Reflection, notes: dict[str, ReflectionNote], closed: bool) -> None:
        """What a stakeholder asks besides: which partners have a part in it (MOD-05)."""
        if side.questions and side.code not in self._extra:
            bare = Part(code=side.code, title=side.title, about="", prompts=(), questions=side.questions)
            made = self._extra[side.code] = PartBlock(self._workspace, bare, self._model, private=self._private,
                                                      titled=False)
            self._more.addWidget(made)
        for code, block in self._extra.items():
            block.setVisible(code == side.code)
            if code == side.code:
                block.show_notes(reflection, notes, closed=closed)


class ClientHint(QWidget):
    """One quiet sentence where nothing is about the client; shown once for each reflection."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._id = workspace, ""
        words = QuietLabel(tr("Nothing stands in the clients’ column yet. It may be that nothing has to."))
        self.close_it = button(tr("All right"), self._away, link=True)
        self.setLayout(Sides(words, self.close_it))
        self.hide()

    def show_need(self, reflection: Reflection, needed: bool) -> None:
        """Show it the first time it is needed, and until it no longer is or another reflection comes."""
        here = self._id == reflection.id
        if needed and not here and self._workspace.remembered(SEEN + reflection.id) is None:
            self._workspace.remember(SEEN + reflection.id, "yes")
            self._id, here = reflection.id, True
        self.setVisible(needed and here)
        if not here:
            self._id = ""

    def _away(self) -> None:
        self._id = ""
        self.hide()


def functions(tags: Sequence[Part]) -> QWidget:
    """Each function with what it is about and what it asks."""
    blocks: list[layout.Part] = []
    for one in tags:
        blocks.append(layout.boxed(layout.column(
            FieldLabel(one.title), QuietLabel(one.about), *map(QuietLabel, one.prompts), gap=2)))
    return layout.boxed(layout.column(*blocks, gap=layout.GAP))
