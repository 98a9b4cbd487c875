"""The developer's command, as far as it can be tried without a network: locks, results, coverage, setup."""

import importlib.util
import json
import os
import plistlib
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

import supervision_desktop

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
LOCKS = ["requirements.txt", "requirements-dev.txt", "requirements-seal.txt"]
GROUPS = {
    **{"PRA": 9, "SUP": 22, "DDG": 9, "SVE": 8, "CON": 21, "PRE": 13, "SES": 22, "MOD": 15, "REC": 15, "ACT": 10},
    **{"EFF": 11, "BIL": 16, "CAD": 16, "CAS": 27, "EXC": 11, "DNA": 10, "SAF": 8, "MAG": 9, "TRN": 9, "HUD": 7},
    **{"ESC": 8, "QAA": 11, "KPI": 7, "GOL": 7, "FBK": 7, "PDM": 10, "CPD": 10, "FRW": 22, "LRN": 8, "POL": 12},
    **{"RPT": 11, "HLP": 13, "PRV": 13, "APP": 13},
}


def tool(name: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A script of packaging/ as a module of its own, with its neighbours in reach as when it is run."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    for neighbour in ("floors", "machine", "results"):
        monkeypatch.delitem(sys.modules, neighbour, raising=False)
    spec = importlib.util.spec_from_file_location(f"tool_{name}", PACKAGING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def results(monkeypatch: pytest.MonkeyPatch) -> Any:
    return tool("results", monkeypatch)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Any:
    return tool("machine", monkeypatch)


@pytest.mark.fault(82)
@pytest.mark.parametrize("name", LOCKS)
def test_no_library_with_a_known_fault_is_locked(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert tool("floors", monkeypatch).problems(PACKAGING / name) == []


@pytest.mark.fault(82)
def test_every_floor_is_of_a_library_that_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    locked = {one for name in LOCKS for one in pinned(name)}
    assert set(tool("floors", monkeypatch).FLOORS) <= locked


@pytest.mark.fault(82)
def test_a_version_below_its_floor_breaks_the_check_and_the_build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
                                                                  capsys: pytest.CaptureFixture[str]) -> None:
    dev = tool("dev", monkeypatch)
    (tmp_path / "packaging").mkdir()
    for name in LOCKS:
        text = (PACKAGING / name).read_text(encoding="utf-8")
        for library, version in (("sqlcipher3", "0.5.7"), ("pyside6-essentials", "6.12.0")):
            text = re.sub(rf"^{library}==\S+", f"{library}=={version}", text, flags=re.MULTILINE)
        (tmp_path / "packaging" / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "call", lambda *words, **more: pytest.fail("it built all the same"))
    assert dev.known_faults() == dev.build([]) == 1
    said = capsys.readouterr().out
    assert "sqlcipher3 0.5.7 is older than 0.6.4" in said
    assert "pyside6-essentials 6.12.0 is not older than 6.12" in said


def pinned(name: str) -> dict[str, tuple[str, int]]:
    """Each name of a lock with its marker and its number of hashes."""
    found: dict[str, tuple[str, int]] = {}
    for block in re.split(r"\n(?=\S)", (PACKAGING / name).read_text(encoding="utf-8")):
        head = re.match(r"([a-z0-9.-]+)==\S+( ; (?P<marker>.+?))? \\\n", block)
        assert head is not None, block[:60]
        found[head[1]] = (head["marker"] or "", len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", block)))
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_names_versions_and_hashes_and_no_address(name: str) -> None:
    text = (PACKAGING / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    assert all(hashes for _, hashes in pinned(name).values())


def test_one_lock_serves_three_systems() -> None:
    lock = pinned("requirements.txt")
    assert lock["secretstorage"][0] == "sys_platform == 'linux'"
    assert lock["pywin32-ctypes"][0] == "sys_platform == 'win32'"
    assert pinned("requirements-dev.txt")["macholib"][0] == "sys_platform == 'darwin'"
    # One wheel for a system and a Python at least: Windows, macOS and Linux, 3.11 to 3.14.
    assert lock["sqlcipher3"][1] >= 12
    assert lock["tzdata"][0] == ""


def test_the_program_runs_with_the_versions_it_is_tested_with() -> None:
    def heads(name: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (PACKAGING / name).read_text(encoding="utf-8"), re.MULTILINE))

    assert heads("requirements.txt") < heads("requirements-dev.txt")


def test_the_version_of_qt_that_aborts_is_kept_out() -> None:
    assert re.search(r"^pyside6-essentials==6\.1[01]\.", (PACKAGING / "requirements.txt").read_text(), re.MULTILINE)


def test_the_version_is_said_the_same_twice() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == supervision_desktop.__version__


def test_the_catalogue_holds_every_requirement_with_a_title(results: Any) -> None:
    known = results.catalogue(ROOT / "tests" / "catalogue.txt")
    assert len(known) == 420
    counted = {group: [name for name in known if name.startswith(group)] for group in GROUPS}
    assert {group: len(names) for group, names in counted.items()} == GROUPS
    assert all(names == [f"{group}-{n:02}" for n in range(1, len(names) + 1)] for group, names in counted.items())
    assert len(set(known.values())) == 420


def outcome(outcome: str, *requirements: tuple[str, str | None], faults: tuple[int, ...] = ()) -> dict[str, Any]:
    return {"outcome": outcome, "requirements": [list(pair) for pair in requirements], "faults": list(faults)}


def test_only_passing_tests_count(results: Any) -> None:
    known = {"SUP-01": "a", "SUP-02": "b", "SUP-03": "c", "CON-01": "d"}
    tests = {
        "one": outcome("passed", ("SUP-01", None), faults=(17,)),
        "two": outcome("failed", ("SUP-02", None), faults=(18,)),
        "three": outcome("skipped", ("SUP-03", None)),
    }
    coverage = results.cover(tests, known)
    assert coverage.passed == {"SUP-01"}
    assert coverage.faults == {17}
    said = list(results.lines(coverage, known))
    assert said[:3] == ["SUP 1/3", "CON 0/1", "all 1/4"]


def test_what_waits_for_another_group_is_not_yet_met(results: Any) -> None:
    known = {"SUP-01": "a", "SUP-02": "b"}
    tests = {"here": outcome("passed", ("SUP-01", None)), "there": outcome("passed", ("SUP-01", "CAD"))}
    coverage = results.cover(tests, known)
    assert coverage.passed == set()
    said = list(results.lines(coverage, known))
    assert said[0] == "SUP 0/2, 1 waiting"
    assert "waiting: SUP-01 for CAD" in said


def test_a_requirement_nobody_asked_for_is_found(results: Any) -> None:
    coverage = results.cover({"one": outcome("passed", ("SUP-99", None))}, {"SUP-01": "a"})
    assert coverage.unknown == {"SUP-99"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one line of code."""
    (tmp_path / "supervision_desktop").mkdir()
    (tmp_path / "supervision_desktop" / "code.py").write_text("one = 1\n")
    (tmp_path / "tests").mkdir()
    return tmp_path


def test_the_code_is_known_by_its_files(results: Any, project: Path) -> None:
    before = results.code_hash(project)
    (project / "supervision_desktop" / "__pycache__").mkdir()
    (project / "supervision_desktop" / "__pycache__" / "code.pyc").write_bytes(b"left over")
    (project / "README.md").write_text("not code")
    assert results.code_hash(project) == before
    (project / "tests" / "test_new.py").write_text("")
    assert results.code_hash(project) != before


def fresh(results: Any, project: Path, code: int = 0) -> Path:
    """Results of a whole run of the project as it stands."""
    target = project / "results.json"
    target.write_text(json.dumps({"exit": code, "tests": {"one": outcome("failed" if code else "passed")}}))
    results.stamp(target, results.code_hash(project))
    return target


def test_fresh_results_are_taken(results: Any, project: Path) -> None:
    assert list(results.sound(fresh(results, project), results.code_hash(project))["tests"]) == ["one"]


def test_results_older_than_the_code_are_refused(results: Any, project: Path) -> None:
    target = fresh(results, project)
    (project / "supervision_desktop" / "code.py").write_text("one = 2\n")
    with pytest.raises(ValueError, match="older than the code"):
        results.sound(target, results.code_hash(project))


def test_results_of_a_failed_run_are_refused(results: Any, project: Path) -> None:
    with pytest.raises(ValueError, match="last test run failed"):
        results.sound(fresh(results, project, code=1), results.code_hash(project))


@pytest.mark.parametrize("content", [None, "", "{"])
def test_absent_results_are_refused(results: Any, project: Path, content: str | None) -> None:
    if content is not None:
        (project / "results.json").write_text(content)
    with pytest.raises(ValueError, match="no test results"):
        results.sound(project / "results.json", results.code_hash(project))


class Environment:
    """A virtual environment whose interpreter only notes what it is asked to do."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.noted = folder / "noted.txt"
        (folder / "bin").mkdir(parents=True)
        self.answers(0)

    def answers(self, code: int) -> None:
        """From now on everything it is asked ends with this exit code; only its version is always told."""
        version = f"{sys.version_info[0]} {sys.version_info[1]}"
        script = f'#!/bin/sh\n[ "$1" = -c ] && echo {version} && exit\necho "$@" >> "{self.noted}"\nexit {code}\n'
        (self.folder / "bin" / "python").write_text(script)
        (self.folder / "bin" / "python").chmod(0o755)

    def asked(self) -> list[str]:
        """What it was asked since the last time, a line each."""
        lines = self.noted.read_text().splitlines() if self.noted.exists() else []
        self.noted.unlink(missing_ok=True)
        return lines


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    if sys.platform == "win32":
        pytest.skip("the stand-in for the interpreter is a shell script")
    return Environment(tmp_path / ".venv")


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """dev.py, looking for results in a folder of its own."""
    module = tool("dev", monkeypatch)
    monkeypatch.setattr(module, "CACHE", tmp_path / ".cache")
    monkeypatch.setattr(module, "RESULTS", tmp_path / ".cache" / "results.json")
    module.CACHE.mkdir()
    return module


@pytest.fixture
def noting(dev: Any, environment: Environment, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """The environment dev.py now works with."""
    monkeypatch.setattr(dev.machine, "VENV", environment.folder)
    return environment


def test_check_refuses_when_nothing_was_tested(dev: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.requirements() == 1
    assert "no test results" in capsys.readouterr().out


def test_check_fails_on_an_unknown_requirement(dev: Any, capsys: pytest.CaptureFixture[str]) -> None:
    def leave(name: str) -> None:
        dev.RESULTS.write_text(json.dumps({"exit": 0, "tests": {"one": outcome("passed", (name, None))}}))
        dev.results.stamp(dev.RESULTS, dev.results.code_hash(dev.ROOT))

    leave("SUP-03")
    assert dev.requirements() == 0
    assert "SUP 1/22" in capsys.readouterr().out
    leave("SUP-99")
    assert dev.requirements() == 1
    assert "unknown requirement: SUP-99" in capsys.readouterr().out


def test_check_says_what_it_could_not_check(
    dev: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "SHARED", tmp_path / "nowhere")
    assert dev.shared("house_check.py") == 0
    assert "not checked: house_check.py" in capsys.readouterr().out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_run_makes_the_demo_where_there_is_no_display(
    dev: Any,
    noting: Environment,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert dev.run([]) == 0
    assert noting.asked() == ["-m supervision_desktop demo --output demo"]
    assert "no display" in capsys.readouterr().out
    monkeypatch.setenv("DISPLAY", ":7")
    dev.run(["--locked"])
    assert noting.asked() == ["-m supervision_desktop --locked"]


def test_a_partial_run_leaves_the_results_of_the_whole(dev: Any, noting: Environment) -> None:
    dev.RESULTS.write_text("whole")
    dev.test(["tests/store", "--long"])
    assert dev.RESULTS.read_text() == "whole"
    assert noting.asked()[0].endswith("--long tests/store")
    dev.test([])
    assert not dev.RESULTS.exists(), "a whole run that leaves nothing must not pass for the one before"
    assert noting.asked()[0].endswith(f"--results={dev.RESULTS}")


def test_check_does_every_step_and_names_what_is_broken(
    dev: Any, noting: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    noting.answers(1)
    assert dev.check([]) == 1
    asked = " ".join(noting.asked())
    assert "-m ruff check" in asked
    assert "-m mypy" in asked
    assert "tests/test_architecture.py" in asked
    said = capsys.readouterr().out
    assert "broken: ruff, mypy --strict, house rules" in said
    assert said.rstrip().endswith("requirements")


def test_an_unknown_command_is_bad_usage() -> None:
    said = subprocess.run([sys.executable, PACKAGING / "dev.py", "dance"], capture_output=True, text=True)
    assert said.returncode == 2
    assert "dev.py test" in said.stderr


def test_the_environment_is_found_on_either_system(machine: Any) -> None:
    assert machine.python("nt") == ROOT / ".venv" / "Scripts" / "python.exe"
    assert machine.python("posix") == ROOT / ".venv" / "bin" / "python"


def test_a_changed_lock_is_installed_again(machine: Any, tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_bytes(b"one==1\n")
    first = machine.stamp_of(lock)
    lock.write_bytes(b"one==1\r\n")
    assert machine.stamp_of(lock) == first, "a check-out on Windows is the same lock"
    lock.write_bytes(b"one==2\n")
    assert machine.stamp_of(lock) != first


def test_setup_installs_once_for_each_lock(
    machine: Any, environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "VENV", environment.folder)
    machine.prepare()
    assert [line.split(" --")[0] for line in environment.asked()] == ["-m pip install"]
    machine.prepare()
    assert environment.asked() == []
    (environment.folder / "requirements.stamp").write_text("an older lock")
    machine.prepare()
    assert "--require-hashes" in environment.asked()[0]


def test_setup_that_failed_is_tried_again(
    machine: Any, environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "VENV", environment.folder)
    environment.answers(1)
    with pytest.raises(machine.Stuck, match="could not install"):
        machine.prepare()
    environment.answers(0)
    environment.asked()
    machine.prepare()
    assert len(environment.asked()) == 1


def test_a_broken_environment_is_made_anew(machine: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").write_text("not an interpreter")
    (tmp_path / "lock.txt").write_text("")
    monkeypatch.setattr(machine, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(machine, "LOCK", tmp_path / "lock.txt")
    machine.prepare()
    said = subprocess.run([machine.python(), "-c", "import sys; print(sys.prefix)"], capture_output=True, text=True)
    assert said.stdout.strip() == str(tmp_path / ".venv")


def test_a_python_that_is_too_old_is_named(machine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "OLDEST", (3, 99))
    monkeypatch.setattr(machine, "NEWEST", (3, 99))
    with pytest.raises(machine.Stuck, match="is not supported"):
        machine.prepare()


def test_without_rights_the_one_command_is_printed(
    machine: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine.sys, "platform", "linux")
    monkeypatch.setattr(machine, "_rights", lambda: None)
    monkeypatch.setattr(machine, "missing_packages", lambda: ["libegl1", "xvfb"])
    monkeypatch.setattr(machine.shutil, "which", lambda name: f"/usr/bin/{name}")
    machine.system_packages()
    assert "sudo apt-get install --yes --no-install-recommends libegl1 xvfb" in capsys.readouterr().out


def test_what_is_missing_is_seen_without_dpkg(machine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def only(present: set[str]) -> Callable[[str], str | None]:
        return lambda name: name if name in present else None

    monkeypatch.setattr(machine.shutil, "which", only({"Xvfb", "xdotool", "dbus-run-session", "pdftotext"}))
    monkeypatch.setattr(machine.ctypes.util, "find_library", only(set(machine.LIBRARIES.values()) - {"xcb-cursor"}))
    assert machine.missing_packages() == ["libxcb-cursor0", "gnome-keyring"]


def test_a_system_that_is_no_linux_is_left_alone(machine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.sys, "platform", "darwin")
    monkeypatch.setattr(machine, "missing_packages", lambda: pytest.fail("looked for packages"))
    machine.system_packages()


@pytest.mark.requirement("APP-03")
@pytest.mark.parametrize("name", ["windows/installer.iss", "macos/make_dmg.sh", "supervision_desktop.spec", "build.py"])
def test_there_is_a_way_to_an_installer_on_both_systems(name: str) -> None:
    assert (PACKAGING / name).is_file()


@pytest.mark.requirement("APP-03")
def test_the_installers_wrap_what_the_build_makes() -> None:
    spec = (PACKAGING / "supervision_desktop.spec").read_text(encoding="utf-8")
    compile(spec, "supervision_desktop.spec", "exec")
    assert 'COLLECT(window, command, analysis.binaries, analysis.datas, name="Supervision Desktop")' in spec
    windows = (PACKAGING / "windows" / "installer.iss").read_text(encoding="utf-8")
    assert r'Source: "..\..\dist\Supervision Desktop\*"' in windows
    assert "PrivilegesRequired=lowest" in windows
    macos = (PACKAGING / "macos" / "make_dmg.sh").read_text(encoding="utf-8")
    assert 'app="dist/Supervision Desktop.app"' in macos
    assert 'name="Supervision Desktop.app"' in spec
    assert "hdiutil create" in macos


@pytest.mark.parametrize("name", ["macos/make_dmg.sh", "linux/make_tar.sh", "../.ci/run"])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no bash")
def test_shell_scripts_can_be_read_and_run(name: str) -> None:
    script = PACKAGING / name
    assert script.stat().st_mode & 0o100
    assert subprocess.run(["bash", "-n", script]).returncode == 0


def test_files_for_other_programs_are_well_formed() -> None:
    assert plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    described = ET.parse(PACKAGING / "linux" / "org.supervisiondesktop.SupervisionDesktop.metainfo.xml").getroot()
    assert described.findtext("id") == "org.supervisiondesktop.SupervisionDesktop"
    desktop = (PACKAGING / "linux" / f"{described.findtext('id')}.desktop").read_text(encoding="utf-8")
    assert "Exec=supervision-desktop\n" in desktop


def test_continuous_integration_runs_the_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.findall(r"^python .*$", script, re.MULTILINE) == [
        "python packaging/dev.py test",
        "python packaging/dev.py check",
    ]
    assert "python packaging/dev.py test" in (ROOT / "README.md").read_text(encoding="utf-8")

SAMPLE = '''
import socket

import pytest


@pytest.mark.requirement("SUP-03")
@pytest.mark.fault(17)
def test_passes(clock):
    before = clock()
    clock.advance(minutes=16)
    assert (clock() - before).seconds == 16 * 60


@pytest.mark.requirement("SUP-04", waiting="CAD")
def test_fails():
    assert False


@pytest.mark.requirement("SUP-05")
def test_breaks_afterwards(request):
    request.addfinalizer(lambda: 1 / 0)


def test_has_no_network():
    with pytest.raises(RuntimeError, match="network"):
        socket.create_connection(("127.0.0.1", 9))


@pytest.mark.long
def test_is_left_out():
    pass
'''


def try_out(folder: Path, samples: Sequence[str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run files of tests in a project of their own that stands on this project's conftest.py."""
    (folder / "tests").mkdir()
    (folder / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")
    for name in ("conftest.py", "catalogue.txt"):
        (folder / "tests" / name).write_bytes((ROOT / "tests" / name).read_bytes())
    for number, sample in enumerate(samples):
        (folder / "tests" / f"test_sample_{number}.py").write_text(sample)
    command = [sys.executable, "-m", "pytest", "-q", f"--results={folder / 'results.json'}", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})


def test_a_run_leaves_what_each_test_stood_for(tmp_path: Path) -> None:
    said = try_out(tmp_path, [SAMPLE], "-n", "2", "--dist", "loadgroup")
    assert said.returncode == 1, said.stdout
    found = json.loads((tmp_path / "results.json").read_text())
    assert found["exit"] == 1
    assert {name.partition("::")[2]: entry for name, entry in found["tests"].items()} == {
        "test_passes": outcome("passed", ("SUP-03", None), faults=(17,)),
        "test_fails": outcome("failed", ("SUP-04", "CAD")),
        "test_breaks_afterwards": outcome("failed", ("SUP-05", None)),
        "test_has_no_network": outcome("passed"),
    }


def test_figures_of_passing_tests_are_added_up_and_rows_are_spans(results: Any) -> None:
    tests = {"few": outcome("passed") | {"figures": {"kills": 200}}, "bad": outcome("failed") | {"figures": {"kills": 7}},
             "all": outcome("passed") | {"figures": {"kills": 1_000}}, "none": outcome("passed")}
    assert list(results.figure_lines(tests))[1:] == [f"  {'kills':<60}{'1,200':>9}"]
    assert list(results.figure_lines({})) == []
    assert results.spans({1, 2, 3, 5, 7, 8}) == "1-3, 5, 7, 8"


def test_a_mark_nobody_asked_for_stops_the_run(tmp_path: Path) -> None:
    marks = ('requirement("SUP-99")', 'requirement("SUP-03", waiting="XYZ")', "fault(83)")
    said = try_out(tmp_path, [f"import pytest\n\n@pytest.mark.{mark}\ndef test_odd_{n}(): pass\n"
                              for n, mark in enumerate(marks)])
    assert said.returncode == 2
    for n in range(len(marks)):
        assert f"test_odd_{n} is marked with what nobody asked for" in said.stdout
    assert f"{len(marks)} errors" in said.stdout
