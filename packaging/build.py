"""Build the program as one folder in dist/, then what the users of this system install. Runs inside `.venv`."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
PROGRAM = ROOT / "dist" / "Supervision Desktop"


def draw_icons(folder: Path) -> None:
    """The one drawing in the forms that Windows, macOS and Linux want."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    running = QGuiApplication([])
    drawing = QSvgRenderer(str(PACKAGING / "icon.svg"))
    for name, side in {"icon.ico": 256, "icon.icns": 512, "icon.png": 256}.items():
        image = QImage(side, side, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        if not image.save(str(folder / name)):
            sys.exit(f"Qt could not write {name}.")
    running.quit()


def installer() -> list[str] | None:
    """The command that wraps the folder up for this system, or None where its tool is absent."""
    if sys.platform == "win32":
        compiler = shutil.which("ISCC")
        script = PACKAGING / "windows" / "installer.iss"
        return [compiler, f"/DAppVersion={version()}", str(script)] if compiler else None
    script = PACKAGING / ("macos/make_dmg.sh" if sys.platform == "darwin" else "linux/make_tar.sh")
    return [str(script), version()]


def version() -> str:
    """The program's version, as the package states it."""
    text = (ROOT / "supervision_desktop" / "__init__.py").read_text(encoding="utf-8")
    return str(re.findall(r'__version__ = "(.+)"', text)[0])


def main() -> int:
    """Draw, build, wrap up; the first exit code that is not 0."""
    draw_icons(ROOT / "build" / "icons")
    spec = PACKAGING / "supervision_desktop.spec"
    folders = ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders, str(spec)]
    if outcome := subprocess.run(command, cwd=ROOT).returncode:
        return outcome
    size = sum(path.stat().st_size for path in PROGRAM.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"Built {PROGRAM.relative_to(ROOT)} ({size / 1e6:.0f} MB).", flush=True)
    if (wrap := installer()) is None:
        print("No installer made: Inno Setup's ISCC is not on the PATH (packaging/windows/README.md).")
        return 0
    return subprocess.run(wrap, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
