"""Errors a person may see: each is one plain sentence, safe to show and to log."""
from __future__ import annotations

from typing import ClassVar


class SupervisionError(Exception):
    """Something went wrong that one plain sentence can explain; `str(error)` is that sentence."""

    default: ClassVar[str] = "Something went wrong; nothing was changed."

    def __init__(self, sentence: str = "") -> None:
        self.sentence = sentence or self.default
        super().__init__(self.sentence)


class BadInput(SupervisionError):
    """A value that cannot be kept; names its field and what would be accepted."""

    default = "That value cannot be used here."

    def __init__(self, field: str, sentence: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class WrongPassphrase(SupervisionError):
    """The passphrase or recovery code does not open this practice file."""

    default = "That does not open this practice file. Check it and try again."


class QuickUnlockFailed(WrongPassphrase):
    """Opening without a passphrase is not possible on this computer now."""

    default = "This computer cannot open the practice file by itself; please type your passphrase."


class PracticeMissing(SupervisionError):
    """The folder holds no practice file."""

    default = "There is no practice file in this folder."


class UnsafeFolder(SupervisionError):
    """The folder is not a safe place for the live practice file."""

    default = "This folder is not a safe place for the practice file; choose a local folder of its own."


class DamagedFile(SupervisionError):
    """The practice file or one of its companions is damaged."""

    default = "The practice file is damaged. Nothing was changed; it can be restored from a backup."


class KeysDamaged(DamagedFile):
    """The file that holds the wrapped keys cannot be used and no copy could take its place."""

    default = "The part of the practice file that checks the passphrase is damaged; a backup can repair it."


class NewerFile(SupervisionError):
    """The practice file was written by a newer version of the program."""

    default = "This practice file was written by a newer version of Supervision Desktop; please update the program."


class OpenElsewhere(SupervisionError):
    """Another running copy of the program has the practice file open."""

    default = "This practice file is already open in another window of Supervision Desktop."


class StaleRecord(SupervisionError):
    """A record changed between being read and being written."""

    default = "This record has changed since it was shown; it has been read again and your text was kept as a draft."


class Cancelled(SupervisionError):
    """The work was stopped on request."""

    default = "Stopped; nothing was changed."


class DiskFull(SupervisionError):
    """There is no room left on the disk."""

    default = "The disk is full; nothing was changed. Make some room and try again."


class DiskFault(SupervisionError):
    """The disk failed for once; whether anything is damaged is not known by that."""

    default = "The disk could not be read or written just now; nothing was changed. Please try again."


class FileMoved(SupervisionError):
    """The practice file was taken from its place while it was open; what is written now would be lost."""

    default = ("The practice file was moved or deleted while it was open, so nothing more can be saved. "
               "Make a backup now, then close the program.")


class OpenToRead(SupervisionError):
    """The practice folder cannot be written to, so that the practice file was opened to read only."""

    default = ("The practice file is open to read only, so nothing was saved. "
               "Copy its folder to a place that can be written to, and open it there.")


class OnHold(SupervisionError):
    """Something was about to be removed for good while a request for records is being answered."""

    default = ("A hold is on, so nothing is removed for good. Lift it under Keeping and deleting "
               "once the request has been answered.")


class BackupRefused(SupervisionError):
    """A backup cannot be used, or could not be shown to be sound."""

    default = "This backup cannot be used: it is incomplete or has been changed. Try an older one."


class UpgradeFailed(SupervisionError):
    """Bringing the practice file up to this version did not succeed; the file is as it was."""

    default = "The practice file could not be brought up to this version; it was left exactly as it was."


class UnsuitableBuild(SupervisionError):
    """A library this program depends on is too old or lacks something it needs."""

    default = "The database library of this installation is not suitable; please install the program again."


class NoSafeStore(SupervisionError):
    """The system has no safe place to remember how to open the practice file."""

    default = "This computer has no safe store for remembering the passphrase, so it will be asked for each time."


class SealedRecord(SupervisionError):
    """A finished record or signed contract was about to be changed."""

    default = "This is finished and closed to change. Add a dated addition, or make a new version."


class StillNamed(SupervisionError):
    """A record that others name was about to be deleted."""

    default = "Other records name this one, so it stays. End or archive it instead."
