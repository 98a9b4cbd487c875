"""How actions went in a period: on time, how long, with a result; and behind each figure the actions (ACT-09)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.actions import LEAD_DAYS, OFTEN
from supervision_desktop.domain.follow_through import COUNTED, DONE, LATE, ON_TIME, OVERDUE, UNDATED, Figures
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import action_hints, follow_through
from supervision_desktop.services.follow_through import Line
from supervision_desktop.ui.dialogs.page_dialog import PageDialog
from supervision_desktop.ui.link_lines import LinkLines
from supervision_desktop.ui.number_setting import NumberSetting
from supervision_desktop.ui.times.period_picker import TWELVE, PeriodPicker
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace

GROUPS = (("with_whom", mark("By supervisor")), ("case", mark("By case")), ("kind", mark("By kind")))
STANDINGS = {ON_TIME: mark("On time"), LATE: mark("After its date"), OVERDUE: mark("Open, past its date"),
             UNDATED: mark("Done, no date set")}
NOT_ON_TIME, NO_RESULT, ALL = "late", "no_result", "all"


def figures_words(found: Figures) -> str:
    """The figures of a period as sentences."""
    if not found.counted and not found.done:
        return tr("No action was due or done in this period.")
    parts = []
    if found.on_time_points is not None:
        parts.append(tr("{n} of {all} on time, {share}.").format(
            n=found.on_time, all=found.counted, share=_share(found.on_time_points)))
    if found.median_days is not None:
        parts.append(tr("Half were done within {days} days of the session.").format(days=f"{found.median_days:g}"))
    if found.result_points is not None:
        parts.append(tr("A result is noted for {n} of {all} done, {share}.").format(
            n=found.with_result, all=found.done, share=_share(found.result_points)))
    return " ".join(parts)


class FiguresDialog(PageDialog):
    """Facts of a period; a figure chosen in the table shows its actions, and an action opens."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(tr("How actions went"), parent, width=860, height=700)
        self._workspace = workspace
        self._lines: Sequence[Line] = ()
        self.picker = PeriodPicker(workspace)
        self.picker.kinds.set_key(TWELVE)
        self.picker.kinds.chosen.emit(TWELVE)
        self.words = WordLabel("")
        self.group = ChipBar(tr("Figures"), [ChipSpec(key, tr(words)) for key, words in GROUPS])
        self.table = DataTable(tr("Figures"), [
            Column(""), Column(tr("On time"), chars=12), Column(tr("Share"), True, 8), Column(tr("Median days"), True, 11),
            Column(tr("With a result"), chars=14)], most_rows=6)
        self.which = ChipBar(tr("Which actions"), [
            ChipSpec(NOT_ON_TIME, tr("Not on time"), 0), ChipSpec(NO_RESULT, tr("No result noted"), 0),
            ChipSpec(ALL, tr("All counted"), 0)])
        self.behind = DataTable(tr("The actions behind it"), [
            Column(tr("Action")), Column(tr("Agreed with"), chars=16), Column(tr("By"), chars=12),
            Column(tr("State"), chars=18)], most_rows=8)
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """The figures of the period chosen."""
        with self._workspace.read() as db:
            self._lines = follow_through.lines(db, *self.picker.days())
            self.often.show_number(action_hints.often(db))
            self.lead.show_number(action_hints.lead_days(db))
            alone = action_hints.risks_alone(db)
        self.risks.show_lines([(one.session_id, " · ".join(filter(None, (one.risk, day_short(one.on), one.case))))
                               for one in alone])
        self.words.setText(figures_words(follow_through.of_all(self._lines, self._workspace.today())))
        self._show_groups()

    def _build(self) -> None:
        self.often = NumberSetting(
            self._workspace, tr("Say so when carried forward more than"), action_hints.OFTEN_SETTING, (1, OFTEN, 3, 5),
            lambda n: tr("once") if n == 1 else tr("{n} times").format(n=n))
        self.lead = NumberSetting(
            self._workspace, tr("Remind me on Today"), action_hints.LEAD_SETTING, (0, 3, 7, LEAD_DAYS, 28),
            lambda n: tr("on the day") if n == 0 else tr("{n} days before").format(n=n))
        self.page.add(Section(tr("Period"), self.picker, self.words))
        self.page.add(Section(tr("Figures"), self.group, self.table, hint=tr("choose a line to see its actions only")))
        self.page.add(Section(tr("The actions behind it"), self.which, self.behind, QuietLabel(
            tr("An action counts in the period in which it was due. What was dropped or replaced is left out."))))
        self.risks = LinkLines(tr("Open the session"))
        self.risks.opened.connect(lambda session_id: self._go("supervision_session", session_id))
        self.page.add(Fold(tr("Risks noted in a decision, and no action with them"), QuietLabel(
            tr("A reason written there counts as an answer.")), self.risks))
        self.page.add(Fold(tr("What the list of actions goes by"), Columns(self.often, self.lead, least=240)))
        self.page.body.addStretch(1)
        self.foot((), (button(tr("Close"), self.reject),))

    def _connect(self) -> None:
        self.picker.chosen.connect(self.refresh)
        self.group.chosen.connect(lambda _: self._show_groups())
        self.table.chosen.connect(lambda _: self._show_actions())
        self.which.chosen.connect(lambda _: self._show_actions())
        self.behind.opened.connect(lambda action_id: self._go("action", action_id))

    def _show_groups(self) -> None:
        found = follow_through.by(self._lines, self.group.key(), self._workspace.today())
        self.table.set_rows([(self._name(name), tr("{n} of {all}").format(n=one.on_time, all=one.counted),
                              _share(one.on_time_points), _days(one.median_days),
                              tr("{n} of {all}").format(n=one.with_result, all=one.done)) for name, one in found],
                            [name or "-" for name, _ in found])
        self._show_actions()

    def _show_actions(self) -> None:
        today, wanted = self._workspace.today(), self.table.id()
        lines = [one for one in self._lines if not wanted or (getattr(one, self.group.key()) or "-") == wanted]
        figures = follow_through.of_all(lines, today)
        kept = {NOT_ON_TIME: {*figures.late}, NO_RESULT: {*figures.without_result}, ALL: {
            one.followed.id for one in lines if one.followed.standing(today) in (*COUNTED, *DONE)}}
        self.which.set_chips([ChipSpec(key, words, len(kept[key])) for key, words in (
            (NOT_ON_TIME, tr("Not on time")), (NO_RESULT, tr("No result noted")), (ALL, tr("All counted")))])
        shown = [one for one in lines if one.followed.id in kept[self.which.key()]]
        self.behind.set_rows([(one.text, one.with_whom, day_short(one.followed.due_on) if one.followed.due_on else "",
                                tr(STANDINGS.get(one.followed.standing(today), ""))) for one in shown],
                              [one.followed.id for one in shown])

    def _name(self, key: str) -> str:
        if not key:
            return tr("None named")
        return self._workspace.label("action_kind", key) if self.group.key() == "kind" else key

    def _go(self, kind: str, record_id: str) -> None:
        self.accept()
        self._workspace.open_wanted.emit(kind, record_id)


def _share(points: int | None) -> str:
    """Whole per cent, rounded down, so that it never says more than is true."""
    return "" if points is None else tr("{n} %").format(n=points // 100)


def _days(days: float | None) -> str:
    return "" if days is None else f"{days:g}"


def show_figures(workspace: Workspace, parent: QWidget) -> FiguresDialog:
    """Opens the figures over a window."""
    dialog = FiguresDialog(workspace, parent)
    dialog.open()
    return dialog
