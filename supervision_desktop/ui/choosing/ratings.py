"""Ratings of one supervisor in words: as often as wanted, two of them side by side with the change between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import label_of
from supervision_desktop.domain.choosing import ATTRIBUTES, CONDITIONS, OWN, RATED, SupervisorRating, change_between
from supervision_desktop.formats import day_short, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import choosing
from supervision_desktop.services.choosing import ChoosingPage
from supervision_desktop.services.comparison import NOTHING, Line
from supervision_desktop.ui import layout
from supervision_desktop.ui.choosing.compare_table import CompareTable
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import HeadingLabel, QuietLabel
from supervision_desktop.ui.workspace import Workspace

LISTS = {**dict.fromkeys(ATTRIBUTES, "supervisor_attributes"), **dict.fromkeys(CONDITIONS, "supervisor_conditions")}
LEAST = 210
"""Pixels in which a term, its choice and its gloss have room."""


def change_words(before: str | None, after: str | None) -> str:
    """What became of a point between two ratings."""
    return {"": "", "same": tr("Same"), "up": tr("Up"), "down": tr("Down"), "known": tr("Now known"),
            "unknown": tr("No longer known")}[change_between(before, after)]


def glossed(workspace: Workspace, form: FieldForm, names: Sequence[str], *more: QWidget) -> Columns:
    """Terms with their choice and, under it, what each means in plain words; then more fields."""
    return Columns(*(layout.boxed(layout.column(form[name], QuietLabel(gloss(workspace, name)), layout.spacer("column"),
                                                gap=2)) for name in names), *more, least=LEAST)


def gloss(workspace: Workspace, name: str) -> str:
    """What an attribute or a condition means in plain words; "" for one of her own."""
    return workspace.library.lists.help(LISTS[name], name) if name in LISTS else ""


class Ratings(QWidget):
    """The ratings of one supervisor (SUP-04, SUP-05)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: ChoosingPage | None = None
        self._chosen = ""
        self.add = button(tr("Rate today"), self._add)
        self.table = CompareTable(tr("Two ratings side by side"))
        self.first, self.second = (ValueCombo(name) for name in (tr("Earlier rating"), tr("Later rating")))
        self.form = FieldForm(workspace, SupervisorRating, ("on", *RATED, "own_attribute", "note"), parent=self)
        self._build()
        self.table.chosen.connect(self._choose_column)
        for combo in (self.first, self.second):
            combo.value_chosen.connect(lambda _: self._show_table())

    def show_page(self, page: ChoosingPage) -> None:
        """The ratings of one supervisor, the newest two side by side."""
        fresh = self._page is None or self._page.supervisor.id != page.supervisor.id
        newest = {one.id for one in page.ratings} - {one.id for one in self._page.ratings} if self._page else set()
        self._page = page
        days = [(one.id, day_text(one.on)) for one in page.ratings]
        for combo, place in ((self.first, 1), (self.second, 0)):
            combo.set_choices(days)
            if fresh or newest or combo.value() is None:
                combo.set_value(days[place][0] if len(days) > place else None)
        if fresh or newest or self._chosen not in dict(days):
            self._chosen = days[0][0] if days else ""
        self._which.setVisible(len(days) > 2)
        self._show_table()
        self._show_rating()

    def clear(self) -> None:
        """Show nobody; what was typed is kept."""
        self._page = None
        self.form.clear()

    def _build(self) -> None:
        form, workspace = self.form, self._workspace
        self._which = layout.boxed(Columns(LabelledField(tr("Earlier rating"), self.first),
                                           LabelledField(tr("Later rating"), self.second), least=LEAST))
        self._none = QuietLabel(tr("Not rated yet. In words, as often as you like; no point needs an answer."))
        self._day = HeadingLabel("")
        self.out = button(tr("Take this rating out"), self._take_out, link=True)
        self.answers = Fold(
            tr("Answers of this rating"), self._day, HeadingLabel(tr("Attributes")),
            glossed(workspace, form, ATTRIBUTES, form["own_attribute"], form[OWN]),
            HeadingLabel(tr("Conditions")), glossed(workspace, form, CONDITIONS), form["note"], form.columns("on"),
            layout.row(self.out, layout.spacer()))
        self.setLayout(layout.column(self._none, self._which, self.table, FlowLayout(self.add), self.answers))

    def _pair(self) -> list[SupervisorRating]:
        """The two ratings that are shown, the earlier first; one where there is only one."""
        assert self._page is not None
        wanted = {self.first.value(), self.second.value()}
        return sorted((one for one in self._page.ratings if one.id in wanted), key=lambda one: one.on)

    def _show_table(self) -> None:
        pair = self._pair()
        heads = [*(day_short(one.on) for one in pair), *([tr("Change")] if len(pair) == 2 else [])]
        self.table.show_lines(heads, [self._line(name, pair) for name in RATED if self._named(name, pair)])
        self.table.setVisible(bool(pair))
        self._none.setVisible(not pair)

    def _line(self, name: str, pair: Sequence[SupervisorRating]) -> Line:
        values = [getattr(one, name) for one in pair]
        words = [self._workspace.label("attribute_rating", value) or NOTHING for value in values]
        if len(pair) == 2:
            words.append(change_words(*values) or NOTHING)
        own = next((one.own_attribute for one in reversed(pair) if one.own_attribute), None)
        label = (own or tr("Something else")) if name == OWN else label_of(SupervisorRating, name)
        group = tr("Conditions") if name in CONDITIONS else tr("Attributes")
        return Line(group, label, gloss(self._workspace, name), tuple(words))

    def _named(self, name: str, pair: Sequence[SupervisorRating]) -> bool:
        return name != OWN or any(one.own_rating or one.own_attribute for one in pair)

    def _show_rating(self) -> None:
        found = next((one for one in self._page.ratings if one.id == self._chosen), None) if self._page else None
        self.answers.setVisible(found is not None)
        if found is None:
            self.form.clear()
            return
        self._day.setText(day_text(found.on))
        self.answers.set_hint(day_text(found.on))
        self.form.show(found)

    def _choose_column(self, column: int) -> None:
        pair = self._pair()
        if column < len(pair):
            self._chosen = pair[column].id
            self._show_rating()

    def _add(self) -> None:
        if self._page is None:
            return
        with self._workspace.read() as db:
            change, rating_id = choosing.new_rating(db, self._page.supervisor.person_id, self._workspace.today())
        if self._workspace.commit(change):
            self._chosen = rating_id
            self._show_rating()
            self.answers.show_open(True)
            self.form.focus(ATTRIBUTES[0])

    def _take_out(self) -> None:
        found = next((one for one in self._page.ratings if one.id == self._chosen), None) if self._page else None
        if found is None:
            return
        self.form.discard()
        with self._workspace.read() as db:
            change = choosing.rating_out(db, found)
        self._workspace.commit(change)
