"""Where things live on this computer: the practice folder, settings, logs, and the files shipped with the program."""

import sys
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs
from platformdirs.api import PlatformDirsABC

APP_NAME = "Supervision Desktop"


@dataclass(frozen=True)
class Places:
    """The folders and files of one user of this computer; nothing here is created yet."""

    practice: Path
    logs: Path
    settings: Path


def places(dirs: PlatformDirsABC | None = None) -> Places:
    """Where this user's things belong, by the custom of the system (or of `dirs`)."""
    # The local profile, never the roaming one: a practice file must not be copied about by a network log-on.
    found = dirs or PlatformDirs(APP_NAME, appauthor=False, roaming=False)
    return Places(
        practice=Path(found.user_data_dir) / "practice",
        logs=Path(found.user_log_dir),
        settings=Path(found.user_config_dir) / "settings.json",
    )


def own_dir(dirs: PlatformDirsABC | None = None) -> Path:
    """Where standards and frameworks of one's own lie: beside the usual practice folder, where no update touches them."""
    return places(dirs).practice.parent


def resources_dir(bundle: str | None = None) -> Path:
    """The `resources` folder: in an installed program inside its bundle, else beside the package."""
    unpacked = bundle or getattr(sys, "_MEIPASS", None)
    root = Path(unpacked) if unpacked else Path(__file__).resolve().parent.parent
    return root / "resources"
