"""The developer's one command.

    python packaging/dev.py run               open the program (without a display: make the demo)
    python packaging/dev.py test [--long] [--coverage] [pytest's own arguments]
    python packaging/dev.py check             ruff, mypy, the house rules, wording, requirement coverage
    python packaging/dev.py bench             measure the speed table
    python packaging/dev.py build             the program as one folder, and the installer where its tool is present
    python packaging/dev.py setup | lock      only set up | make the locked requirements anew

Any Python from 3.11 to 3.14 will do and nothing else is needed: each command first makes `.venv` from the locked
requirements. A test run with arguments of pytest's own leaves the results of the last whole run as they are.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import floors
import machine
import results

ROOT = machine.ROOT
CACHE = ROOT / ".cache"
RESULTS = CACHE / "test-results.json"
CATALOGUE = ROOT / "tests" / "catalogue.txt"
SHARED = ROOT.parent / "shared" / "tools"


def call(*arguments: str | Path, **environment: str) -> int:
    """Run the environment's Python in the project's folder; the exit code."""
    command = [str(machine.python()), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}).returncode


def run(rest: Sequence[str]) -> int:
    """Open the program, or make the demo where no window could open."""
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not sys.platform.startswith("linux") or shown:
        return call("-m", "supervision_desktop", *rest)
    print("There is no display here, so this makes the demo in the folder demo instead.", flush=True)
    again = ["--force"] if (ROOT / "demo").exists() else []
    return call("-m", "supervision_desktop", "demo", "--output", "demo", *again, QT_QPA_PLATFORM="offscreen")


def test(rest: Sequence[str]) -> int:
    """Run the tests in random order; a whole run leaves its results for `check`."""
    parser = argparse.ArgumentParser(prog="dev.py test", allow_abbrev=False)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--coverage", action="store_true")
    chosen, own = parser.parse_known_args(rest)
    command = ["-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup"]
    command += ["--long"] * chosen.long
    command += ["--cov", "--cov-report=term"] * chosen.coverage
    CACHE.mkdir(exist_ok=True)
    if own:
        return call(*command, *own, QT_QPA_PLATFORM="offscreen")
    # Before the run, so that what is edited meanwhile makes the results old.
    code = results.code_hash(ROOT)
    RESULTS.unlink(missing_ok=True)
    outcome = call(*command, f"--results={RESULTS}", QT_QPA_PLATFORM="offscreen")
    if RESULTS.is_file():
        print(*results.figure_lines(results.stamp(RESULTS, code)["tests"]), sep="\n")
    return outcome


def check(rest: Sequence[str]) -> int:
    """Everything that can be said about the code without running it, and what the last test run covered."""
    steps: dict[str, Callable[[], int]] = {
        "ruff": lambda: call("-m", "ruff", "check", "."),
        "mypy --strict": lambda: call("-m", "mypy", "--cache-dir", CACHE / "mypy"),
        "known faults of libraries": known_faults,
        "house rules": lambda: call("-m", "pytest", "-q", "-p", "no:randomly", "tests/test_architecture.py"),
        "house plan (../shared)": lambda: shared("house_check.py"),
        "wording (../shared)": lambda: shared("wording_check.py"),
        "requirements": requirements,
    }
    broken = []
    for name, step in steps.items():
        print(f"\n== {name}", flush=True)
        if step():
            broken.append(name)
    print(f"\ncheck: {'broken: ' + ', '.join(broken) if broken else 'all in order'}")
    return 1 if broken else 0


def shared(tool: str) -> int:
    """Run a check that lives beside the project; where it is absent, say so and go on."""
    if not (SHARED / tool).is_file():
        print(f"not checked: {tool} is not beside this project (../shared/tools)")
        return 0
    return call(SHARED / tool, ROOT)


def requirements() -> int:
    """Print which requirements have a passing test; 1 when the results are no good or an id is unknown."""
    known = results.catalogue(CATALOGUE)
    try:
        found = results.sound(RESULTS, results.code_hash(ROOT))
    except ValueError as reason:
        print(reason)
        return 1
    coverage = results.cover(found["tests"], known)
    print(*results.lines(coverage, known), *results.figure_lines(found["tests"]), sep="\n")
    for name in sorted(coverage.unknown):
        print(f"unknown requirement: {name}")
    return 1 if coverage.unknown else 0


def known_faults() -> int:
    """1 where a lock holds a version with a known fault."""
    found = [line for lock in sorted((ROOT / "packaging").glob("requirements*.txt")) for line in floors.problems(lock)]
    print(*found or ["no version below its floor"], sep="\n")
    return 1 if found else 0


def bench(rest: Sequence[str]) -> int:
    """Measure; the bench itself says under which conditions."""
    return call(Path("tests", "bench", "run.py"), *rest, PYTHONPATH=str(ROOT))


def build(rest: Sequence[str]) -> int:
    """Build the program as one folder in dist/, then what this system's users install."""
    return known_faults() or call(Path("packaging", "build.py"), *rest)


def lock(rest: Sequence[str]) -> int:
    """Make the locks anew: one resolution for all systems, names, versions and hashes only."""
    options = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-annotate", "--no-header", "--quiet"]
    folder = ROOT / "packaging"
    command = ["-m", "uv", "pip", "compile", "--python-version", "3.11", *options]
    every = folder / "requirements-dev.txt"
    outcome = call(*command, *rest, folder / "requirements-dev.in", "--output-file", every)
    # The program and its extra run with the very versions they were tested with.
    for name in ("requirements", "requirements-seal"):
        outcome = outcome or call(*command, *rest, "--constraint", every, folder / f"{name}.in",
                                  "--output-file", folder / f"{name}.txt")
    return outcome


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "build": build,
    "setup": lambda rest: 0,
    "lock": lock,
}
NEED_A_SYSTEM = {"run", "test", "bench", "setup"}


def main(arguments: Sequence[str]) -> int:
    """Set up, then do what was asked; 2 for a command nobody knows."""
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__.strip(), file=sys.stdout if arguments[:1] == ["--help"] else sys.stderr)
        return 0 if arguments[:1] == ["--help"] else 2
    try:
        if arguments[0] in NEED_A_SYSTEM:
            machine.system_packages()
        machine.prepare()
    except machine.Stuck as reason:
        print(reason, file=sys.stderr)
        return 1
    return COMMANDS[arguments[0]](arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
