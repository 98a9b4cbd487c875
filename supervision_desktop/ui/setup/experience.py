"""Experience in case management, kept apart from the work before it (PRA-03)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.profile import EarlierProfession
from supervision_desktop.i18n import tr
from supervision_desktop.services.profile import Experience
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.list_values import known_key, own_item
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import WordLabel
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Choices, Workspace

LIST = "professions"
MOST_YEARS = 70


def read_line(words: str, known: Choices) -> tuple[str, int | None]:
    """(profession, years) from "Nursing 12 years": the last number is the years; a known label gives its key."""
    parts = words.split()
    if len(parts) > 1 and parts[-1].casefold() in ("year", "years", "y"):
        parts.pop()
    years = int(parts.pop()) if len(parts) > 1 and parts[-1].isdecimal() and int(parts[-1]) <= MOST_YEARS else None
    name = " ".join(parts)
    return known_key(name, known), years


def years_words(years: int | None) -> str:
    """"12 years", "1 year", or that it is not known."""
    if years is None:
        return tr("not noted")
    return tr("1 year") if years == 1 else tr("{n} years").format(n=years)


class EarlierWork(QWidget):
    """The two figures, and the professions behind the second."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.figures = WordLabel("")
        self.rows = ChildRows(
            workspace, EarlierProfession, ("profession", "years"), [Column(tr("Earlier profession")),
                                                                    Column(tr("Years"), number=True, chars=8)],
            lambda one: (workspace.label(LIST, one.profession), "" if one.years is None else one.years),
            title=tr("Earlier professions"), gone=tr("Earlier profession taken out"))
        self.add = InlineAdd(tr("Add an earlier profession, such as Nursing 12"), tr("New earlier profession"))
        keep_words(workspace, self.add.line, "line earlier profession")
        self.setLayout(layout.column(self.figures, self.rows, self.add))
        self.add.added.connect(self._added)

    def show_work(self, records: Sequence[EarlierProfession], found: Experience) -> None:
        """Fill it; the figures stand apart and are never weighed against each other."""
        self.rows.show_records(records)
        self.figures.setText(tr("In case management: {managed}  ·  All work together: {whole}").format(
            managed=years_words(found.case_management_years), whole=years_words(found.total_years)))

    def _added(self, words: str) -> None:
        known = self._workspace.choices(LIST, own=True)
        profession, years = read_line(words, known)
        item = own_item(LIST, profession, known)
        made = created(EarlierProfession, {"person_id": SELF, "profession": profession, "years": years})
        fault = self._workspace.attempt(gesture(tr("New earlier profession"), item, made))
        if fault is not None:
            self.add.refuse(fault.sentence)
