"""Due diligence on a supervisor: where it stands, what has run out, and behind folds the points themselves."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.domain.due_diligence import HEADINGS
from supervision_desktop.domain.people import Supervisor
from supervision_desktop.i18n import tr
from supervision_desktop.services import due_diligence
from supervision_desktop.services.due_diligence import Checks
from supervision_desktop.services.people import PersonPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.people.checklist import Checklist
from supervision_desktop.ui.people.keeping_up import KeepingUp, Skills
from supervision_desktop.ui.people.papers import papers_part
from supervision_desktop.ui.people.part import PersonFold, SectionPart
from supervision_desktop.ui.widgets.badge import Badge
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.workspace import Workspace

TONES = {"not_started": "quiet", "in_progress": "accent", "complete": "good", "needs_renewal": "warn"}
SHEET = "question_sheet"


class DueDiligencePart(SectionPart):
    """The state in one line; the work behind it is opened when it is done (DDG-04 to 07)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Due diligence"), hint=tr("supervising is not regulated, so it is worth asking"))
        self._workspace = workspace
        self._person_id = ""
        self._found: Checks | None = None
        self.state, self.settled, self.ran_out = Badge("", "quiet"), WordLabel(""), QuietLabel("")
        self.sheet = button(tr("Question sheet…"), self._print)
        self.checklist = PersonFold(tr("Checklist"), lambda: Checklist(workspace, self._asked))
        self.keeping_up = PersonFold(tr("Keeping up, field by field"), lambda: KeepingUp(workspace, self._asked))
        self.skills = PersonFold(tr("Able to supervise"), lambda: Skills(workspace, self._asked))
        self.papers = PersonFold(tr("Insurance and registrations"), lambda: papers_part(workspace, Supervisor))
        self.section.add(Sides(layout.boxed(layout.row(self.state, self.settled)), self.sheet))
        for part in (self.ran_out, *self.folds()):
            self.section.add(part)

    def folds(self) -> Sequence[PersonFold]:
        """The points, the questions, the headings, the papers."""
        return self.checklist, self.keeping_up, self.skills, self.papers

    def show_page(self, page: PersonPage) -> None:
        """One supervisor."""
        found = self._found = self._read(page)
        if found is None:
            self.clear()
            return
        self._person_id = page.person.id
        status, label = found.status, self._workspace.label
        self.state.show_word(label("due_diligence_status", status.key), TONES[status.key])
        self.settled.setText(tr("{done} of {all} points settled, {n} %").format(
            done=status.done, all=status.of, n=status.percent))
        lists = self._workspace.library.lists
        self.ran_out.setText(" ".join(due_diligence.sentence(one, lists) for one in status.run_out))
        self.ran_out.setVisible(bool(status.run_out))
        answered = sum(one.answered for one in found.questions)
        filled = len(HEADINGS) - len(found.empty_headings)
        self.checklist.set_hint(tr("{n} open").format(n=len(status.open_items)) if status.open_items else "")
        self.keeping_up.set_hint(_of(answered, len(found.questions)))
        self.skills.set_hint(_of(filled, len(HEADINGS)) if filled else "")
        for fold in self.folds():
            fold.show_page(page)

    def _asked(self) -> Checks | None:
        """What the open folds show: read once for all of them."""
        return self._found

    def _read(self, page: PersonPage) -> Checks | None:
        if page.supervisor is None:
            return None
        with self._workspace.read() as db:
            return due_diligence.checks(db, page.supervisor.id, self._workspace.today())

    def _print(self) -> None:
        self.settle()
        self._workspace.print_wanted.emit(SHEET, {"person": self._person_id})


def _of(done: int, whole: int) -> str:
    return tr("{n} of {all}").format(n=done, all=whole) if whole else ""
