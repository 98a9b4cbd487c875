"""The program up to its first painted window, with as little around it as `bare.py` has; says when that was."""

from __future__ import annotations

import gc
import sys
import time


def main() -> None:
    """Begin as the program's own `__main__` does."""
    gc.disable()
    import supervision_desktop.ui.binding  # noqa: F401  # isort: skip
    from PySide6.QtWidgets import QApplication, QLineEdit
    from watch import Painted, leave

    from supervision_desktop import app as program_file

    class Application(QApplication):
        """The program's application, watched from where its event loop begins."""

        def exec(self) -> int:
            """The event loop."""
            line = next(one for one in self.allWidgets() if isinstance(one, QLineEdit))
            Painted(line, lambda: leave(f'{{"at": {time.monotonic()}}}'))
            return super().exec()

    program_file.QApplication = Application
    program_file.main(["supervision-desktop", sys.argv[1]])


if __name__ == "__main__":
    main()
