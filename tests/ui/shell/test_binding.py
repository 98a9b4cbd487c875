"""The program keeps Python's own `import`: with the one PySide6 brings along it would keep the text of every module."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
LOOK = """
import builtins, linecache, os, runpy, sys, threading, time
plain = builtins.__import__

def look():
    while "supervision_desktop.ui.tabs.today" not in sys.modules:
        time.sleep(0.02)
    kept = [name for name in linecache.cache if "sqlalchemy" in name and name.endswith(".py")]
    print(builtins.__import__ is plain, "PySide6.QtWidgets" in sys.modules, len(kept), flush=True)
    os._exit(0)

threading.Thread(target=look, daemon=True).start()
sys.argv = ["supervision-desktop", "--locked", sys.argv[1]]
runpy.run_module("supervision_desktop", run_name="__main__")
"""


def test_the_window_imports_as_python_does(tmp_path):
    done = subprocess.run([sys.executable, "-c", LOOK, str(tmp_path / "none")], cwd=ROOT, capture_output=True, text=True,
                          timeout=60, check=True)
    assert done.stdout.split() == ["True", "True", "0"]
