"""What the computer must have before the project can run: a virtual environment and, on Linux, system packages.

Standard library only: this runs before anything is installed.
"""

# So that an older Python comes as far as the sentence that says which one it takes.
from __future__ import annotations

import ctypes.util
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements-dev.txt"
OLDEST, NEWEST = (3, 11), (3, 14)

# Debian's name of each package, and what it brings: a library to load or a program to call.
LIBRARIES = {
    "libegl1": "EGL",
    "libgl1": "GL",
    "libxkbcommon-x11-0": "xkbcommon-x11",
    "libxcb-cursor0": "xcb-cursor",
    "libxcb-icccm4": "xcb-icccm",
    "libxcb-keysyms1": "xcb-keysyms",
    "libxcb-shape0": "xcb-shape",
    "libxcb-image0": "xcb-image",
    "libxcb-render-util0": "xcb-render-util",
    "libxcb-randr0": "xcb-randr",
    "libxcb-xkb1": "xcb-xkb",
    "libdbus-1-3": "dbus-1",
    "libfontconfig1": "fontconfig",
}
PROGRAMS = {
    "xvfb": "Xvfb",
    "xdotool": "xdotool",
    "gnome-keyring": "gnome-keyring-daemon",
    "dbus": "dbus-run-session",
    "poppler-utils": "pdftotext",
}


class Stuck(Exception):
    """Something a person has to do first; the text says what."""


def python(system: str = os.name) -> Path:
    """The interpreter inside `.venv`, as `system` ("nt" or "posix") lays it out."""
    return VENV / "Scripts" / "python.exe" if system == "nt" else VENV / "bin" / "python"


def prepare() -> None:
    """Make the virtual environment and fill it as locked; quick when nothing changed. Raises Stuck."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise Stuck(f"Python {sys.version_info[0]}.{sys.version_info[1]} is not supported: use 3.11 to 3.14.")
    wanted, stamp = stamp_of(LOCK), VENV / "requirements.stamp"
    if not _works():
        _make_venv()
    elif stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print("Installing the locked requirements into .venv …", flush=True)
    pip = [str(python()), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    if subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], cwd=ROOT).returncode:
        raise Stuck("pip could not install the locked requirements; its own words stand above.")
    stamp.write_text(wanted, encoding="utf-8")


def stamp_of(lock: Path) -> str:
    """What an environment filled from this lock by this Python is stamped with."""
    digest = hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    return f"{digest} python {sys.version_info[0]}.{sys.version_info[1]}\n"


def _works() -> bool:
    """Whether `.venv` has an interpreter of this version that runs and knows pip."""
    asked = "import pip, sys; print(*sys.version_info[:2])"
    try:
        said = subprocess.run([str(python()), "-c", asked], capture_output=True, text=True)
    except OSError:
        return False
    return said.stdout.split() == [str(part) for part in sys.version_info[:2]]


def _make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        # Debian and its kin keep this part of Python in a package of its own.
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        if not apt_install([package]):
            raise Stuck(f"Python's venv module is missing. This brings it:\n  {apt_command([package])}")
    print("Making .venv …", flush=True)
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)]).returncode:
        raise Stuck("Python could not make the virtual environment .venv; its own words stand above.")


def system_packages() -> None:
    """Bring the system packages that a display and the tests need (Linux); where that is not allowed, say how to."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_packages()
    if not missing or apt_install(missing):
        return
    if shutil.which("apt-get"):
        print(f"Missing system packages. This brings them:\n  {apt_command(missing)}", flush=True)
    else:
        print(f"Missing on this system (by Debian's names): {' '.join(missing)}", flush=True)


def missing_packages() -> list[str]:
    """Which of the wanted packages are not there: asked of dpkg, or looked for where there is no dpkg."""
    wanted = [*LIBRARIES, *PROGRAMS]
    if shutil.which("dpkg-query"):
        query = ["dpkg-query", "--show", "--showformat", "${db:Status-Status} ${Package}\n", *wanted]
        said = subprocess.run(query, capture_output=True, text=True).stdout.split("\n")
        return [name for name in wanted if f"installed {name}" not in said]
    lost = [name for name, library in LIBRARIES.items() if not ctypes.util.find_library(library)]
    return lost + [name for name, program in PROGRAMS.items() if not shutil.which(program)]


def apt_command(packages: list[str]) -> str:
    """The one command a person would type."""
    return shlex.join(["sudo", "apt-get", "install", "--yes", "--no-install-recommends", *packages])


def apt_install(packages: list[str]) -> bool:
    """Install with apt where this user may without being asked; False where not, or where it failed."""
    rights = _rights()
    if rights is None or not shutil.which("apt-get"):
        return False
    print(f"Installing system packages: {' '.join(packages)} …", flush=True)
    install = [*rights, "apt-get", "install", "--yes", "--no-install-recommends", "--quiet", *packages]
    # A fresh machine has no package lists yet; one that has them is spared the wait.
    return _quiet(install) or (_quiet([*rights, "apt-get", "update", "--quiet"]) and _quiet(install))


def _rights() -> list[str] | None:
    """What to put before a command that needs root: nothing as root, sudo where it asks nothing, else None."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive"]
    if shutil.which("sudo") and _quiet(["sudo", "-n", "true"]):
        return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None


def _quiet(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=600).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
