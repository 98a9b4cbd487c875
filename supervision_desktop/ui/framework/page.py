"""One assessment: rating, profile, what changed, a second view and evidence, each made when first asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.formats import day_text, local_day, read_stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services import assessment
from supervision_desktop.services import assessment_words as words
from supervision_desktop.services.assessment import Page
from supervision_desktop.ui import layout
from supervision_desktop.ui.framework.compare import BeforePart, EvidencePart, SecondPart
from supervision_desktop.ui.framework.desk import Desk
from supervision_desktop.ui.framework.profile import ProfilePart
from supervision_desktop.ui.framework.rate import RatePart
from supervision_desktop.ui.widgets.buttons import action, button, more_button
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import PageTitle
from supervision_desktop.ui.workspace import Workspace

RATE, PROFILE, BEFORE, SECOND, EVIDENCE = "rate", "profile", "before", "second", "evidence"
PROFILE_REPORT, FULL_REPORT = "assessment_profile", "full_assessment"
Part = RatePart | ProfilePart | BeforePart | SecondPart | EvidencePart


class AssessmentPage(QWidget):
    """The right side of the tab. `copied` gives the id of a new assessment that begins with this one."""

    copied = Signal(str)
    gone = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.desk = Desk(workspace, self)
        self.made: dict[str, Part] = {}
        self.finish = button(tr("Finish"), self._finish)
        self._full = action(tr("Print it in full…"), self.print_full, self)
        self._again = action(tr("Start a new one from this"), self._copy, self)
        self._delete = action(tr("Delete"), self._remove, self)
        self.title = PageTitle("", "", self.finish, button(tr("Print the profile…"), self.print_profile),
                               more_button(self._full, self._again, self._delete))
        self.parts = ChipBar(tr("Parts of the assessment"), [ChipSpec(key, name) for key, name in (
            (RATE, tr("Rating")), (PROFILE, tr("Profile")), (BEFORE, tr("Since last time")),
            (SECOND, tr("Second view")), (EVIDENCE, tr("Evidence")))])
        self.covered, self.foot = QuietLabel(""), QuietLabel(words.foot())
        self._stack = layout.column(gap=0)
        self.setLayout(layout.column(self.title, self.covered, self.parts, self._stack, self.foot, gap=layout.SECTION_GAP))
        self.parts.chosen.connect(lambda _: self.show_part(self.parts.key()))

    def show_page(self, page: Page) -> None:
        """One assessment."""
        if self.desk.id not in ("", page.record.id):
            self.settle()
        self.desk.put(page)
        record, framework = page.record, self.desk.framework
        field = self._workspace.label("practice_fields", record.field)
        name = framework.title if framework is not None else record.framework_id
        facts = (tr("{framework}, version {version}").format(framework=name, version=record.framework_version),
                 tr("begun {day}").format(day=day_text(record.begun_on)),
                 tr("finished {day}").format(day=day_text(local_day(read_stamp(record.finished_at))))
                 if record.finished_at else "")
        self.title.show_words(f"{record.title}, {field}" if record.title else field, " · ".join(filter(None, facts)))
        self.covered.setText(words.whole(framework, page.marks) if framework is not None else tr(words.FOLDER_GONE))
        self.finish.setVisible(not record.finished)
        self._delete.setVisible(not record.finished)
        self.parts.setVisible(framework is not None)
        self.show_part(self.parts.key())

    def show_part(self, key: str) -> None:
        """Turn to a part; made when first asked for."""
        self.parts.set_key(key)
        if not self.desk.id or self.desk.framework is None:
            for part in self.made.values():
                part.hide()
            return
        if key not in self.made:
            makers: dict[str, Callable[[Desk], Part]] = {
                RATE: RatePart, PROFILE: ProfilePart, BEFORE: BeforePart, SECOND: SecondPart, EVIDENCE: EvidencePart}
            self.made[key] = makers[key](self.desk)
            self._stack.addWidget(self.made[key])
        for name, part in self.made.items():
            part.setVisible(name == key)
        self.made[key].show_all()

    def settle(self) -> None:
        """Keep what is being typed."""
        for part in self.made.values():
            part.settle()

    def clear(self) -> None:
        """Show none; what was typed is kept."""
        self.settle()
        self.desk.put(None)

    def print_profile(self) -> None:
        """The profile on paper."""
        self._print(PROFILE_REPORT)

    def print_full(self) -> None:
        """Every rating, note and piece of evidence on paper."""
        self._print(FULL_REPORT)

    def _print(self, report: str) -> None:
        if self.desk.id:
            self.settle_and(lambda: self._workspace.print_wanted.emit(report, {"assessment": self.desk.id}))

    def settle_and(self, then: Callable[[], object]) -> None:
        """Commit what is typed, then go on."""
        self._workspace.settling.emit()
        then()

    def _finish(self) -> None:
        self._workspace.settling.emit()
        with self._workspace.read() as db:
            change = assessment.finish(db, self.desk.id, self._workspace.clock, self._workspace.today())
        self._workspace.commit(change, notice=tr("Finished. It stays as it is; the next one can begin with it."))

    def _copy(self) -> None:
        framework = self._workspace.library.frameworks.newest(self.desk.page.record.framework_id)
        with self._workspace.read() as db:
            change, made = assessment.start(db, self.desk.page.record.field, framework, self._workspace.today(),
                                            copy_from=self.desk.id)
        if self._workspace.commit(change):
            self.copied.emit(made)

    def _remove(self) -> None:
        with self._workspace.read() as db:
            change = assessment.delete(db, self.desk.id)
        if self._workspace.commit(change):
            self.gone.emit()
