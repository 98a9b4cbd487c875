"""The picture at the head of prints (PRA-01): chosen, made small, kept encrypted, shown as it will print."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from supervision_desktop.errors import BadInput, DamagedFile
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.pictures import safe_picture
from supervision_desktop.reports.report import LOGO_PIXELS
from supervision_desktop.services import profile
from supervision_desktop.services.attachments import PICTURE, Content
from supervision_desktop.store.attachments import Files
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.attachments.hands import Hands, system_hands
from supervision_desktop.ui.attachments.keeping import sentence_of, take_files
from supervision_desktop.ui.jobs import Progress
from supervision_desktop.ui.tokens import PAPER
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.labels import FieldLabel, ProblemLabel, QuietLabel
from supervision_desktop.ui.workspace import Workspace

LOGO = mark("Logo")
TALL, WIDE = 64, 260


def take_logo(files: Files, path: Path, progress: Progress) -> Content:
    """Read, check and make small a picture, and keep it. Raises BadInput, DiskFull. To be run in a job."""
    taken = take_files(files, [path], (PICTURE,), progress)
    for sentence in taken.refused:
        raise BadInput(LOGO, sentence)
    whole = taken.contents[0]
    small = safe_picture(files.read(whole.digest), LOGO_PIXELS)
    return Content(f"{Path(whole.name).stem}.png", len(small), files.put(small))


class LogoPart(QWidget):
    """The logo as it stands, and the ways to change it."""

    def __init__(self, workspace: Workspace, hands: Hands | None = None) -> None:
        super().__init__()
        self._workspace, self._hands = workspace, hands or system_hands()
        self._digest: str | None = None
        self.picture = QLabel()
        self.picture.setAccessibleName(tr("Your logo"))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.choose = button(tr("Choose a picture…"), self._choose)
        self.remove = button(tr("Take it away"), self._remove, link=True)
        self._problem = ProblemLabel()
        self.setLayout(layout.column(
            FieldLabel(tr("Logo")), self.picture, FlowLayout(self.choose, self.remove),
            QuietLabel(tr("A PNG or JPEG. It prints small, so choose one that reads in black and white.")), self._problem,
            gap=4))

    def refresh(self) -> None:
        """Show it as it is stored."""
        with self._workspace.read() as db:
            self._digest = profile.logo(db)
        shown = self._pixmap()
        self.picture.setVisible(shown is not None)
        if shown is not None:
            self.picture.setPixmap(shown)
        self.choose.setText(tr("Choose another picture…") if self._digest else tr("Choose a picture…"))
        self.choose.setEnabled(self._workspace.files is not None)
        self.remove.setVisible(bool(self._digest))

    def take(self, path: Path) -> None:
        """Take a file as the logo, in a job; a refusal stands under it."""
        if self._workspace.files is not None:
            self._problem.say("")
            self._workspace.jobs.run(partial(take_logo, self._workspace.files, path), self, self._taken,
                                     lambda fault: self._problem.say(sentence_of(fault)), tr("Reading the picture"))

    def problem(self) -> str:
        """What was wrong with the last file, or ""."""
        return self._problem.text()

    def _choose(self) -> None:
        for path in self._hands.choose_files(self, (PICTURE,))[:1]:
            self.take(path)

    def _taken(self, content: Content) -> None:
        with self._workspace.read() as db:
            change = profile.set_logo(db, content, self._workspace.today())
        fault = self._workspace.attempt(change)
        if self._workspace.files is not None:
            self._workspace.files.settled(content.digest)
        self._problem.say(fault.sentence if fault else "")

    def _remove(self) -> None:
        with self._workspace.read() as db:
            change = profile.no_logo(db)
        self._workspace.commit(change)

    def _pixmap(self) -> QPixmap | None:
        """The picture on paper white, about as large as it prints."""
        if self._digest is None or self._workspace.files is None:
            return None
        found = QPixmap()
        try:
            found.loadFromData(self._workspace.files.read(self._digest))
        except DamagedFile as fault:
            self._problem.say(fault.sentence)
            return None
        if found.isNull():
            return None
        ratio = self.devicePixelRatioF()
        size = (style.scaled(WIDE), style.scaled(TALL))
        small = found.scaled(round(size[0] * ratio), round(size[1] * ratio), Qt.AspectRatioMode.KeepAspectRatio,
                             Qt.TransformationMode.SmoothTransformation)
        paper = QPixmap(small.size())
        paper.fill(PAPER)
        _draw_on(paper, small)
        paper.setDevicePixelRatio(ratio)
        return paper


def _draw_on(paper: QPixmap, picture: QPixmap) -> None:
    painter = QPainter(paper)
    painter.drawPixmap(0, 0, picture)
    painter.end()
