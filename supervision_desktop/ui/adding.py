"""What a typed line adds."""

from __future__ import annotations

from collections.abc import Callable

from supervision_desktop.errors import BadInput
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.workspace import Workspace


def added(workspace: Workspace, line: InlineAdd, plan: Callable[[], tuple[ChangeSet, str]]) -> str:
    """Commit what the words of a line make, and give its id; "" where the line keeps them and says what is wrong."""
    try:
        change, made = plan()
    except BadInput as fault:
        line.hear(fault)
        return ""
    refused = workspace.attempt(change)
    line.hear(refused)
    return made if refused is None else ""
