"""A text that is too long for its field is offered as a file of its record; till then it stays as a draft."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import LongText
from supervision_desktop.i18n import tr
from supervision_desktop.services import attachments
from supervision_desktop.services.attachments import Content
from supervision_desktop.ui import layout
from supervision_desktop.ui.attachments.keeping import Taken, name_them, sentence_of, take_text
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.labels import ProblemLabel, QuietLabel, announce
from supervision_desktop.ui.workspace import Workspace

Words = Callable[[], tuple[str, str]]
"""The id of the record, "" while it does not exist yet, and the words that stand in the field."""
PutBack = Callable[[str, str], object]
"""(id of the record, words) -> the field is as it was committed, where those are still its words."""


class OverLong(QObject):
    """Watches a long text; the offer is made when it is first needed, for hardly any text is ever too long."""

    def __init__(self, workspace: Workspace, kind: str, field: LongText, holder: LabelledField[QWidget], words: Words,
                 put_back: PutBack) -> None:
        super().__init__(holder)
        self._field, self._words = field, words
        self._holder = holder
        self._made = partial(Offer, workspace, kind, field, words, put_back)
        self.offer: Offer | None = None
        holder.problem_said.connect(self._look)

    def _look(self, sentence: str) -> None:
        if self.offer is None and sentence and len(self._words()[1]) > self._field.limit:
            self.offer = self._made()
            self._holder.add_under(self.offer)
        if self.offer is not None:
            self.offer.look(sentence)


class Offer(QWidget):
    """Stands under a text that is too long: one button, and then where the text went."""

    def __init__(self, workspace: Workspace, kind: str, field: LongText, words: Words, put_back: PutBack) -> None:
        super().__init__()
        self._workspace, self._kind, self._field = workspace, kind, field
        self._words, self._put_back, self._kept_of = words, put_back, ""
        self.keep = button(tr("Keep it as an attachment"), self._keep)
        self.keep.setAccessibleDescription(field.label)
        self._problem, self._note = ProblemLabel(), QuietLabel()
        self.setLayout(layout.column(layout.row(self.keep, layout.spacer()), self._problem, self._note, gap=4))

    def said(self) -> str:
        """Where the text went, or why it stayed."""
        return self._problem.text() or self._note.text()

    def look(self, sentence: str) -> None:
        """Offer it where that is what is wrong, and keep the last note while its record is shown."""
        record_id, text = self._words()
        able = bool(sentence and record_id) and len(text) > self._field.limit and self._workspace.files is not None
        if able or record_id != self._kept_of:
            self._note.setText("")
        self._problem.say("")
        self.keep.setVisible(able)
        self._note.setVisible(bool(self._note.text()))
        self.setVisible(able or bool(self._note.text()))

    def _keep(self) -> None:
        files, (record_id, text) = self._workspace.files, self._words()
        if files is None:
            return
        stem = f"{self._field.label} {self._workspace.today().isoformat()}"
        with self._workspace.read() as db:
            home = attachments.home(db, self._kind, record_id)
            name = attachments.free_name(db, home[1], stem, "txt")
        self.keep.setEnabled(False)
        self._problem.say("")
        self._workspace.jobs.run(
            lambda _: take_text(files, name, text), self, partial(self._kept, home, record_id, text), self._failed,
            tr("Keeping a text"))

    def _kept(self, home: tuple[str, str], record_id: str, text: str, content: Content) -> None:
        try:
            name = _named(self._workspace, home, content)
        except BadInput as fault:
            self._failed(fault)
            return
        self.keep.setEnabled(True)
        self._kept_of = record_id
        self._put_back(record_id, text)
        words = tr("The text is kept as “{name}” with the files of this record.").format(name=name)
        if self._words()[0] == record_id:
            self._note.setText(words)
            self._note.show()
            self.show()
            announce(self, words)
        else:
            self._workspace.noticed.emit(words, None)

    def _failed(self, fault: Exception) -> None:
        self.keep.setEnabled(True)
        self._problem.say(tr("{reason} Your text is still here.").format(reason=sentence_of(fault)))


def _named(workspace: Workspace, home: tuple[str, str], content: Content) -> str:
    """What the text is called now: it may be there already. Raises BadInput where it could not be named."""
    name_them(workspace, *home, Taken((content,)))
    with workspace.read() as db:
        found = attachments.already(db, home[1], [content])
    if content.digest not in found:
        raise BadInput("File", tr("It could not be added."))
    return found[content.digest]
