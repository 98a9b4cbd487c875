"""Erasing a client: what goes, what stays as figures, where else the client is named, a word, and it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.services.erasing import Named, Outlook
from supervision_desktop.ui.dialogs.page_dialog import PageDialog
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.labels import ProblemLabel, QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.widgets.tick_lines import TickLine, TickLines
from supervision_desktop.ui.widgets.typed_word import TypedWord

LONGEST = 160
"""Signs of a line that are shown."""


@dataclass(frozen=True)
class Erasing:
    """What can be done: look at what it would do, and do it (dialog, cases, records to take the names out of, why)."""

    look: Callable[[Sequence[str]], Outlook]
    erase: Callable[[QDialog, Sequence[str], Sequence[Named], str, Callable[[str], object]], object]


class EraseDialog(PageDialog):
    """Nothing is ticked by itself: a line of the list is rewritten only where it is ticked."""

    def __init__(self, case_id: str, found: Outlook, deeds: Erasing, parent: QWidget) -> None:
        super().__init__(tr("Erase a client"), parent, width=760, height=740)
        self._deeds, self._case, self._more = deeds, case_id, dict[str, None]()
        self._ticked: set[str] = set()
        self._found = found
        self._title, self._goes, self._stays = PageTitle(), WordLabel(), WordLabel()
        self._held = ProblemLabel()
        self.same = TickLines(tr("Other cases of the same client"))
        self.named = TickLines(tr("Where else the client is named"))
        self.why = LabelledField(tr("Why"), QLineEdit(), help=tr("Stands beside the counts that stay; name nobody"))
        self.word = TypedWord(tr("erase"))
        self.go = button(tr("Erase for good"), self._erase, primary=True)
        self.all = button(tr("Tick all"), self._tick_all, link=True)
        self._build()
        self._connect()
        self._show()

    def say(self, words: str) -> None:
        """Why it was not done."""
        self._held.say(words)
        self.page.ensureWidgetVisible(self._held)

    def wanted(self) -> list[Named]:
        """The ticked lines of the review list."""
        return [one for one in self._found.named if " ".join(one.key) in self._ticked]

    def _build(self) -> None:
        self._twins = Section(tr("Other cases of the same client"), self.same, hint=tr("tick what goes too"))
        self._review = Section(tr("Where else the client is named"), QuietLabel(tr(
            "These records are about others too, so they stay. Tick a line and the name is taken out of it, also where it "
            "is finished or signed; a ticked file is deleted. What is not ticked stays as it is.")),
            FlowLayout(self.all), self.named)
        for part in (self._title, self._held, Section(tr("What goes"), self._goes),
                     Section(tr("What stays, without a word about the client"), self._stays), self._twins, self._review,
                     Section(tr("Erase"), WordLabel(tr(
                         "This cannot be undone. A backup is made first; it and earlier backups still hold the client, the "
                         "oldest for about nine months, and if one is brought back the client is erased again. What a "
                         "restore set aside goes after 30 days. What you printed, saved or sent is yours to deal with.")),
                                    self.why, self.word)):
            self.page.add(part)
        self.foot((button(tr("Cancel"), self.reject),), (self.go,))

    def _connect(self) -> None:
        self.same.ticked.connect(self._take_too)
        self.named.ticked.connect(self._tick)

    def _show(self) -> None:
        found = self._found
        self._title.show_words(tr("Erase {case}").format(case=", ".join(found.references)), tr(
            "Every record about the client, with its history, drafts, place in the index and files."))
        self._goes.setText(_counts(found.goes))
        self._stays.setText(_counts(found.stays) or tr("Only the counts: how many of each kind, from which years."))
        self._held.say(tr("A hold is on, so nothing is removed for good. Answer the request under Rights first.")
                       if found.held else "")
        self.go.setEnabled(not found.held)
        twins = {*self._more, *(rid for rid, _ in found.same)}
        self._twins.setVisible(bool(twins))
        if not self.same.count():
            self.same.set_lines([TickLine(rid, words, False) for rid, words in found.same])
        self._review.setVisible(bool(found.named))
        self.named.set_lines([TickLine(" ".join(one.key), _words(one), " ".join(one.key) in self._ticked)
                              for one in found.named])

    def _take_too(self, case_id: str, on: bool) -> None:
        self._more = {**self._more, case_id: None} if on else {one: None for one in self._more if one != case_id}
        self._found = self._deeds.look([self._case, *self._more])
        self._show()

    def _tick(self, key: str, on: bool) -> None:
        self._ticked = self._ticked | {key} if on else self._ticked - {key}

    def _tick_all(self) -> None:
        self._ticked = {" ".join(one.key) for one in self._found.named}
        self._show()

    def _erase(self) -> None:
        if self.word.right():
            self._deeds.erase(self, [self._case, *self._more], self.wanted(), self.why.editor.text().strip(), self.say)


def _counts(found: Sequence[tuple[str, int]]) -> str:
    return " · ".join(f"{name} {number}" for name, number in found)


def _words(one: Named) -> str:
    line = one.lines[0] if len(one.lines[0]) <= LONGEST else one.lines[0][:LONGEST] + "…"
    more = tr("and {n} more").format(n=len(one.lines) - 1) if len(one.lines) > 1 else ""
    return f"{one.title}\n" + " ".join(filter(None, (f"“{line}”", more)))
