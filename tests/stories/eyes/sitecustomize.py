"""Opens eyes in the real program, also in the process that follows a lock.

Python reads this file by itself where its folder is on PYTHONPATH.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

PROGRAM = "supervision_desktop.app"


class Opener(MetaPathFinder):
    """When the program is imported: have it listen before it shows its first window."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != PROGRAM:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        assert spec is not None
        assert spec.loader is not None
        really_load = spec.loader.exec_module

        def load(module: ModuleType) -> None:
            really_load(module)
            really_begin = module.Program.begin

            def begin(program: Any) -> Any:
                from story_eyes import listen

                listen(program)
                return really_begin(program)

            module.Program.begin = begin

        spec.loader.exec_module = load  # type: ignore[method-assign]
        return spec


if os.environ.get("STORY_EYES"):
    sys.meta_path.insert(0, Opener())
