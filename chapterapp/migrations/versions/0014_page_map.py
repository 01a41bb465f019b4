"""Which pages of a packet each of its sections takes."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("packets", schema=None) as batch_op:
        batch_op.add_column(sa.Column("page_map", sa.JSON(), server_default="[]", nullable=False))
    with op.batch_alter_table("packets", schema=None) as batch_op:
        batch_op.alter_column("page_map", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("packets", schema=None) as batch_op:
        batch_op.drop_column("page_map")
