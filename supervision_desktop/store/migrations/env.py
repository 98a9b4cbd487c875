"""Run by Alembic: the migrations share the transaction of the connection they are given."""

from collections.abc import Collection, Mapping
from typing import Any

from alembic import context
from alembic.runtime.migration import MigrationContext, MigrationInfo

config = context.config


def note_changes(ctx: MigrationContext, step: MigrationInfo, heads: Collection[Any],
                 run_args: Mapping[str, Any]) -> None:
    """Collect the tables whose rows a migration says it changes (Alembic fixes the names)."""
    for revision in step.up_revisions:
        config.attributes["changes_rows"].update(getattr(getattr(revision, "module", None), "CHANGES_ROWS", ()))


context.configure(connection=config.attributes["connection"], render_as_batch=True, transactional_ddl=True,
                  on_version_apply=note_changes)
with context.begin_transaction():
    context.run_migrations()
