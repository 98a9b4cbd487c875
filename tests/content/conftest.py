"""The shipped resources, each loaded once, and a small good file of each kind to spoil."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from supervision_desktop.content.contracts import ContractTemplate, load_template
from supervision_desktop.content.frameworks import Frameworks, load_frameworks
from supervision_desktop.content.help import Help, load_help
from supervision_desktop.content.lists import Lists, load_lists
from supervision_desktop.content.models import ReflectiveModel, load_models
from supervision_desktop.paths import resources_dir

HEAD = 'id = "small"\nversion = "1"\ntitle = "Small"\nlanguage = "en-GB"\nsource = "ours"\nlicence = "MIT"\n'


@pytest.fixture(scope="session")
def resources() -> Path:
    return resources_dir()


@pytest.fixture(scope="session")
def lists(resources: Path) -> Lists:
    return load_lists(resources / "lists")


@pytest.fixture(scope="session")
def template(resources: Path) -> ContractTemplate:
    return load_template(resources / "contracts" / "standard.toml")


@pytest.fixture(scope="session")
def models(resources: Path) -> Mapping[str, ReflectiveModel]:
    return load_models(resources / "models")


@pytest.fixture(scope="session")
def frameworks(resources: Path) -> Frameworks:
    return load_frameworks(resources / "frameworks")


@pytest.fixture(scope="session")
def pages(resources: Path) -> Help:
    return load_help(resources / "help")


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a file below a folder of its own; a good head is put before the text."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD + text, encoding="utf-8")
        return path

    return write
