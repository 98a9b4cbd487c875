"""Two pages for moving house: how the records come to a new computer, and what a named person does if the user cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.reports.page import PageFrame, build_pdf
from supervision_desktop.reports.parts import Column, Heading, bullets, facts, kept, note, paragraphs, space, table
from supervision_desktop.reports.style import Sheet


@dataclass(frozen=True)
class Part:
    """A heading and its points; numbered where their order counts."""

    heading: str
    points: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Guide:
    """One page: what it is for, facts to look up, its parts, and counts to compare."""

    title: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    counts: tuple[tuple[str, int], ...] = ()
    counted: str = ""
    """When they were counted."""
    confidential: str = ""


def new_laptop(backups: str, copies: str, counts: Sequence[tuple[str, int]], today: date) -> Guide:
    """From this computer to another one. `copies` is the folder for second copies, or ""."""
    place = copies or tr("not chosen yet; see File, Backups and safety")
    return Guide(
        tr("A new laptop"), tr("Your records move as a backup. This computer is not changed by it."),
        ((tr("Backups here"), backups), (tr("Second copies"), place)),
        (Part(tr("What to take along"), (
            tr("Make a backup now: File, Back up now."),
            tr("Take the whole folder of second copies, or the whole folder of backups here, on a memory stick. The folder "
               "“files” in it holds the attachments, so it belongs to the backups."),
            tr("Have your passphrase or your recovery sheet at hand. Remembering on this computer does not move."))),
         Part(tr("How to open it there"), (
             tr("Install Supervision Desktop on the new laptop and start it."),
             tr("Choose “Bring back a backup…” and then the newest file; its name begins with the date."),
             tr("Type the passphrase that was in use when that backup was made."))),
         Part(tr("How to check"), (
             tr("Compare the numbers below, and open the newest session and the newest contract."),
             tr("Choose a folder for second copies on the new laptop, and try a restore once."),
             tr("Only then remove the practice folder from the old computer, or have its disk wiped.")))),
        tuple(counts), tr("Counted on {day}").format(day=day_text(today)))


def if_i_cannot(executor: str, sheet: str, wishes: str, folder: str, copies: str) -> Guide:
    """For the person who acts after death or incapacity; what is not known is left to be written by hand."""
    return Guide(
        tr("If I die or cannot act"), tr("For the person I have named. Please read it to the end before you begin."),
        ((tr("Named person"), executor or "…"), (tr("The recovery sheet lies"), sheet or "…"),
         (tr("The practice file lies"), folder), (tr("Second copies"), copies or "…")),
        (Part(tr("What you need"), (
            tr("This page, my recovery sheet, and either this computer or a copy of a backup."),
            tr("Whatever gives you the right to act for me: my will, a power of attorney, or a court's decision. This page "
               "gives you none."))),
         Part(tr("How to open the records"), (
             tr("Start Supervision Desktop, here or newly installed on another computer. With a copy, choose “Bring back a "
                "backup…” first."),
             tr("Choose “Use the recovery code” and type the groups from the sheet. Set a passphrase of your own when it "
                "asks for one."),
             tr("Make a backup to a stick before you do anything else: File, Backups and safety."))),
         Part(tr("What you may do"), (
             tr("Read as little as the task needs. The records are about other people, some of them in difficulty."),
             tr("Tell those who are waiting for me: people I supervise, my supervisor, whoever instructed me, my "
                "professional body and my insurer."),
             tr("Print or hand over what the next case manager needs, and note to whom. Ask a solicitor before you give "
                "anything to anybody else."),
             tr("Keep the rest locked until the end of the time for which it has to be kept; then delete it with all its "
                "backups."))),
         *((Part(tr("What I ask you to do"), (wishes,)),) if wishes.strip() else ())),
        confidential=tr("Keep this page apart from the recovery sheet."))


def guide_pdf(guide: Guide, practice: str, made_on: date, sheet: Sheet) -> bytes:
    """A page as a PDF."""
    frame = PageFrame(title=guide.title, practice=practice, made_on=day_text(made_on), lead=(guide.lead,),
                      confidential=guide.confidential)
    return build_pdf(story(guide, sheet), frame, sheet)


def story(guide: Guide, sheet: Sheet) -> list[Flowable]:
    """The page laid out."""
    found: list[Flowable] = [*facts(sheet, guide.facts), space(4)]
    for part in guide.parts:
        points = bullets(sheet, part.points) if len(part.points) > 1 else paragraphs(sheet, part.points[0])
        found.append(kept([Heading(sheet, part.heading), *points]))
    if guide.counts:
        rows = [(name, f"{number:,}") for name, number in guide.counts]
        found += [space(8), *note(sheet, guide.counted),
                  table(sheet, [Column(tr("Kind"), 3), Column(tr("Number"), 1, figures=True)], rows)]
    return found
