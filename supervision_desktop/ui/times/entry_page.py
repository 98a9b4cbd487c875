"""One time entry: when, what for, and whether it is charged, with the points to consider of its case beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import label_of, values_of
from supervision_desktop.domain.cases import CONSIDERATIONS, CaseAgreement
from supervision_desktop.domain.charging import ASK, CHARGE, DO_NOT, LEARNING
from supervision_desktop.domain.time import NON_BILLABLE, TimeEntry, decision_hint
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_text, minutes_text, money_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import caps, cases, charge_lines, charging, owned, time
from supervision_desktop.services.charge_lines import LineRow
from supervision_desktop.services.charging import Decision
from supervision_desktop.store.changes import Change, changed, gesture
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import layout
from supervision_desktop.ui.attachments.files_part import FilesFold
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.money.correct_line import CorrectLine
from supervision_desktop.ui.widgets.buttons import action, button, more_button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import HeadingLabel, QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Choices, Workspace

WHEN = ("on", "starts", "minutes", "kind")
ABOUT = ("purpose", "case_id", "outcome", "billable_minutes", "reason", "activity", "note")


POINTS = {
    CHARGE: mark("Policy, value to the case and the agreement all say yes, and it is no learning of your own."),
    DO_NOT: mark("Something here speaks against charging it."),
    ASK: mark("Something is still open: worth asking before you decide."),
    LEARNING: mark("It is your own learning: worth a CPD entry rather than a charge."),
}
"""What the answers come to, as a point to consider; the choice stays the user's (BIL-04)."""
TRAINED = mark("Mainly training: it stays not charged and is worth a CPD entry of {time}.")


@dataclass(frozen=True, repr=False)
class EntryPage:
    """An entry, the newest agreement about charging on its case, the one in force that day, and what came of it."""

    entry: TimeEntry
    agreements: tuple[CaseAgreement, ...]
    in_force: CaseAgreement | None
    points_to: str
    hints: tuple[str, ...]
    lines: tuple[LineRow, ...]
    decisions: tuple[Decision, ...]
    policy: int | None


def entry_page(db: Reading, entry_id: str) -> EntryPage | None:
    """All that the form shows of one entry."""
    entry = db.get(TimeEntry, entry_id)
    if entry is None:
        return None
    known = tuple(cases.agreements(db, entry.case_id)) if entry.case_id else ()
    in_force = cases.agreement_on(db, entry.case_id, entry.on) if entry.case_id else None
    points = charging.points_to(in_force or (known[0] if known else None), has_case=entry.case_id is not None)
    closed = charging.closed_words(db, entry.on)
    hints = tuple(filter(None, (closed, time.overlap(db, entry), caps.hint(db, entry))))
    return EntryPage(entry, known, in_force, points if known else "", hints, tuple(charge_lines.of_entry(db, entry_id)),
                     tuple(charging.decisions(db, entry_id)), charging.policy_version(db, entry.policy_id))


class EntryForm(Section):
    """The chosen entry. Its own minutes of a session are changed where the session is split."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Entry"))
        self._workspace = workspace
        self._page: EntryPage | None = None
        self._fields: QWidget | None = None
        self._nothing = QuietLabel(tr("Choose an entry from the list to see or to change it."))
        self.add(self._nothing)
        self.body.addStretch(1)

    def show_entry(self, page: EntryPage | None, references: Choices) -> None:
        """Fill with one entry, or with none."""
        self._page = page
        self._nothing.setVisible(page is None)
        self.set_hint(day_text(page.entry.on) if page else "")
        if page is None:
            self._let_go()
            return
        if self._fields is None:
            self._fields = self._build()   # not before the first entry is chosen: the tab opens sooner
            self.body.insertWidget(self.body.count() - 1, self._fields)
        self._fields.show()
        self.files.show_owner(page.entry.id)
        self._about.set_options("case_id", references)
        self._when.show(page.entry)
        self._about.show(page.entry)
        of_session = page.entry.session_id is not None and page.entry.kind == time.SESSION
        self._when.set_read_only(of_session)
        self._of_session.setVisible(page.entry.session_id is not None)
        self._split.setVisible(of_session)
        self._more.setVisible(not of_session and page.entry.charged_on is None)
        self._show_charged()
        self._show_invoice(page)
        self._show_points(page)
        self._show_history(page)

    def forget(self) -> None:
        """The entry is no longer there: what was typed on it has nowhere to go."""
        if self._fields is not None:
            self._when.discard()
            self._about.discard()
        self.show_entry(None, [])

    def _let_go(self) -> None:
        if self._fields is not None:
            self._fields.hide()
            self.files.show_owner("")
            self._when.clear()
            self._about.clear()

    def _build(self) -> QWidget:
        workspace = self._workspace
        when = self._when = FieldForm(workspace, TimeEntry, WHEN, parent=self, along=self._goes_along)
        about = self._about = FieldForm(workspace, TimeEntry, ABOUT, parent=self, groups=[("outcome", "billable_minutes")],
                                        along=self._goes_along)
        self.correct, self.files = CorrectLine(workspace), FilesFold(workspace, TimeEntry.__tablename__)
        self.history, self._decided = Fold(tr("Decisions so far"), build=self._built_history), WordLabel("")
        self._outcome = about["outcome"].editor
        if isinstance(self._outcome, ValueCombo):
            self._outcome.value_chosen.connect(lambda _: self._show_charged())
        self._split = QuietLabel(tr("These minutes belong to a session; its record says how they are split."))
        self._of_session = button(tr("Open the session"), self._open_session, link=True)
        self._of_case = button(tr("Open the case"), self._open_case, link=True)
        self._more = more_button(action(tr("Delete"), self._delete, self), words=tr("More about this entry"))
        self._points, self._hint, self._facts = QuietLabel(""), QuietLabel(""), QuietLabel("")
        self.invoiced = WordLabel("")
        self._considered = layout.boxed(layout.column(
            Sides(HeadingLabel(tr("Points to consider")), QuietLabel(tr("the choice is yours"))), self._points, self._hint,
            layout.row(self._of_case, layout.spacer()), gap=4, margins=(0, 8, 0, 0)))
        return layout.boxed(layout.column(
            self.invoiced, self.correct, when.columns("on", "minutes"), self._split, when.columns("starts", "kind"),
            self._facts, about.columns("purpose", "case_id"), about.columns("outcome", "billable_minutes"), about["reason"],
            about["activity"], about["note"], self._considered, self.history, self.files,
            layout.row(self._of_session, layout.spacer(), self._more)))

    def _show_charged(self) -> None:
        """What only a charged entry is asked; it follows the choice, kept already or still waiting for its minutes."""
        chosen = self._outcome.value() if isinstance(self._outcome, ValueCombo) else None
        self._about["billable_minutes"].setVisible(chosen == time.PART)
        self._about["reason"].setVisible(chosen != NON_BILLABLE)

    def _show_invoice(self, page: EntryPage) -> None:
        """What of it is on an invoice: closed, and put right by a line of its own."""
        words = [_line_words(line) for line in page.lines]
        self.invoiced.say("\n".join(words))
        own = next((line for line in page.lines if line.exported_on and not line.corrects_id), None)
        self.correct.show_line(own.id if own else "", sum(line.line.minutes for line in page.lines))

    def _show_points(self, page: EntryPage) -> None:
        agreement = page.in_force or (page.agreements[0] if page.agreements else None)
        hint = decision_hint(values_of(page.entry), values_of(page.in_force) if page.in_force else None)
        training = page.entry.purpose == time.TRAINING and not page.entry.charged_on
        trained = tr(TRAINED).format(time=minutes_text(page.entry.minutes)) if training else ""
        said = tr(POINTS[page.points_to]) if page.points_to else ""
        self._points.setText("\n".join(filter(None, (said, self._words_of(agreement) if agreement else ""))))
        self._hint.setText("\n".join(filter(None, (hint, trained))))
        self._points.setVisible(bool(agreement))
        self._hint.setVisible(bool(self._hint.text()))
        self._facts.say("\n".join((*page.hints, *((tr("Measured by the timer."),) if page.entry.timed else ()))))
        self._of_case.setVisible(page.entry.case_id is not None)
        self._considered.setVisible(page.entry.case_id is not None or bool(self._hint.text()))

    def _show_history(self, page: EntryPage) -> None:
        """Every decision about charging with its day and reason, once there was more than the beginning (BIL-13)."""
        label = self._workspace.label
        lines = [tr("{day}: {outcome}").format(day=day_text(one.on), outcome=", ".join(filter(None, (
            label("time_outcome", one.outcome).lower(),
            minutes_text(one.billable_minutes) if one.billable_minutes else "", one.reason)))) for one in page.decisions]
        if page.policy:
            lines.append(tr("Decided under version {n} of your policy").format(n=page.policy))
        self._decided.setText("\n".join(lines))
        self.history.setVisible(len(page.decisions) > 1)
        self.history.set_hint(str(len(page.decisions)))

    def _built_history(self) -> QWidget:
        return self._decided

    def _words_of(self, agreement: CaseAgreement) -> str:
        """The agreement in a line, and under it each point with its answer."""
        label = self._workspace.label
        rate = tr("{money} an hour").format(money=money_text(agreement.rate_pence)) if agreement.rate_pence else ""
        cap = tr("at most {time} a year").format(time=minutes_text(agreement.cap_minutes)) if agreement.cap_minutes else ""
        asked = tr("asked on {day}").format(day=day_text(agreement.on)) if agreement.on else ""
        known = (tr("Agreed: {answer}").format(answer=label("agreed", agreement.agreed).lower()), asked,
                 agreement.reference, rate, cap)
        points = (tr("{point}: {answer}").format(point=label_of(CaseAgreement, name), answer=self._answer(agreement, name))
                  for name in CONSIDERATIONS)
        return "\n".join((" · ".join(filter(None, known)), *points, *filter(None, (agreement.considered_note,))))

    def _answer(self, agreement: CaseAgreement, name: str) -> str:
        return self._workspace.label("consideration_answer", getattr(agreement, name) or "not_considered").lower()

    def _goes_along(self, entry_id: str, given: dict[str, Any]) -> list[Change]:
        """Agreement, day and policy of what is decided. Raises BadInput where the entry cannot be changed so."""
        with self._workspace.read() as db:
            entry = db.get(TimeEntry, entry_id)
            more = time.along(db, entry, given, self._workspace.today()) if entry is not None else {}
        change = changed(entry, **more) if entry is not None else None
        return [change] if change is not None else []

    def _open_session(self) -> None:
        if self._page is not None and self._page.entry.session_id is not None:
            self._workspace.open_wanted.emit("supervision_session", self._page.entry.session_id)

    def _open_case(self) -> None:
        if self._page is not None and self._page.entry.case_id is not None:
            self._workspace.open_wanted.emit("case", self._page.entry.case_id)

    def _delete(self) -> None:
        if self._page is not None:
            entry = self._page.entry
            try:
                with self._workspace.read() as db:
                    charging.refuse_closed(db, entry.on)
                    time.refuse_loose_part(db, entry)
                    gone = owned.deletion(db, entry)
            except BadInput as fault:
                self._workspace.noticed.emit(fault.sentence, None)
                return
            self._workspace.commit(gesture(tr("Time entry deleted"), *gone), notice=tr(
                "Deleted {time} of {day}").format(time=minutes_text(entry.minutes), day=day_text(entry.on)))


def _line_words(line: LineRow) -> str:
    """What became of it: 'On invoice 2026-014, exported on 21 November 2026'."""
    if line.exported_on is None:
        return tr("A correction of {minutes} waits among the lines to charge").format(
            minutes=minutes_text(line.line.minutes))
    words = tr("Correction of {minutes} on invoice {number}, {day}") if line.corrects_id else tr(
        "On invoice {number} since {day}. It is closed; a correction is a line of its own.")
    return words.format(minutes=minutes_text(line.line.minutes), number=line.invoice_number, day=day_text(line.exported_on))
