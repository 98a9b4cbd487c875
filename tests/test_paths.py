"""Where things live: on Windows, on macOS, from source and inside an installed program."""

import importlib.util
import sys
from pathlib import Path

import platformdirs.windows
import pytest
from platformdirs.macos import MacOS
from platformdirs.windows import Windows

import supervision_desktop.paths as paths

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.requirement("APP-03")
def test_windows_keeps_everything_in_the_local_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    profile = r"C:\Users\Sam Sample\AppData\Local"
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", profile)
    # Elsewhere than on Windows, joining puts the other kind of stroke in between.
    found = paths.places(Windows(paths.APP_NAME, appauthor=False, roaming=False))
    assert str(found.practice).replace("/", "\\") == profile + r"\Supervision Desktop\practice"
    assert str(found.settings).replace("/", "\\") == profile + r"\Supervision Desktop\settings.json"
    assert str(found.logs).replace("/", "\\") == profile + r"\Supervision Desktop\Logs"


@pytest.mark.requirement("APP-03")
def test_macos_keeps_everything_in_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/Users/sample")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name)
    found = paths.places(MacOS(paths.APP_NAME, appauthor=False))
    assert found.practice.as_posix() == "/Users/sample/Library/Application Support/Supervision Desktop/practice"
    assert found.settings.as_posix() == "/Users/sample/Library/Application Support/Supervision Desktop/settings.json"
    assert found.logs.as_posix() == "/Users/sample/Library/Logs/Supervision Desktop"


def test_asking_makes_no_folder(own_home: Path) -> None:
    before = sorted(own_home.rglob("*"))
    found = paths.places()
    assert own_home in found.practice.parents
    assert sorted(own_home.rglob("*")) == before


def test_nothing_of_ours_can_roam(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    class Watched(platformdirs.windows.Windows):
        def __init__(self, *args: object, roaming: bool = False, **kwargs: object) -> None:
            asked.append(roaming)
            super().__init__(*args, roaming=roaming, **kwargs)

    monkeypatch.setattr(paths, "PlatformDirs", Watched)
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", r"C:\local")
    assert paths.places().practice.as_posix().replace("\\", "/") == "C:/local/Supervision Desktop/practice"
    assert asked == [False]


def test_resources_are_found_from_the_source_tree() -> None:
    assert paths.resources_dir() == ROOT / "resources"
    assert (paths.resources_dir() / "icons").is_dir()


def test_resources_are_found_inside_an_installed_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources_dir() == tmp_path / "resources"


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ([], False),
        (["--locked"], False),
        (["demo", "--output", "demo"], True),
        (["no-such-command"], True),
        (["--version"], True),
        (["--help"], True),
    ],
)
def test_a_first_word_belongs_to_the_command_line(arguments: list[str], answer: bool) -> None:
    way_in = importlib.util.spec_from_file_location("way_in", ROOT / "supervision_desktop" / "__main__.py")
    assert way_in is not None
    assert way_in.loader is not None
    module = importlib.util.module_from_spec(way_in)
    way_in.loader.exec_module(module)
    assert module.wants_command(["supervision-desktop", *arguments]) is answer
