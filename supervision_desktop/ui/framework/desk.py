"""The assessment that is shown, and what its lines do to it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from supervision_desktop.content.frameworks import Framework
from supervision_desktop.domain.assessment import Equivalent, Evidence, Rating
from supervision_desktop.services import assessment, development
from supervision_desktop.services.assessment import Page
from supervision_desktop.services.assessment_offers import Offer, offers
from supervision_desktop.services.assessment_words import SCALE
from supervision_desktop.services.criterion_links import Towards, towards
from supervision_desktop.services.development import Found
from supervision_desktop.ui.framework.rating_bar import NOT_APPLICABLE
from supervision_desktop.ui.workspace import Workspace

OWN = "OWN"
"""The standard of criteria from other frameworks, and how their codes begin."""


class Desk(QObject):
    """One assessment with its framework; read once for all lines."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.framework: Framework | None = None
        self._page: Page | None = None
        self._offers: dict[str, Offer] | None = None
        self._shelf: dict[tuple[str, str], list[Found]] | None = None
        self._towards: dict[str, Mapping[str, tuple[Towards, ...]]] = {}

    @property
    def page(self) -> Page:
        """The assessment; only asked for while one is shown."""
        assert self._page is not None  # lines are shown with one
        return self._page

    @property
    def id(self) -> str:
        """Its id; "" while there is none."""
        return self._page.record.id if self._page is not None else ""

    @property
    def closed(self) -> bool:
        """Whether it is finished."""
        return self.page.record.finished

    def put(self, page: Page | None) -> None:
        """Turn to an assessment, or to none."""
        self._page, self._offers, self._shelf, self._towards = page, None, None, {}
        self.framework = assessment.framework_of(self.workspace.library.frameworks, page.record) if page else None

    def scale(self) -> list[str]:
        """The five steps in words."""
        return [words for _, words in self.workspace.choices(SCALE)]

    def value(self, code: str) -> int | None:
        """What a line says; -1 where it does not apply."""
        found = self.page.marks.get(code)
        return None if found is None else NOT_APPLICABLE if found.not_applicable else found.value

    def rating(self, code: str) -> Rating | None:
        """What is said of a line."""
        return self.page.ratings.get(code)

    def evidence(self, code: str) -> tuple[Evidence, ...]:
        """What stands beside a line."""
        return self.page.evidence.get(code, ())

    def equivalents(self, code: str) -> tuple[Equivalent, ...]:
        """What stands for a criterion."""
        return self.page.equivalents.get(code, ())

    def offers(self) -> dict[str, Offer]:
        """Records to pick as evidence, by key; asked for once for all lines that are open."""
        if self._offers is None:
            with self.workspace.read() as db:
                self._offers = {one.key: one for one in offers(db)}
        return self._offers

    def helpful(self, code: str) -> list[Found]:
        """Resources and training that belong to a criterion; asked for once for all lines (PDM-06)."""
        if self._shelf is None:
            with self.workspace.read() as db:
                self._shelf = development.helpful(db)
        return self._shelf.get((self.page.record.framework_id, code), [])

    def low(self, code: str) -> bool:
        """Whether a line is rated low."""
        value = self.value(code)
        return value is not None and 0 <= value <= development.LOW

    def note_need(self, code: str, words: str) -> None:
        """A development need out of a line, and to it."""
        key = self.page.record.framework_id, code
        change, made = development.new_need(
            words, self.workspace.today(), came_from=(self.page.record.__tablename__, self.id), criteria=[key],
            field=self.page.record.field)
        if self.workspace.commit(change):
            self.workspace.open_wanted.emit("development_need", made)

    def standard(self, code: str) -> str:
        """Whose criterion a code is: of the framework, or her own."""
        assert self.framework is not None  # its lines are shown
        return OWN if code.startswith(f"{OWN}.") else self.framework.id

    def towards(self, code: str) -> tuple[Towards, ...]:
        """Goals, actions and learning of a line; asked for once for all lines that are open."""
        standard = self.standard(code)
        if standard not in self._towards:
            with self.workspace.read() as db:
                self._towards[standard] = towards(db, standard)
        return self._towards[standard].get(code, ())

    def rate(self, code: str, value: int | None) -> None:
        """Give a line a value, or take it back."""
        with self.workspace.read() as db:
            change = assessment.rate(db, self.id, code, value)
        self.workspace.commit(change)

    def leave_out(self, code: str) -> None:
        """Say that a line does not apply."""
        with self.workspace.read() as db:
            change = assessment.leave_out(db, self.id, code)
        self.workspace.commit(change)
