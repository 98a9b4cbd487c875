"""Small settings of this computer, kept outside the practice: how the window looks and where it was, never a record.

Standard library only, for they are read before the first window is painted.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

THEMES = ("system", "light", "dark", "contrast")
ZOOM_RANGE = range(50, 301)


@dataclass(frozen=True)
class Settings:
    """What the window remembers; change it with `dataclasses.replace`."""

    geometry: str = ""
    """Size and place of the window, Qt's bytes as base64 text."""
    zoom: int = 100
    """Text size in per cent."""
    theme: str = "system"
    """One of THEMES; "system" follows the computer."""
    last_practice: str = ""
    """The practice folder opened last."""


def load(path: Path) -> Settings:
    """Read the settings; what is missing, damaged or impossible falls back to its default."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    return _checked(stored) if isinstance(stored, dict) else Settings()


def save(path: Path, settings: Settings) -> None:
    """Write the settings whole or not at all. Raises OSError where the folder cannot be written."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(json.dumps(asdict(settings), indent=2) + "\n", encoding="utf-8")
    os.replace(fresh, path)


def _checked(stored: Mapping[str, Any]) -> Settings:
    """Only the stored values that have the type and range of their setting."""
    default = asdict(Settings())
    sound = {name: stored[name] for name in default if type(stored.get(name)) is type(default[name])}
    if sound.get("zoom", 100) not in ZOOM_RANGE:
        del sound["zoom"]
    if sound.get("theme", "system") not in THEMES:
        del sound["theme"]
    return Settings(**sound)
