"""Which pages of a packet each of its sections takes, and packets that replace some pages of another."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("packets", schema=None) as batch_op:
        batch_op.add_column(sa.Column("page_map", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("replacing", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("packets", schema=None) as batch_op:
        batch_op.drop_column("replacing")
        batch_op.drop_column("page_map")
