"""Prepare: the agenda in front; what each wants, documents, cases, time and who came prepared are folded."""

from __future__ import annotations

from supervision_desktop.i18n import tr
from supervision_desktop.services import agenda, preparation
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.sessions.goals_fold import GoalsFold
from supervision_desktop.ui.sessions.prepare_agenda import PrepareAgenda
from supervision_desktop.ui.sessions.prepare_cases import PrepareCases
from supervision_desktop.ui.sessions.prepare_documents import PrepareDocuments
from supervision_desktop.ui.sessions.prepare_people import PreparePeople
from supervision_desktop.ui.sessions.prepare_wants import PrepareWants
from supervision_desktop.ui.sessions.step import SessionStep
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace


class PrepareStep(SessionStep):
    """Everything before a session."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.agenda = PrepareAgenda(workspace)
        self.wants = PrepareWants(workspace, self)
        self.documents, self.cases = PrepareDocuments(workspace), PrepareCases(workspace)
        self.people, self.goals = PreparePeople(workspace), GoalsFold(workspace)
        self.paper = [button(tr("Print the agenda…"), self.print_agenda),
                      button(tr("Blank topic sheet…"), lambda: workspace.print_wanted.emit("topic_sheet", {}), link=True),
                      button(tr("One page of prompts…"), lambda: workspace.print_wanted.emit("supervision_prompt", {}),
                             link=True)]
        self.setLayout(layout.column(
            self.agenda,
            Section(tr("More, if you wish"), self.goals, self.wants.wants, self.documents, self.cases, self.wants.time,
                    self.people, gap=2),
            FlowLayout(*self.paper), gap=layout.SECTION_GAP))

    def show_page(self, page: SessionPage) -> None:
        """The preparation of one session."""
        self.page = page
        with self.workspace.read() as db:
            sheet, cases = agenda.sheet(db, page), agenda.case_choices(db, page)
            documents = preparation.documents(db, page.session)
            sheets = preparation.case_sheets(db, page.session.id)
            minutes = preparation.prepared_minutes(db, page.session.id)
        self.agenda.show_sheet(page, sheet, cases)
        self.wants.show_page(page, sheet.preparation, minutes)
        self.documents.show_documents(page, documents)
        self.cases.show_cases(page, sheets, cases)
        self.people.show_page(page)
        self.goals.show_page(page)

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        super().clear()
        for part in (self.agenda, self.wants, self.documents, self.cases, self.people, self.goals):
            part.clear()

    def print_agenda(self) -> None:
        """Preview of the agenda; private words stay out unless asked for twice."""
        if self.page is not None:
            self.workspace.print_wanted.emit("agenda", {"session": self.page.session.id})
