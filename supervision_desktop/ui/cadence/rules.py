"""The rules she keeps: begun from a preset, adopted or left, for herself or for those she supervises (CAD-01, 06)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence import CadenceRule
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import cadence, cadence_words, people, profile
from supervision_desktop.services.cadence import BENCHMARK, HERSELF, SUPERVISEE, RuleRow
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.link_lines import LinkLines
from supervision_desktop.ui.widgets.buttons import action, button, menu
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

NAMES = {"weekly": mark("Weekly"), "fortnightly": mark("Every two weeks"), "monthly": mark("Monthly"),
         "quarterly": mark("Quarterly"), "caseload": mark("Caseload, monthly"), "need": mark("As often as I need"),
         BENCHMARK: mark("NHS benchmark: caseload monthly, 80 %")}
FIELDS = ("name", "adopted", "applies_to", "person_id", "count", "unit", "target_points", "focus", "least_minutes", "group",
          "source", "source_note", "year_minutes", "starts_on", "ends_on", "look_again_on", "printed_line", "reason")


class RulesPart(QWidget):
    """A table of her own rules with a form; rules of contracts and bodies stand under it, to be opened where they are."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.rows = ChildRows(
            workspace, CadenceRule, FIELDS,
            [Column(tr("Rule")), Column(tr("For"), chars=18), Column(tr("Asks for")), Column(tr("I go by it"), chars=8)],
            self._cells, title=tr("Your rules"), gone=tr("Rule taken out"), arranged=_arranged)
        self.add = button(tr("Add a rule"))
        self._menu = menu(self.add)
        self.add.setMenu(self._menu)
        self.note = QuietLabel(tr("A benchmark of another setting stays off until you tick that you go by it. Nothing is "
                                  "held against you by a rule you have not adopted."))
        self.elsewhere, self._under = LinkLines(tr("Rule")), QuietLabel(tr("Rules that stand elsewhere"))
        self._kinds: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self.setLayout(layout.column(self.note, self.rows, layout.row(self.add, layout.spacer()), self._under,
                                     self.elsewhere))
        self.elsewhere.opened.connect(lambda key: workspace.open_wanted.emit(*self._place(key)))

    def refresh(self) -> None:
        """Every rule, and those of contracts and bodies."""
        with self._workspace.read() as db:
            kept, supervises = cadence.all_rules(db), profile.roles(db).supervises
            others = [row for row in cadence.rules(db, self._workspace.today()) if row.kind != "cadence_rule"]
            known = people.choices(db)
        self._names = dict(known)
        self._offer(supervises)
        self.rows.form.set_options("person_id", known)
        self.rows.show_records(kept)
        for name in ("applies_to", "person_id"):
            self.rows.form[name].setVisible(supervises)
        self._show_elsewhere(others)

    def choose(self, record_id: str) -> None:
        """Show one rule."""
        self.rows.choose(record_id)

    def _show_elsewhere(self, rows: Sequence[RuleRow]) -> None:
        label = self._workspace.library.lists.label
        self._kinds = {row.id: row.kind for row in rows}
        self.elsewhere.show_lines([(row.id, f"{cadence_words.name(row, label)}: {cadence_words.asks(row, label).lower()}")
                                   for row in rows])
        self._under.setVisible(bool(rows))

    def _place(self, key: str) -> tuple[str, str]:
        return opens_as(self._kinds[key], key)

    def _offer(self, supervises: bool) -> None:
        """The presets, once for herself and, if she supervises, once for others."""
        self._menu.clear()
        groups = [(HERSELF, tr("For you"))] + ([(SUPERVISEE, tr("For those you supervise"))] if supervises else [])
        for whom, title in groups:
            self._menu.addSection(title)
            for preset, _ in cadence.PRESETS:
                name = tr(NAMES[preset])
                words = name if whom == HERSELF else tr("{rule}, for supervisees").format(rule=name)
                self._menu.addAction(action(words, partial(self._added, preset, whom, words), self))

    def _added(self, preset: str, whom: str, name: str) -> None:
        change, rule_id = cadence.new_rule(name, preset, self._workspace.today(), applies_to=whom)
        if self._workspace.commit(change):
            self.refresh()
            self.choose(rule_id)

    def _cells(self, one: CadenceRule) -> tuple[str, ...]:
        row = RuleRow("cadence_rule", one.id, one.name, one.source, cadence.pure(one), one.year_minutes)
        label = self._workspace.library.lists.label
        whom = tr("You") if one.applies_to == HERSELF else self._names.get(one.person_id or "", tr("All you supervise"))
        return (one.name, whom, cadence_words.asks(row, label),
                tr("Yes") if one.adopted else tr("No"))


def opens_as(kind: str, record_id: str) -> tuple[str, str]:
    """Where a rule is changed: a body's expectation stands in the profile."""
    return ("person", SELF) if kind == "body_expectation" else (kind, record_id)


def _arranged(form: FieldForm) -> layout.Part:
    return layout.column(
        form["adopted"], form.columns("name", "applies_to", "person_id", least=200),
        form.columns("count", "unit", "target_points"),
        Fold(tr("Which sessions count"), form.columns("least_minutes", "group", least=200), form["focus"]),
        Fold(tr("Where it comes from, and how long it holds"), form.columns("source", "source_note", least=200),
             form.columns("year_minutes", "starts_on", "ends_on")),
        Fold(tr("Why this often"), form["reason"], form["printed_line"], form.columns("look_again_on", least=200)))
