"""Settings of the computer survive being damaged; they are never a reason not to start."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_desktop.settings import Settings, load, save


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    chosen = Settings(geometry="AdnQywADAAA=", zoom=150, theme="dark", last_practice="/somewhere/practice")
    save(tmp_path / "new folder" / "settings.json", chosen)
    assert load(tmp_path / "new folder" / "settings.json") == chosen


def test_nothing_saved_yet_means_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.json") == Settings()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[1, 2]", b"null", b"[" * 100_000])
def test_an_unreadable_file_means_the_defaults(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert load(path) == Settings()


def test_one_impossible_value_spoils_no_other(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"zoom": 9000, "theme": "plaid", "geometry": 5, "last_practice": "/p", "of_old": 1}))
    assert load(path) == Settings(last_practice="/p")


@pytest.mark.parametrize("zoom", [True, 49, 301, 100.0, "100", None])
def test_only_a_sensible_zoom_is_taken(tmp_path: Path, zoom: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"zoom": zoom}))
    assert load(path).zoom == 100


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda of: st.lists(of) | st.dictionaries(
    st.sampled_from(["zoom", "theme", "geometry", "last_practice"]), of)))
def test_any_json_at_all_gives_settings(tmp_path_factory: pytest.TempPathFactory, content: object) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    path.write_text(json.dumps(content))
    found = load(path)
    assert isinstance(found.geometry, str)
    assert 50 <= found.zoom <= 300


def test_a_failed_save_leaves_the_old_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    save(path, Settings(zoom=125))

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="no space"):
        save(path, replace(Settings(), zoom=200))
    assert load(path) == Settings(zoom=125)
