"""The least a PySide6 program can show: a window with one line edit. `start` tells when, `memory` how large."""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from watch import Painted, leave, memory


def main() -> None:
    """Show the window."""
    app = QApplication(sys.argv[:1])
    window, line = QWidget(), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(line)
    window.resize(560, 560)
    if sys.argv[1] == "start":
        Painted(line, lambda: leave(json.dumps({"at": time.monotonic()})))
    else:
        Painted(line, lambda: QTimer.singleShot(5000, lambda: leave(json.dumps(memory()))))
    window.show()
    app.exec()


if __name__ == "__main__":
    main()
