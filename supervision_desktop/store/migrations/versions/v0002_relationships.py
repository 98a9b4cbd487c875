"""From schema 0001 to 0002; written by `migrations.regenerate` until it is released."""

from alembic import op

revision = "0002"
down_revision = "0001"
CHANGES_ROWS: tuple[str, ...] = ()

STATEMENTS = (
    """ALTER TABLE practitioner ADD COLUMN supervises BOOLEAN""",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
