"""The profession's texts, each read from `resources/` when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from supervision_desktop.content.contracts import ClauseLibrary, ContractTemplate, load_clauses, named_template
from supervision_desktop.content.frameworks import Frameworks, load_frameworks
from supervision_desktop.content.help import Help, load_help
from supervision_desktop.content.lists import Lists, load_lists
from supervision_desktop.content.models import ReflectiveModel, load_models
from supervision_desktop.content.retention import Schedule, load_schedule
from supervision_desktop.content.standards import Standards, load_standards
from supervision_desktop.paths import own_dir


class Library:
    """All texts of one `resources` folder; a fault in a file is raised by whoever asks first."""

    def __init__(self, resources: Path) -> None:
        self.resources = resources
        self._templates: dict[str, ContractTemplate] = {}

    @cached_property
    def lists(self) -> Lists:
        """The closed lists."""
        return load_lists(self.resources / "lists")

    @cached_property
    def models(self) -> Mapping[str, ReflectiveModel]:
        """Reflective models by id."""
        return load_models(self.resources / "models")

    @cached_property
    def frameworks(self) -> Frameworks:
        """Competence frameworks, shipped and her own."""
        return load_frameworks(self.resources / "frameworks", own_dir() / "frameworks")

    @cached_property
    def help(self) -> Help:
        """Help pages."""
        return load_help(self.resources / "help")

    @cached_property
    def clauses(self) -> ClauseLibrary:
        """Clauses to add to a contract."""
        return load_clauses(self.resources / "contracts" / "library.toml", self.contract("standard"))

    @cached_property
    def retention(self) -> Schedule:
        """How long each class of record is kept unless the practitioner says otherwise."""
        return load_schedule(self.resources / "retention" / "standard.toml")

    @cached_property
    def standards(self) -> Standards:
        """What learning may count towards besides the frameworks, shipped and her own."""
        return load_standards(self.resources / "standards", own_dir() / "standards")

    def contract(self, name: str) -> ContractTemplate:
        """One contract template by its name."""
        if name not in self._templates:
            self._templates[name] = named_template(self.resources / "contracts", name)
        return self._templates[name]
