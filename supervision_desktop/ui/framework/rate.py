"""Rating: areas with their groups folded, criteria as lines in them, found by words and chips (FRW-19)."""

from __future__ import annotations

import json
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.content.frameworks import Group
from supervision_desktop.domain import assessment_figures as figures
from supervision_desktop.domain.assessment import own_code
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import assessment, assessment_filter
from supervision_desktop.services import assessment_words as words
from supervision_desktop.services.assessment_filter import Filter, sift
from supervision_desktop.ui import layout
from supervision_desktop.ui.framework.desk import Desk
from supervision_desktop.ui.framework.line import CriterionLine
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section

OWN = "OWN"


class RatePart(QWidget):
    """All groups of one framework; lines are made when their group is opened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._of = ("", "")
        self.lines: dict[str, CriterionLine] = {}
        self.folds: dict[str, Fold] = {}
        self._sections: list[tuple[Section, list[str]]] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find a criterion"))
        self.search.setAccessibleName(tr("Find a criterion"))
        self.search.setClearButtonEnabled(True)
        self.chips = ChipBar(tr("Filter the criteria"), [ChipSpec(key, name) for key, name in (
            (assessment_filter.ALL, tr("All")), (assessment_filter.OPEN, tr("Still open")),
            (assessment_filter.NO_EVIDENCE, tr("No evidence")), (assessment_filter.LOW, tr("None or starting")),
            (assessment_filter.WISHES, tr("With a wish")), (assessment_filter.LEFT_OUT, tr("Not applicable")),
            (assessment_filter.SUPERVISION, tr("About supervision")))])
        self.group = ValueCombo(tr("Group"))
        self.level = ValueCombo(tr("Rated at level"))
        self.rating = ValueCombo(tr("Rating"), [(None, tr("Any")), *enumerate(desk.scale())])
        self.narrow = Fold(tr("More filters"), layout.boxed(Columns(*(
            LabelledField(name, editor) for name, editor in (
                (tr("Group"), self.group), (tr("Rated at level"), self.level), (tr("Rating"), self.rating))))))
        self.nothing = QuietLabel(tr("No criterion fits."))
        self._areas = layout.column(gap=layout.SECTION_GAP)
        self.own_add = InlineAdd(tr("Framework: criterion, and press Enter"), tr("New criterion of your own"))
        self.setLayout(layout.column(self.search, self.chips, self.narrow, self.nothing, self._areas, gap=10))
        self._connect()

    def show_all(self) -> None:
        """Fill it from the desk; another framework builds it anew."""
        record, framework = self._desk.page.record, self._desk.framework
        if framework is None:
            return
        if self._of[1] != f"{framework.id} {framework.version}":
            self._build()
        if self._of[0] != record.id:
            self.settle()
            self._of = (record.id, f"{framework.id} {framework.version}")
            self._open_where_left()
        self._show_own()
        self._show_lines()
        self._sift()

    def settle(self) -> None:
        """Keep what is being typed."""
        for line in self.lines.values():
            line.settle()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._sift)
        self.chips.chosen.connect(self._sift)
        for combo in (self.group, self.level, self.rating):
            combo.value_chosen.connect(self._sift)
        self.own_add.added.connect(self._add_own)

    def _wanted(self) -> Filter:
        rating = self.rating.value()
        return Filter(self.search.text().strip(), self.chips.key(), str(self.group.value() or ""),
                      str(self.level.value() or ""), rating if isinstance(rating, int) else None)

    def _build(self) -> None:
        framework = self._desk.framework
        assert framework is not None  # asked for by show_all
        layout.clear(self._areas)
        self.lines, self.folds, self._sections, self._of = {}, {}, [], ("", "")
        self.group.set_choices([("", tr("Any")), *words.group_names(framework).items()])
        self.level.set_choices([("", tr("Any")), *((one.code, one.code) for one in framework.levels)])
        for narrowing in (self.group, self.level):
            narrowing.set_value(narrowing.value() or "")  # "Any" until something is chosen, not an empty line
        for area in framework.areas:
            folds = [self._fold(group) for group in area.groups]
            section = Section(area.name, *folds, gap=4)
            self._sections.append((section, [group.code for group in area.groups]))
            self._areas.addWidget(section)
        self._build_own()

    def _fold(self, group: Group) -> Fold:
        made = self.folds[group.code] = Fold(group.name, build=partial(self._built_group, group))
        made.opened.connect(self._opened)
        made.turn.clicked.connect(self._remember)
        return made

    def _built_group(self, group: Group) -> QWidget:
        parts = [CriterionLine(self._desk, one.code, one.name, one) for one in group.criteria]
        self.lines.update((line.code, line) for line in parts)
        return layout.boxed(layout.column(*parts, gap=2, margins=(18, 0, 0, 6)))

    def _build_own(self) -> None:
        self._own_lines = layout.column(gap=2)
        self.folds[OWN] = Fold(tr("Criteria from other frameworks"), QuietLabel(
            tr("They stand beside the framework and are not counted in it.")), self._own_lines, self.own_add)
        self._areas.addWidget(self.folds[OWN])

    def _show_own(self) -> None:
        wanted = {own_code(one.id): f"{one.framework}: {one.name}" for one in self._desk.page.own}
        for code in [code for code in self.lines if code.startswith(f"{OWN}.") and code not in wanted]:
            self.lines.pop(code).hide()
        for code, name in wanted.items():
            if code not in self.lines:
                self.lines[code] = CriterionLine(self._desk, code, name, None)
                self._own_lines.addWidget(self.lines[code])
        self.folds[OWN].set_hint(str(len(wanted) or ""))
        self.own_add.setVisible(not self._desk.closed)

    def _show_lines(self) -> None:
        framework, marks = self._desk.framework, self._desk.page.marks
        assert framework is not None  # asked for by show_all
        for group in framework.groups():
            self.folds[group.code].set_hint(words.coverage(figures.coverage(framework, [group], marks)))
        for line in self.lines.values():
            line.show_line()

    def _opened(self) -> None:
        if self._of[0]:
            self._show_lines()
            self._show_only(self._fitting())

    def _fitting(self) -> dict[str, list[str]]:
        framework = self._desk.framework
        assert framework is not None  # asked for by show_all
        return sift(framework, self._desk.page, self._wanted())

    def _sift(self, *_: object) -> None:
        if not self._desk.id or self._desk.framework is None:
            return
        wanted, found = self._wanted(), self._fitting()
        for code, fold in self.folds.items():
            fold.setVisible(code in found or (code == OWN and not wanted))
            if wanted and code in found and not fold.is_open():
                fold.show_open(True)
        for section, groups in self._sections:
            section.setVisible(any(code in found for code in groups))
        self.nothing.setVisible(not found)
        self._show_only(found)

    def _show_only(self, found: dict[str, list[str]]) -> None:
        fitting = {code for codes in found.values() for code in codes}
        for code, line in self.lines.items():
            line.setVisible(code in fitting or code.startswith(f"{OWN}."))

    def _open_where_left(self) -> None:
        """The groups that were open when she left; at first the first one with something open (FRW-18)."""
        framework, page = self._desk.framework, self._desk.page
        assert framework is not None  # asked for by show_all
        kept = self._desk.workspace.remembered(self._key())
        first = next((group.code for group in framework.groups()
                      if figures.coverage(framework, [group], page.marks).unrated), "")
        wanted = set(json.loads(kept)) if kept else {first}
        for code, fold in self.folds.items():
            if fold.is_open() != (code in wanted):
                fold.show_open(code in wanted)

    def _remember(self) -> None:
        if self._of[0]:
            self._desk.workspace.remember(self._key(), json.dumps(
                [code for code, fold in self.folds.items() if fold.is_open()]))

    def _key(self) -> str:
        return f"framework open {self._desk.id}"

    def _add_own(self, typed: str) -> None:
        framework, _, name = typed.rpartition(":")
        try:
            change, _made = assessment.add_own(framework, name)
        except BadInput as fault:
            self.own_add.refuse(fault.sentence)
            return
        self._desk.workspace.commit(change)
