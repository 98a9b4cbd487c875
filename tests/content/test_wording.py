"""Words that stay off screen and paper, looked for in every content file."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from supervision_desktop.paths import resources_dir

NEVER = re.compile(
    r"\b(compliant|approved|accredited|court-ready|admissible|legally binding|tamper-proof|proves|guaranteed|predicts"
    r"|risk score|prioritises|recommends|decision support|vault|slot)\b|(?<!not )\bprivileged\b", re.IGNORECASE)
AMERICAN = re.compile(r"\b\w*(ization|izing|ized|behavior|favor\b|center\b|program me|license\b)\w*", re.IGNORECASE)
FILES = sorted(path for path in resources_dir().rglob("*.toml") if path.parent != resources_dir())


def texts(value: Any) -> Iterator[str]:
    """Every text in a decoded file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_content_file_keeps_to_the_house_words(path: Path) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    assert {"id", "version", "title", "language", "source", "licence"} <= data.keys()
    assert data["language"] == "en-GB"
    for text in texts(data):
        assert not NEVER.search(text), text
        assert not AMERICAN.search(text), text
        assert text == text.strip(), text
        assert "  " not in text, text


def test_every_kind_of_content_is_there() -> None:
    assert {path.relative_to(resources_dir()).parts[0] for path in FILES} >= {
        "lists", "contracts", "models", "frameworks", "help"}
