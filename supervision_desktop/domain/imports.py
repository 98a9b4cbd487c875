"""What was brought in from elsewhere in one go, so that it can be taken out again in one go."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, stored
from supervision_desktop.fields.kinds import Moment, Number, Text
from supervision_desktop.i18n import mark


class ImportBatch(Record):
    """One import; the records it made name it."""

    __tablename__ = "import_batch"

    at: Mapped[str] = stored(Moment(mark("When"), mark("UTC"), required=True))
    target: Mapped[str] = stored(Text(mark("What was imported"), mark("Sessions, time …"), required=True, limit=60))
    file_name: Mapped[str] = stored(Text(mark("File"), mark("Its name only"), required=True, limit=300))
    count: Mapped[int] = stored(Number(mark("How many"), mark("Records made"), required=True))
