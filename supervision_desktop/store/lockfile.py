"""One program at a time: the lock file of a practice folder."""
from __future__ import annotations

from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from supervision_desktop.errors import OpenElsewhere, UnsafeFolder
from supervision_desktop.i18n import tr


def acquire(path: Path, wait: float = 0.0, *, needed: bool = True) -> BaseFileLock:
    """The lock, held until `release()` or the end of the process; waits up to `wait` seconds for another holder.

    Raises OpenElsewhere. The system frees the lock of a process that died, so nothing stale is ever left. Where it is not
    `needed`, a folder that takes no lock file is fine: who only reads spoils nothing, and SQLite tells of a writer.
    """
    # Not bound to a thread: a worker may close what the window opened. No soft lock: it would outlive a crash.
    lock = FileLock(path, timeout=wait, mode=0o600, thread_local=False, fallback_to_soft=False, preserve_lock_file=True)
    try:
        lock.acquire(poll_interval=0.02)
    except Timeout:
        raise OpenElsewhere from None
    except OSError:
        if needed:
            raise UnsafeFolder(tr("This folder cannot be locked for one program; choose a local folder.")) from None
    return lock
