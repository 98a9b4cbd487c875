"""Plan: when, who, how and what for."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from supervision_desktop.domain.sessions import SupervisionSession, ends_at
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import clock_text, parse_clock
from supervision_desktop.i18n import tr
from supervision_desktop.services import planning, sessions, supervising
from supervision_desktop.store.changes import Change
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.sessions.plan import Participants
from supervision_desktop.ui.sessions.step import SessionStep
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.ticks import TickList
from supervision_desktop.ui.workspace import Workspace

FIELDS = ("on", "starts", "minutes", "format", "place", "arrangement", "focus", "practice_fields", "contract_id",
          "models", "minute_taker", "action_recorder", "note")
OTHERWISE = "not_supervision"
"""What may be recorded as a focus and never counts as supervision (SES-04)."""
DAY = 24 * 60


class PlanStep(SessionStep):
    """The facts of a meeting; its end works out the minutes."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.form = FieldForm(workspace, SupervisionSession, FIELDS, parent=self, along=self._goes_along)
        self.ends = LabelledField(tr("To"), QLineEdit(), help=tr("Works out the minutes"))
        self.people = Participants(workspace)
        self._overlap, self.registered = QuietLabel(""), QuietLabel("")
        self.uncounted = QuietLabel(tr("What is no supervision can be recorded; it does not count as any."))
        self._otherwise = [key for key, _ in workspace.choices(OTHERWISE)]
        self.more_kinds = button(tr("Something that is not supervision"), self._offer_otherwise, link=True)
        self._wider, self._wider_for = False, ""
        form = self.form
        self._explain_focus()
        self.setLayout(layout.column(
            Section(tr("When"), form.columns("on", "starts"), Columns(self.ends, form["minutes"]), self._overlap),
            Section(tr("Who"), self.people),
            Section(tr("How and what for"), form.columns("format", "arrangement", "place"), form["focus"],
                    FlowLayout(self.more_kinds), self.uncounted, self.registered, form.columns("contract_id"),
                    Fold(tr("Practice fields, model, who writes, a note"),
                         form["practice_fields"], form["models"],
                         form.columns("minute_taker", "action_recorder", least=200), form["note"]),
                    hint=tr("from the contract where there is one")),
            gap=layout.SECTION_GAP))
        self.ends.editor.editingFinished.connect(self._set_end)

    def show_page(self, page: sessions.SessionPage) -> None:
        """The plan of one session."""
        self.page = page
        with self.workspace.read() as db:
            offered = planning.contract_choices(db, page.session.id)
            overlap = planning.overlap_hint(db, page.session) or ""
            registered = " ".join(filter(None, (
                supervising.registered_note(db, one.participant.person_id, page.session.focus or (), page.session.on)
                for one in page.present if one.participant.role == "supervisor")))
        self.form.set_options("contract_id", offered)
        if self._wider_for != page.session.id:
            self._offer_focus(otherwise=bool(set(self._otherwise) & set(page.session.focus or ())))
        self.form.show(page.session)
        end = ends_at(page.session.starts, page.session.minutes)
        if not self.ends.editor.hasFocus():
            self.ends.editor.setText("" if end is None else clock_text(end % DAY))
        self.ends.editor.setReadOnly(page.sealed)
        for label, words in ((self._overlap, overlap), (self.registered, registered)):
            label.say(words)
        self.people.show_people(page)

    def clear(self) -> None:
        """Show no session."""
        super().clear()
        self.form.clear()

    def focus_field(self, name: str) -> bool:
        """Into one of the plan's fields."""
        if name not in FIELDS:
            return False
        self.form.focus(name)
        return True

    def _explain_focus(self) -> None:
        ticks, lists = self.form["focus"].editor, self.workspace.library.lists
        assert isinstance(ticks, TickList)
        keys = [*lists.keys("focus"), *self._otherwise]
        ticks.set_help({key: lists.help("focus", key) for key in keys}, tr("Point at a kind to see what it is."))

    def _offer_focus(self, *, otherwise: bool) -> None:
        """Offer what is no supervision too, or not; ticks that stay as they are keep the keyboard."""
        self.more_kinds.setVisible(not otherwise)
        self.uncounted.setVisible(otherwise)
        if otherwise != self._wider:
            self._wider = otherwise
            offered = self.workspace.choices("focus", own=True)
            self.form.set_options("focus", [*offered, *(self.workspace.choices(OTHERWISE) if otherwise else [])])

    def _offer_otherwise(self) -> None:
        self._wider_for = self.page.session.id if self.page is not None else ""
        self._offer_focus(otherwise=True)
        self.form.focus("focus")

    def _goes_along(self, session_id: str, given: dict[str, object]) -> list[Change]:
        """The session's own time follows its date and its length in the same gesture."""
        with self.workspace.read() as db:
            return sessions.goes_along(db, session_id, given)

    def _set_end(self) -> None:
        text = self.ends.editor.text().strip()
        if self.page is None or not text or not self.ends.editor.isModified():
            return
        try:
            ends = parse_clock(text)
            with self.workspace.read() as db:
                change = sessions.set_end(db, self.page.session.id, ends)
        except (ValueError, BadInput) as fault:
            self.ends.say_problem(str(fault))
            return
        self.ends.say_problem("")
        self.ends.editor.setModified(False)
        self.workspace.commit(change)
