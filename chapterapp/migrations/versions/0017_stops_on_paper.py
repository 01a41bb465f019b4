"""Since when a case has its status, and of which stopped cases the pages were taken out of a packet."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("status_at", sa.DateTime(timezone=True), nullable=True))
    # When the others got their status nobody knows; a stop counts from now, so that it is seen once more.
    op.execute(sa.text("update cases set status_at = current_timestamp where status = 'stop_action'"))
    with op.batch_alter_table("packets", schema=None) as batch_op:
        batch_op.add_column(sa.Column("withdrawn", sa.JSON(), server_default="[]", nullable=False))
    with op.batch_alter_table("packets", schema=None) as batch_op:
        batch_op.alter_column("withdrawn", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("packets", schema=None) as batch_op:
        batch_op.drop_column("withdrawn")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_column("status_at")
