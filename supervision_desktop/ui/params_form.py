"""The parameters of a report as a form: from the fields the report declares, with the period as a choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.assessment import Assessment
from supervision_desktop.domain.cases import Case, InstructingParty
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.effectiveness import EffectivenessReview
from supervision_desktop.domain.feedback import FeedbackForm, WrittenEvaluation
from supervision_desktop.domain.governance import Breach
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.reflection import CustomModel
from supervision_desktop.domain.retention import Hold
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.base import Field
from supervision_desktop.fields.kinds import Choice, Ref, YesNo
from supervision_desktop.formats import add_months, day_short, day_text, tax_year_start
from supervision_desktop.i18n import tr
from supervision_desktop.reports.period import PeriodParams, period_of
from supervision_desktop.reports.report import Report, parameters, read_params
from supervision_desktop.services import (
    assessment,
    breach,
    cases,
    contracts,
    effectiveness,
    evaluations,
    feedback_forms,
    own_models,
    people,
    requests,
    sessions,
)
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import layout
from supervision_desktop.ui.dialogs.preview_side import PRIVATE, SURE
from supervision_desktop.ui.editors import Editor, editor_for
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.workspace import Choices, Workspace

STARTS, ENDS, TAX_YEAR = "starts", "ends", "tax_year"
THIS_YEAR, YEAR_BEFORE, TWELVE, OWN = "this", "before", "twelve", "own"


class ParamsForm(QWidget):
    """Asks for what one report needs to know; `params` reads it, with what is wrong under its field."""

    def __init__(self, workspace: Workspace, report: Report) -> None:
        super().__init__()
        self._workspace, self._report = workspace, report
        wanted = {name: field for name, field in parameters(report).items() if name not in (PRIVATE, SURE)}
        self._fields: dict[str, tuple[Field[Any], Editor, LabelledField[QWidget]]] = {
            name: self._built(field) for name, field in wanted.items() if name != TAX_YEAR}
        self._has_period = TAX_YEAR in wanted
        self.period = ChipBar(tr("Period"), [
            ChipSpec(THIS_YEAR, tr("This tax year")), ChipSpec(YEAR_BEFORE, tr("Last tax year")),
            ChipSpec(TWELVE, tr("Last 12 months")), ChipSpec(OWN, tr("Own dates"))])
        self._days, self._says = QWidget(), QuietLabel()
        self._build()
        self.period.chosen.connect(self._show_period)
        self._show_period()

    def refresh(self) -> None:
        """Offer the records there are now; what is chosen stays."""
        for name, (field, editor, _) in self._fields.items():
            if isinstance(field, Ref):
                with self._workspace.read() as db:
                    choices = OWN_OFFERS.get(name, OFFERS[field.to])(db, self._workspace)
                kept = editor.text()
                editor.set_choices(choices)
                editor.set_text(kept or (choices[0][0] if choices and field.required else ""))

    def texts(self) -> dict[str, str]:
        """The parameters as they would be typed on a command line."""
        found = {name: editor.text() for name, (_, editor, _) in self._fields.items() if name not in (STARTS, ENDS)}
        return found | (self._period_texts() if self._has_period else {})

    def params(self) -> Any | None:
        """The parameters read, or None with a sentence under what is wrong."""
        for _, _, holder in self._fields.values():
            holder.say_problem("")
        try:
            params = read_params(self._report, self.texts(), self._workspace.today())
            if isinstance(params, PeriodParams):
                period_of(params, self._workspace.today())
        except BadInput as fault:
            self.say_problem(fault)
            return None
        return params

    def say_problem(self, fault: BadInput) -> bool:
        """Show a refusal under its field; False where it concerns none of them."""
        if fault.field not in self._fields:
            return False
        self._fields[fault.field][2].say_problem(fault.sentence)
        return True

    def editor(self, name: str) -> Editor:
        """The editor of one parameter."""
        return self._fields[name][1]

    def _built(self, field: Field[Any]) -> tuple[Field[Any], Editor, LabelledField[QWidget]]:
        editor = editor_for(field, self._workspace.today)
        holder = LabelledField(field.label, editor.widget, help=field.help)
        if isinstance(field, YesNo):
            holder.label.hide()
        if isinstance(field, Choice) and field.list_id:
            editor.set_choices(self._workspace.choices(field.list_id, own=field.own))
        return field, editor, holder

    def _build(self) -> None:
        others = [holder for name, (_, _, holder) in self._fields.items() if name not in (STARTS, ENDS)]
        parts: list[layout.Part] = [Columns(*others, least=260)] if others else []
        if self._has_period:
            self._days.setLayout(Columns(self._fields[STARTS][2], self._fields[ENDS][2], least=200))
            parts += [self.period, self._says, self._days]
        if not parts:
            parts.append(QuietLabel(tr("Nothing to choose: it holds all there is.")))
        self.setLayout(layout.column(*parts))

    def _show_period(self) -> None:
        own = self.period.key() == OWN
        self._days.setVisible(own and self._has_period)
        self._says.setVisible(not own and self._has_period)
        texts = self._period_texts()
        if TAX_YEAR in texts:
            year = int(texts[TAX_YEAR])
            self._says.setText(tr("6 April {a} to 5 April {b}").format(a=year, b=year + 1))
        else:
            self._says.setText(tr("{a} to {b}").format(a=texts[STARTS], b=texts[ENDS]))

    def _period_texts(self) -> dict[str, str]:
        today, key = self._workspace.today(), self.period.key()
        if key == OWN:
            return {name: self._fields[name][1].text() for name in (STARTS, ENDS)}
        if key == TWELVE:
            return {STARTS: day_text(add_months(today, -12) + timedelta(days=1)), ENDS: day_text(today)}
        return {TAX_YEAR: str(tax_year_start(today).year - (key == YEAR_BEFORE))}


def _contracts(db: Reading, workspace: Workspace) -> Choices:
    return [(row.id, tr("{name}, version {n}, {state}").format(
        name=row.name, n=row.version, state=workspace.label("contract_status", row.status).lower()))
        for row in contracts.rows(db)]


def _sessions(db: Reading, _: Workspace) -> Choices:
    return [(row.id, f"{day_short(row.on)}, {row.who}") for row in sessions.rows(db) if row.status == "held"]


def _parties(db: Reading, _: Workspace) -> Choices:
    return [*cases.party_choices(db)]


def _cases(db: Reading, _: Workspace) -> Choices:
    return [*cases.choices(db)]


def _supervisors(db: Reading, _: Workspace) -> Choices:
    return [(row.person_id, row.name) for row in people.relations(db) if row.role == "supervisor"]


def _everybody(db: Reading, _: Workspace) -> Choices:
    return list(dict.fromkeys((row.person_id, row.name) for row in people.relations(db)))


def _own_models(db: Reading, _: Workspace) -> Choices:
    return own_models.names(db)


def _reviews(db: Reading, _: Workspace) -> Choices:
    return effectiveness.choices(db)


def _requests(db: Reading, workspace: Workspace) -> Choices:
    return [(one.id, tr("{whom}, {day}").format(whom=one.about or tr("Not named"), day=day_short(one.received_on)))
            for one in requests.rows(db)]


def _assessments(db: Reading, workspace: Workspace) -> Choices:
    return [(one.id, tr("{field}, {day}").format(field=workspace.label("practice_fields", one.record.field),
                                                 day=day_text(one.record.begun_on))) for one in assessment.rows(db)]


def _evaluations(db: Reading, _: Workspace) -> Choices:
    return [(row.id, f"{day_short(row.on)}, {row.name}") for row in evaluations.rows(db)]


def _forms(db: Reading, _: Workspace) -> Choices:
    return [(one.id, one.name) for one in feedback_forms.forms(db)]


def _breaches(db: Reading, _: Workspace) -> Choices:
    return [(one.breach.id, f"{day_short(one.breach.known_on)}, {one.breach.name}") for one in breach.rows(db)]


OFFERS: Mapping[str, Callable[[Reading, Workspace], Choices]] = {
    Contract.__tablename__: _contracts, SupervisionSession.__tablename__: _sessions,
    EffectivenessReview.__tablename__: _reviews, InstructingParty.__tablename__: _parties,
    Assessment.__tablename__: _assessments, Case.__tablename__: _cases, Person.__tablename__: _supervisors,
    CustomModel.__tablename__: _own_models, WrittenEvaluation.__tablename__: _evaluations,
    FeedbackForm.__tablename__: _forms, Breach.__tablename__: _breaches, Hold.__tablename__: _requests}
"""What a reference to a kind of record offers."""
OWN_OFFERS: Mapping[str, Callable[[Reading, Workspace], Choices]] = {"copy_for": _everybody}
"""What a parameter of its own name offers."""
