"""How many pages a packet will have, when its file was deleted, and how long a chapter keeps files."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("packets", schema=None) as batch_op:
        batch_op.add_column(sa.Column("expected_pages", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("packets", schema=None) as batch_op:
        batch_op.alter_column("expected_pages", server_default=None)
    with op.batch_alter_table("chapters", schema=None) as batch_op:
        batch_op.add_column(sa.Column("keep_files_days", sa.Integer(), server_default="30", nullable=False))
    with op.batch_alter_table("chapters", schema=None) as batch_op:
        batch_op.alter_column("keep_files_days", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("chapters", schema=None) as batch_op:
        batch_op.drop_column("keep_files_days")
    # What was stopped by hand is known as failed there.
    for table in ("packets", "letter_prints"):
        op.execute(sa.text(f"update {table} set state = 'failed', error = 'It was cancelled.' where state = 'cancelled'"))
    with op.batch_alter_table("packets", schema=None) as batch_op:
        batch_op.drop_column("removed_at")
        batch_op.drop_column("expected_pages")
