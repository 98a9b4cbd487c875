"""Between the two of you: choice, peers, other roles, and what each should know about the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from supervision_desktop.domain.people import Supervisee, Supervisor
from supervision_desktop.i18n import tr
from supervision_desktop.services import supervising
from supervision_desktop.services.people import PersonPage
from supervision_desktop.store.changes import Change, created
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.people.part import FieldsPart, PersonFold, SectionPart
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.workspace import Workspace

CHOICE = ("choice", "choice_note")
PEERS = ("is_peer", "mutual")
ROLES = ("double_roles", "double_roles_note")
CULTURE = ("culture_theirs", "culture_mine", "culture_agreed", "culture_review_on", "culture_print")


class RelationPart(SectionPart):
    """Four quiet lines, each opened only by who wants it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Between you"), hint=tr("if it helps to note it"))
        self._workspace = workspace
        self._page: PersonPage | None = None
        self.peer_hint = QuietLabel("")
        made = partial(FieldsPart, workspace, Supervisor)
        self.choice = PersonFold(tr("Whether you had a choice"),
                               lambda: made(CHOICE, lambda form: form.columns(*CHOICE, least=200)))
        self.peers = PersonFold(tr("Peers"), lambda: made(PEERS, partial(_upright, PEERS), along=self._goes_along))
        self.roles = PersonFold(tr("Other roles they have towards you"), lambda: made(ROLES, partial(_upright, ROLES)))
        self.culture = PersonFold(tr("Understanding each other"), lambda: made(CULTURE, _culture))
        for part in (self.choice, self.peers, self.peer_hint, self.roles, self.culture):
            self.section.add(part)

    def folds(self) -> Sequence[PersonFold]:
        """Choice, peers, roles, and what is private (SUP-14, SUP-16, SUP-21, SUP-15)."""
        return self.choice, self.peers, self.roles, self.culture

    def show_page(self, page: PersonPage) -> None:
        """One supervisor."""
        self._page, found, label = page, page.supervisor, self._workspace.label
        if found is None:
            self.clear()
            return
        with self._workspace.read() as db:
            fields = supervising.fields_without_peer(db)
        named = ", ".join(label("practice_fields", key).lower() for key in fields)
        self.peer_hint.setText(tr("At CMP2 peer supervision is usual, and none is noted for {fields}.").format(fields=named))
        self.peer_hint.setVisible(bool(fields))
        self.choice.set_hint(label("choice_of_supervisor", found.choice).lower())
        self.peers.set_hint(tr("mutual") if found.mutual else tr("peer") if found.is_peer else "")
        self.roles.set_hint(", ".join(label("double_roles", key).lower() for key in found.double_roles or ()))
        for fold in self.folds():
            fold.show_page(page)

    def _goes_along(self, supervisor_id: str, given: dict[str, Any]) -> Iterator[Change]:
        """Peers who supervise each other stand on both sides (SUP-16)."""
        page = self._page
        if given.get("mutual") and page is not None and page.supervisee is None:
            yield created(Supervisee, {"person_id": page.person.id, "status": supervising.ACTIVE,
                                       "starts_on": self._workspace.today()})


def _upright(names: Sequence[str], form: FieldForm) -> layout.Part:
    return layout.column(*(form[name] for name in names))


def _culture(form: FieldForm) -> layout.Part:
    return layout.column(*(form[name] for name in CULTURE[:3]), form.columns(*CULTURE[3:], least=220))
