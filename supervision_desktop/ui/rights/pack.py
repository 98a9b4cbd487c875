"""The pack of one request, looked through before it leaves: what is private, what names others, what is left out and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.retention import LeftOut
from supervision_desktop.errors import SupervisionError
from supervision_desktop.i18n import tr
from supervision_desktop.services.pack import PRIVATE, Entry, Pack
from supervision_desktop.ui.dialogs.page_dialog import PageDialog
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.labels import QuietLabel, announce
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.widgets.tick_lines import TickLine, TickLines

MOST_LINES, LONGEST = 200, 220
"""Pieces shown at first, and more each time; and signs of each."""


@dataclass(frozen=True)
class Packing:
    """What can be done with the pack; `save` gets the dialog and what to call with what to say."""

    look: Callable[[], tuple[Pack, Mapping[str, LeftOut]]]
    grounds: Sequence[tuple[str, str]]
    label: Callable[[str | None], str]
    leave_out: Callable[[Sequence[str], str], SupervisionError | None]
    put_in: Callable[[Sequence[str]], object]
    preview: Callable[[], object]
    save: Callable[[QWidget, Callable[[str], object]], object]


@dataclass(frozen=True, repr=False)
class _Piece:
    """One tick: a record without its private words, or one private word of it."""

    key: str
    heading: str
    title: str
    words: str
    private: bool
    others: tuple[str, ...]


class PackDialog(PageDialog):
    """One kind at a time; a tick is taken away on the ground that is chosen above the list."""

    def __init__(self, deeds: Packing, parent: QWidget) -> None:
        super().__init__(tr("Subject access"), parent, width=820, height=760)
        self._deeds = deeds
        self._pieces: dict[str, list[_Piece]] = {}
        self._out: Mapping[str, LeftOut] = {}
        self._title, self._note, self._said = PageTitle(), QuietLabel(), QuietLabel()
        self.kinds = DataTable(tr("What there is"), _columns(), most_rows=8)
        self.ground = LabelledField(tr("Ground for what you leave out"), ValueCombo(tr("Ground"), deeds.grounds),
                                    help=tr("Choose it, or type your own, then take the tick away"))
        self._own = self.ground.editor.let_type()
        self.lines = TickLines(tr("Pieces"))
        self._heading, self._most = "", MOST_LINES
        self.more = button("", self._show_more, link=True)
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read everything anew."""
        pack, self._out = self._deeds.look()
        self._pieces = {}
        for one in (*pack.entries, *pack.mentions):
            heading = one.heading if one in pack.entries else tr("Mentioned elsewhere")
            self._pieces.setdefault(heading, []).extend(_split(one, heading))
        number = sum(map(len, self._pieces.values()))
        self._title.show_words(tr("Pack about {whom}").format(whom=pack.about), (
            tr("1 piece. It is in the pack until you leave it out.") if number == 1 else
            tr("{n} pieces. All are in it until you leave one out.").format(n=number)))
        self.kinds.set_rows([(heading, len(found), sum(one.private for one in found), sum(bool(one.others) for one in found),
                              sum(one.key in self._out for one in found)) for heading, found in self._pieces.items()],
                            list(self._pieces))
        self._shown.setVisible(bool(self._pieces))
        if not self.kinds.id() and self._pieces:
            self.kinds.set_id(next(iter(self._pieces)))
        self._show_kind(self.kinds.id())

    def say(self, words: str) -> None:
        """What came of it."""
        self._said.setText(words)
        announce(self, words)

    def said(self) -> str:
        """What was said last."""
        return self._said.text()

    def _build(self) -> None:
        self.ground.editor.set_value(self._deeds.grounds[0][0])
        self._note.setText(tr("Private notes are in it, each marked “{mark}”. Names of others are pointed out, as far as "
                              "they are known here: read it yourself as well.").format(mark=tr(PRIVATE)))
        self._shown = Section(tr("What there is"), self.kinds, hint=tr("choose a line to look through it"))
        self._look = Section(tr("Pieces"), self.ground, self.lines, FlowLayout(self.more))
        for part in (self._title, self._note, self._shown, self._look):
            self.page.add(part)
        self.foot((button(tr("Close"), self.reject), self._said),
                  (button(tr("Look at it…"), self._deeds.preview),
                   button(tr("Save the pack…"), lambda: self._deeds.save(self, self.say), primary=True)))

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._show_kind)
        self.lines.ticked.connect(self._tick)

    def _show_kind(self, heading: str) -> None:
        found = self._pieces.get(heading, [])
        if heading != self._heading:
            self._heading, self._most = heading, MOST_LINES
        self._look.setVisible(bool(found))
        self._look.set_heading(heading or tr("Pieces"))
        self.lines.set_lines([TickLine(one.key, self._words(one), one.key not in self._out) for one in found[:self._most]])
        rest = len(found) - self._most
        self.more.setText(tr("Show more: {n} are not shown yet").format(n=rest))
        self.more.setVisible(rest > 0)

    def _show_more(self) -> None:
        self._most += MOST_LINES
        self._show_kind(self._heading)

    def _words(self, one: _Piece) -> str:
        words = one.words if len(one.words) <= LONGEST else one.words[:LONGEST] + "…"
        title = " · ".join(filter(None, (one.title, tr(PRIVATE) if one.private else "")))
        others = tr("Names of others: {names}").format(names=", ".join(one.others)) if one.others else ""
        left = self._out.get(one.key)
        out = tr("Left out: {ground}").format(ground=self._deeds.label(left.ground)) if left else ""
        return "\n".join(filter(None, (title, words, others, out)))

    def _tick(self, key: str, on: bool) -> None:
        if on:
            self._deeds.put_in([key])
        else:
            chosen, typed = self.ground.editor.value(), self._own.text().strip()
            known = dict(self._deeds.grounds).get(str(chosen)) == typed
            fault = self._deeds.leave_out([key], str(chosen) if known else typed)
            self.ground.say_problem(fault.sentence if fault is not None else "")
        self.refresh()


def _split(one: Entry, heading: str) -> list[_Piece]:
    """A record as one piece, and each private word of it as another."""
    shared = [word for word in one.words if not word.private]
    found = [_Piece(one.piece if heading == one.heading else f"{one.piece} {one.words[0].field}", heading, one.title,
                    _line([f"{word.label}: {word.text}" for word in shared]),
                    False, tuple(dict.fromkeys(name for word in shared for name in word.others)))] if shared else []
    return found + [_Piece(f"{one.piece} {word.field}", heading, one.title, f"{word.label}: {word.text}", True, word.others)
                    for word in one.words if word.private]


def _line(words: Sequence[str]) -> str:
    return " · ".join(" ".join(part.split()) for part in words)


def _columns() -> list[Column]:
    return [Column(tr("Kind of record")), Column(tr("Pieces"), number=True, chars=8),
            Column(tr("Private"), number=True, chars=8), Column(tr("Names of others"), number=True, chars=14),
            Column(tr("Left out"), number=True, chars=8)]


