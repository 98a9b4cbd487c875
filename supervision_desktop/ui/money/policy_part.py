"""Own policy on charging, dated: the version that holds, the earlier ones, and the next (BIL-06)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.money import ChargingPolicy
from supervision_desktop.formats import day_short, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import charging
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace


class PolicyPart(Section):
    """A version that decisions rest on stays as it was; a new one takes its place from a day on."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("My policy on charging"))
        self._workspace = workspace
        self._policies: dict[str, ChargingPolicy] = {}
        self.form = FieldForm(workspace, ChargingPolicy, ["valid_from", "text"], parent=self)
        self.versions = DataTable(tr("Versions"), [
            Column(tr("Version"), number=True, chars=8), Column(tr("Valid from"), chars=14, text=day_short),
            Column(tr("Begins"))], most_rows=4)
        self.make = button(tr("Write it down"), self._new)
        self.kept = QuietLabel(tr("Decisions rest on this version, so it stays as it is. Write the next one instead."))
        from_when = layout.row((self.form["valid_from"], 1), (QWidget(), 2))
        self._fields = layout.boxed(layout.column(from_when, self.form["text"]))
        self.add(QuietLabel(tr("How you treat supervision, training and line management when you charge. "
                               "Each decision keeps the version that held then.")))
        self.add(self.versions)
        self.add(self._fields)
        self.add(self.kept)
        self.add(layout.row(self.make, layout.spacer()))
        self.versions.chosen.connect(self._show)

    def show_policies(self, policies: Sequence[ChargingPolicy]) -> None:
        """All versions, the newest first."""
        self._policies = {one.id: one for one in policies}
        self.versions.set_rows([(one.version, one.valid_from, (one.text or "").partition("\n")[0]) for one in policies],
                               [one.id for one in policies])
        self.versions.setVisible(len(policies) > 1)
        self.make.setText(tr("New version") if policies else tr("Write it down"))
        chosen = self.versions.id() if len(policies) > 1 else ""
        self._show(chosen or (policies[0].id if policies else ""))

    def _show(self, policy_id: str) -> None:
        policy = self._policies.get(policy_id)
        self._fields.setVisible(policy is not None)
        if policy is None:
            self.form.clear()
            self.kept.hide()
            return
        with self._workspace.read() as db:
            resting = charging.decided_under(db, policy_id)
        self.form.show(policy)
        self.form.set_read_only(resting)
        self.kept.setVisible(resting)
        self.set_hint(tr("version {n}, from {day}").format(n=policy.version, day=day_text(policy.valid_from)))

    def _new(self) -> None:
        """The next version from today on, with the words of the newest to begin with."""
        newest = next(iter(self._policies.values()), None)
        with self._workspace.read() as db:
            change, policy_id = charging.new_policy(db, (newest.text or "") if newest else "", self._workspace.today())
        if self._workspace.commit(change):
            self.versions.set_id(policy_id)
            self._show(policy_id)
            self.form.focus("text")
