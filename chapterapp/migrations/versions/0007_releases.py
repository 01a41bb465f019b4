"""What the world may see: a story and a tick on cases, a tick on their updates."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Of what is there already nobody said that the world may see it.
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_public", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("story", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("case_updates", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_public", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("case_updates", schema=None) as batch_op:
        batch_op.drop_column("is_public")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_column("story")
        batch_op.drop_column("is_public")
